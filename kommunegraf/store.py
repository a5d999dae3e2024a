"""The store that answers SPARQL. Only kommunegraf.rdf names pyoxigraph beside it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from kommunegraf.base import BASE
from kommunegraf.changes.delta import Change
from kommunegraf.errors import BadQuery
from kommunegraf.formats import GRAPHS, RESULTS, Format
from kommunegraf.misread import explained
from kommunegraf.rdf import GRAPH_FORMATS, known, prefixes, quads
from kommunegraf.sparql import names_its_graphs

RESULT_FORMATS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a SELECT as plain strings: the value of a literal, the address of a thing, "" where unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def records(self) -> Iterator[dict[str, str]]:
        """The rows as dictionaries by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


class Store:
    """A release opened to be asked; the default graph of a query is the union of all graphs unless it says FROM."""

    def __init__(self, inner: ox.Store) -> None:
        self._inner = inner

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The store in a folder, read-only: any number of processes may open it."""
        return cls(ox.Store.read_only(str(folder)))

    @classmethod
    def of(cls, *files: Path) -> Store:
        """A store in memory with the contents of RDF files, their format known by their ending."""
        inner = ox.Store()
        for file in files:
            inner.load(path=str(file))
        return cls(inner)

    @classmethod
    def of_lines(cls, lines: Iterable[str]) -> Store:
        """A store in memory with the quads of N-Quads lines."""
        inner = ox.Store()
        inner.bulk_load(input="\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
        return cls(inner)

    @classmethod
    def loaded(cls, files: Iterable[Path]) -> Store:
        """A store in memory with the quads of N-Quads files, as ``create`` makes one on disk."""
        inner = ox.Store()
        inner.bulk_load(input=_joined(files), format=ox.RdfFormat.N_QUADS)
        return cls(inner)

    def query(self, text: str, graphs: tuple[Sequence[str], Sequence[str]] = ((), ())) -> _Found:
        """Runs a query; ``graphs`` are the default and the named graphs that it sees, where the protocol says so.

        Relative IRIs are those of ours: <municipality/0101>. Raises BadQuery where it cannot be parsed.
        """
        try:
            if any(graphs):
                default, named = _names(graphs[0]), _names(graphs[1])
                found = self._inner.query(text, base_iri=BASE, default_graph=default, named_graphs=named)
            else:
                union = not names_its_graphs(text)
                found = self._inner.query(text, base_iri=BASE, use_default_graph_as_union=union)
        except SyntaxError as error:
            raise BadQuery(*explained(text, str(error))) from error
        return _Found(found)

    def lines(self) -> list[str]:
        """Every quad as an N-Quads line without its line end, in no order."""
        return [f"{quad} ." for quad in self._inner]

    def graphs(self) -> set[str]:
        """The names of the named graphs."""
        return {name.value for name in self._inner.named_graphs()}

    def lines_in(self, graph: str) -> Iterator[str]:
        """The quads of one named graph as N-Quads lines without their line ends, in no order."""
        return (f"{quad} ." for quad in self._inner.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def orders(self) -> dict[str, int]:
        """How many quads each of the orders gives that the store keeps them in; all of them are read for it.

        Where the file of an order is damaged it gives others, or reading it raises RuntimeError or OSError.
        """
        found, predicates = self._inner.quads_for_pattern, set()
        counts = dict.fromkeys(("spog", "ospg", "gpos", "gosp"), 0)
        for graph in self._inner.named_graphs():
            objects, own = set(), set()
            for quad in found(None, None, None, graph):
                objects.add(quad.object)
                own.add(quad.predicate)
                counts["spog"] += next(found(quad.subject, quad.predicate, quad.object, None), None) is not None
                counts["ospg"] += next(found(quad.subject, None, quad.object, None), None) is not None
            counts["gpos"] += sum(quad.predicate == each for each in own for quad in found(None, each, None, graph))
            # after some integers (255, 511 …) pyoxigraph 0.5 gives the next ones, too, which no query of SPARQL shows
            counts["gosp"] += sum(quad.object == each for each in objects for quad in found(None, None, each, graph))
            predicates |= own
        whole = sum(quad.predicate == each for each in predicates for quad in found(None, each, None, None))
        return {**counts, "posg": whole}

    def rows(self, text: str) -> Answer:
        """The answer to a SELECT as plain strings."""
        return self.query(text).rows()


class _Found:
    """What a query found, not yet read."""

    def __init__(self, inner: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean) -> None:
        self._inner = inner

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that it can be written in: graphs for CONSTRUCT and DESCRIBE, results for SELECT and ASK."""
        return GRAPHS if isinstance(self._inner, ox.QueryTriples) else RESULTS

    def rows(self) -> Answer:
        """The solutions as plain strings; a yes or no as one cell, triples as three columns."""
        if isinstance(self._inner, ox.QueryBoolean):
            return Answer(("answer",), (("true" if self._inner else "false",),))
        if isinstance(self._inner, ox.QueryTriples):
            triples = tuple(tuple(_plain(term) for term in triple) for triple in self._inner)
            return Answer(("subject", "predicate", "object"), triples)
        columns = tuple(variable.value for variable in self._inner.variables)
        return Answer(columns, tuple(tuple(_plain(term) for term in solution) for solution in self._inner))

    def write(self, name: str, output: IO[bytes] | None = None) -> bytes:
        """The answer in the format of this name; nothing where it is written to an output instead.

        Raises UnknownFormat where the format does not fit the kind of query.
        """
        if isinstance(self._inner, ox.QueryTriples):
            known(name, GRAPH_FORMATS)
            if name == "trig":
                name = "ttl"
            return ox.serialize(self._inner, output, format=GRAPH_FORMATS[name], prefixes=prefixes()) or b""
        known(name, RESULT_FORMATS)
        return self._inner.serialize(output, format=RESULT_FORMATS[name]) or b""


def create(folder: Path, files: Iterable[Path]) -> None:
    """Makes the store of a release in a folder from N-Quads files."""
    store = ox.Store(str(folder))
    store.bulk_load(input=_joined(files), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


def continued(before: Path, folder: Path, changes: Iterable[Change]) -> None:
    """Makes a store in a folder from the one of another release and what changes; both share what stays."""
    ox.Store.read_only(str(before)).backup(str(folder))
    store = ox.Store(str(folder))
    for change in changes:
        for quad in quads(change.removed):
            store.remove(quad)
        store.bulk_extend(quads(change.added))
    store.flush()


def _joined(files: Iterable[Path]) -> IO[bytes]:
    return cast(IO[bytes], io.BufferedReader(_Joined(files), 1 << 20))


class _Joined(io.RawIOBase):
    """Files read one after the other, as if they were one."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = iter(files)
        self._open: io.FileIO | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            if self._open is None:
                path = next(self._files, None)
                if path is None:
                    return 0
                self._open = path.open("rb", buffering=0)
            if size := self._open.readinto(buffer):
                return size
            self._open.close()
            self._open = None


def _names(graphs: Sequence[str]) -> list[Any]:
    return [ox.NamedNode(graph) for graph in graphs]


def _plain(term: object) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)
