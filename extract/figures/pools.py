"""Tables that share out a pool among municipalities, regions or institutions: recipients, amounts, places, totals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extract.document import Cell, Document, Table
from extract.figures.cell_words import unit_of
from extract.figures.figure_tables import Column, FigureTable, Row, figure_tables
from extract.gazetteer import Entry, gazetteer
from extract.grammar.money import find_money
from extract.outline import outline
from extract.sentences import sentences

_RECIPIENT = re.compile(
    r"(?:kommuner?|regioner?|kkr|modtager|ansøger|tilskudsmodtager|institution|forening|"
    r"tilsagnsmodtager|skole|projektejer)"
    r"(?:\W.*)?",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\b(?:beløb|tilsagn|tilskud|bevil\w*|tildel\w*|lån\w*|låneramme|andel|støtte|fordel\w*|"
    r"dispensation\w*|pulje\w*|indstillet|i alt)\b",
    re.I,
)
_ASKED = re.compile(r"\b(?:ansøgt|søgt|ansøgning|egenfinansiering|anlægssum|samlede udgift\w*|budget)\b", re.I)
_PLACES = re.compile(r"\b(?:antal )?\w*(?:pladser|boliger|enheder|steder)\b", re.I)
_SHARED = re.compile(
    r"\w*pulje\w*|\btilsagn\b|\w*tilskud\w*|\blån\w*\b|\bbevil\w*|\btildel\w*|\bmidler\w*|"
    r"\bstøtte\w*|\bfordeling\b",
    re.I,
)
_SENTENCE = re.compile(r"\b(?:er|har|fremgår|viser|ses|bliver|kan)\b", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:status (?:på|for|vedr\.?)|opfølgning på|orientering om|svar på|udmøntning(?:en)? af|"
    r"fordeling(?:en)? af|godkendelse af|"
    r"tilsagn (?:fra|om)|tildeling af|ansøgninger til|resultat(?:et)? af|drøftelse af|beslutning om)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Share:
    """One row of a pool's table: the recipient as printed and in the reference data, the amount and the places."""

    table: Table
    recipient: Cell
    entry: Entry | None
    amount: Cell
    value: Decimal
    factor: int
    places: int | None
    places_cell: Cell | None
    is_total: bool


@dataclass(frozen=True, slots=True)
class PoolTable:
    """A pool by its name in the document, and the shares that its table prints, the total among them."""

    name: str
    shares: tuple[Share, ...]


@lru_cache(maxsize=8)
def pool_tables(document: Document) -> tuple[PoolTable, ...]:
    """The tables of a document that say who gets how much of a pool."""
    found: list[PoolTable] = []
    last = 0
    for figures in figure_tables(document):
        pool = _pool_table(document, figures)
        if pool and figures.goes_on and found and found[-1].shares[-1].table.number == last:
            found[-1] = PoolTable(found[-1].name, found[-1].shares + pool.shares)
        elif pool:
            found.append(pool)
        last = figures.table.number
    return tuple(found)


def _pool_table(document: Document, figures: FigureTable) -> PoolTable | None:
    amount = _amount_column(figures)
    if amount is None or not _has_recipients(figures):
        return None
    name = pool_name(document, figures, amount)
    if not name:
        return None
    places = next(
        (column for column in figures.columns if _PLACES.search(column.printed) and column.unit.name != "kr."), None
    )
    shares = tuple(share for row in figures.rows for share in _share(figures.table, row, amount, places))
    return PoolTable(name, shares) if shares else None


def _amount_column(figures: FigureTable) -> Column | None:
    """The one column of money given; none where the money stands by year or only sums asked for are printed."""
    money = [column for column in figures.columns if column.unit.name == "kr."]
    granted = [column for column in money if not _ASKED.search(column.printed)]
    if len(granted) > 1:
        granted = [column for column in granted if _GRANTED.search(column.printed)]
    if len(granted) != 1:
        return None
    only = granted[0]
    return only if _GRANTED.search(only.printed) or (unit_of(only.printed) and not only.head) else None


def _has_recipients(figures: FigureTable) -> bool:
    labels = [row.labels[0].text for row in figures.rows if not row.is_total]
    known = sum(_entry(label) is not None for label in labels)
    named = bool(_RECIPIENT.fullmatch(figures.stub))
    return len(labels) > 0 and (known >= 0.7 * len(labels) or named)


def pool_name(document: Document, figures: FigureTable, amount: Column) -> str:
    """What the document calls the pool: the item or heading title, or caption, that names money to be shared, or ""."""
    place = _told_at(document, figures, amount) or figures.table.start
    section, item = outline(document).section_at(place), outline(document).item_at(place)
    titles = [_LEAD.sub("", s.title) for s in (section, item) if s]
    candidates = titles if _SENTENCE.search(figures.caption) else [*titles, figures.caption]
    named = [title for title in candidates if re.search(r"pulje|midler", title, re.IGNORECASE)]
    return next(iter(named + [title for title in candidates if _SHARED.search(title)]), "")


def _told_at(document: Document, figures: FigureTable, amount: Column) -> int | None:
    """Where a sentence tells the total of the table: its item is the table's, also where the text sets them apart."""
    totals = [v for row in figures.rows if row.is_total for column, _, v, _ in row.figures if column is amount]
    for sentence in sentences(document) if totals else ():
        if _SHARED.search(sentence.text) and any(m.money.value == totals[-1] for m in find_money(sentence.text)):
            return sentence.start
    return None


def _share(table: Table, row: Row, amount: Column, places: Column | None) -> Iterator[Share]:
    cells = {column.index: (cell, value, unit) for column, cell, value, unit in row.figures}
    if amount.index not in cells:
        return
    cell, value, unit = cells[amount.index]
    place_cell, count, _ = cells.get(places.index, (None, None, None)) if places else (None, None, None)
    label = row.labels[0]
    yield Share(
        table,
        label,
        None if row.is_total else _entry(label.text),
        cell,
        value,
        unit.factor,
        int(count) if count is not None else None,
        place_cell,
        row.is_total,
    )


def _entry(label: str) -> Entry | None:
    names = gazetteer()
    label = label.strip(" *")
    return names.resolve(label, "municipality") or names.resolve(label, "region") or names.resolve(label, "kkr")
