"""What kind of public money a sum is: by the word that governs it, or by the sum before that it goes on with."""

from __future__ import annotations

import re

from extract.grammar.money import MoneyMatch
from extract.money.cues import Cue, cues, governing_cue
from extract.money.given import is_allowed, is_given_for

_RESULT = re.compile(r"[^,;]{0,40}?\btil(?: i alt)?\s*", re.IGNORECASE)
SHARE = re.compile(r"\b(?:heraf|hvoraf|deraf)\b", re.IGNORECASE)
"""The words that make a sum a part of another."""
_AUTHORISED = re.compile(r"\b(?:godkend\w*|bevilg\w*|afsat\w*|afsætte\w*|budgetter\w*|beslutte\w*)\b", re.IGNORECASE)
LEADING_ON = re.compile(
    r"(?:[\s,.]|årligt|i alt|og|samt|heraf|hvoraf|fra|i|perioden|en \w+årig periode|til og med|(?:19|"
    r"20)\d\d|\d\d|[-–]|yderligere|stigende til|med|på|til|frem|varigt|herefter|derefter|efterfølgende|"
    r"samlet(?: set)?|i (?:puljen|rammen|budgettet(?: for)?|budgetperioden)|(?:fra )?næste år|allerede|knap|"
    r"(?:(?:et|en) )?(?:anlægs|drifts|tillægs)(?:tilskud|bevilling)|"
    r"(?:optrappende|voksende|faldende)(?: år for år| gradvist)? til|"
    r"(?:i )?(?:overslagsårene|de (?:efter)?følgende år))*",
    re.IGNORECASE,
)
"""The words between two sums that are for the same thing."""
_PAST = re.compile(
    r"\b(?:var|blev|anvendte|brugte|kostede|udgjorde|har været|har kostet|(?:er|var) (?:steget|"
    r"vokset|faldet)|steg|voksede|faldt|er anvendt|er brugt|"
    r"indebærer|øgede|samlede?)\b",
    re.IGNORECASE,
)
_AGREED = re.compile(r"\b(?:enige om|aftalt|fastsat|fastsættes)\b.*\budgør\W*$", re.IGNORECASE | re.DOTALL)
_ESTIMATE = re.compile(r"\b(?:vurder\w*|skøn\w*|anslå\w*|anslået|estimer\w*|forvent\w*)\b", re.IGNORECASE)
_FUND_OF = re.compile(r"\s*(?:(?:for|til|i) [\wæøå ]{2,40})?(?:\s*på|,? med)\b", re.IGNORECASE)
_AND = re.compile(r"(?:,|\bog|\bsamt)\s*(?:yderligere|i alt|med|på|endelig)?\s*$", re.IGNORECASE)
_GIVING = re.compile(
    r"løft(?:e[rs]?|et)|styrke[rs]?|støttes|øger?|hæver?|forhøjer?|udvider?|permanentgøres?|videreføre[rs]?|forlænges",
    re.IGNORECASE,
)
"""Verbs with which a field gets more money: "Biblioteket styrkes med 2 mio. kr."."""
_GOING_ON = re.compile(r"permanentgøres?|viderefør(?:es|er|e)|forlænges", re.IGNORECASE)
"""A verb that keeps what it is told of: a pool that goes on is a pool."""
_RAISING = re.compile(r"finansieres|styrker?|(?:for)?øger?|hæver?|forhøjer?|udvider?", re.IGNORECASE)
_LEVEL = re.compile(r"(?:for)?øger|hæver|forhøjer|udvider", re.IGNORECASE)
_POINTED = re.compile(r"\s+(?:dette|denne|disse)\b")
"""Behind a verb: what was told before, and the sum with it."""
_UNDONE = re.compile(r"\b(?:annullering(?:en)?|tilbagerulning(?:en)?|bortfald(?:et)?) af (?:\w+ )?$", re.IGNORECASE)
"""Before a cut that is taken back."""
_LIFTING = re.compile(r"løft\w*", re.IGNORECASE)
"""The verb with which even an "udgift" is raised on purpose."""
_RISES = re.compile(
    r"\s*\w+ (?:stiger|vokser|falder) (?:herefter |derefter )?til (?:i alt )?|"
    r"(?:,|\s*og)\s+(?:lyder|udgør|bliver|er|lander|ender) (?:\w+ ){0,3}?(?:på |med )?(?:samlet |i alt )?|"
    r"(?:I|Fra) \d{4} (?:stiger|vokser|falder) \w+ til (?:i alt )?|(?:Dertil|Hertil) kommer (?:også )?",
    re.IGNORECASE,
)
_GOT = re.compile(r"modtag\w*|modtog|får|fik|fået|gives?|(?:brug|behov) for", re.IGNORECASE)
_GETS = re.compile(r"får|fik", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:ekstra|yderligere|årligt|i (?:19|20)\d\d)?\s*(?:\.\s*)?$", re.IGNORECASE)
"""Behind a sum that someone gets and that is told to the end: "Havnene får 9 mio. kr."."""
_BUILT = re.compile(
    r"(?:renover|bygg|opfør|anlægg|etabler|udbygg|moderniser|ombygg|tilbygg|istandsætt|indkøb)es", re.IGNORECASE
)
_GOING = re.compile(r"går?", re.IGNORECASE)
"""A verb that only tells of the sum in front of it: "2 mio. kr. går til taget"."""
_SETTING = re.compile(r"sætte[rs]?|satt?e?", re.IGNORECASE)
_ASIDE = re.compile(r"\s*(?:(?:årligt|varigt|i alt)\s+)?af\b(?! de[tn]?\b)", re.IGNORECASE)
"""Behind a sum that is set aside: "Vi sætter 2 mio. kr. af til taget"."""
_AT_COST = re.compile(r"\bfor(?: i alt| samlet)?\s*$", re.IGNORECASE)
"""Between what is built and its sum: "Hallen renoveres for 2 mio. kr."."""
_TO_USE = re.compile(
    r"\s*(?:ekstra|mere|flere|yderligere|i alt|årligt|om året|pr\. år|hvert år|i|fra|(?:19|20)\d\d|[-–]|og frem|"
    r"\s)*\b(?:til|målrettet|i tilskud|i støtte)\b",
    re.IGNORECASE,
)
"""Behind money that someone gets for a purpose."""
_BUDGET = re.compile(r"\w*budget(?:tet)?", re.IGNORECASE)
"""What is no money given itself, but may be raised or lowered by some."""
DIVIDED = re.compile(r"\bfordelt (?:med|på|således)\b", re.IGNORECASE)
_IN_TURN = re.compile(
    r"(?:,|\bog|\bsamt)\s*(?:(?:så|herefter|derefter|efterfølgende|yderligere|i alt|ca\.)\s*)*$", re.IGNORECASE
)
_YEARS_BEHIND = re.compile(
    r"\s*(?:(?:årligt|varigt|permanent|om året|pr\. år)\s*)*(?:(?:i|fra|for)?\s*(?:hvert af (?:årene|de) )?"
    r"(?:(?:19|20)\d\d|(?:de )?(?:efter)?følgende år|overslagsår(?:ene)?)|herefter|derefter|efterfølgende)\b|"
    r"\s*(?:årligt|varigt|om året|pr\. år)\b",
    re.IGNORECASE,
)
"""Behind a sum that goes on with the one before in other years: "3 mio. kr. til taget i 2031 og 2 mio. kr. i 2032"."""
BRACKET = re.compile(r"\(\s*(?:(?:heraf|i alt|ca\.)\s*)?$", re.IGNORECASE)
"""The end of the words before a sum that opens a bracket."""
_TOTAL_AGAIN = re.compile(r"\(\s*i alt\s*$", re.IGNORECASE)
"""Before the total of the sums in front of a bracket: "2 mio. kr. i 2026 og 2027 (i alt 4 mio. kr.)"."""
_FINANCED = re.compile(r"\b(?:finansier(?:et|es)|afsat|afsættes|bevilges|reserveres|prioriteres)\b", re.IGNORECASE)
_LINK = re.compile(
    r"\s*(?:(?:årligt|varigt|i|fra|(?:19|20)\d\d|[-–]|og frem)\s*)*(til|på|under|vedr\.?|vedrørende|målrettet)\s",
    re.IGNORECASE,
)
"""The word that ties a sum to what it is for; sums in a row are tied by the same."""
_MORE_COST = re.compile(r"(?:mer)?udgiften (?:\w+ )?på\s*", re.IGNORECASE)
"""A cost whose sum may be granted behind it: "Merudgiften på 2 mio. kr. indarbejdes i budgettet"."""
_THERE = re.compile(
    r"\b(?:(?:er|bliver) der|der (?:er|bliver)|(?:det|dette|aftalen|forliget|budgettet) giver)"
    r"(?:\s+(?:også|desuden|nu|yderligere|ekstra|i alt|samlet|årligt|"
    r"blandt andet|bl\.a\.|dog|således|et engangsbeløb på|i (?:19|20)\d\d))*\s*$",
    re.IGNORECASE,
)
"""Before money that is there for something: "Desuden er der 2 mio. kr. til flere bænke"."""
_THERE_FOR = re.compile(
    r"\s*(?:årligt|om året|pr\. år|hvert år|varigt|ekstra|i alt|i|fra|og frem|(?:19|20)\d\d|[-–]|\s)*"
    r"\btil\s+(?!rådighed|gode\b|overs|forskel|stede|ovenpå|låntagning|afdrag|(?:de )?\d)",
    re.IGNORECASE,
)
_FOR_IT = re.compile(
    r"\bTil (?:det|dette|formålet|dette formål|dem|[^,;:.\d]{4,60}) (?:er|bliver) der"
    r"(?:\s+(?:også|i alt|i (?:19|20)\d\d))*\s*$"
)
"""Before money that is there for what stands in front: "Til det er der 2 mio. kr."."""
_WITH_ALSO = re.compile(
    r"\s*(?:(?:i|fra) (?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?|årligt|varigt|\s)*(?:,|\bog|\bsamt)\s+"
    r"(?P<what>[^,;:.\d]{3,60}?) med(?: yderligere| i alt)?\s*"
)
"""Between two sums of one verb: "styrker havnen med 2 mio. kr. og parken med 3 mio. kr."."""
_WITH_SUM = re.compile(r"\bmed (?:[\wæøå.,½-]+ ){1,4}(?:kr\.?|kroner)$")
_APART = re.compile(r", (?:men|mens|hvorimod) ")
"""Between two clauses that tell of different things."""
_NEAR = 60
"""Characters behind a sum in which the verb that grants it stands."""
_UP_TO = re.compile(r"\btil(?: i alt| samlet)?\s*$", re.IGNORECASE)
_BY = re.compile(r"\s*\bmed(?: i alt| yderligere| samlet)?\s*$", re.IGNORECASE)
FOR = re.compile(
    r"\s*(?:(?:årligt|i|fra|(?:19|20)\d\d|[-–]|og frem)\s*)*(?:til|målrettet|"
    r"som(?=(?-i: [a-zæøå]))(?! (?:følge|led|de[rnt]|e[nt]|\w*(?:er|es|al|an|il|ev|å[rs])\b)))\b",
    re.IGNORECASE,
)
"""Behind a sum: what it is for."""
_ADVERBS = re.compile(
    r"[\s,]*(?:(?:årligt|i alt|i|(?:19|20)\d\d|er|bliver|blev|er blevet|allerede|ekstra|yderligere|nu|også|samlet|"
    r"skal|vil|blive|der|blandt andet|bl\.a\.|nemlig|derfor|dermed|således|primært|et (?:\w+ )?beløb på)[\s,]*)*",
    re.IGNORECASE,
)
_LOAN = re.compile(
    r"\s*(?:\w+ )?(?:reserveres |afsættes |er )?(?:\w+ )?til (?:\w*vækstlån|lån|(?:en )?[\w-]*lånepulje[nr]?)\b",
    re.IGNORECASE,
)


