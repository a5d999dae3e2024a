"""A page of a PDF as a picture, drawn by pdfium."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
from PIL.Image import Image


def picture(path: Path, number: int, width: int, most_pixels: int) -> Image:
    """Page ``number`` (from 1), ``width`` pixels across, or fewer where the page would have more than ``most_pixels``.

    Raises IndexError where there is no such page, PdfiumError where the file or page cannot be opened.
    """
    with closing(pdfium.PdfDocument(path)) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        with closing(document[number - 1]) as page:
            across, down = page.get_size()
            scale = min(width / across, (most_pixels / (across * down)) ** 0.5)
            drawn: Image = page.render(scale=scale).to_pil().convert("RGB")
            return drawn
