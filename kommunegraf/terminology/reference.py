"""Writes ontology/reference.ttl from tables of public data: `python -m kommunegraf.terminology.reference DIRECTORY`."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from extract.resources import ROOT
from kommunegraf.areas import Row, Triple, areas
from kommunegraf.describe.literals import date, whole
from kommunegraf.identity import concept, graph, iri, slug
from kommunegraf.terms import BASE, DCT, FOAF, KG, ORG, PREFIXES, SCHEMA, SKOS, VOID

WIKIDATA: Final = "http://www.wikidata.org/entity/"
ROR: Final = "https://ror.org/"
PARLGOV: Final = "https://parlgov.fly.dev/data/parties/dnk/"
CHECKED_PARTIES: Final = frozenset("ABCFIKOVØÅ")
"""The parties whose Wikidata items two independent sources give: these are the same thing, the others match."""
LETTERS: Final = {"Æ": "AE", "Ø": "OE", "Å": "AA"}
KINDS: Final = {
    "trade_union": "association",
    "state_company": "company",
    "transport_company": "company",
    "foundation": "fund",
    "state_fund": "fund",
    "research": "other",
    "board": "other",
    "business_hub": "other",
    "tourism_org": "other",
    "investment_promotion": "other",
}
"""The kinds of body that the types of the organisations' table stand for; the other types are kinds themselves."""

HEADER: Final = """\
# Municipalities, regions, KKR, health councils, parties and organisations of Denmark.
# Written by `python -m kommunegraf.terminology.reference DIRECTORY` from its tables and
# public_bodies.csv: do not edit by hand.
# Ids and codes are facts from the public sources that dct:source names; an id without a checked source is left out.
"""
SOURCES: Final = (
    "DAGI by way of whosonfirst-data-admin-dk (2024-03-05): codes of municipalities and regions, DAGI, NUTS, LAU and "
    "GISCO codes, Who's On First ids, Eurostat's population of 2020",
    "govdirectory/website, built from Wikidata (2026-04-06): English names, homepages, Wikidata ids",
    "GeoNames admin1Codes and admin2Codes (CC BY 4.0): GeoNames ids",
    "KimTholstorf/mxmap-dk (2026-04-23), from Wikidata: OpenStreetMap relations",
    "Statistics Denmark: codes of regions",
    "OpenFKG/fkg-postgresql (2023-04-21): authority names, CVR numbers",
    "ROR records (2026-06-23, CC0): ROR ids",
    "kl.dk: one KKR in each region, all its municipalities are members",
    "afpihl/sundhedsraad (2026-04-28): health councils and their municipalities",
    "Ministry list of parties entitled to run, Statistics Denmark FVPANDEL, partyfactsdata (2026-03-11): parties, "
    "their Party Facts, ParlGov and FVPANDEL ids",
    "ontology/public_bodies.csv: names of common public bodies, without ids",
)


def triples(directory: Path) -> Iterator[Triple]:
    """Every triple of the reference graph, in the order in which the tables are read."""
    head = graph("reference")
    yield head, RDF.type, VOID.Dataset
    yield head, DCT.title, Literal("Referencedata", lang="da")
    yield head, DCT.title, Literal("Reference data", lang="en")
    yield from ((head, DCT.source, Literal(source)) for source in SOURCES)
    regions = list(_rows(directory / "regions.csv"))
    for row in regions:
        yield from _region(row)
    yield from _changes(regions)
    municipalities = list(_rows(directory / "municipalities.csv"))
    for row in municipalities:
        yield from _municipality(row)
    for row in _rows(directory / "kkr.csv"):
        yield from _kkr(row)
    for row in _rows(directory / "sundhedsraad.csv"):
        yield from _health_council(row, regions)
    for row in _rows(directory / "parties.csv"):
        yield from _party(row)
    for row in _rows(directory / "organisations.csv"):
        yield from _organisation(row, KINDS.get(row["type"], row["type"]))
    for row in _rows(ROOT / "ontology" / "public_bodies.csv"):
        yield from _organisation(row, row["kind"])
    yield from areas(municipalities, regions)


