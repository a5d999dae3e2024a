"""How long an asker waits: the time a request allows its query, who asks, and the end of a query nobody waits for."""

from __future__ import annotations

import asyncio
import math
from dataclasses import replace
from typing import Final

from starlette.requests import Request

from kommunegraf.errors import BadParameter
from kommunegraf.pool import Pool, Reply
from kommunegraf.pool import Request as Asked

HEADER: Final = "X-Query-Timeout"
PARAMETER: Final = "timeout"
SHORTEST: Final = 0.1
"""Seconds in which no query can be expected to be answered; who allows fewer has mistaken the unit."""
LOOK: Final = 0.25
"""Seconds between two looks whether the asker is still there."""

GONE: Final = Reply(499, b"Nobody waits for the answer any more.")


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
    """The reply of the pool; a client that goes away ends its query. Raises BadParameter for a time that is none."""
    pool: Pool = request.app.state.pool
    asked = replace(asked, seconds=asked.seconds or seconds(request), asker=asker(request))
    asking = asyncio.create_task(pool.ask(asked))
    try:
        while not (await asyncio.wait({asking}, timeout=LOOK))[0]:
            if await request.is_disconnected():
                return GONE
        return asking.result()
    finally:
        asking.cancel()
