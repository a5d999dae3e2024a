"""The population of municipalities and regions on 1 January of each year, from Statistics Denmark's table FOLK1A.

An answer is CSV with codes, "101;2031K1;650000"; the municipality 0101 and the region 1084 are 101 and 084 there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from typing import Final

from rdflib import RDF, XSD, Literal, URIRef
from rdflib.term import Node

from kommunegraf.enrich.kept import Kept
from kommunegraf.identity import iri
from kommunegraf.terms import KG

Triple = tuple[Node, URIRef, Node]
FIRST_QUARTER: Final = re.compile(r"((?:19|20)\d\d)K1")
AREA: Final = re.compile(r"\d{3}")


def wanted(_: Collection[str]) -> list[str]:
    """One request asks about everything."""
    return ["all"]


def is_right(answer: str) -> bool:
    """Whether an answer is of the form that is read."""
    return any(True for _ in _rows(answer))


def facts(answer: Kept, known: Collection[str]) -> Iterator[Triple]:
    """A population for each municipality and region that the reference data know, unless they have that year."""
    for area, year, number in _rows(answer.text):
        code = f"1{area}" if area.startswith("08") else f"0{area}"
        place = iri("region" if code.startswith("1") else "municipality", code)
        node = iri("population", code, year)
        if str(place) in known and str(node) not in known:
            yield node, RDF.type, KG.Population
            yield node, KG.entity, place
            yield node, KG.period, Literal(year)
            yield node, KG.value, Literal(str(number), datatype=XSD.decimal)


def _rows(text: str) -> Iterator[tuple[str, str, int]]:
    """Area, year and number of each row of a first quarter."""
    for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"):
        if len(row) >= 3 and AREA.fullmatch(row[0]) and row[-1].isdecimal():
            quarter = FIRST_QUARTER.fullmatch(row[-2])
            if quarter:
                yield row[0], quarter[1], int(row[-1])
