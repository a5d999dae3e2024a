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

from extract import purposes
from extract.agreements_near import agreement_of_sum
from extract.cues import cues
from extract.document import Block, Document
from extract.extractors import Facts
from extract.fact import Fact, Funding
from extract.grammar.money import find_money
from extract.outline import outline
from extract.periods import Period, period_of_sum
from extract.purposes import Phrase
from extract.sentences import Sentence, sentences
from extract.sums import LEADING_ON, Sum, lead_kind, sums

_ANNUAL = re.compile(r"\b(?:årligt?|årlige|hvert år|varigt?|permanent|om året|pr\. år)\b", re.IGNORECASE)
_POINTING = re.compile(r"(?:Det|Dette|Hertil|Dertil)\s+(?:indebærer|medfører|betyder|svarer|kommer|afsættes|er)\b")
_GIVEN = re.compile(r"tildel\w+|tilsagn\w*", re.IGNORECASE)
_RECIPIENTS = re.compile(r"(?:kommunerne|regionerne|staten|kommuner|regioner)", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:heraf|hvoraf|deraf)\b", re.IGNORECASE)
_WIDE = frozenset({"cut", "expense", "grant"})
_COMMON = frozenset({"kommune", "regione", "samlede", "særligt", "udgifte", "området", "projekt", "arbejde"})
_PARTS = frozenset("økonomi|økonomiske konsekvenser|baggrund|sagsfremstilling|fremstilling|indstilling|resumé|resume|beslutning|konsekvenser".split("|"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact as a sentence tells it; ``weak`` where its purpose is taken from the surroundings."""

    fact: Funding
    weak: bool


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """One funding fact per sum; a sum told twice is kept once, in its fuller form."""
    found: list[Funding] = []
    latest: tuple[Block, Funding] | None = None
    all_sentences = sentences(document)
    for index, sentence in enumerate(all_sentences):
        earlier = all_sentences[max(0, index - 3) : index]
        for reading in _of_sentence(document, facts, sentence, earlier):
            if latest and latest[0] is sentence.block and _SHARE.match(sentence.text) and reading.fact.from_year is None:
                whole = latest[1]
                reading = replace(reading, fact=replace(reading.fact, from_year=whole.from_year, to_year=whole.to_year))
            latest = sentence.block, _keep(found, reading)
    yield from found


def _of_sentence(document: Document, facts: Facts, sentence: Sentence, earlier: Sequence[Sentence]) -> Iterator[Reading]:
    text = sentence.text
    found = list(sums(text, _lead(document, sentence.block)))
    phrases = purposes_of(text, found)
    whole = ""
    for one, phrase in zip(found, phrases, strict=True):
        period = _period(text, one, earlier)
        words = phrase.words if phrase else whole if one.cue is None else ""
        if _RECIPIENTS.fullmatch(words) and whole and one.cue is None:
            words = f"{whole} (til {words})"
        else:
            whole = words
        kind = one.kind
        if period is None and one.cue and _GIVEN.match(text, one.cue.start):
            kind, period = _pool_before(earlier, sentence, kind)
        weak = not words
        words = words or _context(document, sentence, one, earlier)
        if not words:
            continue
        start, end = _quoted(one, phrase, period)
        yield Reading(Funding(
            evidence=document.evidence(sentence.start + start, sentence.start + end, f"funding/{one.kind}"),
            purpose=words,
            amount=one.money.money,
            kind=kind,
            from_year=period.from_year if period else None,
            to_year=period.to_year if period else None,
            recurrence=_recurrence(text, one, period),
            agreement=agreement_of_sum(document, facts, sentence.start + one.start, sentence),
        ), weak)


def _pool_before(earlier: Sequence[Sentence], sentence: Sentence, kind: str) -> tuple[str, Period | None]:
    """The kind and years of the pool that the sentence before names, for a share that is given of it."""
    if earlier and earlier[-1].block is sentence.block:
        told = earlier[-1].text
        pool = next((cue for cue in cues(told, 0, len(told)) if cue.kind in {"pool", "loan-pool"}), None)
        if pool:
            return pool.kind, period_of_sum(told, pool.start, pool.end, pool.start, len(told), annual=False)
    return kind, None


def _lead(document: Document, block: Block) -> str:
    """The kind of money that the sentence over a list gives its items, "" for a block that is no item of one."""
    if block.kind != "item":
        return ""
    for above in reversed(document.blocks[: document.blocks.index(block)]):
        if above.kind != "item":
            text = document.text[above.start : above.end]
            return lead_kind(text) if text.endswith(":") or any(find_money(text)) else ""
    return ""


def _period(text: str, one: Sum, earlier: Sequence[Sentence]) -> Period | None:
    annual = one.money.annual
    own = period_of_sum(text, one.start, one.end, one.first, one.last, annual)
    if own is None and (one.first or one.last < len(text)):
        own = period_of_sum(text, one.start, one.end, 0, len(text), annual) if _one_period(text) else None
    if own is None and one.kind == "expense" and earlier:
        before = earlier[-1].text
        own = period_of_sum(before, len(before), len(before), 0, len(before), annual=False)
    return own


def _one_period(text: str) -> bool:
    return len(set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))) == 1


def purposes_of(text: str, found: Sequence[Sum]) -> list[Phrase | None]:
    """The purpose that each sum of a sentence has in it; what follows a row of sums is for all of them."""
    phrases: list[Phrase | None] = []
    shared: Phrase | None = None
    for one in reversed(found):
        behind = None if one.list_label else purposes.behind(text, one.end, one.last)
        own = purposes.bracketed(text, one.first, one.start) or behind or (shared if LEADING_ON.fullmatch(text, one.end, one.last) else None) or _hanging(text, one)
        if one.kind == "cut" and one.cue:
            own = _hanging(text, one) or own
        own = own or purposes.in_relative_clause(text, one.end, one.last)
        phrases.append(own)
        shared = own
        if behind and _SHARE.search(text, one.first, one.start) and not purposes.is_apart(text, one.end, one.last):
            shared = None
    return phrases[::-1]


def _hanging(text: str, one: Sum) -> Phrase | None:
    """What hangs on the cue before the sum, or stands behind the sum as spending is told."""
    if one.list_label:
        return purposes.label(text, one.first, one.start)
    told = purposes.behind(text, one.end, one.last, wide=True) if one.kind in _WIDE else None
    if one.cue is None or one.cue.start > one.start or one.cue.kind == "expense" and not one.cue.noun:
        return told
    hanging = purposes.before(text, one.first, one.start, one.cue)
    if one.cue.noun or one.cue.kind != "grant":
        return hanging or told
    return told or (hanging if text[: one.cue.start].endswith("ved at ") else None)


def _context(document: Document, sentence: Sentence, one: Sum, earlier: Sequence[Sentence]) -> str:
    """The purpose of a sum that its sentence does not tell: what the same pool, cut or cost was said to be for in the
    item, the sentence before a "samlede udgift", or else the title of the section."""
    place = outline(document).item_at(sentence.start)
    section = outline(document).section_at(sentence.start) or place
    if _POINTING.match(sentence.text) and earlier and earlier[-1].block is sentence.block:
        tail = re.search(r".*\s(?:af|til|for|på)\s(?=\S+\s\S)", earlier[-1].text)
        if tail:
            return earlier[-1].text[tail.end() :].rstrip(". ")
    cue = sentence.text[one.cue.start : one.cue.end] if one.cue and one.cue.noun else ""
    if re.search(r"\bsamlede? udgift", sentence.text[one.first : one.start], re.IGNORECASE) and earlier:
        return re.sub(r"^I (?:19|20)\d\d ", "", earlier[-1].text).rstrip(".")
    if cue and section:
        stem = re.escape(re.sub(r"(?:erne|en|et|er|n)$", "", cue))
        hits = list(re.finditer(rf"\b\w*{stem}\w*\s+(?:til|for|af|vedr\.?)\s+", document.text[section.start : section.end], re.IGNORECASE))
        for hit in sorted(hits, key=lambda each: abs(section.start + each.start() - sentence.start)):
            phrase = purposes.phrase(document.text, section.start + hit.end(), section.end)
            if phrase and not re.search(r"\d", phrase.words):
                return f"{hit.group().strip()} {phrase.words}" if one.kind == "cut" else phrase.words
    if section and place and section.title.lower() in _PARTS:
        section = place
    return re.split(r"\s[-–]\s|:\s", re.sub(r"^(?:Tabel|Figur|Bilag) \d+\.?\s*", "", section.title))[0].strip() if section else ""


def _quoted(one: Sum, phrase: Phrase | None, period: Period | None) -> tuple[int, int]:
    """The shortest run that carries the sum, its purpose and the years beside it."""
    places = [(one.start, one.end)]
    if phrase:
        places.append((phrase.start, phrase.end))
    if one.cue and one.cue.end <= one.start:
        places.append((one.cue.start, one.cue.end))
    if period and one.first <= period.start and period.end <= one.last:
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
    """Whether two sums of one kind share the beginning of a word that bears meaning, or sums of two kinds two of them."""
    stems = [{word[:7] for word in re.findall(r"[a-zæøå]{5,}", fact.purpose.lower())} - _COMMON for fact in (one, other)]
    return len(stems[0] & stems[1]) >= (1 if one.kind == other.kind else 2)
