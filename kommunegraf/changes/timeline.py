"""When a fact or a thing was stated: from which release to which, by the log of the releases and their patches."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kommunegraf.base import BASE
from kommunegraf.changes.history import Entry, History
from kommunegraf.changes.telling import Sentence, known, tell
from kommunegraf.errors import NothingFound
from kommunegraf.quads import split
from kommunegraf.rdf import term
from kommunegraf.reading.pieces import graph_of
from kommunegraf.releases.release import Release, current
from kommunegraf.show import find

NAMES: Final = ("prefLabel", "altLabel", "shortName", "name", "title", "label", "personName", "bodyName", "purpose")
"""The local names of the properties that something may be looked up by when no release states it any more."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last release in a row that stated something; ``last`` is None where it is stated now."""

    first: Entry
    last: Entry | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """When a thing was stated, the oldest span first, and what was said of it with each change."""

    iri: str
    spans: tuple[Span, ...]
    changes: tuple[tuple[Entry, Sentence], ...]


def timelines(folder: Path, name: str) -> list[Timeline]:
    """The timeline of each thing that a name or IRI means, also of one that is stated no more. Raises NothingFound."""
    history, release = History(folder), current(folder)
    try:
        things = [thing.iri for thing in find(release.store(), name)]
    except NothingFound:
        things = _gone(history, name)
        if not things:
            raise
    return [timeline(folder, iri) for iri in things]


def timeline(folder: Path, iri: str) -> Timeline:
    """The timeline of one thing by its IRI."""
    history, release = History(folder), current(folder)
    entries = history.entries()
    touched = {entry.number: list(_about(history, entry.number, iri)) for entry in entries}
    rows = release.store().rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ {term(iri, 'iri')} ?p ?o }} }}").rows
    stated, held = int(rows[0][0]), {}
    for entry in reversed(entries):
        held[entry.number] = stated > 0
        stated += sum(1 if line.startswith("D") else -1 for line in touched[entry.number])
    told = [
        (entry, sentence)
        for entry in entries
        if touched[entry.number]
        for sentence in _sentences(history, release, entry.number, {graph_of(line) for line in touched[entry.number]})
        if sentence.fact == iri
    ]
    return Timeline(iri, tuple(_spans(entries, held)), tuple(told))


def _sentences(history: History, release: Release, number: int, graphs: set[str]) -> Iterator[Sentence]:
    return tell((change for change in history.changes(number) if change.graph in graphs), known(release))


def _spans(entries: list[Entry], held: dict[int, bool]) -> Iterator[Span]:
    first: Entry | None = None
    before: Entry | None = None
    for entry in entries:
        if held[entry.number] and first is None:
            first = entry
        elif not held[entry.number] and first is not None:
            yield Span(first, before)
            first = None
        before = entry
    if first is not None:
        yield Span(first, None)


def _about(history: History, number: int, iri: str) -> Iterator[str]:
    """The lines of a patch, "A " or "D " in front, whose subject is a thing."""
    marks = f"A <{iri}> ", f"D <{iri}> "
    return (line for line in _patched(history, number) if line.startswith(marks))


def _patched(history: History, number: int) -> Iterator[str]:
    path = history.patch(number)
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield line.rstrip("\n")


def _gone(history: History, name: str) -> list[str]:
    """The things that a patch took out and that an address or an exact name means."""
    wanted = name if name.startswith("http") else BASE + name
    found: set[str] = set()
    for entry in history.entries():
        for line in _patched(history, entry.number):
            if not line.startswith("D <"):
                continue
            subject, predicate, value = split(line[2:])
            named = predicate.rpartition("#")[2].rpartition("/")[2] in NAMES
            if subject == wanted or (named and value.text.casefold() == name.casefold()):
                found.add(subject)
    return sorted(found)
