"""The words of a release that are searched in: the labels and quotes that its lines state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS

from kommunegraf.quads import Value, split
from kommunegraf.reading.pieces import graph_of
from kommunegraf.terms import DCT, FOAF, KG, OA

LABEL: Final = "label"
QUOTE: Final = "quote"
LEFT_OUT: Final = frozenset({"catalogue", "coverage"})
"""Graphs that say how the data was made."""
LABELS: Final = tuple(
    map(
        str,
        (
            *(SKOS.prefLabel, DCT.title, FOAF.name, KG.purpose, KG.statement, KG.what, KG.poolName, KG.agreementName),
            *(KG.personName, KG.partyName, KG.bodyName, KG.recipientName, KG.role, KG.entityName, KG.measure),
            *(KG.datasetName, KG.printedName, KG.targetName, KG.organisationName, KG.shortName, KG.about),
            *(RDFS.label, SKOS.altLabel),
        ),
    )
)
"""The properties whose values are labels, the one that a thing is best called by first."""
RANK: Final = {predicate: number for number, predicate in enumerate(LABELS)}
KINDS: Final = {
    str(SKOS.Concept): "Concept",
    str(OWL.Class): "Class",
    str(OWL.ObjectProperty): "Property",
    str(OWL.DatatypeProperty): "Property",
    str(OWL.AnnotationProperty): "Property",
}
"""What things are that have no class of ours."""
Things = Mapping[str, list[tuple[str, Value]]]
"""Property and value of all that is said of a thing, by its address."""


@dataclass(frozen=True, slots=True)
class Text:
    """A label or a quote of a thing; ``kind`` is the thing's class.

    A quote has its ``document`` (the slug), ``page``, ``start`` (its first character in the document's text) and the
    address of its ``evidence``.
    """

    thing: str
    kind: str
    field: str
    text: str
    document: str = ""
    page: int | None = None
    start: int | None = None
    evidence: str = ""


def texts(lines: Iterable[str]) -> Iterator[Text]:
    """The labels and quotes that N-Quads lines state, thing by thing: its best label first, quotes as they stand."""
    for slug, things in graphs(lines):
        if slug not in LEFT_OUT:
            yield from of_things(things)


def graphs(lines: Iterable[str]) -> list[tuple[str, Things]]:
    """What N-Quads lines state of things with an address, by the slugs of their graphs, in order."""
    found: dict[str, dict[str, list[tuple[str, Value]]]] = {}
    for line in lines:
        if line.startswith("_:"):
            continue
        subject, predicate, value = split(line)
        found.setdefault(graph_of(line), {}).setdefault(subject, []).append((predicate, value))
    return sorted(found.items(), key=lambda graph: graph[0])


def of_things(things: Things) -> Iterator[Text]:
    """The labels and quotes of the things of one graph."""
    quotes = _quotes(things)
    for thing, said in sorted(things.items()):
        if not (kind := _kind(said)):
            continue
        labels = sorted({(RANK[name], value.language != "da", value.text) for name, value in said if name in RANK})
        for label in dict.fromkeys(text for _, _, text in labels):
            yield Text(thing, kind, LABEL, label)
        for start, evidence, quote, document, page in quotes.get(thing, ()):
            yield Text(thing, kind, QUOTE, quote, document, page, start, evidence)


def _kind(said: Iterable[tuple[str, Value]]) -> str:
    """The class of a thing; "" where it is none that is looked for."""
    classes = sorted(value.text for name, value in said if name == str(RDF.type))
    ours = (name.removeprefix(str(KG)) for name in classes if name.startswith(str(KG)))
    return next(ours, next((KINDS[name] for name in classes if name in KINDS), ""))


def _quotes(things: Things) -> dict[str, list[tuple[int, str, str, str, int | None]]]:
    """By fact: start, evidence, quote, document and page of its quotes, in the order of the text."""
    found: dict[str, list[tuple[int, str, str, str, int | None]]] = {}
    for evidence, said in things.items():
        stated = {name: value.text for name, value in said}
        body, target = stated.get(str(OA.hasBody)), stated.get(str(OA.hasTarget))
        if body is None or target is None:
            continue
        quote, start, document = _words(things, target)
        page = int(stated[str(KG.page)]) if str(KG.page) in stated else None
        if quote:
            found.setdefault(body, []).append((start, evidence, quote, document, page))
    return {body: sorted(quotes, key=lambda quote: quote[:2]) for body, quotes in found.items()}


def _words(things: Things, target: str) -> tuple[str, int, str]:
    """The words that a target points at, where they start, and the slug of their document."""
    quote, start, document = "", 0, ""
    for name, value in things.get(target, ()):
        if name == str(OA.hasSource):
            document = value.text.rpartition("/")[2]
        if name == str(OA.hasSelector):
            stated = {inner: found.text for inner, found in things.get(value.text, ())}
            quote = stated.get(str(OA.exact), quote)
            start = int(stated.get(str(OA.start), start))
    return quote, start, document
