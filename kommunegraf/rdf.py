"""RDF written and read without a store: files of other formats, lines, terms. Beside the store it names pyoxigraph."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from kommunegraf.base import own
from kommunegraf.errors import UnknownFormat

if TYPE_CHECKING:
    from rdflib.term import Node

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


def quads(lines: Iterable[str]) -> Iterator[ox.Quad]:
    """The quads of N-Quads lines."""
    return iter(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))


def convert(lines: Iterable[str], name: str) -> bytes:
    """Sorted N-Quads lines in another format; the formats without named graphs get the union."""
    known(name, GRAPH_FORMATS)
    found = list(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))
    output = io.BytesIO()
    if name in DATASETS:
        _serialize(sorted(found, key=lambda quad: (str(quad.graph_name), str(quad))), name, output)
    else:
        _serialize(sorted({quad.triple for quad in found}, key=str), name, output)
    return output.getvalue()


def write(lines: Iterable[str], name: str, output: IO[bytes]) -> None:
    """Writes N-Quads lines in another format as they come, a batch of them in memory.

    For the formats without named graphs the lines are in order and each is there once, whatever its graph.
    """
    known(name, GRAPH_FORMATS)
    found = (quad for batch in _batches(lines) for quad in quads(batch))
    _serialize(found if name in DATASETS else (quad.triple for quad in found), name, output)


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


def known(name: str, formats: Iterable[str]) -> None:
    """Raises UnknownFormat where a format is not among these."""
    if name not in formats:
        names = ", ".join(formats)
        raise UnknownFormat(f"{name}: svaret kan skrives som {names}.", f"{name}: this answer is written as {names}.")
