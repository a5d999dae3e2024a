"""Search over HTTP: /search?q=… in the labels and quotes of the release, as JSON, CSV or a page."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kommunegraf import pages
from kommunegraf.endpoint.asking import chosen_format, is_known, not_modified, sent, tag, values
from kommunegraf.endpoint.description import base_address
from kommunegraf.endpoint.here import here
from kommunegraf.endpoint.paging import Paging
from kommunegraf.endpoint.protocol import parameters
from kommunegraf.endpoint.refusals import PAGE
from kommunegraf.endpoint.searching import find
from kommunegraf.formats import Format
from kommunegraf.pool.pool import Pool
from kommunegraf.releases.release import current
from kommunegraf.search.hits import COLUMNS, Found

FORMATS: Final = (Format("json", "application/json", ("text/json",)), Format("csv", "text/csv"))
LIMIT: Final = 20
MOST: Final = 1000
"""Hits of one page."""


async def search(request: Request) -> Response:
    """The hits of a search, best first, and how many there are of each class. Raises Refused, BadParameter, TooSlow."""
    pairs, base = parameters(request), base_address(request)
    chosen = chosen_format(request, pairs, (*FORMATS, PAGE))
    if chosen is PAGE:
        return await pages.results(request)
    wanted, kind = (("".join(values(pairs, name)[:1])).strip() for name in ("q", "kind"))
    paging = Paging.of(dict(pairs), LIMIT, MOST)
    pool: Pool = request.app.state.pool
    release = current(pool.folder)
    etag = tag(release.name, "search", wanted, kind, paging.limit, paging.offset, base, chosen.name)
    if is_known(request, etag):
        return not_modified(request, etag)
    found = await find(pool, wanted, kind, paging.limit or LIMIT, paging.offset)
    records = [{**hit.record(), "evidence": here(base, hit.quote.evidence) if hit.quote else ""} for hit in found.hits]
    body = _csv(records) if chosen.name == "csv" else _json(wanted, found, records, paging)
    kept = [(name, value) for name, value in pairs if name in {"q", "kind", "format"}]
    return sent(request, body, chosen, etag, **paging.headers(f"{base}/search", kept, found.total))


def _json(wanted: str, found: Found, records: list[dict[str, Any]], paging: Paging) -> bytes:
    answer = {
        "query": wanted,
        "total": found.total,
        "offset": paging.offset,
        "kinds": found.kinds,
        "hits": records,
    }
    return json.dumps(answer, ensure_ascii=False).encode()


def _csv(records: list[dict[str, Any]]) -> bytes:
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS)
    table.writeheader()
    table.writerows(records)
    return written.getvalue().encode()


ROUTES: Final = (Route("/search", search),)
