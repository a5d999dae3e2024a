"""Another SPARQL store over HTTP: graphs put, added to and dropped, triples taken out, and what it then holds."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from kommunegraf.errors import MissingLibrary, NotPublished
from kommunegraf.publishing.engines import Address

if TYPE_CHECKING:
    import httpx

TRIPLES: Final = "text/turtle; charset=utf-8"
"""N-Triples under the type of Turtle, which they are as well: every store knows that one."""
RESULTS: Final = "application/sparql-results+json"
BUSY: Final = 429
SECONDS: Final = 300.0
"""So long one answer may take."""


class Remote:
    """A store at an address; each request is tried again where the store is busy, broken or away for a moment."""

    def __init__(
        self, address: Address, user: str = "", password: str = "", tries: int = 6, pause: float = 0.5
    ) -> None:
        """A connection; after the n-th failure of a request it waits ``pause``·2ⁿ seconds. Raises MissingLibrary."""
        try:
            import httpx
        except ImportError as error:
            raise MissingLibrary(
                "publish kræver httpx: pip install 'kommunegraf[publish]'",
                "publish needs httpx: pip install 'kommunegraf[publish]'",
            ) from error
        kind = httpx.DigestAuth if address.digest else httpx.BasicAuth
        self.address = address
        self._failures: tuple[type[Exception], ...] = (httpx.TransportError,)
        self._client = httpx.Client(auth=kind(user, password) if user else None, timeout=SECONDS, trust_env=False)
        self._tries, self._pause = tries, pause

    def __enter__(self) -> Remote:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._client.close()

    def rows(self, query: str) -> list[dict[str, str]]:
        """The rows of a SELECT. Raises NotPublished."""
        answer = self._send("POST", self.address.query, data={"query": query}, headers={"Accept": RESULTS})
        try:
            rows = json.loads(answer.text)["results"]["bindings"]
        except (ValueError, KeyError, TypeError) as error:
            raise NotPublished(
                f"{self.address.query} svarer ikke på SPARQL: er adressen og --engine rigtige?",
                f"{self.address.query} does not answer SPARQL: are the address and --engine right?",
            ) from error
        return [{name: cell["value"] for name, cell in row.items()} for row in rows]

    def begin(self, graph: str, triples: Sequence[str]) -> None:
        """Makes a graph hold these triples and no others. Raises NotPublished."""
        if self.address.graphs:
            self._store("PUT", graph, triples)
        else:
            self._update(f"DROP SILENT GRAPH <{graph}> ;\n{_data('INSERT', graph, triples)}")

    def add(self, graph: str, triples: Sequence[str]) -> None:
        """Puts triples into a graph; those that it holds already stay as they are. Raises NotPublished."""
        if self.address.graphs:
            self._store("POST", graph, triples)
        else:
            self._update(_data("INSERT", graph, triples))

    def remove(self, graph: str, triples: Sequence[str]) -> None:
        """Takes triples out of a graph, by Update: Graph Store Protocol cannot. Raises NotPublished."""
        self._update(_data("DELETE", graph, triples))

    def drop(self, graph: str) -> None:
        """Leaves nothing of a graph, which may not be there. Raises NotPublished."""
        if self.address.graphs:
            self._store("DELETE", graph, ())
        else:
            self._update(f"DROP SILENT GRAPH <{graph}>")

    def _store(self, method: str, graph: str, triples: Iterable[str]) -> None:
        self._send(
            method,
            self.address.graphs,
            params={self.address.parameter: graph},
            content="".join(f"{triple}\n" for triple in triples).encode() or None,
            headers={"Content-Type": TRIPLES},
        )

    def _update(self, text: str) -> None:
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self._send("POST", self.address.update, content=text.encode(), headers=headers)

    def _send(self, method: str, url: str, **request: Any) -> httpx.Response:
        for attempt in range(1, self._tries + 1):
            try:
                answer = self._client.request(method, url, **request)
            except self._failures as error:
                said, status, wait = f"{type(error).__name__}: {error}", 0, ""
            else:
                if answer.is_success or (method == "DELETE" and answer.status_code == 404):
                    return answer
                said, status = " ".join(answer.text.split())[:300], answer.status_code
                wait = answer.headers.get("retry-after", "")
            if (0 < status < 500 and status != BUSY) or attempt == self._tries:
                break
            time.sleep(float(wait) if wait.isdecimal() else self._pause * 2 ** (attempt - 1))
        raise NotPublished(*_told(url, status, said))


def _data(kind: str, graph: str, triples: Iterable[str]) -> str:
    return f"{kind} DATA {{ GRAPH <{graph}> {{\n" + "\n".join(triples) + "\n} }"


ADVICE: Final[Mapping[int, tuple[str, str]]] = {
    401: ("giv --user og KOMMUNEGRAF_PUBLISH_PASSWORD", "give --user and KOMMUNEGRAF_PUBLISH_PASSWORD"),
    403: ("brugeren må ikke skrive der", "the user may not write there"),
    404: ("er adressen og --engine rigtige?", "are the address and --engine right?"),
    413: ("vælg en mindre --chunk", "choose a smaller --chunk"),
}


def _told(url: str, status: int, said: str) -> tuple[str, str]:
    """What went wrong and what to do, in Danish and English."""
    again = (
        "kør samme kommando igen: den går videre, hvor den slap",
        "run the same command again: it goes on where it was",
    )
    danish, english = ADVICE.get(status, again)
    code = f" {status}" if status else ""
    return f"{url} svarede{code} «{said}»: {danish}.", f"{url} answered{code} “{said}”: {english}."
