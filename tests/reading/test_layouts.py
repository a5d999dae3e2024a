"""Reading order and tables on pages made for it: each layout is drawn line by line, so what is right is known.

The order is measured word by word. Each word of a made page stands there once; of two words that follow one another
in a paragraph, the share that also do in the text read is the share of right neighbours. Print the figures with
``python tests/reading/test_layouts.py``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, pairwise

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extract.document import Document
from extract.pdf import read_pdf

STEMS = [
    "havn",
    "skov",
    "vej",
    "bro",
    "mark",
    "sø",
    "by",
    "eng",
    "dam",
    "bakke",
    "dal",
    "kyst",
    "torv",
    "park",
    "gård",
    "mole",
    "sti",
    "plads",
    "hus",
    "kro",
]
ENDS = [
    "en",
    "erne",
    "ens",
    "gruppe",
    "plan",
    "vang",
    "lund",
    "holm",
    "sted",
    "dige",
    "kant",
    "bund",
    "top",
    "side",
    "lag",
    "rum",
    "kreds",
    "arbejde",
    "udvalg",
    "tilsyn",
]
HEIGHT, WIDTH = 842.0, 595.0


def words() -> Iterator[str]:
    """Made-up words, no two alike."""
    for turn in count():
        for end in ENDS:
            for stem in STEMS:
                yield f"{stem}{'' if not turn else STEMS[turn % len(STEMS)]}{end}"


@dataclass
class Sheet:
    """A document that is drawn, and what should be read: its paragraphs in reading order, and its tables."""

    size: tuple[float, float] = (WIDTH, HEIGHT)
    stream: io.BytesIO = field(default_factory=io.BytesIO)
    paragraphs: list[list[str]] = field(default_factory=list)
    asides: list[list[str]] = field(default_factory=list)
    """Paragraphs that may stand anywhere, if whole: notes in the margin, pull quotes, the labels of figures."""
    tables: list[list[list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.stream, pagesize=self.size, invariant=1)
        self.words = words()

    def line(self, x: float, y: float, text: str, size: float = 10, font: str = "Helvetica") -> None:
        """A line with its baseline ``y`` points from the top."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.size[1] - y, text)

    def sentence(self, length: int) -> list[str]:
        found = [next(self.words) for _ in range(length)]
        return [found[0].capitalize(), *found[1:-1], found[-1] + "."]

    def text(
        self,
        x: float,
        y: float,
        width: float,
        lines: int,
        size: float = 10,
        *,
        aside: bool = False,
        font: str = "Helvetica",
    ) -> float:
        """A paragraph that fills so many lines of a column; gives the baseline for what follows."""
        said: list[str] = []
        row: list[str] = []
        done = 0
        pending: list[str] = []
        while done < lines:
            pending = pending or self.sentence(9)
            word = pending.pop(0)
            if stringWidth(" ".join([*row, word]), font, size) > width:
                self.line(x, y, " ".join(row), size, font)
                said, row, done, y = said + row, [], done + 1, y + 1.2 * size
            row.append(word)
        (self.asides if aside else self.paragraphs).append(said)
        return y + 0.8 * size

    def heading(self, x: float, y: float, size: float = 15) -> float:
        said = [next(self.words).capitalize(), *(next(self.words) for _ in range(3))]
        self.line(x, y, " ".join(said), size, "Helvetica-Bold")
        self.paragraphs.append(said)
        return y + 1.6 * size

    def column(self, x: float, y: float, width: float, paragraphs: int = 3, lines: int = 6) -> float:
        for _ in range(paragraphs):
            y = self.text(x, y, width, lines)
        return y

    def next_page(self) -> None:
        self.canvas.showPage()

    def read(self) -> Document:
        self.canvas.save()
        return read_pdf("x", "x.pdf", "0", self.stream.getvalue())


def two_columns(sheet: Sheet) -> None:
    """Headings across the page between stretches of two columns."""
    y = sheet.heading(60, 80, 18)
    for _ in range(2):
        y = sheet.heading(60, y + 10)
        left = sheet.column(60, y, 225)
        y = max(left, sheet.column(310, y, 225))


def two_uneven_columns(sheet: Sheet) -> None:
    """Columns of other lengths, their lines not on one level."""
    sheet.heading(50, 70)
    sheet.column(50, 100, 235, 5, 7)
    sheet.column(310, 104, 235, 2, 5)


