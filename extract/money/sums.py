"""Sums of public money in running text, each with the clause it stands in, the cue that governs it and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.fact import Scale
from extract.grammar.money import MoneyMatch, find_money
from extract.money.cues import Cue
from extract.money.given import is_asked
from extract.money.kinds import BRACKET, FOR, kind_of

_SMALLEST = Decimal(1000)
_CONDITION = re.compile(
    r"\W*(?:[Hh]vis|[Ss]åfremt|[Ii] tilfælde af|[Vv]ælges)\b|[A-ZÆØÅ][a-zæøå]+es (?:de|det|den|dette|"
    r"alle|ikke|scenarie|forslag\w*)\b|.*\b(?:kan risikere|regneeksempel|potentiel\w*|"
    r"til sammenligning)\b",
)
_SAME_SUM = re.compile(
    r"\b(?:svarer til|(?P<told>svarende til)|ud ?over)(?: i alt| ca\.?| omkring| cirka)?\s*$", re.IGNORECASE
)
_LIMIT = re.compile(r"(?:under|over|mindst|minimum)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:koster|kostede|udgift på|omsætning på|tilbud|tilskud|bevillinger|sager|projekter|anskaffelser|indkøb)\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfra\s*$", re.IGNORECASE)
_TO = re.compile(r"^[^,;]{0,24}\btil(?: i alt)?\s*$", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:der|som) (?:sidste år|hidtil|tidligere|før) [^,;]{2,30}$", re.IGNORECASE)
_KNOWN = re.compile(
    r"(?<!udmøntning af )(?<!udmøntningen af )(?<!hvoraf )(?<!heraf )"
    r"\bde(?: (?:allerede )?(?:afsatte|resterende|nævnte|samlede|øvrige|ovennævnte))?\s*$",
    re.IGNORECASE,
)
_VOID = re.compile(
    r"\b(?:nulstil(?!les med)\w*|gennemsnit\w*|reelle? \w+ (?:bliver|er|udgør)|"
    r"tilbagefør\w*|(?<!bevilling til en )\w*merindtægt\w*|resterende \w+(?: på \w+)?(?: i \d{4})? er \w* ?(?:på )?$)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\s*(?:mere|mindre|højere|lavere|flere|færre|dyrere|billigere)\b"
    r"(?!(?: i (?:19|20)\d\d| årligt| om året| hvert år| ekstra)* til)",
    re.IGNORECASE,
)
INSIDE = r"(?:[^.:;!?]|(?<=\d)\.(?=[ -])|(?<=[a-zæøå])\.(?= (?-i:[a-zæøå])))"
"""A character of a label: a full stop only in an ordinal ("5. klasse") or an abbreviation ("inkl. drift")."""
_LABEL_END = re.compile(
    rf"{INSIDE}{{3,140}}?(?::|\s[–-]|\()\s*(?:(?:varigt|årligt|i alt|ca\.|netto)\s)*", re.IGNORECASE
)
_ITEM_END = re.compile(
    r"[\s.;,)]*(?:(?:årligt|varigt|(?:i|fra) \d{4}(?:\s*[-–]\s*\d{2,4})?|og (?:19|20)\d\d|"
    r"(?:og|samt)(?: frem)?|(?:i|over) (?:hele )?(?:budget)?perioden|\([^)]*\)|i alt|engangsbeløb|"
    r"stigende til|herefter|i overslagsårene)[\s.;,)]*)*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[-–•●*]\s")
_OPENS_ITEM = re.compile(r"[-–•●*\s]*")


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


def sums(text: str, lead: str = "", whole: str = "", unit: Scale | None = None, used: bool = False) -> Iterator[Sum]:
    """The sums of public money in a sentence.

    ``lead`` is the kind that the sentence over a list gives its items and ``unit`` the scale, ``whole`` the kind of the
    sum which the sentence before told, for a share of it ("Heraf går 2 mio. kr. til …"). With ``used`` the sentence
    behind says what the one sum of this one is used for.
    """
    if _CONDITION.match(text):
        return
    matches = list(find_money(text, unit))
    previous = whole or None
    for index, match in enumerate(matches):
        first, last = _clause(text, matches, index)
        behind = max((m.end for m in matches if m.end <= last), default=match.end)
        if not _is_sum(text, match, first) or _is_left_behind(text, matches, index):
            continue
        cue, kind = kind_of(text, match, first, last, previous)
        item = bool(lead) or _BULLET.match(text) is not None
        labelled = item and not first and _is_labelled(text, matches, index)
        listed = labelled or (not kind and bool(lead) and _ends_item(text, matches, index))
        opening = not kind and bool(lead) and _OPENS_ITEM.fullmatch(text, 0, match.start) and FOR.match(text, match.end)
        kind = kind or (lead if listed or opening else "")
        kind = kind or ("grant" if used and cue is None and len(matches) == 1 else "")
        previous = kind
        if match.money.value < 0:
            kind = "cut" if kind in {"grant", "pool", "cut"} else ""
        if kind:
            yield Sum(_unsigned(match), first, last, behind, cue, kind, listed)


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


def _is_sum(text: str, match: MoneyMatch, first: int) -> bool:
    lead = text[first : match.start]
    printed = text[match.start : match.end]
    if (
        match.rate
        or abs(match.money.value) < _SMALLEST
        or _is_told_again(lead, first)
        or _KNOWN.search(lead)
        or _VOID.search(lead)
        or is_asked(text, match.start)
    ):
        return False
    if _COMPARED.match(text, match.end):
        return False
    return not (printed.lower().startswith("under") or (_LIMIT.match(printed) and _COUNTED.search(lead)))


def _is_told_again(lead: str, first: int) -> bool:
    """Whether a sum says no more than what it follows; "svarende til" does where a sum was told before it."""
    same = _SAME_SUM.search(lead)
    return same is not None and (first > 0 or not same["told"])


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


def _unsigned(match: MoneyMatch) -> MoneyMatch:
    """A sum without its sign: what a grant is lowered by in "en bevilling på -2 mio. kr."."""
    return replace(match, money=replace(match.money, value=abs(match.money.value)))


def _is_labelled(text: str, matches: list[MoneyMatch], index: int) -> bool:
    """Whether an item begins with the name of what the sum is for: "• Tag: 2 mio. kr.", "• Tag (2 mio. kr.)"."""
    name = _LABEL_END.fullmatch(text, 0, matches[index].start)
    return bool(name and (BRACKET.search(name.group()) or _ends_item(text, matches, index)))


def _ends_item(text: str, matches: list[MoneyMatch], index: int) -> bool:
    """Whether no more than years stand behind a sum, up to the next one or the end."""
    until = matches[index + 1].start if index + 1 < len(matches) else len(text)
    return bool(_ITEM_END.fullmatch(text, matches[index].end, until))
