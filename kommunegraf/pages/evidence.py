"""Evidence: the page of a document with the words of a fact marked, as an image where there is one and as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from extract.document import Document
from extract.document import Page as Sheet
from kommunegraf import identity, wording
from kommunegraf.endpoint.paging import whole_number
from kommunegraf.endpoint.refused import Refused
from kommunegraf.endpoint.withdrawn import refuse_withdrawn
from kommunegraf.kept import originals
from kommunegraf.kept.documents import restore
from kommunegraf.kept.facsimile import Facsimiles
from kommunegraf.pages.asking import asked
from kommunegraf.pages.describing import described
from kommunegraf.pages.language import Links, language
from kommunegraf.pages.rendering import page
from kommunegraf.pages.tables import digest
from kommunegraf.releases.release import current
from kommunegraf.reviews import table as reviews
from kommunegraf.terms import KG

SLUG: Final = re.compile(r"[a-z0-9-]+")
RECTANGLE: Final = re.compile(r"viewrect=([\d.]+),([\d.]+),([\d.]+),([\d.]+)")
AROUND: Final = 3000
"""Characters shown before and after the words of a document without pages."""
MARGIN: Final = 1.5
"""Points around the marked words."""
IMAGE: Final = "image/webp"


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: page, range of the text, and their box on the page in points (left, top, width, height)."""

    page: int
    start: int
    end: int
    box: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Supported:
    """What the words support: what it is, and its page."""

    kind: str
    name: str
    href: str


async def of_annotation(request: Request, iri: str) -> Response | None:
    """The page of one piece of evidence, None for an address that is none."""
    rows = (await asked(request, "annotation", annotation=iri)).texts()
    if not rows:
        return None
    row = {**rows[0], "annotation": iri}
    document = await _document(request, row["document"])
    box = RECTANGLE.search(row["place"])
    corners = tuple(map(float, box.groups())) if box else None
    place = Place(int(row["page"] or 0), int(row["start"]), int(row["end"]), corners)  # type: ignore[arg-type]
    words, links = wording.words(language(request)), Links.of(request)
    supported = []
    for body in dict.fromkeys(found["body"] for found in rows):
        known = await described(request, body, words, links)
        if known is not None:
            supported.append(Supported(known.kind, known.name, links.thing(body)))
    return await _shown(request, document, place, row, supported)


async def at_place(request: Request) -> Response:
    """A page of a document, with the words marked that the address names by their digest; the first page without."""
    slug, given = request.path_params["slug"], request.query_params
    document = await _document(request, slug)
    number, wished = given.get("page", ""), given.get("quote", "")
    if wished:
        found = (await asked(request, "quoted", source=str(identity.iri("document", slug)))).texts()
        same = [row for row in found if digest(row["quote"]) == wished]
        best = next((row for row in same if row["page"] == number), same[0] if same else None)
        shown = await of_annotation(request, best["annotation"]) if best else None
        if shown is not None:
            return shown
    named = whole_number(number)
    first = 1 if named is None else named
    sheet = next((sheet for sheet in document.pages if sheet.number == first), None)
    if sheet is None and document.pages:
        raise Refused(404, f"{slug} har ingen side {first}.", f"{slug} has no page {first}.")
    return await _shown(request, document, Place(first if sheet else 0, 0, 0, None), {}, ())


async def _shown(
    request: Request, document: Document, place: Place, row: dict[str, str], supported: Sequence[Supported]
) -> Response:
    sheet = next((sheet for sheet in document.pages if sheet.number == place.page), None)
    before, marked, after = _around(document, sheet, place)
    why = _why_no_image(request, document, sheet)
    return page(
        request,
        "evidence.html",
        document=document,
        title=str(identity.iri("document", document.slug)),
        sheet=sheet,
        why=why,
        box=_grown(place.box),
        quote=row.get("quote", ""),
        before=before,
        marked=marked,
        after=after,
        supported=supported,
        review=_review(document.slug, row),
        annotation=row.get("annotation", ""),
        rule=row.get("rule", "").partition("/rule/")[2],
        table=row.get("table", ""),
        recognised=row.get("recognised") == "true",
        place=place,
        count=len(document.pages),
    )


def _review(slug: str, row: dict[str, str]) -> str:
    """A table of reviews with a row of the fact that the words support, to be copied; "" where they support none."""
    kind = row.get("class", "")
    if not kind.startswith(str(KG)):
        return ""
    quote = " ".join(row["quote"].split())
    return reviews.row(
        {"document": slug, "quote": quote, "fact": kind.removeprefix(str(KG)), "verdict": "wrong"}, headed=True
    )


def _around(document: Document, sheet: Sheet | None, place: Place) -> tuple[str, str, str]:
    """The text of the page, or around the words, in three parts: before them, the words, after them."""
    first, last = (sheet.start, sheet.end) if sheet and sheet.end else (place.start - AROUND, place.end + AROUND)
    first, last = max(0, min(first, place.start if place.end else first)), max(last, place.end)
    if not place.end:
        return document.text[first:last], "", ""
    text = document.text
    return text[first : place.start], text[place.start : place.end], text[place.end : last]


def _grown(box: tuple[float, float, float, float] | None) -> tuple[float, float, float, float] | None:
    if box is None:
        return None
    left, top, width, height = box
    return round(left - MARGIN, 1), round(top - MARGIN, 1), round(width + 2 * MARGIN, 1), round(height + 2 * MARGIN, 1)


def _why_no_image(request: Request, document: Document, sheet: Sheet | None) -> str:
    """The name of the reason why a page is not shown as an image, "" where it is."""
    if document.media_type != "application/pdf" or sheet is None or not sheet.width:
        return "why_text"
    if request.app.state.facsimiles is None:
        return "why_off"
    folder = request.app.state.pool.folder
    return "" if originals.find(folder, document.sha256) else "why_gone"


async def image(request: Request) -> Response:
    """The page of a document as an image; 404 where it is not shown."""
    document = await _document(request, request.path_params["slug"])
    number = whole_number(request.path_params["page"])
    sheet = next((sheet for sheet in document.pages if sheet.number == number), None)
    path = originals.find(request.app.state.pool.folder, document.sha256)
    facsimiles: Facsimiles | None = request.app.state.facsimiles
    if number is None or sheet is None or path is None or facsimiles is None:
        raise Refused(404, "Den side vises ikke som billede.", "That page is not shown as an image.")
    etag = f'"{document.sha256[:16]}-{number}"'
    headers = {"ETag": etag, "Cache-Control": "public, no-cache"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    drawn = await facsimiles.page(path, number)
    if drawn is None:
        raise Refused(503, "Siden kunne ikke tegnes i tide.", "The page could not be drawn in time.")
    return Response(drawn, media_type=IMAGE, headers=headers)


async def _document(request: Request, slug: str) -> Document:
    """A document of the release that is served. Raises Refused: 410 where it was withdrawn, 404 where there is none."""
    folder: Path = request.app.state.pool.folder
    refuse_withdrawn(folder, str(identity.iri("document", slug)))
    path = current(folder).folder / "documents" / f"{slug}.json"
    if not SLUG.fullmatch(slug) or not path.exists():
        raise Refused(404, f"Der er intet dokument {slug}.", f"There is no document {slug}.")
    return await run_in_threadpool(_restored, path.resolve())


@lru_cache(maxsize=8)
def _restored(path: Path) -> Document:
    return restore(path)
