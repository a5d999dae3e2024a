"""Tables and words as they are printed: drawn on made pages, so that each cell and word is known."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extract.document import Document
from extract.pdf import read_pdf

LEAD = "Byrådet ser hvert år på havnens regnskab og på det, som skal bygges i de kommende år."


class Sheet(Canvas):  # type: ignore[misc]
    """A document that is drawn with baselines counted from the top."""

    def __init__(self, size: tuple[float, float] = (595, 842)) -> None:
        self.stream = io.BytesIO()
        self.height = size[1]
        super().__init__(self.stream, pagesize=size, invariant=1)

    def put(self, x: float, y: float, text: str, size: float = 10, *, bold: bool = False, right: bool = False) -> None:
        self.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        (self.drawRightString if right else self.drawString)(x, self.height - y, text)

    def rows(self, y: float, columns: Sequence[float], rows: Sequence[Sequence[str]], step: float = 16) -> float:
        """Rows of a label and figures that end at their column's place; gives the baseline after the last."""
        for row in rows:
            for index, (x, cell) in enumerate(zip(columns, row, strict=True)):
                self.put(x, y, cell, right=index > 0)
            y += step
        return y

    def lattice(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        self.grid(list(xs), [self.height - y for y in ys])

    def read(self) -> Document:
        self.save()
        return read_pdf("x", "x.pdf", "0", self.stream.getvalue())


def tables(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


YEARS = [
    ["t.kr.", "2026", "2027", "2028", "2029"],
    ["Nye cykelstier ved kysten", "1.200", "1.200", "-350", "0"],
    ["Badebroer", "75", "-", "-", "75"],
    ["I alt", "1.275", "1.200", "-350", "75"],
]


def test_columns_of_years_without_lines() -> None:
    """Years over figures make a table, though nothing but blanks keeps its columns apart."""
    sheet = Sheet()
    sheet.put(60, 80, LEAD)
    y = sheet.rows(120, [60, 300, 360, 420, 480], YEARS)
    sheet.put(60, y + 20, LEAD)
    assert [YEARS] == tables(sheet.read())


def test_narrow_columns_of_years_under_a_rule() -> None:
    """One line under the header changes nothing, nor does a title in bold above."""
    sheet = Sheet()
    sheet.put(60, 100, "Tabel 4. Ændringer på havnen", bold=True)
    sheet.rows(130, [60, 330, 375, 420, 465], YEARS)
    sheet.line(60, 842 - 135, 465, 842 - 135)
    assert [YEARS] == tables(sheet.read())


def test_a_header_of_two_levels_keeps_its_cells() -> None:
    """A merged cell stands in its first column; those it covers are empty."""
    sheet = Sheet()
    for x, y, text in (
        (64, 112, "Område"),
        (204, 112, "Drift"),
        (344, 112, "Anlæg"),
        (204, 132, "2031"),
        (274, 132, "2032"),
        (344, 132, "2031"),
        (414, 132, "2032"),
        (64, 152, "Havn"),
        (204, 152, "12"),
        (274, 152, "13"),
        (344, 152, "400"),
        (414, 152, "0"),
    ):
        sheet.put(x, y, text)
    for y, x0 in ((100, 60), (120, 200), (140, 60), (160, 60)):
        sheet.line(x0, 842 - y, 480, 842 - y)
    for x, top in ((60, 100), (200, 100), (270, 120), (340, 100), (410, 120), (480, 100)):
        sheet.line(x, 842 - top, x, 842 - 160)
    expected = [
        ["Område", "Drift", "", "Anlæg", ""],
        ["", "2031", "2032", "2031", "2032"],
        ["Havn", "12", "13", "400", "0"],
    ]
    assert [expected] == tables(sheet.read())


def test_words_broken_within_a_cell_are_whole() -> None:
    """A header cell of several lines is one cell, its hyphens repaired, beside cells of one line."""
    sheet = Sheet()
    for index, line in enumerate(("Gennem-", "snitlig ventetid", "for borgere")):
        sheet.put(204, 112 + 11 * index, line, 9)
    sheet.put(64, 112, "Afdeling", 9)
    sheet.put(344, 112, "Læge-", 9)
    sheet.put(344, 123, "og ambulancevagt", 9)
    for x, text in ((64, "Nord"), (204, "12 dage"), (344, "3")):
        sheet.put(x, 156, text, 9)
    sheet.lattice((60, 200, 340, 480), (100, 142, 164))
    expected = [["Afdeling", "Gennemsnitlig ventetid for borgere", "Læge- og ambulancevagt"], ["Nord", "12 dage", "3"]]
    assert [expected] == tables(sheet.read())


def test_a_header_that_is_printed_again_on_the_next_page() -> None:
    """Rows under a header that comes again on the next page are a table that can be read by itself."""
    sheet = Sheet()
    for part in (YEARS[1:3], YEARS[3:]):
        for row, cells in enumerate([YEARS[0], *part]):
            for column, cell in enumerate(cells):
                sheet.put(64 + 100 * column, 112 + 20 * row, cell, 8)
        sheet.lattice([60 + 100 * n for n in range(6)], [100 + 20 * n for n in range(len(part) + 2)])
        sheet.showPage()
    assert [[YEARS[0], *YEARS[1:3]], [YEARS[0], YEARS[3]]] == tables(sheet.read())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_table_on_a_landscape_page(turn: int) -> None:
    """A wide table is read whether the page lies down or is turned to be shown so."""
    sheet = Sheet((842, 595))
    if turn:
        sheet.setPageRotation(turn)
        sheet.translate(*{90: (595, 0), 180: (842, 595), 270: (0, 842)}[turn])
        sheet.rotate(turn)
    sheet.put(60, 80, LEAD)
    for row, cells in enumerate(YEARS):
        for column, cell in enumerate(cells):
            sheet.put(64 + 140 * column, 112 + 20 * row, cell)
    sheet.lattice([60 + 140 * n for n in range(6)], [100 + 20 * n for n in range(5)])
    document = sheet.read()
    assert [YEARS] == tables(document)
    assert (842, 595) == (round(document.pages[0].width), round(document.pages[0].height))


def marked(sheet: Sheet, x: float, y: float, text: str, mark: str, after: str = "") -> None:
    """Words with a small raised mark behind them, and words after it."""
    sheet.put(x, y, text)
    end = x + sheet.stringWidth(text, "Helvetica", 10)
    sheet.put(end + 0.3, y - 3.5, mark, 6)
    if after:
        sheet.put(end + 0.6 + sheet.stringWidth(mark, "Helvetica", 6), y, after)


def test_a_raised_mark_is_no_digit_of_its_number() -> None:
    """The mark of a footnote is left out: "1.234" with a small raised 2 is no 12342."""
    sheet = Sheet()
    marked(sheet, 60, 100, "Havnen fik 1.234", "2", " kr. i 2031 og byen 15,5")
    marked(sheet, 60, 112, "mio. kr. i alt for de 98 kommuner", "1)", ", som er med her i dag.")
    marked(sheet, 60, 160, "Broen er 12 m", "2", " stor.")
    text = sheet.read().text
    assert "Havnen fik 1.234 kr. i 2031 og byen 15,5 mio. kr. i alt for de 98 kommuner, som er med her i dag." in text
    assert "Broen er 12 m2 stor." in text


@pytest.mark.parametrize("ruled", [True, False])
def test_a_raised_mark_in_a_table(ruled: bool) -> None:
    """Figures of a table with marks of footnotes are the figures alone."""
    sheet = Sheet()
    rows = [["Område", "2031", "2032"], ["Havne", "1.234", "99"], ["Broer", "56", "1"], ["I alt", "1.290", "100"]]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            marked(sheet, 64 + 120 * column, 112 + 20 * row, cell, "3" if (row, column) in ((1, 1), (2, 0)) else " ")
    if ruled:
        sheet.lattice([60, 180, 300, 420], [98 + 20 * n for n in range(5)])
    assert [rows] == tables(sheet.read())


def vera(sheet: Sheet) -> None:
    """A font that has more letters than the standard ones."""
    registerFont(TTFont("Vera", "Vera.ttf"))
    sheet.setFont("Vera", 10)


def soft(sheet: Sheet) -> None:
    """Soft hyphens within lines and at their ends."""
    vera(sheet)
    sheet.drawString(60, 742, "Vi bygger en ny cykel\u00adsti og en bade\u00ad")
    sheet.drawString(60, 730, "bro ved søen, som alle kan bruge.")


def spaced(sheet: Sheet) -> None:
    """A heading whose letters are set apart."""
    text = sheet.beginText(60, 742)
    text.setFont("Helvetica-Bold", 14)
    text.setCharSpace(6)
    text.textOut("NORDBY RÅD")
    sheet.drawText(text)


def slightly_spaced(sheet: Sheet) -> None:
    """A heading whose letters are set a little apart, in lower case."""
    text = sheet.beginText(60, 742)
    text.setFont("Helvetica-Bold", 14)
    text.setCharSpace(2)
    text.textOut("Budget for havnen")
    sheet.drawText(text)


def ligatures(sheet: Sheet) -> None:
    """Letters that are drawn as one."""
    vera(sheet)
    sheet.drawString(60, 742, "De \ufb01re a\ufb02ejringer i \ufb01nansloven.")


@pytest.mark.parametrize(
    ("draw", "expected"),
    [
        (soft, "Vi bygger en ny cykelsti og en badebro ved søen, som alle kan bruge."),
        (spaced, "NORDBY RÅD"),
        (slightly_spaced, "Budget for havnen"),
        (ligatures, "De fire aflejringer i finansloven."),
    ],
    ids=["soft", "spaced", "slightly-spaced", "ligatures"],
)
def test_words_are_whole(draw: Callable[[Sheet], None], expected: str) -> None:
    """What typography does to words is undone."""
    sheet = Sheet()
    draw(sheet)
    assert f"{expected}\n" == sheet.read().text
