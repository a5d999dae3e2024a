"""Evidence is checked again: words where they are said to stand, each character back to the file."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from extract import fact
from extract.document import Document
from extract.text import read_text
from kommunegraf.evidence import annotate, maps_back, verify
from kommunegraf.graph import document_graph
from kommunegraf.terms import OA


def test_what_was_read_holds(document: Document, facts: list[fact.Fact]) -> None:
    """All evidence of a document's graph holds in its text, over a joined line end too."""
    result = verify(document_graph(document, facts), {"x": document})
    assert (len(facts), ()) == (result.checked, result.failures)
    assert result.holds


@pytest.mark.parametrize(
    ("part", "predicate", "value", "reason"),
    [
        ("quote", OA.exact, Literal("3,5 mia. kr."), "other words"),
        ("position", OA.start, Literal(0), "other words"),
        ("position", OA.end, Literal(99999), "not in the text"),
        ("target", OA.hasSource, URIRef("https://w3id.org/kommunegraf/id/document/y"), "not there"),
    ],
)
def test_what_was_changed_fails(
    document: Document, facts: list[fact.Fact], part: str, predicate: URIRef, value: Literal | URIRef, reason: str
) -> None:
    """A quote, a position or a source that was changed is refused, and the rest still holds."""
    graph = document_graph(document, facts)
    (quote,) = graph.subjects(OA.exact, Literal("3,4 mia. kr."))
    node = URIRef(str(quote).removesuffix("quote") + part)
    graph.set((node, predicate, value))
    (failure,) = verify(graph, {"x": document}).failures
    assert reason in failure.reason


def test_another_file_fails(document: Document, facts: list[fact.Fact]) -> None:
    """Where the file's own characters are other ones, the evidence does not hold."""
    other = replace(document, raw=document.raw.replace("3,4", "3,5"))
    failures = verify(document_graph(document, facts), {"x": other}).failures
    assert [failure.quote for failure in failures] == ["3,4 mia. kr."]


@pytest.mark.parametrize(
    ("text", "raw", "origin", "holds"),
    [
        ("fi", "\ufb01", [0, 0], True),
        ("å", "a\u030a", [0], True),
        ("-", "\x02", [0], True),
        ("é", "e\u00ad\u0301", [0], True),
        ("5", "6", [0], False),
        (",", ".", [0], False),
        ("fa", "\ufb01", [0, 0], False),
    ],
)
def test_declared_repairs_map_back(text: str, raw: str, origin: list[int], holds: bool) -> None:
    """Ligatures, accents and marked hyphens map back; digits and their separators only to themselves."""
    document = Document("x", "x", "text/plain", "", raw, text, array("l", origin), (), (), ())
    assert holds is all(maps_back(document, index) for index in range(len(text)))


def test_rectangle_stays_on_its_page() -> None:
    """Words that run over to the next page are framed on the page that they begin on."""
    document = read_text("x", "x.txt", "", "skov\fsøer")
    tops = [700.0 if position <= 4 else 50.0 for position in range(len(document.text))]
    boxes = array("f", [c for x, top in enumerate(tops) for c in (10.0 * x, top, 10.0 * x + 9, top + 12)])
    paged = replace(document, boxes=boxes)
    evidence = paged.evidence(2, 7, "made/up")
    graph = Graph()
    node = annotate(graph, paged, URIRef("http://x/fact"), evidence)
    assert str(graph.value(URIRef(f"{node}/page"), RDF.value)) == "page=1&viewrect=20,700,19,12"
