"""The short way of the commonest request, a query by GET and no more: the answer of the long way at a part of its cost.

Whatever is not plain (other parameters, an If-None-Match, a mistake, an answer to be packed) goes the long way; a reply
that has been worked out by then goes with it, so that nothing is asked twice. A test holds both ways to the same
answers, header by header.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from urllib.parse import unquote_plus

from starlette.types import ASGIApp, Receive, Scope, Send

from kommunegraf import sparql
from kommunegraf.endpoint import asking, patience
from kommunegraf.endpoint.compression import SMALLEST, encoding
from kommunegraf.endpoint.headers import CAREFUL
from kommunegraf.endpoint.patience import HEADER
from kommunegraf.errors import BadQuery
from kommunegraf.formats import GRAPHS, RESULTS, Format, negotiate
from kommunegraf.pool.pool import Pool, Reply
from kommunegraf.pool.pool import Request as Asked

PATH: Final = "/sparql"
START: Final = b"query="
TURNS: Final = frozenset({b"origin", b"if-none-match", HEADER.lower().encode()})
"""Headers that lead the long way."""
SAME: Final = [
    (b"vary", b"Accept, Accept-Encoding, Origin"),
    *((name.lower().encode(), value.encode()) for name, value in CAREFUL.items()),
]
Headers = list[tuple[bytes, bytes]]


class Quick:
    """Answers plain queries from a pool, and lets an app answer all else."""

    def __init__(self, app: ASGIApp, pool: Pool) -> None:
        self._app = app
        self._pool = pool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        plain = _plain(scope)
        if plain is not None:
            asked, chosen, packing = plain
            reply = await self._replied(asked, receive)
            if reply is not None and reply.status == 200 and (len(reply.body) < SMALLEST or not encoding(packing)):
                headers = _headers(asked, chosen, reply)
                await send({"type": "http.response.start", "status": 200, "headers": headers})
                await send({"type": "http.response.body", "body": reply.body})
                return
            scope[asking.REPLY] = reply
        await self._app(scope, receive, send)

    async def _replied(self, asked: Asked, receive: Receive) -> Reply | None:
        try:
            return await patience.watched(self._pool, asked, receive)
        except Exception:  # the long way tells what breaks there as well
            return None


def _plain(scope: Scope) -> tuple[Asked, Format, str] | None:
    """The query of a request that is plain, the format that it is answered in, and the packing that it allows."""
    if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "GET":
        return None
    written: bytes = scope["query_string"]
    if not written.startswith(START) or b"&" in written:
        return None
    accept, packing = b"", b""
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = accept + b", " + value if accept else value
        elif name == b"accept-encoding":
            packing = packing + b", " + value if packing else value
        elif name in TURNS:
            return None
    try:
        text = unquote_plus(written[len(START) :].decode(), errors="strict")
        form = sparql.form(text)
    except (BadQuery, UnicodeDecodeError):
        return None
    chosen = _chosen(accept, form in {"CONSTRUCT", "DESCRIBE"})
    if chosen is None or not text or b"html" in accept:
        return None
    client = scope.get("client")
    return Asked(text, chosen.name, asker=client[0] if client else ""), chosen, packing.decode("latin-1")


@lru_cache(maxsize=512)
def _chosen(accept: bytes, is_graph: bool) -> Format | None:
    return negotiate(accept.decode("latin-1"), GRAPHS if is_graph else RESULTS)


def _headers(asked: Asked, chosen: Format, reply: Reply) -> Headers:
    """The headers of the answer, as the long way sets them."""
    caching = asking.caching(asking.tag_of(asked, reply.release))
    headers = [(name.lower().encode(), value.encode()) for name, value in caching.items()]
    headers += ((b"content-type", asking.content_type(chosen).encode()), (b"content-length", b"%d" % len(reply.body)))
    return headers + SAME
