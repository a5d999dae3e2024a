"""What the pages ask the graph: through the pool, so that nothing a page shows can hold the server up."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from starlette.requests import Request

from kommunegraf.base import own as written
from kommunegraf.endpoint.asking import body
from kommunegraf.evidenced import evidenced
from kommunegraf.evidenced import read as told_with
from kommunegraf.pages.rendering import WEB
from kommunegraf.pool.pool import Request as Asked
from kommunegraf.queries import Question
from kommunegraf.rdf import term

Row = Mapping[str, Mapping[str, str]]
"""A row of the SPARQL results JSON: the term of each column that is bound."""
FOLDER: Final = WEB / "queries"


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: its columns in order, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def texts(self) -> list[dict[str, str]]:
        """The rows with the bare value of each column, "" where it is unbound."""
        return [{name: row[name]["value"] if name in row else "" for name in self.columns} for row in self.rows]


async def ask(request: Request, query: str) -> Found:
    """The answer to a SELECT query. Raises Refused where the pool refuses."""
    return read(await body(request, Asked(query, "json")))


def read(written: bytes) -> Found:
    """An answer from its JSON."""
    found: dict[str, Any] = json.loads(written)
    return Found(tuple(found["head"]["vars"]), tuple(found["results"]["bindings"]))


async def answer(request: Request, question: Question, text: str, seconds: float | None = None) -> Found:
    """The answer to a question, its parameters bound in ``text``, with the evidence of each row beside its columns."""
    told = told_with(question, await body(request, Asked(evidenced(question, text), "json", seconds=seconds)))
    return Found(tuple(told.columns), tuple(told.rows))


async def asked(request: Request, name: str, **values: str) -> Found:
    """The answer to a query of web/queries about the things that its parameters are set to."""
    return await ask(request, about(own(name), **values))


def about(question: Question, **things: str) -> str:
    """A query with its parameters, all of them things, written into its patterns: an engine then begins with them."""
    text = question.text
    for name, iri in things.items():
        text = text.replace(f"  VALUES ?{name} {{ UNDEF }}\n", "")
        text = term(iri, "iri").join(re.split(rf"\?{name}\b", text))
    return text


@lru_cache(maxsize=32)
def own(name: str) -> Question:
    """A query of web/queries, which the pages ask; its header is that of a question."""
    return Question(name, written((FOLDER / f"{name}.rq").read_text(encoding="utf-8")))
