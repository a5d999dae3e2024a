"""The app: the SPARQL service and the pages over HTTP; every query runs in the pool, never in the event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kommunegraf import pages
from kommunegraf.changes import feed
from kommunegraf.endpoint import (
    addresses,
    description,
    graph_store,
    health,
    openapi,
    protocol,
    questions,
    refusals,
    releases,
    search,
    vocabulary,
)
from kommunegraf.endpoint import metrics as measured
from kommunegraf.endpoint.compression import Compressed
from kommunegraf.endpoint.connection import QUICK, Quick
from kommunegraf.endpoint.headers import Careful
from kommunegraf.endpoint.metrics import Metrics
from kommunegraf.endpoint.observing import Observed, Observer
from kommunegraf.endpoint.statistics import Counter
from kommunegraf.errors import KommunegrafError
from kommunegraf.kept.facsimile import Facsimiles
from kommunegraf.pool.limits import Limits
from kommunegraf.pool.pool import Pool

ROUTES: Final = (
    Route("/sparql", protocol.endpoint, methods=["GET", "POST"]),
    Route("/graphs", graph_store.graphs),
    Route("/graphs/{name}", graph_store.graph),
    Route("/id/release/{name}", releases.release),
    Route("/id/{path:path}", addresses.thing),
    Route("/profile/{name}", releases.profile),
    *(Route(f"/{name}{ending}", vocabulary.part) for name in vocabulary.FILES for ending in ("", ".{ending}")),
    Route("/ns/{name}", vocabulary.term),
    Route("/.well-known/void", description.void),
    Route("/.well-known/sparql-examples", description.examples),
    Route("/.well-known/sparql-examples/{name}", description.example),
    Route("/openapi.json", openapi.document),
    Route("/metrics", measured.metrics),
    Route("/health", health.health),
    Route("/ready", health.ready),
    *questions.ROUTES,
    *search.ROUTES,
    *pages.ROUTES,
    *feed.ROUTES,
    Mount("/web", StaticFiles(directory=pages.WEB / "static")),
)
HEADS: Final = frozenset(getattr(route, "path", "/").split("/")[1] for route in ROUTES)
"""The first parts of all addresses."""
SEEN: Final = ("Content-Language", "Content-Location", "ETag", "Link", "Retry-After", "X-Request-ID", "X-Total-Count")
"""Headers of an answer that a script of another site may read."""


def application(
    folder: Path,
    limit: float | None = None,
    workers: int | None = None,
    limits: Limits | None = None,
    *,
    originals: bool = True,
) -> Starlette:
    """The app that serves the release in a store folder; ``limit`` is the seconds that a query may take.

    Without ``originals`` no page of a document is shown as an image, only its text.
    """
    pool = Pool(folder, limit, workers, limits)
    heads = pages.Heads(pool)
    metrics = Metrics(pool, HEADS)
    observer = Observer(metrics)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[Mapping[str, object]]:
        await pool.start()
        try:
            yield {QUICK: Quick(pool, observer)}
        finally:
            await heads.stop()
            await pool.stop()

    app = Starlette(
        routes=ROUTES,
        middleware=_around(observer),
        exception_handlers={
            HTTPException: refusals.refusal,
            KommunegrafError: refusals.mistaken,
        },
        lifespan=lifespan,
    )
    app.state.pool = pool
    app.state.metrics = metrics
    app.state.counter = Counter(pool)
    app.state.heads = heads
    app.state.facsimiles = Facsimiles() if originals else None
    return app


def _around(observer: Observer) -> list[Middleware]:
    """What each request passes through, the outermost first."""
    open_to_all = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=SEEN,
        max_age=86400,
    )
    return [
        Middleware(Observed, observer=observer),
        Middleware(Careful),
        open_to_all,
        Middleware(Compressed),
        Middleware(refusals.Unbroken),
    ]
