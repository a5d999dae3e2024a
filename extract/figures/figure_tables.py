"""Tables of figures: which rows are heads, which columns hold figures, and what each filled cell counts and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from extract.document import Cell, Document, Table
from extract.figures.captions import caption, sentence_before, unit_line
from extract.figures.cell_words import (
    YEARS,
    Unit,
    figure,
    period_of,
    unit_of,
    without_period,
    without_unit,
)
from extract.outline import outline

Heads = Sequence[Sequence[Cell]]

TOTAL = re.compile(
    r"(?:i alt|total\w*|sum|samlet|sum i alt|hele puljen|(?:hele )?landet i alt)\b[^a-zæøå]*", re.IGNORECASE
)
_COUNTER = re.compile(r"(?:nr|sag|pkt|punkt|#|løbenr|id|lb\. ?nr)\.?", re.IGNORECASE)
_TIME = re.compile(r"(?:år|årstal|periode|skoleår|budgetår)", re.IGNORECASE)
_COUNT_NOUN = re.compile(r"\bantal(?:let)?(?: af)? (?P<noun>[a-zæøå-]{4,})", re.IGNORECASE)
_MARKED = re.compile(r"[-–•·]\s*[^\W\d]")
_TALLEST_HEAD, _SHORT_HEADING = 3, 60
_SHARED_NOUN = re.compile(r"\bfordeling(?:en)? af (?P<noun>[a-zæøå-]{4,}(?:er|pladser|e))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its place, its head without year and unit, and the period and unit that the head gives."""

    index: int
    head: str
    printed: str
    period: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures: the labels before them, the cells as printed and the column that each figure stands in.

    ``parent`` is the label of the row that a row marked with a dash ("- Drift") is a part of, "" for any other.
    """

    labels: tuple[Cell, ...]
    parent: str
    period: str
    figures: tuple[tuple[Column, Cell, Decimal, Unit], ...]

    @property
    def is_total(self) -> bool:
        """Whether the row sums up the others."""
        return any(TOTAL.fullmatch(label.text.strip(" :")) for label in self.labels)


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures with its caption; ``stub`` is the head over the labels, without its unit."""

    table: Table
    caption: str
    stub: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    goes_on: bool = False
    """Whether it goes on from the table before it, as over the end of a page."""


@lru_cache(maxsize=8)
def figure_tables(document: Document) -> tuple[FigureTable, ...]:
    """The tables of a document that hold figures, in reading order; tables of words or dates are left out."""
    found: list[FigureTable] = []
    heads: Heads = ()
    previous: Table | None = None
    for table in document.tables:
        body = first_figures(table)
        inherited = _inherited(document, heads, previous, table) if body == 0 else None
        own: Heads = table.rows[:body] if body <= _TALLEST_HEAD else ()
        follows = bool(inherited) or _repeated(document, heads, own, previous, table)
        heads = inherited if inherited is not None else own
        goes_on = bool(follows and found and previous and found[-1].table.number == previous.number)
        if body < len(table.rows):
            first = previous if inherited is not None and previous and not goes_on else table
            read = _read(document, table, heads, body, found[-1].caption if goes_on else caption(document, first))
            if read:
                found.append(replace(read, goes_on=goes_on))
        previous = table
    return tuple(found)


def _repeated(document: Document, heads: Heads, own: Heads, previous: Table | None, table: Table) -> bool:
    """Whether a table prints the heads of the one right before it again, as at the top of the next page."""
    if previous is None or not heads or document.text[previous.end : table.start].strip():
        return False
    return [[cell.text for cell in row] for row in heads] == [[cell.text for cell in row] for row in own]


def _inherited(document: Document, heads: Heads, previous: Table | None, table: Table) -> Heads | None:
    """The heads of the table before for one without its own that goes on from it, as over the end of a page."""
    if previous is None or not heads:
        return None
    between = document.text[previous.end : table.start].strip()
    only_heads = not any(_has_figures(row) for row in previous.rows)
    if len(between) > _SHORT_HEADING or between.endswith(".") or (between.endswith(":") and not only_heads):
        return None
    width = len(table.rows[0])
    places = [i for i in range(len(heads[0])) if i == 0 or any(row[i].text.strip() for row in heads)]
    if len(heads[0]) == width:
        return heads
    return tuple(tuple(row[i] for i in places) for row in heads) if len(places) == width else None


def first_figures(table: Table) -> int:
    """The index of the row that the body of a table begins with; the number of rows where none has figures.

    It is the first row with a figure that is no year, or the one below a full head.
    """
    if not any(_has_figures(row) for row in table.rows):
        return len(table.rows)
    for index, row in enumerate(table.rows):
        # a head goes on over a second row only where one of the two leaves the place over the labels empty
        if _has_figures(row) or (index and row[0].text.strip() and table.rows[index - 1][0].text.strip()):
            return index
    return len(table.rows)


def _has_figures(row: Sequence[Cell]) -> bool:
    return any(figure(cell.text) and not YEARS.fullmatch(cell.text.strip()) for cell in row[1:])


