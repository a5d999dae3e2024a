"""What is known of one thing: its names, and every fact that leads to it, in the document's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kommunegraf.base import BASE, own
from kommunegraf.errors import NothingFound
from kommunegraf.rdf import term
from kommunegraf.store import Answer, Store

PREFIXES: Final = own("""\
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX id: <https://w3id.org/kommunegraf/id/>
PREFIX kg: <https://w3id.org/kommunegraf/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
""")
NAMES: Final = "skos:prefLabel|skos:altLabel|kg:shortName|kg:code|foaf:name|dct:title|rdfs:label"


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that has a name: its IRI and the name that was found."""

    iri: str
    name: str


@dataclass(slots=True)
class Told:
    """A fact about a thing: its class, its values by the label of the property, and where it stands."""

    iri: str
    kind: str
    document: str
    page: str
    quote: str
    start: int
    values: dict[str, str] = field(default_factory=dict)


def find(store: Store, name: str) -> list[Thing]:
    """The things that a name or IRI means: those named exactly so, else those whose name holds it.

    Raises NothingFound where there are none.
    """
    if name.startswith(BASE) or ("/" in name and " " not in name):
        return [_named(store, name if name.startswith("http") else BASE + name)]
    query = f"""{PREFIXES}
SELECT DISTINCT ?thing ?name WHERE {{
  VALUES ?wanted {{ {term(name, "text")} }}
  ?thing {NAMES} ?name .
  FILTER(STRSTARTS(STR(?thing), "{BASE}") && CONTAINS(LCASE(STR(?name)), LCASE(?wanted)))
}} ORDER BY ?name ?thing"""
    found = [Thing(row["thing"], row["name"]) for row in store.rows(query).records()]
    exact = [thing for thing in found if thing.name.casefold() == name.casefold()]
    things = list({thing.iri: thing for thing in reversed(exact or found)}.values())[::-1]
    if not things:
        raise _nothing(name)
    return things


def _named(store: Store, iri: str) -> Thing:
    try:
        wanted = term(iri, "iri")
    except ValueError as error:
        raise _nothing(iri) from error
    found = store.rows(f"""{PREFIXES}
SELECT ?name WHERE {{
  {wanted} ?p ?o .
  OPTIONAL {{ {wanted} skos:prefLabel|foaf:name|dct:title|rdfs:label ?name FILTER(LANG(?name) IN ("", "da")) }}
}} ORDER BY DESC(BOUND(?name)) ?name LIMIT 1""")
    if not found.rows:
        raise _nothing(iri)
    return Thing(iri, found.rows[0][0] or iri)


def _nothing(name: str) -> NothingFound:
    return NothingFound(f"Grafen ved intet om {name}.", f"The graph knows nothing of {name}.")


def names(store: Store, thing: Thing) -> Answer:
    """The names, codes and links elsewhere of a thing, each with the property that gives it."""
    return store.rows(f"""{PREFIXES}
SELECT DISTINCT ?property ?value WHERE {{
  VALUES ?property {{ skos:prefLabel skos:altLabel kg:shortName kg:code kg:letter foaf:name dct:title skos:exactMatch }}
  {term(thing.iri, "iri")} ?property ?value .
}} ORDER BY ?property ?value""")


def told(store: Store, thing: Thing, language: str) -> list[Told]:
    """Every fact that a thing has part in, by kind and document, in reading order; labels in "da" or "en"."""
    return sorted(_facts(store, thing, language), key=lambda fact: (fact.kind, fact.document, fact.start, fact.iri))


def _facts(store: Store, thing: Thing, language: str) -> Iterator[Told]:
    query = f"""{PREFIXES}
SELECT ?fact ?kind ?document ?page ?start ?quote ?property ?label ?value WHERE {{
  VALUES ?thing {{ {term(thing.iri, "iri")} }}
  GRAPH ?g {{
    ?source a kg:Document ; dct:identifier ?document .
    {{ ?fact ?relation ?thing . ?evidence oa:hasBody ?fact }}
    UNION {{ ?evidence oa:hasBody ?thing . BIND(?thing AS ?fact) }}
    ?fact a ?type .
    ?evidence oa:hasTarget/oa:hasSelector/oa:exact ?quote ; oa:hasTarget/oa:hasSelector/oa:start ?start .
    OPTIONAL {{ ?evidence kg:page ?page }}
    OPTIONAL {{
      {{ ?fact ?property ?value }}
      UNION {{ ?fact schema:amount ?sum . ?sum ?property ?value FILTER(?property = kg:printed) }}
      FILTER(ISLITERAL(?value))
    }}
  }}
  OPTIONAL {{ ?type rdfs:label ?kind FILTER(LANG(?kind) = "{language}") }}
  OPTIONAL {{ ?property rdfs:label ?label FILTER(LANG(?label) = "{language}") }}
}} ORDER BY ?fact ?start ?property ?value"""
    facts: dict[tuple[str, str], Told] = {}
    for row in store.rows(query).records():
        new = Told(row["fact"], row["kind"], row["document"], row["page"], row["quote"], int(row["start"]))
        fact = facts.setdefault((row["fact"], row["document"]), new)
        if row["value"]:
            fact.values.setdefault(row["label"] or _local(row["property"]), row["value"])
    return iter(facts.values())


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
