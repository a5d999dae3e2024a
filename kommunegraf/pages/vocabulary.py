"""The vocabulary inside the site: all terms, and a page for each with its demands, its count and a live example."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rdflib import URIRef
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kommunegraf.endpoint.refused import Refused
from kommunegraf.pages.asking import asked
from kommunegraf.pages.language import Links, language
from kommunegraf.pages.rendering import page
from kommunegraf.terminology.documentation import KINDS, Entry, Pages
from kommunegraf.terms import BASE

Used = Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=1)
def _pages() -> Pages:
    return Pages({})


@lru_cache(maxsize=2)
def _entries(speaks: str) -> dict[URIRef, tuple[Entry, ...]]:
    return {kind: tuple(_pages().entries(kind, speaks)) for kind in KINDS}


async def _used(request: Request) -> Used:
    """How often each term is used in the release, with a thing that has it; nothing where that takes too long."""
    found: dict[str, Mapping[str, str]] = {}
    for name in ("used-classes", "used-properties"):
        try:
            rows = (await asked(request, name)).texts()
        except Refused:
            continue
        found |= {row["term"]: row for row in rows}
    return found


async def vocabulary(request: Request) -> Response:
    """All terms, by kind."""
    entries = await run_in_threadpool(_entries, language(request))
    return page(request, "vocabulary.html", kinds=entries, used=await _used(request))


async def term(request: Request) -> Response:
    """One term."""
    entries = await run_in_threadpool(_entries, language(request))
    name = request.path_params["name"]
    found = next((entry for each in entries.values() for entry in each if entry.local == name), None)
    if found is None:
        raise Refused(404, f"{name} er ikke et ord i ordforrådet.", f"{name} is no term of the vocabulary.")
    used = (await _used(request)).get(found.iri, {})
    example = used.get("example", "")
    own = {entry.name: entry.local for each in entries.values() for entry in each}
    href = Links.of(request).thing(example) if example.startswith(BASE) else ""
    return page(request, "term.html", entry=found, count=used.get("count", "0"), example=href, own=own)
