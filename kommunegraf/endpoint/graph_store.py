"""SPARQL 1.1 Graph Store Protocol, reading: /graphs?default, /graphs?graph=IRI, and each graph at its address."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kommunegraf import identity
from kommunegraf.endpoint.asking import answered, body, chosen_format, values
from kommunegraf.endpoint.protocol import parameters
from kommunegraf.endpoint.refused import Refused
from kommunegraf.endpoint.withdrawn import refuse_withdrawn
from kommunegraf.formats import GRAPHS
from kommunegraf.pool.pool import Request as Asked
from kommunegraf.rdf import term

ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
ANY = "ASK { ?s ?p ?o }"


async def graphs(request: Request) -> Response:
    """The graph that the parameters name."""
    pairs = parameters(request)
    default, named = values(pairs, "default"), values(pairs, "graph")
    if len(default) + len(named) != 1:
        danish = "Sig hvilken graf: ?default eller ?graph=ADRESSE. De står i beskrivelsen på /sparql."
        english = "Say which graph: ?default or ?graph=IRI. The description at /sparql lists them."
        raise Refused(400, danish, english)
    if default:
        chosen = chosen_format(request, pairs, GRAPHS)
        return await answered(request, Asked(ALL, chosen.name), chosen)
    return await _graph(request, named[0])


async def graph(request: Request) -> Response:
    """The graph whose address was asked for: /graphs/NAME stands for the IRI …/id/graph/NAME."""
    return await _graph(request, str(identity.graph(request.path_params["name"])))


async def _graph(request: Request, iri: str) -> Response:
    """All triples of a named graph; 404 where there is none of this name, 410 where its document was withdrawn."""
    chosen = chosen_format(request, parameters(request), GRAPHS)
    try:
        term(iri, "iri")
    except ValueError as error:
        raise Refused(400, f"{iri} er ingen adresse (IRI).", f"{iri} is no IRI.") from error
    refuse_withdrawn(request.app.state.pool.folder, iri)
    if b"false" in await body(request, Asked(ANY, "csv", [iri])):
        raise Refused(404, f"Der er ingen graf {iri}.", f"There is no graph {iri}.")
    return await answered(request, Asked(ALL, chosen.name, [iri]), chosen, **{"Content-Location": request.url.path})
