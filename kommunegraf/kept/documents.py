"""Documents kept beside the graph, text and origin of each character, so that evidence can be verified again."""

from __future__ import annotations

import json
from array import array
from pathlib import Path

from extract.document import Document, Page


def kept(document: Document) -> str:
    """A document as it is kept: JSON, from which ``restore`` makes it again."""
    values = {
        "slug": document.slug,
        "name": document.name,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "pages": [[page.number, page.width, page.height, page.start, page.end] for page in document.pages],
        "origin": _runs(document.origin),
        "text": document.text,
        "raw": document.raw,
    }
    return json.dumps(values, ensure_ascii=False)


def restore(path: Path) -> Document:
    """A kept document: its text, pages and origins, without blocks, tables and boxes."""
    values = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
    return Document(
        slug=values["slug"],
        name=values["name"],
        media_type=values["media_type"],
        sha256=values["sha256"],
        raw=values["raw"],
        text=values["text"],
        origin=_origins(values["origin"]),
        pages=tuple(Page(*page) for page in values["pages"]),
        blocks=(),
        tables=(),
    )


def _runs(origin: array[int]) -> list[list[int]]:
    """Origins as runs of consecutive positions: first position and length."""
    runs: list[list[int]] = []
    for position in origin:
        if runs and position == sum(runs[-1]):
            runs[-1][1] += 1
        else:
            runs.append([position, 1])
    return runs


def _origins(runs: list[list[int]]) -> array[int]:
    origin = array("l")
    for first, length in runs:
        origin.extend(range(first, first + length))
    return origin
