"""The ledger of what is held and what is missing: papers of meetings, items of agendas, facts of documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from kommunegraf import identity
from kommunegraf.clashes.asking import Row, ask, grouped
from kommunegraf.clashes.within import CLOSED
from kommunegraf.graph import quads
from kommunegraf.store import Store
from kommunegraf.terms import DCT, KG

NAME: Final = "coverage"
"""The slug of the graph that the ledger stands in."""
RULE: Final = "holdings"
"""The name of these claims beside those of kommunegraf.clashes.between; a group is what documents say of one body."""
HELD, MISSING, EXPECTED = "have", "missing", "expected"
"""What the ledger says of a paper: it was read; the meeting was held and the paper is not here; it may yet come."""
PAPERS: Final = {
    "agenda": ("dagsordenen mangler", "the agenda is missing"),
    "minutes": ("referatet mangler", "the minutes are missing"),
}
BOUNDS: Final[Mapping[str, Mapping[str, tuple[int, int]]]] = {
    "agenda": {"Meeting": (1, 60), "AgendaItem": (1, 100), "Funding": (0, 500), "Attendance": (0, 200)},
    "minutes": {
        "Meeting": (1, 60),
        "AgendaItem": (1, 100),
        "Decision": (1, 150),
        "Funding": (0, 500),
        "Attendance": (0, 200),
    },
    "budget-agreement": {"Agreement": (1, 60), "AgreementParty": (1, 40), "Funding": (1, 800)},
    "economy-agreement": {"Agreement": (1, 60), "AgreementParty": (1, 40), "Funding": (1, 800)},
    "political-agreement": {"Agreement": (1, 60), "AgreementParty": (1, 60)},
    "framework-agreement": {"Agreement": (1, 60), "AgreementParty": (1, 60)},
}
"""How many facts of a kind a document of a kind plausibly has, the fewest and the most.

The most are some times what was seen in long documents: what lies above is a list or a table that was misread.
"""
EACH: Final[Mapping[str, Mapping[str, tuple[Fraction, int]]]] = {"minutes": {"Decision": (Fraction(1, 2), 3)}}
"""How many facts of a kind a document of a kind plausibly has for each of its agenda items."""
FEW: Final = 4
"""Fewer items tell nothing of how many there are of something for each."""
MEETINGS: Final = (
    "?fact a kg:Meeting ; dct:date ?date ; kg:bodyName ?name ; prov:wasAssociatedWith ?body ."
    " ?source a kg:Document . OPTIONAL { ?source kg:meeting ?own } OPTIONAL { ?source dct:type ?kind }"
)
FACTS: Final = "?e oa:hasBody ?fact . ?fact a ?class"
CONTENTS: Final = re.compile(r"(?:indhold(?:sfortegnelse)?|dagsorden(?:spunkter)?|punkter)\W*", re.IGNORECASE)
"""The line above a list of contents."""
ENTRY: Final = re.compile(r"(?:punkt\s+)?(\d{1,2}(?:\.\d{1,2})*)\b\.?[:)]?\s+\w", re.IGNORECASE)
HEAD: Final = re.compile(r"^\s*punkt\s+(\d{1,3}(?:\.\d{1,2})*)\s*[:.)]\s+\w", re.IGNORECASE | re.MULTILINE)
SHORTEST: Final = 3
"""Fewer numbered lines are no list of contents."""
GAPS: Final = 2
"""Where numbers are so many times as far apart as there are items, they count something else."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The agenda or the minutes of a meeting: whether it is held, and the documents that are or that tell of it."""

    kind: str
    status: str
    documents: tuple[str, ...]


def claims(facts: Store) -> Iterator[tuple[str, str, Row]]:
    """The meetings that one document is of or tells of, each under its body."""
    for row in ask(facts, MEETINGS):
        if len(row["date"]) == len("2030-01-31"):
            yield RULE, row["body"], row


def of_body(group: Iterable[Row]) -> list[str]:
    """The ledger of one body from what all documents say of its meetings, as N-Quads lines.

    Nothing where no document of the body itself is held: such a body is not collected.
    """
    graph = Graph(identifier=identity.graph(NAME))
    rows = sorted(group, key=lambda row: (row["date"], row["fact"], row["g"]))
    own = [row["date"] for row in rows if _paper(row)]
    for (meeting, date), stated in grouped(rows, "fact", "date").items() if own else ():
        for paper in _papers(stated, date, max(own)):
            _describe(graph, meeting, stated[0], paper)
    return quads(graph)


