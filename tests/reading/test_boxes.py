"""Boxes of evidence: what the PDF shows inside them is what is quoted."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from extract.extractors import extract
from extract.fact import Box
from extract.read import read

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.pdf"))


def letters(text: str) -> str:
    """The letters and digits of a text: line-end hyphens, blanks and marks are not compared."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def shown(page: pypdfium2.PdfPage, box: Box) -> str:
    """What pdfium finds inside a box, a little smaller so that neighbours stay out."""
    height = page.get_height()
    inset = min(0.25 * (box.bottom - box.top), 2.0)
    textpage = page.get_textpage()
    return str(
        textpage.get_text_bounded(box.x0 - 0.2, height - box.bottom + inset, box.x1 + 0.2, height - box.top - inset)
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_boxes_hold_the_words_that_are_quoted(path: Path) -> None:
    """The boxes of each fact hold the words of its quote that stand on its page, and no other words."""
    document = read(path, path.stem)
    pages = pypdfium2.PdfDocument(path)
    facts = list(extract(document))
    wrong = []
    for fact in facts:
        evidence = fact.evidence
        assert evidence.page is not None
        end = min(
            [
                evidence.end,
                *(line.start for line in document.lines if evidence.start < line.start and line.page != evidence.page),
            ]
        )
        quote = letters(document.text[evidence.start : end])
        found = letters("".join(shown(pages[evidence.page - 1], box) for box in evidence.boxes))
        if quote != found:
            wrong.append((evidence.rule, quote, found))
    assert len(facts) >= 10
    assert wrong == []
