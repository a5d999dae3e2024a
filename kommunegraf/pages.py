"""The pages: the questions with their forms, and each answer as a table with its quotes; Danish, English beside it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kommunegraf import wording
from kommunegraf.errors import BadParameter, UnknownQuestion
from kommunegraf.formats import RESULTS, by_name
from kommunegraf.pool import Request as Asked
from kommunegraf.queries import Question, question, questions
from kommunegraf.release import current

WEB: Final = Path(__file__).parent / "web"
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
SHOWN: Final = 1000
"""Rows that a page shows; the whole answer is a file to download."""


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(WEB), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _page(template: str, code: int = 200, /, **values: Any) -> Response:
    return HTMLResponse(_templates().get_template(template).render(**values), code, HEADERS)


def refusal(code: int, detail: str) -> Response:
    """An error as a page."""
    return _page("refusal.html", code, code=code, detail=detail)


async def home(request: Request) -> Response:
    """All questions, each with the form that asks it, and what the graph is built of."""
    return _page("home.html", questions=questions(), status=_status(current(request.app.state.pool.folder).folder))


@lru_cache(maxsize=2)
def _status(release: Path) -> dict[str, int]:
    """The figures on the front page, from the report of a release: no query runs here."""
    report = json.loads((release / "report.json").read_text(encoding="utf-8"))
    facts = sum(sum(document["facts"].values()) for document in report["documents"])
    return {"documents": len(report["documents"]), "failed": len(report["failed"]), "facts": facts}


async def answer(request: Request) -> Response:
    """The answer to a question as a table."""
    asked = _question(request.path_params["name"])
    found = json.loads(await _ask(request, asked, "json"))
    columns = found["head"]["vars"]
    rows = [[wording.cell(column, row.get(column)) for column in columns] for row in found["results"]["bindings"]]
    return _page(
        "answer.html",
        question=asked,
        values=dict(request.query_params),
        columns=[(column, wording.column(column), column.replace("_", " ")) for column in columns],
        rows=rows[:SHOWN],
        count=len(rows),
        parameters=request.url.query,
        numbers=wording.NUMBERS,
    )


async def download(request: Request) -> Response:
    """The answer to a question as a file: .csv, .tsv, .json or .xml."""
    ending = request.path_params["ending"]
    chosen = by_name(ending, RESULTS)
    if chosen is None:
        raise HTTPException(404, f"Svar findes som / answers come as {', '.join(found.name for found in RESULTS)}.")
    body = await _ask(request, _question(request.path_params["name"]), chosen.name)
    return Response(body, media_type=chosen.media_type)


def _question(name: str) -> Question:
    try:
        return question(name)
    except UnknownQuestion as error:
        raise HTTPException(404, f"{error.danish} / {error.english}") from error


async def _ask(request: Request, asked: Question, format_name: str) -> bytes:
    try:
        text = asked.bind(dict(request.query_params))
    except BadParameter as error:
        raise HTTPException(400, f"{error.danish} / {error.english}") from error
    reply = await request.app.state.pool.ask(Asked(text, format_name))
    if reply.status != 200:
        raise HTTPException(reply.status, reply.body.decode())
    body: bytes = reply.body
    return body
