"""How much of what is served a shape looks at: `python -m kommunegraf.checking.coverage` prints it for the samples."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import RDF, RDFS, Dataset, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from extract.resources import ROOT
from kommunegraf.checking.outcome import Triple
from kommunegraf.checking.validation import load_shapes
from kommunegraf.terms import SH, compact

LEAST: Final = 0.95
"""The share of the served triples that the shapes must look at."""
LISTS: Final = (SH["or"], SH["and"], SH.xone)
PAIRS: Final = (SH.lessThan, SH.lessThanOrEquals, SH.equals, SH.disjoint)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is in a graph and what of it no shape looks at; ``gaps`` are the triples left, by class and predicate."""

    classes: frozenset[Node]
    properties: frozenset[Node]
    triples: int
    bare_classes: frozenset[Node]
    bare_properties: frozenset[Node]
    gaps: Counter[tuple[str, str]]

    @property
    def share(self) -> float:
        """The share of the triples that a shape looks at."""
        return 1 - self.gaps.total() / self.triples

    def lines(self) -> Iterator[str]:
        """The three shares, and what is left out."""
        for name, whole, bare in (
            ("classes", self.classes, self.bare_classes),
            ("properties", self.properties, self.bare_properties),
        ):
            left = ", ".join(sorted(map(compact, bare)))
            yield f"{name:10} {1 - len(bare) / len(whole):7.1%} of {len(whole)}" + (
                f"; without: {left}" if left else ""
            )
        yield f"{'triples':10} {self.share:7.1%} of {self.triples}"
        for (cls, predicate), number in sorted(self.gaps.items(), key=lambda gap: (-gap[1], gap[0])):
            yield f"{'':10} {number:7} {cls} {predicate}"


def coverage(graph: Graph, shapes: Graph) -> Coverage:
    """What of a graph the shapes look at: the types that they are for, and all that their paths and classes go over."""
    touched = _Touch(graph, shapes).everything()
    classes, bare = set(graph.objects(None, RDF.type)), Counter[tuple[str, str]]()
    for triple in graph:
        if triple not in touched:
            cls = min((compact(found) for found in graph.objects(triple[0], RDF.type)), default="(no class)")
            bare[cls, compact(triple[1])] += 1
    return Coverage(
        classes=frozenset(classes),
        properties=frozenset(graph.predicates()),
        triples=len(graph),
        bare_classes=frozenset(classes - {value for _, predicate, value in touched if predicate == RDF.type}),
        bare_properties=frozenset(set(graph.predicates()) - {predicate for _, predicate, _ in touched}),
        gaps=bare,
    )


class _Touch:
    """Walks each shape from each of its nodes and keeps the triples that it meets."""

    def __init__(self, graph: Graph, shapes: Graph) -> None:
        self._graph = graph
        self._shapes = shapes
        self._touched: set[Triple] = set()
        self._seen: set[tuple[Node, Node]] = set()

    def everything(self) -> set[Triple]:
        """The triples that any shape meets."""
        for shape, target in self._shapes.subject_objects(SH.targetClass):
            for cls in list(self._graph.transitive_subjects(RDFS.subClassOf, target)):
                for node in list(self._graph.subjects(RDF.type, cls)):
                    self._touched.add((node, RDF.type, cls))  # type: ignore[arg-type]
                    self._shape(shape, node)
        return self._touched

    def _shape(self, shape: Node, node: Node) -> None:
        if (shape, node) in self._seen:
            return
        self._seen.add((shape, node))
        path = self._shapes.value(shape, SH.path)
        values = {node} if path is None else self._follow(path, {node})
        inner = [*self._shapes.objects(shape, SH.property), *self._shapes.objects(shape, SH.node)]
        inner += self._shapes.objects(shape, SH["not"])
        for listed in LISTS:
            for items in self._shapes.objects(shape, listed):
                inner += Collection(self._shapes, items)
        for pair in PAIRS:
            for other in self._shapes.objects(shape, pair):
                self._follow(other, {node})
        for value in values:
            for cls in self._shapes.objects(shape, SH["class"]):
                self._typed(value, cls)
            for part in inner:
                self._shape(part, value)

    def _typed(self, value: Node, wanted: Node) -> None:
        for cls in self._graph.objects(value, RDF.type):
            if wanted in self._graph.transitive_objects(cls, RDFS.subClassOf):
                self._touched.add((value, RDF.type, cls))

    def _follow(self, path: Node, nodes: Iterable[Node]) -> set[Node]:
        """The nodes at the end of a path; the triples on the way are met."""
        if isinstance(path, URIRef):
            found = {triple for node in nodes for triple in self._graph.triples((node, path, None))}
            self._touched |= found
            return {triple[2] for triple in found}
        inverse = self._shapes.value(path, SH.inversePath)
        if inverse is not None:
            found = {triple for node in nodes for triple in self._graph.triples((None, inverse, node))}
            self._touched |= found
            return {triple[0] for triple in found}
        for step in Collection(self._shapes, path):
            nodes = self._follow(step, nodes)
        return set(nodes)


def served(folder: Path) -> Graph:
    """All that a release of the files in a folder serves, as one graph."""
    from kommunegraf.build import build
    from kommunegraf.reading.sources import collect

    dataset = Dataset(default_union=True)
    with tempfile.TemporaryDirectory() as store:
        dataset.parse(data="\n".join(build(collect([folder]), Path(store)).quads()), format="nquads")
    whole = Graph()
    for subject, predicate, value, _ in dataset.quads():
        whole.add((subject, predicate, value))
    return whole


def main() -> int:
    """Prints the coverage of the samples; 1 where less than LEAST of the triples is looked at."""
    found = coverage(served(ROOT / "samples"), load_shapes())
    print(*found.lines(), sep="\n")
    return 0 if found.share >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
