"""The reference engine, pySHACL: the only module that names it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from time import perf_counter
from typing import Final, cast

from pyshacl import validate
from pyshacl.errors import ReportableRuntimeError as Malformed
from pyshacl.graph_abstraction import DataGraph
from pyshacl.shape import Shape
from pyshacl.validator import Validator
from rdflib import XSD, Graph, URIRef
from rdflib.term import Node, bind

from kommunegraf.checking.outcome import Outcome, Result, Triple
from kommunegraf.terms import SH

__all__ = ["NAME", "Malformed", "Reference", "whole_report"]
NAME: Final = "pyshacl"

# rdflib gives years no value, so that pySHACL could not tell whether one comes before another
bind(XSD.gYear, int, datatype_specific=True)


class Reference:
    """The shapes and the context of every document, loaded once; not for several threads at a time."""

    name = NAME

    def __init__(self, shapes: Graph, context: Iterable[Triple]) -> None:
        self._whole = Graph()
        self._whole += context
        self._data = DataGraph.from_rdflib_graph(self._whole)
        self._validator = Validator(self._data, shacl_graph=shapes)
        self._shapes: dict[Node, Shape] = {shape.node: shape for shape in self._validator.shacl_graph.shapes}

    def check(self, added: Collection[Triple], focus: Mapping[URIRef, Sequence[URIRef]], timed: bool = True) -> Outcome:
        """What each shape says about its nodes, the context and the added triples taken together, and its seconds.

        pySHACL's own focus_nodes= skips sh:node and sh:or on values outside the list, so that it passes what it
        should not; asked shape by shape it does not.
        """
        new = [triple for triple in added if triple not in self._whole]
        for triple in new:
            self._whole.add(triple)
        results: list[Result] = []
        seconds: dict[URIRef, float] = {}
        try:
            for shape, nodes in focus.items():
                start = perf_counter()
                results += self._results(self._shapes[shape], nodes)
                seconds[shape] = perf_counter() - start
        finally:
            for triple in new:
                self._whole.remove(triple)
        return Outcome(tuple(results), NAME, seconds)

    def _results(self, shape: Shape, nodes: Sequence[URIRef]) -> Iterator[Result]:
        _, reports = shape.validate(self._validator.make_executor(), self._data, focus=list(nodes))
        for _, name, triples in reports:
            # a value comes with the graph that it stands in
            found: dict[Node, Node] = {
                predicate: value[1] if isinstance(value, tuple) else value
                for subject, predicate, value in triples
                if subject == name
            }
            yield Result(
                focus=str(found[SH.focusNode]),
                shape=str(found[SH.sourceShape]),
                severity=str(found[SH.resultSeverity]),
                component=str(found[SH.sourceConstraintComponent]),
                value=str(found.get(SH.value, "")),
            )


def whole_report(data: Graph, shapes: Graph) -> Graph:
    """What shapes of whatever sort say about a small graph, as the report that SHACL has it: for profiles of others.

    Raises Malformed where they are no SHACL.
    """
    _, report, _ = validate(data, shacl_graph=shapes, inference="none", allow_warnings=True)
    return cast(Graph, report)
