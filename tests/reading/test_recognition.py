"""Scanned pages: read by tesseract with Danish where it is installed, and said to be."""

from __future__ import annotations

import io
import os

import pytest
from PIL import Image
from rdflib import Graph, Literal, URIRef
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.document import Document
from extract.errors import ScannedDocument
from extract.layout import pdfium_pages
from extract.layout.recognition import can_recognise
from extract.pdf import read_pdf
from kommunegraf.evidence import annotate
from kommunegraf.terms import KG

LINES = "Referat af mødet i Nordby Råd", "Rådet afsatte 12,5 mio. kr. til en ny bro", "over åen ved søen i 2031."


def scan() -> bytes:
    """A page of words, as a picture of it."""
    import pypdfium2

    printed = io.BytesIO()
    canvas = Canvas(printed, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 13)
    for index, line in enumerate(LINES):
        canvas.drawString(72, 742 - 20 * index, line)
    canvas.save()
    document = pypdfium2.PdfDocument(printed.getvalue())
    picture: Image.Image = document[0].render(scale=200 / 72).to_pil()
    scanned = io.BytesIO()
    canvas = Canvas(scanned, pagesize=(595, 842), invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.save()
    return scanned.getvalue()


@pytest.fixture(scope="module")
def document() -> Document:
    if not can_recognise() and not os.environ.get("CI"):
        pytest.skip("tesseract with Danish is not installed")
    return read_pdf("x", "x.pdf", "0", scan())


def test_the_words_of_a_picture_are_read(document: Document) -> None:
    """Danish letters and sums come out of a picture as they stand, in paragraphs."""
    assert " ".join(LINES) == " ".join(document.text.split())


def test_boxes_lie_where_the_words_are(document: Document) -> None:
    """The box of a recognised word frames it on the page."""
    start = document.text.index("12,5")
    (box,) = document.boxes_of(start, start + 4)
    assert 140 < box.x0 < 155
    assert 165 < box.x1 < 190
    assert 105 < box.top < 120 < box.bottom < 130


def test_evidence_says_that_its_words_were_recognised(document: Document) -> None:
    """The document, the evidence and the graph say that the words come out of a picture."""
    assert frozenset({1}) == document.recognised
    evidence = document.evidence(0, 7, "made/up")
    graph = Graph()
    node = annotate(graph, document, URIRef("http://x/fact"), evidence)
    assert [Literal(True)] == list(graph.objects(node, KG.recognised))


def test_without_tesseract_a_scan_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can recognise words, the message says what to install or to do."""
    monkeypatch.setattr(pdfium_pages, "can_recognise", lambda: False)
    with pytest.raises(ScannedDocument, match=r"x\.pdf: is scanned and holds no text\. Install tesseract .*ocrmypdf"):
        read_pdf("x", "x.pdf", "0", scan())
