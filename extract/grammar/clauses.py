"""The clause of a Danish sentence that a date stands in, and the words of its event without the date."""

from __future__ import annotations

import re

MODALS = "skal|vil|kan|forventes|planlægges|bliver|udløber|ophører|træder|begynder|starter|slutter|gælder|løber"
BREAK = re.compile(
    r"; |(?<!\d) – (?!\d)|, (?=(?:at|når|og|men|mens|hvorefter|hvorfor|hvoraf|hvor|der|som|idet|da|så|fordi|ligesom|"
    r"herunder|heraf|forudsat|"
    rf"{MODALS})\b)|(?<!^KL)(?<!^Regeringen) (?=(?:og|samt) (?:at|der|det|regeringen|kommunerne|vi|{MODALS})\b)|"
    r"(?<=\d) (?=og [a-zæøå]+es (?:først |igen |endeligt )?(?:i|den|til|senest|inden|primo|medio|ultimo|pr\.) )|"
    r" (?=mens\b)|,? (?=således at (?:der|[a-zæøå]{4,}) )|(?<=\d) (?=at (?:der|[a-zæøå]{4,}(?:et|en|erne)) (?!til\b))|"
    r", (?=samt (?:at|der|det)\b)|(?<=[a-zæøå]), (?=(?:[a-zæøå]+ ){1,3}(?:skal|vil|kan|er|bliver|forventes)\b)"
)
RELATIVE = re.compile(r"^,? ?(?:der|som|hvilket|hvor|hvoraf|hvorefter) ")
SHARED_SUBJECT = re.compile(rf"^(?:og|samt) (?=(?:{MODALS}|[a-zæøå]+es)\b)")
CONDITION = re.compile(r"^,? ?(?:og |men )?(?:hvis|såfremt)\b", re.IGNORECASE)
LEAD_IN = re.compile(
    r"^(?:\d+[.)] |[a-z][.)] |[-–•●] |.{0,260}?\benige om,?(?: at)? (?=(?!om )[a-zæøå])|"
    r"(?:Det|Der) (?:forventes|planlægges|indstilles|foreslås|aftales|bemærkes|er (?:aftalt|planen|forventningen|"
    r"besluttet|enighed om))"
    r"(?: (?:derfor|desuden|også|således|desuden))?,? at |"
    r"således at |(?:Desuden|Derudover|Endvidere|Herefter|Efterfølgende|Samtidig|Hertil|Endelig),? |(?:at|når|"
    r"hvorfor|og|men|"
    r"samt|mens|derudover|desuden) )",
    re.IGNORECASE,
)
BEFORE_DATE = re.compile(
    r"(?:(?<![\w])(?:allerede|tidligst|senest|inden|fra og med|frem til og med|frem til|til og med|fra|til|den|d\.|"
    r"i|pr\.|primo|medio|ultimo|med udgangen af|udgangen af|i løbet af|"
    r"løbet af|frem mod|omkring|ca\.|starten af|begyndelsen af|slutningen af|efter|før|med virkning|gældende|"
    r"forventeligt|hhv\.|henholdsvis|hele|først|med|for perioden|i perioden|perioden|"
    r"umiddelbart)\s+)+$",
    re.IGNORECASE,
)
ANAPHOR = re.compile(
    r"^(?!Kommun|Region|Parter|Stat|Byråd|Udvalg|Administration|Forvaltning|"
    r"Minister)(?P<noun>[A-ZÆØÅ][a-zæøå]{2,}?)(?:en|et|erne|ene|ne)s? (?=(?:finder|forventes|planlægges|skal|vil|"
    r"bliver|gennemføres|\w+es)\b)"
)
TOLD_BEHIND = re.compile(r"\b(?:en|et) (?:[a-zæøå]+ )?(?:sag|plan|oplæg|forslag|analyse|rapport|redegørelse|notat)$")
"""The end of a clause whose relative clause says what it is about: "fremlægge en sag, hvor …"."""
LINK = re.compile(r"https?://\S+ ?")
LEAST_CLAUSE = 30
"""Letters: a shorter clause takes the one before it along."""
LONGEST_NAMING = 150
"""Letters: a longer clause says more than what an event is about."""
SHORT_EVENT = 45
"""Letters: a shorter event takes along the clause that tells what it is about."""


def clause_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the clause around text[start:end], with its neighbours where it cannot stand alone."""
    breaks = [0, *(match.start() for match in BREAK.finditer(text)), len(text)]
    first = max((place for place in breaks if place <= start), default=0)
    last = min((place for place in breaks if place >= end), default=len(text))
    while first and _leans(text[first:last]):
        first = max(place for place in breaks if place < first)
    while (
        last < len(text)
        and RELATIVE.match(text[last:])
        and (last - first < LEAST_CLAUSE or TOLD_BEHIND.search(text, first, last))
    ):
        last = min(place for place in breaks if place > last)
    return first, last


def _leans(clause: str) -> bool:
    """Whether a clause cannot stand without the one before it; one that only shares its subject can."""
    if RELATIVE.match(clause):
        return True
    return len(clause) < LEAST_CLAUSE and not SHARED_SUBJECT.match(clause.lstrip())


def event_words(text: str, first: int, last: int, start: int, end: int) -> str:
    """The words of the clause text[first:last] without its date text[start:end], with the subject it shares."""
    before = BEFORE_DATE.sub("", text[first:start])
    after = re.sub(r"^ måned\b|^,? kl\. ?\d{1,2}(?:[.:]\d\d)?(?!\d)", "", text[end:last])
    words = f"{before.rstrip()} {after.lstrip()}".strip(" ,;")
    shared = SHARED_SUBJECT.match(words)
    if shared:
        subject = re.match(
            r"(?:\S+ ){1,8}?(?=(?:er|var|har|blev|får|trådte|går|står|begynder|starter|åbner|flytter|"
            rf"{MODALS}|\w+es)\b)",
            text,
        )
        words = (subject.group() if subject else "") + words[shared.end() :]
    words = re.sub(r"\s+([,.;)])", r"\1", re.sub(r"\(\s*\)", "", LINK.sub("", words))).strip(" ,.;:–-•●")
    words = re.sub(r" (?:er|ligger)$", "", words)
    previous = ""
    while previous != words:
        previous, words = words, LEAD_IN.sub("", words).strip(" ,.;:")
    return words


def with_antecedent(words: str, before: str) -> str:
    """An event whose subject stands for something in the sentence before it, followed by the clause that names that."""
    anaphor = ANAPHOR.match(words)
    if anaphor is None or len(words) > SHORT_EVENT or not before:
        return words
    parts = [part.strip(" ,.;") for part in re.split(r", (?=at|hvor|som|der)\b", before)]
    stem = anaphor["noun"].lower()
    parts = [
        part
        if index + 1 == len(parts) or not re.match(r"(?:som|der)\b", parts[index + 1])
        else f"{part}, {parts[index + 1]}"
        for index, part in enumerate(parts)
    ]
    naming = [part for part in parts if stem in part.lower() and len(part) <= LONGEST_NAMING]
    if not naming and not re.match(r"(?:Arbejde|Sag|Indsats|Proces|Projekt)", words):
        return words
    naming = naming or [max(parts, key=len)]
    return f"{words}: {re.sub(r'^(?:at|hvor|som|der) ', '', naming[-1])}"
