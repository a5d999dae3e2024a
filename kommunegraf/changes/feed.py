"""The changes over HTTP: a feed with a cursor for programs, the patches, and an Atom feed for people."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from kommunegraf.base import SITE
from kommunegraf.changes.history import Entry, History
from kommunegraf.changes.telling import known, tell
from kommunegraf.endpoint.paging import whole_number
from kommunegraf.endpoint.refused import Refused
from kommunegraf.labels import day
from kommunegraf.releases.release import current

PAGE: Final = 50
"""Entries in one answer; ``next`` leads to those after them."""
SHOWN: Final = 200
"""Sentences of one entry; the patch has all of its changes."""
LARGEST: Final = 500_000
"""Of an entry with more changed statements only their number is told."""
UNTOLD: Final = "Ingen kendsgerning, der fortælles om, er ændret.\n\nNo fact that is told of changed."
PATCH: Final = "text/plain; charset=utf-8"
ATOM: Final = "http://www.w3.org/2005/Atom"
NO_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may have, as a document, or the reason of a withdrawal, may."""
ElementTree.register_namespace("", ATOM)


async def changes(request: Request) -> Response:
    """The entries after the number ``since`` (0: all), the oldest first, and the number to ask after next."""
    since = whole_number(request.query_params.get("since", "0"))
    if since is None:
        raise Refused(400, "since er et nummer: /changes?since=12", "since is a number: /changes?since=12")
    return JSONResponse(await run_in_threadpool(_changes, request.app.state.pool.folder, since))


def _changes(folder: Path, since: int) -> dict[str, Any]:
    later = [entry for entry in History(folder).entries() if entry.number > since]
    shown = later[:PAGE]
    return {
        "changes": [_described(folder, entry) for entry in shown],
        "next": shown[-1].number if shown else since,
        "more": len(later) > len(shown),
    }


def _described(folder: Path, entry: Entry) -> dict[str, Any]:
    told = sentences(folder, entry)
    patch = f"/changes/{entry.number}.rdfp" if History(folder).patch(entry.number).exists() else None
    return {**asdict(entry), "sentences": [{"da": danish, "en": english} for danish, english in told], "patch": patch}


def sentences(folder: Path, entry: Entry) -> tuple[tuple[str, str], ...]:
    """What an entry changed; kept as long as neither its patch nor the release that is served changes."""
    path = History(folder).patch(entry.number)
    if not path.exists():
        said = f"Udgave med {entry.documents} dokumenter.", f"A release of {entry.documents} documents."
        return (said,)
    if entry.added + entry.removed > LARGEST:
        number = entry.added + entry.removed
        said = f"{number} udsagn er ændret: se rettelsen.", f"{number} statements changed: see the patch."
        return (said,)
    return _told(folder, entry.number, path.stat().st_mtime_ns, current(folder).name)


@lru_cache(maxsize=256)
def _told(folder: Path, number: int, _changed: int, _served: str) -> tuple[tuple[str, str], ...]:
    sentences = tell(History(folder).changes(number), known(current(folder)))
    return tuple((found.danish, found.english) for found in islice(sentences, SHOWN))


async def patch(request: Request) -> Response:
    """The RDF Patch that led to an entry; 404 where there is none, as for the first."""
    number = whole_number(request.path_params["number"])
    path = History(request.app.state.pool.folder).patch(number or 0)
    if number is None or not path.exists():
        raise Refused(404, "Der er ingen rettelse med det nummer.", "There is no patch of this number.")
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(path.read_bytes(), headers={"Content-Type": PATCH, "Content-Encoding": "gzip"})
    return StreamingResponse(iterate_in_threadpool(_unpacked(path)), headers={"Content-Type": PATCH})


def _unpacked(path: Path) -> Iterator[bytes]:
    with gzip.open(path) as file:
        while part := file.read(1 << 20):
            yield part


async def atom(request: Request) -> Response:
    """The newest entries as Atom, the newest first, in Danish and English."""
    folder, base = request.app.state.pool.folder, str(request.base_url).rstrip("/")
    body = await run_in_threadpool(_atom, folder, base)
    return Response(body, media_type="application/atom+xml")


def _atom(folder: Path, base: str) -> bytes:
    entries = History(folder).entries()
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", f"{SITE}changes")
    _add(feed, "title", "Kommunegraf: ændringer / changes")
    _add(feed, "updated", entries[-1].published if entries else "1970-01-01T00:00:00+00:00")
    _add(_add(feed, "author"), "name", "Kommunegraf")
    _add(feed, "link", rel="self", href=f"{base}/changes.atom")
    for entry in reversed(entries[-PAGE:]):
        node = _add(feed, "entry")
        danish, english = day(entry.published[:10])
        _add(node, "id", f"{SITE}changes/{entry.number}/{entry.release}")
        _add(node, "title", f"Udgave {entry.number}, {danish} / Release {entry.number}, {english}")
        _add(node, "updated", entry.published)
        _add(node, "link", rel="alternate", href=f"{base}/changes?since={entry.number - 1}")
        told = sentences(folder, entry)
        text = "\n".join((*(danish for danish, _ in told), "", *(english for _, english in told)))
        _add(node, "content", text if told else UNTOLD, type="text")
    body: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = NO_XML.sub("\N{REPLACEMENT CHARACTER}", text) or None
    return child


ROUTES: Final = (
    Route("/changes", changes),
    Route("/changes/{number}.rdfp", patch),
    Route("/changes.atom", atom),
)
