"""What is seen of each request: its id, which its answer and each line of the log bear, and how long it took."""

from __future__ import annotations

import itertools
import logging
import re
import secrets
from contextvars import ContextVar
from time import perf_counter
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kommunegraf.endpoint.metrics import Metrics

LOG: Final = logging.getLogger("kommunegraf.requests")
HEADER: Final = b"x-request-id"
GIVEN: Final = re.compile(rb"[A-Za-z0-9._-]{1,64}")
"""An id that a proxy may give a request."""
REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered."""


class Observed:
    """Gives each request an id, counts it, and tells the log of it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self._first = secrets.token_hex(4)
        self._numbers = itertools.count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = perf_counter()
        name = self._name(scope)
        status, size = 0, 0

        async def noted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER, name)]
            else:
                size += len(message.get("body", b""))
            await send(message)

        REQUEST.set(name.decode())
        try:
            await self._app(scope, receive, noted)
        finally:
            seconds = perf_counter() - begun
            self._metrics.count(scope["path"], scope["method"], status, seconds)
            if LOG.isEnabledFor(logging.INFO):
                told = {"method": scope["method"], "path": scope["path"], "status": status, "bytes": size}
                LOG.info("request", extra={"told": {**told, "seconds": round(seconds, 4)}})

    def _name(self, scope: Scope) -> bytes:
        """The id that a proxy has given the request, or one of ours."""
        for header, value in scope["headers"]:
            if header == HEADER and GIVEN.fullmatch(value):
                return bytes(value)
        return b"%s-%x" % (self._first.encode(), next(self._numbers))
