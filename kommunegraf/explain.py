"""How a document was read: section by section each fact with its rule and what it matched, then what no rule read."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from functools import lru_cache
from typing import Any

from extract.document import Document
from extract.fact import AgendaItem, Body, Fact, Mention, Money, Topic
from extract.grammar.dates import DateContext, document_year, find_dates, find_times
from extract.grammar.numbers import NUMERAL, parse_number
from extract.ledger.finders import covered
from extract.ledger.ledger import ledger
from extract.outline import Section, outline
from extract.sentences import sentences

NAMING = (Body, Mention, Topic)
"""Facts that only spot a name or a word: a sentence that nothing else quotes was not read."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A value of a fact and the words of its quote that give it: "" where they stand elsewhere or were worked out."""

    field: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it was read: its kind, its rule and what the rule looks for, its values, its quote and page."""

    kind: str
    rule: str
    looks_for: str
    values: tuple[Matched, ...]
    quote: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence or a table's row that no fact quotes, with its unaccounted numbers and what each looks like."""

    text: str
    page: int | None
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A section: its number and heading ("" before the first heading), its page, its facts and what was not read."""

    number: str
    title: str
    level: int
    page: int | None
    facts: tuple[Told, ...]
    unread: tuple[Unread, ...]


def explain(document: Document, facts: Sequence[Fact], section: str = "", kind: str = "") -> list[Explained]:
    """The sections of a document in reading order.

    ``section`` keeps those whose number is it or whose heading holds it, ``kind`` the facts of one kind and no
    unread sentences.
    """
    sections: list[Section | None] = [None, *outline(document).sections]
    plan = outline(document)
    told: dict[Section | None, list[Told]] = {each: [] for each in sections}
    for fact in sorted(facts, key=lambda fact: (fact.evidence.start, fact.evidence.end)):
        if kind in ("", type(fact).__name__):
            told[plan.section_at(fact.evidence.start)].append(_told(document, fact))
    unread: dict[Section | None, list[Unread]] = {each: [] for each in sections}
    for start, each in _unread(document, facts) if not kind else ():
        unread[plan.section_at(start)].append(each)
    kept = [each for each in sections if _wanted(each, section) and (told[each] or unread[each])]
    return [
        Explained(
            number=each.number if each else "",
            title=each.title if each else "",
            level=each.level if each else 0,
            page=document.page_at(each.start if each else 0),
            facts=tuple(told[each]),
            unread=tuple(unread[each]),
        )
        for each in kept
    ]


def _wanted(section: Section | None, asked: str) -> bool:
    if not asked:
        return True
    return section is not None and (section.number == asked or asked.casefold() in section.title.casefold())


def _told(document: Document, fact: Fact) -> Told:
    evidence = fact.evidence
    context = DateContext(year=document_year(document))
    values = tuple(
        Matched(field.name, printed(value), words_of(value, evidence.quote, context))
        for field in fields(fact)
        if field.name != "evidence" and (value := getattr(fact, field.name)) not in ("", None, ())
    )
    quote = " ".join(evidence.quote.split())
    return Told(type(fact).__name__, evidence.rule, looks_for(evidence.rule), values, quote, evidence.page)


def printed(value: object) -> str:
    """A value of a fact as people read it: sums in kroner, lists with commas, a fact by its first value."""
    if isinstance(value, Money):
        bound = "" if value.bound == "exact" else f" ({value.bound})"
        return f"{value.value:f} kr.{bound}"
    if isinstance(value, Fact):
        first = next(field.name for field in fields(value) if field.name != "evidence")
        return printed(getattr(value, first))
    if isinstance(value, tuple):
        return ", ".join(map(printed, value))
    return f"{value:f}" if isinstance(value, Decimal) else " ".join(str(value).split())


def words_of(value: object, quote: str, context: DateContext | None = None) -> str:
    """The words of a quote that give a value: the value itself, the printed sum, date, time of day or number; or ""."""
    if isinstance(value, Money):
        return value.printed if value.printed in quote else ""
    if isinstance(value, (int, Decimal)):
        same = (match.group() for match in NUMERAL.finditer(quote) if parse_number(match.group()) == value)
        return next(same, "")
    return _words_of_text(value, quote, context) if isinstance(value, str) else ""


def _words_of_text(value: str, quote: str, context: DateContext | None) -> str:
    given = [quote[date.start : date.end] for date in find_dates(quote, context) if date.iso == value]
    given += [quote[time.start : time.end] for time in find_times(quote) if value in (time.begin, time.finish)]
    words, folded = " ".join(quote.split()), " ".join(value.split()).casefold()
    at = words.casefold().find(folded)
    return next(iter(given), words[at : at + len(folded)] if at >= 0 else "")


@lru_cache(maxsize=64)
def looks_for(rule: str) -> str:
    """What a rule ("extractor/rule") looks for, by its extractor's docstring; "" where there is none."""
    try:
        module = importlib.import_module(f"extract.extractors.{rule.partition('/')[0].replace('-', '_')}")
    except ModuleNotFoundError:
        return ""
    return " ".join((module.__doc__ or "").partition("\n\n")[0].split())


def _unread(document: Document, facts: Sequence[Fact]) -> Iterator[tuple[int, Unread]]:
    """The sentences and rows that no fact but names holds, headings left out, each with its place."""
    read = _read_places(document, facts)
    asked = [" ".join(fact.recommendation.split()) for fact in facts if isinstance(fact, AgendaItem)]
    unaccounted = [entry for entry in ledger(document, facts).entries if entry.verdict == "unaccounted"]
    rows = [(block.start, block.end) for block in document.blocks if block.kind == "row"]
    for start, end in sorted([(each.start, each.end) for each in sentences(document)] + rows):
        words = " ".join(document.text[start:end].split())
        if any(read[start:end]) or not words or any(words in text for text in asked):
            continue
        numbers = tuple((entry.printed, entry.name) for entry in unaccounted if start <= entry.start < end)
        shown = " ".join(document.text[start:end].replace("\t", " | ").split())
        yield start, Unread(shown, document.page_at(start), numbers)


def _read_places(document: Document, facts: Sequence[Fact]) -> bytearray:
    """A byte for each character of the text, 1 where a fact that is more than a name quotes it or a heading stands."""
    quotes = [(fact.evidence.start, fact.evidence.end) for fact in facts if not isinstance(fact, NAMING)]
    sections = outline(document).sections
    headings = [(section.start, section.heading_end) for section in sections]
    parts = [(part.start, part.body) for section in sections for part in section.parts]
    read = covered(document, [*quotes, *headings, *parts])
    for table in document.tables:
        first = read.find(1, table.start, table.end)
        if first > table.start:  # the heads above the first figure that was read
            read[table.start : first] = b"\1" * (first - table.start)
    return read


def as_json(document: str, sections: Sequence[Explained]) -> str:
    """The sections with all that is shown of them, for programs."""
    whole: Mapping[str, Any] = {"document": document, "sections": [asdict(section) for section in sections]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
