"""What single documents lack by the ledger: items that they promise, and facts that such documents usually have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from math import ceil
from typing import Final

from rdflib import XSD, Graph, Literal

from kommunegraf import identity
from kommunegraf.clashes.asking import ask
from kommunegraf.clashes.within import CLOSED
from kommunegraf.graph import quads
from kommunegraf.releases.holdings import HELD, NAME, PAPERS, describe
from kommunegraf.store import Store
from kommunegraf.terms import DCT, KG

OF_MEETING: Final[Mapping[str, tuple[int, int]]] = {
    "Meeting": (1, 60),
    "AgendaItem": (1, 100),
    "Appointment": (0, 100),
    "Attachment": (0, 300),
    "Attendance": (0, 200),
    "Funding": (0, 500),
    "Milestone": (0, 300),
    "Observation": (0, 3000),
    "Vote": (0, 300),
}
BOUNDS: Final[Mapping[str, Mapping[str, tuple[int, int]]]] = {
    "agenda": OF_MEETING,
    "minutes": {**OF_MEETING, "Decision": (1, 150)},
    "budget-agreement": {"Agreement": (1, 60), "AgreementParty": (1, 40), "Funding": (1, 800)},
    "economy-agreement": {"Agreement": (1, 60), "AgreementParty": (1, 40), "Funding": (1, 800)},
    "political-agreement": {"Agreement": (1, 60), "AgreementParty": (1, 60)},
    "framework-agreement": {"Agreement": (1, 60), "AgreementParty": (1, 60)},
}
"""How many facts of a kind a document of a kind plausibly has, the fewest and the most.

The fewest are what such a paper cannot do without. The most are two to ten times the most of 20 public papers, of up to
34 items (docs/coverage.md has the figures): what lies above is a list or a table that was misread.
"""
EACH: Final[Mapping[str, Mapping[str, tuple[Fraction, int]]]] = {"minutes": {"Decision": (Fraction(1, 2), 3)}}
"""How many facts of a kind a document of a kind plausibly has for each of its agenda items."""
FEW: Final = 4
"""Fewer items tell nothing of how many there are of something for each."""
FACTS: Final = "?e oa:hasBody ?fact . ?fact a ?class"
CONTENTS: Final = re.compile(r"(?:indhold(?:sfortegnelse)?|dagsorden(?:spunkter)?|punkter)\W*", re.IGNORECASE)
"""The line above a list of contents."""
ENTRY: Final = re.compile(r"(?:punkt\s+)?(\d{1,2}(?:\.\d{1,2})*)\b\.?[:)]?\s+\w", re.IGNORECASE)
HEAD: Final = re.compile(r"^\s*punkt\s+(\d{1,3}(?:\.\d{1,2})*)\s*[:.)]\s+\w", re.IGNORECASE | re.MULTILINE)
SHORTEST: Final = 3
"""Fewer numbered lines are no list of contents."""
GAPS: Final = 2
"""Where numbers are so many times as far apart as there are items, they count something else."""


def of_document(slug: str, facts: Store, text: str) -> list[str]:
    """What one document lacks, as N-Quads lines: items that its contents or numbers promise, and plausible facts."""
    graph = Graph(identifier=identity.graph(NAME))
    kinds = (row["kind"].rpartition("/")[2] for row in ask(facts, "?source a kg:Document ; dct:type ?kind"))
    kind = next(kinds, "")
    found = {row["number"] for row in ask(facts, "?fact a kg:AgendaItem ; kg:number ?number")}
    stated = {(row["fact"], row["class"].rpartition("#")[2]) for row in ask(facts, FACTS)}
    counts = Counter(name for _, name in stated)
    lacking = [name for name, (least, _) in BOUNDS.get(kind, {}).items() if least and not counts[name]]
    listed = {_plain(number) for number in found} - {""}
    treated = listed - _chapters(listed)
    items = sorted(promised(text, listed) - listed, key=_order) if kind in PAPERS else []
    unlikely = list(implausible(kind, counts, len(treated)))
    if items or lacking or unlikely:
        node = identity.iri("ledger-entry", slug)
        describe(graph, node, kind, HELD)
        graph.add((node, DCT.subject, identity.iri("document", slug)))
        if kind in PAPERS:
            number = Literal(str(len(treated) + len(items)), datatype=XSD.integer)
            graph.add((node, KG.expectedItems, number))
        for item in items:
            graph.add((node, KG.missingItem, Literal(item)))
        for name in lacking:
            graph.add((node, KG.missingFact, Literal(name)))
        for told in unlikely:
            graph.add((node, KG.implausibleFact, Literal(told)))
    return quads(graph)


def implausible(kind: str, counts: Mapping[str, int], items: int) -> Iterator[str]:
    """The kinds of fact of which a document of this kind, with so many items, has some, but implausibly few or many.

    Each is told with its number and the bounds: "Decision: 3 (7–42)".
    """
    for name, bounds in BOUNDS.get(kind, {}).items():
        least, most = _within(bounds, EACH.get(kind, {}).get(name), items)
        number = counts.get(name, 0)
        if number and not least <= number <= most:
            yield f"{name}: {number} ({least}–{most})"


def _within(bounds: tuple[int, int], each: tuple[Fraction, int] | None, items: int) -> tuple[int, int]:
    """The narrower of the bounds of a document and of those for each of its items."""
    if each is None or items < FEW:
        return bounds
    return max(bounds[0], ceil(each[0] * items)), min(bounds[1], each[1] * items)


def promised(text: str, found: Collection[str]) -> set[str]:
    """The numbers of items: in a list of contents, at the head of a line ("Punkt 5: …"), and between other numbers.

    A closed item is not promised, and a text that tells of one explains the gaps between numbers.
    """
    told = "\n".join(line for line in text.splitlines() if not CLOSED.search(line))
    numbers = contents(told) | {_plain(number) for number in HEAD.findall(told)}
    if not CLOSED.search(text):
        for chapter, known in _last_figures(numbers.union(found)).items():
            between = {".".join((*chapter, str(number))) for number in range(min(known), max(known))}
            if len(between) < GAPS * len(known):
                numbers |= between
    return numbers - _chapters({*numbers, *found})


def contents(text: str) -> set[str]:
    """The numbers in the lists of contents of a text: numbered lines right under a line that says so."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    numbers: set[str] = set()
    for at, line in enumerate(lines):
        if CONTENTS.fullmatch(line):
            below = (ENTRY.match(entry) for entry in lines[at + 1 :])
            listed = [match[1] for match in iter(lambda below=below: next(below, None), None)]  # type: ignore[misc]
            if len(listed) >= SHORTEST:
                numbers |= {_plain(number) for number in listed}
    return numbers


def _chapters(numbers: Collection[str]) -> set[str]:
    """The numbers over others, which are no items of their own: 2 where there is 2.1."""
    return {number for number in numbers if any(other.startswith(f"{number}.") for other in numbers)}


def _last_figures(found: Iterable[str]) -> dict[tuple[str, ...], set[int]]:
    """The last figure of each number, by the figures before it."""
    chapters: dict[tuple[str, ...], set[int]] = {}
    for number in found:
        *chapter, last = number.split(".")
        chapters.setdefault(tuple(chapter), set()).add(int(last))
    return chapters


def _plain(number: str) -> str:
    """A printed number by its figures: "Punkt 3.1." → 3.1."""
    return ".".join(str(int(part)) for part in re.findall(r"\d+", number))


def _order(number: str) -> list[int]:
    return [int(part) for part in number.split(".") if part]
