"""The questions as addresses: /q/NAME.csv?kommune=0101, each row with a link to the evidence that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kommunegraf import sparql
from kommunegraf.endpoint import paging, patience
from kommunegraf.endpoint.asking import Pairs, chosen_format, is_known, not_modified, sent, tag
from kommunegraf.endpoint.description import base_address
from kommunegraf.endpoint.here import here
from kommunegraf.endpoint.paging import Paging
from kommunegraf.endpoint.protocol import parameters
from kommunegraf.endpoint.ranges import ranged
from kommunegraf.endpoint.refusals import PAGE
from kommunegraf.endpoint.refused import Refused, refused
from kommunegraf.endpoint.tabular import FORMATS, XLSX, written
from kommunegraf.errors import BadParameter, UnknownQuestion
from kommunegraf.evidenced import EVIDENCE, Answer, evidenced, read
from kommunegraf.formats import Format, by_name
from kommunegraf.pool.answers import Answers
from kommunegraf.pool.limits import MIB
from kommunegraf.pool.pool import Pool
from kommunegraf.pool.pool import Request as Asked
from kommunegraf.queries import Question, question

MOST_ROWS: Final = 1_048_575
"""Rows of a sheet of Excel below its head."""
OWN: Final = (*paging.NAMES, patience.PARAMETER)
"""Parameters of every question's address."""


async def answer(request: Request) -> Response:
    """The answer to a question, whole or a page of it. Raises Refused and BadParameter where it cannot be given."""
    asked, ending = _question(request.path_params["name"]), request.path_params["ending"]
    pairs, base = parameters(request), base_address(request)
    values = _values(asked, pairs)
    if ending == PAGE.name:
        query = urlencode(values)
        return RedirectResponse(f"/questions/{asked.name}{'?' if query else ''}{query}", 303)
    wanted = _Wanted(asked, evidenced(asked, asked.bind(values)), Paging.of(dict(pairs)), base, _format(ending))
    pool: Pool = request.app.state.pool
    etag = wanted.tag(pool.release)
    if etag and is_known(request, etag):
        return not_modified(request, etag)
    found = KEPT.get(etag)
    if found is None:
        found, etag = await _worked_out(request, wanted)
        if etag:
            KEPT.keep(etag, found, len(found.body))
    headers = wanted.page.headers(f"{base}/q/{asked.name}.{ending}", list(values.items()), found.total)
    how = "attachment" if wanted.format is XLSX else "inline"
    headers["Content-Disposition"] = f'{how}; filename="{asked.name}.{ending}"'
    return ranged(request, sent(request, found.body, wanted.format, etag, **headers))


async def any_form(request: Request) -> Response:
    """The address of a question without an ending leads to its answer in the form that the request likes best."""
    asked, pairs = _question(request.path_params["name"]), parameters(request)
    chosen = chosen_format(request, pairs, (*FORMATS, PAGE))
    query = urlencode([(name, value) for name, value in pairs if name != "format"])
    place = f"/q/{asked.name}.{chosen.name}{'?' if query else ''}{query}"
    return RedirectResponse(place, 303, {"Vary": "Accept"})


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an address asks for: the question, its query, which rows, links to which site, and the format."""

    question: Question
    query: str
    page: Paging
    base: str
    format: Format

    def tag(self, release: str) -> str:
        """What stands for the answer of a release, "" where it changes with the day."""
        if not release or not sparql.is_lasting(self.query):
            return ""
        return tag(release, "q", self.query, self.page.limit, self.page.offset, self.base, self.format.name)


@dataclass(frozen=True, slots=True)
class _Found:
    """An answer as it is sent, and how many rows all its pages have."""

    body: bytes
    total: int


KEPT: Final[Answers[_Found]] = Answers(16 * MIB)
"""Answers by their tags, to be given again."""


async def _worked_out(request: Request, wanted: _Wanted) -> tuple[_Found, str]:
    """The answer and its tag. Raises Refused where the pool refuses, or Excel has too few rows."""
    reply = await patience.ask(request, Asked(wanted.query, "json"))
    if reply.status != 200:
        raise refused(reply)

    def work() -> _Found:
        whole = read(wanted.question, reply.body)
        shown = _linked(replace(whole, rows=tuple(wanted.page.rows(whole.rows))), wanted.base)
        if wanted.format is XLSX and len(shown.rows) > MOST_ROWS:
            raise Refused(413, "Excel rummer ikke så mange rækker: brug limit.", "Too many rows for Excel: use limit.")
        return _Found(written(shown, wanted.format.name, wanted.question.summary), len(whole.rows))

    return await run_in_threadpool(work), wanted.tag(reply.release)


def _format(ending: str) -> Format:
    found = by_name(ending, FORMATS)
    if found is None:
        names = ", ".join([*(known.name for known in FORMATS), PAGE.name])
        raise Refused(404, f"Svar findes som {names}.", f"Answers come as {names}.")
    return found


def _question(name: str) -> Question:
    try:
        return question(name)
    except UnknownQuestion as error:
        raise Refused(404, error.danish, error.english) from error


def _values(asked: Question, pairs: Pairs) -> dict[str, str]:
    """The values of a question's own parameters by their English names. Raises BadParameter."""
    given = [(name, value) for name, value in pairs if name not in OWN]
    twice = next((name for at, (name, _) in enumerate(pairs) if name in dict(pairs[:at])), "")
    if twice:
        raise BadParameter(
            f"{twice} står der flere gange: skriv den én gang.", f"{twice} is there twice: write it once."
        )
    return asked.named(dict(given))


def _linked(found: Answer, base: str) -> Answer:
    """An answer whose evidence is an address of this site."""

    def linked(term: dict[str, str]) -> dict[str, str]:
        return {**term, "value": here(base, term["value"])}

    rows = ({**row, EVIDENCE: linked(dict(row[EVIDENCE]))} if EVIDENCE in row else row for row in found.rows)
    return replace(found, rows=tuple(rows))


ROUTES: Final = (Route("/q/{name}.{ending}", answer), Route("/q/{name}", any_form))
