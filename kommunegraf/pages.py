"""The pages: the questions with their forms, and each answer as a table with its quotes; Danish, English beside it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kommunegraf import wording
from kommunegraf.endpoint.asking import body
from kommunegraf.endpoint.refused import Refused
from kommunegraf.errors import BadParameter, UnknownQuestion
from kommunegraf.formats import RESULTS, by_name
from kommunegraf.ground import ground
from kommunegraf.pool import Request as Asked
from kommunegraf.queries import Question, question, questions
from kommunegraf.release import Release, current

WEB: Final = Path(__file__).parent / "web"
SHOWN: Final = 1000
"""Rows that a page shows; the whole answer is a file to download."""


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(WEB), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def page(template: str, code: int = 200, /, **values: Any) -> Response:
    """A page made of a template of web/ and what it shows."""
    return HTMLResponse(_templates().get_template(template).render(**values), code)


def refusal(code: int, detail: str) -> Response:
    """An error as a page."""
    return page("refusal.html", code, code=code, detail=detail)


async def home(request: Request) -> Response:
    """All questions, each with the form that asks it, and what the graph is built of."""
    return page("home.html", questions=questions(), status=_status(current(request.app.state.pool.folder)))


@lru_cache(maxsize=2)
def _status(release: Release) -> dict[str, int]:
    """The figures on the front page, from the report of a release: no query runs here."""
    report = release.report()
    facts = sum(sum(document["facts"].values()) for document in report["documents"])
    return {"documents": len(report["documents"]), "failed": len(report["failed"]), "facts": facts}


async def answer(request: Request) -> Response:
    """The answer to a question as a table."""
    asked = _question(request.path_params["name"])
    found = json.loads(await _ask(request, asked, "json"))
    columns = found["head"]["vars"]
    rows = [[wording.cell(column, row.get(column)) for column in columns] for row in found["results"]["bindings"]]
    return page(
        "answer.html",
        question=asked,
        values=dict(request.query_params),
        columns=[(column, wording.column(column), column.replace("_", " ")) for column in columns],
        rows=rows[:SHOWN],
        count=len(rows),
        parameters=request.url.query,
        numbers=wording.NUMBERS,
        ground=await run_in_threadpool(ground, current(request.app.state.pool.folder), asked),
    )


async def download(request: Request) -> Response:
    """The answer to a question as a file: .csv, .tsv, .json or .xml."""
    ending = request.path_params["ending"]
    chosen = by_name(ending, RESULTS)
    if chosen is None:
        names = ", ".join(found.name for found in RESULTS)
        raise Refused(404, f"Svar findes som {names}.", f"Answers come as {names}.")
    found = await _ask(request, _question(request.path_params["name"]), chosen.name)
    return Response(found, media_type=chosen.media_type)


def _question(name: str) -> Question:
    try:
        return question(name)
    except UnknownQuestion as error:
        raise Refused(404, error.danish, error.english) from error


async def _ask(request: Request, asked: Question, format_name: str) -> bytes:
    try:
        text = asked.bind(dict(request.query_params))
    except BadParameter as error:
        raise Refused(400, error.danish, error.english) from error
    return await body(request, Asked(text, format_name))