def kind_of(text: str, match: MoneyMatch, first: int, last: int, previous: str | None) -> tuple[Cue | None, str]:
    """The cue and kind of a sum; ``previous`` is the kind of the sum before it, None for the first of the sentence."""
    first = max((apart.end() for apart in _APART.finditer(text, first, match.start)), default=first)
    found = [cue for cue in cues(text, first, match.start) if not _is_got_elsewhere(text, match, cue)]
    if any(cue.noun and cue.kind for cue in found):
        found = [cue for cue in found if not _GOING_ON.fullmatch(text, cue.start, cue.end)]
    cue = governing_cue(found, first=previous is None)
    there = bool(cue and cue.governed and cue.noun and not previous) and _is_there_for(text, match, first)
    if there or is_allowed(text, first, match.start):
        return None, "grant" if there else "frame"
    if cue and _MORE_COST.fullmatch(text, cue.start, match.start):
        granted = [c for c in cues(text, match.end, min(last, match.end + _NEAR)) if c.kind == "grant" and not c.noun]
        cue = granted[0] if granted else cue
    if cue is None:
        cue = _behind(text, match, last)
        if cue is None:
            kind = _kind_going_on(text, match, first, previous)
            given = not previous and _is_there_for(text, match, first)
            given = given or not (
                kind or any(not each.kind for each in found) or not is_given_for(text, match, first, last)
            )
            return None, "grant" if given else kind
    moved = next((c for c in reversed(found) if c.kind in {"cut", "lift"} and not c.noun), None)
    if moved and _is_raised_to(text, moved, cue, match.start):
        return moved, "frame"
    if moved and moved is not cue and _BY.search(text[moved.end : match.start]):
        kind = _kind_of_object(text, moved, cue)
        if kind:
            return moved, kind
    if not cue.noun and cue.end <= match.start:
        return cue, _kind_by_verb(text, match, cue, found)
    kind = _kind_by_noun(text, match, first, cue)
    return cue, "grant" if kind == "cut" and _UNDONE.search(text, 0, cue.start) else kind


