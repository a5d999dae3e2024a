"""Another store is asked again where it is away for a moment, and what it refuses is told with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from kommunegraf.errors import NotPublished, WrongUse
from kommunegraf.publishing.engines import address
from kommunegraf.publishing.remote import Remote


class _Store(ThreadingHTTPServer):
    """A server that answers with these codes, one after the other, and the last of them from then on."""

    codes: tuple[int, ...] = (204,)
    asked = 0


class _Answers(BaseHTTPRequestHandler):
    def do_PUT(self) -> None:
        server = self.server
        assert isinstance(server, _Store)
        self.rfile.read(int(self.headers["Content-Length"]))
        code = server.codes[min(server.asked, len(server.codes) - 1)]
        server.asked += 1
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is written."""


@pytest.fixture
def store() -> Iterator[_Store]:
    server = _Store(("127.0.0.1", 0), _Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def _begin(store: _Store) -> None:
    with Remote(address(f"http://127.0.0.1:{store.server_port}", "oxigraph"), tries=4, pause=0.001) as remote:
        remote.begin("http://a/graph", ["<http://a> <http://b> <http://c> ."])


def test_it_is_tried_again(store: _Store) -> None:
    """A store that is busy or broken is asked again."""
    store.codes = (503, 429, 500, 204)
    _begin(store)
    assert 4 == store.asked


def test_it_gives_up(store: _Store) -> None:
    """After so many tries the user is told, and how to go on."""
    store.codes = (503,)
    with pytest.raises(NotPublished, match=r"answered 503 .* run the same command again"):
        _begin(store)
    assert 4 == store.asked


@pytest.mark.parametrize(
    ("code", "said"), [(401, "give --user"), (403, "may not write"), (404, "--engine"), (413, "--chunk")]
)
def test_what_is_refused_is_not_tried_again(store: _Store, code: int, said: str) -> None:
    """What is the user's to mend is told at once."""
    store.codes = (code,)
    with pytest.raises(NotPublished, match=said):
        _begin(store)
    assert 1 == store.asked


def test_nobody_there() -> None:
    """Where no server answers the message names the address."""
    remote = Remote(address("http://127.0.0.1:9", "sparql"), tries=2, pause=0.001)
    with remote, pytest.raises(NotPublished, match=r"http://127\.0\.0\.1:9"):
        remote.rows("SELECT * {}")


@pytest.mark.parametrize(
    ("url", "engine", "by"),
    [("ftp://a/", "sparql", ""), ("http://me:word@a/", "sparql", ""), ("http://a/", "sparql", "graph-store")],
)
def test_wrong_use(url: str, engine: str, by: str) -> None:
    """No address of the web, a password in it, and a protocol that the store has not, are refused."""
    with pytest.raises(WrongUse) as refused:
        address(url, engine, by)
    assert "word" not in refused.value.english.replace("password", "")
