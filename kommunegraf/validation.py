"""A document's graph against the shapes: the only module that names pySHACL.

The nodes of the document are checked in the context that they need (reference data, closed lists, ontology), which is
loaded once; violations keep a fact from being served, warnings are published beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from pyshacl.graph_abstraction import DataGraph
from pyshacl.shape import Shape
from pyshacl.validator import Validator
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node, bind

from extract.resources import ROOT
from kommunegraf.pruning import facts_of, file_only, without
from kommunegraf.terms import KG, OA, SH, compact

CONTEXT: Final = ("kommunegraf", "alignments", "concepts", "reference")
"""The files of ontology/ that every document is checked together with."""
ROUNDS: Final = 8
"""How often dropping facts may uncover further violations, before all facts of the document are given up."""

# rdflib gives years no value, so that pySHACL could not tell whether one comes before another
bind(XSD.gYear, int, datatype_specific=True)


@dataclass(frozen=True, slots=True)
class Problem:
    """One result of a shape: where, which shape and path, the offending value, and what to do about it.

    ``severity`` is violation, warning or info; ``page`` and ``quote`` are those of the fact's first evidence.
    """

    focus: str
    shape: str
    path: str
    value: str
    severity: str
    danish: str
    english: str
    page: int | None = None
    quote: str = ""

    def message(self, language: str) -> str:
        """What is wrong and what to do, in Danish ("da") or English."""
        return self.danish if language == "da" else self.english


@dataclass(frozen=True, slots=True)
class Report:
    """What the shapes say about one graph, in a fixed order."""

    problems: tuple[Problem, ...] = ()

    @property
    def violations(self) -> tuple[Problem, ...]:
        """What keeps a fact from being served."""
        return tuple(problem for problem in self.problems if problem.severity == "violation")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is told, and served all the same."""
        return tuple(problem for problem in self.problems if problem.severity != "violation")

    @property
    def conforms(self) -> bool:
        """Whether nothing is violated."""
        return not self.violations


class Shapes:
    """The shapes and the context of every document, loaded once in a process; not for several threads at a time."""

    def __init__(self, shapes: Graph, context: Graph) -> None:
        self.graph = shapes
        self.whole = Graph()
        self.whole += context
        self._data = DataGraph.from_rdflib_graph(self.whole)
        self._validator = Validator(self._data, shacl_graph=shapes)
        self._targets: dict[Node, list[Shape]] = {}
        for shape in sorted(self._validator.shacl_graph.shapes, key=lambda shape: str(shape.node)):
            for target in shape.target_classes():
                for subclass in context.transitive_subjects(RDFS.subClassOf, target):
                    if subclass is not None:
                        self._targets.setdefault(subclass, []).append(shape)

    def validate(self, graph: Graph) -> Report:
        """Checks the nodes of a graph that have a type with a shape, each together with the context."""
        added = [triple for triple in graph if triple not in self.whole]
        for triple in added:
            self.whole.add(triple)
        try:
            results = [result for shape, nodes in self._focus(graph) for result in self._results(shape, nodes)]
        finally:
            for triple in added:
                self.whole.remove(triple)
        return Report(tuple(sorted((self._problem(graph, result) for result in results), key=_order)))

    def _focus(self, graph: Graph) -> Iterator[tuple[Shape, list[URIRef]]]:
        """Each shape with the nodes of this graph that it is for, as they are typed here or in the context."""
        focus: dict[Shape, set[URIRef]] = {}
        for node in {node for node in graph.subjects() if isinstance(node, URIRef)}:
            for cls in self.whole.objects(node, RDF.type):
                for shape in self._targets.get(cls, ()):
                    focus.setdefault(shape, set()).add(node)
        # pySHACL's own focus_nodes= skips sh:node and sh:or on values outside the list, so that it passes what it
        # should not; asked shape by shape it does not
        for shape in sorted(focus, key=lambda shape: str(shape.node)):
            yield shape, sorted(focus[shape])

    def _results(self, shape: Shape, nodes: list[URIRef]) -> Iterator[dict[Node, list[Node]]]:
        _, reports = shape.validate(self._validator.make_executor(), self._data, focus=nodes)
        for _, name, triples in reports:
            result: dict[Node, list[Node]] = {}
            for subject, predicate, value in triples:
                if subject == name:
                    result.setdefault(predicate, []).append(value[1] if isinstance(value, tuple) else value)
            yield result

    def _problem(self, graph: Graph, result: dict[Node, list[Node]]) -> Problem:
        first: dict[Node, Node] = {predicate: values[0] for predicate, values in result.items()}
        messages = {text.language: str(text) for text in result.get(SH.resultMessage, []) if isinstance(text, Literal)}
        shape, focus = first[SH.sourceShape], first[SH.focusNode]
        page, quote = _evidence(graph, focus)
        return Problem(
            focus=str(focus),
            shape=compact(shape),
            path=self._path(self.graph.value(shape, SH.path)),
            value=str(first.get(SH.value, "")),
            severity=str(first[SH.resultSeverity]).rpartition("#")[2].lower(),
            danish=messages.get("da", ""),
            english=messages.get("en", ""),
            page=page,
            quote=quote,
        )

    def _path(self, path: Node | None) -> str:
        """A path as SPARQL writes it, "" for a shape of the node itself."""
        if path is None or isinstance(path, URIRef):
            return compact(path) if path is not None else ""
        inverse = self.graph.value(path, SH.inversePath)
        if inverse is not None:
            return "^" + self._path(inverse)
        return "/".join(self._path(step) for step in self.graph.items(path))