def three_columns(sheet: Sheet) -> None:
    """Three narrow columns under a heading."""
    sheet.heading(40, 70, 20)
    for x in (40, 220, 400):
        sheet.column(x, 110, 158, 4, 7)


def headings_in_columns(sheet: Sheet) -> None:
    """Each column has headings of its own."""
    for x in (50, 310):
        y = 80.0
        for _ in range(3):
            y = sheet.column(x, sheet.heading(x, y + 6, 12), 235, 1, 8)


def margin_notes(sheet: Sheet) -> None:
    """Small notes in the margin beside the text."""
    y = 80.0
    for turn in range(5):
        top = y
        y = sheet.text(180, y, 350, 7)
        if turn % 2:
            sheet.text(50, top, 105, 4, 7.5, aside=True)


def notes_to_the_right(sheet: Sheet) -> None:
    """Notes beside the text on its right, their lines on other levels than the text's."""
    y = 80.0
    for turn in range(5):
        top = y
        y = sheet.text(60, y, 340, 7)
        if turn % 2 == 0:
            sheet.text(425, top + 5, 120, 5, 7, aside=True, font="Helvetica-Oblique")


def side_box(sheet: Sheet) -> None:
    """A box with a frame beside the text, which is set narrower there."""
    y = sheet.column(60, 80, 475, 2)
    sheet.canvas.rect(370, HEIGHT - y - 110, 165, 120)
    top = sheet.text(380, y + 10, 145, 7, 9, aside=True)
    y = sheet.column(60, y, 290, 2)
    sheet.column(60, max(y, top + 20), 475, 2)


def pull_quote(sheet: Sheet) -> None:
    """A quote in large type between the paragraphs of a column."""
    y = sheet.column(50, 80, 235, 2)
    y = sheet.text(62, y + 12, 205, 3, 15, aside=True, font="Helvetica-Oblique") + 14
    sheet.column(50, y, 235, 2)
    sheet.column(310, 80, 235, 5)


def footnotes(sheet: Sheet) -> None:
    """Two columns, each with a footnote under a short line."""
    sheet.column(50, 80, 235, 5, 7)
    for x in (50, 310):
        if x == 310:
            sheet.column(310, 80, 235, 5, 7)
        sheet.canvas.line(x, HEIGHT - 700, x + 80, HEIGHT - 700)
        sheet.text(x, 712, 235, 3, 7.5, aside=True)


def running_heads(sheet: Sheet) -> None:
    """Heads and page numbers change sides from page to page; the text goes on."""
    for number in range(1, 5):
        sheet.line(60 if number % 2 else 420, 40, "Nordby Råd", 8)
        sheet.line(530 if number % 2 else 60, 810, str(number), 8)
        sheet.column(60, 90, 475, 4)
        sheet.next_page()


def figure(sheet: Sheet) -> None:
    """A chart with labels between two paragraphs."""
    y = sheet.column(60, 80, 475, 2)
    for index, name in enumerate(("Øst", "Vest", "Nord", "Syd")):
        sheet.canvas.rect(120 + 90 * index, HEIGHT - y - 140, 40, 60 + 15 * index, fill=1)
        sheet.line(125 + 90 * index, y + 155, name, 7)
    y = sheet.column(60, y + 190, 475, 2)


def turned(sheet: Sheet) -> None:
    """A page that is shown turned by its /Rotate entry, in two columns."""
    sheet.canvas.setPageRotation(90)
    sheet.canvas.rotate(90)
    sheet.canvas.translate(0, -HEIGHT)
    for x in (60, 440):
        sheet.column(x, 320, 330, 2, 5)


def landscape_columns(sheet: Sheet) -> None:
    """A slide: three columns on a page that lies down, a heading on top, a line at the foot."""
    sheet.heading(50, 60, 24)
    for x in (50, 300, 550):
        sheet.column(x, 110, 225, 3, 6)
    sheet.text(50, 520, 740, 1, 11)


def short_margin_notes(sheet: Sheet) -> None:
    """Notes of one or two short lines in the left margin, level with a line of the text."""
    y = 80.0
    for turn in range(6):
        top = y
        y = sheet.text(150, y, 390, 5)
        sheet.text(50, top, 78, 1 + turn % 2, 8, aside=True, font="Helvetica-Bold")


