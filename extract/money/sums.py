"""Sums of public money in running text, each with the clause it stands in, the cue that governs it and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.grammar.money import MoneyMatch, find_money
from extract.money.cues import Cue, cues, governing_cue

_SMALLEST = Decimal(1000)
_CONDITION = re.compile(
    r"\W*(?:[Hh]vis|[Ss]åfremt|[Ii] tilfælde af|[Vv]ælges)\b|[A-ZÆØÅ][a-zæøå]+es (?:de|det|den|dette|"
    r"alle|ikke|scenarie|forslag\w*)\b|.*\b(?:kan risikere|regneeksempel|potentiel\w*|"
    r"til sammenligning)\b",
)
_SAME_SUM = re.compile(r"\b(?:svarer til|svarende til|ud ?over)(?: i alt| ca\.?| omkring| cirka)?\s*$", re.IGNORECASE)
_LIMIT = re.compile(r"(?:under|over|mindst|minimum)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:koster|kostede|udgift på|omsætning på|tilbud|tilskud|bevillinger|sager|projekter|anskaffelser|indkøb)\s*$",
    re.IGNORECASE,
)
_FROM, _TO = re.compile(r"\bfra\s*$", re.IGNORECASE), re.compile(r"^[^,;]{0,24}\btil(?: i alt)?\s*$", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:der|som) (?:sidste år|hidtil|tidligere|før) [^,;]{2,30}$", re.IGNORECASE)
_RESULT = re.compile(r"[^,;]{0,40}?\btil(?: i alt)?\s*", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:heraf|hvoraf|deraf)\b", re.IGNORECASE)
_KNOWN = re.compile(
    r"\bde(?: (?:allerede )?(?:afsatte|resterende|nævnte|samlede|øvrige|ovennævnte))?\s*$", re.IGNORECASE
)
_VOID = re.compile(
    r"\b(?:nulstil\w*|reelle? \w+ (?:bliver|er|udgør)|"
    r"tilbagefør\w*|\w*merindtægt\w*|resterende \w+(?: på \w+)?(?: i \d{4})? er \w* ?(?:på )?$)",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\s*(?:mere|mindre|højere|lavere|flere|færre|dyrere|billigere)\b(?! til)", re.IGNORECASE)
_AUTHORISED = re.compile(r"\b(?:godkend\w*|bevilg\w*|afsat\w*|afsætte\w*|budgetter\w*|beslutte\w*)\b", re.IGNORECASE)
LEADING_ON = re.compile(
    r"(?:[\s,.]|årligt|i alt|og|samt|heraf|hvoraf|fra|i|perioden|en \w+årig periode|til og med|(?:19|"
    r"20)\d\d|\d\d|[-–]|yderligere|stigende til|med|på|til|frem|varigt|herefter|derefter|efterfølgende|"
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
_FUND_OF = re.compile(r"\s*(?:(?:for|til|i) [\wæøå ]{2,40})?\s*på\b", re.IGNORECASE)
_AND = re.compile(r"(?:,|\bog|\bsamt)\s*(?:yderligere|i alt|med|på)?\s*$", re.IGNORECASE)
_GIVING = re.compile(r"løftes|styrkes", re.IGNORECASE)
"""Verbs with which a field gets more money: "Biblioteket styrkes med 2 mio. kr."."""
_BY = re.compile(r"\s*\bmed(?: i alt| yderligere| samlet)?\s*$", re.IGNORECASE)
_FOR = re.compile(r"\s*(?:(?:årligt|i|fra|(?:19|20)\d\d|[-–]|og frem)\s*)*(?:til|målrettet)\b", re.IGNORECASE)
_ADVERBS = re.compile(
    r"[\s,]*(?:(?:årligt|i alt|i|(?:19|20)\d\d|er|bliver|blev|er blevet|allerede|ekstra|yderligere|"
    r"skal|vil|blive)[\s,]*)*",
    re.IGNORECASE,
)
_ITEM_END = re.compile(
    r"[\s.;,)]*(?:(?:årligt|varigt|(?:i|fra) \d{4}(?:\s*[-–]\s*\d{2,4})?|og(?: frem)?|\([^)]*\)|i alt|engangsbeløb|"
    r"stigende til|herefter|i overslagsårene)[\s.;,)]*)*",
    re.IGNORECASE,
)
_OPENS_ITEM = re.compile(r"[-–•●*\s]*")
_LOAN = re.compile(r"\s*(?:\w+ )?(?:reserveres |afsættes |er )?(?:\w+ )?til (?:\w*vækstlån|lån)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum with its clause ``text[first:last]`` and the cue that governs it, None for one that goes on.

    What follows it begins at ``behind``: for the lower end of a range behind the upper one.
    """

    money: MoneyMatch
    first: int
    last: int
    behind: int
    cue: Cue | None
    kind: str
    list_label: bool = False

    @property
    def start(self) -> int:
        """Where the sum begins, with its bound word."""
        return self.money.start

    @property
    def end(self) -> int:
        """Where the sum ends."""
        return self.money.end


