"""Whether two answers say the same: rows in any order, blank nodes by any name, numbers by their value."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from io import BytesIO, StringIO
from typing import Final

from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.query import Result
from rdflib.term import Node

WHOLE: Final = frozenset(
    XSD[name]
    for name in (
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "nonPositiveInteger", "negativeInteger"),
        *("positiveInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte", "decimal"),
    )
)
REAL: Final = frozenset({XSD.double, XSD.float})
COLUMN: Final = "urn:column:"
RS: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
Table = tuple[frozenset[str], Graph]


def same_graphs(one: Graph, other: Graph) -> bool:
    """Whether two graphs are the same but for the names of blank nodes and the way in which numbers are written."""
    return isomorphic(_plain(one), _plain(other))


def same_answers(expected: bytes, found: bytes, name: str) -> bool:
    """Whether two answers in a format (xml, json, csv, tsv) have the same rows, each as often."""
    return _same_tables(_table(expected, name), _table(found, name))


def same_as_result_set(expected: Graph, found: bytes) -> bool:
    """Whether an answer in JSON has the rows of a graph in the vocabulary of result sets."""
    columns = frozenset(str(name) for name in expected.objects(None, RS.resultVariable))
    solutions = [
        {
            str(expected.value(one, RS.variable)): expected.value(one, RS.value)
            for one in expected.objects(node, RS.binding)
        }
        for node in expected.objects(None, RS.solution)
    ]
    return _same_tables((columns, _rows(solutions)), _table(found, "json"))


def _same_tables(one: Table, other: Table) -> bool:
    return one[0] == other[0] and isomorphic(one[1], other[1])


def _table(answer: bytes, name: str) -> Table:
    """The columns of an answer and its rows as a graph; a yes or no is a column of its own."""
    if name == "csv":
        head, *lines = csv.reader(StringIO(answer.decode()))
        return frozenset(head), _rows([dict(zip(head, map(_cell, line), strict=True)) for line in lines])
    result = Result.parse(BytesIO(answer), format=name)
    if result.type == "ASK":
        return frozenset({str(result.askAnswer)}), Graph()
    bindings = [{str(variable): value for variable, value in row.items()} for row in result.bindings]
    return frozenset(str(variable) for variable in result.vars or ()), _rows(bindings)


def _cell(text: str) -> Node | None:
    """A cell of CSV, whose kind is not told: a blank node, a number or a text."""
    if not text or text.startswith("_:"):
        return BNode(text) if text else None
    try:
        return Literal(format(Decimal(text).normalize(), "f"))
    except InvalidOperation:
        return Literal(text)


def _rows(rows: Iterable[Mapping[str, Node | None]]) -> Graph:
    """Rows as a graph: a blank node for each, with a property for each column that is bound."""
    graph = Graph()
    for row in rows:
        node = BNode()
        graph.add((node, RDF.type, URIRef(f"{COLUMN}row")))
        for name, value in row.items():
            if value is not None:
                graph.add((node, URIRef(f"{COLUMN}{name}"), _value(value)))
    return graph


def _plain(graph: Graph) -> Graph:
    found = Graph()
    for subject, predicate, value in graph:
        found.add((subject, predicate, _value(value)))
    return found


def _value(term: Node) -> Node:
    """A term with its number written in one way."""
    if not isinstance(term, Literal):
        return term
    try:
        if term.datatype in WHOLE:
            return Literal(format(Decimal(str(term)).normalize(), "f"), datatype=term.datatype)
        if term.datatype in REAL:
            return Literal(repr(float(str(term).replace("INF", "inf"))), datatype=term.datatype)
        if term.datatype == XSD.boolean:
            return Literal("true" if str(term) in {"1", "true"} else "false", datatype=XSD.boolean)
    except (InvalidOperation, ValueError):
        pass
    return Literal(str(term), lang=term.language.lower()) if term.language else term