def short_notes_to_the_right(sheet: Sheet) -> None:
    """Notes of two short lines in the right margin, between the lines of the text."""
    y = 80.0
    for _ in range(6):
        top = y
        y = sheet.text(60, y, 390, 5)
        sheet.text(470, top + 4, 78, 2, 7, aside=True)


def sidebar(sheet: Sheet) -> None:
    """A wide column of text and a narrow one beside it, set closer."""
    sheet.heading(50, 70, 20)
    sheet.column(50, 110, 340, 5, 7)
    y = 110.0
    for _ in range(4):
        y = sheet.text(412, y, 135, 6, 8)


def box_across_columns(sheet: Sheet) -> None:
    """A framed box across both columns, between their upper and lower parts."""
    y = max(sheet.column(50, 80, 235, 2), sheet.column(310, 80, 235, 2))
    sheet.canvas.rect(45, HEIGHT - y - 70, 505, 72)
    y = sheet.text(55, y + 14, 485, 4) + 30
    sheet.column(50, y, 235, 2)
    sheet.column(310, y, 235, 2)


def heading_over_two_of_three(sheet: Sheet) -> None:
    """Three columns; a heading stands over the first two of them."""
    sheet.heading(40, 80, 22)
    for x in (40, 220):
        sheet.column(x, 115, 162, 3, 7)
    sheet.column(400, 72, 158, 4, 7)


def four_columns(sheet: Sheet) -> None:
    """Four columns in small type with narrow gutters."""
    for x in (40, 171, 302, 433):
        y = 80.0
        for _ in range(5):
            y = sheet.text(x, y, 119, 8, 8)


def other_leading(sheet: Sheet) -> None:
    """Two columns in types of other sizes: no line of one is level with a line of the other."""
    y = z = 80.0
    for _ in range(4):
        y = sheet.text(50, y, 235, 6, 11)
    for _ in range(5):
        z = sheet.text(312, z, 235, 7, 8.5)


def closing_columns(sheet: Sheet) -> None:
    """Text across the page, and under it two short columns, as where two sides sign."""
    y = sheet.column(60, 80, 475, 2)
    for x in (60, 320):
        sheet.text(x, y + 10, 200, 3)


def columns_over_pages(sheet: Sheet) -> None:
    """Two columns that go on over three pages under a running head."""
    for _ in range(3):
        sheet.line(50, 40, "Nordby Råd, plan for havnen", 8)
        for x in (50, 310):
            sheet.column(x, 80, 235, 5, 8)
        sheet.next_page()


def lists_in_columns(sheet: Sheet) -> None:
    """Columns of short list items, their second lines hung under the words."""
    for x in (60, 320):
        y = 90.0
        for _ in range(6):
            sheet.line(x, y, "•")
            y = sheet.text(x + 14, y, 190, 2)


def upside_down(sheet: Sheet) -> None:
    """A page that is shown turned by half a turn, in two columns."""
    sheet.canvas.setPageRotation(180)
    sheet.canvas.rotate(180)
    sheet.canvas.translate(-WIDTH, -HEIGHT)
    for x in (50, 310):
        sheet.column(x, 80, 235, 4)


def turned_left(sheet: Sheet) -> None:
    """A page that is shown turned to the left, in two columns."""
    sheet.canvas.setPageRotation(270)
    sheet.canvas.rotate(270)
    sheet.canvas.translate(-HEIGHT, WIDTH - HEIGHT)
    for x in (60, 440):
        sheet.column(x, 320, 330, 2, 5)


def drawn_upwards(sheet: Sheet) -> None:
    """A page whose words run up, as a wide one that was printed on an upright sheet."""
    sheet.canvas.rotate(90)
    sheet.canvas.translate(0, -HEIGHT)
    for x in (60, 440):
        sheet.column(x, 320, 330, 2, 5)


def drawn_downwards(sheet: Sheet) -> None:
    """A page whose words run down."""
    sheet.canvas.rotate(-90)
    sheet.canvas.translate(-HEIGHT, WIDTH - HEIGHT)
    for x in (60, 440):
        sheet.column(x, 320, 330, 2, 5)


def quote_across(sheet: Sheet) -> None:
    """A pull quote in large type across both columns, which go on below it."""
    y = max(sheet.column(50, 80, 235, 2), sheet.column(310, 80, 235, 2))
    y = sheet.text(70, y + 20, 455, 2, 17, aside=True, font="Helvetica-Oblique") + 20
    for x in (50, 310):
        sheet.column(x, y, 235, 2)