def sums(text: str, lead: str = "", whole: str = "") -> Iterator[Sum]:
    """The sums of public money in a sentence.

    ``lead`` is the kind that the sentence over a list gives its items, ``whole`` that of the sum which the sentence
    before told, for a share of it ("Heraf går 2 mio. kr. til …").
    """
    if _CONDITION.match(text):
        return
    matches = list(find_money(text))
    previous = whole if _SHARE.match(text) else None
    for index, match in enumerate(matches):
        first, last = _clause(text, matches, index)
        behind = max((m.end for m in matches if m.end <= last), default=match.end)
        if not _is_sum(text, match, first) or _is_left_behind(text, matches, index):
            continue
        cue, kind = _kind(text, match, first, last, previous)
        listed = not kind and bool(lead) and _ends_item(text, matches, index)
        opening = (
            not kind and bool(lead) and _OPENS_ITEM.fullmatch(text, 0, match.start) and _FOR.match(text, match.end)
        )
        kind = kind or (lead if listed or opening else "")
        if kind:
            yield Sum(match, first, last, behind, cue, kind, listed)
        previous = kind


def _clause(text: str, matches: list[MoneyMatch], index: int) -> tuple[int, int]:
    """From the sum before to the sum behind, the two ends of a range being one sum."""
    before = next((m for m in reversed(matches[:index]) if m.money.printed != matches[index].money.printed), None)
    behind = next((m for m in matches[index + 1 :] if m.money.printed != matches[index].money.printed), None)
    alone = [m for m in matches if m.money.printed == matches[index].money.printed]
    if alone[0].money.bound != "at-least" or alone[-1].money.bound != "up-to":
        told = [m for at, m in enumerate(matches[:index]) if not _is_left_behind(text, matches, at)]
        before = told[-1] if told else None
        behind = matches[index + 1] if index + 1 < len(matches) else None
    return before.end if before else 0, behind.start if behind else len(text)


def lead_kind(text: str) -> str:
    """The kind that the sentence over a list gives its items, "" where it tells of no public money."""
    found = cues(text, 0, len(text))
    cue = governing_cue(found)
    if cue is None or not cue.kind:
        return ""
    if cue.kind in {"expense", "lift"}:
        return "grant" if cue.kind == "lift" or _AUTHORISED.search(text) else ""
    return cue.kind


def _is_sum(text: str, match: MoneyMatch, first: int) -> bool:
    lead = text[first : match.start]
    printed = text[match.start : match.end]
    if (
        match.rate
        or match.money.value < _SMALLEST
        or _SAME_SUM.search(lead)
        or _KNOWN.search(lead)
        or _VOID.search(lead)
    ):
        return False
    if _COMPARED.match(text, match.end):
        return False
    return not (printed.lower().startswith("under") or (_LIMIT.match(printed) and _COUNTED.search(lead)))


def _is_left_behind(text: str, matches: list[MoneyMatch], index: int) -> bool:
    """Whether the sum is one that another takes the place of."""
    return bool(_FORMER.search(text[: matches[index].start])) or _is_old_level(text, matches, index)


def _is_old_level(text: str, matches: list[MoneyMatch], index: int) -> bool:
    """Whether the sum is what is left behind in "fra 5 til 8 mio. kr.", unless both sums have their own years."""
    between = text[matches[index].end : matches[index + 1].start] if index + 1 < len(matches) else ""
    return bool(
        _FROM.search(text[: matches[index].start])
        and _TO.match(between)
        and not re.search(r"\b(?:19|20)\d\d\b", between)
    )


def _kind(text: str, match: MoneyMatch, first: int, last: int, previous: str | None) -> tuple[Cue | None, str]:
    """The cue and kind of a sum; ``previous`` is the kind of the sum before it, None for the first of the sentence."""
    found = cues(text, first, match.start)
    cue = governing_cue(found, first=previous is None)
    if cue is None:
        cue = _behind(text, match, last)
        if cue is None:
            goes_on = (
                _SHARE.search(text, first, match.start)
                or LEADING_ON.fullmatch(text, first, match.start)
                or (_AND.search(text[first : match.start]) and _FOR.match(text, match.end))
            )
            return None, (previous or "") if goes_on else ""
    lowered = next((c for c in reversed(found) if c.kind == "cut" and not c.noun), None)
    if lowered and lowered is not cue and cue.kind and _BY.search(text[lowered.end : match.start]):
        return lowered, "cut"
    if not cue.noun and cue.end <= match.start:
        return cue, _kind_by_verb(text, match, cue, found)
    return cue, _kind_by_noun(text, match, first, cue)


def _kind_by_verb(text: str, match: MoneyMatch, cue: Cue, found: list[Cue]) -> str:
    if _is_of_something_else(text, cue, found):
        return ""
    if cue.kind in {"lift", "cut"}:
        subject = next((c for c in reversed(found) if c.noun and not c.governed), None)
        if (subject and not subject.kind) or (cue.kind == "cut" and _RESULT.fullmatch(text, cue.end, match.start)):
            return ""
        if cue.kind == "lift" and subject is None and _BY.fullmatch(text, cue.end, match.start):
            return "grant" if _GIVING.fullmatch(text, cue.start, cue.end) else ""
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


def _ends_item(text: str, matches: list[MoneyMatch], index: int) -> bool:
    """Whether no more than years stand behind a sum, up to the next one or the end."""
    until = matches[index + 1].start if index + 1 < len(matches) else len(text)
    return bool(_ITEM_END.fullmatch(text, matches[index].end, until))