def _is_raised_to(text: str, moved: Cue, cue: Cue, start: int) -> bool:
    """Whether a verb tells how much a budget then holds: "øger budgettet til havne til 2 mio. kr."."""
    budget = cue.start > moved.end and _BUDGET.fullmatch(text, cue.start, cue.end)
    return moved.kind == "lift" and bool(budget) and _UP_TO.search(text, cue.end, start) is not None


def lead_kind(text: str) -> str:
    """The kind that the sentence over a list gives its items, "" where it tells of no public money."""
    found = cues(text, 0, len(text))
    cue = governing_cue(found)
    if cue is None or not cue.kind:
        return ""
    if cue.kind in {"expense", "lift"}:
        return "grant" if cue.kind == "lift" or _AUTHORISED.search(text) else ""
    return cue.kind


def named_with(text: str, first: int, start: int) -> tuple[int, int] | None:
    """Where the name of what a sum is for stands, if one verb has two: "styrker havnen med 2 mio. og parken med 3"."""
    also = _WITH_ALSO.fullmatch(text, first, start) if _WITH_SUM.search(text, 0, first) else None
    return also.span("what") if also else None


def _is_there_for(text: str, match: MoneyMatch, first: int) -> bool:
    """Whether a sum is told to be there for something, without a word for setting it aside."""
    if _FOR_IT.search(text, first, match.start):
        return True
    return _THERE.search(text, first, match.start) is not None and _THERE_FOR.match(text, match.end) is not None


