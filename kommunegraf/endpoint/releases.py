"""Releases and profiles at their addresses: /id/release/NAME tells when one was served, and what came before."""

from __future__ import annotations

from rdflib import RDF, XSD, Graph, Literal, URIRef
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kommunegraf import identity, pages
from kommunegraf.changes.history import Entry, History
from kommunegraf.endpoint.addresses import split
from kommunegraf.endpoint.asking import chosen_format, sent, tag
from kommunegraf.endpoint.description import base_address
from kommunegraf.endpoint.profiles import PROFILES
from kommunegraf.endpoint.protocol import parameters
from kommunegraf.endpoint.refusals import PAGE
from kommunegraf.endpoint.refused import Refused
from kommunegraf.formats import GRAPHS
from kommunegraf.rdf import convert
from kommunegraf.releases.catalogue import DATASET
from kommunegraf.terms import DCAT, DCT, VOID

NEWEST = "current"
WAYS = (*GRAPHS, PAGE)


async def release(request: Request) -> Response:
    """One release that is or was served; "current" leads to the one that is served now."""
    name, ending = split(request.path_params["name"])
    served = request.app.state.pool.release
    if name == NEWEST:
        return RedirectResponse(f"/id/release/{served}{f'.{ending.name}' if ending else ''}", 303)
    chosen = ending or chosen_format(request, parameters(request), WAYS)
    entries = History(request.app.state.pool.folder).entries()
    known = [entry for entry in entries if entry.release == name]
    if not known and name != served:
        raise Refused(404, f"Udgaven {name} kendes ikke.", f"There is no release {name}.")
    if chosen is PAGE:
        return pages.sheet.release(request, name, known, is_served=name == served)
    graph = _described(name, known, base_address(request), is_served=name == served)
    body = convert(graph.serialize(format="nt").splitlines(), chosen.name)
    node = identity.iri("release", name)
    return sent(request, body, chosen, tag(served, name, chosen.name), Link=f'<{node}>; rel="describes"')


def _described(name: str, entries: list[Entry], base: str, *, is_served: bool) -> Graph:
    graph, node = Graph(), identity.iri("release", name)
    graph.add((node, RDF.type, DCAT.Dataset))
    graph.add((node, DCT.isVersionOf, DATASET))
    graph.add((node, DCAT.version, Literal(name)))
    for entry in entries:
        graph.add((node, DCT.issued, Literal(entry.published, datatype=XSD.dateTime)))
        graph.add((node, VOID.documents, Literal(entry.documents)))
        if entry.before:
            graph.add((node, DCT.replaces, identity.iri("release", entry.before)))
    if is_served:
        graph.add((node, VOID.sparqlEndpoint, URIRef(f"{base}/sparql")))
        graph.add((node, VOID.dataDump, URIRef(f"{base}/graphs?default")))
    return graph


async def profile(request: Request) -> Response:
    """One way to tell of a thing."""
    name, ending = split(request.path_params["name"])
    found = next((profile for profile in PROFILES if profile.name == name), None)
    if found is None:
        raise Refused(404, f"Profilen {name} findes ikke.", f"There is no profile {name}.")
    chosen = ending or chosen_format(request, parameters(request), WAYS)
    if chosen is PAGE:
        return pages.sheet.profile(request, found.iri, name, found.danish, found.english)
    graph, node = Graph(), URIRef(found.iri)
    graph.add((node, RDF.type, DCT.Standard))
    graph.add((node, DCT.title, Literal(name)))
    graph.add((node, DCT.description, Literal(found.danish, lang="da")))
    graph.add((node, DCT.description, Literal(found.english, lang="en")))
    return sent(
        request, convert(graph.serialize(format="nt").splitlines(), chosen.name), chosen, tag(name, chosen.name)
    )
