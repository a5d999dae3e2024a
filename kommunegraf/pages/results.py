"""The hits of a search as a page: what was found, its kind, the words marked, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kommunegraf import wording
from kommunegraf.endpoint.paging import whole_number
from kommunegraf.endpoint.searching import find
from kommunegraf.errors import KommunegrafError
from kommunegraf.pages.language import Links, language
from kommunegraf.pages.rendering import page
from kommunegraf.pages.tables import Source
from kommunegraf.search.hits import Found, Hit
from kommunegraf.terms import KG
from kommunegraf.wording import Words

SIZE: Final = 20
"""Hits on one page."""
MOST: Final = 500
"""Pages; who has looked through so many wants other words."""
MARKED: Final = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit as it is shown: the snippet in parts, every other one of them marked."""

    name: str
    kind: str
    href: str
    parts: tuple[str, ...]
    source: Source | None


async def results(request: Request) -> Response:
    """The hits of a search; what is wrong with the words is said on the page."""
    words, links, given = wording.words(language(request)), Links.of(request), request.query_params
    wanted, kind, wished = given.get("q", "").strip(), given.get("kind", ""), given.get("page", "1")
    number = min(MOST, max(1, whole_number(wished) or 1))
    found, mistake = Found((), 0, {}), ""
    if wanted:
        try:
            found = await find(request.app.state.pool, wanted, kind, SIZE, (number - 1) * SIZE)
        except KommunegrafError as error:
            mistake = error.danish if words.language == "da" else error.english
    kinds = [(name, words.term(str(KG[name])), count) for name, count in found.kinds.items() if name]
    return page(
        request,
        "results.html",
        wanted=wanted,
        kind=kind,
        kinds=kinds,
        hits=[_shown(hit, words, links) for hit in found.hits],
        total=found.total,
        mistake=mistake,
        number_of_page=number,
        first=(number - 1) * SIZE + 1,
    )


def _shown(hit: Hit, words: Words, links: Links) -> Shown:
    quote = hit.quote
    source = None
    if quote is not None and quote.document:
        document = links.to(f"/id/document/{quote.document}")
        href = links.thing(quote.evidence)
        source = Source(quote.document, str(quote.page or ""), quote.text, href, document)
    kind = words.term(str(KG[hit.kind])) if hit.kind else ""
    name = hit.label or " ".join(hit.snippet.replace("**", "").split())
    return Shown(name, kind, links.thing(hit.thing), tuple(MARKED.split(hit.snippet)), source)
