"""What does not agree: sums that do not add up and statements that contradict each other, all quotes side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kommunegraf import wording
from kommunegraf.endpoint.paging import whole_number
from kommunegraf.pages.asking import asked
from kommunegraf.pages.language import Links, language
from kommunegraf.pages.quotes import of_facts
from kommunegraf.pages.rendering import page
from kommunegraf.pages.tables import Source

SIZE: Final = 30
"""Findings on one page."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree: its kind, what it is about, why, what was expected and printed, and the places."""

    href: str
    kind: str
    about: str
    explanation: str
    expected: str
    printed: str
    places: tuple[Source, ...]


async def findings(request: Request) -> Response:
    """The findings of a release, all or of one kind."""
    words, links, given = wording.words(language(request)), Links.of(request), request.query_params
    rows = {row["finding"]: row for row in (await asked(request, "findings")).texts()}
    kinds = Counter(row["kind"] for row in rows.values())
    kind, wished = given.get("kind", ""), given.get("page", "1")
    kept = [row for row in rows.values() if not kind or row["kind"] == kind]
    pages = max(1, -(-len(kept) // SIZE))
    number = min(pages, max(1, whole_number(wished) or 1))
    shown = kept[(number - 1) * SIZE : number * SIZE]
    places = await of_facts(request, [row["finding"] for row in shown], links)
    return page(
        request,
        "findings.html",
        findings=[
            Finding(
                links.thing(row["finding"]),
                words.concept(row["kind"], "finding-kind"),
                row["about"],
                row["danish"] if words.language == "da" else row["english"] or row["danish"],
                words.number(row["expected"]),
                words.number(row["printed"]),
                places.get(row["finding"], ()),
            )
            for row in shown
        ],
        kinds=[(name, words.concept(name, "finding-kind"), count) for name, count in sorted(kinds.items())],
        kind=kind,
        count=len(kept),
        numbered=number,
        pages=pages,
    )
