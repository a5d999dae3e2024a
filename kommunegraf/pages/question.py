"""A question's page: its fields, its answer as table, chart and map, and the ways to take it along."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kommunegraf import wording
from kommunegraf.endpoint.refused import Refused
from kommunegraf.errors import BadParameter, UnknownQuestion
from kommunegraf.pages.asking import answer as told
from kommunegraf.pages.charts import chart
from kommunegraf.pages.completion import offers
from kommunegraf.pages.language import Links, language
from kommunegraf.pages.map import drawn
from kommunegraf.pages.names import names
from kommunegraf.pages.presenting import chart_of, group_of, groups, map_of
from kommunegraf.pages.quotes import quoted
from kommunegraf.pages.rendering import page
from kommunegraf.pages.tables import VIEW, Maker
from kommunegraf.queries import Question, question
from kommunegraf.releases.ground import ground
from kommunegraf.releases.release import current

FILES: Final = ("csv", "xlsx", "json")
"""The forms that an answer is offered in, as a table and for programs."""


async def answer(request: Request) -> Response:
    """The answer to a question."""
    asked, speaks, links = _question(request), language(request), Links.of(request)
    words, values = wording.words(speaks), _values(request)
    text = _bound(asked, values)
    found = await told(request, asked, text)
    drawing, mapped, release = chart_of(asked), map_of(asked), current(request.app.state.pool.folder)
    said = await run_in_threadpool(ground, release, asked)
    return page(
        request,
        "question.html",
        question=asked,
        summary=asked.summary if speaks == "da" else asked.summary_en,
        values=values,
        offers=await offers(request, asked, words),
        table=await quoted(request, Maker(words, links, await names(request, found)).viewed(found, request), links),
        chart=chart(found, drawing, words) if drawing else None,
        map=await run_in_threadpool(drawn, found, mapped, words, links) if mapped else None,
        ground=said[0] if speaks == "da" else said[1],
        files=[(name, Links("", "", ()).to(f"/q/{asked.name}.{name}", values)) for name in FILES],
        text=text,
        release=release.name,
        address=str(request.url.replace(query="")) + (f"?{request.url.query}" if request.url.query else ""),
        beside=[other for other in groups()[group_of(asked)] if other != asked],
        group=group_of(asked),
    )


async def download(request: Request) -> Response:
    """The page of a question with an ending leads to the answer in that form (see kommunegraf.endpoint.questions)."""
    name = f"{_question(request).name}.{quote(request.path_params['ending'])}"
    return RedirectResponse(Links("", "", ()).to(f"/q/{name}", _values(request)), 303)


def _question(request: Request) -> Question:
    try:
        return question(request.path_params["name"])
    except UnknownQuestion as error:
        raise Refused(404, error.danish, error.english) from error


def _values(request: Request) -> dict[str, str]:
    """The values that the address gives the parameters of the question."""
    return {name: value for name, value in request.query_params.items() if name not in VIEW}


def _bound(asked: Question, values: dict[str, str]) -> str:
    try:
        return asked.bind(values)
    except BadParameter as error:
        raise Refused(400, error.danish, error.english) from error
