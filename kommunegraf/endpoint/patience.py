"""How long an asker waits: the time a request allows its query, who asks, and the end of a query nobody waits for."""

from __future__ import annotations

import asyncio
import logging
import math
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.types import Receive

from kommunegraf.errors import BadParameter
from kommunegraf.pool.pool import Pool, Reply
from kommunegraf.pool.pool import Request as Asked
from kommunegraf.pool.reasons import told

HEADER: Final = "X-Query-Timeout"
PARAMETER: Final = "timeout"
SHORTEST: Final = 0.1
"""Seconds in which no query can be expected to be answered; who allows fewer has mistaken the unit."""
LONGEST: Final = 2000
"""Characters of a slow query that the log is told."""
LOG: Final = logging.getLogger("kommunegraf")
LOOK: Final = 0.25
"""Seconds after which it is worth while to watch whether the asker is still there."""

GONE: Final = Reply(499, told("Ingen venter på svaret mere.", "Nobody waits for the answer any more."))


def seconds(request: Request, wished: str = "") -> float | None:
    """The seconds that a request allows its query, by its header or its parameter ``timeout``; None where it is silent.

    Raises BadParameter where that is no number of seconds.
    """
    wished = request.headers.get(HEADER) or wished or request.query_params.get(PARAMETER, "")
    if not wished:
        return None
    try:
        found = float(wished)
    except ValueError:
        found = math.nan
    if not SHORTEST <= found < math.inf:
        raise BadParameter(
            f"{PARAMETER} er et antal sekunder, fx 5, og mindst 0,1; det kan forkorte tiden, ikke forlænge den.",
            f"{PARAMETER} is a number of seconds, such as 5, at least 0.1; it can shorten the time, not lengthen it.",
        )
    return found


def asker(request: Request) -> str:
    """Who asks: the address of the client; that of a trusted proxy is replaced by the one it names (uvicorn does)."""
    return request.client.host if request.client else ""


async def ask(request: Request, asked: Asked) -> Reply:
    """The reply of the pool to a request. Raises BadParameter for a time that is none."""
    asked = replace(asked, seconds=asked.seconds or seconds(request), asker=asker(request))
    return await watched(request.app.state.pool, asked, request.receive)


async def watched(pool: Pool, asked: Asked, receive: Receive) -> Reply:
    """The reply of a pool; a client that goes away ends its query."""
    loop, asking = asyncio.get_running_loop(), asyncio.current_task()
    gone: list[asyncio.Task[None]] = []
    looking = loop.call_later(LOOK, lambda: gone.append(loop.create_task(_end_when_gone(receive, asking))))
    try:
        return await timed(pool, asked)
    except asyncio.CancelledError:
        if asking is None or not any(task.done() for task in gone) or asking.uncancel():
            raise
        return GONE
    finally:
        looking.cancel()
        for task in gone:
            task.cancel()


async def timed(pool: Pool, asked: Asked) -> Reply:
    """The reply of a pool; the log is told of a query that was slow."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    try:
        return await pool.ask(asked)
    finally:
        if (seconds := loop.time() - begun) >= pool.limits.slow:
            LOG.warning("slow query", extra={"told": {"seconds": round(seconds, 3), "query": asked.query[:LONGEST]}})


async def _end_when_gone(receive: Receive, asking: asyncio.Task[object] | None) -> None:
    """Cancels who asks once the client has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass
    if asking is not None:
        asking.cancel()
