"""Evidence as Web Annotations, and its re-verification: every quote stands where it says, character for character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from extract.document import Document
from extract.fact import Box, Evidence
from extract.layout.repair import HYPHENS, MARKED_HYPHEN
from kommunegraf import identity
from kommunegraf.terms import DCT, KG, OA, PROV

PAGES = URIRef("http://tools.ietf.org/rfc/rfc3778")
"""What a page selector conforms to: page and rectangle of a PDF file, from the top left, in points."""
CELLS = URIRef("http://tools.ietf.org/rfc/rfc7111")
"""What a cell selector conforms to: row and column of a table, from 1."""


def annotate(graph: Graph, document: Document, node: URIRef, evidence: Evidence) -> URIRef:
    """Hangs the words that a fact was read from on its node; gives the annotation's IRI."""
    table = evidence.cell.table if evidence.cell else ""
    key = identity.digest(node, evidence.start, evidence.end, evidence.rule, table)
    annotation = identity.iri("evidence", document.slug, key)
    target = _part(annotation, "target")
    rule = identity.iri("rule", *evidence.rule.split("/"))
    graph.add((annotation, RDF.type, OA.Annotation))
    graph.add((annotation, OA.motivatedBy, OA.identifying))
    graph.add((annotation, OA.hasBody, node))
    graph.add((annotation, OA.hasTarget, target))
    graph.add((annotation, KG.rule, rule))
    graph.add((rule, RDF.type, PROV.Plan))
    graph.add((annotation, PROV.wasGeneratedBy, identity.iri("run", document.slug)))
    graph.add((target, RDF.type, OA.SpecificResource))
    graph.add((target, OA.hasSource, identity.iri("document", document.slug)))
    if evidence.page is not None:
        graph.add((annotation, KG.page, _number(evidence.page)))
    if evidence.recognised:
        graph.add((annotation, KG.readByOcr, Literal(True)))
    if evidence.cell is not None:
        graph.add((annotation, KG.table, _number(evidence.cell.table)))
    _quote(graph, target, annotation, evidence)
    for name, standard, value in _fragments(evidence):
        selector = _selector(graph, target, annotation, name, OA.FragmentSelector)
        graph.add((selector, DCT.conformsTo, standard))
        graph.add((selector, RDF.value, Literal(value)))
    return annotation


def _quote(graph: Graph, target: URIRef, annotation: URIRef, evidence: Evidence) -> None:
    """The two selectors of the text: its words with what stands around them, and its position."""
    quote = _selector(graph, target, annotation, "quote", OA.TextQuoteSelector)
    graph.add((quote, OA.exact, Literal(evidence.quote)))
    graph.add((quote, OA.prefix, Literal(evidence.prefix)))
    graph.add((quote, OA.suffix, Literal(evidence.suffix)))
    position = _selector(graph, target, annotation, "position", OA.TextPositionSelector)
    graph.add((position, OA.start, _number(evidence.start)))
    graph.add((position, OA.end, _number(evidence.end)))


def _fragments(evidence: Evidence) -> Iterator[tuple[str, URIRef, str]]:
    """The selectors of the file: page with the rectangle around the words, and table cell."""
    if evidence.page is not None:
        rectangle = f"&viewrect={_rectangle(evidence.boxes)}" if evidence.boxes else ""
        yield "page", PAGES, f"page={evidence.page}{rectangle}"
    if evidence.cell is not None:
        yield "cell", CELLS, f"cell={evidence.cell.row + 1},{evidence.cell.column + 1}"


def _rectangle(boxes: tuple[Box, ...]) -> str:
    left, top = min(box.x0 for box in boxes), min(box.top for box in boxes)
    width, height = max(box.x1 for box in boxes) - left, max(box.bottom for box in boxes) - top
    return ",".join(f"{round(value, 1):g}" for value in (left, top, width, height))


def _part(annotation: URIRef, name: str) -> URIRef:
    return URIRef(f"{annotation}/{name}")


def _selector(graph: Graph, target: URIRef, annotation: URIRef, name: str, cls: URIRef) -> URIRef:
    selector = _part(annotation, name)
    graph.add((target, OA.hasSelector, selector))
    graph.add((selector, RDF.type, cls))
    return selector


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)


def _whole(value: Node | None) -> int:
    return -1 if value is None else int(str(value))


@dataclass(frozen=True, slots=True)
class Failure:
    """Evidence that does not hold: the annotation, the quote it gives and why it was refused, in English."""

    annotation: URIRef
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many pieces of evidence were checked again, and those that failed."""

    checked: int
    failures: tuple[Failure, ...]

    @property
    def holds(self) -> bool:
        """Whether every piece of evidence still stands where it says."""
        return not self.failures


def verify(graph: Graph, documents: Mapping[str, Document]) -> Verification:
    """Checks all evidence of a graph (or a whole Dataset) against the documents, by slug.

    Holds where the quote is exactly the text between its positions and every character of it other than a blank maps
    back, through the declared repairs, to the file's own text.
    """
    checked = 0
    failures: list[Failure] = []
    for annotation in sorted({s for s in graph.subjects(RDF.type, OA.Annotation) if isinstance(s, URIRef)}):
        checked += 1
        quote = str(graph.value(_part(annotation, "quote"), OA.exact) or "")
        reason = _refusal(graph, annotation, quote, documents)
        if reason:
            failures.append(Failure(annotation, quote, reason))
    return Verification(checked, tuple(failures))


def _refusal(graph: Graph, annotation: URIRef, quote: str, documents: Mapping[str, Document]) -> str:
    """Why a piece of evidence does not hold, or nothing."""
    source = graph.value(_part(annotation, "target"), OA.hasSource)
    document = documents.get(str(source).rpartition("/")[2])
    if document is None:
        return f"its document is not there: {source}"
    position = _part(annotation, "position")
    start, end = (_whole(graph.value(position, place)) for place in (OA.start, OA.end))
    if not 0 <= start < end <= len(document.text):
        return f"its position {start}–{end} is not in the text"
    if not quote or document.text[start:end] != quote:
        return f"other words stand at {start}–{end}: {document.text[start:end]!r}"
    lost = next((index for index in range(start, end) if not maps_back(document, index)), None)
    return "" if lost is None else f"{document.text[lost]!r} at {lost} does not stand in the file"


def maps_back(document: Document, index: int) -> bool:
    """Whether a character of the repaired text stands at its origin in the raw text, as it is or before a repair."""
    character = document.text[index]
    if character.isspace():
        return True
    origin = document.origin[index]
    raw = document.raw[origin : origin + 1]
    if character == raw or (character in HYPHENS and raw in MARKED_HYPHEN + HYPHENS):
        return bool(raw)
    if "\ufb00" <= raw <= "\ufb06":
        return character in unicodedata.normalize("NFKC", raw)
    # a letter and its accent in two characters, perhaps with an invisible one between them
    following = (unicodedata.normalize("NFC", raw + mark) for mark in document.raw[origin + 1 : origin + 4])
    return character in following or character == unicodedata.normalize("NFC", raw)
