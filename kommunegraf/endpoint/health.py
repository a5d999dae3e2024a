"""Whether the server lives (/health) and whether it can answer queries (/ready), for what watches over it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kommunegraf.pool.pool import Pool

FRESH = {"Cache-Control": "no-store"}


async def health(_: Request) -> Response:
    """200 as long as anything is answered at all."""
    return JSONResponse({"status": "ok"}, headers=FRESH)


async def ready(request: Request) -> Response:
    """200 and the release that is served; 503 while no worker is there to answer."""
    pool: Pool = request.app.state.pool
    if not pool.is_ready:
        return JSONResponse({"status": "not ready"}, 503, {**FRESH, "Retry-After": "1"})
    return JSONResponse({"status": "ready", "release": pool.release}, headers=FRESH)
