"""A document's graph against the shapes.

The nodes of the document are checked in the context that they need (reference data, closed lists, ontology), which is
loaded once; violations keep a fact from being served, warnings are published beside it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import import_module
from time import perf_counter
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from extract.resources import ROOT
from kommunegraf.checking.outcome import Engine, Outcome, Result, Triple
from kommunegraf.pruning import facts_of, file_only, without
from kommunegraf.rdf import triples
from kommunegraf.terms import KG, OA, SH, compact

CONTEXT: Final = ("kommunegraf", "alignments", "concepts", "topics", "reference")
"""The files of ontology/ that every document is checked together with."""
ENGINES: Final = ("shacl", "pyshacl")
"""The Rust engine, in front, and the reference, which is asked where the other is missing or fails."""
ROUNDS: Final = 8
"""How often dropping facts may uncover further violations, before all facts of the document are given up."""
LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """One result of a shape: where, which shape and path, the offending value, and what to do about it.

    ``severity`` is violation, warning or info, ``component`` the sort of constraint as SHACL names it; ``page`` and
    ``quote`` are those of the fact's first evidence.
    """

    focus: str
    shape: str
    path: str
    value: str
    severity: str
    component: str
    danish: str
    english: str
    page: int | None = None
    quote: str = ""

    def message(self, language: str) -> str:
        """What is wrong and what to do, in Danish ("da") or English."""
        return self.danish if language == "da" else self.english


@dataclass(frozen=True, slots=True)
class Count:
    """How many nodes one shape was asked about, what it said, and the seconds it took where they were measured."""

    shape: str
    nodes: int
    violations: int
    warnings: int
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What the shapes say about one graph, in a fixed order, which engine said so, and the seconds it took."""

    problems: tuple[Problem, ...] = ()
    counts: tuple[Count, ...] = ()
    engine: str = ""
    seconds: float = 0.0

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

    def __init__(self, shapes: Graph, context: Iterable[Triple], engine: str = ENGINES[0]) -> None:
        self.graph = shapes
        self._context = tuple(context)
        self._engine = self._in_front() if engine == ENGINES[0] else self._reference
        self._targets: dict[Node, list[URIRef]] = {}
        below = Graph()
        for triple in self._context:
            if triple[1] == RDFS.subClassOf:
                below.add(triple)
        for shape, target in sorted(shapes.subject_objects(SH.targetClass)):
            for cls in below.transitive_subjects(RDFS.subClassOf, target):
                if cls is not None and isinstance(shape, URIRef):
                    self._targets.setdefault(cls, []).append(shape)
        self._typed = [
            (node, cls) for node, predicate, cls in self._context if predicate == RDF.type and cls in self._targets
        ]
        self._parts = {
            shape: {str(shape), *map(str, shapes.objects(shape, SH.property))}
            for shapes_of in self._targets.values()
            for shape in shapes_of
        }

    @cached_property
    def _reference(self) -> Engine:
        """The reference, loaded when it is asked first: that takes longer than to check a document."""
        engine: Engine = import_module("kommunegraf.checking.engine_pyshacl").Reference(self.graph, self._context)
        return engine

    def _in_front(self) -> Engine:
        try:
            engine: Engine = import_module("kommunegraf.checking.engine_shacl").Fast(self.graph, self._context)
        except (ImportError, ValueError) as error:
            LOG.warning("shacl cannot be used, pyshacl checks instead: %s", error)
            return self._reference
        return engine

    def validate(self, graph: Graph, timed: bool = False) -> Report:
        """Checks the nodes of a graph that have a type with a shape, each together with the context.

        ``timed`` measures each shape alone, which takes longer in all.
        """
        start = perf_counter()
        focus = self._focus(graph)
        outcome = self._check(set(graph), focus, timed)
        seconds = perf_counter() - start
        problems = sorted((self._problem(graph, result) for result in outcome.results), key=_order)
        return Report(tuple(problems), self._counts(focus, outcome), outcome.engine, seconds)

    def _check(self, added: set[Triple], focus: Mapping[URIRef, list[URIRef]], timed: bool) -> Outcome:
        try:
            return self._engine.check(added, focus, timed)
        except Exception as error:
            if self._engine.name == ENGINES[-1]:
                raise
            LOG.warning("shacl failed, pyshacl checks instead: %s", error)
            return self._reference.check(added, focus, timed)

    def _focus(self, graph: Graph) -> dict[URIRef, list[URIRef]]:
        """Each shape with the nodes of this graph that it is for, as they are typed here or in the context."""
        focus: dict[URIRef, set[URIRef]] = {}
        subjects = set(graph.subjects())
        for node, cls in (*graph.subject_objects(RDF.type), *self._typed):
            if node in subjects and isinstance(node, URIRef):
                for shape in self._targets.get(cls, ()):
                    focus.setdefault(shape, set()).add(node)
        return {shape: sorted(focus[shape]) for shape in sorted(focus)}

    def _counts(self, focus: Mapping[URIRef, list[URIRef]], outcome: Outcome) -> tuple[Count, ...]:
        """A count for each shape; a result of a part that several shapes share is the first's whose node it is."""
        nodes = {shape: {str(node) for node in focus[shape]} for shape in focus}
        told: dict[URIRef, list[Result]] = {shape: [] for shape in focus}
        for result in outcome.results:
            owners = (s for s in focus if result.focus in nodes[s] and result.shape in self._parts[s])
            told[next(owners)].append(result)
        return tuple(
            Count(
                shape=compact(shape),
                nodes=len(focus[shape]),
                violations=sum(result.severity == str(SH.Violation) for result in told[shape]),
                warnings=sum(result.severity != str(SH.Violation) for result in told[shape]),
                seconds=outcome.seconds.get(shape),
            )
            for shape in focus
        )

    def _problem(self, graph: Graph, result: Result) -> Problem:
        shape = URIRef(result.shape)
        messages = {
            text.language: str(text) for text in self.graph.objects(shape, SH.message) if isinstance(text, Literal)
        }
        page, quote = _evidence(graph, URIRef(result.focus))
        return Problem(
            focus=result.focus,
            shape=compact(shape),
            path=self._path(self.graph.value(shape, SH.path)),
            value=result.value,
            severity=result.severity.rpartition("#")[2].lower(),
            component=result.component.rpartition("#")[2],
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
    return _graph(triples(*sorted((ROOT / "shapes").glob("*.ttl"))))


def load_context() -> Graph:
    """Ontology, closed lists and reference data, one graph."""
    return _graph(_context())


@lru_cache(maxsize=1)
def _context() -> tuple[Triple, ...]:
    return tuple(dict.fromkeys(triples(*(ROOT / "ontology" / f"{name}.ttl" for name in CONTEXT))))


@lru_cache(maxsize=len(ENGINES))
def _shapes(engine: str) -> Shapes:
    return Shapes(load_shapes(), _context(), engine)


def validate(graph: Graph, engine: str = ENGINES[0], timed: bool = False) -> Report:
    """What the shapes say about a graph in our context, both loaded once; ``engine`` is one of ENGINES.

    ``timed`` measures the seconds of each shape.
    """
    return _shapes(engine).validate(graph, timed)


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
            page = _integer(graph.value(annotation, KG.page))
            quote = graph.value(URIRef(f"{annotation}/quote"), OA.exact)
            start = _integer(graph.value(URIRef(f"{annotation}/position"), OA.start))
            found.append((start or 0, page, str(quote or "")))
    return min(found, default=(0, None, ""), key=lambda place: place[0])[1:]


def _integer(value: Node | None) -> int | None:
    """A number, None where a graph with faults has something else in its place."""
    return int(str(value)) if str(value).isdecimal() else None


def _order(problem: Problem) -> tuple[str, ...]:
    return (problem.focus, problem.shape, problem.path, problem.value, problem.component)


def _graph(found: Iterable[Triple]) -> Graph:
    graph = Graph()
    for triple in found:
        graph.add(triple)
    return graph