def figure_in_column(sheet: Sheet) -> None:
    """A chart with labels and a caption in one of two columns."""
    y = sheet.column(50, 80, 235, 2)
    for index, name in enumerate(("Øst", "Vest", "Nord")):
        sheet.canvas.rect(70 + 70 * index, HEIGHT - y - 140, 40, 60 + 15 * index, fill=1)
        sheet.line(75 + 70 * index, y + 155, name, 7)
    y = sheet.text(50, y + 175, 235, 1, 8, aside=True, font="Helvetica-Oblique")
    sheet.column(50, y + 10, 235, 2)
    sheet.column(310, 80, 235, 5)


def table_in_column(sheet: Sheet) -> None:
    """A table with lines in one of two columns; the text of the other goes on beside it."""
    y = sheet.column(50, 80, 235, 2)
    for row in range(4):
        for column in range(2):
            sheet.canvas.rect(50 + 110 * column, HEIGHT - y - 20 * (row + 1), 110, 20)
            sheet.line(55 + 110 * column, y + 20 * row + 14, f"{'LR'[column]}{row}", 9)
    sheet.column(50, y + 110, 235, 2)
    sheet.column(310, 80, 235, 5)


def footnotes_over_pages(sheet: Sheet) -> None:
    """Pages with notes at their foot; the text goes on from one to the next."""
    for _ in range(2):
        sheet.column(60, 80, 475, 5, 8)
        sheet.canvas.line(60, HEIGHT - 720, 160, HEIGHT - 720)
        sheet.text(60, 732, 475, 2, 7.5, aside=True)
        sheet.next_page()


LAYOUTS: dict[Callable[[Sheet], None], tuple[float, float]] = {
    two_columns: (WIDTH, HEIGHT),
    two_uneven_columns: (WIDTH, HEIGHT),
    three_columns: (WIDTH, HEIGHT),
    headings_in_columns: (WIDTH, HEIGHT),
    margin_notes: (WIDTH, HEIGHT),
    notes_to_the_right: (WIDTH, HEIGHT),
    side_box: (WIDTH, HEIGHT),
    pull_quote: (WIDTH, HEIGHT),
    footnotes: (WIDTH, HEIGHT),
    running_heads: (WIDTH, HEIGHT),
    figure: (WIDTH, HEIGHT),
    turned: (WIDTH, HEIGHT),
    landscape_columns: (HEIGHT, WIDTH),
    **dict.fromkeys(
        (
            short_margin_notes,
            short_notes_to_the_right,
            sidebar,
            box_across_columns,
            heading_over_two_of_three,
            four_columns,
            other_leading,
            closing_columns,
            columns_over_pages,
            lists_in_columns,
            upside_down,
            turned_left,
            drawn_upwards,
            drawn_downwards,
            quote_across,
            figure_in_column,
            table_in_column,
            footnotes_over_pages,
        ),
        (WIDTH, HEIGHT),
    ),
}


@dataclass(frozen=True)
class Score:
    """The share of right neighbours within paragraphs, and of pairs of paragraphs in the right order."""

    neighbours: float
    order: float


def score(draw: Callable[[Sheet], None]) -> Score:
    sheet = Sheet(LAYOUTS[draw])
    draw(sheet)
    text = re.findall(r"\w+", sheet.read().text.lower())
    place = {word: index for index, word in enumerate(text)}
    plain = [[word.lower().rstrip(".") for word in said] for said in [*sheet.paragraphs, *sheet.asides]]
    pairs = [pair for said in plain for pair in pairwise(said)]
    right = sum(place.get(b, -9) == place.get(a, -5) + 1 for a, b in pairs)
    starts = [place.get(said[0].lower(), -1) for said in sheet.paragraphs]
    ranked = [(a, b) for index, a in enumerate(starts) for b in starts[index + 1 :]]
    return Score(right / len(pairs), sum(a < b for a, b in ranked) / len(ranked))


@pytest.mark.parametrize("draw", LAYOUTS, ids=lambda draw: draw.__name__)
def test_reading_order(draw: Callable[[Sheet], None]) -> None:
    """Every word follows the one before it, and every paragraph the one before it."""
    assert Score(1.0, 1.0) == score(draw)


if __name__ == "__main__":
    for layout in LAYOUTS:
        found = score(layout)
        print(f"{layout.__name__:22} neighbours {found.neighbours:.3f}   order {found.order:.3f}   {layout.__doc__}")
