"""What one named graph gives a property graph: which things are nodes, which are edges, and which are only values.

The rule, the same for every graph:

- A sum, a moment, a span of time and a concept of a closed list are values of what points at them.
- Evidence is values of edges: the words, their page and their document.
- A fact of a kind in ENDS is one edge, where it names both ends and each once; its other values are the edge's.
- Everything else is a node with an edge for each link, and one ("statedIn") to each document that states it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import RDF, XSD

from kommunegraf.export.selection import Things, by_subject
from kommunegraf.quads import Value, datatype
from kommunegraf.terms import BASE, KG, OA

Said = list[tuple[str, str, str]]
"""Key, type (string, integer, number, boolean or day) and text of each value."""
ABOUT_THE_DATA: Final = frozenset({"catalogue", "ontology", "coverage"})
"""Graphs that describe the data set and not what documents say."""
VALUES: Final = frozenset({"amount", "instant", "interval", "concept"})
"""The first part of the address of things that are values."""
NODE_CONCEPTS: Final = ("concept/topic/", "concept/kle/")
"""Concepts that are nodes all the same: what things are about."""
LEFT_OUT: Final = frozenset(
    {
        *("agent", "run", "rule", "evidence", "graph", "dataset", "build", "linkset", "review", "ledger"),
        *("report", "warning"),
    }
)
"""The first part of the address of things that tell how the data was made."""
DOCUMENT: Final = "document"
ENDS: Final[Mapping[str, tuple[str, str]]] = {
    "AgreementParty": ("agreement", "agent"),
    "Allocation": ("pool", "recipient"),
    "Appointment": ("person", "body"),
    "Attendance": ("person", "meeting"),
    "LegalReference": ("isPartOf", "act"),
    "Membership": ("member", "organization"),
    "Mention": (DOCUMENT, "names"),
    "PersonInRole": ("member", "organization"),
    "Reference": (DOCUMENT, "refersTo"),
    "TopicStatement": ("topicOf", "topic"),
    "Vote": ("person", "subject"),
}
"""The kinds of fact that join two things, with the properties that name them; DOCUMENT is where the fact stands."""
STATED_IN: Final = "statedIn"
NAMING: Final = (
    *(("prefLabel",), ("title",), ("name",), ("purpose",), ("statement",), ("what",), ("id_local",)),
    *(("bodyName", "date"), ("entityName", "measure", "period"), ("personName", "role"), ("bodyName", "role")),
    *(("poolName",), ("printedName",), ("identifier",), ("text",), ("label_",)),
)
"""Keys whose values may name a node, together; the best first."""
LONGEST_NAME: Final = 80
"""Characters of a name; the whole text stands under its key."""
MAIN: Final = frozenset({"value", "inXSDDate", "inXSDgYearMonth", "inXSDgYear"})
"""Keys of a thing that is a value whose value stands for it."""
INTEGERS: Final = frozenset(map(str, (XSD.integer, XSD.int, XSD.long, XSD.nonNegativeInteger, XSD.positiveInteger)))
NUMBERS: Final = frozenset(map(str, (XSD.decimal, XSD.double, XSD.float)))
DAYS: Final = frozenset(map(str, (XSD.date, XSD.dateTime, XSD.gYearMonth, XSD.gYear)))
LARGEST: Final = 2**63
TYPE, PAGE = str(RDF.type), str(KG.page)
BODY, TARGET, SELECTOR, EXACT, START = map(str, (OA.hasBody, OA.hasTarget, OA.hasSelector, OA.exact, OA.start))
EVIDENCE: Final = frozenset({BODY, TARGET, PAGE})
RESERVED: Final = frozenset({"id", "kind", "iri", "label", "source", "target", "start", "end", *("quote", "page")})
"""Names that nodes and edges have themselves; a property of the same name gets an underscore."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What one graph says of a node."""

    id: str
    kind: str
    said: Said


@dataclass(frozen=True, slots=True)
class Link:
    """An edge as one graph states it, with the document that it stands in ("" for reference data)."""

    id: str
    kind: str
    source: str
    target: str
    document: str
    said: Said


def fold(slug: str, lines: Iterable[str]) -> tuple[list[Fragment], list[Link]]:
    """The nodes and edges of one graph."""
    if slug in ABOUT_THE_DATA:
        return [], []
    graph = _Graph(slug, by_subject(lines))
    fragments: list[Fragment] = []
    links: list[Link] = []
    for iri in sorted(graph.things):
        if graph.is_node(iri):
            graph.add(iri, fragments, links)
    return fragments, links


def name_of(values: Mapping[str, object]) -> str:
    """What a node is called, by its values; "" where none of them names it."""
    found = next((keys for keys in NAMING if keys[0] in values), ())
    name = " ".join(" ".join(str(values[key]) for key in found if key in values).split())
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def kind_of(id_: str) -> str:
    """The kind of a node that no graph describes, by its address: health-council/x is a HealthCouncil."""
    if "://" in id_:
        return "Thing"
    first = "Concept" if id_.startswith("concept/") else id_.partition("/")[0]
    return "".join(part[:1].upper() + part[1:] for part in first.split("-"))


def short(iri: str) -> str:
    """An address without our base."""
    return iri.removeprefix(BASE)


