"""Time and presence over HTTP: how long a request lets its query run, and what happens when the asker goes away."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def patient(serve: Callable[..., httpx.Client], served: Path) -> httpx.Client:
    """A client of an app whose queries may take longer than any test."""
    return serve(served, limit=300.0, workers=2)


@pytest.mark.parametrize(
    "arguments",
    [
        {"params": {"query": ENDLESS}, "headers": {"X-Query-Timeout": "0.3"}},
        {"params": {"query": ENDLESS, "timeout": "0.3"}},
        {"data": {"query": ENDLESS, "timeout": "0.3"}},
        {"params": {"timeout": "0.3"}, "content": ENDLESS, "headers": {"Content-Type": "application/sparql-query"}},
    ],
)
def test_a_request_shortens_the_time(patient: httpx.Client, arguments: dict[str, object]) -> None:
    """By header or parameter, of the address or of the form: the query is ended when that time is over."""
    method = "GET" if set(arguments) <= {"params", "headers"} else "POST"
    response = patient.request(method, "/sparql", **arguments)  # type: ignore[arg-type]
    assert (response.status_code, "0.3 seconds" in response.text) == (503, True)
    assert response.headers["Retry-After"].isdigit()


@pytest.mark.parametrize("wished", ["soon", "0", "-1", "nan", "inf"])
def test_a_time_is_a_number_of_seconds(patient: httpx.Client, wished: str) -> None:
    """Anything else is refused with a sentence."""
    response = patient.get("/sparql", params={"query": "ASK {}", "timeout": wished})
    assert (response.status_code, "number of seconds" in response.text) == (400, True)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_goes_away_ends_the_query(patient: httpx.Client, method: str) -> None:
    """When the asker closes the connection, the query is no longer worked on."""
    pool = patient.pool  # type: ignore[attr-defined]
    asked = f"query={quote(ENDLESS)}"
    address = (patient.base_url.host, patient.base_url.port)
    with socket.create_connection(address) as connection:  # type: ignore[arg-type]
        if method == "GET":
            connection.sendall(f"GET /sparql?{asked} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        else:
            head = f"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: {len(asked)}\r\n"
            connection.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n{asked}".encode())
        assert _comes(lambda: pool.working == 1)
    assert _comes(lambda: pool.working == 0)
    assert patient.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"]


def _comes(condition: Callable[[], bool]) -> bool:
    """Whether a condition holds at last; the wait is long, for the machine may be busy."""
    for _ in range(3000):
        if condition():
            return True
        time.sleep(0.02)
    return False
