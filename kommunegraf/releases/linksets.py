"""How much of the graph leads to other open data, as VoID counts it: links by target, identifiers by property."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef

from kommunegraf import identity
from kommunegraf.areas import GEONAMES, NUTS, OSM
from kommunegraf.terminology.reference import PARLGOV, ROR, WIKIDATA
from kommunegraf.terms import BASE, DCT, KG, SKOS, VOID

TARGETS: Final = {
    "eurovoc": ("EuroVoc", "http://eurovoc.europa.eu/"),
    "geonames": ("GeoNames", GEONAMES),
    "kle": ("KLE-online", "https://www.kle-online.dk/emneplan/"),
    "nuts": ("NUTS", NUTS),
    "openstreetmap": ("OpenStreetMap", OSM),
    "parlgov": ("ParlGov", PARLGOV),
    "retsinformation": ("Retsinformation (ELI)", f"{identity.ELI}/"),
    "ror": ("ROR", ROR),
    "wikidata": ("Wikidata", WIKIDATA),
}
"""The data sets that links lead to: name, and what their addresses begin with."""
LINKS: Final = (OWL.sameAs, SKOS.exactMatch, SKOS.closeMatch, RDFS.seeAlso, KG.act)
IDENTIFIERS: Final = (
    KG.cvrNumber,
    KG.dagiId,
    KG.dawaAddress,
    KG.giscoId,
    KG.isoCode,
    KG.lauCode,
    KG.nutsCode,
    KG.partyFactsId,
    KG.statisticsCode,
    KG.whosOnFirstId,
    KG.kleNumber,
)
"""The properties that hold the number or code of a thing in a register without addresses of its own."""


PARTS: Final = ("ontology", "reference")
"""The graphs whose links are counted apart; those of all documents are counted together, as "documents"."""


def describe_links(graph: Graph, dataset: URIRef, links: Mapping[str, int]) -> None:
    """Adds a linkset for each target and link, and a partition for each identifier, as ``count`` counts them."""
    identifiers: Counter[URIRef] = Counter()
    for key, number in sorted(links.items()):
        part, property_, target = key.split(" ")
        if target:
            _linkset(graph, dataset, (part, URIRef(property_), target), number)
        else:
            identifiers[URIRef(property_)] += number
    for predicate, number in sorted(identifiers.items()):
        node = identity.iri("partition", "property", _local(predicate))
        graph.add((dataset, VOID.propertyPartition, node))
        graph.add((node, RDF.type, VOID.Dataset))
        graph.add((node, VOID.property, predicate))
        graph.add((node, VOID.triples, _number(number)))


def _linkset(graph: Graph, dataset: URIRef, link: tuple[str, URIRef, str], number: int) -> None:
    part, predicate, target = link
    name, space = TARGETS[target]
    other, node = identity.iri("dataset", target), identity.iri("linkset", part, _local(predicate), target)
    graph.add((dataset, VOID.subset, node))
    graph.add((node, RDF.type, VOID.Linkset))
    graph.add((node, VOID.subjectsTarget, identity.graph(part) if part in PARTS else dataset))
    graph.add((node, VOID.objectsTarget, other))
    graph.add((node, VOID.linkPredicate, predicate))
    graph.add((node, VOID.triples, _number(number)))
    graph.add((other, RDF.type, VOID.Dataset))
    graph.add((other, VOID.uriSpace, Literal(space)))
    for language in ("da", "en"):
        graph.add((other, DCT.title, Literal(name, lang=language)))


def count(lines: Iterable[str], part: str = "documents") -> dict[str, int]:
    """The number of links and identifiers among the N-Quads lines of one graph, by "part property target".

    The target is "" for an identifier. What two documents state is counted in each: a linkset counts quads.
    """
    wanted = {f"<{predicate}>": predicate for predicate in (*LINKS, *IDENTIFIERS)}
    found: Counter[str] = Counter()
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if predicate not in wanted:
            continue
        target = next((slug for slug, (_, space) in TARGETS.items() if rest.startswith(f"<{space}")), "")
        is_link = bool(target) and subject.startswith(f"<{BASE}")
        if is_link or wanted[predicate] in IDENTIFIERS:
            found[f"{part} {wanted[predicate]} {target if is_link else ''}"] += 1
    return dict(sorted(found.items()))


def _local(predicate: URIRef) -> str:
    return identity.slug(predicate.replace("#", "/").rpartition("/")[2])


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)
