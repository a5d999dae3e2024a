"""The store that answers SPARQL: the only module that names pyoxigraph."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from kommunegraf.base import BASE, own
from kommunegraf.changes.delta import Change
from kommunegraf.errors import BadQuery, UnknownFormat
from kommunegraf.formats import GRAPHS, RESULTS, Format
from kommunegraf.misread import explained
from kommunegraf.sparql import names_its_graphs

if TYPE_CHECKING:
    from rdflib.term import Node

RESULT_FORMATS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
DATASETS: Final = frozenset({"trig", "nq", "jsonld"})
"""The formats that keep the named graphs apart."""
INTEGER: Final = re.compile(r"[+-]?[0-9]{1,18}")
PREFIX_LINES: Final = re.compile(rb"(?:@prefix [^\n]*\n)*")
XSD: Final = "http://www.w3.org/2001/XMLSchema#"


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
            _known(name, GRAPH_FORMATS)
            if name == "trig":
                name = "ttl"
            return ox.serialize(self._inner, output, format=GRAPH_FORMATS[name], prefixes=prefixes()) or b""
        _known(name, RESULT_FORMATS)
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
        for quad in _quads(change.removed):
            store.remove(quad)
        store.bulk_extend(_quads(change.added))
    store.flush()


def _quads(lines: Iterable[str]) -> Iterator[ox.Quad]:
    return iter(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))


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


def convert(lines: Iterable[str], name: str) -> bytes:
    """Sorted N-Quads lines in another format; the formats without named graphs get the union."""
    _known(name, GRAPH_FORMATS)
    quads = list(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))
    output = io.BytesIO()
    if name in DATASETS:
        _serialize(sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad))), name, output)
    else:
        _serialize(sorted({quad.triple for quad in quads}, key=str), name, output)
    return output.getvalue()


def write(lines: Iterable[str], name: str, output: IO[bytes]) -> None:
    """Writes N-Quads lines in another format as they come, a batch of them in memory.

    For the formats without named graphs the lines are in order and each is there once, whatever its graph.
    """
    _known(name, GRAPH_FORMATS)
    quads = (quad for batch in _batches(lines) for quad in _quads(batch))
    _serialize(quads if name in DATASETS else (quad.triple for quad in quads), name, output)


def _batches(lines: Iterable[str], size: int = 5000) -> Iterator[list[str]]:
    lines = iter(lines)
    while batch := list(islice(lines, size)):
        yield batch


def _serialize(found: Iterable[ox.Quad] | Iterable[ox.Triple], name: str, output: IO[bytes]) -> None:
    ordered = _Ordered(output)
    ox.serialize(found, cast(IO[bytes], ordered), format=GRAPH_FORMATS[name], prefixes=prefixes())
    ordered.finish()


class _Ordered:
    """A file that Turtle or TriG is written to with its prefixes in order; the serialiser has a new order each time."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Writes on, the prefixes once all of them are there."""
        if self._head is None:
            return self._output.write(data)
        self._head += data
        rest = self._head[_after_prefixes(self._head) :]
        if rest and not b"@prefix ".startswith(rest[:8]):
            self.finish()
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back but the prefixes."""

    def finish(self) -> None:
        """Writes the prefixes, where they are not yet written."""
        if self._head is not None:
            end = _after_prefixes(self._head)
            self._output.write(b"".join(sorted(self._head[:end].splitlines(True))) + self._head[end:])
            self._head = None


def _after_prefixes(written: bytes) -> int:
    found = PREFIX_LINES.match(written)
    return found.end() if found else 0


def nquads(*files: Path, graph: str) -> list[str]:
    """The triples of our Turtle files as N-Quads lines of one named graph, each without its line end."""
    name = ox.NamedNode(graph)
    return [
        own(f"{ox.Quad(quad.subject, quad.predicate, quad.object, name)} .")
        for file in files
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
    ]


def triples(*files: Path) -> Iterator[tuple[Node, Node, Node]]:
    """The triples of our Turtle files as rdflib has them, in the order of the files and in half of rdflib's time."""
    from rdflib import BNode, Literal, URIRef

    def node(term: Any) -> Node:
        if isinstance(term, ox.Literal):
            is_plain = term.language or term.datatype.value == f"{XSD}string"
            return Literal(term.value, lang=term.language, datatype=None if is_plain else URIRef(term.datatype.value))
        return URIRef(term.value) if isinstance(term, ox.NamedNode) else BNode(term.value)

    nodes: dict[Any, Node] = {}
    for file in files:
        for stated in ox.parse(own(file.read_text(encoding="utf-8")), format=ox.RdfFormat.TURTLE):
            terms = stated.subject, stated.predicate, stated.object
            for term in terms:
                if term not in nodes:
                    nodes[term] = node(term)
            yield nodes[terms[0]], nodes[terms[1]], nodes[terms[2]]


def term(value: str, kind: str) -> str:
    """A value as an RDF term in SPARQL, quoted as its kind demands: text, date, integer or iri.

    Raises ValueError where the value is not of its kind.
    """
    if kind == "iri":
        return str(ox.NamedNode(value))
    if kind == "integer":
        if not INTEGER.fullmatch(value):
            raise ValueError(value)
        return str(ox.Literal(int(value)))
    if kind == "date":
        return str(ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(XSD + "date")))
    return str(ox.Literal(value))


def prefixes() -> dict[str, str]:
    """Every prefix that graphs are written with; not that of our own IRIs, whose slashes it would have to escape."""
    from kommunegraf.terms import PREFIXES

    return {prefix: str(namespace) for prefix, namespace in PREFIXES.items() if prefix != "id"}


def _names(graphs: Sequence[str]) -> list[Any]:
    return [ox.NamedNode(graph) for graph in graphs]


def _plain(term: object) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)


def _known(name: str, formats: dict[str, ox.RdfFormat] | dict[str, ox.QueryResultsFormat]) -> None:
    if name not in formats:
        known = ", ".join(formats)
        raise UnknownFormat(f"{name}: svaret kan skrives som {known}.", f"{name}: this answer is written as {known}.")
