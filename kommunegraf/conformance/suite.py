"""Reads the manifests of a checkout of w3c/rdf-tests: which tests there are, their files, requests and responses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT: Final = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT: Final = Namespace("http://www.w3.org/2011/http#")
CNT: Final = Namespace("http://www.w3.org/2011/content#")
BASE: Final = "https://w3c.github.io/rdf-tests/sparql/sparql11/"
"""What the addresses of the suite's files begin with."""


@dataclass(frozen=True, slots=True)
class Test:
    """One test: the folder of its manifest, its name, its class, and where it stands in the manifest."""

    folder: str
    name: str
    kind: str
    manifest: Graph
    node: Node


@dataclass(frozen=True, slots=True)
class Response:
    """What is expected of a request: statuses ("2xx" or "Created"), format, yes or no, and a graph in Turtle."""

    statuses: tuple[str, ...]
    format: str
    boolean: bool | None
    body: str | None


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a test over HTTP."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    response: Response
    location: str


def tests(root: Path, *folders: str) -> Iterator[Test]:
    """The tests of these folders of sparql/sparql11, in the order of their manifests."""
    for folder in folders:
        for path in sorted((root / folder).glob("manifest*.ttl")):
            manifest = Graph().parse(path, format="turtle", publicID=f"{BASE}{folder}/{path.name}")
            for entries in manifest.objects(None, MF.entries):
                for node in Collection(manifest, entries):
                    kind = str(manifest.value(node, RDF.type)).rpartition("#")[2]
                    yield Test(folder, str(node).rpartition("#")[2], kind, manifest, node)


def path_of(root: Path, address: Node | None) -> Path:
    """The file that an address of the suite stands for."""
    return root / str(address).removeprefix(BASE)


def data(test: Test) -> tuple[list[str], list[tuple[str, str]]]:
    """The files of the default graph, and those of the named graphs with their names."""
    graph = test.manifest
    action = graph.value(test.node, MF.action)
    named: list[tuple[str, str]] = []
    for found in (*graph.objects(action, QT.graphData), *graph.objects(test.node, UT.graphData)):
        file = graph.value(found, QT.graph) or graph.value(found, UT.graph) or found
        named.append((str(file), str(graph.value(found, RDFS.label) or file)))
    return sorted(str(file) for file in graph.objects(action, QT.data)), sorted(named)


def requests(test: Test) -> Iterator[Request]:
    """The requests of a test of the protocols, in order."""
    graph = test.manifest
    for found in graph.objects(graph.value(test.node, MF.action), HT.requests):
        for node in Collection(graph, found):
            yield Request(
                str(graph.value(node, HT.methodName)),
                str(graph.value(node, HT.absolutePath)),
                _headers(graph, node),
                (_text(graph, node) or "").encode(_encoding(graph, node)),
                _response(graph, graph.value(node, HT.resp)),
                str(graph.value(graph.value(node, HT.resp), MF.expectedLocation) or ""),
            )


def _response(graph: Graph, node: Node | None) -> Response:
    statuses = (str(found).rpartition("#")[2] for found in graph.objects(node, MF.expectedStatus))
    boolean = graph.value(node, MF.expectedBoolean)
    return Response(
        tuple(sorted(statuses)),
        str(graph.value(node, MF.expectedFormat) or ""),
        None if boolean is None else str(boolean) == "true",
        _text(graph, node),
    )


def _headers(graph: Graph, node: Node) -> dict[str, str]:
    found = (header for head in graph.objects(node, HT.headers) for header in Collection(graph, head))
    return {str(graph.value(one, HT.fieldName)): str(graph.value(one, HT.fieldValue)) for one in found}


def _text(graph: Graph, node: Node | None) -> str | None:
    text = graph.value(graph.value(node, HT.body), CNT.chars)
    return None if text is None else str(text)


def _encoding(graph: Graph, node: Node) -> str:
    return str(graph.value(graph.value(node, HT.body), CNT.characterEncoding) or "UTF-8")


def is_iri(node: Node | None) -> bool:
    """Whether a node is an address."""
    return isinstance(node, URIRef)
