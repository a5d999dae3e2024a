"""Answers packed with zstd or gzip, as the Accept-Encoding header of the request prefers."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Final, Protocol

import zstandard
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kommunegraf.formats import weights

SMALLEST: Final = 500
"""Bytes; a shorter answer gains nothing."""
LARGE: Final = 1 << 16
"""Bytes; a longer piece is packed in a thread, so that other requests are served meanwhile."""
TEXTS: Final = ("text/", "application/", "image/svg+xml")
PACKED: Final = ("application/gzip", "application/zip", "application/zstd", "application/vnd.", "text/event-stream")
"""Kinds that are packed already, or must leave piece by piece."""


class _Packer(Protocol):
    """What zlib and zstandard have in common."""

    def compress(self, data: bytes, /) -> bytes:
        """Packs a piece."""

    def flush(self) -> bytes:
        """Ends."""


@lru_cache(maxsize=512)  # most clients send the same header each time
def encoding(header: str) -> str:
    """ "zstd", "gzip" or "", by an Accept-Encoding header; zstd where it likes both alike."""
    wishes = weights(header)
    found = {name: wishes.get(name, wishes.get("*", 0.0)) for name in ("zstd", "gzip")}
    best = max(found, key=lambda name: found[name])
    return best if found[best] > 0 else ""


class Compressed:
    """Packs the answers of an app that are text and long enough."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] == "http":
            send = _Sender(send, encoding(", ".join(Headers(scope=scope).getlist("accept-encoding"))))
        await self._app(scope, receive, send)


class _Sender:
    """Sends one answer; its start waits for the first piece, which tells whether packing is worth while."""

    def __init__(self, send: Send, name: str) -> None:
        self._send = send
        self._name = name
        self._start: Message | None = None
        self._packer: _Packer | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        if self._start is not None:
            start, self._start = self._start, None
            self._begin(start, message)
            await self._send(start)
        if self._packer is not None:
            message = {**message, "body": await _packed(self._packer, message)}
        await self._send(message)

    def _begin(self, start: Message, first: Message) -> None:
        headers = MutableHeaders(scope=start)
        if start["status"] == 304:  # what is not sent again is told with the headers that it was sent with
            headers.add_vary_header("Accept-Encoding")
            return
        kind = headers.get("content-type", "")
        is_text = kind.startswith(TEXTS) and not kind.startswith(PACKED)
        if not is_text or start["status"] != 200 or "content-encoding" in headers:
            return
        headers.add_vary_header("Accept-Encoding")
        if not self._name or (not first.get("more_body") and len(first.get("body", b"")) < SMALLEST):
            return
        zstd = self._name == "zstd"
        self._packer = zstandard.ZstdCompressor(level=3).compressobj() if zstd else zlib.compressobj(5, wbits=31)
        headers["Content-Encoding"] = self._name
        del headers["Content-Length"]
        if headers.get("etag", "").startswith('"'):
            headers["ETag"] = "W/" + headers["etag"]


async def _packed(packer: _Packer, message: Message) -> bytes:
    body, ends = message.get("body", b""), not message.get("more_body")
    if len(body) > LARGE:
        return await run_in_threadpool(_piece, packer, body, ends)
    return _piece(packer, body, ends)


def _piece(packer: _Packer, body: bytes, ends: bool) -> bytes:
    return packer.compress(body) + (packer.flush() if ends else b"")
