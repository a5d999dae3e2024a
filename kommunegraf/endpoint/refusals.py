"""How a mistake is told: one sentence in the language that the request prefers, as text or, to a browser, as a page."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final, cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kommunegraf import pages
from kommunegraf.endpoint.headers import joined
from kommunegraf.endpoint.refused import Refused
from kommunegraf.errors import KommunegrafError, WrongUse
from kommunegraf.formats import Format, negotiate, weights

PLAIN: Final = Format("text", "text/plain")
PAGE: Final = Format("html", "text/html", ("application/xhtml+xml",))
LOG: Final = logging.getLogger("kommunegraf")
SENTENCES: Final = {
    400: ("Forespørgslen er ikke i orden.", "The request is not in order."),
    404: ("Her er ingenting.", "There is nothing here."),
    405: (
        "Grafen kan kun læses: den metode bruges ikke her.",
        "The graph is read-only: that method is not used here.",
    ),
}
"""What is said where only a status is known."""


def language(request: Request) -> str:
    """ "da" or "en", as the Accept-Language header prefers; English where it names neither."""
    found = weights(joined(request, "accept-language"))
    best = {"da": 0.0, "en": found.get("*", 0.0)}
    for name, weight in found.items():
        main = name.partition("-")[0]
        if main in best:
            best[main] = max(best[main], weight)
    return "da" if best["da"] > best["en"] else "en"


async def refusal(request: Request, error: Exception) -> Response:
    """The answer to a request that went wrong; an OPTIONS request is answered with what may be done here."""
    error = cast(HTTPException, error)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        allowed = {name.strip() for name in headers.get("Allow", "GET, HEAD").split(",")} | {"OPTIONS"}
        headers["Allow"] = ", ".join(sorted(allowed))
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=headers)
    english = error.detail
    danish = error.danish if isinstance(error, Refused) else english
    if not isinstance(error, Refused) and error.status_code in SENTENCES and english.istitle():
        danish, english = SENTENCES[error.status_code]
    return _told(request, error.status_code, danish, english, headers)


async def mistaken(request: Request, error: Exception) -> Response:
    """An error of ours that no other place has answered: wrong use is 400, what cannot be done now 503."""
    error = cast(KommunegrafError, error)
    status = 400 if isinstance(error, WrongUse) else 503
    return _told(request, status, error.danish, error.english, {"Retry-After": "60"} if status == 503 else {})


class Unbroken:
    """Answers for an app that breaks: one sentence, whatever it was; the log has the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request. Raises what was raised where the answer has already begun."""
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            request = Request(scope)
            LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
            danish = "Noget gik galt hos os. Det er skrevet i serverens log."
            english = "Something went wrong on our side. The log of the server has it."
            await _told(request, 500, danish, english, {})(scope, receive, send)


def _told(request: Request, status: int, danish: str, english: str, headers: Mapping[str, str]) -> Response:
    speaks = language(request)
    headers = {**headers, "Content-Language": speaks, "Vary": "Accept, Accept-Language", "Cache-Control": "no-store"}
    chosen = negotiate(joined(request, "accept"), (PLAIN, PAGE))
    if chosen is PAGE:
        response = pages.refusal(request, status, danish, english)
        response.headers.update({**headers, "Content-Language": response.headers["Content-Language"]})
        return response
    text = danish if speaks == "da" else english
    return PlainTextResponse(" ".join(text.split()) + "\n", status, headers)
