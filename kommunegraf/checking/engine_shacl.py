"""The Rust engine `shacl`, in front of the reference: the only module that names it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from time import perf_counter
from typing import Final

import shacl
from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kommunegraf.checking.outcome import Outcome, Result, Triple
from kommunegraf.graph import canonical
from kommunegraf.terms import SH

NAME: Final = "shacl"
FOCUS: Final = "urn:kommunegraf:focus:"
"""A class of its own for the nodes that each shape is asked about, so that it looks at no others."""
NUMBER: Final = "urn:kommunegraf:number:"
"""Stands before the name of a property whose years are put in order: the same property with numbers for years."""
ORDERS: Final = (SH.lessThan, SH.lessThanOrEquals)
TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


class Fast:
    """The compiled shapes and the context as text, made once.

    The engine holds no two years comparable: where they are put in order, it is given them as numbers.
    """

    name = NAME

    def __init__(self, shapes: Graph, context: Iterable[Triple]) -> None:
        self._years, self._graph = _ordered_by_number(shapes)
        asked = set(shapes.subjects(SH.targetClass, None))
        self._whole = _compiled(self._graph, asked)
        self._alone: dict[URIRef, tuple[shacl.Shapes, set[Node]]] = {}
        self._near = _near(self._graph, self._with_numbers(context))

    def check(
        self, added: Collection[Triple], focus: Mapping[URIRef, Sequence[URIRef]], timed: bool = False
    ) -> Outcome:
        """What each shape says about its nodes, the context and the added triples taken together.

        ``timed`` asks shape by shape, each with no other triples than those that it can look at, and tells the seconds
        of each; asking all at once takes less time in all.
        """
        lines = self._by_predicate(added)
        if timed:
            results, seconds = self._one_by_one(lines, focus)
        else:
            text = "".join(line for found in lines.values() for line in found)
            results, seconds = list(_results(self._whole, text, focus)), {}
        return Outcome(tuple(results), NAME, seconds)

    def _one_by_one(
        self, lines: Mapping[Node, Sequence[str]], focus: Mapping[URIRef, Sequence[URIRef]]
    ) -> tuple[list[Result], dict[URIRef, float]]:
        results: list[Result] = []
        seconds: dict[URIRef, float] = {}
        for shape, nodes in focus.items():
            alone, seen = self._compiled_alone(shape)
            text = "".join(line for predicate in seen & lines.keys() for line in lines[predicate])
            start = perf_counter()
            results += _results(alone, text, {shape: nodes})
            seconds[shape] = perf_counter() - start
        return results, seconds

    def _compiled_alone(self, shape: URIRef) -> tuple[shacl.Shapes, set[Node]]:
        """A shape compiled with nothing but what it is made of, and the predicates that it looks at."""
        if shape not in self._alone:
            made_of = _made_of(self._graph, shape)
            classes = {RDF.type, RDFS.subClassOf} if (None, SH["class"], None) in made_of else set()
            self._alone[shape] = (_compiled(made_of, {shape}), _predicates(made_of) | classes)
        return self._alone[shape]

    def _by_predicate(self, added: Collection[Triple]) -> dict[Node, list[str]]:
        """The lines of the added triples, and of what of the context a path can come to from them, by predicate."""
        lines: dict[Node, list[str]] = {}
        for predicate, line in (*self._context(added), *_each(self._with_numbers(added))):
            lines.setdefault(predicate, []).append(line)
        return lines

    def _context(self, added: Iterable[Triple]) -> Iterator[tuple[Node, str]]:
        """What of the context a path can come to from these triples: the rest need not be read again each time."""
        waiting = {term for triple in added for term in (triple[0], triple[2])} & self._near.keys()
        reached: set[Node] = set()
        while waiting:
            node = waiting.pop()
            reached.add(node)
            lines, linked = self._near[node]
            yield from lines
            waiting |= (linked & self._near.keys()) - reached

    def _with_numbers(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """Triples, and each year that is put in order once more as a number."""
        for triple in triples:
            yield triple
            if triple[1] in self._years:
                yield triple[0], _numbered(triple[1]), _number(triple[2])


def _compiled(shapes: Iterable[Triple], asked: Iterable[Node]) -> shacl.Shapes:
    """Shapes for the nodes of their own class of FOCUS."""
    text = _lines(triple for triple in shapes if triple[1] not in TARGETS)
    text += _lines((shape, SH.targetClass, URIRef(FOCUS + str(shape))) for shape in asked)
    return shacl.Shapes.from_text(text, format="ntriples")


def _results(shapes: shacl.Shapes, text: str, focus: Mapping[URIRef, Sequence[URIRef]]) -> Iterator[Result]:
    """What compiled shapes say about their nodes in a graph, given as N-Triples."""
    asked = ((node, RDF.type, URIRef(FOCUS + str(shape))) for shape, nodes in focus.items() for node in nodes)
    for result in shapes.validate_text(text + _lines(asked), format="ntriples").results:
        yield Result(
            focus=result.focus_node.strip("<>"),
            shape=(result.source_shape or "").strip("<>"),
            severity=result.severity_iri.strip("<>"),
            component=result.component_iri.strip("<>"),
            value=result.value_plain or "",
        )


def _made_of(shapes: Graph, shape: Node) -> Graph:
    """The triples of a shape and of all shapes, paths and lists that it leads to."""
    found = Graph()
    seen, waiting = {shape}, [shape]
    while waiting:
        node = waiting.pop()
        for predicate, value in shapes.predicate_objects(node):
            found.add((node, predicate, value))
            if value not in seen and not isinstance(value, Literal) and (value, None, None) in shapes:
                seen.add(value)
                waiting.append(value)
    return found


def _near(shapes: Graph, context: Iterable[Triple]) -> dict[Node, tuple[list[tuple[Node, str]], set[Node]]]:
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
        node: (list(_each(found)), {term for subject, _, value in found for term in (subject, value)} - {node})
        for node, found in triples.items()
    }


def _ordered_by_number(shapes: Graph) -> tuple[set[Node], Graph]:
    """The properties whose years some shape puts in order, and the shapes with that order one of numbers."""
    years = {shapes.value(shape, SH.path) for shape in shapes.subjects(SH.datatype, XSD.gYear)} - {None}
    ordered: set[Node] = set()
    mended = Graph()
    mended += shapes
    for shape in {shape for order in ORDERS for shape in shapes.subjects(order, None)}:
        if shapes.value(shape, SH.path) in years:
            for predicate in (SH.path, *ORDERS):
                for value in shapes.objects(shape, predicate):
                    ordered.add(value)
                    mended.set((shape, predicate, _numbered(value)))
    return ordered, mended


def _numbered(predicate: Node) -> URIRef:
    return URIRef(f"{NUMBER}{predicate}")


def _number(year: Node) -> Node:
    """A year as a number; what is none stays as it is, and is comparable with no number."""
    is_year = isinstance(year, Literal) and year.datatype == XSD.gYear and str(year).isdecimal()
    return Literal(str(year), datatype=XSD.integer) if is_year else year


def _predicates(shapes: Graph) -> set[Node]:
    """Every predicate that a path goes over or that a pair of values is compared by: a shape sees no other triple."""
    pairs = (*ORDERS, SH.equals, SH.disjoint)
    found = {value for pair in pairs for value in shapes.objects(None, pair)}
    waiting = set(shapes.objects(None, SH.path))
    while waiting:
        path = waiting.pop()
        found.add(path)
        if isinstance(path, BNode):
            waiting |= set(shapes.objects(path)) - found
    return found


def _lines(triples: Iterable[Triple]) -> str:
    return "".join(line for _, line in _each(triples))


def _each(triples: Iterable[Triple]) -> Iterator[tuple[Node, str]]:
    """Each triple as a line of N-Triples, with its predicate."""
    written: dict[Node, str] = {}
    for triple in triples:
        for term in triple:
            if term not in written:
                written[term] = f"_:{term}" if isinstance(term, BNode) else canonical(term)
        yield triple[1], " ".join([*(written[term] for term in triple), ".\n"])
