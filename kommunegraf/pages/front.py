"""The front page: what one can ask, with the first lines of each answer, what is new, and how complete it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kommunegraf import wording
from kommunegraf.pages.asking import Found
from kommunegraf.pages.heads import Head, Heads
from kommunegraf.pages.language import Links, language
from kommunegraf.pages.news import Told, latest
from kommunegraf.pages.presenting import groups
from kommunegraf.pages.rendering import page
from kommunegraf.pages.tables import Maker, Table
from kommunegraf.releases.ground import NOTE
from kommunegraf.releases.release import Release, current
from kommunegraf.wording import Words

PATIENCE: Final = 0.5
"""Seconds that the first visitors of a release wait for the heads of its answers."""
WIDTH: Final = 3
"""Columns of a head."""
FIGURES: Final = {
    "fact": "",
    "agreement": "Agreement",
    "sum": "Funding",
    "decision": "Decision",
    "meeting": "Meeting",
    "finding": "Finding",
}
"""What is counted on the front page, by the class of the facts; "" is all of them."""
PAPERS: Final = ("minutes", "agenda")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a release is made of: documents read and failed, facts by class, papers of known meetings missing."""

    read: int
    failed: int
    facts: Mapping[str, int]
    missing: Mapping[str, int]


async def home(request: Request) -> Response:
    """The front page."""
    heads: Heads = request.app.state.heads
    folder = request.app.state.pool.folder
    speaks = language(request)
    words, maker = wording.words(speaks), Maker(wording.words(speaks), Links.of(request))
    known = await heads.known(PATIENCE)
    standing = await run_in_threadpool(_standing, current(folder))
    told: Told | None = await run_in_threadpool(latest, folder, speaks)
    return page(
        request,
        "home.html",
        groups=groups(),
        heads={name: _head(maker, head) for name, head in known.items()},
        standing=standing,
        figures=[(name, _count(standing, kind)) for name, kind in FIGURES.items()],
        complete=_complete(standing, words),
        told=told,
        release=current(folder).name,
    )


def _count(standing: Standing, kind: str) -> int:
    return standing.facts.get(kind, 0) if kind else sum(standing.facts.values())


def _head(maker: Maker, head: Head) -> Table | None:
    """The first rows of an answer in its first columns; None where there was no time for it."""
    if head.found is None:
        return None
    whole = maker.whole(head.found)
    kept = [at for at, heading in enumerate(whole.headings) if heading.name != "document"][:WIDTH]
    narrow = tuple(name for name in (whole.headings[at].name for at in kept))
    return maker.whole(Found(narrow, head.found.rows))


@lru_cache(maxsize=2)
def _standing(release: Release) -> Standing:
    """From what a release has noted of itself: no query runs here."""
    with release.index() as index:
        readings, missing = index.readings(), index.noted(NOTE) or {}
    facts: Counter[str] = Counter()
    for reading in readings:
        facts.update(reading.get("facts", {}))
    failed = sum(bool(reading["failure"]) for reading in readings)
    return Standing(len(readings) - failed, failed, dict(facts), dict(missing))


def _complete(standing: Standing, words: Words) -> str:
    """How complete the graph is, in a few sentences."""
    said = [words.text("complete_read", read=words.counted("document", standing.read))]
    if standing.failed:
        said.append(words.text("complete_failed", failed=words.counted("file", standing.failed)))
    lacking = [words.counted(kind, standing.missing[kind]) for kind in PAPERS if standing.missing.get(kind)]
    missing = ", ".join(lacking)
    said.append(words.text("complete_lacking", missing=missing) if lacking else words.text("complete_whole"))
    return " ".join(said)
