"""The real server for a suite: a release that holds the suite's data, served on a free port of loopback."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from rdflib import BNode, Graph
from rdflib.term import Node

from kommunegraf.pool.pool import Pool
from kommunegraf.releases.index import Index
from kommunegraf.releases.release import drafting, publish
from kommunegraf.server import application


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers in lower case, and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


def release(folder: Path, graphs: Mapping[str, Iterable[Graph]]) -> str:
    """Publishes graphs by their names, the blank nodes of each its own; the name of the release."""
    with drafting(folder) as draft:
        for index, (name, parts) in enumerate(graphs.items()):
            lines = {line for number, part in enumerate(parts) for line in _lines(part, name, f"g{index}p{number}")}
            if lines:
                (draft / "graphs" / f"{index:05d}.nq").write_text("".join(sorted(lines)), encoding="utf-8")
        with Index.write(draft):
            return publish(folder, draft).name


def _lines(graph: Graph, name: str, mark: str) -> Iterator[str]:
    names = {node: f"_:{mark}n{index}" for index, node in enumerate(sorted(_blanks(graph), key=str))}
    for triple in graph:
        yield " ".join(names[node] if node in names else node.n3() for node in triple) + f" <{name}> .\n"


def _blanks(graph: Graph) -> set[Node]:
    return {node for triple in graph for node in triple if isinstance(node, BNode)}


class Site:
    """A running server."""

    def __init__(self, port: int, pool: Pool) -> None:
        self.authority = f"127.0.0.1:{port}"
        self._pool = pool

    def wait_for(self, release: str) -> None:
        """Returns once this release is the one that is asked."""
        while self._pool.release != release:
            time.sleep(0.02)

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """The answer to a request, sent exactly as it is given."""
        connection = http.client.HTTPConnection(self.authority, timeout=60)
        try:
            connection.request(method, path, body or None, dict(headers))
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            connection.close()


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """Serves the release of a folder until the block ends."""
    listener = socket.create_server(("127.0.0.1", 0))
    app = application(folder, workers=1)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    try:
        yield Site(listener.getsockname()[1], app.state.pool)
    finally:
        server.should_exit = True
        thread.join()
