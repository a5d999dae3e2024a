"""The SPARQL endpoint and the pages over HTTP; every query runs in the pool, never in the event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, cast
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kommunegraf import pages, sparql
from kommunegraf.errors import BadQuery
from kommunegraf.formats import GRAPHS, RESULTS, Format, by_name, negotiate
from kommunegraf.pool import Pool
from kommunegraf.pool import Request as Asked

LARGEST_QUERY: Final = 1 << 20
FORM: Final = "application/x-www-form-urlencoded"
Pairs = Sequence[tuple[str, str]]


def application(folder: Path, limit: float = 10.0, workers: int | None = None) -> Starlette:
    """The app that serves the release in a store folder; ``limit`` is the seconds that a query may take."""
    pool = Pool(folder, limit, workers)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    app = Starlette(
        routes=[
            Route("/", pages.home),
            Route("/sparql", endpoint, methods=["GET", "POST"]),
            Route("/questions/{name}.{ending:str}", pages.download),
            Route("/questions/{name}", pages.answer),
            Mount("/web", StaticFiles(directory=pages.WEB / "static")),
        ],
        middleware=[Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"])],
        exception_handlers={HTTPException: refusal},
        lifespan=lifespan,
    )
    app.state.pool = pool
    return app


async def refusal(request: Request, error: Exception) -> Response:
    """An error as one readable line, or as a page where a page was asked for."""
    error = cast(HTTPException, error)
    if request.url.path == "/sparql" or "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(error.detail + "\n", error.status_code, {**pages.HEADERS, **(error.headers or {})})
    return pages.refusal(error.status_code, error.detail)


async def endpoint(request: Request) -> Response:
    """SPARQL 1.1 Protocol, query: by GET, by POST of a form and by POST of the query itself."""
    text, pairs = await _query(request)
    try:
        form = sparql.form(text)
    except sparql.ReadOnly as error:
        raise HTTPException(403, error.english) from error
    except BadQuery as error:
        raise HTTPException(400, error.english) from error
    formats = GRAPHS if form in {"CONSTRUCT", "DESCRIBE"} else RESULTS
    chosen = _format(request, pairs, formats)
    default, named = (_values(pairs, f"{kind}-graph-uri") for kind in ("default", "named"))
    reply = await request.app.state.pool.ask(Asked(text, chosen.name, default, named))
    if reply.status != 200:
        raise HTTPException(reply.status, reply.body.decode(), {"Retry-After": "5"} if reply.status == 503 else None)
    charset = "; charset=utf-8" if chosen.media_type.startswith("text/") else ""
    return Response(
        reply.body, media_type=None, headers={"Content-Type": chosen.media_type + charset, "Vary": "Accept"}
    )


async def _query(request: Request) -> tuple[str, Pairs]:
    """The text of the query and the other parameters of the request."""
    pairs: Pairs = request.query_params.multi_items()
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await _body(request)
        if kind == "application/sparql-query":
            return body, pairs
        if kind == "application/sparql-update":
            raise HTTPException(403, "The graph is read-only.")
        if kind != FORM:
            raise HTTPException(415, f"Send the query as {FORM} or as application/sparql-query.")
        pairs = parse_qsl(body, keep_blank_values=True)
    if _values(pairs, "update"):
        raise HTTPException(403, "The graph is read-only.")
    queries = _values(pairs, "query")
    if len(queries) != 1:
        raise HTTPException(400, "Send one query, in the parameter query.")
    return queries[0], pairs


async def _body(request: Request) -> str:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_QUERY:
            raise HTTPException(413, f"A query has at most {LARGEST_QUERY} bytes.")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, "The query must be UTF-8.") from error


def _format(request: Request, pairs: Pairs, formats: tuple[Format, ...]) -> Format:
    """The format asked for by the parameter format, or else by the Accept header."""
    wished = _values(pairs, "format")
    accept = request.headers.get("accept", "")
    chosen = by_name(wished[0], formats) if wished else negotiate(accept, formats)
    if chosen is None:
        known = ", ".join(found.media_type for found in formats)
        raise HTTPException(406, f"This query is answered as {known}.")
    return chosen


def _values(pairs: Pairs, name: str) -> list[str]:
    return [value for key, value in pairs if key == name]