def _paper(row: Row) -> str:
    """Which paper of this meeting the document of a row is, "" where it only tells of the meeting."""
    kind = row["kind"].rpartition("/")[2]
    return kind if row["own"] == row["fact"] and kind in PAPERS else ""


def _papers(stated: Sequence[Row], date: str, last: str) -> Iterator[Paper]:
    """What is held of one meeting and what is missing: minutes do for an agenda, an agenda does not for minutes.

    Only before the ``last`` meeting that is held of the body is it known that a meeting was.
    """
    held = {kind: tuple(_slug(row) for row in stated if _paper(row) == kind) for kind in PAPERS}
    for kind, documents in held.items():
        if documents:
            yield Paper(kind, HELD, documents)
    if not held["minutes"]:
        known = tuple(dict.fromkeys(_slug(row) for row in stated))
        wanted = "agenda" if date > last else "minutes"
        yield Paper(wanted, MISSING if date < last else EXPECTED, known)


def _slug(row: Row) -> str:
    return row["g"].rpartition("/")[2]


def _describe(graph: Graph, meeting: str, row: Row, paper: Paper) -> None:
    node = identity.iri("ledger-entry", *meeting.rpartition("/id/")[2].split("/"), paper.kind)
    _entry(graph, node, paper.kind, paper.status)
    graph.add((node, KG.meeting, URIRef(meeting)))
    graph.add((node, KG.bodyName, Literal(row["name"])))
    graph.add((node, DCT.date, Literal(row["date"], datatype=XSD.date)))
    link = DCT.subject if paper.status == HELD else KG.knownFrom
    for slug in paper.documents:
        graph.add((node, link, identity.iri("document", slug)))
    if paper.status == MISSING:
        danish, english = PAPERS[paper.kind]
        place = f"{row['name']}, {row['date']}"
        graph.add((node, RDFS.comment, Literal(f"{place}: {danish}.", lang="da")))
        graph.add((node, RDFS.comment, Literal(f"{place}: {english}.", lang="en")))


def missing(lines: Iterable[str]) -> dict[str, int]:
    """How many papers of each kind are missing, from the lines of the ledger."""
    mark = f" <{KG.coverageStatus}> <{identity.concept('coverage-status', MISSING)}> "
    kinds = Counter(line.partition(">")[0].rpartition("/")[2] for line in lines if mark in line)
    return dict(sorted(kinds.items()))


def _entry(graph: Graph, node: URIRef, kind: str, status: str) -> None:
    graph.add((node, RDF.type, KG.LedgerEntry))
    graph.add((node, DCT.type, identity.concept("document-kind", kind)))
    graph.add((node, KG.coverageStatus, identity.concept("coverage-status", status)))


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
    items = sorted(promised(text, listed) - listed, key=_order) if kind in PAPERS else []
    unlikely = list(implausible(kind, counts))
    if items or lacking or unlikely:
        node = identity.iri("ledger-entry", slug)
        _entry(graph, node, kind, HELD)
        graph.add((node, DCT.subject, identity.iri("document", slug)))
        if kind in PAPERS:
            number = Literal(str(len(listed) + len(items)), datatype=XSD.integer)
            graph.add((node, KG.expectedItems, number))
        for item in items:
            graph.add((node, KG.missingItem, Literal(item)))
        for name in lacking:
            graph.add((node, KG.missingFact, Literal(name)))
        for told in unlikely:
            graph.add((node, KG.implausibleFact, Literal(told)))
    return quads(graph)


def implausible(kind: str, counts: Mapping[str, int]) -> Iterator[str]:
    """The kinds of fact of which a document of this kind has some, but implausibly few or many.

    Each is told with its number and the bounds: "Decision: 3 (7–42)".
    """
    for name, bounds in BOUNDS.get(kind, {}).items():
        least, most = _within(bounds, EACH.get(kind, {}).get(name), counts.get("AgendaItem", 0))
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

    A text that tells of closed items explains the gaps between numbers.
    """
    numbers = contents(text) | {_plain(number) for number in HEAD.findall(text)}
    if not CLOSED.search(text):
        for chapter, known in _chapters(numbers.union(found)).items():
            between = {".".join((*chapter, str(number))) for number in range(min(known), max(known))}
            if len(between) < GAPS * len(known):
                numbers |= between
    grouping = {number for number in numbers if any(other.startswith(f"{number}.") for other in found)}
    return numbers - grouping


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


def _chapters(found: Iterable[str]) -> dict[tuple[str, ...], set[int]]:
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
