"""Checks what is served, or one file, once more: every shape, and every quote against the document it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rdflib import Graph, URIRef

from extract.document import Document
from extract.extractors import extract
from extract.read import read
from kommunegraf import identity
from kommunegraf.evidence import Failure, verify
from kommunegraf.graph import document_graph
from kommunegraf.release import Release
from kommunegraf.validation import Problem, validate


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: documents and quotes checked, problems by document, and the quotes that do not hold."""

    documents: int
    quotes: int
    problems: tuple[tuple[str, Problem], ...]
    failures: tuple[Failure, ...]

    @property
    def conforms(self) -> bool:
        """Whether no shape is violated and every quote holds."""
        return not self.failures and all(problem.severity != "violation" for _, problem in self.problems)


def check_release(release: Release) -> Checked:
    """Checks everything that a release serves."""
    documents = release.documents()
    return _check(document_graphs(release.quads(), documents), documents)


def check_files(paths: Iterable[Path]) -> Checked:
    """Reads files and checks all their facts, also those that a build would leave out. Raises DocumentError."""
    documents = {document.slug: document for document in (read(path, identity.slug(path.stem)) for path in paths)}
    return _check({slug: document_graph(found, extract(found)) for slug, found in documents.items()}, documents)


def _check(graphs: Mapping[str, Graph], documents: Mapping[str, Document]) -> Checked:
    problems = tuple((slug, problem) for slug, graph in graphs.items() for problem in validate(graph).problems)
    verified = [verify(graph, documents) for graph in graphs.values()]
    failures = tuple(failure for found in verified for failure in found.failures)
    return Checked(len(graphs), sum(found.checked for found in verified), problems, failures)


def document_graphs(lines: Iterable[str], slugs: Iterable[str]) -> dict[str, Graph]:
    """The named graph of each document, from the N-Quads lines of a release."""
    names = {f"<{identity.graph(slug)}>": slug for slug in slugs}
    triples: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        triple, name = line.removesuffix(" .").rsplit(" ", 1)
        if name in names:
            triples[names[name]].append(f"{triple} .")
    return {slug: _graph(identity.graph(slug), triples[slug]) for slug in sorted(triples)}


def _graph(name: URIRef, triples: list[str]) -> Graph:
    graph = Graph(identifier=name)
    graph.parse(data="\n".join(triples), format="nt")
    return graph


def withheld(report: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The violations whose facts a release leaves out, each with the slug of its document."""
    return [
        (document["slug"], problem)
        for document in report["documents"]
        for problem in document["problems"]
        if problem["severity"] == "violation"
    ]