@lru_cache(maxsize=1)
def load_shapes() -> Graph:
    """All shapes of shapes/, one graph."""
    return _load(sorted((ROOT / "shapes").glob("*.ttl")))


@lru_cache(maxsize=1)
def load_context() -> Graph:
    """Ontology, closed lists and reference data, one graph."""
    return _load(ROOT / "ontology" / f"{name}.ttl" for name in CONTEXT)


@lru_cache(maxsize=1)
def _shapes() -> Shapes:
    return Shapes(load_shapes(), load_context())


def validate(graph: Graph, context: Graph | None = None) -> Report:
    """What the shapes say about a graph, in the context of ours (loaded once) or of one given."""
    return (_shapes() if context is None else Shapes(load_shapes(), context)).validate(graph)


def conforming(graph: Graph, report: Report | None = None) -> tuple[Graph, Report]:
    """The graph without its violating facts, and the report of what is left: nothing is violated, warnings stay.

    Dropping a fact may uncover another violation, so it is checked again until nothing is violated; where that does
    not end, only the description of the file is left.
    """
    kept = graph
    report = validate(kept) if report is None else report
    for _ in range(ROUNDS):
        if report.conforms:
            return kept, report
        kept = without(kept, (URIRef(problem.focus) for problem in report.violations))
        report = validate(kept)
    kept = file_only(kept)
    return kept, validate(kept)


def _evidence(graph: Graph, node: Node) -> tuple[int | None, str]:
    """Page and quote of the first evidence of the fact that a node belongs to."""
    found: list[tuple[int, int | None, str]] = []
    for fact in facts_of(graph, node):
        for annotation in graph.subjects(OA.hasBody, fact):
            page = graph.value(annotation, KG.page)
            quote = graph.value(URIRef(f"{annotation}/quote"), OA.exact)
            start: Any = graph.value(URIRef(f"{annotation}/position"), OA.start)
            found.append((int(start or 0), None if page is None else int(str(page)), str(quote or "")))
    return min(found, default=(0, None, ""), key=lambda place: place[0])[1:]


def _order(problem: Problem) -> tuple[str, ...]:
    return (problem.focus, problem.shape, problem.path, problem.value)


def _load(paths: Iterable[Any]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph
