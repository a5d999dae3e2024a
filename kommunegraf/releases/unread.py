"""The ledger of files that were not read or were withdrawn: which paper of which meeting each is by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import RDFS, Graph, Literal, URIRef

from kommunegraf import identity
from kommunegraf.releases.holdings import describe, of_meeting
from kommunegraf.terms import DCT

UNREADABLE, WITHDRAWN = "unreadable", "withdrawn"
"""What the ledger says of a paper beside kommunegraf.releases.holdings: its file cannot be read; it was withdrawn."""
DATE: Final = re.compile(r"(?P<year>(?:19|20)\d\d)-?(?P<month>[01]\d)-?(?P<day>[0-3]\d)(?!\d)")
KINDS: Final = {
    "minutes": re.compile(r"-(?:beslutnings?|moede)?(?:referat|protokol)(?=-)"),
    "agenda": re.compile(r"-(?:moede)?(?:dagsorden|indkaldelse)(?=-)"),
}
JOINING: Final = re.compile(r"-(?:moede|af|fra|til|den|udkast|endelig|samlet)(?=-)")
LETTERS: Final = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))


@dataclass(frozen=True, slots=True)
class Named:
    """The meeting, the name of its body, the day and the kind of paper that the name of a file tells."""

    meeting: URIRef
    body: str
    date: str
    kind: str


def named(slug: str) -> Named | None:
    """What a slug such as kkr-fyn-2031-03-04-referat or odder-byraad-dagsorden-20310304 tells.

    None unless it has a day, the kind of paper, and a body whose municipality, region or KKR is known.
    """
    day = DATE.search(slug)
    kind = next((kind for kind, words in KINDS.items() if words.search(f"-{slug}-")), "")
    if day is None or not kind:
        return None
    rest = KINDS[kind].sub("", f"-{slug[: day.start()]}-{slug[day.end() :]}-")
    label = JOINING.sub("", rest).replace("-", " ").strip()
    for written, letter in LETTERS:
        label = label.replace(written, letter)
    label = " ".join(label.split())
    body = identity.body(label)
    known = identity.entry(label)
    if known is None and body == identity.iri("body", identity.slug(label)):
        return None
    date = "-".join(day.group("year", "month", "day"))
    shown = known.label if known else f"{label[:1].upper()}{label[1:]}"
    return Named(identity.meeting(body, date), shown, date, kind)


def entry(slug: str, status: str, reasons: Mapping[str, str]) -> Graph:
    """The entry of the ledger for a file that was not read, with the reason by language.

    Empty where the name of the file tells no meeting.
    """
    graph = Graph()
    found = named(slug)
    if found is not None:
        node = identity.iri("ledger-entry", slug)
        describe(graph, node, found.kind, status)
        of_meeting(graph, node, found.meeting, found.body, found.date)
        graph.add((node, DCT.subject, identity.iri("document", slug)))
        for language, reason in reasons.items():
            graph.add((node, RDFS.comment, Literal(reason, lang=language)))
    return graph
