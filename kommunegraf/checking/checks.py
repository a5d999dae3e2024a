"""Checks what is served, or one file, once more: every shape, and every quote against the document it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from rdflib import Graph, URIRef

from extract.document import Document
from kommunegraf import identity
from kommunegraf.checking.validation import ENGINES, Count, Problem, Report, Shapes, load_context, load_shapes, validate
from kommunegraf.evidence import Failure, verify
from kommunegraf.graph import document_graph
from kommunegraf.reading.sources import file_slug
from kommunegraf.releases import holdings
from kommunegraf.releases.findings import NAME, sources
from kommunegraf.releases.release import Release

OTHERS: Final = ("catalogue", "ontology", "reference")
SHARED: Final = (NAME, holdings.NAME)
"""The graphs of a release that tell of documents without being one's: checked with the documents around them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: documents and quotes checked, problems by document, and the quotes that do not hold.

    ``counts`` are those of each shape over all graphs, checked by ``engine`` in ``seconds``.
    """

    documents: int
    quotes: int
    problems: tuple[tuple[str, Problem], ...]
    failures: tuple[Failure, ...]
    counts: tuple[Count, ...] = ()
    engine: str = ""
    seconds: float = 0.0

    @property
    def conforms(self) -> bool:
        """Whether no shape is violated and every quote holds."""
        return not self.failures and all(problem.severity != "violation" for _, problem in self.problems)


def check_release(release: Release, engine: str = ENGINES[0]) -> Checked:
    """Checks everything that a release serves: the graph of each document, findings, catalogue and reference data."""
    documents = release.documents()
    graphs = document_graphs(release.quads(), (*documents, *SHARED, *OTHERS))
    checked = _check({slug: graphs[slug] for slug in documents if slug in graphs}, documents, engine)
    others: dict[str, Report] = {slug: validate(graphs[slug], engine, timed=True) for slug in OTHERS if slug in graphs}
    shapes = Shapes(load_shapes(), load_context() + sources(documents), engine)
    others |= {slug: shapes.validate(graphs[slug], timed=True) for slug in SHARED if slug in graphs}
    verified = verify(graphs.get(NAME, Graph()), documents)
    return replace(
        checked,
        quotes=checked.quotes + verified.checked,
        problems=(*checked.problems, *((slug, problem) for slug in others for problem in others[slug].problems)),
        failures=(*checked.failures, *verified.failures),
        counts=_total((*checked.counts, *(count for report in others.values() for count in report.counts))),
        seconds=checked.seconds + sum(report.seconds for report in others.values()),
    )


def check_files(paths: Iterable[Path], engine: str = ENGINES[0]) -> Checked:
    """Reads files and checks all their facts, also those that a build would leave out. Raises DocumentError."""
    from extract.extractors import extract
    from extract.read import read

    documents = {document.slug: document for document in (read(path, file_slug(path)) for path in paths)}
    graphs = {slug: document_graph(found, extract(found)) for slug, found in documents.items()}
    return _check(graphs, documents, engine)


def _check(graphs: Mapping[str, Graph], documents: Mapping[str, Document], engine: str) -> Checked:
    reports = {slug: validate(graph, engine, timed=True) for slug, graph in graphs.items()}
    verified = [verify(graph, documents) for graph in graphs.values()]
    return Checked(
        documents=len(graphs),
        quotes=sum(found.checked for found in verified),
        problems=tuple((slug, problem) for slug, report in reports.items() for problem in report.problems),
        failures=tuple(failure for found in verified for failure in found.failures),
        counts=_total(count for report in reports.values() for count in report.counts),
        engine=next((report.engine for report in reports.values()), engine),
        seconds=sum(report.seconds for report in reports.values()),
    )


def _total(counts: Iterable[Count]) -> tuple[Count, ...]:
    """One count for each shape; its seconds only where every part tells them."""
    parts: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        parts[count.shape].append(count)
    return tuple(
        Count(
            shape,
            sum(count.nodes for count in found),
            sum(count.violations for count in found),
            sum(count.warnings for count in found),
            None if None in (times := [count.seconds for count in found]) else sum(filter(None, times)),
        )
        for shape, found in sorted(parts.items())
    )


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
