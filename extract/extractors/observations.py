"""The filled cells of tables of figures that share out no pool: whose figure, what is counted, when, value and unit.

Made-up lines of the text it looks for::

    Tabel 2. Udgifter til genoptræning
    Mio. kr.        Budget 2024   Regnskab 2024
    Driftsudgifter  12,4          13,1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Cell, Document
from extract.fact import Fact, Facts, Observation
from extract.figures.cell_words import PRICE_LEVEL, period_of, unbroken, without_period
from extract.figures.figure_tables import Column, FigureTable, Row, figure_tables
from extract.figures.pools import pool_tables

_GENERIC = re.compile(
    r"(?:initiativ|forslag|tiltag|område|udvalg|post|navn|projekt|emne|tekst|nr)(?:er|e|et|s)?\.?|", re.IGNORECASE
)
"""Heads that say that the rows are rows of something, not what is counted."""


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """One observation for each figure of each table, row by row."""
    shared = {share.table.number for pool in pool_tables(document) for share in pool.shares}
    for figures in figure_tables(document):
        if figures.table.number in shared:
            continue
        for row in figures.rows:
            for column, cell, value, unit in row.figures:
                entity, measure = _names(figures, row, column)
                yield Observation(
                    evidence=document.cell_evidence(_quoted(row, cell), figures.table, "observations/table"),
                    dataset=figures.caption or measure,
                    entity=entity,
                    measure=measure,
                    period=column.period or row.period or _period(figures),
                    value=value,
                    unit=unit.name,
                )


def _period(figures: FigureTable) -> str:
    """The period that a caption gives a table; none where columns have their own, and a total or "varigt" has not."""
    return "" if any(column.period for column in figures.columns) else period_of(figures.caption)


def _quoted(row: Row, cell: Cell) -> list[Cell]:
    """The cell with the label of its row where both stand in one row, so that the quote shows whose figure it is."""
    return [row.labels[-1], cell] if row.labels[-1].row == cell.row else [cell]


def _names(figures: FigureTable, row: Row, column: Column) -> tuple[str, str]:
    """What the row is about and what the column counts; of two labels the second is part of what is counted."""
    labels = [unbroken(without_period(label.text) or label.text) for label in row.labels]
    entity = f"{row.parent} {labels[0].lstrip('-–•· ')}" if row.parent else labels[0]
    measure = ", ".join(part for part in (*labels[1:], column.head) if part)
    stub = "" if _GENERIC.fullmatch(PRICE_LEVEL.sub("", figures.stub).strip()) else figures.stub
    return entity, measure or stub or figures.caption or figures.stub or column.printed
