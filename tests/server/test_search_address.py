"""Search over HTTP and inside SPARQL, on the real server."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

KG = "PREFIX kg: <https://w3id.org/kommunegraf/ns#>"


@pytest.fixture(scope="module")
def site(serve: Callable[..., httpx.Client], served: Path) -> httpx.Client:
    return serve(served)


def test_hits_as_json(site: httpx.Client) -> None:
    """A search gives its hits, best first, with their quotes, and how many there are of each class."""
    response = site.get("/search", params={"q": "læreplads", "limit": "1"})
    found = response.json()
    assert response.headers["content-type"] == "application/json"
    assert (len(found["hits"]), found["total"] > 1, sum(found["kinds"].values()) >= found["total"]) == (1, True, True)
    hit = found["hits"][0]
    assert "**" in hit["snippet"]
    assert hit["quote"]
    assert site.get(hit["evidence"], headers={"Accept": "text/turtle"}).status_code == 200


def test_hits_as_csv_in_pages(site: httpx.Client) -> None:
    """The same hits as a table; links lead through the pages, a kind chooses."""
    rows, address = [], "/search?q=l%C3%A6replads*&format=csv&limit=2"
    while address:
        response = site.get(address)
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        rows += list(csv.DictReader(io.StringIO(response.text)))
        address = response.links.get("next", {}).get("url", "")
    assert len(rows) == int(response.headers["x-total-count"]) == site.get("/search?q=laereplads*").json()["total"]
    assert len({row["thing"] for row in rows}) == len(rows)
    chosen = site.get("/search", params={"q": "læreplads*", "kind": "allocation"}).json()["hits"]
    assert {hit["kind"] for hit in chosen} == {"Allocation"}


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/search", 400, "at least one word"),
        ("/search?q=-a", 400, "at least one word"),
        ("/search?q=a&limit=x", 400, "limit is a whole number"),
        ("/search?q=a&format=pdf", 400, "json, csv"),
    ],
)
def test_mistakes_are_told(site: httpx.Client, address: str, status: int, told: str) -> None:
    """A mistake is a status and a sentence that says what to write instead."""
    response = site.get(address)
    assert (response.status_code, told in response.text) == (status, True), response.text


def test_a_search_is_asked_for_again_with_its_tag(site: httpx.Client) -> None:
    """The same search is 304 to who has its answer."""
    first = site.get("/search?q=pulje")
    again = site.get("/search?q=pulje", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.headers["etag"]) == (304, first.headers["etag"])


def test_search_inside_sparql(site: httpx.Client) -> None:
    """A query finds by words what /search finds, with score and snippet, and goes on from there."""
    query = f"""{KG} SELECT ?thing ?score ?snippet ?name {{
      (?thing ?score ?snippet) kg:matches "læreplads*" . ?thing a kg:Allocation ; kg:poolName ?name }}"""
    rows = site.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"]
    hits = site.get("/search", params={"q": "læreplads*", "kind": "Allocation"}).json()["hits"]
    assert {(row["thing"]["value"], float(row["score"]["value"]), row["snippet"]["value"]) for row in rows} == {
        (hit["thing"], hit["score"], hit["snippet"]) for hit in hits
    }
    assert hits


def test_search_inside_sparql_by_post(site: httpx.Client) -> None:
    """It works however the query is sent, and an ASK says whether there is anything."""
    for words, expected in (("læreplads", True), ("findesikke", False)):
        query = f'{KG} ASK {{ ?thing kg:matches "{words}" }}'
        response = site.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query"})
        assert (response.status_code, response.json()["boolean"]) == (200, expected)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("?thing kg:matches ?words", "kg:matches is written"),
        ('?thing kg:matches "-"', "at least one word"),
        ('?thing kg:matches "a" SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }', "SERVICE"),
    ],
)
def test_mistakes_inside_sparql_are_told(site: httpx.Client, pattern: str, told: str) -> None:
    """A search that cannot be done is 400 with a sentence; nothing else is let through beside it."""
    response = site.get("/sparql", params={"query": f"{KG} SELECT * {{ {pattern} }}"})
    assert (response.status_code, told in response.text) == (400, True), response.text
