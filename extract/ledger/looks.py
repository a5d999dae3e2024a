"""What an unused number looks like: a sum of money, a share of a group, a date to come, a figure of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from extract.document import Document
from extract.grammar.clauses import clause_bounds
from extract.grammar.counts import find_counts
from extract.grammar.dates import DateContext, document_year, find_dates
from extract.grammar.event_cues import DEADLINE, DUE, IN_FORCE, PAST, PLANNED
from extract.grammar.money import find_money
from extract.grammar.numbers import is_quantity, parse_number
from extract.ledger.entries import Looks
from extract.ledger.finders import NUMBER, Finder, Span, covered
from extract.ledger.scan import Printed
from extract.sentences import sentences

_GROUP = (
    r"(?:[\wæøå-]*(?:kommuner|regioner|borgere|skoler|elever|sager|virksomheder|medarbejdere|institutioner|deltagere))"
)
_PERCENT = rf"{NUMBER}\s?(?:%|pct\b\.?|procent\b)"
_SHARE = re.compile(
    rf"{_PERCENT}\s+(?:[a-zæøå]+ )?{_GROUP}(?:ne)?\b|\b(?:andel(?:en)?|flertal(?:let)?) [^.;\d]{{0,60}}?{_PERCENT}"
    rf"|{NUMBER} af (?:[a-zæøå]+ )?[a-zæøå]{{2,}}(?:erne|ene)\b"
    rf"|{NUMBER} (?:[a-zæøå]+ )?(?:kommuner|regioner)(?:ne)? (?:har|er|[a-zæøå]{{4,}}er)\b",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"\s*(?:[\wæøå.’-]+\s+){0,3}?(?:[a-zæøå-]+(?:er|ere|erne|ene|børn|folk)|unge|ældre|befolkningen|[a-zæøå-]+(?:tilbud|forløb))\b"
)
"""The members of a counted group behind "af"."""
CELL_LETTERS = 6
"""Letters that a cell of a figure may hold beside its unit: "12 (drift)"."""
NEAR = 24
"""Characters before a date in which a word of a deadline or of an entry into force belongs to it."""


def looks(document: Document, numbers: Iterable[Printed], today: str = "") -> dict[int, Looks]:
    """What each number looks like that a fact might have used, by its place; the others are left out.

    ``today`` is the document's own date, as precise as it is known: events lie after it.
    """
    found: dict[int, Looks] = {}
    readers: tuple[tuple[Looks, Finder], ...] = (
        ("money", _sums),
        ("claim", _claims),
        ("event", partial(_events, today=today)),
        ("figure", _cells),
    )
    for kind, read in readers:
        places = covered(document, read(document))
        for number in numbers:
            if number.start not in found and all(places[number.start : number.end]):
                found[number.start] = kind
    return found


def _sums(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        for match in find_money(document.text[block.start : block.end]):
            yield block.start + match.start, block.start + match.end


def _claims(document: Document) -> Iterator[Span]:
    """Counts and shares of groups, and percentages set large and alone."""
    for block in document.blocks:
        words = document.text[block.start : block.end]
        if block.kind != "row" and "%" in words and not any(map(str.isalpha, words)):
            yield block.start, block.end
    for sentence in sentences(document):
        for count in find_counts(sentence.text):
            if count.percent is not None and not _MEMBERS.match(sentence.text, count.end):
                continue  # a share of a mass, such as a gross product
            yield sentence.start + count.start, sentence.start + count.end
        for match in _SHARE.finditer(sentence.text):
            for number in re.finditer(NUMBER, match.group()):
                yield sentence.start + match.start() + number.start(), sentence.start + match.start() + number.end()


def _events(document: Document, today: str) -> Iterator[Span]:
    """Dates from the document's own on, in a clause that plans, sets a deadline or brings into force."""
    year = int(today[:4]) if today else document_year(document)
    if year is None:
        return
    for sentence in sentences(document):
        for date in find_dates(sentence.text, DateContext(year=year)):
            first, last = clause_bounds(sentence.text, date.start, date.end)
            clause, before = sentence.text[first:last], sentence.text[max(0, date.start - NEAR) : date.end]
            exact = len(date.iso) > 4 or not sentence.text[date.start : date.end].isdecimal()
            bound = DEADLINE.search(before) or DUE.search(before) or (exact and IN_FORCE.search(before))
            told = bound or (exact and PLANNED.search(clause) and not PAST.search(clause))
            if told and date.iso >= (today or str(year))[: len(date.iso)]:
                yield sentence.start + date.start, sentence.start + date.end


def _cells(document: Document) -> Iterator[Span]:
    """Cells that open with a quantity and hold hardly a word more."""
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                words = re.sub(r"(?:%|pct|procent|mio|mia|t?\.?kr|kroner|stk)\b\.?", "", cell.text)
                numbers = list(re.finditer(NUMBER, cell.text))
                if numbers and numbers[0].start() <= 1 and sum(map(str.isalpha, words)) <= CELL_LETTERS:
                    match = numbers[0]
                    value = parse_number(match.group())
                    if value is not None and is_quantity(cell.text, *match.span()):
                        yield cell.start, cell.end
