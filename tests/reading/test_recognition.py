"""Scanned pages: read by tesseract with Danish where it is installed, and said to be."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

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


def picture() -> Image.Image:
    """A page of words, as a scanner sees it."""
    import pypdfium2

    printed = io.BytesIO()
    canvas = Canvas(printed, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 13)
    for index, line in enumerate(LINES):
        canvas.drawString(72, 742 - 20 * index, line)
    canvas.save()
    document = pypdfium2.PdfDocument(printed.getvalue())
    rendered: Image.Image = document[0].render(scale=200 / 72).to_pil()
    return rendered


def bound(*pages: str | Image.Image) -> bytes:
    """A PDF of pages that hold a line of text or are a picture."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for page in pages:
        if isinstance(page, str):
            canvas.drawString(72, 742, page)
        else:
            canvas.drawImage(ImageReader(page), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def scan() -> bytes:
    """A PDF of one scanned page."""
    return bound(picture())


@pytest.fixture
def tesseract() -> None:
    """Leaves a test out where no words can be recognised."""
    if not can_recognise() and not os.environ.get("CI"):
        pytest.skip("tesseract with Danish is not installed")


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
    assert [Literal(True)] == list(graph.objects(node, KG.readByOcr))


@pytest.mark.usefixtures("tesseract")
def test_a_scanned_page_among_others_is_read() -> None:
    """A scan between printed pages is recognised in its place, and only its words are said to be."""
    mixed = read_pdf("x", "x.pdf", "0", bound("Dagsorden for Nordby Råd", picture(), "Vedtaget af rådet."))
    assert ["Dagsorden for Nordby Råd", *LINES, "Vedtaget af rådet."] == [
        mixed.text[line.start : line.end] for line in mixed.lines
    ]
    assert (frozenset({2}), frozenset()) == (mixed.recognised, mixed.unread)
    places = [mixed.text.index(words) for words in ("Dagsorden", "12,5", "Vedtaget")]
    assert [False, True, False] == [mixed.evidence(at, at + 4, "made/up").recognised for at in places]


def test_without_tesseract_a_scanned_page_among_others_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can recognise words, the other pages are read, and the document says which one was not."""
    monkeypatch.setattr(pdfium_pages, "can_recognise", lambda: False)
    mixed = read_pdf("x", "x.pdf", "0", bound("Dagsorden for Nordby Råd", picture(), "Vedtaget af rådet."))
    assert "Dagsorden for Nordby Råd\nVedtaget af rådet." == mixed.text.strip()
    assert (frozenset(), frozenset({2})) == (mixed.recognised, mixed.unread)


def test_a_build_names_the_scanned_pages_that_it_left_out(tmp_path: Path) -> None:
    """Where no tesseract is on the path a build is done all the same, and says which pages it could not read."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.pdf").write_bytes(bound("Dagsorden for Nordby Råd", picture(), "Vedtaget af rådet."))
    command = [sys.executable, "-m", "kommunegraf", "--store", str(tmp_path / "store"), "build", str(tmp_path / "in")]
    told = subprocess.run(command, env={"PATH": ""}, capture_output=True, text=True, check=True).stderr
    assert "x.pdf: scanned pages without text were not read: 2. Install tesseract" in told


def test_a_photograph_is_no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that a dark picture fills, as a cover, holds no words to recognise."""
    monkeypatch.setattr(pdfium_pages, "can_recognise", lambda: False)
    photograph = Image.effect_noise((300, 400), 60).point(lambda shade: shade // 2)
    page = read_pdf("x", "x.pdf", "0", bound("Plan for Nordby", photograph, "Vedtaget."))
    assert frozenset() == page.unread


def test_without_tesseract_a_scan_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can recognise words, the message says what to install or to do."""
    monkeypatch.setattr(pdfium_pages, "can_recognise", lambda: False)
    with pytest.raises(ScannedDocument, match=r"x\.pdf: is scanned and holds no text\. Install tesseract .*ocrmypdf"):
        read_pdf("x", "x.pdf", "0", scan())
