"""Live examples of terms: the first thing of a class in the graphs of a release, the first use of a property."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kommunegraf.changes.delta import Change
from kommunegraf.reading.pieces import lines_of
from kommunegraf.terms import BASE, compact

MOST: Final = 12
"""So many triples of a thing are shown."""
DEPTH: Final = 200
"""So many graphs are looked through: what none of them has is shown without a live example."""
TYPE: Final = f"<{RDF.type}>"


def examples(
    graphs: Iterable[Path], classes: Collection[URIRef], properties: Collection[URIRef]
) -> dict[URIRef, list[str]]:
    """The lines of an example for each term that one of the graphs has; the first graph that has it tells.

    The graphs are files of sorted N-Quads lines, in the order in which they are given; after DEPTH of them, and as
    soon as each term has its example, no more is read.
    """
    wanted = {f"<{cls}>": cls for cls in classes}
    used = {f"<{property_}>": property_ for property_ in properties}
    found: dict[URIRef, list[str]] = {}
    for path, _ in zip(graphs, range(DEPTH), strict=False):
        if not wanted and not used:
            break
        _look(lines_of(path), wanted, used, found)
    return found


def last(lines: Mapping[str, Collection[str]], changes: Iterable[Change]) -> bool:
    """Whether examples are still those to show: none of their lines goes, and no term without one comes into use.

    ``lines`` are those of the example of each term by its IRI, none for a term without one.
    """
    shown = {line for found in lines.values() for line in found}
    lacking = {f"<{term}>" for term, found in lines.items() if not found}
    for change in changes:
        used = (line.split(" ", 3)[1:3] for line in change.added)
        if not shown.isdisjoint(change.removed) or any(not lacking.isdisjoint(terms) for terms in used):
            return False
    return True


def _look(
    lines: list[str], classes: dict[str, URIRef], properties: dict[str, URIRef], found: dict[URIRef, list[str]]
) -> None:
    """Takes the first example of each term out of a graph, and the term off what is still wanted."""
    subjects: dict[str, URIRef] = {}
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if predicate in properties:
            found[properties.pop(predicate)] = [line]
        if predicate == TYPE and (value := rest.split(" ", 1)[0]) in classes:
            subjects.setdefault(subject, classes.pop(value))
    for line in lines:
        term = subjects.get(line.split(" ", 1)[0])
        if term is not None and len(found.setdefault(term, [])) < MOST:
            found[term].append(line)


def shown(lines: Iterable[str]) -> str:
    """Triples of one subject as Turtle would have them, with our own addresses below our base."""
    triples = Graph().parse(data="\n".join(f"{line.rsplit(' ', 2)[0]} ." for line in lines), format="nt")
    subject = next(triples.subjects())
    said = sorted((_short(predicate), _short(value)) for predicate, value in triples.predicate_objects(subject))
    return f"{_short(subject)} " + " ;\n    ".join(f"{predicate} {value}" for predicate, value in said) + " ."


def _short(term: Node) -> str:
    """A term as an example shows it: prefixed, below our base, or quoted."""
    if not isinstance(term, URIRef):
        return f'"{term}"'
    if term.startswith(BASE):
        return f"<{term.removeprefix(BASE)}>"
    short = "a" if term == RDF.type else compact(term)
    return short if short != str(term) else f"<{term}>"
