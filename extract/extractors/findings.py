"""Printed totals that do not add up: the total of a pool's table, and the last row "I alt" of a table of figures.

Made-up lines of the text it looks for::

    Sandby     12,5
    Skovlund    8,0
    I alt      21,5
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.document import Document
from extract.fact import Evidence, Fact, Facts, Finding
from extract.figures.figure_tables import Column, FigureTable, Row, figure_tables
from extract.figures.pools import PoolTable, pool_tables

_MINIMUM_PARTS = 2


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """A finding for each printed total that differs from the sum of its parts.

    A pool's shares must add up to the last printed digit (the message says where rounding may explain the gap); other
    tables of figures are reported only where rounding cannot.
    """
    pools = pool_tables(document)
    for pool in pools:
        yield from _pool_findings(document, pool)
    shared = {share.table.number for pool in pools for share in pool.shares}
    for figures in figure_tables(document):
        if figures.table.number not in shared:
            yield from _table_findings(document, figures)


def _pool_findings(document: Document, pool: PoolTable) -> Iterator[Finding]:
    parts = [share for share in pool.shares if not share.is_total]
    totals = [share for share in pool.shares if share.is_total]
    if len(totals) != 1 or len(parts) < _MINIMUM_PARTS:
        return
    total = totals[0]
    expected = sum((share.value for share in parts), Decimal(0))
    if expected != total.value:
        rounded = abs(expected - total.value) <= _rounding(total.amount.text, total.factor, len(parts))
        evidence = document.cell_evidence([total.recipient, total.amount], total.table, "findings/pool-total")
        yield _finding(evidence, pool.name, "kr.", expected, total.value, rounded)
    places = [share.places for share in parts if share.places is not None]
    if total.places is not None and total.places_cell and len(places) == len(parts) and sum(places) != total.places:
        evidence = document.cell_evidence([total.recipient, total.places_cell], total.table, "findings/pool-places")
        yield _finding(evidence, pool.name, "pladser", Decimal(sum(places)), Decimal(total.places))


def _table_findings(document: Document, figures: FigureTable) -> Iterator[Finding]:
    """Only where the one total stands last and no part is itself a sum, a difference or a share of another."""
    *parts, last = figures.rows
    if not last.is_total or len(parts) < _MINIMUM_PARTS or any(row.is_total or _is_derived(row) for row in parts):
        return
    for column, cell, printed, unit in last.figures:
        values = [value for row in parts for other, _, value, _ in row.figures if other.index == column.index]
        if len(values) < _MINIMUM_PARTS or unit.name == "pct." or not _all_read(figures, column):
            continue
        expected = sum(values, Decimal(0))
        difference = abs(expected - printed)
        # a gap far beyond a slip or a misprint means that the rows are no parts of this total
        if _rounding(cell.text, unit.factor, len(values)) < difference <= abs(printed) / 2:
            evidence = document.cell_evidence([last.labels[0], cell], figures.table, "findings/table-total")
            about = ", ".join(part for part in (figures.caption, column.head) if part)
            yield _finding(evidence, about, unit.name, expected, printed)


def _all_read(figures: FigureTable, column: Column) -> bool:
    """Whether each filled cell of a column was read as a figure: a part that was not ("750 (1.700)") spoils the sum."""
    read = {cell.row for row in figures.rows for other, cell, _, _ in row.figures if other.index == column.index}
    first = min(read)
    return all(
        row[0].row in read or not row[column.index].text.strip(" -–")
        for row in figures.table.rows
        if row[0].row >= first
    )


def _is_derived(row: Row) -> bool:
    words = " ".join(label.text for label in row.labels).lower()
    return any(
        word in words for word in ("i alt", "heraf", "total", "differen", "afvigelse", "saldo")
    ) or words.startswith("-")


def _rounding(printed: str, factor: int, parts: int) -> Decimal:
    """What rounding each part to the printed decimals can add up to."""
    decimals = len(printed.partition(",")[2].rstrip("*% ")) if "," in printed else 0
    return Decimal(factor) * parts / 2 / Decimal(10) ** decimals if factor > 1 else Decimal(0)


def _finding(
    evidence: Evidence, about: str, unit: str, expected: Decimal, printed: Decimal, rounded: bool = False
) -> Finding:
    danish, english = _written(expected, unit, ","), _written(expected, unit, ".")
    perhaps_da = " Afrunding kan forklare det." if rounded else ""
    perhaps_en = " Rounding may explain it." if rounded else ""
    return Finding(
        evidence=evidence,
        about=about,
        message_da=f"{about}: rækkerne giver {danish}, men der står "
        f"{_written(printed, unit, ',').rstrip('.')}.{perhaps_da}",
        message_en=f"{about}: the rows add up to {english}, but {_written(printed, unit, '.')} is printed.{perhaps_en}",
        expected=expected,
        printed=printed,
    )


def _written(value: Decimal, unit: str, point: str) -> str:
    text = f"{value.normalize():,f}"
    if point == ",":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{text} {unit}".strip()