def _read(document: Document, table: Table, heads: Heads, body: int, printed: str) -> FigureTable | None:
    section = outline(document).section_at(table.start)
    context = " | ".join((printed, sentence_before(document, table), section.title if section else ""))
    stub = next((row[0].text.strip() for row in reversed(heads) if row and row[0].text.strip()), "")
    rows = [_shifted(row, heads) for row in table.rows[body:]]
    width = len(table.rows[0])
    valued = [index for index in range(1, width) if _holds_figures(rows, heads, index)]
    if not valued or len(valued) * 4 < width - 1:
        return None
    fallback = unit_of(stub) or unit_of(unit_line(document, table)) or unit_of(printed) or unit_of(context) or Unit()
    columns = {index: _column(heads, index, fallback, context) for index in valued}
    if len(columns) > 1 and not any(column.printed for column in columns.values()):
        return None
    label_places = [i for i in range(min(valued)) if not _COUNTER.fullmatch(_head(heads, i)) or min(valued) == 1]
    found: list[Row] = []
    above: tuple[Cell, ...] = ()
    parent = ""
    for cells in rows:
        row = _row(cells, label_places, columns, above)
        label = cells[label_places[0]].text.strip() if label_places else ""
        marked = _MARKED.match(label) is not None
        parent = parent if marked or not label else label
        if row:
            found.append(replace(row, parent=parent if marked else ""))
            above = row.labels
    return FigureTable(table, printed, without_unit(stub), tuple(columns.values()), tuple(found)) if found else None


def _shifted(row: Sequence[Cell], heads: Heads) -> list[Cell]:
    """The cells of a row put under their heads where a merged label on their left is not printed again."""
    cells = list(row)
    while len(cells) > 2 and not cells[-1].text and figure(cells[1].text) and heads and _is_label(heads, 1):
        cells = [cells[0], Cell(cells[1].start, cells[1].start, "", cells[1].row, 1), *cells[1:-1]]
        if not figure(cells[2].text) or not _is_label(heads, 2):
            break
    return cells


def _is_label(heads: Heads, index: int) -> bool:
    head = _head(heads, index)
    return not head or bool(
        re.fullmatch(r"(?:\w*navn|indmelding|projekt|kommune|institution|udvalg|område|tiltag)", head, re.I)
    )


def _holds_figures(rows: Sequence[Sequence[Cell]], heads: Heads, index: int) -> bool:
    head = _head(heads, index)
    if _COUNTER.fullmatch(head) or _TIME.fullmatch(head):
        return False
    filled = [row[index].text for row in rows if index < len(row) and row[index].text.strip(" -–")]
    numbers = [text for text in filled if figure(text)]
    if not filled or len(numbers) < 0.75 * len(filled):
        return False
    return bool(head) or not heads


def _head(heads: Heads, index: int) -> str:
    return next(
        (row[index].text.strip() for row in reversed(heads) if index < len(row) and row[index].text.strip()), ""
    )


def _column(heads: Heads, index: int, fallback: Unit, context: str) -> Column:
    levels: list[str] = []
    for level, row in enumerate(heads):
        text = row[index].text.strip() if index < len(row) else ""
        if not text and level < len(heads) - 1:
            # a head set over several columns is printed once, over the first
            text = next((row[i].text.strip() for i in range(index, 0, -1) if row[i].text.strip()), "")
        if text and text not in levels:
            levels.append(text)
    printed = " ".join(levels)
    leaf_first = [without_period(without_unit(text)) for text in reversed(levels)]
    head = ", ".join(
        text if not i else text[:1].lower() + text[1:] for i, text in enumerate(t for t in leaf_first if t)
    )
    counted = _COUNT_NOUN.search(printed)
    unit = unit_of(printed) or (Unit(counted["noun"].lower()) if counted else None)
    if unit is None and not fallback.name:
        noun = _COUNT_NOUN.search(context) or _SHARED_NOUN.search(context)
        unit = Unit(noun["noun"].lower()) if noun else fallback
    return Column(index, head, printed, period_of(printed), unit or fallback)


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _row(
    cells: Sequence[Cell], places: Sequence[int], columns: dict[int, Column], above: tuple[Cell, ...]
) -> Row | None:
    labels = [cells[place] for place in places]
    if len(labels) > 1 and not labels[0].text.strip() and len(above) == len(labels):
        labels[0] = above[0]
    if any(figure(label.text) for label in labels[1:]):
        return None  # a row put out of order by merged cells
    labels = [label for label in labels if label.text.strip()] or [label for label in above if label.text.strip()]
    figures = []
    for index, column in columns.items():
        read = figure(cells[index].text)
        if read is None:
            continue
        value, printed_unit = read
        unit = (unit_of(printed_unit) if printed_unit else None) or column.unit
        figures.append((column, cells[index], _whole(value * unit.factor), unit))
    # a row of years alone is a head printed again in mid-table
    if not labels or not figures or all(YEARS.fullmatch(cell.text.strip()) for _, cell, _, _ in figures):
        return None
    period = next((period_of(label.text) for label in labels if period_of(label.text)), "")
    return Row(tuple(labels), "", period, tuple(figures))