class _Graph:
    """One named graph, with its evidence at hand."""

    def __init__(self, slug: str, things: Things) -> None:
        self.things = things
        self.slug = slug
        self.document = f"document/{slug}" if f"{BASE}document/{slug}" in things else ""
        self.evidence = dict(self._evidence())

    def is_node(self, iri: str) -> bool:
        """Whether an address is that of a node or of a fact: ours and no value, or described with a class of ours."""
        if iri.startswith(BASE):
            id_ = short(iri)
            first = id_.partition("/")[0]
            return id_.startswith(NODE_CONCEPTS) or first not in VALUES | LEFT_OUT
        return any(
            predicate == TYPE and value.text.startswith(str(KG)) for predicate, value, _ in self.things.get(iri, ())
        )

    def add(self, iri: str, fragments: list[Fragment], links: list[Link]) -> None:
        """Adds a thing as an edge or as a node with its edges."""
        id_, kind = short(iri), self._kind(iri)
        said, ends = self._values(iri)
        words = self.evidence.get(iri, [])
        joined = self._joined(kind, ends)
        if joined:
            rest = [(key, "string", end) for key, found in ends.items() if key not in ENDS[kind] for end in found]
            links.append(Link(id_, kind, *joined, self.document and self.slug, [*said, *rest, *words]))
            return
        fragments.append(Fragment(id_, kind, said))
        for key, found in ends.items():
            links += [
                Link(f"{id_}|{key}|{end}", key, id_, end, self.slug if words else "", list(words)) for end in found
            ]
        if words and self.document and id_ != self.document:
            edge = f"{id_}|{STATED_IN}|{self.document}"
            links.append(Link(edge, STATED_IN, id_, self.document, self.slug, list(words)))

    def _joined(self, kind: str, ends: Mapping[str, list[str]]) -> tuple[str, str] | None:
        if kind not in ENDS:
            return None
        places = {DOCUMENT: [self.document] if self.document else [], **ends}
        source, target = (places.get(end, []) for end in ENDS[kind])
        return (source[0], target[0]) if len(source) == len(target) == 1 else None

    def _kind(self, iri: str) -> str:
        classes = sorted(value.text for predicate, value, _ in self.things[iri] if predicate == TYPE)
        return next((name.removeprefix(str(KG)) for name in classes if name.startswith(str(KG))), kind_of(short(iri)))

    def _values(self, iri: str) -> tuple[Said, dict[str, list[str]]]:
        """The values of a thing, and its links to nodes by key."""
        said: Said = []
        ends: dict[str, list[str]] = {}
        for predicate, value, line in _in_one_language(self.things[iri]):
            key = _key(predicate)
            if predicate == TYPE:
                continue
            if not value.is_thing:
                said.append((key, *_literal(value, line)))
            elif self.is_node(value.text):
                ends.setdefault(key, []).append(short(value.text))
            elif not value.text.startswith(BASE):
                said.append((key, "string", value.text))
            else:
                said += self._folded(key, value.text)
        return said, ends

    def _folded(self, key: str, iri: str, depth: int = 2) -> Iterator[tuple[str, str, str]]:
        """The values of a thing that is only a value, under the key that points at it.

        The year of a sum's prices is no time at which the fact holds.
        """
        id_ = short(iri)
        if id_.startswith("concept/"):
            yield key, "string", id_.rpartition("/")[2]
        for predicate, value, line in self.things.get(iri, ()) if id_.partition("/")[0] in VALUES else ():
            inner = _key(predicate)
            name = key if inner in MAIN else f"{key}_{inner}"
            if predicate == TYPE:
                continue
            if not value.is_thing:
                kind, text = _literal(value, line)
                yield name, "string" if kind == "day" and id_.startswith("amount/") else kind, text
            elif depth and not self.is_node(value.text):
                yield from self._folded(name, value.text, depth - 1)

    def _evidence(self) -> Iterator[tuple[str, Said]]:
        """By fact: its words and page, those that stand first in the document."""
        found: dict[str, list[tuple[int, str, str]]] = {}
        for said in self.things.values():
            stated = {predicate: value.text for predicate, value, _ in said if predicate in EVIDENCE}
            if BODY in stated and TARGET in stated:
                quote, start = self._words(stated[TARGET])
                found.setdefault(stated[BODY], []).append((start, quote, stated.get(PAGE, "")))
        for fact, words in found.items():
            _, quote, page = min(words)
            yield fact, [("quote", "string", quote), *([("page", "integer", page)] if page else [])]

    def _words(self, target: str) -> tuple[str, int]:
        quote, start = "", 0
        for predicate, selector, _ in self.things.get(target, ()):
            for inner, value, _ in self.things.get(selector.text, ()) if predicate == SELECTOR else ():
                if inner == EXACT:
                    quote = value.text
                elif inner == START:
                    start = int(value.text)
        return quote, start


@cache
def _key(predicate: str) -> str:
    name = predicate.rpartition("#")[2].rpartition("/")[2].replace("-", "_")
    return f"{name}_" if name in RESERVED else name


def _in_one_language(said: Iterable[tuple[str, Value, str]]) -> Iterator[tuple[str, Value, str]]:
    """The values of a thing without those in another language than Danish where there are Danish ones."""
    said = list(said)
    danish = {predicate for predicate, value, _ in said if value.language == "da"}
    return (
        (predicate, value, line)
        for predicate, value, line in said
        if predicate not in danish or value.language in ("", "da")
    )


def _literal(value: Value, line: str) -> tuple[str, str]:
    """The type of a literal, and its text."""
    name = datatype(line)
    if name in INTEGERS and abs(int(value.text)) < LARGEST:
        return "integer", value.text
    if name in NUMBERS:
        return "number", value.text
    if name == str(XSD.boolean):
        return "boolean", value.text
    return ("day" if name in DAYS else "string"), value.text
