"""The vocabulary at its addresses: /ns, /shapes and /alignments as RDF; a browser is led to the pages of the terms."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

from rdflib import OWL, Graph, URIRef
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from extract.resources import ROOT
from kommunegraf.base import own
from kommunegraf.endpoint.addresses import split
from kommunegraf.endpoint.asking import chosen_format, is_known, not_modified, sent, tag
from kommunegraf.endpoint.protocol import parameters
from kommunegraf.endpoint.refusals import PAGE
from kommunegraf.endpoint.refused import Refused
from kommunegraf.formats import GRAPHS
from kommunegraf.rdf import convert
from kommunegraf.terms import KG

FILES: Final = {"ns": "ontology/kommunegraf.ttl", "alignments": "ontology/alignments.ttl", "shapes": "shapes/*.ttl"}
"""The files that each of our vocabulary's addresses stands for."""
PAGES: Final = "/vocabulary"
WAYS: Final = (*GRAPHS, PAGE)


async def part(request: Request) -> Response:
    """What is declared at /ns, /shapes or /alignments, in the format of their ending where they have one."""
    name, ending = split(request.url.path.strip("/"))
    if name not in FILES:
        raise Refused(404, f"Der er intet {name}.", f"There is no {name}.")
    chosen = ending or chosen_format(request, parameters(request), WAYS)
    if chosen is PAGE:
        return _led(PAGES)
    etag = tag(_digest(name), name, chosen.name)
    if is_known(request, etag):
        return not_modified(request, etag)
    return sent(request, _written(name, chosen.name), chosen, etag, Link=f'<{KG}>; rel="describes"')


async def term(request: Request) -> Response:
    """/ns/NAME leads to /ns#NAME, and so does the name of our version to all of them; 404 for any other."""
    name, ending = split(request.path_params["name"])
    graph, ontology = _graph("ns"), URIRef(str(KG).rstrip("#"))
    is_page = (ending or chosen_format(request, parameters(request), WAYS)) is PAGE
    place = f"/ns.{ending.name}" if ending else "/ns"
    if KG[name] in set(graph.subjects()):
        return _led(f"{PAGES}/{name}" if is_page else f"{place}#{name}")
    if (ontology, OWL.versionIRI, URIRef(f"{ontology}/{name}")) in graph:
        return _led(PAGES if is_page else place)
    raise Refused(404, f"{name} er ikke et ord i ordforrådet.", f"{name} is no term of the vocabulary.")


def _led(path: str) -> Response:
    return RedirectResponse(path, 303, {"Vary": "Accept"})


def _paths(name: str) -> list[Path]:
    return sorted(ROOT.glob(FILES[name]))


@lru_cache(maxsize=8)
def _digest(name: str) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in _paths(name))).hexdigest()


@lru_cache(maxsize=8)
def _graph(name: str) -> Graph:
    graph = Graph()
    for path in _paths(name):
        graph.parse(data=own(path.read_text(encoding="utf-8")), format="turtle")
    return graph


@lru_cache(maxsize=32)
def _written(name: str, format_name: str) -> bytes:
    return convert(_graph(name).serialize(format="nt").splitlines(), format_name)
