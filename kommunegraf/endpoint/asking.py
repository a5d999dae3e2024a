"""A query on its way through the pool: the format asked for, the tag of the answer, and 304 where it is known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kommunegraf.endpoint import patience
from kommunegraf.endpoint.headers import joined
from kommunegraf.endpoint.refused import Refused, refused
from kommunegraf.formats import Format, negotiate, wished
from kommunegraf.pool.pool import Pool, Reply
from kommunegraf.pool.pool import Request as Asked

Pairs = Sequence[tuple[str, str]]
REPLY: Final = "kommunegraf.reply"
"""Where a request holds the reply that was worked out before it came here (see kommunegraf.endpoint.quick)."""
WRITE: Final = json.JSONEncoder(default=str).encode


def values(pairs: Pairs, name: str) -> list[str]:
    """The values of a parameter."""
    return [value for key, value in pairs if key == name]


def chosen_format(request: Request, pairs: Pairs, formats: tuple[Format, ...]) -> Format:
    """The format that the parameter format names, or else the Accept header. Raises Refused where there is none."""
    known = ", ".join(found.name for found in formats)
    names = values(pairs, "format")
    if names:
        found = wished(names[0], formats)
        if found is None:
            raise Refused(400, f"format er et af: {known}.", f"format is one of: {known}.")
        return found
    found = negotiate(joined(request, "accept"), formats)
    if found is None:
        types = ", ".join(known.media_type for known in formats)
        raise Refused(406, f"Svaret gives som {types}.", f"This is answered as {types}.")
    return found


def tag(release: str, *parts: object) -> str:
    """A weak entity tag: the name of the release, which is its hash, and the hash of all that shapes the answer."""
    return _tag(release, WRITE(parts).encode())


def _tag(release: str, shaping: bytes) -> str:
    return f'W/"{release}-{hashlib.sha256(shaping).hexdigest()[:16]}"'


def is_known(request: Request, etag: str) -> bool:
    """Whether the asker has what this tag stands for (If-None-Match)."""
    if not etag or request.method not in {"GET", "HEAD"}:
        return False
    known = [name.strip().removeprefix("W/") for name in joined(request, "if-none-match").split(",")]
    return "*" in known or etag.removeprefix("W/") in known


def sent(request: Request, body: bytes, chosen: Format, etag: str = "", **headers: str) -> Response:
    """A whole answer in a format; with a tag it may be kept by others and asked after."""
    headers["Content-Type"] = content_type(chosen)
    return Response(body, headers={**_caching(request, etag), **headers})


def content_type(chosen: Format) -> str:
    """The Content-Type of an answer in a format."""
    return chosen.media_type + ("; charset=utf-8" if chosen.media_type.startswith("text/") else "")


def not_modified(request: Request, etag: str) -> Response:
    """304: the asker has it already."""
    return Response(status_code=304, headers=_caching(request, etag))


def _caching(request: Request, etag: str) -> dict[str, str]:
    return {"Vary": "Accept", **caching(etag if request.method != "POST" else "")}


def caching(etag: str) -> dict[str, str]:
    """The headers that say how an answer with this tag may be kept; one without must not."""
    return {"Cache-Control": "public, no-cache", "ETag": etag} if etag else {"Cache-Control": "no-store"}


async def answered(request: Request, asked: Asked, chosen: Format, **headers: str) -> Response:
    """The answer of the pool to a query, or 304. Raises Refused with the status and the reason of the pool."""
    pool: Pool = request.app.state.pool
    if "if-none-match" in request.headers and is_known(request, etag := tag_of(asked, pool.release)):
        return not_modified(request, etag)
    reply = await _replied(request, asked)
    return sent(request, reply.body, chosen, tag_of(asked, reply.release), **headers)


async def body(request: Request, asked: Asked) -> bytes:
    """What the pool answers to a query. Raises Refused where the pool refuses."""
    return (await _replied(request, asked)).body


async def _replied(request: Request, asked: Asked) -> Reply:
    reply: Reply = request.scope.get(REPLY) or await patience.ask(request, asked)
    if reply.status != 200:
        raise refused(reply)
    return reply


def tag_of(asked: Asked, release: str) -> str:
    """The tag of the answer that a release gives to a query; "" where it gives another each time."""
    return _tag(release, asked.message) if release and asked.is_lasting else ""
