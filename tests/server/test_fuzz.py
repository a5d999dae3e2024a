"""The service under requests that nobody would write: by its OpenAPI description, and texts that are almost SPARQL."""

from __future__ import annotations

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import content_type_conformance, status_code_conformance

from kommunegraf.endpoint.openapi import TEXT, described


def no_fault_of_ours(_: object, response: schemathesis.Response, __: schemathesis.Case) -> None:
    """503 is an honest answer where a query outlives the time that its asker allows; nothing else above 499 is."""
    assert response.status_code < 500 or response.status_code == 503, response.text


CHECKS = [no_fault_of_ours, status_code_conformance, content_type_conformance]
DESCRIPTION = described()
TRIED = ("/q/what-falls-due.{ending}", "/q/evidence-of.{ending}")
OPERATIONS = [
    (path, method)
    for path, methods in DESCRIPTION["paths"].items()
    if not path.startswith("/q/") or path in TRIED
    for method in methods
]
MODES = [
    (path, method, mode)
    for path, method in OPERATIONS
    for mode in schemathesis.GenerationMode
    if mode is schemathesis.GenerationMode.POSITIVE
    or "requestBody" in DESCRIPTION["paths"][path][method]
    or any(parameter["schema"] != TEXT for parameter in DESCRIPTION["paths"][path][method]["parameters"])
]
"""What takes no parameter, or only a name, cannot be asked in a wrong way."""
BOUNDED = settings(
    max_examples=10,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
PIECES = (
    *(
        "SELECT",
        "ASK",
        "CONSTRUCT",
        "DESCRIBE",
        "WHERE",
        "FILTER",
        "OPTIONAL",
        "UNION",
        "MINUS",
        "GRAPH",
        "VALUES",
        "BIND",
    ),
    *(
        "GROUP BY",
        "HAVING",
        "ORDER BY",
        "LIMIT",
        "OFFSET",
        "FROM",
        "FROM NAMED",
        "PREFIX",
        "BASE",
        "EXISTS",
        "UNDEF",
        "AS",
    ),
    *(
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ".",
        ";",
        ",",
        "*",
        "+",
        "/",
        "|",
        "^",
        "!",
        "=",
        "<",
        ">",
        "&&",
        "||",
        "-",
        "'",
        '"',
    ),
    *(
        "?x",
        "?y",
        "$z",
        "<http://a/b>",
        "<rel>",
        "a:b",
        ":",
        "_:c",
        "a",
        "true",
        "1",
        "2.5",
        "1e9",
        '"æ"@da',
        "'''",
        "#",
    ),
    *(
        "COUNT(*)",
        "GROUP_CONCAT(?x)",
        "IF(",
        "STR(",
        "REGEX(",
        "SERVICE",
        "INSERT",
        "LOAD",
        "\\",
        "\x00",
        "\ufeff",
        "\u202e",
    ),
)


def test_every_address_is_tried() -> None:
    """The description is not empty, and each of its addresses but the many questions is fuzzed."""
    assert len(OPERATIONS) >= 8


@pytest.mark.parametrize(("path", "method", "mode"), MODES)
def test_requests_by_description(site: httpx.Client, path: str, method: str, mode: schemathesis.GenerationMode) -> None:
    """What fits the description, and what does not, is answered with a status and a kind that the description names."""
    operation = schemathesis.openapi.from_dict(DESCRIPTION)[path][method]

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def tried(case: schemathesis.Case) -> None:
        response = case.call(base_url=str(site.base_url), timeout=30)
        case.validate_response(response, checks=CHECKS)

    tried()


def _answered(site: httpx.Client, text: str) -> None:
    response = site.post("/sparql", data={"query": text, "timeout": "2"})
    assert response.status_code in {200, 400, 403, 413, 503}, text
    if response.status_code == 200:
        assert response.content or response.headers["content-type"].startswith("application/n-triples")
    else:
        assert 1 == response.text.count("\n")
        assert "Traceback" not in response.text


@settings(BOUNDED, max_examples=100)
@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_almost_sparql(site: httpx.Client, text: str) -> None:
    """Keywords and signs in any order are an answer or a refusal in one line, never a failure."""
    _answered(site, text)


@settings(BOUNDED, max_examples=30)
@given(text=st.text(max_size=60))
def test_any_text(site: httpx.Client, text: str) -> None:
    """So is any text at all."""
    _answered(site, text)


@settings(BOUNDED, max_examples=30)
@given(text=st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_in_a_query(site: httpx.Client, text: str) -> None:
    """Any text can be written as a string of a query, and comes back as it was."""
    escaped = "".join(f"\\U{ord(letter):08X}" for letter in text)
    response = site.post("/sparql", data={"query": f'SELECT ("{escaped}" AS ?x) {{}}'})
    assert text == response.json()["results"]["bindings"][0]["x"]["value"]


@settings(BOUNDED, max_examples=30)
@given(
    body=st.binary(max_size=60), kind=st.sampled_from(["application/sparql-query", "application/x-www-form-urlencoded"])
)
def test_any_bytes(site: httpx.Client, body: bytes, kind: str) -> None:
    """Bytes that are no text are refused or answered, too."""
    response = site.post("/sparql", content=body, headers={"Content-Type": kind})
    assert response.status_code in {200, 400, 403, 413, 503}


@settings(BOUNDED, max_examples=30)
@given(query=st.binary(max_size=40))
def test_any_address(site: httpx.Client, query: bytes) -> None:
    """So are bytes in the address, percent-encoded or not."""
    encoded = "".join(f"%{byte:02X}" for byte in query)
    for path in (f"/sparql?query={encoded}", f"/sparql?{encoded}", f"/graphs?graph={encoded}", f"/id/{encoded}"):
        assert site.get(path).status_code in {200, 303, 307, 400, 403, 404, 406, 410}
