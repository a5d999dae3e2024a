"""The graph for agents: tools of the Model Context Protocol that ask it, each answer with the quotes it rests on.

Every query runs in the pool of the SPARQL service: within its time and memory, without network, and only reading.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from functools import lru_cache, wraps
from pathlib import Path
from typing import Annotated, Any, Final, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field
from rdflib import OWL, RDFS, SKOS, Graph, URIRef

from kommunegraf import __version__, sparql
from kommunegraf.base import BASE
from kommunegraf.errors import BadQuery, KommunegrafError, NothingFound
from kommunegraf.evidenced import EVIDENCE, evidenced, read
from kommunegraf.pool import reasons
from kommunegraf.pool.limits import Limits
from kommunegraf.pool.pool import Pool, Request
from kommunegraf.queries import Question, question, questions
from kommunegraf.releases import ground
from kommunegraf.releases.release import current
from kommunegraf.search.hits import Search
from kommunegraf.search.stems import fold
from kommunegraf.search.texts import Text
from kommunegraf.terminology import vocabulary
from kommunegraf.terms import KG, PREFIXES, compact

Json = dict[str, Any]
P = ParamSpec("P")
SECONDS: Final = 20.0
MOST_ROWS: Final = 200
"""Rows of one answer; further ones are asked for with an offset."""
MOST_QUOTED: Final = 100
"""Things of an answer that come with their quotes."""
LONGEST: Final = 60_000
"""Characters of an answer in RDF."""
TABLE: Final = frozenset({"SELECT", "ASK"})
USED: Final = """\
SELECT ?property (COUNT(*) AS ?times) (SAMPLE(?value) AS ?example)
WHERE {{ ?thing a <{term}> ; ?property ?value }} GROUP BY ?property ORDER BY DESC(?times) ?property"""
INSTRUCTIONS: Final = """\
What Danish municipalities, KKR, regions and government decide and agree, read from their documents into a graph.
Start with list_questions and ask_question: their answers are tested. search finds things by words (in Danish).
describe_vocabulary tells which classes and properties there are; run_sparql asks anything else (read-only).
Every fact rests on words of a document: cite the quote with its document and page, and say so where an answer has none.
"""

Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="Rows of the answer")]
Offset = Annotated[int, Field(ge=0, description="Rows to leave out before them")]


class Desk:
    """The tools over one store folder; the pool runs as long as the server does."""

    def __init__(self, store: Path, limits: Limits | None = None) -> None:
        self._pool = Pool(store, SECONDS, None, limits)
        self._store = store

    @asynccontextmanager
    async def open(self, _: object = None) -> AsyncIterator[None]:
        """Starts and stops the pool. Raises NoRelease where there is nothing to ask."""
        await self._pool.start()
        try:
            yield
        finally:
            await self._pool.stop()

    async def list_questions(
        self, about: Annotated[str, Field(description="Only questions that have these words, Danish or English")] = ""
    ) -> Json:
        """The questions that can be asked by name, with their parameters. Their answers are tested: prefer them."""
        words = fold(about).split()
        found = [asked for asked in questions() if all(word in fold(_told(asked)) for word in words)]
        return {"questions": [_described(asked) for asked in found]}

    async def ask_question(
        self,
        name: Annotated[str, Field(description="The name of a question, as list_questions gives it")],
        parameters: Annotated[
            dict[str, str] | None, Field(description="Values by parameter, e.g. municipality")
        ] = None,
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Json:
        """The answer to a question: rows, each with its quote, document and page, and how complete it is."""
        asked = question(name)
        text = asked.bind(parameters or {})
        answer = read(asked, await self._asked(evidenced(asked, text), "json"))
        shown = answer.rows[offset : offset + limit]
        quotes = await self._quotes(row[EVIDENCE]["value"] for row in shown if EVIDENCE in row)
        rows = []
        for row in shown:
            values: Json = {column: answer.text(row, column) for column in answer.columns if column in row}
            for quote in quotes.get(values.get(EVIDENCE, ""), ()):
                values = {**values, **{name: told for name, told in _stands(quote).items() if name not in values}}
            rows.append(values)
        rests = ground.ground(current(self._store), asked)[1]
        return {
            "question": asked.summary_en,
            **_page(rows, len(answer.rows), offset),
            "completeness": rests,
            **({"source": f"{asked.answers_from} data, not documents"} if asked.answers_from else {}),
        }

    async def search(
        self,
        words: Annotated[str, Field(description='Danish words; "words in a row", beginning*, -not')],
        kind: Annotated[str, Field(description="Only things of this class, e.g. Funding or Municipality")] = "",
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> Json:
        """Things whose labels or quotes have these words, best first, with their quotes; how many of each class."""
        found = await asyncio.to_thread(self._search().find, words, kind, limit, offset)
        return {**_page([hit.record() for hit in found.hits], found.total, offset), "kinds": found.kinds}

    async def describe_vocabulary(
        self, term: Annotated[str, Field(description="A class or property, e.g. Funding; empty: all classes")] = ""
    ) -> Json:
        """The classes of the graph, or one term: what it means, and for a class the properties that its things have."""
        graph = _ontology()
        if not term:
            classes = {compact(cls): _means(graph, cls) for cls in vocabulary.own_terms(graph, OWL.Class)}
            return {"prefixes": {name: str(space) for name, space in PREFIXES.items()}, "classes": classes}
        found = KG[term.removeprefix(str(KG)).removeprefix("kg:")]
        if (found, None, None) not in graph:
            raise NothingFound(f"Ordforrådet har intet {term}.", f"The vocabulary has no {term}.")
        above = sorted(compact(other) for other in graph.objects(found, RDFS.subClassOf | RDFS.subPropertyOf))
        told: Json = {"term": compact(found), "iri": str(found), "means": _means(graph, found), "under": above}
        told["example"] = str(graph.value(found, SKOS.example))
        used = json.loads(await self._asked(USED.format(term=found), "json"))["results"]["bindings"]
        told["properties"] = [
            {"property": compact(row["property"]["value"]), "times": int(row["times"]["value"]), "example": _short(row)}
            for row in used
        ]
        return told

    async def run_sparql(
        self,
        query: Annotated[
            str, Field(description=f'SPARQL 1.1 with PREFIX kg: <{KG}>; ?thing kg:matches "ord*" searches')
        ],
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Json:
        """The answer to a read-only SPARQL query (at most 20 seconds), with the quotes of the facts that it names.

        The default graph is the union of all documents. Ask for the fact itself, too (?fact), to get its quotes.
        """
        form = sparql.form(query)
        if form not in TABLE:
            text = (await self._asked(query, "ttl")).decode()
            if len(text) > LONGEST:
                raise BadQuery("Svaret er for langt: brug LIMIT.", f"The answer has {len(text)} characters: use LIMIT.")
            return {"turtle": _lean(text), "quotes": await self._told(_addresses(text))}
        found = json.loads(await self._asked(query, "json"))
        if "boolean" in found:
            return {"answer": found["boolean"]}
        whole = found["results"]["bindings"]
        shown = whole[offset : offset + limit]
        rows = [{name: term["value"] for name, term in row.items()} for row in shown]
        things = [term["value"] for row in shown for term in row.values() if term["type"] == "uri"]
        quotes = await self._told(things)
        note = {} if quotes else {"note": "No quotes: the answer names no facts. Ask for ?fact to have its quotes."}
        return {**_page(rows, len(whole), offset), "quotes": quotes, **note}

    async def _asked(self, query: str, name: str) -> bytes:
        reply = await self._pool.ask(Request(query, name))
        if reply.status != 200:
            raise BadQuery(*reasons.read(reply.body))
        return reply.body

    def _search(self) -> Search:
        return Search(current(self._store).folder)

    async def _quotes(self, addresses: Iterable[str]) -> dict[str, list[Text]]:
        return await asyncio.to_thread(self._search().quotes, list(addresses), 1)

    async def _told(self, addresses: Iterable[str]) -> dict[str, list[Json]]:
        """The quotes of the first things of an answer, by their addresses."""
        first = list(dict.fromkeys(addresses))[:MOST_QUOTED]
        found = await asyncio.to_thread(self._search().quotes, first)
        return {address: [_stands(quote) for quote in quotes] for address, quotes in found.items()}


def server(store: Path, limits: Limits | None = None) -> MCPServer:
    """The server of the tools over a store folder."""
    desk = Desk(store, limits)
    made = MCPServer(
        "kommunegraf", instructions=INSTRUCTIONS, version=__version__, lifespan=desk.open, log_level="WARNING"
    )
    for tool in (desk.list_questions, desk.ask_question, desk.search, desk.describe_vocabulary, desk.run_sparql):
        made.tool()(_told_plainly(tool))
    return made


def _told_plainly(tool: Callable[P, Awaitable[Json]]) -> Callable[P, Awaitable[Json]]:
    """A tool whose mistakes are told to the agent as one sentence, so that it can mend them."""

    @wraps(tool)
    async def told(*args: P.args, **kwargs: P.kwargs) -> Json:
        try:
            return await tool(*args, **kwargs)
        except KommunegrafError as error:
            raise ToolError(error.english) from error

    return told


def _told(asked: Question) -> str:
    return f"{asked.name} {asked.summary} {asked.summary_en}"


def _described(asked: Question) -> Json:
    parameters = [
        {"name": found.name, "kind": found.kind, "means": found.english, "default": found.default}
        for found in asked.parameters
    ]
    return {"name": asked.name, "question": asked.summary_en, "danish": asked.summary, "parameters": parameters}


def _page(rows: list[Json], total: int, offset: int) -> Json:
    """Rows with their number; where there are more, with which offset they follow."""
    after = offset + len(rows)
    return {"total": total, "rows": rows, **({"next_offset": after} if rows and after < total else {})}


def _stands(quote: Text) -> Json:
    stated = asdict(quote)
    return {"quote": stated["text"], **{name: stated[name] for name in ("document", "page", "evidence")}}


def _lean(turtle: str) -> str:
    """Turtle without the prefixes that it does not use."""
    lines = turtle.splitlines(keepends=True)
    said = "".join(line for line in lines if not line.startswith("@prefix "))
    prefixes = [line for line in lines if line.startswith("@prefix ") and line.split(" ")[1] in said]
    return "".join([*sorted(prefixes), said])


def _addresses(turtle: str) -> list[str]:
    """The addresses of ours in Turtle: no prefix shortens them."""
    return [address for address in re.findall(r"<([^<>\s]+)>", turtle) if address.startswith(BASE)]


@lru_cache(maxsize=1)
def _ontology() -> Graph:
    return vocabulary.load("kommunegraf")


def _means(graph: Graph, term: URIRef) -> str:
    """What a term means: its label in both languages and its definition in English."""

    def said(predicate: URIRef, language: str) -> str:
        return next((str(text) for text in graph.objects(term, predicate) if text.language == language), "")  # type: ignore[attr-defined]

    return f"{said(RDFS.label, 'en')} ({said(RDFS.label, 'da')}): {said(RDFS.comment, 'en')}"


def _short(row: Mapping[str, Mapping[str, str]]) -> str:
    value = compact(row["example"]["value"])
    return value if len(value) <= 120 else f"{value[:119]}…"
