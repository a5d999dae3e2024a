"""The ledger of what is held and what is missing: the papers of the meetings of each body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from kommunegraf import identity
from kommunegraf.clashes.asking import Row, ask, grouped
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
MEETINGS: Final = (
    "?fact a kg:Meeting ; dct:date ?date ; kg:bodyName ?name ; prov:wasAssociatedWith ?body ."
    " ?source a kg:Document . OPTIONAL { ?source kg:meeting ?own } OPTIONAL { ?source dct:type ?kind }"
    " OPTIONAL { ?source dct:issued ?issued } OPTIONAL { ?source kg:publisherName ?publisher }"
)
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Paper:
    """The agenda or the minutes of a meeting: whether it is held, and the documents that are or that tell of it."""

    kind: str
    status: str
    documents: tuple[str, ...]


def claims(facts: Store) -> Iterator[tuple[str, str, Row]]:
    """The meetings that one document is of or tells of, each under its body."""
    for row in ask(facts, MEETINGS):
        if DAY.fullmatch(row["date"]):
            yield RULE, row["body"], row


def of_body(group: Iterable[Row]) -> list[str]:
    """The ledger of one body from what all documents say of its meetings, as N-Quads lines.

    Nothing where no document of the body itself is held: such a body is not collected.
    """
    graph = Graph(identifier=identity.graph(NAME))
    rows = sorted(group, key=lambda row: (row["date"], row["fact"], row["g"]))
    own = [row for row in rows if _paper(row)]
    for (meeting, date), stated in grouped(rows, "fact", "date").items() if own else ():
        for paper in _papers(stated, date, max(row["date"] for row in own)):
            _describe(graph, meeting, _whose(own), date, paper)
    return quads(graph)


def _paper(row: Row) -> str:
    """Which paper of this meeting the document of a row is, "" where it only tells of the meeting."""
    kind = row["kind"].rpartition("/")[2]
    return kind if row["own"] == row["fact"] and kind in PAPERS else ""


def _whose(own: Iterable[Row]) -> str:
    """The name of a body as its own papers print it, with their publisher: "Byrådet, Odder Kommune"."""
    named = Counter((row["name"], row.get("publisher", "")) for row in own)
    name, publisher = min(named, key=lambda each: (-named[each], each))
    place = publisher.removeprefix("Region ").removesuffix(" Kommune")
    return name if not place or place in name else f"{name}, {publisher}"


def _papers(stated: Sequence[Row], date: str, last: str) -> Iterator[Paper]:
    """What is held of one meeting and what is missing: minutes do for an agenda, an agenda does not for minutes.

    That a meeting was held is known by a later paper of its body, whose ``last`` day is given, and by any later
    document that tells of it; what else tells of it may be a plan.
    """
    held = {kind: tuple(_slug(row) for row in stated if _paper(row) == kind) for kind in PAPERS}
    for kind, documents in held.items():
        if documents:
            yield Paper(kind, HELD, documents)
    if not held["minutes"]:
        known = tuple(dict.fromkeys(_slug(row) for row in stated))
        was = date < max(last, *map(_told_on, stated))
        yield Paper("minutes" if was or held["agenda"] else "agenda", MISSING if was else EXPECTED, known)


def _told_on(row: Row) -> str:
    """The day of the document that tells of a meeting: that of its own meeting, or on which it was issued."""
    own = row["own"].rpartition("/")[2]
    return own if DAY.fullmatch(own) else row.get("issued", "")


def _slug(row: Row) -> str:
    return row["g"].rpartition("/")[2]


def _describe(graph: Graph, meeting: str, whose: str, date: str, paper: Paper) -> None:
    node = identity.iri("ledger-entry", *meeting.rpartition("/id/")[2].split("/"), paper.kind)
    describe(graph, node, paper.kind, paper.status)
    of_meeting(graph, node, URIRef(meeting), whose, date)
    link = DCT.subject if paper.status == HELD else KG.knownFrom
    for slug in paper.documents:
        graph.add((node, link, identity.iri("document", slug)))
    if paper.status == MISSING:
        for language, told in zip(("da", "en"), PAPERS[paper.kind], strict=True):
            graph.add((node, RDFS.comment, Literal(f"{whose}, {date}: {told}.", lang=language)))


def describe(graph: Graph, node: URIRef, kind: str, status: str) -> None:
    """Puts an entry of the ledger in a graph: of a kind of document, and whether it is here."""
    graph.add((node, RDF.type, KG.LedgerEntry))
    graph.add((node, DCT.type, identity.concept("document-kind", kind)))
    graph.add((node, KG.coverageStatus, identity.concept("coverage-status", status)))


def of_meeting(graph: Graph, node: URIRef, meeting: URIRef, whose: str, date: str) -> None:
    """Says which meeting an entry is of: the body that meets, as people know it, and the day."""
    graph.add((node, KG.meeting, meeting))
    graph.add((node, KG.bodyName, Literal(whose)))
    graph.add((node, DCT.date, Literal(date, datatype=XSD.date)))


def missing(lines: Iterable[str]) -> dict[str, int]:
    """How many papers of each kind are missing, from the lines of the ledger."""
    mark = f" <{KG.coverageStatus}> <{identity.concept('coverage-status', MISSING)}> "
    kinds = Counter(line.partition(">")[0].rpartition("/")[2] for line in lines if mark in line)
    return dict(sorted(kinds.items()))
