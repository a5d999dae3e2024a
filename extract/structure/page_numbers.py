"""The page numbers that a list of items prints behind its titles, told from their rising down the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.structure.heading import Heading

_PAGE = re.compile(r"\s(?P<page>\d{1,3})$")
FEWEST = 3
"""Titles in a row that show their last numbers to be those of pages."""


def without_page_numbers(text: str, headings: Sequence[Heading]) -> list[Heading]:
    """The headings, without the rising numbers behind those that stand below one another: "3 Nye veje 12"."""
    found: list[Heading] = []
    for run in _runs(text, headings):
        pages = [_PAGE.search(heading.title) for heading in run]
        numbers = [int(page["page"]) for page in pages if page]
        paged = len(numbers) == len(run) >= FEWEST and numbers == sorted(numbers) and numbers[0] < numbers[-1]
        found.extend(
            replace(heading, title=heading.title[: page.start()].rstrip(" .…")) if paged and page else heading
            for heading, page in zip(run, pages, strict=True)
        )
    return found


def _runs(text: str, headings: Sequence[Heading]) -> Iterator[list[Heading]]:
    """The headings in stretches between which other text stands."""
    run: list[Heading] = []
    for heading in headings:
        if run and text[run[-1].end : heading.start].strip(" \n\t•"):
            yield run
            run = []
        run.append(heading)
    if run:
        yield run
