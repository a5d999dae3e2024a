"""Graph exploration: a thing and its neighbours, as a page that lists them and as JSON that the page draws from."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kommunegraf import identity, wording
from kommunegraf.endpoint.refused import Refused
from kommunegraf.endpoint.withdrawn import refuse_withdrawn
from kommunegraf.pages.language import Links, language
from kommunegraf.pages.neighbours import Edge, Neighbours, Node, neighbours
from kommunegraf.pages.rendering import built, page
from kommunegraf.terms import BASE

SCRIPT: Final = "graph.js"
TEXTS: Final = (
    "graph_expand",
    "graph_expanded",
    "graph_left",
    "graph_of",
    "graph_no_evidence",
    "graph_to_page",
    "graph_empty",
    "graph_failed",
    "graph_shown",
    "evidence",
    "page_short",
    "see_page",
)
"""The texts that the script of the page shows."""


async def graph(request: Request) -> Response:
    """The page of the graph around a thing; without one, where to begin."""
    if not request.query_params.get("of"):
        return page(request, "graph.html", around=None, edges=(), begin=True, texts={}, scripted=False)
    around = await _around(request)
    words = wording.words(language(request))
    return page(
        request,
        "graph.html",
        200,
        *built(SCRIPT),
        around=around,
        edges=_lines(around),
        begin=False,
        texts={name: words.texts[name] for name in TEXTS},
        scripted=bool(built(SCRIPT)),
    )


async def data(request: Request) -> Response:
    """A thing, its neighbours and the connections between them, each with the places where it is said."""
    around = await _around(request)
    nodes, edges = (around.of, *around.nodes), around.edges
    told = {"nodes": [asdict(node) for node in nodes], "edges": [asdict(edge) for edge in edges], "count": around.count}
    return JSONResponse(told, headers={"Cache-Control": "no-store", "Vary": "Accept-Language"})


async def _around(request: Request) -> Neighbours:
    """The neighbours of the thing that the address names by its IRI or its path. Raises Refused where there is none."""
    wished = unquote(request.query_params.get("of", ""))
    iri = wished if wished.startswith(BASE) else str(identity.iri(wished.removeprefix("/id/")))
    refuse_withdrawn(request.app.state.pool.folder, iri)
    links = Links.of(request)
    found = await neighbours(request, iri, wording.words(language(request)), links)
    if found is None:
        raise Refused(404, f"Om {iri} vides intet.", f"Nothing is known of {iri}.")
    return found


def _lines(around: Neighbours) -> list[tuple[Edge, Node, bool]]:
    """Each connection with the thing at its other end, and whether it leads there or comes from there."""
    by = {node.iri: node for node in (*around.nodes, around.of)}
    lines = [(edge, by[edge.target if edge.source == around.of.iri else edge.source]) for edge in around.edges]
    return [(edge, other, edge.source == around.of.iri) for edge, other in lines]
