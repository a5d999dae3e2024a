"""The page to ask SPARQL from: a plain form, and before it the editor, with what it completes words from."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rdflib import OWL, URIRef
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kommunegraf import wording
from kommunegraf.endpoint.example_queries import runnable
from kommunegraf.formats import GRAPHS, RESULTS
from kommunegraf.pages.language import language
from kommunegraf.pages.presenting import groups
from kommunegraf.pages.rendering import EDITOR, built, page
from kommunegraf.queries import questions
from kommunegraf.terminology.vocabulary import load, own_terms
from kommunegraf.terms import PREFIXES

SCRIPT: Final = EDITOR.rpartition("/")[2]
PREFIXED: Final = re.compile(r"(?<![\w<?:])([a-z][\w-]*):([A-Za-z]\w*)")
TEXTS: Final = (
    "editor_name",
    "editor_run",
    "editor_table",
    "editor_response",
    "editor_chart",
    "editor_map",
    "editor_graph",
    "editor_stopped",
    "editor_wrong",
    "editor_silent",
    "editor_many",
    "editor_tab",
    "editor_rows",
    "editor_new",
    "filter",
    "map_nothing",
    "map_source",
)
"""The texts that the editor shows."""


def sparql(request: Request, base: str) -> Response:
    """The page; ``base`` is the address of the site."""
    words = wording.words(language(request))
    examples = [(group, [(question, runnable(question)) for question in found]) for group, found in groups().items()]
    return page(
        request,
        "sparql.html",
        200,
        *built(SCRIPT),
        examples=examples,
        results=RESULTS,
        graphs=GRAPHS,
        base=base,
        scripted=bool(built(SCRIPT)),
        seconds=request.app.state.pool.limit,
        texts={name: words.texts[name] for name in TEXTS},
    )


async def vocabulary(request: Request) -> Response:
    """The words to complete: prefixes, and the classes and properties with what they are called."""
    found = await run_in_threadpool(_vocabulary, language(request))
    return JSONResponse(found, headers={"Cache-Control": "public, max-age=3600", "Vary": "Accept-Language"})


@lru_cache(maxsize=2)
def _vocabulary(speaks: str) -> dict[str, object]:
    words, graph = wording.words(speaks), load("kommunegraf")
    ours = [term for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) for term in own_terms(graph, kind)]
    texts = (runnable(question) for question in questions())
    others = {PREFIXES[prefix][name] for text in texts for prefix, name in PREFIXED.findall(text) if prefix in PREFIXES}
    terms = [*ours, *sorted(others - set(ours))]
    return {
        "prefixes": {prefix: str(namespace) for prefix, namespace in PREFIXES.items()},
        "terms": [{"iri": str(term), "name": words.term(str(term)), "class": _is_class(term)} for term in terms],
    }


def _is_class(term: URIRef) -> bool:
    """Whether a term is a class: their names begin with a capital letter, those of properties with a small one."""
    return term.rpartition("#")[2].rpartition("/")[2][:1].isupper()
