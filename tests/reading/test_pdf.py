"""PDF files: tables, columns, running heads, sentences over pages, and files that cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.document import Document
from extract.errors import DamagedDocument, DocumentError, EmptyDocument, EncryptedDocument, ScannedDocument
from extract.pdf import read_pdf

WORDS = "søen er dyb og vandet er koldt når vinden står ind fra nord over de lave marker ved gården"


def pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), **options)
    draw(canvas)
    canvas.save()
    return stream.getvalue()


def read(content: bytes) -> Document:
    return read_pdf("x", "x.pdf", "0", content)


def write(canvas: Canvas, x: float, y: float, *lines: str, size: float = 10, bold: bool = False) -> None:
    """Lines with their first baseline ``y`` points from the top."""
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    for index, line in enumerate(lines):
        canvas.drawString(x, 842 - y - index * size * 1.2, line)


def blocks(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def tables(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


ROWS = [["By", "Huse", "Beløb"], ["Andeby", "12", "1.250,5"], ["Gåserød", "7", "310,0"], ["I alt", "19", "1.560,5"]]


def draw_cells(canvas: Canvas) -> None:
    write(canvas, 60, 80, "Her er tallene for byerne, som de blev gjort op.")
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            write(canvas, 64 + 120 * column, 115 + 20 * row, cell)
    write(canvas, 60, 220, "Efter tabellen kommer der mere.")


def ruled(canvas: Canvas) -> None:
    draw_cells(canvas)
    canvas.grid([60, 180, 300, 420], [842 - 100 - 20 * row for row in range(5)])


def lined(canvas: Canvas) -> None:
    draw_cells(canvas)
    for row in range(5):
        canvas.line(60, 842 - 100 - 20 * row, 420, 842 - 100 - 20 * row)


@pytest.mark.parametrize("draw", [ruled, lined, draw_cells])
def test_tables_are_read_where_they_stand(draw: Callable[[Canvas], None]) -> None:
    """A table is rows of cells between the text above and below it: with a grid, with horizontal lines, with none."""
    document = read(pdf(draw))
    assert tables(document) == [ROWS]
    assert [block.kind for block in document.blocks] == ["paragraph", "row", "row", "row", "row", "paragraph"]
    assert blocks(document)[3] == "Gåserød\t7\t310,0"


def test_a_cell_may_have_several_lines() -> None:
    """The printed lines of a cell are one cell, its hyphens repaired."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 64, 115, "Opgø-", "relse")
        write(canvas, 184, 115, "2031")
        write(canvas, 64, 155, "Pris")
        write(canvas, 184, 155, "12")
        canvas.grid([60, 180, 300], [842 - 100, 842 - 140, 842 - 180])

    assert tables(read(pdf(draw))) == [[["Opgørelse", "2031"], ["Pris", "12"]]]


def test_a_box_around_text_is_no_table() -> None:
    """A frame with paragraphs in it is text."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 64, 115, "En boks med tekst", "i to linjer.")
        canvas.rect(60, 842 - 150, 300, 60)

    assert tables(read(pdf(draw))) == []


def test_columns_are_read_one_after_the_other() -> None:
    """A heading across the page comes first, then the left column from top to bottom, then the right one."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, "En overskrift over begge spalter på siden her", size=16, bold=True)
        for x, name in ((60, "venstre"), (310, "højre")):
            write(canvas, x, 120, *[f"I {name} spalte står linje {n} af otte med lidt tekst" for n in range(8)])

    text = read(pdf(draw)).text
    assert text.startswith("En overskrift over begge spalter")
    assert text.rindex("venstre") < text.index("højre")


def test_running_heads_and_page_numbers_are_furniture() -> None:
    """What stands at the edge of each page is kept apart; a sentence goes on over the page break."""

    def draw(canvas: Canvas) -> None:
        for number in (1, 2, 3):
            write(canvas, 60, 40, "Andeby Kommune, mødet om søen")
            write(canvas, 260, 800, f"Side {number} af 3")
            write(canvas, 60, 100, *[f"{name} {WORDS}" for name in ("første", "anden", "tredje")[number - 1 :]])
            canvas.showPage()

    document = read(pdf(draw))
    lines = [f"{name} {WORDS}" for name in ("første", "anden", "tredje", "anden", "tredje", "tredje")]
    assert [" ".join(lines)] == blocks(document)
    assert {"Andeby Kommune, mødet om søen", "Side 1 af 3", "Side 2 af 3", "Side 3 af 3"} == set(document.furniture)
    assert [line.page for line in document.lines] == [1, 1, 1, 2, 2, 3]


