"""The tests of the protocols: queries, the reading of graphs after what a test writes, and the service description."""

from __future__ import annotations

import email
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, quote

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kommunegraf import identity
from kommunegraf.conformance.comparing import same_graphs
from kommunegraf.conformance.serving import Answer, Site, release
from kommunegraf.conformance.suite import Request, Test, data, path_of, requests, tests
from kommunegraf.terms import SD

STATUSES: Final = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
BOOLEANS: Final = {"application/sparql-results+json", "application/sparql-results+xml"}
MEDIA_TYPES: Final = {
    "boolean": BOOLEANS,
    "tabular": {*BOOLEANS, "text/csv", "text/tab-separated-values"},
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml"},
}
DEFAULT: Final = "urn:default-graph"
ANOTHER: Final = Graph().add((URIRef("urn:a"), RDF.type, URIRef("urn:b")))
"""Is always there, for there is no release of nothing."""
STORE: Final = "http://www.example/gsp"
SCHEMA: Final = {
    SD.endpoint: (SD.Service, None),
    SD.supportedLanguage: (SD.Service, None),
    SD.feature: (SD.Service, None),
    SD.resultFormat: (SD.Service, None),
    SD.defaultDataset: (SD.Service, SD.Dataset),
    SD.defaultGraph: (SD.Dataset, SD.Graph),
    SD.namedGraph: (SD.Dataset, SD.NamedGraph),
    SD.graph: (SD.NamedGraph, SD.Graph),
    SD.name: (SD.NamedGraph, None),
}
"""The domain and range of each property of the vocabulary that the description uses."""


def protocol_data(root: Path) -> dict[str, list[Graph]]:
    """The graphs that the tests of the protocol ask, by their names."""
    named = {name: file for test in tests(root, "protocol") for file, name in data(test)[1]}
    return {name: [Graph().parse(path_of(root, URIRef(file)), format="nt")] for name, file in sorted(named.items())}


def run_protocol(root: Path, site: Site) -> Iterator[tuple[Test, str]]:
    """Each test of the query operation, and those of updates that must be refused; "-" marks one that writes."""
    for test in tests(root, "protocol"):
        if test.name.startswith("update_"):
            yield test, "-"
            continue
        faults = (_fault(site, request, request.path.replace("/sparql/", "/sparql", 1)) for request in requests(test))
        yield test, "; ".join(fault for fault in faults if fault)


def _fault(site: Site, request: Request, path: str) -> str:
    answer = site.send(request.method, path, request.headers, request.body)
    return fault(request, answer)


def fault(request: Request, answer: Answer) -> str:
    """What is wrong with an answer, "" where nothing is."""
    wanted = request.response
    if not any(_is_status(answer.status, status) for status in wanted.statuses):
        return f"{request.method} {request.path}: {answer.status}, not {' or '.join(wanted.statuses)}"
    if wanted.format and answer.media_type not in MEDIA_TYPES[wanted.format]:
        return f"{request.method} {request.path}: {answer.media_type} is not {wanted.format}"
    if wanted.boolean is not None and json.loads(answer.body)["boolean"] != wanted.boolean:
        return f"{request.method} {request.path}: not {wanted.boolean}"
    if wanted.body is not None and not same_graphs(_turtle(wanted.body), _turtle(answer.body.decode())):
        return f"{request.method} {request.path}: another graph"
    return ""


def _is_status(status: int, wanted: str) -> bool:
    if wanted.startswith("StatusCode"):
        return f"{status // 100}xx" == wanted.removeprefix("StatusCode")
    return status == STATUSES[wanted]


def _turtle(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle", publicID=STORE)


def run_graph_store(root: Path, folder: Path, site: Site) -> Iterator[tuple[Test, str]]:
    """Each test of the Graph Store Protocol: what it writes is put into a release, what it reads is asked for."""
    for test in tests(root, "graph-store-protocol"):
        graphs: dict[str, list[Graph]] = {}
        faults: list[str] = []
        for request in requests(test):
            name = _graph_name(request.path)
            if request.method in {"GET", "HEAD"}:
                site.wait_for(release(folder, {"urn:another": [ANOTHER], **graphs}))
                faults.append(_fault(site, request, _path(name)))
            else:
                _write(graphs, request, name)
        yield test, "; ".join(fault for fault in faults if fault)


def _write(graphs: dict[str, list[Graph]], request: Request, name: str) -> None:
    if request.method == "DELETE":
        graphs.pop(name, None)
        return
    bodies = _parts(request)
    before = graphs.get(name, []) if request.method == "POST" else []
    graphs[name] = [*before, *(_turtle(body) for body in bodies)]


def _parts(request: Request) -> list[str]:
    """The graphs of a body, several where it is a multipart form."""
    kind = request.headers.get("content-type", "")
    message = email.message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.body)
    parts = message.get_payload() if message.is_multipart() else [message]
    return [part.get_payload(decode=True).decode() for part in parts]  # type: ignore[union-attr]


def _graph_name(path: str) -> str:
    """The name of the graph that a path of the suite stands for; one of ours where it is the graph's own address."""
    location, _, query = path.partition("?")
    if query.partition("=")[0] == "default":
        return DEFAULT
    if query:
        return parse_qs(query)["graph"][0].replace("$LOCATION$", f"{STORE}/created")
    rest = location.removeprefix("/gsp").strip("/")
    return str(identity.graph(rest.replace("/", "-"))) if rest else f"{STORE}/created"


def _path(name: str) -> str:
    """How our server is asked for a graph: by the address of its own, or by its name."""
    ours = str(identity.graph(""))
    if name.startswith(ours):
        return f"/graphs/{name.removeprefix(ours)}"
    return f"/graphs?graph={quote(name, safe='')}"


def run_description(root: Path, site: Site) -> Iterator[tuple[Test, str]]:
    """Each test of the service description."""
    answer = site.send("GET", "/sparql", {"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.body, format="turtle") if answer.media_type == "text/turtle" else Graph()
    endpoint = URIRef(f"http://{site.authority}/sparql")
    checks = {
        "returns-rdf": len(graph) > 0,
        "has-endpoint-triple": (None, SD.endpoint, endpoint) in graph,
        "conforms-to-schema": all(_fits(graph, *triple) for triple in graph if triple[1] in SCHEMA),
    }
    for test in tests(root, "service-description"):
        yield test, "" if checks[test.name] else "not so"


def _fits(graph: Graph, subject: Node, predicate: Node, value: Node) -> bool:
    domain, range_ = SCHEMA[predicate]  # type: ignore[index]
    return (subject, RDF.type, domain) in graph and (range_ is None or (value, RDF.type, range_) in graph)
