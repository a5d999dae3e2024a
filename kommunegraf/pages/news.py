"""What is new: the sentences of the newest release on the front page, and those of the releases before it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kommunegraf.changes import feed
from kommunegraf.changes.history import Entry, History
from kommunegraf.pages.language import language
from kommunegraf.pages.rendering import page

FIRST: Final = 8
"""Sentences on the front page."""
ENTRIES: Final = 20
EACH: Final = 50
"""Releases on the page of changes, and sentences of each."""


@dataclass(frozen=True, slots=True)
class Told:
    """A release: its number and day, what it changed in sentences, and how many more there are."""

    number: int
    day: str
    sentences: tuple[str, ...]
    more: int


def latest(folder: Path, speaks: str) -> Told | None:
    """What the newest release changed; None where no release was noted."""
    entries = History(folder).entries()
    return _told(folder, entries[-1], speaks, FIRST) if entries else None


def _told(folder: Path, entry: Entry, speaks: str, most: int) -> Told:
    sentences = [danish if speaks == "da" else english for danish, english in feed.sentences(folder, entry)]
    return Told(entry.number, entry.published[:10], tuple(sentences[:most]), max(0, len(sentences) - most))


async def changes(request: Request) -> Response:
    """What changed from release to release, the newest first."""
    told = await run_in_threadpool(_all, request.app.state.pool.folder, language(request))
    return page(request, "news.html", told=told)


def _all(folder: Path, speaks: str) -> list[Told]:
    return [_told(folder, entry, speaks, EACH) for entry in reversed(History(folder).entries()[-ENTRIES:])]
