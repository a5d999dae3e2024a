"""What a thing is connected with: its neighbours by every property, with the evidence that each connection rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from rdflib import RDF
from starlette.requests import Request

from kommunegraf.pages.asking import Row, ask, asked, own
from kommunegraf.pages.describing import NAMES
from kommunegraf.pages.language import Links
from kommunegraf.pages.quotes import of_facts
from kommunegraf.pages.tables import Source
from kommunegraf.rdf import term
from kommunegraf.terms import BASE, DCT, KG, SCHEMA, SKOS
from kommunegraf.wording import Words

MOST: Final = 40
"""Neighbours of one thing that are shown, some by each property."""
EACH: Final = 4
"""Places that are told of one connection."""
DATE: Final = re.compile(r"(\d{4})(?:-\d\d){0,2}")
DATED: Final = frozenset({"date", "gYear", "gYearMonth", "dateTime"})
LONGEST: Final = 90


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: what it is called, its class by local name and in words, and the year it is from, if any."""

    iri: str
    name: str
    kind: str
    kind_name: str
    year: str
    href: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A connection between two things, in the direction it is stated in, and where it is said."""

    source: str
    target: str
    property: str
    name: str
    places: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A thing and those next to it; ``count`` there are in all."""

    of: Node
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    count: int


async def neighbours(request: Request, iri: str, words: Words, links: Links) -> Neighbours | None:
    """The neighbours of a thing; None where nothing is known of it."""
    rows = (await asked(request, "neighbours", thing=iri)).rows
    chosen = _chosen(rows)
    others = dict.fromkeys(row["other"]["value"] for row in chosen if row["other"]["value"] != iri)
    found = await _nodes(request, [iri, *others], words, links)
    if iri not in found:
        return None
    places = await of_facts(request, [iri, *others], links)
    edges = tuple(_edge(iri, row, places, words) for row in chosen if row["other"]["value"] in found)
    shown = tuple(node for name, node in found.items() if name != iri)
    count = len({row["other"]["value"] for row in rows} - {iri})
    return Neighbours(found[iri], shown, edges, count)


def _chosen(rows: Sequence[Row]) -> list[Row]:
    """The rows of as many things as are shown: the first of each property in turn, so that no property hides others."""
    by: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by.setdefault((row["way"]["value"], row["property"]["value"]), []).append(row)
    turns = (row for turn in zip_longest(*by.values()) for row in turn if row is not None)
    wanted: dict[str, None] = {}
    for row in turns:
        if len(wanted) < MOST:
            wanted[row["other"]["value"]] = None
    return [row for row in rows if row["other"]["value"] in wanted]


def _edge(iri: str, row: Row, places: Mapping[str, tuple[Source, ...]], words: Words) -> Edge:
    other, stated = row["other"]["value"], row["property"]["value"]
    source, target = (iri, other) if row["way"]["value"] == "out" else (other, iri)
    return Edge(source, target, stated, words.term(stated), (places.get(source) or places.get(target, ()))[:EACH])


@dataclass(slots=True)
class _Said:
    """What is said of a thing, as far as a node needs it."""

    classes: set[str] = field(default_factory=set)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    said_in: set[str] = field(default_factory=set)


async def _nodes(request: Request, iris: Iterable[str], words: Words, links: Links) -> dict[str, Node]:
    """The nodes of these things, in their order; nothing for one of which nothing is said."""
    wanted = list(iris)
    written = " ".join(term(iri, "iri") for iri in wanted)
    query = own("nodes").text.replace("?thing { UNDEF }", f"?thing {{ {written} }}")
    said: dict[str, _Said] = {}
    for row in (await ask(request, query)).rows:
        _add(said.setdefault(row["thing"]["value"], _Said()), row)
    return {iri: _node(iri, said[iri], words, links) for iri in wanted if iri in said}


def _add(said: _Said, row: Row) -> None:
    stated, value = row["property"]["value"], row["value"]
    if stated == str(RDF.type):
        said.classes.add(value["value"])
    elif stated == str(SCHEMA.datePublished):
        said.said_in.add(value["value"][:4])
    elif value.get("datatype", "").rpartition("#")[2] in DATED and (day := DATE.match(value["value"])):
        said.dates.setdefault(stated, day[0])
    said.names.setdefault(stated, {}).setdefault(value.get("xml:lang", ""), value["value"])


def _node(iri: str, said: _Said, words: Words, links: Links) -> Node:
    ours = sorted(name for name in said.classes if name.startswith(str(KG)) and name != str(KG.Body))
    kind = (ours or sorted(said.classes) or [""])[0]
    spoken = words.term(kind)
    year = "" if str(SKOS.prefLabel) in said.names else _year(said)  # what bears a name lasts
    name = _name(said, words) or spoken or iri.removeprefix(BASE)
    local = kind.rpartition("#")[2].rpartition("/")[2]
    return Node(iri, name, local, spoken, year, links.thing(iri))


def _year(said: _Said) -> str:
    """The year of a fact: its own, else that of the documents that say it where that is one."""
    told = said.said_in if len(said.said_in) == 1 else {""}
    return (min(said.dates.items(), default=("", ""))[1] or min(told))[:4]


def _name(said: _Said, words: Words) -> str:
    """What a thing is called: a meeting by its body and day, any other by its best name."""
    if str(KG.Meeting) in said.classes:
        return f"{_spoken(said, str(KG.bodyName), words)}, {words.day(said.dates.get(str(DCT.date), ''))}"
    found = next((name for known in NAMES if (name := _spoken(said, str(known), words))), "")
    figure = words.number(_spoken(said, str(SCHEMA.value), words))
    found = " ".join(f"{figure} – {found}".split()) if figure and found else " ".join(found.split())
    return found if len(found) <= LONGEST else f"{found[: LONGEST - 1]}…"


def _spoken(said: _Said, stated: str, words: Words) -> str:
    names = said.names.get(stated, {})
    return names.get(words.language) or names.get("da") or names.get("") or ""
