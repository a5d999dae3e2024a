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

from extract.document import Document
from extract.fact import Fact, Facts, Funding
from extract.figures.told_shares import told_shares
from extract.money.agreements_near import agreement_of_sum, subject_of
from extract.money.directions import direction_of
from extract.money.given import told_behind
from extract.money.kept import Kept
from extract.money.kinds import SHARE
from extract.money.levels import document_level, levels_of, past_repeats, repeats
from extract.money.parts import BEFORE, wholes
from extract.money.payers import Hands, hands_of
from extract.money.periods import Period, agreement_year
from extract.money.phrases import phrases_of
from extract.money.purposes import Phrase
from extract.money.sums import Sum, sums
from extract.money.surroundings import listed_in, pool_before, purpose_around
from extract.money.years import budget_span, periods_of
from extract.outline import outline
from extract.sentences import Sentence, sentences

_ANNUAL = re.compile(r"\b(?:årligt?|årlige|hvert år|varigt?|permanent|om året|pr\. år)\b", re.IGNORECASE)
_TOLD_BEFORE = re.compile(rf"[\s,]*{_ANNUAL.pattern}", re.IGNORECASE)
"""Right behind a sum, and so no recurrence of the next."""
_GIVEN = re.compile(r"tildel\w+|tilsagn\w*", re.IGNORECASE)
_SIDE = re.compile(r"(?:drift|anlæg|service|finansiering)(?:en|et|sudgifter|s?side[nr]?|sudgifterne)?", re.IGNORECASE)
"""The sides of a budget that a sum is split on, which are no purpose of their own."""
_TELLING = re.compile(
    r"\w*investering(?:en|er|erne)?|(?!sam|mer|drifts|anlægs|tillægs|låne|udgifts|ramme|engangs)"
    r"\w{4,}(?:udgift(?:en|er|erne)|pulje(?:n|r)?|ramme[nr]?|tilskud(?:det)?|fond(?:en)?)",
    re.IGNORECASE,
)
"""A word for money that tells by itself what for: "stormflodspulje"."""
_FOLLOWING = re.compile(
    r"Samt|(?:Dertil|Hertil) kommer|(?:Beløbet|Puljen|Rammen|Bevillingen|Midlerne|Tilskuddet) (?:stiger|vokser|"
    r"falder)\b|I (?:19|20)\d\d (?:er der|afsættes|bliver der|udgør beløbet)\b|"
    r"(?:I|Fra) (?:19|20)\d\d (?:stiger|vokser|falder) (?:beløbet|puljen|rammen|bevillingen|tilskuddet)\b"
)
"""Opens a sentence whose sum goes on with that of the one before."""
_RECIPIENTS = re.compile(r"(?:kommunerne|regionerne|staten|kommuner|regioner)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a sentence: those before it, the sum it goes on with, and what the one behind says of its sum
    ("Pengene går til …")."""

    earlier: Sequence[Sentence]
    last: Funding | None
    use: Phrase | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact as a sentence tells it; ``weak`` where its purpose is taken from the surroundings.

    ``place`` is its place among the sums of the sentence, ``whole`` that of the sum it is a part of (or ``BEFORE``).
    """

    fact: Funding
    weak: bool
    place: int
    whole: int | None


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """One funding fact per sum; a sum told twice is kept once, in its fuller form."""
    kept = Kept()
    told = sentences(document)
    for index, sentence in enumerate(told):
        share = bool(SHARE.match(sentence.text))
        before = kept.told_last(sentence.block) if share or _FOLLOWING.match(sentence.text) else None
        over = kept.over_list(document, sentence.block)
        places: dict[int, int] = {}
        behind = told[index + 1].text if told[index + 1 : index + 2] else ""
        around = Around(told[max(0, index - 3) : index], before, told_behind(behind))
        for reading in _of_sentence(document, facts, sentence, around):
            fact = _within(reading.fact, before) if share else reading.fact
            places[reading.place] = kept.add(fact, reading.weak, _section(document, sentence))
            if reading.whole == BEFORE:
                kept.share_of_last(places[reading.place], document, sentence.block)
            elif reading.whole is not None and reading.whole in places:
                kept.link(places[reading.place], places[reading.whole])
            elif over is not None:
                kept.link(places[reading.place], over)
        kept.close(sentence, list(places.values()))
    yield from kept.linked(document_level(document))


def _section(document: Document, sentence: Sentence) -> int:
    """Where the agenda item, or else the section, of a sentence begins."""
    plan = outline(document)
    section = plan.item_at(sentence.start) or plan.section_at(sentence.start)
    return section.start if section else 0


def _within(fact: Funding, whole: Funding | None) -> Funding:
    """A share told in a sentence of its own ("Heraf udgør …") with the years of the whole, where it has none."""
    if whole is None or fact.from_year is not None:
        return fact
    return replace(fact, from_year=whole.from_year, to_year=whole.to_year, period=whole.period or fact.period)


def _of_sentence(document: Document, facts: Facts, sentence: Sentence, near: Around) -> Iterator[Reading]:
    text, listed, earlier, last = sentence.text, listed_in(document, sentence.block), near.earlier, near.last
    again = repeats(text)
    given = {share.sum_start - sentence.start for share in told_shares(document)} | {each.start for each in again}
    read = sums(text, listed.kind, last.kind if last else "", listed.unit, used=near.use is not None)
    found = [past_repeats(text, one, again) for one in read if one.start not in given]
    if not found:
        return  # as most sentences do: none of what follows is looked for
    parts = wholes(text, found)
    hands = hands_of(text, found, parts)
    levels = levels_of(text, [(one.start, one.end) for one in found])
    whole = last.purpose if last and not SHARE.match(text) else ""
    periods = periods_of(text, found, earlier, budget_span(facts), listed.period)
    in_case = outline(document).family in ("agenda", "minutes")
    for place, (one, phrase, told) in enumerate(zip(found, phrases_of(text, found), periods, strict=True)):
        agreement = agreement_of_sum(document, facts, sentence.start + one.start, sentence)
        around = purpose_around(document, sentence, one, earlier) or subject_of(agreement)
        words = phrase.words if phrase else whole if one.cue is None or (last and whole == last.purpose) else ""
        words = words or (listed.purpose if one.list_label else "")
        words = words or (near.use.words if near.use and len(found) == 1 else "")
        purpose, part = _named(words, whole, around, one, in_case)
        purpose, weak = purpose or _itself(text, one), not words or (part and not whole)
        whole = whole if part else purpose
        if not purpose:
            continue
        kind, period = one.kind, told
        if told is None and one.cue and _GIVEN.match(text, one.cue.start):
            kind, period = pool_before(earlier, sentence) or (kind, None)
        start, end = _quoted(text, one, phrase, period, hands[place])
        fact = Funding(
            evidence=document.evidence(sentence.start + start, sentence.start + end, f"funding/{one.kind}"),
            purpose=purpose,
            amount=replace(one.money.money, price_level=levels[place]),
            kind=kind,
            agreement=agreement,
            direction=direction_of(kind, text, one),
            payer=hands[place].payer,
            recipient=hands[place].recipient,
            repeated=tuple(each.money for each in again if each.first == one.start),
        )
        yield Reading(_timed(fact, text, one, period), weak, place, parts[place])


def _named(words: str, whole: str, around: str, one: Sum, in_case: bool) -> tuple[str, bool]:
    """The purpose of a sum by its own words, and whether they only tell a part of the ``whole``: "diget (drift)".

    In the papers of a case the whole may be what the case is about.
    """
    if whole and one.cue is None and _RECIPIENTS.fullmatch(words):
        return f"{whole} (til {words})", True
    base = whole or (around if in_case else "")
    if base and _SIDE.fullmatch(words):
        return f"{base} ({words})", True
    return words or around, bool(_SIDE.fullmatch(words))


def _itself(text: str, one: Sum) -> str:
    """What a cut, a loan or an investment is called that is told for nothing: "besparelser"."""
    words = text[one.cue.start : one.cue.end] if one.cue and one.cue.noun else ""
    return words if one.kind in {"cut", "loan-pool"} or _TELLING.fullmatch(words) else ""


def _timed(fact: Funding, text: str, one: Sum, period: Period | None) -> Funding:
    """A fact with its years and recurrence, or with the year of the agreement that it is told to be from."""
    if period is None:
        year = agreement_year(text, one.first, one.last)
        told = replace(fact, agreement_year=year, period="agreement-year" if year else None)
    else:
        told = replace(fact, from_year=period.from_year, to_year=period.to_year, period=period.kind)
    return replace(told, recurrence=_recurrence(text, one, period))


def _quoted(text: str, one: Sum, phrase: Phrase | None, period: Period | None, hands: Hands) -> tuple[int, int]:
    """The shortest run that carries the sum, its purpose, its "heraf", its payer and recipient and the years beside."""
    places = [(one.start, one.end), *hands.places]
    places += [match.span() for match in SHARE.finditer(text, one.first, one.start)]
    if phrase:
        places.append((phrase.start, phrase.end))
    if one.cue and one.cue.end <= one.start:
        places.append((one.cue.start, one.cue.end))
    if period and places[-1][0] <= period.start and period.end <= one.last:
        places.append((period.start, period.end))
    return min(start for start, _ in places), max(end for _, end in places)


def _recurrence(text: str, one: Sum, period: Period | None) -> str:
    told = _TOLD_BEFORE.match(text, one.first) if one.first else None
    before = _ANNUAL.search(text, told.end() if told else one.first, one.start)
    if one.money.annual or before or (period and period.to_year is None):
        return "annual"
    return "" if one.kind == "cut" and period is None else "total"
