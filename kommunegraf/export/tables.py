"""The named tables of a release as rows with typed columns, for workbooks and data packages.

A table is a question of queries/ with columns: what single documents say. So each document is asked by itself, and the
answers are kept in files, a table in each; in memory is one document.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kommunegraf.errors import NothingFound
from kommunegraf.export.selection import Selection, graphs_of
from kommunegraf.queries import Question, questions
from kommunegraf.reading.sources import RESERVED
from kommunegraf.releases.release import Release
from kommunegraf.store import Store

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

    @property
    def name(self) -> str:
        """The name of its question."""
        return self.question.name

    @property
    def types(self) -> tuple[str, ...]:
        """The type of each column."""
        return tuple(TYPES.get(column, "string") for column in self.columns)

    def rows(self) -> Iterator[list[str]]:
        """Its rows, as text; "" where there is no value."""
        with self.path.open(encoding="utf-8", newline="") as file:
            yield from csv.reader(file)


@contextmanager
def tables(release: Release, selection: Selection) -> Iterator[tuple[Table, ...]]:
    """The tables of a selection, as long as the block runs.

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
    nothing = Store.of_lines(())
    with tempfile.TemporaryDirectory(prefix="kommunegraf-") as folder:
        found = tuple(
            Table(question, nothing.rows(question.text).columns, Path(folder) / f"{question.name}.csv")
            for question in chosen
        )
        _answer(found, _graphs(release, documents))
        yield found


def _graphs(release: Release, documents: frozenset[str] | None) -> Iterator[list[str]]:
    """The lines of the graph of each document, or of those chosen, in the order in which the tables list them."""
    for _, path in sorted((slug, path) for slug, path in release.graphs().items() if slug not in RESERVED):
        for slug, lines in graphs_of(path):
            if documents is None or slug in documents:
                yield lines


def _answer(found: Sequence[Table], graphs: Iterable[list[str]]) -> None:
    """Asks document after document and keeps the answers."""
    with ExitStack() as stack:
        files = [stack.enter_context(table.path.open("wb")) for table in found]
        for lines in graphs:
            store = Store.of_lines(lines)
            for table, file in zip(found, files, strict=True):
                file.write(store.query(table.question.text).write("csv").partition(b"\n")[2])
