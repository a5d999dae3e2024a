"""What is seen of each request: its id, which its answer and each line of the log bear, and how long it took."""

from __future__ import annotations

import itertools
import logging
import re
import secrets
from contextvars import ContextVar
from time import perf_counter
from typing import Final, NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kommunegraf.endpoint.metrics import Metrics

LOG: Final = logging.getLogger("kommunegraf.requests")
HEADER: Final = b"x-request-id"
GIVEN: Final = re.compile(rb"[A-Za-z0-9._-]{1,64}")
"""An id that a proxy may give a request."""
REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered."""
SEEN: Final = "kommunegraf.seen"
"""Where a request holds what was seen of it before it came here (see kommunegraf.endpoint.quick)."""


class Seen(NamedTuple):
    """A request that is being answered: its id, and when that was begun."""

    name: bytes
    begun: float


class Observer:
    """Gives requests their ids, counts them, and tells the log of them."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._first = secrets.token_hex(4).encode()
        self._numbers = itertools.count(1)

    def begin(self, given: bytes = b"") -> Seen:
        """A request comes, which a proxy may have given an id."""
        return Seen(given or b"%b-%x" % (self._first, next(self._numbers)), perf_counter())

    def end(self, seen: Seen, method: str, path: str, status: int, size: int) -> None:
        """It was answered with a status and so many bytes."""
        seconds = perf_counter() - seen.begun
        self._metrics.count(path, method, status, seconds)
        if LOG.isEnabledFor(logging.INFO):
            told = {"method": method, "path": path, "status": status, "bytes": size, "seconds": round(seconds, 4)}
            LOG.info("request", extra={"told": told})


def given(headers: list[tuple[bytes, bytes]]) -> bytes:
    """The id that a proxy has given a request with these headers, or nothing."""
    return next((bytes(value) for name, value in headers if name == HEADER and GIVEN.fullmatch(value)), b"")


class Observed:
    """Has an observer see each request of an app."""

    def __init__(self, app: ASGIApp, observer: Observer) -> None:
        self._app = app
        self._observer = observer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen: Seen = scope.get(SEEN) or self._observer.begin(given(scope["headers"]))
        status, size = 0, 0

        async def noted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER, seen.name)]
            else:
                size += len(message.get("body", b""))
            await send(message)

        REQUEST.set(seen.name.decode())
        try:
            await self._app(scope, receive, noted)
        finally:
            self._observer.end(seen, scope["method"], scope["path"], status, size)
