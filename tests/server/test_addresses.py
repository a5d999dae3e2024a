"""Addresses of ours over HTTP: what is said of a thing, 404 where nothing is, 410 where it was withdrawn."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from rdflib import Graph, URIRef

from kommunegraf.formats import GRAPHS
from kommunegraf.releases.withdrawal import Withdrawal, keep, mark, withdrawals

ALLOCATION = "/id/allocation/kkr-syddanmark-2031-03-14/a66d70bcdcd4"
BASE = "https://w3id.org/kommunegraf"


@pytest.mark.parametrize("wanted", GRAPHS, ids=lambda found: found.name)
def test_thing(site: httpx.Client, wanted: object) -> None:
    """What is said of a thing comes in the format that is asked for, by header or by name."""
    by_header = site.get(ALLOCATION, headers={"Accept": wanted.media_type})  # type: ignore[attr-defined]
    by_name = site.get(ALLOCATION, params={"format": wanted.name})  # type: ignore[attr-defined]
    for response in (by_header, by_name):
        assert 200 == response.status_code
        assert wanted.media_type == response.headers["content-type"].partition(";")[0]  # type: ignore[attr-defined]
        assert "Pulje til l" in response.text


def test_thing_is_described_by_its_own_triples(site: httpx.Client) -> None:
    """The shortest description has the thing as its subject, and the Link header names it."""
    response = site.get(f"{ALLOCATION}?profile=brief")
    graph = Graph().parse(data=response.text, format="turtle")
    assert {URIRef(BASE + ALLOCATION)} == set(graph.subjects())
    assert response.headers["link"].startswith(f'<{BASE}{ALLOCATION}>; rel="describes", ')


@pytest.mark.parametrize(
    "path",
    ["/id/allocation/kkr-syddanmark-2031-03-14/none", "/id/", "/id/a%3Cb", "/id/document/none", "/id/%F0%9F%98%80"],
)
def test_nothing_known(site: httpx.Client, path: str) -> None:
    """An address of which nothing is said is 404."""
    assert 404 == site.get(path).status_code


@pytest.mark.parametrize(
    "path",
    [
        "/id/document/budget-gone-2030",
        "/id/graph/budget-gone-2030",
        "/id/run/budget-gone-2030",
        "/id/allocation/budget-gone-2030/0123456789ab",
        "/id/evidence/budget-gone-2030/0123456789ab/target",
        "/graphs/budget-gone-2030",
    ],
)
def test_withdrawn(site: httpx.Client, path: str) -> None:
    """A document that was withdrawn, its graph, its facts and their evidence are 410, with reason and day."""
    response = site.get(path)
    assert 410 == response.status_code
    assert "budget-gone-2030 was withdrawn on 2031-05-02: Den indeholdt et navn." in response.text


def test_what_only_it_told_of(site: httpx.Client) -> None:
    """A thing that only a withdrawn document told of is 410, whatever its address; one that was never ours is 404."""
    folder: Path = site.pool.folder  # type: ignore[attr-defined]
    before, sha256 = withdrawals(folder).values(), "ab" * 32
    marks = tuple(
        mark(sha256, f"{BASE}{path}") for path in ("/id/meeting/odder/2031-03-04", "/id/person/jonna-baekgaard")
    )
    keep(folder, [*before, Withdrawal("referat-odder", sha256, "Forkert fil.", "2031-05-02", marks)])
    for path in ("/id/meeting/odder/2031-03-04", "/id/meeting/odder/2031-03-04.ttl"):
        response = site.get(path)
        assert 410 == response.status_code
        assert "referat-odder was withdrawn on 2031-05-02: Forkert fil." in response.text
    assert 404 == site.get("/id/meeting/odder/2031-03-05").status_code
    assert 200 == site.get("/id/person/jonna-baekgaard").status_code
    keep(folder, before)
    assert 404 == site.get("/id/meeting/odder/2031-03-04").status_code


def test_what_others_tell_too_is_not_gone(site: httpx.Client) -> None:
    """A thing that bears the name of a withdrawn document, but of which something is said, is not 410."""
    folder: Path = site.pool.folder  # type: ignore[attr-defined]
    before = withdrawals(folder).values()
    keep(folder, [*before, Withdrawal("jonna-baekgaard", "", "Forkert fil.", "2031-05-02")])
    assert 200 == site.get("/id/person/jonna-baekgaard").status_code
    assert 410 == site.get("/id/document/jonna-baekgaard").status_code
    keep(folder, before)
    assert 404 == site.get("/id/document/jonna-baekgaard").status_code
