"""Connections: what takes the short way, and that requests of both ways come in any order and any pieces."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, unquote_plus

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunegraf.endpoint import patience
from kommunegraf.endpoint.quick import plain, unquoted
from kommunegraf.pool.pool import Request

LINE = "GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n"
PLAIN = (
    LINE + "Host: a\r\n\r\n",
    LINE + "Host: a\r\nAccept: text/csv\r\nAccept: */*;q=0.1\r\nUser-Agent: b\r\n\r\n",
    LINE + "Host: a\r\nconnection: Keep-Alive\r\nX-Forwarded-For: 192.0.2.7\r\n\r\n",
    "GET /sparql?query=SELECT+*+%7B%7D%23%C3%A6%26=%25 HTTP/1.1\r\nHost: a\r\n\r\n",
)
OTHERS = (
    LINE + "Host: a\r\n",
    LINE + "Host: a\r\n\r\n" + LINE,
    LINE + "Host: a\r\nConnection: close\r\n\r\n",
    LINE + "Host: a\r\nConnection: keep-alive, upgrade\r\nUpgrade: websocket\r\n\r\n",
    LINE + "Host: a\r\nContent-Length: 0\r\n\r\n",
    LINE + "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n",
    LINE + "Host: a\r\nOrigin: https://example.dk\r\n\r\n",
    LINE + 'Host: a\r\nIf-None-Match: "x"\r\n\r\n',
    LINE + "Host: a\r\nX-Query-Timeout: 1\r\n\r\n",
    LINE + "Host: a\r\nAccept: text/html\r\n\r\n",
    LINE + "Host: a\r\nAccept: image/png\r\n\r\n",
    LINE + "Host: a\r\nno header\r\n\r\n",
    LINE + f"Host: a\r\nLong: {'x' * 5000}\r\n\r\n",
    LINE.replace("1.1", "1.0") + "Host: a\r\n\r\n",
    LINE.replace("GET", "HEAD") + "Host: a\r\n\r\n",
    LINE.replace("ASK", "ASK{}&format=csv") + "Host: a\r\n\r\n",
    LINE.replace("ASK%7B%7D", "") + "Host: a\r\n\r\n",
    LINE.replace("ASK", "DROP ALL") + "Host: a\r\n\r\n",
    LINE.replace("ASK", "DROP+ALL") + "Host: a\r\n\r\n",
    LINE.replace("ASK", "ASK#%F") + "Host: a\r\n\r\n",
    LINE.replace("ASK", "%FF") + "Host: a\r\n\r\n",
    LINE.replace("/sparql", "/graphs") + "Host: a\r\n\r\n",
)


@pytest.mark.parametrize("request_", PLAIN)
def test_plain(request_: str) -> None:
    """A whole GET of a query and no more, with headers that ask for nothing special, is plain."""
    assert plain(request_.encode()) is not None


@pytest.mark.parametrize("request_", OTHERS)
def test_not_plain(request_: str) -> None:
    """Whatever is in pieces, asks for more or is not in order is not."""
    assert plain(request_.encode()) is None


@given(st.text(max_size=60) | st.text("%3Dd= +\n", max_size=20))
def test_unquoted(text: str) -> None:
    """What was quoted for an address is read back; "+" is a space."""
    assert [text, text] == [unquoted(quote(text, safe=safe).replace("%20", "+").encode()) for safe in ("", "=/?")]


@given(st.text("%0aF=3D+", max_size=12))
def test_what_is_badly_quoted_is_refused(text: str) -> None:
    """A "%" without two digits behind it is; whatever is not reads as the long way reads it."""
    try:
        read = unquoted(text.encode())
    except ValueError:
        assert re.search(r"%(?![0-9a-fA-F]{2})", text) or "\N{REPLACEMENT CHARACTER}" in unquote_plus(text)
    else:
        assert unquote_plus(text, errors="strict") == read


def test_the_short_way_is_taken(site: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain query is answered where the long way is broken, and what is not plain is not."""
    monkeypatch.setattr(patience, "ask", None)
    query = "SELECT ('the short way' AS ?x) {}"
    plainly, otherwise = ({"query": query}, {"query": query, "format": "json"})
    assert [200, 500] == [site.get("/sparql", params=params).status_code for params in (plainly, otherwise)]