def _kind_going_on(text: str, match: MoneyMatch, first: int, previous: str | None) -> str:
    """The kind of a sum that no word of its own governs: that of the sum before it, where it goes on with that."""
    lead = text[first : match.start]
    if _TOTAL_AGAIN.search(lead):
        return ""
    if BRACKET.search(lead) and not previous:
        return "grant" if previous is None and _FINANCED.search(text, match.end) else ""
    before, behind = _LINK.match(lead), _LINK.match(text, match.end)
    goes_on = (
        _RISES.fullmatch(lead)
        or SHARE.search(lead)
        or DIVIDED.search(lead)
        or BRACKET.search(lead)
        or LEADING_ON.fullmatch(lead)
        or (_AND.search(lead) and FOR.match(text, match.end))
        or (_IN_TURN.search(lead) and _YEARS_BEHIND.match(text, match.end))
        or (_AND.search(lead) and before and behind and before[1].lower() == behind[1].lower())
        or named_with(text, first, match.start)
    )
    return (previous or "") if goes_on else ""


def _kind_of_object(text: str, moved: Cue, cue: Cue) -> str:
    """The kind of "løfter rammen med 2 mio. kr.", by what is lifted or lowered; "" where the verb does not tell it."""
    if cue.start < moved.start or not (cue.kind or _BUDGET.fullmatch(text, cue.start, cue.end)):
        return "cut" if moved.kind == "cut" and cue.kind else ""
    if moved.kind == "cut":
        return "cut"
    if cue.kind == "expense":
        return "grant" if _LIFTING.fullmatch(text, moved.start, moved.end) else ""
    return cue.kind or "grant"


