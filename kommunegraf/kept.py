"""Documents kept beside the graph, text and origin of each character, so that evidence can be verified again."""

from __future__ import annotations

import json
from array import array
from pathlib import Path

from extract.document import Document, Page


def keep(document: Document, folder: Path) -> None:
    """Writes a document as FOLDER/<slug>.json."""
    kept = {
        "slug": document.slug,
        "name": document.name,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "pages": [[page.number, page.width, page.height, page.start, page.end] for page in document.pages],
        "origin": _runs(document.origin),
        "text": document.text,
        "raw": document.raw,
    }
    path = folder / f"{document.slug}.json"
    path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8", errors="surrogatepass")


def restore(path: Path) -> Document:
    """A kept document: its text, pages and origins, without blocks, tables and boxes."""
    kept = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
    return Document(
        slug=kept["slug"],
        name=kept["name"],
        media_type=kept["media_type"],
        sha256=kept["sha256"],
        raw=kept["raw"],
        text=kept["text"],
        origin=_origins(kept["origin"]),
        pages=tuple(Page(*values) for values in kept["pages"]),
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
