"""Sums of public money set aside, granted, lent, cut, framed or spent, with what they are for and in which years.

Made-up lines of the text it looks for::

    Der afsættes 3 mio. kr. årligt i 2026-2029 til flere pædagoger i vuggestuerne.
    Lånepulje til renovering af svømmehaller på 150 mio. kr.
    Budgettet til konsulenter nedbringes med 2,5 mio. kr. i 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.document import Block, Document
from extract.fact import Fact, Facts, Funding
from extract.figures.told_shares import told_shares
from extract.money.agreements_near import agreement_of_sum, subject_of
from extract.money.periods import Period
from extract.money.phrases import phrases_of
from extract.money.purposes import Phrase
from extract.money.sums import Sum, sums
from extract.money.surroundings import list_kind, pool_before, purpose_around
from extract.money.years import budget_span, periods_of
from extract.sentences import Sentence, sentences

_ANNUAL = re.compile(r"\b(?:årligt?|årlige|hvert år|varigt?|permanent|om året|pr\. år)\b", re.IGNORECASE)
_GIVEN = re.compile(r"tildel\w+|tilsagn\w*", re.IGNORECASE)
_RECIPIENTS = re.compile(r"(?:kommunerne|regionerne|staten|kommuner|regioner)", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:heraf|hvoraf|deraf)\b", re.IGNORECASE)
_COMMON = frozenset({"kommune", "regione", "samlede", "særligt", "udgifte", "området", "projekt", "arbejde"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact as a sentence tells it; ``weak`` where its purpose is taken from the surroundings."""

    fact: Funding
    weak: bool


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """One funding fact per sum; a sum told twice is kept once, in its fuller form."""
    found: list[Funding] = []
    whole: tuple[Block, Funding] | None = None
    told = sentences(document)
    for index, sentence in enumerate(told):
        shared = whole[1] if whole and whole[0] is sentence.block and _SHARE.match(sentence.text) else None
        for reading in _of_sentence(document, facts, sentence, told[max(0, index - 3) : index], shared):
            whole = sentence.block, _keep(found, _within(reading, shared))
    yield from found


def _within(reading: Reading, whole: Funding | None) -> Reading:
    """A share told in a sentence of its own ("Heraf udgør …") with the years of the whole, where it has none."""
    if whole is None or reading.fact.from_year is not None:
        return reading
    return replace(reading, fact=replace(reading.fact, from_year=whole.from_year, to_year=whole.to_year))


def _of_sentence(
    document: Document, facts: Facts, sentence: Sentence, earlier: Sequence[Sentence], shared: Funding | None
) -> Iterator[Reading]:
    text = sentence.text
    given = {share.sum_start - sentence.start for share in told_shares(document)}
    listed = list_kind(document, sentence.block)
    found = [one for one in sums(text, listed, shared.kind if shared else "") if one.start not in given]
    whole = ""
    periods = periods_of(text, found, earlier, budget_span(facts))
    for one, phrase, told in zip(found, phrases_of(text, found), periods, strict=True):
        words = phrase.words if phrase else whole if one.cue is None else ""
        recipient = bool(_RECIPIENTS.fullmatch(words)) and bool(whole) and one.cue is None
        words = f"{whole} (til {words})" if recipient else words
        kind, period = one.kind, told
        if period is None and one.cue and _GIVEN.match(text, one.cue.start):
            kind, period = pool_before(earlier, sentence) or (kind, None)
        agreement = agreement_of_sum(document, facts, sentence.start + one.start, sentence)
        purpose = words or purpose_around(document, sentence, one, earlier) or subject_of(agreement)
        whole = whole if recipient else purpose
        if purpose:
            start, end = _quoted(one, phrase, period)
            fact = Funding(
                evidence=document.evidence(sentence.start + start, sentence.start + end, f"funding/{one.kind}"),
                purpose=purpose,
                amount=one.money.money,
                kind=kind,
                from_year=period.from_year if period else None,
                to_year=period.to_year if period else None,
                recurrence=_recurrence(text, one, period),
                agreement=agreement,
            )
            yield Reading(fact, weak=not words)


def _quoted(one: Sum, phrase: Phrase | None, period: Period | None) -> tuple[int, int]:
    """The shortest run that carries the sum, its purpose and the years beside it."""
    places = [(one.start, one.end)]
    if phrase:
        places.append((phrase.start, phrase.end))
    if one.cue and one.cue.end <= one.start:
        places.append((one.cue.start, one.cue.end))
    if period and places[-1][0] <= period.start and period.end <= one.last:
        places.append((period.start, period.end))
    return min(start for start, _ in places), max(end for _, end in places)


def _recurrence(text: str, one: Sum, period: Period | None) -> str:
    if one.money.annual or _ANNUAL.search(text[one.first : one.start]) or (period and period.to_year is None):
        return "annual"
    return "" if one.kind == "cut" and period is None else "total"


def _keep(found: list[Funding], reading: Reading) -> Funding:
    """Add a fact, unless the same sum for the same thing is there: then the one with years, or else the first, stays.

    A sum whose purpose is only guessed from its surroundings is taken for any equal one.
    """
    fact = reading.fact
    for index, other in enumerate(found):
        if other.amount.value != fact.amount.value or not _same_years(other, fact):
            continue
        if not reading.weak and not _alike(other, fact):
            continue
        if other.from_year is None and fact.from_year is not None:
            found[index] = replace(fact, purpose=other.purpose) if reading.weak else fact
        return found[index]
    found.append(fact)
    return fact


def _same_years(one: Funding, other: Funding) -> bool:
    if one.from_year is None or other.from_year is None:
        return True
    return (one.from_year, one.to_year) == (other.from_year, other.to_year)


def _alike(one: Funding, other: Funding) -> bool:
    """Whether two sums of one kind share the beginning of a telling word, or sums of two kinds share two."""
    stems = [
        {word[:7] for word in re.findall(r"[a-zæøå]{5,}", fact.purpose.lower())} - _COMMON for fact in (one, other)
    ]
    return len(stems[0] & stems[1]) >= (1 if one.kind == other.kind else 2)
