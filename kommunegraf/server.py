"""The app: the SPARQL service and the pages over HTTP; every query runs in the pool, never in the event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kommunegraf import feed, pages
from kommunegraf.endpoint import addresses, description, graph_store, openapi, protocol, refusals
from kommunegraf.endpoint.compression import Compressed
from kommunegraf.endpoint.headers import Careful
from kommunegraf.endpoint.statistics import Counter
from kommunegraf.errors import KommunegrafError
from kommunegraf.limits import Limits
from kommunegraf.pool import Pool

ROUTES: Final = (
    Route("/", pages.home),
    Route("/sparql", protocol.endpoint, methods=["GET", "POST"]),
    Route("/graphs", graph_store.graphs),
    Route("/graphs/{name}", graph_store.graph),
    Route("/id/{path:path}", addresses.thing),
    Route("/.well-known/void", description.void),
    Route("/.well-known/sparql-examples", description.examples),
    Route("/.well-known/sparql-examples/{name}", description.example),
    Route("/openapi.json", openapi.document),
    Route("/questions/{name}.{ending:str}", pages.download),
    Route("/questions/{name}", pages.answer),
    *feed.ROUTES,
    Mount("/web", StaticFiles(directory=pages.WEB / "static")),
)
SEEN: Final = ("Content-Language", "Content-Location", "ETag", "Link", "Retry-After")
"""Headers of an answer that a script of another site may read."""


def application(
    folder: Path, limit: float | None = None, workers: int | None = None, limits: Limits | None = None
) -> Starlette:
    """The app that serves the release in a store folder; ``limit`` is the seconds that a query may take."""
    pool = Pool(folder, limit, workers, limits)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    app = Starlette(
        routes=ROUTES,
        middleware=[
            Middleware(Careful),
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
                allow_headers=["*"],
                expose_headers=SEEN,
                max_age=86400,
            ),
            Middleware(Compressed),
            Middleware(refusals.Unbroken),
        ],
        exception_handlers={
            HTTPException: refusals.refusal,
            KommunegrafError: refusals.mistaken,
        },
        lifespan=lifespan,
    )
    app.state.pool = pool
    app.state.counter = Counter(pool)
    return app
