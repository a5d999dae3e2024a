"""The named tables of a release as rows with typed columns, for workbooks and data packages.

A table is a question of queries/ with columns: what single documents say. An answer is kept in a file while it is
read; in memory is what the store needs to answer and one row at a time.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kommunegraf.errors import NothingFound
from kommunegraf.export.selection import Selection
from kommunegraf.queries import Question, questions
from kommunegraf.releases.release import Release

TYPES: Final = {
    "amount": "number",
    "count": "number",
    "of": "number",
    "percent": "number",
    "value": "number",
    "page": "integer",
    "places": "integer",
    "seats": "integer",
    "from_year": "year",
    "to_year": "year",
}
"""The type of the columns that are not text; dates are text, as they may be a year or a month."""
CLASS: Final = re.compile(r"\ba kg:(\w+)")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its question, its columns with their types (string, number, integer, year), and its rows."""

    question: Question
    columns: tuple[str, ...]
    path: Path
    documents: frozenset[str] | None

    @property
    def name(self) -> str:
        """The name of its question."""
        return self.question.name

    @property
    def types(self) -> tuple[str, ...]:
        """The type of each column."""
        return tuple(TYPES.get(column, "string") for column in self.columns)

    def rows(self) -> Iterator[list[str]]:
        """The rows of the chosen documents, as text; "" where there is no value."""
        with self.path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            yield from (row for row in rows if self.documents is None or row[0] in self.documents)


@contextmanager
def tables(release: Release, selection: Selection) -> Iterator[Iterator[Table]]:
    """The tables of a selection, one after the other, as long as the block runs.

    A kind of fact chooses the tables that list it. Raises NothingFound where no table does.
    """
    documents = selection.documents(release)
    wanted = {kind.casefold() for kind in selection.kinds}
    chosen = [
        question
        for question in questions()
        if question.is_table and (not wanted or wanted & {kind.casefold() for kind in CLASS.findall(question.text)})
    ]
    if not chosen:
        raise NothingFound("Ingen tabel viser det valgte.", "No table lists what is selected.")
    with tempfile.TemporaryDirectory(prefix="kommunegraf-") as folder:
        yield (_answered(release, question, Path(folder), documents) for question in chosen)


def _answered(release: Release, question: Question, folder: Path, documents: frozenset[str] | None) -> Table:
    path = folder / f"{question.name}.csv"
    with path.open("wb") as file:
        release.store().query(question.text).write("csv", file)
    with path.open(encoding="utf-8", newline="") as file:
        columns = tuple(next(csv.reader(file)))
    return Table(question, columns, path, documents)
