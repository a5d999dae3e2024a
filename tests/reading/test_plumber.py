"""pdfplumber: the tables that it finds among drawn lines, and the files that only it can read."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.document import Document
from extract.errors import DamagedDocument
from extract.layout.plumber import MOST_CROSSINGS, extent, grids
from extract.pdf import read_pdf

Ruling = tuple[float, float, float, float]
ROWS = [["Havn", "Både", "Afgift"], ["Vesterø", "41", "2.300,5"], ["Ålborre", "8", "415,0"]]
SENTENCE = "Både i havnen, som de lå."


def lattice(xs: list[float], ys: list[float]) -> list[Ruling]:
    """Every cell drawn with four lines of its own."""
    level = [(a, y, b, y) for y in ys for a, b in pairwise(xs)]
    return level + [(x, a, x, b) for x in xs for a, b in pairwise(ys)]


def test_lines_that_cross_make_cells() -> None:
    """The cells come row by row; where a line is left out two cells are one, and the place it covers is None."""
    rulings = lattice([10, 60, 110], [20, 40, 60])
    rulings.remove((60, 20, 60, 40))
    (grid,) = grids(rulings)
    assert grid == [[(10, 20, 110, 40), None], [(10, 40, 60, 60), (60, 40, 110, 60)]]
    assert (extent(grid).x0, extent(grid).bottom) == (10, 60)


@pytest.mark.parametrize(
    "rulings",
    [
        [],
        [(10, 20, 90, 20), (10, 40, 90, 40)],
        lattice([10, 60], [20, 40]),
        lattice([4.0 * n for n in range(MOST_CROSSINGS // 50)], [4.0 * n for n in range(51)]),
    ],
    ids=["none", "level lines only", "one box", "graph paper"],
)
def test_other_lines_make_no_table(rulings: list[Ruling]) -> None:
    """A rule, a box around text and graph paper are no tables."""
    assert grids(rulings) == []


def two_pages() -> bytes:
    """A file with a sentence and a ruled table on the first page, a sentence on the second."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), pageCompression=0)
    canvas.drawString(60, 762, SENTENCE)
    canvas.setFont("Helvetica-Bold", 10)
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            canvas.drawString(64 + 120 * column, 727 - 20 * row, cell)
    canvas.grid([60, 180, 300, 420], [742 - 20 * row for row in range(4)])
    canvas.showPage()
    canvas.drawString(60, 762, "Siden efter.")
    canvas.save()
    return stream.getvalue()


def told(document: Document) -> tuple[str, list[int], list[list[list[str]]]]:
    return (
        document.text,
        [page.number for page in document.pages],
        [[[cell.text for cell in row] for row in table.rows] for table in document.tables],
    )


def test_a_file_that_pdfium_refuses_is_read_by_pdfplumber() -> None:
    """Where the catalogue has lost its pages, the words, tables, boxes and type are those that pdfium gives else."""
    whole = two_pages()
    lost = re.sub(rb"/Pages \d+ 0 R", b"/Pages 99 0 R", whole)
    read, expected = (read_pdf("x", "x.pdf", "0", content) for content in (lost, whole))
    assert told(read) == told(expected)
    assert told(read)[2] == [ROWS]
    assert [block.bold for block in read.blocks] == [block.bold for block in expected.blocks]
    (box,), (same,) = read.boxes_of(0, 4), expected.boxes_of(0, 4)
    assert (box.x0, box.x1) == pytest.approx((same.x0, same.x1), abs=0.5)
    assert abs((box.top + box.bottom) - (same.top + same.bottom)) < 12


def test_a_file_that_lacks_a_page_is_not_read_in_part() -> None:
    """Where neither of the two readers finds a page that the file should have, the file is damaged."""
    lacking = re.sub(rb"/Kids \[ \d+ 0 R", b"/Kids [ 99 0 R", two_pages())
    with pytest.raises(DamagedDocument, match="page 1"):
        read_pdf("x", "x.pdf", "0", lacking)
