"""Who pays a sum and who gets it, where its sentence says so plainly: "Staten tilfører kommunerne 2 mia. kr."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from extract.gazetteer import gazetteer
from extract.grammar.body_names import find_body_names
from extract.money.kinds import LEADING_ON
from extract.money.sums import Sum

_COMMON: Final = re.compile(
    r"(?<![\w-])(?:[Ss]taten|[Rr]egeringen|[Kk]ommunerne(?: i (?:hovedstadsregionen|hovedstadsområdet|regionen|"
    r"Region [A-ZÆØÅ]\w+))?|[Rr]egionerne|[Kk]ommunen|[Rr]egionen|Danske Regioner|KL|EU)(?=s?(?![\w-]))"
)
_NO_PAYER: Final = frozenset({"committee", "council", "kkr", "parliament", "party", "school", "commission"})
"""Who decides on money that is not theirs, or as a rule gets it."""
_NO_RECIPIENT: Final = frozenset({"party", "parliament", "government"})
_GIVE: Final = (
    r"(?:giver|gav|give|givet|yder|ydede|yde|ydet|bevil(?:l?iger|gede|ge|get)|tilfører|tilførte|tilføre|tilført|"
    r"afsætter|afsatte|afsætte|afsat|tildeler|tildelte|tildele|tildelt|bidrager|bidrog|bidrage|bidraget|"
    r"støtter|støttede|støtte|støttet|(?:med)?finansierer|(?:med)?finansierede|(?:med)?finansiere|"
    r"kompenserer|kompenserede|kompensere|kompenseret|donerer|donerede|donere|doneret|udbetaler|udbetalte|udbetale)"
)
_GETS: Final = (
    r"(?:(?:(?:vil )?(?:bliver?|blev)|er(?: blevet)?|har fået) (?:tilført|tildelt|bevilget|kompenseret)|"
    r"tilføres|tildeles|bevil(?:l?i)?ges|kompenseres|(?:får|fik)(?: (?:tilført|tildelt|bevilget))?|har fået|modtager|"
    r"modtog|har modtaget|vil (?:få|modtage))"
)
_HELP: Final = (
    r"(?:(?:har|vil|skal|kan|har derfor|vil derfor) )?(?:(?:også|desuden|derfor|samlet|årligt|i alt|ekstra) )?"
)
_ADVERB: Final = (
    r"(?:[\s,]|(?:i alt|i|for|fra|på|med|samlet(?: set)?|årligt|varigt|yderligere|ekstra|ekstraordinært|hver|også|"
    r"desuden|dermed|herudover|derudover|derfor|således|(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?|og|frem|"
    r"et (?:\w+ )?(?:tilskud|bidrag|løft)|en (?:\w+ )?(?:bevilling|donation|pulje|ramme|kompensation)|"
    r"(?:til|drifts|anlægs|stats)?(?:skud|midler|støtte)|kompensation|tilsagn om)(?![\w]))*"
)
_GIFT: Final = (
    r"(?:[\wæøå-]*(?:tilskud|støtte|bevilling|midler|donation|bidrag|finansiering|tilsagn|kompensation|pulje)"
    r"(?:det|ten|en|ne|et|er)?)"
)
_OPENING: Final = re.compile(
    r"(?:^|[.;:]\s)[\s–•*-]*(?:I|Med|Fra|For|Til|På|Af|Derudover|Desuden|Hertil|Samtidig|Herudover|Endvidere|Endelig|"
    r"Samlet|Dermed|Derfor|Således|Som|Ved|Under)\b[^,;:.]*$|\b(?:hvor|dermed|samtidig|derfor|herudover)\s+$"
)
"""What stands before a verb whose subject follows it."""
_NOT_SUBJECT: Final = re.compile(
    r"\b(?:af|fra|til|i|for|med|hos|ved|mellem|om|på|og|samt|blandt|over for)\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Actor:
    start: int
    end: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Hands:
    """Who pays and who gets a sum, as printed, "" where the sentence does not say; ``places`` is where they stand."""

    payer: str = ""
    recipient: str = ""
    places: tuple[tuple[int, int], ...] = field(default=(), compare=False)


def hands_of(text: str, found: Sequence[Sum], parts: Sequence[int | None]) -> list[Hands]:
    """Who pays and who gets each sum of a sentence, by the words of its own clause; nothing is guessed.

    A part has the payer of its whole, and a sum that only goes on with other years ("… og 3 mio. kr. i 2031") has both.
    """
    hands: list[Hands] = []
    for index, (one, whole) in enumerate(zip(found, parts, strict=True)):
        own = _own(text, one)
        if whole is not None and whole >= 0:
            own = replace(own, payer=own.payer or hands[whole].payer)
        elif index and one.cue is None and LEADING_ON.fullmatch(text, one.first, one.start):
            last = hands[-1]
            own = replace(own, payer=own.payer or last.payer, recipient=own.recipient or last.recipient)
        hands.append(own)
    return hands


def _own(text: str, one: Sum) -> Hands:
    actors = [actor for actor in _actors(text) if one.first <= actor.start and actor.end <= one.last]
    before = [actor for actor in actors if actor.end <= one.start]
    payer = next((actor for actor in before if _pays(text, one, actor)), None)
    behind = [actor for actor in actors if one.end <= actor.start]
    payer = payer or next((actor for actor in [*before, *behind] if _is_source(text, one, actor)), None)
    recipient = next((actor for actor in before if actor != payer and _gets(text, one, actor, payer)), None)
    recipient = recipient or next((actor for actor in actors if _is_goal(text, one, actor)), None)
    if payer and payer.kind in _NO_PAYER:
        payer = None
    if recipient and (recipient == payer or recipient.kind in _NO_RECIPIENT):
        recipient = None
    named = [actor for actor in (payer, recipient) if actor]
    places = tuple((actor.start, actor.end) for actor in named)
    return Hands(payer.name if payer else "", recipient.name if recipient else "", places)


def _actors(text: str) -> Iterator[_Actor]:
    """The bodies that a sentence names, and the state, the municipalities and the regions as such."""
    named = [_Actor(m.start(), m.end(), m.group(), "") for m in _COMMON.finditer(text)]
    named += [_Actor(m.start, m.end, text[m.start : m.end], m.entry.kind) for m in gazetteer().find(text)]
    named += [_Actor(m.start, m.end, text[m.start : m.end], m.kind) for m in find_body_names(text)]
    position = 0
    for actor in sorted(named, key=lambda each: (each.start, -each.end, not each.kind)):
        if actor.start >= position:
            yield actor
            position = actor.end


def _pays(text: str, one: Sum, actor: _Actor) -> bool:
    """Whether an actor before a sum is the subject of a verb of giving that leads to it."""
    verb = re.compile(rf"\s+{_HELP}{_GIVE}\b").match(text, actor.end, one.start)
    if verb and not _NOT_SUBJECT.search(text[: actor.start]):
        return _leads_on(text, verb.end(), one.start)
    inverted = re.search(rf"\b{_GIVE}\s+$", text[one.first : actor.start])
    return bool(
        inverted and _OPENING.search(text[: one.first + inverted.start()]) and _leads_on(text, actor.end, one.start)
    )


def _leads_on(text: str, start: int, end: int) -> bool:
    """Whether between a verb and its sum stand at most an actor and words that lead on to the sum."""
    between = text[start:end]
    for actor in list(_actors(between))[:1]:
        between = between[: actor.start] + between[actor.end :]
    return bool(re.fullmatch(_ADVERB, between, re.IGNORECASE))


def _is_source(text: str, one: Sum, actor: _Actor) -> bool:
    """Whether the money comes from an actor: "tilskud fra X på", "2 mio. kr. fra X", "betalt af X", "Xs tilskud"."""
    lead, tail = text[one.first : actor.start], text[actor.end : one.start]
    if actor.end <= one.start:
        owned = re.match(rf"(?:['’]?s|['’])\s+(?:\w+\s)?{_GIFT}\s+(?:til [^,;.]{{3,60}} )?på\s+", tail + " ")
        given = re.search(rf"\b{_GIFT}\s+fra\s+$", lead, re.IGNORECASE) and re.match(
            r"\s+(?:til [^,;.]{3,60} )?på\s+(?:i alt )?$|\s+\($", tail
        )
        return bool(owned or given)
    behind = text[one.end : actor.start]
    return bool(
        re.fullmatch(rf"\s+(?:i \d{{4}} |årligt |i alt )*(?:i {_GIFT} |som {_GIFT} )?fra\s+", behind, re.IGNORECASE)
        or re.search(
            r"\b(?:finansier(?:et|es)|bevil(?:get|ges)|ydet|ydes|doneret|betalt|betales|afholdes) af\s+$", behind
        )
    ) and _ends(text, actor)


def _gets(text: str, one: Sum, actor: _Actor, payer: _Actor | None) -> bool:
    """Whether an actor before a sum is who it is given to: the subject of "får", or the object of "giver"."""
    verb = re.compile(rf"\s+(?:\w+ )?{_GETS}\b").match(text, actor.end, one.start)
    if verb and not _NOT_SUBJECT.search(text[: actor.start]):
        return _leads_on(text, verb.end(), one.start)
    given = re.search(rf"\b{_GIVE}\s+$", text[: actor.start]) is not None
    inverted = re.search(rf"\b{_GETS}\s+$", text[: actor.start]) is not None
    object_ = payer is not None and (given or text[payer.end : actor.start].isspace())
    return (object_ or inverted) and _leads_on(text, actor.end, one.start)


def _is_goal(text: str, one: Sum, actor: _Actor) -> bool:
    """Whether a sum is given "til" an actor, behind it or as "tilskud til X på"."""
    if not _ends(text, actor):
        return False
    if actor.start >= one.end:
        behind = text[one.end : actor.start]
        return bool(re.fullmatch(rf"{_ADVERB}(?:i {_GIFT}\s+)?(?:fra [^,;.]{{2,60}} )?til\s+", behind, re.IGNORECASE))
    lead, tail = text[one.first : actor.start], text[actor.end : one.start]
    given = re.search(rf"\b{_GIFT}\s+(?:fra [^,;.]{{2,60}} )?til\s+$", lead, re.IGNORECASE)
    return bool(given and re.fullmatch(r"\s+(?:på|udgør)\s+(?:i alt )?|\s+\(", tail))


def _ends(text: str, actor: _Actor) -> bool:
    """Whether a name stands for the body itself, and not for something of it: "til regionernes drift"."""
    return not re.match(r"['’]?s\b|['’-]", text[actor.end :])
