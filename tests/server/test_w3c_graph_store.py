"""The rules of W3C's Graph Store Protocol tests for a store that is only read, each under the name of its test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from kommunegraf.releases.index import Index
from kommunegraf.releases.release import Release, drafting, publish
from kommunegraf.releases.withdrawal import Withdrawal, keep

BASE = "https://w3id.org/kommunegraf/id/graph"
NAME = "http://xmlns.com/foaf/0.1/name"
PEOPLE = {
    f"{BASE}/anna": [f'_:a <{NAME}> "Anna"', f"_:a <http://xmlns.com/foaf/0.1/knows> <{BASE}/bo#me>"],
    f"{BASE}/bo": [f'<{BASE}/bo#me> <{NAME}> "Bo"'],
    "http://example.org/people/%31": [f'<http://example.org/one> <{NAME}> "En"'],
    "http://example.org/people/1": [f'<http://example.org/two> <{NAME}> "To"'],
}
TURTLE = {"Accept": "text/turtle"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder with four graphs."""
    return tmp_path_factory.mktemp("graphs")


@pytest.fixture(scope="module")
def client(serve: Callable[..., httpx.Client], folder: Path) -> httpx.Client:
    """A client of a server with four graphs."""
    _publish(folder, PEOPLE)
    return serve(folder)


def _publish(folder: Path, graphs: dict[str, list[str]]) -> Release:
    with drafting(folder) as draft:
        for index, (name, triples) in enumerate(graphs.items()):
            lines = "".join(f"{triple} <{name}> .\n" for triple in triples)
            (draft / "graphs" / f"{index}.nq").write_text(lines)
        with Index.write(draft):
            return publish(folder, draft)


def _same(response: httpx.Response, triples: list[str]) -> bool:
    assert (200, "text/turtle; charset=utf-8") == (response.status_code, response.headers["content-type"])
    wanted = Graph().parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
    return isomorphic(Graph().parse(data=response.text, format="turtle"), wanted)


def test_put_get_repeat_indirect(client: httpx.Client) -> None:
    """?graph= gives the graph of that name, whole, in Turtle where that is asked for."""
    iri = f"{BASE}/anna"
    assert _same(client.get("/graphs", params={"graph": iri}, headers=TURTLE), PEOPLE[iri])


def test_put_get_repeat_direct(client: httpx.Client) -> None:
    """A graph of ours is given at its own address, too."""
    assert _same(client.get("/graphs/anna", headers=TURTLE), PEOPLE[f"{BASE}/anna"])


def test_put_get_default(client: httpx.Client) -> None:
    """?default gives the default graph: here all that is in any graph."""
    response = client.get("/graphs?default", headers=TURTLE)
    assert _same(response, [triple for triples in PEOPLE.values() for triple in triples])


def test_put_delete_get_delete_indirect(client: httpx.Client) -> None:
    """A graph that is not there is 404."""
    assert 404 == client.get("/graphs", params={"graph": f"{BASE}/gone"}).status_code


def test_put_delete_get_delete_direct(client: httpx.Client) -> None:
    """It is 404 at its own address, too."""
    assert 404 == client.get("/graphs/gone").status_code


def test_post_get_post_get_indirect(client: httpx.Client, folder: Path) -> None:
    """After a release with more in it the graph is given with more in it (post_get_post_get_direct: at its address)."""
    more = {**PEOPLE, f"{BASE}/bo": [*PEOPLE[f"{BASE}/bo"], f'<{BASE}/bo#me> <{NAME}> "Bo Bang"']}
    client.wait_for(_publish(folder, more))  # type: ignore[attr-defined]
    assert _same(client.get("/graphs", params={"graph": f"{BASE}/bo"}, headers=TURTLE), more[f"{BASE}/bo"])
    assert _same(client.get("/graphs/bo", headers=TURTLE), more[f"{BASE}/bo"])
    client.wait_for(_publish(folder, PEOPLE))  # type: ignore[attr-defined]
    assert _same(client.get("/graphs/bo", headers=TURTLE), PEOPLE[f"{BASE}/bo"])


@pytest.mark.parametrize("path", [f"/graphs?graph={quote(BASE + '/bo', safe='')}", "/graphs/bo", "/graphs?default"])
def test_head_existing(client: httpx.Client, path: str) -> None:
    """HEAD is 200 with the headers of GET and no body (head_existing_indirect, head_existing_direct)."""
    head, get = client.head(path, headers=TURTLE), client.get(path, headers={**TURTLE, "Accept-Encoding": ""})
    assert (200, b"", "text/turtle; charset=utf-8") == (head.status_code, head.content, head.headers["content-type"])
    assert get.headers["etag"] == head.headers["etag"]


def test_head_non_existing_indirect(client: httpx.Client) -> None:
    """HEAD of a graph that is not there is 404 without a body."""
    response = client.head("/graphs", params={"graph": f"{BASE}/gone"}, headers=TURTLE)
    assert (404, b"") == (response.status_code, response.content)


def test_put_get_uri_pct_encoded_indirect(client: httpx.Client) -> None:
    """The name of a graph in the address is decoded once, whether it was encoded whole or not at all."""
    iri = "http://example.org/people/1"
    for path in (f"/graphs?graph={iri}", f"/graphs?graph={quote(iri, safe='')}"):
        assert _same(client.get(path, headers=TURTLE), PEOPLE[iri])


def test_put_get_uri_pct_encoded_twice(client: httpx.Client) -> None:
    """It is decoded once, not twice: %2531 is the graph …/%31, and %31 the graph …/1."""
    for written, iri in (("%2531", "http://example.org/people/%31"), ("%31", "http://example.org/people/1")):
        assert _same(client.get(f"/graphs?graph=http://example.org/people/{written}", headers=TURTLE), PEOPLE[iri])


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/graphs?default", f"/graphs?graph={BASE}/bo", "/graphs/bo"])
def test_nothing_is_written(client: httpx.Client, method: str, path: str) -> None:
    """Every method that writes is refused, and the graph stays what it was."""
    response = client.request(method, path, content="<a:s> <a:p> 1 .", headers={"Content-Type": "text/turtle"})
    assert (405, "GET, HEAD, OPTIONS") == (response.status_code, response.headers["allow"])
    assert _same(client.get("/graphs/bo", headers=TURTLE), PEOPLE[f"{BASE}/bo"])


@pytest.mark.parametrize(
    "path", ["/graphs", "/graphs?default&graph=http://a/b", "/graphs?graph=a:b&graph=a:c", "/graphs?graph=no%20iri"]
)
def test_which_graph_is_meant(client: httpx.Client, path: str) -> None:
    """A request that names no graph, more than one or what is no IRI is 400."""
    assert 400 == client.get(path).status_code


def test_graph_of_a_withdrawn_document(client: httpx.Client, folder: Path) -> None:
    """The graph of a document that was withdrawn is 410, with the reason."""
    keep(folder, [Withdrawal("gone", "", "Forkert fil.", "2031-05-02")])
    for path in ("/graphs/gone", f"/graphs?graph={BASE}/gone"):
        response = client.get(path)
        assert 410 == response.status_code
        assert "Forkert fil." in response.text
    keep(folder, [])
