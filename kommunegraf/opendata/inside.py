"""Asking the app within this process: what it would answer over HTTP, without a port."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.applications import Starlette


@dataclass(slots=True)
class Reply:
    """An answer: status, headers in lower case, and what was said."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def scope(site: str, address: str) -> dict[str, Any]:
    """What a server hands the app for GET of an address ("/questions/funding?lang=en") of a site, as a browser asks."""
    root, wanted = urlsplit(site), urlsplit(address)
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": root.scheme,
        "path": unquote(wanted.path),
        "raw_path": wanted.path.encode(),
        "query_string": wanted.query.encode(),
        "root_path": "",
        "headers": [(b"host", root.netloc.encode()), (b"accept", b"text/html,*/*;q=0.1")],
        "client": ("127.0.0.1", 0),
        "server": (root.hostname or "localhost", root.port or (443 if root.scheme == "https" else 80)),
    }


async def ask(app: Starlette, site: str, address: str) -> Reply:
    """What the app answers at an address."""
    reply, asked = Reply(), iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> MutableMapping[str, Any]:
        message = next(asked, None)
        if message is None:
            await asyncio.Event().wait()  # who asks stays until the answer is whole
        return message or {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            reply.status = message["status"]
            reply.headers = {name.decode().lower(): value.decode() for name, value in message.get("headers", ())}
        elif message["type"] == "http.response.body":
            reply.body += message.get("body", b"")

    await app(scope(site, address), receive, send)
    return reply
