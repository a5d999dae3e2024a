"""Servers on loopback: of S3, and of a folder over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
import pytest
from moto.server import ThreadedMotoServer


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty bucket of an S3 server on loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "made")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    fsspec.filesystem("s3").mkdir("made")
    yield "s3://made"
    fsspec.filesystem("s3").rm("made", recursive=True)  # the server keeps what it holds in this process
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    server.stop()


class _Quiet(SimpleHTTPRequestHandler):
    """Hands out a folder, with pages that list what is in it, and remembers what was asked for."""

    asked: list[str]

    def log_request(self, *_: Any) -> None:
        if self.command == "GET":
            self.asked.append(self.path)


@pytest.fixture
def handed_out() -> Iterator[Callable[[Path], tuple[str, list[str]]]]:
    """Hands out a folder by HTTP: its address, and the paths that are asked for there."""
    with ExitStack() as stack:

        def start(folder: Path) -> tuple[str, list[str]]:
            asked: list[str] = []
            handler = partial(type("Handler", (_Quiet,), {"asked": asked}), directory=str(folder))
            server = stack.enter_context(_running(ThreadingHTTPServer(("127.0.0.1", 0), handler)))
            return f"http://127.0.0.1:{server.server_port}", asked

        yield start


@contextmanager
def _running(server: ThreadingHTTPServer) -> Iterator[ThreadingHTTPServer]:
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
