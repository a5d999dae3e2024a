"""The rules of W3C's SPARQL 1.1 Protocol tests for an endpoint that is only read, each under the name of its test."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import httpx
import pytest

from kommunegraf.releases.index import Index
from kommunegraf.releases.release import drafting, publish

ONE, TWO, THREE = graphs = tuple(f"http://example.org/shelf/{name}" for name in ("one", "two", "three"))
KIND = "http://example.org/Box"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
BOOLEANS = {"application/sparql-results+json", "application/sparql-results+xml"}
TABLES = {*BOOLEANS, "text/csv", "text/tab-separated-values"}
TRIPLES = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}


@pytest.fixture(scope="module")
def client(serve: Callable[..., httpx.Client], tmp_path_factory: pytest.TempPathFactory) -> httpx.Client:
    """A client of a server with three graphs, each of which says that it is a box."""
    folder = tmp_path_factory.mktemp("protocol")
    with drafting(folder) as draft:
        for name in graphs:
            line = f"<{name}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{KIND}> <{name}> .\n"
            (draft / "graphs" / f"{name.rpartition('/')[2]}.nq").write_text(line)
        with Index.write(draft):
            publish(folder, draft)
    return serve(folder)


def _get(client: httpx.Client, query: str, **more: object) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more})


def _post(client: httpx.Client, body: str | bytes, headers: dict[str, str], **more: object) -> httpx.Response:
    return client.post("/sparql", params=more, content=body, headers=headers)


def _media_type(response: httpx.Response) -> str:
    assert 200 == response.status_code, response.text
    return response.headers["content-type"].partition(";")[0]


def test_query_post_form(client: httpx.Client) -> None:
    """A query comes in a form, URL-encoded, with a default graph named in the address."""
    response = _post(client, urlencode({"query": "ASK {}"}), FORM, **{"default-graph-uri": "http://example.org/none"})
    assert _media_type(response) in BOOLEANS
    assert response.json()["boolean"] is True


DEFAULT_TWO = f"ASK {{ <{ONE}> a ?kind . <{TWO}> a ?kind FILTER NOT EXISTS {{ <{THREE}> a ?kind }} }}"
NAMED_TWO = (
    f"ASK {{ GRAPH ?g {{ <{ONE}> a ?kind }} GRAPH ?h {{ <{TWO}> a ?kind }} "
    f"FILTER NOT EXISTS {{ GRAPH ?i {{ <{THREE}> a ?kind }} }} }}"
)


def test_query_dataset_default_graphs_get(client: httpx.Client) -> None:
    """By GET, the graphs of default-graph-uri together are the default graph, and nothing else is."""
    assert _get(client, DEFAULT_TWO, **{"default-graph-uri": [ONE, TWO]}).json()["boolean"] is True


def test_query_dataset_default_graphs_post(client: httpx.Client) -> None:
    """So they are for a posted query."""
    assert _post(client, DEFAULT_TWO, QUERY, **{"default-graph-uri": [ONE, TWO]}).json()["boolean"] is True


def test_query_dataset_named_graphs_get(client: httpx.Client) -> None:
    """By GET, GRAPH sees the graphs of named-graph-uri and no other."""
    assert _get(client, NAMED_TWO, **{"named-graph-uri": [ONE, TWO]}).json()["boolean"] is True


def test_query_dataset_named_graphs_post(client: httpx.Client) -> None:
    """So it does in a posted query."""
    assert _post(client, NAMED_TWO, QUERY, **{"named-graph-uri": [ONE, TWO]}).json()["boolean"] is True


FULL = (
    f"ASK {{ <{THREE}> a ?kind GRAPH ?g {{ <{ONE}> a ?kind }} GRAPH ?h {{ <{TWO}> a ?kind }} "
    f"FILTER NOT EXISTS {{ <{ONE}> a ?kind }} FILTER NOT EXISTS {{ GRAPH ?i {{ <{THREE}> a ?kind }} }} }}"
)


def test_query_dataset_full(client: httpx.Client) -> None:
    """Default and named graphs can be given together, and each stays what it is."""
    dataset = {"default-graph-uri": THREE, "named-graph-uri": [ONE, TWO]}
    assert _post(client, FULL, QUERY, **dataset).json()["boolean"] is True


def test_query_multiple_dataset(client: httpx.Client) -> None:
    """The graphs of the protocol count, those that FROM and FROM NAMED name in the query do not."""
    query = NAMED_TWO.replace("ASK {", f"ASK FROM <{THREE}> FROM NAMED <{THREE}> {{ FILTER NOT EXISTS {{ ?s ?p ?o }} ")
    assert _post(client, query, QUERY, **{"named-graph-uri": [ONE, TWO]}).json()["boolean"] is True


def test_query_get(client: httpx.Client) -> None:
    """A query comes by GET."""
    response = _get(client, "ASK {}", **{"default-graph-uri": "http://example.org/none"})
    assert _media_type(response) in BOOLEANS
    assert response.json()["boolean"] is True


def test_query_post_direct(client: httpx.Client) -> None:
    """A query is the body itself."""
    assert _post(client, "ASK {}", QUERY).json()["boolean"] is True


@pytest.mark.parametrize("accept", ["", "*/*", "application/sparql-results+xml", "text/csv;q=0.5, text/plain"])
@pytest.mark.parametrize(
    ("query", "types"),
    [
        pytest.param("SELECT (1 AS ?n) {}", TABLES, id="query_content_type_select"),
        pytest.param("ASK {}", TABLES, id="query_content_type_ask"),
        pytest.param(f"DESCRIBE <{ONE}>", TRIPLES, id="query_content_type_describe"),
        pytest.param("CONSTRUCT { <http://s> <http://p> 1 } {}", TRIPLES, id="query_content_type_construct"),
    ],
)
def test_query_content_type(client: httpx.Client, query: str, types: set[str], accept: str) -> None:
    """Each form of query is answered in a media type that fits its kind, or with 406 where none is accepted."""
    response = client.post("/sparql", content=query, headers={**QUERY, **({"Accept": accept} if accept else {})})
    if response.status_code == 406:
        assert types.isdisjoint({accept.partition(";")[0]})
    else:
        assert _media_type(response) in types


def test_query_content_type_ask_without_accept(client: httpx.Client) -> None:
    """Where nothing is said of formats, yes or no comes as JSON or XML."""
    assert _media_type(_post(client, "ASK {}", QUERY)) in BOOLEANS


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(client: httpx.Client, method: str) -> None:
    """Other methods than GET and POST are refused, and those that are allowed are named."""
    response = client.request(method, "/sparql", content=urlencode({"query": "ASK {}"}), headers=FORM)
    assert 405 == response.status_code
    assert "GET, HEAD, OPTIONS, POST" == response.headers["allow"]


def test_bad_multiple_queries(client: httpx.Client) -> None:
    """Two queries in one request are refused, by GET, in a form, and one in each of address and body."""
    for response in (
        _get(client, ["ASK {}", "SELECT * {}"]),  # type: ignore[arg-type]
        _post(client, urlencode([("query", "ASK {}"), ("query", "SELECT * {}")]), FORM),
        _post(client, "ASK {}", QUERY, query="SELECT * {}"),
    ):
        assert (400, "Send one query, in the parameter query.\n") == (response.status_code, response.text)


def test_bad_query_wrong_media_type(client: httpx.Client) -> None:
    """A query that is posted as plain text is refused; the body says what would do."""
    response = _post(client, "ASK {}", {"Content-Type": "text/plain"})
    assert 415 == response.status_code
    assert "application/sparql-query" in response.headers["accept-post"]


def test_bad_query_missing_form_type(client: httpx.Client) -> None:
    """A form without its media type is refused."""
    assert 415 == _post(client, urlencode({"query": "ASK {}"}), {}).status_code


def test_bad_query_missing_direct_type(client: httpx.Client) -> None:
    """A query as body without its media type is refused."""
    assert 415 == _post(client, "ASK {}", {}).status_code


@pytest.mark.parametrize("charset", ["; charset=UTF-16", ""])
def test_bad_query_non_utf8(client: httpx.Client, charset: str) -> None:
    """A query in UTF-16 is refused, whether or not it says so."""
    response = _post(client, "ASK {}".encode("utf-16"), {"Content-Type": QUERY["Content-Type"] + charset})
    assert (415 if charset else 400) == response.status_code
    assert "UTF-8" in response.text


def test_bad_query_syntax(client: httpx.Client) -> None:
    """A query that is none is refused, with the place where it goes wrong."""
    response = _get(client, "ASK {")
    assert 400 == response.status_code
    assert "Not a SPARQL query" in response.text


@pytest.mark.parametrize(
    ("method", "parameters", "body", "headers"),
    [
        pytest.param("GET", {"update": "CLEAR ALL"}, "", {}, id="bad_update_get"),
        pytest.param(
            "POST", {}, urlencode([("update", "CLEAR ALL"), ("update", "DROP ALL")]), FORM, id="bad_multiple_updates"
        ),
        pytest.param("POST", {}, urlencode({"update": "CLEAR XYZ"}), FORM, id="bad_update_syntax"),
        pytest.param("POST", {}, "CLEAR NAMED".encode("utf-16"), UPDATE, id="bad_update_non_utf8"),
        pytest.param(
            "POST",
            {"using-named-graph-uri": ONE},
            f"WITH <{ONE}> DELETE WHERE {{}}",
            UPDATE,
            id="bad_update_dataset_conflict",
        ),
        pytest.param("POST", {}, "CLEAR NAMED", {"Content-Type": "text/plain"}, id="bad_update_wrong_media_type"),
        pytest.param("POST", {}, urlencode({"update": "CLEAR NAMED"}), {}, id="bad_update_missing_form_type"),
        pytest.param("POST", {}, urlencode({"update": "CLEAR ALL"}), FORM, id="good update in a form"),
        pytest.param("POST", {}, "CLEAR ALL", UPDATE, id="good update as body"),
        pytest.param("GET", {"query": "CLEAR ALL"}, "", {}, id="update in place of a query"),
    ],
)
def test_bad_update(
    client: httpx.Client, method: str, parameters: dict[str, str], body: str | bytes, headers: dict[str, str]
) -> None:
    """No update is done, good or bad: 403 with a sentence where it is known as one, 415 where its kind is not told."""
    response = client.request(method, "/sparql", params=parameters, content=body, headers=headers)
    told = bool(parameters) or headers in (FORM, UPDATE)
    assert (403 if told else 415) == response.status_code
    assert ("read-only" in response.text) == told
    assert _get(client, DEFAULT_TWO, **{"default-graph-uri": [ONE, TWO]}).json()["boolean"] is True
