"""Answers that are kept and packed: entity tags, 304, zstd and gzip."""

from __future__ import annotations

import gzip
from pathlib import Path

import httpx
import pytest
import zstandard

from kommunegraf.endpoint.compression import encoding
from kommunegraf.releases.index import Index
from kommunegraf.releases.release import drafting, publish

TEN = "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 10"
PATHS = ("/sparql", "/.well-known/void", "/.well-known/sparql-examples", "/graphs?default", f"/sparql?query={TEN}")


@pytest.mark.parametrize("path", PATHS)
def test_not_modified(site: httpx.Client, path: str) -> None:
    """What the asker has already is 304 without a body, with the same tag; so it is for HEAD."""
    etag = site.get(path).headers["etag"]
    assert etag.startswith(f'W/"{site.get("/ready").json()["release"]}-')
    for known in (etag, f'"x", {etag}', etag.removeprefix("W/"), "*"):
        for method in ("GET", "HEAD"):
            again = site.request(method, path, headers={"If-None-Match": known})
            assert (304, b"", etag) == (again.status_code, again.content, again.headers["etag"])
            assert "Accept-Encoding" in again.headers["vary"]
    assert 200 == site.get(path, headers={"If-None-Match": '"x"'}).status_code


def test_tag_stands_for_all_that_shapes_the_answer(site: httpx.Client) -> None:
    """Another query, format or graph has another tag; the same request has the same."""
    graph = "https://w3id.org/kommunegraf/id/graph/reference"
    requests: list[dict[str, str]] = [
        {"query": TEN},
        {"query": TEN + "0"},
        {"query": TEN, "format": "csv"},
        {"query": TEN, "default-graph-uri": graph},
        {"query": TEN, "named-graph-uri": graph},
    ]
    tags = [site.get("/sparql", params=params).headers["etag"] for params in requests]
    assert len(requests) == len(set(tags))
    assert tags == [site.get("/sparql", params=params).headers["etag"] for params in requests]


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "UUID()", "struuid()"])
def test_answers_that_change_have_no_tag(site: httpx.Client, call: str) -> None:
    """A query that gives another answer each time is not kept."""
    response = site.get("/sparql", params={"query": f"SELECT ({call} AS ?x) {{}}"})
    assert "etag" not in response.headers
    assert "no-store" == response.headers["cache-control"]


def test_posted_queries_have_no_tag(site: httpx.Client) -> None:
    """The answer to a POST is not kept, and If-None-Match does not make it 304."""
    response = site.post("/sparql", data={"query": TEN}, headers={"If-None-Match": "*"})
    assert (200, "no-store") == (response.status_code, response.headers["cache-control"])


@pytest.mark.parametrize(("name", "unpack"), [("gzip", gzip.decompress), ("zstd", None), ("identity", bytes)])
def test_packed(site: httpx.Client, name: str, unpack: object) -> None:
    """The same bytes come packed as the asker can read them, and Vary says so."""
    plain = site.get("/graphs?default", headers={"Accept": "application/n-triples", "Accept-Encoding": ""}).content
    with site.stream(
        "GET", "/graphs?default", headers={"Accept": "application/n-triples", "Accept-Encoding": name}
    ) as response:
        raw = b"".join(response.iter_raw())
    unpacked = unpack(raw) if unpack else zstandard.ZstdDecompressor().decompressobj().decompress(raw)  # type: ignore[operator]
    assert plain == unpacked
    assert name == response.headers.get("content-encoding", "identity")
    assert "Accept-Encoding" in response.headers["vary"]


def test_short_answers_are_not_packed(site: httpx.Client) -> None:
    """A few bytes leave as they are."""
    response = site.get("/sparql", params={"query": "ASK {}"}, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in response.headers
    assert len(response.content) == int(response.headers["content-length"])


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip", "gzip"),
        ("zstd;q=0.5, gzip", "gzip"),
        ("*", "zstd"),
        ("zstd;q=0, *", "gzip"),
        ("gzip;q=0, zstd;q=0", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_encoding(header: str, name: str) -> None:
    """The asker's weights choose; zstd where both are liked alike."""
    assert name == encoding(header)


def test_new_release_has_a_new_tag(site: httpx.Client) -> None:
    """After a new release nothing of the old one is 304."""
    folder: Path = site.pool.folder  # type: ignore[attr-defined]
    tags = [site.get(path).headers["etag"] for path in PATHS]
    with drafting(folder) as draft:
        (draft / "graphs" / "g.nq").write_text('<http://a> <http://b> "new" <http://g> .\n')
        with Index.write(draft):
            site.wait_for(publish(folder, draft))  # type: ignore[attr-defined]
    for path, tag in zip(PATHS, tags, strict=True):
        response = site.get(path, headers={"If-None-Match": tag})
        assert 200 == response.status_code
        assert tag != response.headers["etag"]