def test_who_asks(site: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom a trusted proxy names takes turns with others, on both ways; a name that is none counts as the proxy."""
    pool: Any = site.pool  # type: ignore[attr-defined]
    seen: list[str] = []
    ask = pool.ask

    async def spying(asked: Request) -> Any:
        seen.append(asked.asker)
        return await ask(asked)

    monkeypatch.setattr(pool, "ask", spying)
    for number, forwarded in enumerate(("192.0.2.7", "192.0.2.9, 192.0.2.8, 127.0.0.1", "")):
        for more in ({}, {"format": "csv"}):
            params = {"query": f"SELECT ({number} AS ?who) {{}}", **more}
            site.get("/sparql", params=params, headers={"X-Forwarded-For": forwarded})
    assert ["192.0.2.7"] * 2 + ["192.0.2.8"] * 2 + ["127.0.0.1"] * 2 == seen


def _request(query: str, *headers: str) -> bytes:
    lines = (f"GET /sparql?query={quote(query)} HTTP/1.1", "Host: a", *headers, "", "")
    return "\r\n".join(lines).encode()


@contextmanager
def _connected(site: httpx.Client) -> Iterator[socket.socket]:
    address = (site.base_url.host, site.base_url.port or 80)
    with socket.create_connection(address, timeout=60) as connection:
        yield connection


def _answers(connection: socket.socket, number: int) -> list[bytes]:
    """The bodies of so many answers, in order."""
    found = []
    stream = connection.makefile("rb")
    for _ in range(number):
        status = stream.readline()
        headers = http.client.parse_headers(stream)
        body = stream.read(int(headers["Content-Length"]))
        found.append(body if b" 200 " in status else status.split()[1])
    return found


def _csv(value: str) -> bytes:
    return f"x\r\n{value}\r\n".encode()


@pytest.mark.parametrize("at_once", [True, False])
def test_answers_come_in_the_order_of_the_requests(site: httpx.Client, at_once: bool) -> None:
    """Requests that do not wait for answers, in one piece or many, on whichever way, are answered in their order."""
    requests = [
        _request(f"SELECT ('{way} {number}' AS ?x) {{}}", "Accept: text/csv", *headers)
        for number in range(5)
        for way, headers in (("short", ()), ("long", ('If-None-Match: "x"',)), ("again", ()))
    ]
    with _connected(site) as connection:
        for piece in [b"".join(requests)] if at_once else requests:
            connection.sendall(piece)
        answers = _answers(connection, len(requests))
    assert [_csv(f"{way} {number}") for number in range(5) for way in ("short", "long", "again")] == answers


def test_a_request_in_pieces(site: httpx.Client) -> None:
    """What comes byte by byte is answered as well, and so is what comes after it."""
    asked = _request("SELECT ('in pieces' AS ?x) {}", "Accept: text/csv")
    with _connected(site) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in asked:
            connection.sendall(bytes([byte]))
        first = _answers(connection, 1)
        connection.sendall(asked)
        assert [_csv("in pieces")] * 2 == [*first, *_answers(connection, 1)]


def test_a_body_is_no_request(site: httpx.Client) -> None:
    """The body of a request that looks like a plain one is not answered as one."""
    asked = _request("SELECT ('smuggled' AS ?x) {}", "Accept: text/csv")
    head = f"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: {len(asked)}\r\n\r\n"
    with _connected(site) as connection:
        connection.sendall(head.encode())
        assert [b"415"] == _answers(connection, 1)
        connection.sendall(asked)
        connection.sendall(_request("SELECT ('asked' AS ?x) {}", "Accept: text/csv"))
        assert [_csv("asked")] == _answers(connection, 1)
