"""The store answers in every format, looks in all graphs by default, and converts without losing anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kommunegraf.errors import BadQuery, UnknownFormat
from kommunegraf.formats import GRAPHS, RESULTS, by_ending, negotiate
from kommunegraf.rdf import convert, term
from kommunegraf.store import Store

REFERENCE = "https://w3id.org/kommunegraf/id/graph/reference"


@pytest.fixture(scope="module")
def store(dataset: Path) -> Store:
    return Store.of(dataset)


def _count(store: Store, dataset_clause: str = "") -> int:
    return int(store.rows(f"SELECT (COUNT(*) AS ?n) {dataset_clause} WHERE {{ ?s ?p ?o }}").rows[0][0])


def test_default_graph_is_the_union(store: Store) -> None:
    """A query looks in all graphs, in one where it says FROM, and in none of the named ones that it does not name."""
    assert 0 < _count(store, f"FROM <{REFERENCE}>") < _count(store)
    assert _count(store, f"FROM NAMED <{REFERENCE}>") == 0


def test_graphs_of_the_protocol(store: Store) -> None:
    """The graphs that the protocol names go before what the query says."""
    found = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", ((REFERENCE,), ()))
    assert (str(_count(store, f"FROM <{REFERENCE}>")),) == found.rows().rows[0]


@pytest.mark.parametrize("name", [found.name for found in RESULTS])
def test_results_in_every_format(store: Store, name: str) -> None:
    """SELECT and ASK are written as JSON, XML, CSV and TSV."""
    assert b"Kolding" in store.query('SELECT ?x { VALUES ?x { "Kolding" } }').write(name)
    assert b"true" in store.query("ASK { ?s ?p ?o }").write(name)


@pytest.mark.parametrize("name", [found.name for found in GRAPHS])
def test_graphs_in_every_format(store: Store, name: str) -> None:
    """CONSTRUCT and DESCRIBE are written as Turtle, TriG, N-Triples, N-Quads, JSON-LD and RDF/XML."""
    assert b"http" in store.query("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1").write(name)
    assert b"Kolding" in store.query("DESCRIBE <https://w3id.org/kommunegraf/id/municipality/0621>").write(name)


def test_rows_of_other_forms(store: Store) -> None:
    """As rows, a yes or no is one cell and a graph three columns."""
    assert store.query("ASK { ?s ?p ?o }").rows().rows == (("true",),)
    assert store.query("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1").rows().columns == ("subject", "predicate", "object")


def test_wrong_format(store: Store) -> None:
    """Rows are no graph and a graph is no rows: the message says what there is."""
    with pytest.raises(UnknownFormat, match="json"):
        store.query("ASK {}").write("ttl")
    with pytest.raises(UnknownFormat, match="ttl"):
        store.query("CONSTRUCT WHERE { ?s ?p ?o }").write("csv")


def test_syntax_error_is_short(store: Store) -> None:
    """A query that cannot be parsed is refused in one readable line."""
    with pytest.raises(BadQuery) as caught:
        store.query("SELECT * {")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("name", ["trig", "nq", "jsonld"])
def test_conversion_keeps_the_graphs(store: Store, name: str) -> None:
    """Every quad is there again after a round trip, and the same lines give the same bytes."""
    lines = sorted(store.lines())
    written = convert(lines, name)
    assert written == convert(lines, name)
    again = Dataset()
    again.parse(data=written, format={"jsonld": "json-ld", "nq": "nquads"}.get(name, name))
    assert len(lines) == len(list(again.quads()))


@pytest.mark.parametrize("name", ["ttl", "nt", "rdf"])
def test_conversion_to_triples(store: Store, name: str) -> None:
    """Formats without graphs hold the union."""
    lines = sorted(store.lines())
    wanted, given = Graph(), Graph()
    wanted.parse(data=convert(lines, "nt"), format="nt")
    given.parse(data=convert(lines, name), format={"ttl": "turtle", "rdf": "xml"}.get(name, name))
    assert isomorphic(wanted, given)


def test_terms() -> None:
    """A value becomes a term of its kind, whatever it holds."""
    assert term('a"b', "text") == '"a\\"b"'
    assert term("http://a/b", "iri") == "<http://a/b>"
    assert term("2031-02-01", "date") == '"2031-02-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    with pytest.raises(ValueError, match="Invalid IRI"):
        term("> } #", "iri")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("application/xml;q=0.5, text/tab-separated-values", "tsv"),
        ("text/html, application/json;q=0.1", "json"),
        ("text/*", "csv"),
        ("text/csv;q=0, application/sparql-results+xml;q=0.2", "xml"),
        ("image/png", None),
        ("text/csv;q=high", None),
    ],
)
def test_negotiation(accept: str, expected: str | None) -> None:
    """The best liked format wins, the first of ours where all are alike, none where none is accepted."""
    found = negotiate(accept, RESULTS)
    assert expected == (found.name if found else None)


@pytest.mark.parametrize(
    ("file", "expected"), [("a.ttl", "ttl"), ("a.b.JSONLD", "jsonld"), ("a.xml", "rdf"), ("a", None)]
)
def test_format_by_ending(file: str, expected: str | None) -> None:
    """A file's ending says its format."""
    found = by_ending(file)
    assert expected == (found.name if found else None)
