"""The pages that hold what looks like CPR numbers, which were masked as the file was read.

Looks for text like::

    Ansøgeren (██████-████) har klaget.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Document
from extract.fact import Facts, Redaction
from extract.privacy import MASKED


def extract(document: Document, facts: Facts) -> Iterator[Redaction]:
    """One Redaction for each page with masked numbers, at the first of them."""
    del facts
    pages: dict[int | None, list[tuple[int, int]]] = {}
    for match in MASKED.finditer(document.text):
        pages.setdefault(document.page_at(match.start()), []).append(match.span())
    for places in pages.values():
        start, end = places[0]
        yield Redaction(count=len(places), evidence=document.evidence(start, end, "redactions/page"))