def _kind_by_verb(text: str, match: MoneyMatch, cue: Cue, found: list[Cue]) -> str:
    if _is_of_something_else(text, cue, found):
        return ""

    if cue.kind in {"lift", "cut"}:
        subject = next((c for c in reversed(found) if c.noun and not c.governed), None)
        budget = subject is not None and _BUDGET.fullmatch(text, subject.start, subject.end)
        if (subject and not subject.kind and not budget) or (
            cue.kind == "cut" and _RESULT.fullmatch(text, cue.end, match.start)
        ):
            return ""
        if cue.kind == "lift" and (subject is None or budget) and _BY.search(text[cue.end : match.start]):
            given = _GIVING.fullmatch(text, cue.start, cue.end) and not _POINTED.match(text, cue.end)
            return "grant" if budget or given else ""
        return "cut" if cue.kind == "cut" else subject.kind if subject else ""
    return "loan-pool" if cue.kind == "grant" and _LOAN.match(text, match.end) else cue.kind


def _kind_by_noun(text: str, match: MoneyMatch, first: int, cue: Cue) -> str:
    lead = text[first : match.start]
    if cue.kind == "expense" and _AGREED.search(lead):
        return "frame"
    if cue.kind == "expense" and (_ESTIMATE.search(lead) or not _PAST.search(lead)):
        return "grant" if _AUTHORISED.search(lead) else ""
    if cue.kind == "fund" and not _FUND_OF.match(text[cue.end : match.start]):
        return ""
    return "loan-pool" if cue.kind == "grant" and _LOAN.match(text, match.end) else cue.kind


def _is_got_elsewhere(text: str, match: MoneyMatch, cue: Cue) -> bool:
    """Whether a word does not tell of this sum: one for getting stands right before a sum that is for something, one
    for raising goes with "med", one for building with "for", and "sætter" with "af" behind the sum."""
    if _RAISING.fullmatch(text, cue.start, cue.end):
        lifts = _LEVEL.fullmatch(text, cue.start, cue.end) and _UP_TO.search(text, cue.end, match.start)
        return not (lifts or _BY.search(text[cue.end : match.start]))
    if _GOING.fullmatch(text, cue.start, cue.end):
        return text.startswith(" til", cue.end) or not _TO_USE.match(text, match.end)
    if _SETTING.fullmatch(text, cue.start, cue.end):
        return not _ASIDE.match(text, match.end)
    if _BUILT.fullmatch(text, cue.start, cue.end):
        return not _AT_COST.search(text[cue.end : match.start])
    if not _GOT.fullmatch(text, cue.start, cue.end):
        return False
    told = _TO_USE.match(text, match.end) or (
        _GETS.fullmatch(text, cue.start, cue.end) and _ENDS.match(text, match.end)
    )
    return not (_ADVERBS.fullmatch(text, cue.end, match.start) and told)


def _is_of_something_else(text: str, cue: Cue, found: list[Cue]) -> bool:
    """Whether between a verb and the sum stands what is no money given: "budgetteret med indtægter på 2 mio. kr."."""
    bewilled = text[cue.start : cue.end].lower().find("bevil") >= 0
    return any(c.start > cue.end and not c.kind and not bewilled for c in found)


def _behind(text: str, match: MoneyMatch, last: int) -> Cue | None:
    """The cue right behind a sum: "4 mio. kr. reserveres til …", "2 mio. kr. i tilskud"."""
    clause = re.match(r"[^,;.:()]{0,60}", text[match.end : last])
    found = cues(text, match.end, match.end + (clause.end() if clause else 0))
    if not found or not found[0].kind:
        return None
    lead = text[match.end : found[0].start]
    if found[0].noun:
        return found[0] if re.fullmatch(r"\s*(?:i|som)\s+(?:\w+\s)?", lead) else None
    return found[0] if found[0].kind in {"grant", "cut"} and _ADVERBS.fullmatch(lead) else None
