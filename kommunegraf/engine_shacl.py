"""The Rust engine `shacl`, in front of the reference: the only module that names it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import shacl
from rdflib import RDF, RDFS, XSD, BNode, Graph, URIRef
from rdflib.term import Node

from kommunegraf.graph import canonical
from kommunegraf.outcome import Engine, Outcome, Result, Triple
from kommunegraf.terms import SH

NAME: Final = "shacl"
FOCUS: Final = "urn:kommunegraf:focus:"
"""A class of its own for the nodes that each shape is asked about, so that it looks at no others."""
TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


class Fast:
    """The compiled shapes and the context as text, made once.

    Where years are put in order, the reference is asked instead: the engine holds no two of them comparable.
    """

    name = NAME

    def __init__(self, shapes: Graph, context: Graph, reference: Engine) -> None:
        self._reference = reference
        self._left = _years_in_order(shapes)
        text = _lines(triple for triple in shapes if triple[1] not in TARGETS and triple[2] not in self._left)
        asked = set(shapes.subjects(SH.targetClass, None))
        text += _lines((shape, SH.targetClass, URIRef(FOCUS + str(shape))) for shape in asked)
        self._shapes = shacl.Shapes.from_text(text, format="ntriples")
        self._near = _near(shapes, context)
        self._owners = {shape: [left for left in self._left if (shape, SH.property, left) in shapes] for shape in asked}

    def check(self, added: Collection[Triple], focus: Mapping[URIRef, Sequence[URIRef]]) -> Outcome:
        """What each shape says about its nodes, the context and the added triples taken together."""
        asked = ((node, RDF.type, URIRef(FOCUS + str(shape))) for shape, nodes in focus.items() for node in nodes)
        text = self._context(added) + _lines(added) + _lines(asked)
        report = self._shapes.validate_text(text, format="ntriples")
        results = tuple(
            Result(
                focus=result.focus_node.strip("<>"),
                shape=(result.source_shape or "").strip("<>"),
                severity=result.severity_iri.strip("<>"),
                component=result.component_iri.strip("<>"),
                value=result.value_plain or "",
            )
            for result in report.results
        )
        left = {part: nodes for shape, nodes in focus.items() for part in self._owners[shape]}
        if left:
            nodes = {node for part in left for node in left[part]}
            own = [triple for triple in added if triple[0] in nodes]
            results += self._reference.check(own, left).results
        return Outcome(results, NAME)

    def _context(self, added: Iterable[Triple]) -> str:
        """What of the context a path can come to from these triples: the rest need not be read again each time."""
        waiting = {term for triple in added for term in (triple[0], triple[2])} & self._near.keys()
        reached: dict[Node, str] = {}
        while waiting:
            node = waiting.pop()
            reached[node], linked = self._near[node]
            waiting |= (linked & self._near.keys()) - reached.keys()
        return "".join(reached.values())


def _near(shapes: Graph, context: Graph) -> dict[Node, tuple[str, set[Node]]]:
    """Each node of the context with the lines that a shape may read at it, and the nodes that these lead to."""
    seen = _predicates(shapes) | {RDF.type, RDFS.subClassOf}
    backwards = set(shapes.objects(None, SH.inversePath))
    triples: dict[Node, list[Triple]] = {}
    for triple in context:
        if triple[1] in seen:
            triples.setdefault(triple[0], []).append(triple)
        if triple[1] in backwards:
            triples.setdefault(triple[2], []).append(triple)
    return {
        node: (_lines(found), {term for subject, _, value in found for term in (subject, value)} - {node})
        for node, found in triples.items()
    }


def _years_in_order(shapes: Graph) -> set[URIRef]:
    """The property shapes that compare values of a path that holds years."""
    years = {shapes.value(shape, SH.path) for shape in shapes.subjects(SH.datatype, XSD.gYear)} - {None}
    ordering = {shape for order in (SH.lessThan, SH.lessThanOrEquals) for shape in shapes.subjects(order, None)}
    return {shape for shape in ordering if isinstance(shape, URIRef) and shapes.value(shape, SH.path) in years}


def _predicates(shapes: Graph) -> set[Node]:
    """Every predicate that a path goes over or that a pair of values is compared by: a shape sees no other triple."""
    pairs = (SH.lessThan, SH.lessThanOrEquals, SH.equals, SH.disjoint)
    found = {value for pair in pairs for value in shapes.objects(None, pair)}
    waiting = set(shapes.objects(None, SH.path))
    while waiting:
        path = waiting.pop()
        found.add(path)
        if isinstance(path, BNode):
            waiting |= set(shapes.objects(path)) - found
    return found


def _lines(triples: Iterable[Triple]) -> str:
    written: dict[Node, str] = {}
    lines: list[str] = []
    for triple in triples:
        for term in triple:
            if term not in written:
                written[term] = f"_:{term}" if isinstance(term, BNode) else canonical(term)
            lines.append(written[term])
        lines.append(".\n")
    return " ".join(lines)
