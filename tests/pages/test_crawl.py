"""The whole site of the samples as a visitor finds it: no broken link, no page too large, each page whole by itself."""

from __future__ import annotations

import re
from collections import Counter, deque
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from kommunegraf.releases.release import current
from kommunegraf.terms import BASE

LINKS = re.compile(r'(?:href|src|action)="([^"]+)"')
LARGEST = 300_000


def _kind(path: str) -> str:
    """What a page is of: the class of a thing, else its place in the site; each question is a kind of its own."""
    parts = path.partition("?")[0].split("/")
    return "/".join(parts[:3]) if parts[1] in {"id", "questions"} else parts[1]


def _inner(text: str, other: str) -> set[str]:
    """The addresses that a page links to, but for those in the other language and the same answer in another order."""
    found = (unescape(link).partition("#")[0] for link in LINKS.findall(text))
    skipped = ("sort=", "format=", f"lang={other}")
    return {link for link in found if link.startswith("/") and not any(mark in link for mark in skipped)}


@pytest.mark.parametrize(("start", "other", "each"), [("/", "en", 8), ("/?lang=en", "da", 2)])
def test_no_link_is_broken(site: TestClient, samples: Path, start: str, other: str, each: int) -> None:
    """Every address that the site links to answers, and none is a page above 300 kB.

    Of things of one kind ``each`` are opened; the others are known to the graph, from which their pages are made.
    """
    rows = current(samples).store().rows("SELECT DISTINCT ?s { ?s ?p ?o FILTER(ISIRI(?s)) }").rows
    known = {iri for (iri,) in rows}
    todo, seen, opened = deque([start]), {start}, Counter[str]()
    broken: list[tuple[int, str]] = []
    while todo:
        path = todo.popleft()
        kind = _kind(path)
        opened[kind] += 1
        if opened[kind] > each:
            thing = BASE + unquote(path.partition("?")[0].removeprefix("/id/"))
            assert not path.startswith("/id/") or thing in known, path
            continue
        response = site.get(path)
        if response.status_code >= 400:
            broken.append((response.status_code, path))
        if response.headers.get("content-type", "").startswith("text/html"):
            assert len(response.content) < LARGEST, path
            new = _inner(response.text, other) - seen
            seen |= new
            todo.extend(sorted(new))
    assert [] == broken
    assert len(seen) > 500
