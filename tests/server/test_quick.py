"""The short way of a plain query answers as the long one does, header by header."""

from __future__ import annotations

import httpx
import pytest

QUERIES = (
    "ASK { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 3",
    "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 30",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 0",
    "SELECT (NOW() > 0 AS ?never) {}",
    'SELECT ("æøå + & %" AS ?letters) {}',
    "SELECT * { <unfinished",
    "SELECT * { SERVICE <http://127.0.0.1:1/> {} }",
    "DROP ALL",
    "hello",
    "",
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"Accept": "text/csv"},
    {"Accept": "application/sparql-results+xml, text/turtle;q=0.5"},
    {"Accept": "image/png"},
    {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "da"},
    {"Accept-Encoding": "gzip"},
    {"Accept-Encoding": "identity"},
)


@pytest.mark.parametrize("headers", HEADERS, ids=str)
@pytest.mark.parametrize("query", QUERIES)
def test_both_ways_are_one(site: httpx.Client, query: str, headers: dict[str, str]) -> None:
    """Status, headers and body are the same whichever way a request takes; a tag to compare leads the long way."""
    answers = [
        site.get("/sparql", params={"query": query}, headers={"Accept-Encoding": "", **headers, **more})
        for more in ({}, {"If-None-Match": '"x"'})
    ]
    short, long = ({**answer.headers, "date": "", "x-request-id": ""} for answer in answers)
    assert short == long
    assert answers[0].status_code == answers[1].status_code
    if "NOW" not in query:
        assert answers[0].content == answers[1].content


def test_what_is_not_utf8(site: httpx.Client) -> None:
    """Bytes that are no text are refused on the short way, too."""
    assert 400 == site.get("/sparql?query=ASK%20%7B%7D%20%23%FF").status_code
