"""Which part of a release is written: facts of some kinds, documents of a body, a year or a topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import RDF

from kommunegraf import labels
from kommunegraf.errors import NothingFound
from kommunegraf.quads import Value, split
from kommunegraf.reading.pieces import graph_of, lines_of
from kommunegraf.releases.release import Release
from kommunegraf.terms import DCT, KG, OA, PROV

SHARED: Final = ("ontology", "reference")
"""Graphs of no document: of them a selection takes what the chosen facts refer to."""
NAMES: Final = frozenset(map(str, (KG.bodyName, KG.publisherName)))
BODIES: Final = frozenset(map(str, (DCT.publisher, PROV.wasAssociatedWith)))

Things = Mapping[str, list[tuple[str, Value, str]]]
"""By subject: property, value and the line that states it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What to take of a release; "" and 0 choose all.

    ``kinds`` are classes of facts by their name ("Funding"), ``body`` the address, last part of it or name of the body
    that published a document or held its meeting, ``year`` the year of the document's date, and ``topic`` one that the
    document speaks of, by the last part of its address or its label in Danish or English.
    """

    kinds: tuple[str, ...] = ()
    body: str = ""
    year: int = 0
    topic: str = ""

    def __bool__(self) -> bool:
        return bool(self.kinds or self.body or self.year or self.topic)

    def graphs(self, release: Release) -> Iterator[tuple[str, list[str]]]:
        """The chosen graphs by slug, with their N-Quads lines; at any time one file of graphs is in memory, and of a
        selection the addresses that documents share, too.

        Raises NothingFound where something is asked for and nothing fits.
        """
        if not self:
            yield from graphs(release)
            return
        shared: list[tuple[str, list[str]]] = []
        wanted: set[str] = set()
        for slug, lines in graphs(release):
            if slug in SHARED:
                shared.append((slug, lines))
                continue
            chosen = self._chosen(slug, lines)
            if chosen:
                wanted.update(name for name in _things_named(chosen) if f"/{slug}/" not in name)
                yield slug, chosen
        if not wanted:
            raise NothingFound("Intet i grafen passer til det valgte.", "Nothing in the graph fits the selection.")
        for slug, lines in reversed(shared):
            things = by_subject(lines)
            chosen = closure(things, wanted & things.keys())
            wanted.update(_things_named(chosen))
            if chosen:
                yield slug, chosen

    def documents(self, release: Release) -> frozenset[str] | None:
        """The slugs of the documents of a selection, None where all are chosen."""
        if not self:
            return None
        return frozenset(slug for slug, _ in self.graphs(release) if slug not in SHARED)

    def _chosen(self, slug: str, lines: list[str]) -> list[str]:
        """The lines of a document's graph that are chosen: none where the document is not, or where it is none."""
        things = by_subject(lines)
        document = next((name for name in things if name.endswith(f"/document/{slug}")), "")
        if not document or not self._wants(things, document):
            return []
        if not self.kinds:
            return lines
        classes = {f"{KG}{kind}".casefold() for kind in self.kinds}
        facts = {name for name, said in things.items() if classes & {kind.casefold() for kind in _kinds(said)}}
        about = {
            name for name, said in things.items() if any(p == str(OA.hasBody) and v.text in facts for p, v, _ in said)
        }
        return closure(things, facts | about)

    def _wants(self, things: Things, document: str) -> bool:
        return (
            (not self.body or _is_of(things, self.body))
            and (not self.year or _is_from(things[document], self.year))
            and (not self.topic or any(_is_topic(value.text, self.topic) for value in _objects(things, KG.topic)))
        )


def graphs(release: Release) -> Iterator[tuple[str, list[str]]]:
    """All graphs of a release by slug, in order, with their lines."""
    for path in release.graphs().values():
        yield from graphs_of(path)


def graphs_of(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The graphs of one file by slug, in order, with their lines."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines_of(path):
        found[graph_of(line)].append(line)
    yield from sorted(found.items())


def by_subject(lines: Iterable[str]) -> Things:
    """The lines of a graph by the thing that they are about."""
    found: dict[str, list[tuple[str, Value, str]]] = defaultdict(list)
    for line in lines:
        subject, predicate, value = split(line)
        found[subject].append((predicate, value, line))
    return found


def closure(things: Things, wanted: Iterable[str]) -> list[str]:
    """The lines about some things and about all in the same graph that these refer to, sorted."""
    open_, seen = list(wanted), set(wanted)
    while open_:
        for _, value, _ in things.get(open_.pop(), ()):
            if value.is_thing and value.text in things and value.text not in seen:
                seen.add(value.text)
                open_.append(value.text)
    return sorted(line for name in seen for _, _, line in things.get(name, ()))


def _things_named(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        value = split(line)[2]
        if value.is_thing:
            yield value.text


def _kinds(said: Iterable[tuple[str, Value, str]]) -> set[str]:
    return {value.text for predicate, value, _ in said if predicate == str(RDF.type)}


def _objects(things: Things, predicate: object) -> Iterator[Value]:
    return (value for said in things.values() for found, value, _ in said if found == str(predicate))


def _is_of(things: Things, body: str) -> bool:
    wished = body.casefold()
    for said in things.values():
        for predicate, value, _ in said:
            if predicate in NAMES and value.text.casefold() == wished:
                return True
            if predicate in BODIES and (value.text == body or value.text.endswith(f"/{body}")):
                return True
    return False


def _is_from(said: Iterable[tuple[str, Value, str]], year: int) -> bool:
    return any(predicate == str(DCT.issued) and value.text.startswith(str(year)) for predicate, value, _ in said)


def _is_topic(iri: str, topic: str) -> bool:
    names = (iri, iri.rpartition("/")[2], *(labels.concept(iri) or ()))
    return topic.casefold() in {name.casefold() for name in names}
