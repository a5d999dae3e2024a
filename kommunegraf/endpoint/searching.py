"""Searches beside the queries of the pool: few at a time, within their seconds, and none where too many wait."""

from __future__ import annotations

from typing import Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from kommunegraf.endpoint.refused import Refused
from kommunegraf.pool.pool import Pool
from kommunegraf.releases.release import current
from kommunegraf.search.hits import SECONDS, Found, Search

AT_ONCE: Final = CapacityLimiter(2)


async def find(pool: Pool, wanted: str, kind: str, limit: int, offset: int) -> Found:
    """The hits of a search in the release that is served; see Search.find. Raises Refused where too many wait."""
    if AT_ONCE.statistics().tasks_waiting >= pool.limits.waiting:
        raise Refused(503, "Der er for mange søgninger lige nu.", "Too many searches just now.", {"Retry-After": "5"})
    search, seconds = Search(current(pool.folder).folder), min(SECONDS, pool.limit)
    return await run_sync(search.find, wanted, kind, limit, offset, seconds, limiter=AT_ONCE)