def test_paragraphs_items_and_headings() -> None:
    """Bold lines, wide steps and list marks part blocks; wrapped lines do not."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, "Overskrift", bold=True)
        write(canvas, 60, 92, WORDS, "og den.", "Et nyt afsnit.")
        write(canvas, 60, 140, "Afsnit for sig.", "- et punkt", "- et punkt til")

    expected = ["Overskrift", f"{WORDS} og den.", "Et nyt afsnit.", "Afsnit for sig.", "- et punkt", "- et punkt til"]
    assert expected == blocks(read(pdf(draw)))


def test_every_character_has_its_box() -> None:
    """The box of a quote lies where it is printed, in points from the top left."""
    document = read(pdf(lambda canvas: write(canvas, 60, 100, "Et ord for sig selv.")))
    (box,) = document.boxes_of(3, 6)
    assert 60 < box.x0 < box.x1 < 90
    assert 85 < box.top < 100 < box.bottom < 110


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    """The rotation of a page turns the boxes, too."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.drawString(100, -200, "En linje på tværs.")

    document = read(pdf(draw))
    assert document.text == "En linje på tværs.\n"
    (box,) = document.boxes_of(0, 2)
    assert (round(document.pages[0].width), round(document.pages[0].height)) == (595, 842)
    assert (round(box.x0), box.top < 200 < box.bottom) == (100, True)


def scanned(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (20, 20))), 50, 50, 400, 600)


NO_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (pdf(draw_cells, encrypt=StandardEncryption("hemmelig", ownerPassword="ejer")), (EncryptedDocument,)),
        (pdf(draw_cells)[:600], (DamagedDocument,)),
        (b"%PDF-1.7\n", (DamagedDocument,)),
        (NO_PAGES, (EmptyDocument, DamagedDocument)),
        (pdf(lambda canvas: canvas.showPage()), (EmptyDocument,)),
        (pdf(scanned), (ScannedDocument,)),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, expected: tuple[type[DocumentError], ...]) -> None:
    """A locked, damaged, empty or scanned file raises the error of its own."""
    with pytest.raises(expected):
        read(content)


def test_an_owner_password_locks_nothing() -> None:
    """A file that only its owner may change is read."""
    content = pdf(draw_cells, encrypt=StandardEncryption("", ownerPassword="ejer", canPrint=0, canCopy=0))
    assert tables(read(content)) == [ROWS]


def test_a_table_goes_on_over_the_page() -> None:
    """Rows at the top of a page, in the columns of the table at the foot of the page before, belong to that table."""

    def draw(canvas: Canvas) -> None:
        for page in (ROWS[:2], ROWS[2:]):
            for row, cells in enumerate(page):
                for column, cell in enumerate(cells):
                    write(canvas, 64 + 120 * column, 115 + 20 * row, cell)
            canvas.grid([60, 180, 300, 420], [842 - 100 - 20 * row for row in range(3)])
            canvas.showPage()

    document = read(pdf(draw))
    assert tables(document) == [ROWS]
    assert [block.page for block in document.blocks] == [1, 1, 2, 2]


def test_rows_of_an_unruled_table_may_lack_cells() -> None:
    """Group headings, empty cells and labels on two lines belong to a table without lines."""
    rows = [
        ("Drift", "2031", "2032"),
        ("Skoler",),
        ("Nye borde", "1.500", "300"),
        ("Rengøring af gulve", "", "-25"),
        ("og trapper",),
        ("I alt", "1.500", "275"),
    ]

    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, "Her er tallene for de to år.")
        for index, row in enumerate(rows):
            write(canvas, 60, 115 + 14 * index, row[0])
            for column, cell in enumerate(row[1:]):
                canvas.drawRightString(250 + 80 * column, 842 - 115 - 14 * index, cell)

    expected = [
        ["Drift", "2031", "2032"],
        ["Skoler", "", ""],
        ["Nye borde", "1.500", "300"],
        ["Rengøring af gulve og trapper", "", "-25"],
        ["I alt", "1.500", "275"],
    ]
    assert [expected] == tables(read(pdf(draw)))