def turtle(directory: Path) -> str:
    """The reference data as Turtle: one block a thing, in a fixed order whatever serialiser is installed."""
    manager = Graph(bind_namespaces="none").namespace_manager
    used = {prefix: namespace for prefix, namespace in sorted(PREFIXES.items()) if prefix != "id"}
    for prefix, namespace in used.items():
        manager.bind(prefix, namespace)

    def term(node: Node) -> str:
        if isinstance(node, URIRef) and node.startswith(BASE):
            return f"<{node.removeprefix(BASE)}>"
        return "a" if node == RDF.type else str(node.n3(manager))

    blocks: dict[URIRef, dict[str, list[str]]] = {}
    for subject, predicate, value in triples(directory):
        values = blocks.setdefault(subject, {}).setdefault(term(predicate), [])
        if term(value) not in values:
            values.append(term(value))
    bodies = [
        f"{term(subject)} "
        + " ;\n  ".join(f"{predicate} {', '.join(values)}" for predicate, values in block.items())
        + " .\n"
        for subject, block in blocks.items()
    ]
    text = "\n".join(bodies)
    prefixes = [
        f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in used.items() if re.search(rf"\b{prefix}:", text)
    ]
    return f"{HEADER}@base <{BASE}> .\n{''.join(prefixes)}\n{text}"


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _names(thing: URIRef, label: str, row: Row, short: str = "") -> Iterator[Triple]:
    yield thing, SKOS.prefLabel, Literal(label, lang="da")
    if row.get("name_en"):
        yield thing, SKOS.prefLabel, Literal(row["name_en"], lang="en")
    if short:
        yield thing, KG.shortName, Literal(short, lang="da")
    for alias in row.get("aliases", "").split("|"):
        if alias and alias not in {label, short}:
            yield thing, SKOS.altLabel, Literal(alias, lang="da")


def _links(thing: URIRef, row: Row) -> Iterator[Triple]:
    for column, pattern in (("wikidata_qid", WIKIDATA), ("ror_id", ROR), ("eurovoc_uri", "")):
        if row.get(column):
            yield thing, SKOS.exactMatch, URIRef(pattern + row[column])
    if row.get("homepage"):
        yield thing, FOAF.homepage, URIRef(row["homepage"])
    if row.get("cvr"):
        yield thing, KG.cvrNumber, Literal(row["cvr"])
    if row.get("wikipedia_en"):
        yield thing, RDFS.seeAlso, URIRef(row["wikipedia_en"])


def _municipality(row: Row) -> Iterator[Triple]:
    thing = iri("municipality", row["kommunekode"])
    yield thing, RDF.type, KG.Municipality
    yield from _names(thing, row["name_full"], row, row["name"])
    yield thing, KG.code, Literal(row["kommunekode"])
    yield thing, KG.region, iri("region", row["region_code"])
    yield from _links(thing, row)


def _region_iri(name: str, code: str) -> URIRef:
    return iri("region", code or slug(name.removeprefix("Region ")))


def _region(row: Row) -> Iterator[Triple]:
    thing = _region_iri(row["name"], row["region_code"])
    yield thing, RDF.type, KG.Region
    yield from _names(thing, row["name"], row | {"aliases": ""}, row["aliases"])
    if row["region_code"]:
        yield thing, KG.code, Literal(row["region_code"])
    yield from _links(thing, row)
    yield thing, SCHEMA.validFrom, Literal(row["valid_from"], datatype=XSD.date)
    if row["valid_to"]:
        yield thing, SCHEMA.validThrough, Literal(row["valid_to"], datatype=XSD.date)
    if row["successor"]:
        successor = _region_iri(row["successor"], "")
        yield thing, DCT.isReplacedBy, successor
        yield successor, DCT.replaces, thing


def _changes(regions: list[Row]) -> Iterator[Triple]:
    """The events by which regions give way to a new one, on its first day."""
    for row in regions:
        if row["predecessors"]:
            successor = _region_iri(row["name"], row["region_code"])
            event = iri("change-event", *str(successor).rsplit("/", 2)[1:])
            yield event, RDF.type, ORG.ChangeEvent
            yield event, RDFS.label, Literal(f"{row['name']} dannes", lang="da")
            yield event, RDFS.label, Literal(f"{row['name_en']} is formed", lang="en")
            yield event, DCT.date, Literal(row["valid_from"], datatype=XSD.date)
            yield event, ORG.resultingOrganization, successor
            codes = {other["name"]: other["region_code"] for other in regions}
            for name in row["predecessors"].split("|"):
                yield event, ORG.originalOrganization, _region_iri(name, codes[name])


