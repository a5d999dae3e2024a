"""A site that can be public: headers, methods, languages of refusals, no way out of a folder, no stack trace."""

from __future__ import annotations

import http.client
import json
import re
from typing import Any

import httpx
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.routing import Route

from kommunegraf.endpoint.headers import CAREFUL
from kommunegraf.queries import questions
from kommunegraf.server import ROUTES

ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/sparql", 200),
    ("GET", "/sparql?query=ASK{}", 200),
    ("HEAD", "/sparql?query=ASK{}", 200),
    ("OPTIONS", "/sparql", 204),
    ("GET", "/sparql?query=ASK", 400),
    ("PUT", "/sparql", 405),
    ("GET", "/questions/allocations", 200),
    ("GET", "/questions/allocations.csv", 303),
    ("GET", "/nowhere", 404),
    ("GET", "/id/nowhere", 404),
    ("GET", "/graphs?default", 200),
    ("GET", "/openapi.json", 200),
    ("GET", "/web/style.css", 200),
    ("GET", "/web/nowhere.css", 404),
]


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_headers_on_every_answer(site: httpx.Client, method: str, path: str, status: int) -> None:
    """Each answer has the headers of a careful site, allows no script, and does not say what runs it."""
    response = site.request(method, path)
    assert status == response.status_code
    assert CAREFUL == {name: response.headers.get(name) for name in CAREFUL}
    assert "script-src" not in response.headers["content-security-policy"]
    assert "server" not in response.headers


def test_other_sites_may_ask(site: httpx.Client) -> None:
    """A script of another site may ask and read the answer: CORS, with its preflight."""
    preflight = site.options(
        "/sparql",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert (200, "*") == (preflight.status_code, preflight.headers["access-control-allow-origin"])
    assert "POST" in preflight.headers["access-control-allow-methods"]
    answer = site.get("/sparql?query=ASK{}", headers={"Origin": "https://example.org"})
    assert "*" == answer.headers["access-control-allow-origin"]
    assert "ETag" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/sparql", "GET, HEAD, OPTIONS, POST"), ("/graphs", "GET, HEAD, OPTIONS"), ("/", "GET, HEAD, OPTIONS")],
)
def test_options(site: httpx.Client, path: str, allowed: str) -> None:
    """OPTIONS tells what may be done at an address, without a body."""
    response = site.options(path)
    assert (204, allowed, b"") == (response.status_code, response.headers["allow"], response.content)


@pytest.mark.parametrize(
    ("header", "language", "told"),
    [
        ("", "en", "There is nothing here."),
        ("da", "da", "Her er ingenting."),
        ("da-DK,da;q=0.9,en;q=0.8", "da", "Her er ingenting."),
        ("en;q=0.9, da;q=0.8", "en", "There is nothing here."),
        ("de, *;q=0.1", "en", "There is nothing here."),
    ],
)
def test_language_of_refusals(site: httpx.Client, header: str, language: str, told: str) -> None:
    """A mistake is told in Danish or English, as Accept-Language prefers."""
    response = site.get("/nowhere", headers={"Accept-Language": header})
    assert (told + "\n", language) == (response.text, response.headers["content-language"])
    assert "Accept-Language" in response.headers["vary"]


@pytest.mark.parametrize(
    ("parameters", "danish"),
    [
        ({"query": "DROP ALL"}, "grafen kan kun læses"),
        ({"query": "SELECT * { SERVICE <http://x/> {} }"}, "hentes ikke"),
        ({"query": "ASK {"}, "Forespørgslen kan ikke"),
        ({"query": ["ASK {}", "ASK {}"]}, "Send én forespørgsel"),
        ({"query": "ASK {}", "format": "pdf"}, "format er et af"),
        ({"query": "ASK {}", "timeout": "-1"}, "antal sekunder"),
    ],
)
def test_refusals_in_danish(site: httpx.Client, parameters: dict[str, Any], danish: str) -> None:
    """Each mistake in a query has its Danish sentence."""
    response = site.get("/sparql", params=parameters, headers={"Accept-Language": "da"})
    assert danish in response.text


def test_refusal_is_a_page_for_browsers(site: httpx.Client) -> None:
    """A browser is told on a page."""
    response = site.get("/nowhere", headers={"Accept": "text/html,*/*;q=0.8", "Accept-Language": "da"})
    assert (404, "text/html; charset=utf-8") == (response.status_code, response.headers["content-type"])
    assert "Her er ingenting." in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/web/../server.py",
        "/web/../../pyproject.toml",
        "/web/%2e%2e/answer.html",
        "/web/..%2fanswer.html",
        "/web/..%5canswer.html",
        "/web//etc/passwd",
        "/web/%2fetc%2fpasswd",
        "/web/%00",
        "/web/static/../../server.py",
        "/web/" + "a" * 300,
        "/web/",
        "/questions/../../pyproject.toml",
        "/questions/..%2f..%2fpyproject.toml",
        "/questions/%2e%2e%2fREADME.csv",
        "/graphs/../index.sqlite",
        "/graphs/..%2findex.sqlite",
        "/id/../../withdrawn.json",
        "/id/%2e%2e/withdrawn.json",
        "/changes/../log.jsonl",
        "/.well-known/sparql-examples/..%2f..%2f",
    ],
)
def test_no_way_out_of_a_folder(site: httpx.Client, path: str) -> None:
    """A path that is sent as it is never leads to a file that is not meant to be served."""
    connection = http.client.HTTPConnection(site.base_url.host, site.base_url.port)
    connection.request("GET", path)
    assert connection.getresponse().status in {303, 400, 404}
    connection.close()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/changes?since={}", 400),
        ("/changes/{}.rdfp", 404),
        ("/questions/allocations?page={}", 200),
        ("/search?q=a&page={}", 400),
        ("/findings?page={}", 200),
        ("/q/allocations.csv?page={}", 400),
        ("/q/what-falls-due.csv?months={}", 400),
    ],
)
@pytest.mark.parametrize("number", ["9" * 5000, "\N{SUPERSCRIPT TWO}", "1_0", "-1e3"], ids=lambda number: number[:4])
def test_numbers_that_are_none(site: httpx.Client, path: str, status: int, number: str) -> None:
    """A number in an address that is none, or that no machine reads, is told or passed over, never a failure."""
    assert status == site.get(path.format(number)).status_code


def test_no_stack_trace(site: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks on our side is 500 with one sentence, the headers of the site, and nothing of the code."""

    async def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(site.pool, "ask", broken)  # type: ignore[attr-defined]
    response = site.get("/sparql?query=ASK{}", headers={"Accept-Language": "da"})
    assert (500, "Noget gik galt hos os. Det er skrevet i serverens log.\n") == (response.status_code, response.text)
    assert CAREFUL == {name: response.headers.get(name) for name in CAREFUL}


def test_openapi_names_every_address(site: httpx.Client) -> None:
    """The description is valid OpenAPI 3.1 and has each address of the service but styles and scripts, and no other.

    The questions stand in it one by one, with their parameters.
    """
    described = json.loads(site.get("/openapi.json").text)
    assert "3.1.0" == described["openapi"]
    OpenAPIV31SpecValidator(described).validate()
    served = {re.sub(r":\w+", "", route.path) for route in ROUTES if isinstance(route, Route)}
    named = {f"/q/{question.name}.{{ending}}" for question in questions()}
    assert (served - {"/q/{name}.{ending}"}) | named == set(described["paths"])
