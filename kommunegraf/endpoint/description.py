"""What the service says of itself: SPARQL service description, VoID and the example queries, as RDF or as a page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kommunegraf import pages
from kommunegraf.endpoint.asking import Pairs, chosen_format, is_known, not_modified, sent, tag
from kommunegraf.endpoint.example_queries import add_examples
from kommunegraf.endpoint.refusals import PAGE
from kommunegraf.endpoint.refused import Refused
from kommunegraf.endpoint.statistics import Statistics
from kommunegraf.errors import UnknownQuestion
from kommunegraf.formats import GRAPHS
from kommunegraf.queries import question
from kommunegraf.rdf import convert
from kommunegraf.releases import catalogue
from kommunegraf.terms import DCT, FORMATS, KG, SD, VOID

HOST: Final = re.compile(r"[A-Za-z0-9.-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")
RESULT_FORMATS: Final = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
GRAPH_FORMATS: Final = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")
"""The names of https://www.w3.org/ns/formats/, in the order of kommunegraf.formats."""
SIMPLE: Final = URIRef("http://www.w3.org/ns/entailment/Simple")
WHOLE: Final = ("service", "void", "examples")


async def describe_service(request: Request, pairs: Pairs) -> Response:
    """Everything in one answer; to a browser, a page to ask from."""
    base = base_address(request)
    formats = (*GRAPHS, PAGE)
    chosen = chosen_format(request, pairs, formats)
    if chosen is PAGE:
        return pages.sparql(request, base)
    return await _described(request, pairs, WHOLE, base)


async def void(request: Request) -> Response:
    """What the data set holds, for harvesters: graphs, classes, properties, links, licence."""
    return await _described(request, request.query_params.multi_items(), ("void",), base_address(request))


async def examples(request: Request) -> Response:
    """The questions as example queries."""
    return await _described(request, request.query_params.multi_items(), ("examples",), base_address(request))


async def example(request: Request) -> Response:
    """The address of one example leads to its page."""
    try:
        name = question(request.path_params["name"]).name
    except UnknownQuestion as error:
        raise Refused(404, error.danish, error.english) from error
    return RedirectResponse(f"/questions/{name}", 303)


def base_address(request: Request) -> str:
    """The address of this site as the asker wrote it. Raises Refused where it is none."""
    if not HOST.fullmatch(request.headers.get("host", "")):
        raise Refused(400, "Adressen i Host er ingen adresse.", "The address in Host is none.")
    return str(request.base_url).rstrip("/")


async def _described(request: Request, pairs: Pairs, parts: tuple[str, ...], base: str) -> Response:
    chosen = chosen_format(request, pairs, GRAPHS)
    found: Statistics = await request.app.state.counter.count()
    etag = tag(found.release, "description", parts, base, chosen.name) if found.complete else ""
    if etag and is_known(request, etag):
        return not_modified(request, etag)
    body = await run_in_threadpool(_written, found, parts, base, chosen.name)
    return sent(request, body, chosen, etag, Link='</.well-known/void>; rel="describedby"')


@lru_cache(maxsize=32)
def _written(found: Statistics, parts: tuple[str, ...], base: str, name: str) -> bytes:
    graph = Graph()
    if "service" in parts:
        _add_service(graph, found, base)
    if "void" in parts:
        graph.parse(data=found.catalogue, format="nt")
        _add_void(graph, found, base)
    if "examples" in parts:
        add_examples(graph, base)
    return convert(graph.serialize(format="nt").splitlines(), name)


def _add_service(graph: Graph, found: Statistics, base: str) -> None:
    """The service as SPARQL 1.1 Service Description has it; the default graph is the union of the named ones."""
    endpoint = URIRef(f"{base}/sparql")
    service, whole, union = (URIRef(f"{endpoint}#{name}") for name in ("service", "dataset", "default-graph"))
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, endpoint))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    graph.add((service, SD.propertyFeature, KG.matches))
    graph.add((service, SD.defaultEntailmentRegime, SIMPLE))
    for name in (*RESULT_FORMATS, *GRAPH_FORMATS):
        graph.add((service, SD.resultFormat, FORMATS[name]))
    graph.add((service, RDFS.label, Literal("Kommunegrafens SPARQL-tjeneste", lang="da")))
    graph.add((service, RDFS.label, Literal("The SPARQL service of Kommunegraf", lang="en")))
    graph.add((service, SD.defaultDataset, whole))
    graph.add((whole, RDF.type, SD.Dataset))
    graph.add((whole, SD.defaultGraph, union))
    graph.add((union, RDF.type, SD.Graph))
    graph.add((whole, DCT.source, catalogue.DATASET))
    for (name,), number in found.graphs:
        part = URIRef(f"{base}/graphs?{urlencode({'graph': name})}")
        named = URIRef(f"{part}#name")
        graph.add((whole, SD.namedGraph, named))
        graph.add((named, RDF.type, SD.NamedGraph))
        graph.add((named, SD.name, URIRef(name)))
        graph.add((named, SD.graph, part))
        graph.add((part, RDF.type, SD.Graph))
        graph.add((part, VOID.triples, _number(number)))


def _add_void(graph: Graph, found: Statistics, base: str) -> None:
    """The figures of the release, and where its data can be asked and fetched."""
    node, prefix = catalogue.DATASET, f"{base}/.well-known/void"
    graph.add((node, RDF.type, VOID.Dataset))
    graph.add((node, VOID.sparqlEndpoint, URIRef(f"{base}/sparql")))
    graph.add((node, VOID.dataDump, URIRef(f"{base}/graphs?default")))
    for _, number in found.total:
        graph.add((node, VOID.triples, _number(number)))
    numbers: dict[str, URIRef] = {}
    for index, ((name,), number) in enumerate(found.classes, 1):
        part = numbers[name] = URIRef(f"{prefix}#class-{index}")
        graph.add((node, VOID.classPartition, part))
        graph.add((part, RDF.type, VOID.Dataset))
        graph.add((part, VOID["class"], URIRef(name)))
        graph.add((part, VOID.entities, _number(number)))
    for index, ((name, predicate), number) in enumerate(found.properties, 1):
        part = URIRef(f"{prefix}#property-{index}")
        if name in numbers:
            graph.add((numbers[name], VOID.propertyPartition, part))
            graph.add((part, RDF.type, VOID.Dataset))
            graph.add((part, VOID.property, URIRef(predicate)))
            graph.add((part, VOID.triples, _number(number)))


def _number(value: int) -> Literal:
    return Literal(value, datatype=XSD.integer)
