"""The purpose that each sum of a sentence has in the sentence itself, told behind it, before it or beside its cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.grammar.money import find_money
from extract.money import given, purposes
from extract.money.cues import Cue, cues
from extract.money.kinds import BRACKET, DIVIDED, LEADING_ON, SHARE, named_with
from extract.money.purposes import Phrase
from extract.money.sums import Sum

_WIDE = frozenset({"cut", "expense", "grant"})
_ON = re.compile(r"\s+(?:på|inden for)\s+(?:det|den|de)\s")
_SERVICE = re.compile(r"service(?:rammen|udgifter)?", re.IGNORECASE)
"""The account that a sum is on, which tells nothing of what it is for."""
_SUBJECT_GIVEN = re.compile(
    r"\s+(?:med|for|årligt|varigt|yderligere|ekstra|i alt|samlet|(?:i|fra) \d{4}|\s)*", re.IGNORECASE
)
_GIVING = re.compile(r"tilfør(?:e|er)|tildele?r?|bevil(?:l?ige|ger|ge)|give|yde|yder", re.IGNORECASE)
"""A verb whose object in front of the sum is who is given it."""
_GIVEN = re.compile(r"tilføres|tildeles", re.IGNORECASE)
"""A verb that may stand in front of who is given the sum behind it: "I 2031 tilføres biblioteket 2 mio. kr."."""
_GETS = re.compile(r"\b(?:får|fik|fået|bliver|blev|blevet) (?:tilført|tildelt|bevilget)$")
_OF_WHOLE = re.compile(r"\s*af (?:det|den|de|en|et|puljen|rammen|bevillingen)\b[^,;:.]{0,60}? på (?:i alt )?")
"""Between a sum and the larger one that it is of: "2 mio. kr. af det afsatte beløb på 5 mio. kr. til hallen"."""
_CHOOSING = re.compile(r"prioritere[rt]?", re.IGNORECASE)
"""A verb of what a sum is for: "Vi prioriterer havnen med 2 mio. kr."."""
_HEAD = re.compile(r"[-–•●*\s]*(?P<what>[A-ZÆØÅ][^:;.!?\d]{3,80}): (?:Der|Hertil|Dertil)\b")
_THE_PROJECT = re.compile(
    r"\W*(?:Projektet|Byggeriet|Arbejdet|Anlægsarbejdet|Initiativet|Indsatsen|Tiltaget|Forslaget|Ordningen|Det|Den)\b"
)
"""The subject of a clause that tells when something is done that is named before."""
_AND_SO = re.compile(
    r"(?P<aim>[^;:]{12,200}?),?\s(?:og|så|hvorfor|derfor|og derfor)\s(?:der|[a-zæøå]+(?:erne|et|en|ne))?\s*"
    r"(?:er|bliver|vil|skal|har)?\s*$",
    re.IGNORECASE,
)


def phrases_of(text: str, found: Sequence[Sum]) -> list[Phrase | None]:
    """The purpose that each sum of a sentence has in it; what follows a row of sums is for all of them."""
    phrases: list[Phrase | None] = []
    shared: Phrase | None = None
    divided = min((one.start for one in found if DIVIDED.search(text, one.first, one.start)), default=len(text))
    for told in reversed(found):
        one = _past_parts(text, told, found)
        behind = None if one.list_label else purposes.behind(text, one.behind, one.last, wide=one.start >= divided)
        own = (
            (purposes.label(text, one.first, one.start) if one.list_label else None)
            or _named_with(text, one)
            or (_side(text, one) if one.first else None)
            or purposes.bracketed(text, one.first, one.start)
            or behind
            or (shared if _leads_on(text, one) else None)
            or _hanging(text, one)
        )
        if one.kind == "cut" and one.cue and not one.list_label:
            own = _hanging(text, one) or own
        if one.kind == "cut":
            own = own or purposes.by_means(text, one.behind, one.last)
        own = own or purposes.in_relative_clause(text, one.behind, one.last) or _clause_before(text, one)
        own = own or _headed(text, one)
        phrases.append(own)
        shared = own
        if behind and SHARE.search(text, one.first, one.start) and not purposes.is_apart(text, one.behind, one.last):
            shared = None
    return phrases[::-1]


def _leads_on(text: str, one: Sum) -> bool:
    """Whether the purpose of the sum behind is that of this one too."""
    return bool(LEADING_ON.fullmatch(text, one.behind, one.last) or _OF_WHOLE.fullmatch(text, one.behind, one.last))


def _named_with(text: str, one: Sum) -> Phrase | None:
    """What the second sum of one verb is for: "styrker havnen med 2 mio. kr. og parken med 3 mio. kr."."""
    told = None if one.cue else named_with(text, one.first, one.start)
    return purposes.label(text, *told) if told else None


def _side(text: str, one: Sum) -> Phrase | None:
    """What a part of the sum before goes to: "fordelt med 2 mio. kr. på drift", "(2 mio. kr. på drift og …)"."""
    opens = BRACKET.search(text, one.first, one.start)
    return purposes.behind(text, one.behind, one.last, wide=True) if opens else None


def _past_parts(text: str, one: Sum, found: Sequence[Sum]) -> Sum:
    """A sum whose parts or total stand in brackets right behind it, with the clause that goes on behind them.

    Where what it is for stands in front of the brackets, its clause ends there.
    """
    close = text.find(")", one.end) if re.match(r"[^().,;:]{0,30}\(", text[one.end :]) else -1
    if not any(one.end < match.start < close for match in find_money(text)):
        return one
    if purposes.behind(text, one.end, text.index("(", one.end)):
        return replace(one, last=text.index("(", one.end))
    last = min((other.start for other in found if other.start > close), default=len(text))
    return replace(one, behind=close + 1, last=last)


def _hanging(text: str, one: Sum) -> Phrase | None:
    """What hangs on the cue before the sum, or stands behind the sum as spending is told."""
    told = (
        purposes.behind(text, one.behind, one.last, wide=True)
        if one.kind in _WIDE or _ON.match(text, one.behind)
        else None
    )
    account = told if told and _SERVICE.fullmatch(told.words) else None
    told = None if account else told
    if one.cue is None:
        told = given.held(text, one.first, one.start) or told
        return told or purposes.fronted(text, one.first, one.start) or (None if one.first else account)
    if one.cue.start > one.start or (one.cue.kind == "expense" and not one.cue.noun):
        return told or account
    if one.kind == "frame" and one.cue.kind == "expense":
        return purposes.subject(text, one.first, one.cue.end)
    nouns = [cue for cue in cues(text, one.cue.end, one.start) if cue.noun and cue.kind]
    inner = purposes.before(text, one.first, one.start, nouns[-1]) if nouns and not one.cue.noun else None
    hanging = inner or purposes.before(text, one.first, one.start, one.cue)
    lifted = [
        cue for cue in cues(text, one.first, one.cue.start) if cue.noun and not cue.governed and cue.kind == one.kind
    ]
    if one.cue.kind == "lift" and lifted and text[lifted[-1].end : lifted[-1].end + 1] == ",":
        return purposes.phrase(text, lifted[-1].start, one.cue.start)
    if one.cue.kind in {"cut", "lift"} and not one.cue.noun and not inner:
        hanging = purposes.inverted(text, one.cue.end, one.start) or hanging
    if inner or one.cue.noun or one.cue.kind != "grant":
        return hanging or told or account
    told = (
        _object(text, one, one.cue)
        or given.held(text, one.first, one.start)
        or told
        or purposes.money_for(text, one.cue.end, one.start)
    )
    told = told or purposes.fronted(text, one.first, one.cue.start)
    return told or (hanging if _is_subject_given(text, one) else None) or account


def _object(text: str, one: Sum, cue: Cue) -> Phrase | None:
    """What stands between a verb of giving and the sum: who is given it, or what is chosen."""
    if told := purposes.hung_between(text, cue.end, one.start):
        return told
    if _GIVING.fullmatch(text, cue.start, cue.end):
        return purposes.receiver(text, cue.end, one.start)
    if _GIVEN.fullmatch(text, cue.start, cue.end):
        return purposes.receiver(text, cue.end, one.start, named=True)
    return purposes.inverted(text, cue.end, one.start) if _CHOOSING.fullmatch(text, cue.start, cue.end) else None


def _is_subject_given(text: str, one: Sum) -> bool:
    """Whether the subject of the verb is what the money is for: "Biblioteket tilføres 2 mio.", "… ved at afsætte"."""
    if one.cue is None or text[: one.cue.start].endswith("ved at "):
        return one.cue is not None
    passive = text[one.cue.start : one.cue.end].endswith("s")
    gets = text[one.cue.start : one.cue.end].lower() in {"får", "fik"} or _GETS.search(text, one.first, one.cue.end)
    return bool(passive or gets) and bool(_SUBJECT_GIVEN.fullmatch(text, one.cue.end, one.start))


def _headed(text: str, one: Sum) -> Phrase | None:
    """The words before a colon that opens the sentence of a sum: "Personale: Der er bevilget 2 mio. kr."."""
    head = _HEAD.match(text, 0, one.start)
    return purposes.label(text, *head.span("what")) if head else None


def _clause_before(text: str, one: Sum) -> Phrase | None:
    """The aim told in the clause before an impersonal one: "Vi ønsker at bevare færgen, og der afsættes derfor …"."""
    if one.cue is None or one.cue.noun or one.cue.kind != "grant":
        return None
    told = _AND_SO.match(text, one.first, one.cue.start)
    if told and _THE_PROJECT.match(told["aim"]):
        return None
    return purposes.aim(text, told.start("aim"), told.end("aim")) if told else None
