"""The areas of the reference graph, apart from the authorities that govern them, with their codes and inhabitants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rdflib import OWL, RDF, RDFS, XSD, Literal, URIRef
from rdflib.term import Node

from kommunegraf.identity import concept, iri
from kommunegraf.terms import DCT, KG, M8G, SKOS

Row = dict[str, str]
Triple = tuple[URIRef, URIRef, Node]

GEONAMES: Final = "http://sws.geonames.org/"
NUTS: Final = "http://data.europa.eu/nuts/code/"
OSM: Final = "https://www.openstreetmap.org/relation/"
DAWA: Final = "https://api.dataforsyningen.dk/"
MUNICIPALITY_CODES: Final = (
    ("lau_code", KG.lauCode),
    ("gisco_id", KG.giscoId),
    ("dagi_id", KG.dagiId),
    ("whosonfirst_id", KG.whosOnFirstId),
)
REGION_CODES: Final = (("nuts2_code", KG.nutsCode), ("iso_3166_2", KG.isoCode), ("dst_code", KG.statisticsCode))


def area(code: str) -> URIRef:
    """The area of a municipality (0101), a region (1084) or a part of the country (DK011)."""
    return iri("area", code)


def areas(municipalities: Iterable[Row], regions: Iterable[Row]) -> Iterator[Triple]:
    """The areas of regions, of the parts of the country (landsdele) in them and of the municipalities in those."""
    for row in regions:
        if row["region_code"]:
            yield from _region(row)
    parts: set[str] = set()
    for row in municipalities:
        if row["nuts3_code"] not in parts:
            parts.add(row["nuts3_code"])
            yield from _part(row)
        yield from _municipality(row)


def _area(code: str, level: str, danish: str, english: str = "") -> Iterator[Triple]:
    yield area(code), RDF.type, KG.Area
    yield area(code), M8G.level, concept("area-level", level)
    yield area(code), RDFS.label, Literal(danish, lang="da")
    if english:
        yield area(code), RDFS.label, Literal(english, lang="en")


def _region(row: Row) -> Iterator[Triple]:
    code = row["region_code"]
    yield iri("region", code), DCT.spatial, area(code)
    yield from _area(code, "region", f"{row['name']} (område)", f"{row['name_en']} (area)")
    yield from ((area(code), predicate, Literal(row[column])) for column, predicate in REGION_CODES)
    yield area(code), SKOS.exactMatch, URIRef(NUTS + row["nuts2_code"])
    yield from _same(code, row["geonames_id"])
    yield area(code), KG.dawaAddress, Literal(f"{DAWA}regioner/{code}", datatype=XSD.anyURI)


def _part(row: Row) -> Iterator[Triple]:
    code = row["nuts3_code"]
    yield from _area(code, "landsdel", row["nuts3_name"])
    yield area(code), KG.nutsCode, Literal(code)
    yield area(code), SKOS.exactMatch, URIRef(NUTS + code)
    yield area(code), DCT.isPartOf, area(row["region_code"])


def _municipality(row: Row) -> Iterator[Triple]:
    code, authority = row["kommunekode"], iri("municipality", row["kommunekode"])
    yield authority, DCT.spatial, area(code)
    yield from _area(code, "municipality", f"{row['name_full']} (område)", f"{row['name_en']} (area)")
    yield area(code), DCT.isPartOf, area(row["nuts3_code"])
    yield from ((area(code), predicate, Literal(row[column])) for column, predicate in MUNICIPALITY_CODES)
    yield from _same(code, row["geonames_id"])
    yield area(code), SKOS.closeMatch, URIRef(OSM + row["osm_relation_id"])
    yield area(code), KG.dawaAddress, Literal(f"{DAWA}kommuner/{code}", datatype=XSD.anyURI)
    yield from _inhabitants(row, authority)


def _same(code: str, geonames: str) -> Iterator[Triple]:
    """A feature of GeoNames is the area itself: two sources give each number."""
    if geonames:
        yield area(code), OWL.sameAs, URIRef(f"{GEONAMES}{geonames}/")


def _inhabitants(row: Row, authority: URIRef) -> Iterator[Triple]:
    """The population as an observation of its own, for it is true of one year only."""
    node = iri("population", row["kommunekode"], row["population_year"])
    yield node, RDF.type, KG.Population
    yield node, KG.entity, authority
    yield node, KG.period, Literal(row["population_year"])
    yield node, KG.value, Literal(row["population"], datatype=XSD.decimal)