def _kkr(row: Row) -> Iterator[Triple]:
    code = slug(row["name"])
    thing = iri("kkr", code)
    yield thing, RDF.type, KG.KKR
    yield from _names(thing, row["name"], row)
    yield thing, KG.code, Literal(code)
    yield thing, KG.region, iri("region", row["region_code"])
    yield thing, ORG.subOrganizationOf, iri("organisation", slug(row["parent"]))
    yield from _links(thing, row)
    yield from _members(thing, row)


def _members(thing: URIRef, row: Row) -> Iterator[Triple]:
    for code in row["municipality_codes"].split("|"):
        yield thing, KG.memberMunicipality, iri("municipality", code)


def _health_council(row: Row, regions: list[Row]) -> Iterator[Triple]:
    thing = iri("health-council", row["id"])
    codes = {region["name"]: region["region_code"] for region in regions}
    yield thing, RDF.type, KG.HealthCouncil
    yield from _names(thing, row["name"], row)
    yield thing, KG.region, _region_iri(row["region_name"], codes[row["region_name"]])
    yield from _links(thing, row)
    yield from _members(thing, row)
    yield from _seats(thing, row)


def _seats(council: URIRef, row: Row) -> Iterator[Triple]:
    """The seats of a health council in all, and those that each of its municipalities fills."""
    total = whole(int(row["member_count"])) if row["member_count"] else None
    if total is not None:
        yield council, KG.seats, total
    for municipality, _, count in (seat.partition(":") for seat in row["municipal_seats"].split("|")):
        seat = iri("seat", row["id"], municipality)
        yield seat, RDF.type, KG.Seat
        yield seat, ORG.postIn, council
        yield seat, ORG.heldBy, iri("municipality", municipality)
        yield seat, KG.seats, Literal(str(int(count)), datatype=XSD.integer)


def _party(row: Row) -> Iterator[Triple]:
    thing = iri("party", LETTERS.get(row["letter"], row["letter"]) or slug(row["name"]))
    yield thing, RDF.type, KG.Party
    yield from _names(thing, row["name"], row, row["name_short"])
    if row["letter"]:
        yield thing, KG.letter, Literal(row["letter"])
    if row["group_abbreviation"]:
        yield thing, KG.groupAbbreviation, Literal(row["group_abbreviation"])
    yield from _links(thing, row)
    if row["letter"] in CHECKED_PARTIES and row["wikidata_qid"]:
        yield thing, OWL.sameAs, URIRef(WIKIDATA + row["wikidata_qid"])
    if row["parlgov_id"]:
        yield thing, SKOS.exactMatch, URIRef(PARLGOV + row["parlgov_id"])
    for column, predicate in (("partyfacts_id", KG.partyFactsId), ("dst_fvpandel_code", KG.statisticsCode)):
        if row[column]:
            yield thing, predicate, Literal(row[column])


def _organisation(row: Row, kind: str) -> Iterator[Triple]:
    thing = iri("organisation", slug(row["name"]))
    yield thing, RDF.type, KG.Organisation
    yield from _names(thing, row["name"], row, row["short"])
    # "Foreningen X" is an association by name, whatever it is called in a register
    named = kind if "Foreningen" not in row["aliases"] else "association"
    yield thing, ORG.classification, concept("body-kind", named)
    yield from _links(thing, row)
    since = date(row.get("valid_from", ""))
    if since is not None and since.datatype == XSD.date:  # a year or month cannot be compared with a day
        yield thing, SCHEMA.validFrom, since
    if row.get("source"):
        yield thing, DCT.source, Literal(row["source"])


def main() -> None:
    """Writes the file anew from the tables in the directory named on the command line."""
    (ROOT / "ontology" / "reference.ttl").write_text(turtle(Path(sys.argv[1])), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
