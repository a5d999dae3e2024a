"""Typesets the sample texts (samples/*.md) as PDFs with running heads, headings, lists and ruled tables."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=14, spaceAfter=6)
LABEL = ParagraphStyle("label", parent=BODY, fontName="Helvetica-Bold", spaceBefore=6, spaceAfter=2)
ITEM = ParagraphStyle("item", parent=BODY, leftIndent=12, bulletIndent=2, spaceAfter=2)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=9, leading=11, spaceAfter=0)
HEADINGS = {
    "#": ParagraphStyle("title", parent=BODY, fontName="Helvetica-Bold", fontSize=18, leading=24),
    "##": ParagraphStyle("heading", parent=BODY, fontName="Helvetica-Bold", fontSize=13, leading=18, spaceBefore=10),
    "###": ParagraphStyle("item title", parent=BODY, fontName="Helvetica-Bold", fontSize=11, leading=15, spaceBefore=8),
}
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])


def typeset(source: Path, target: Path) -> None:
    """Writes one sample as a PDF; the same text gives the same bytes."""
    first, _, text = source.read_text(encoding="utf-8").partition("\n")
    head = first.lstrip("% ")

    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(20 * mm, A4[1] - 12 * mm, head)
        canvas.drawRightString(A4[0] - 20 * mm, 10 * mm, f"Side {document.page}")

    document = SimpleDocTemplate(str(target), pagesize=A4, title=source.stem, author="Kommunegraf", invariant=1)
    document.build(list(flow(text)), onFirstPage=furniture, onLaterPages=furniture)


def flow(text: str) -> Iterator[Flowable]:
    """The flowables of a sample's text: headings, labels in bold, list items, tables and paragraphs."""
    rows: list[list[Paragraph]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([Paragraph(cell.strip(), CELL) for cell in line.strip("|").split("|")])
            continue
        if rows:
            yield Table(rows, style=GRID, repeatRows=1)
            yield Spacer(0, 8)
            rows = []
        if heading := re.match(r"(#{1,3}) (.+)", line):
            yield Paragraph(heading[2], HEADINGS[heading[1]])
        elif label := re.fullmatch(r"\*\*(.+)\*\*", line):
            yield Paragraph(label[1], LABEL)
        elif line.startswith("- "):
            yield Paragraph(line[2:], ITEM, bulletText="–")
        elif line.strip():
            yield Paragraph(line, BODY)


if __name__ == "__main__":
    folder = Path(__file__).parent
    for sample in sorted(folder.glob("*.md")):
        if sample.name != "README.md":
            typeset(sample, sample.with_suffix(".pdf"))
            print(sample.with_suffix(".pdf").name, file=sys.stderr)
