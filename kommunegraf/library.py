"""The graph from Python: open a release, ask it into tables, search it, go through its facts with their evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rdflib import RDF

from kommunegraf import sparql
from kommunegraf.base import BASE
from kommunegraf.cells import Cell, cell
from kommunegraf.errors import BadParameter, BadQuery, MissingLibrary
from kommunegraf.evidenced import evidenced, read
from kommunegraf.messages import language
from kommunegraf.queries import Question, question, questions
from kommunegraf.reading.pieces import lines_of
from kommunegraf.releases.ground import ground
from kommunegraf.releases.release import Release
from kommunegraf.search import matching, texts
from kommunegraf.search.hits import Found, Search
from kommunegraf.terms import compact

if TYPE_CHECKING:
    import pandas
    import polars

VALUES: Final = frozenset({"amount", "instant", "interval"})
"""The first part of the address of things that are values: what is said of them is said of the fact."""


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: its columns and its rows of numbers, days and texts (None where there is no value).

    ``note`` says how complete the ground of the answer is, "" where that is not known.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def pandas(self) -> pandas.DataFrame:
        """The table as a data frame of pandas. Raises MissingLibrary where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise _missing("pandas") from error
        return pandas.DataFrame.from_records(list(self.rows), columns=list(self.columns)).convert_dtypes()

    def polars(self) -> polars.DataFrame:
        """The table as a data frame of polars. Raises MissingLibrary where polars is not installed."""
        try:
            import polars
        except ImportError as error:
            raise _missing("polars") from error
        columns = {name: [row[at] for row in self.rows] for at, name in enumerate(self.columns)}
        return polars.DataFrame(columns, strict=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a fact was read from, and where: ``start`` is a position in the document's text."""

    iri: str
    quote: str
    document: str
    page: int | None
    start: int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as one document states it: its class, what it is called, its values by property, and its evidence.

    Properties are written as in SPARQL ("kg:purpose"); what is said of a sum or a time is under the path that leads
    there ("schema:amount/schema:value"). Values are texts; those that are things are addresses.
    """

    iri: str
    kind: str
    label: str
    document: str
    evidence: tuple[Evidence, ...]
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """The first value of a property, "" where it has none."""
        return next(iter(self.values.get(name, ())), "")


class Graph:
    """A release, opened to be read; a later build does not change it."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._store = release.store()

    @property
    def name(self) -> str:
        """The name of the release: the hash of its content."""
        return self._release.name

    def questions(self) -> tuple[Question, ...]:
        """The questions that ``ask`` knows, with their summaries and parameters."""
        return questions()

    def ask(self, name: str, **parameters: object) -> Table:
        """The answer to a question; the last column is the address of the evidence of each row.

        Parameters go by their English or Danish names. Raises UnknownQuestion, BadParameter.
        """
        asked = question(name)
        text = asked.bind({name: str(value) for name, value in parameters.items()})
        answer = read(asked, self._answer(evidenced(asked, text)))
        rows = (tuple(cell(column, row.get(column)) for column in answer.columns) for row in answer.rows)
        danish, english = ground(self._release, asked)
        return Table(answer.columns, tuple(rows), danish if language() == "da" else english)

    def query(self, text: str) -> Table:
        """The answer to a SELECT or ASK query of one's own; kg:matches searches. Raises BadQuery."""
        if sparql.form(text) not in {"SELECT", "ASK"}:
            raise BadQuery("Skriv en forespørgsel med SELECT eller ASK.", "Write a query with SELECT or ASK.")
        found = json.loads(self._answer(text))
        if "boolean" in found:
            return Table(("answer",), ((found["boolean"],),))
        columns = tuple(found["head"]["vars"])
        rows = (tuple(cell(column, row.get(column)) for column in columns) for row in found["results"]["bindings"])
        return Table(columns, tuple(rows))

    def search(self, words: str, kind: str = "", limit: int = 20) -> Found:
        """What has these words in its labels or quotes, best first (search/hits.py). Raises BadParameter."""
        return Search(self._release.folder).find(words, kind, limit)

    def facts(self, kind: str = "", document: str = "") -> Iterator[Fact]:
        """The facts of all documents, of one class ("Funding") or of one document (its slug), with their evidence.

        They come document by document; in memory is one document at a time. Raises BadParameter where the release has
        no such document.
        """
        files = self._release.graphs()
        if document and document not in files:
            raise BadParameter(f"Der er intet dokument {document}.", f"There is no document {document}.")
        for path in [files[document]] if document else files.values():
            for slug, things in texts.graphs(lines_of(path)):
                if slug not in texts.LEFT_OUT:
                    yield from (fact for fact in _facts(slug, things) if kind in {"", fact.kind})

    def _answer(self, text: str) -> bytes:
        return self._store.query(matching.expanded(text, self._release.folder)).write("json")


def opened(store: Path) -> Graph:
    """The graph that is served from a store folder. Raises NoRelease where nothing has been built."""
    from kommunegraf.releases.release import current

    return Graph(current(store))


def _facts(slug: str, things: texts.Things) -> Iterator[Fact]:
    labels: dict[str, str] = {}
    quoted: dict[str, list[texts.Text]] = {}
    for text in texts.of_things(things):
        if text.field == texts.LABEL:
            labels.setdefault(text.thing, text.text)
        else:
            quoted.setdefault(text.thing, []).append(text)
    for thing, quotes in quoted.items():
        evidence = tuple(Evidence(text.evidence, text.text, text.document, text.page, text.start) for text in quotes)
        values: dict[str, tuple[str, ...]] = {}
        for name, value in _values(things, thing):
            values[name] = (*values.get(name, ()), value)
        yield Fact(thing, quotes[0].kind, labels.get(thing, ""), slug, evidence, values)


def _values(things: texts.Things, thing: str, path: str = "") -> Iterator[tuple[str, str]]:
    """The values of a thing by the path that leads to them, those of the values that it points at among them."""
    for predicate, value in things.get(thing, ()):
        name = f"{path}{compact(predicate)}"
        if predicate == str(RDF.type):
            continue
        if value.is_thing and value.text.removeprefix(BASE).partition("/")[0] in VALUES and value.text in things:
            yield from _values(things, value.text, f"{name}/")
        else:
            yield name, value.text


def _missing(library: str) -> MissingLibrary:
    return MissingLibrary(
        f"Det kræver {library}: pip install 'kommunegraf[tables]'",
        f"This needs {library}: pip install 'kommunegraf[tables]'",
    )
