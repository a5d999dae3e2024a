"""The headers of a careful public site, on every answer, and how the headers of a request are read."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = "Content-Security-Policy"
CAREFUL: Final = {
    POLICY: (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""No script, nothing from elsewhere, no frame; a page that needs more sets the header itself."""


def scripted(*, styled: bool = False) -> str:
    """The policy of a page with scripts of ours, which ask this site alone; images may be drawn by them.

    A page that is ``styled`` may also set styles: the libraries of the editor do.
    """
    policy = CAREFUL[POLICY].replace("img-src 'self'", "img-src 'self' data: blob:")
    if styled:
        policy = policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    return f"{policy}; script-src 'self'; connect-src 'self'"


class Careful:
    """Adds to each answer the headers of CAREFUL that it has not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in CAREFUL.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, add)


def joined(request: Request, name: str) -> str:
    """The value of a header that may stand in several lines, "" where it is missing."""
    return ", ".join(request.headers.getlist(name))
