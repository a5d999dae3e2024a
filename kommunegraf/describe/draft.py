"""The graph of a document while it is written: values are set once, names become links, facts told twice become one."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, RDFS, Graph, Literal, URIRef

from extract import fact
from extract.document import Document
from kommunegraf import identity
from kommunegraf.describe import literals
from kommunegraf.describe.literals import danish, text
from kommunegraf.terms import BESLUIT, DCT, ELI, FOAF, KG, ORG, TIME


class Draft:
    """The graph of one document, being written.

    A value is set once: the first fact that gives it wins, later facts of the same node fill what is missing, so that
    a thing stated twice is one node with one label. A link names something that may be described elsewhere: what
    nobody has described when the draft is finished gets a plain type of the standard vocabularies.
    """

    def __init__(self, document: Document, facts: Iterable[fact.Fact]) -> None:
        self.document = document
        self.slug = document.slug
        self.graph = Graph(identifier=identity.graph(document.slug))
        self.facts = tuple(facts)
        self._links: dict[URIRef, tuple[URIRef, str]] = {}
        described = [found for found in self.facts if isinstance(found, fact.DocumentFact)]
        self.publisher = described[0].publisher if described else ""
        self.date = described[0].date if described else ""
        self.scope = identity.scope(self.publisher)
        self._meetings = [found for found in self.facts if isinstance(found, fact.Meeting)]
        self._reforms = {identity.reform(found.title) for found in self.facts if isinstance(found, fact.Reform)}
        self._items = {found.number: found for found in self.facts if isinstance(found, fact.AgendaItem)}

    # nodes and values

    def node(self, kind: str, *key: object) -> URIRef:
        """A node of this document's own, identified by its kind and key fields."""
        return identity.iri(kind, self.slug, identity.digest(kind, *key))

    def type(self, node: URIRef, *classes: URIRef) -> URIRef:
        """The node, typed."""
        for cls in classes:
            self.graph.add((node, RDF.type, cls))
        return node

    def set(self, node: URIRef, predicate: URIRef, value: Literal | URIRef | None) -> None:
        """The single value of a property: left out where there is none, kept where one was set before."""
        if value is not None and (node, predicate, None) not in self.graph:
            self.graph.add((node, predicate, value))

    def add(self, node: URIRef, predicate: URIRef, value: URIRef) -> None:
        """One of several values."""
        self.graph.add((node, predicate, value))

    def link(self, node: URIRef, predicate: URIRef, target: URIRef, cls: URIRef, label: str = "") -> None:
        """A link to something that may be described elsewhere; its class and label where it is not."""
        self.set(node, predicate, target)
        self._links.setdefault(target, (cls, label))

    def finish(self) -> Graph:
        """The graph, with a type for every thing of ours that is linked to and described nowhere."""
        for target, (cls, label) in self._links.items():
            if (target, RDF.type, None) in self.graph or is_reference(target):
                continue
            self.type(target, cls)
            self.set(target, RDFS.label, danish(label))
        return self.graph

    def instant(self, iso: str) -> URIRef | None:
        """The instant of a date that exists, as precise as the date; nothing for any other words."""
        when = literals.date(iso)
        if when is None or when.datatype not in literals.INSTANT:
            return None
        node = self.type(identity.iri("instant", iso), TIME.Instant)
        self.set(node, literals.INSTANT[when.datatype], when)
        return node

    def interval(self, first: str, last: str) -> URIRef | None:
        """The time from the first to the last of two dates, "" where it is open; nothing without either."""
        begins, ends = self.instant(first), self.instant(last)
        if begins is None and ends is None:
            return None
        node = self.type(identity.iri("interval", first or "open", last or "open"), TIME.Interval)
        self.set(node, TIME.hasBeginning, begins)
        self.set(node, TIME.hasEnd, ends)
        return node

    # names that become links

    def body(self, node: URIRef, predicate: URIRef, label: str, belonging: str = "") -> URIRef | None:
        """Links to the body that a printed name means; nothing where no name is printed."""
        if not label:
            return None
        target = self.body_iri(label, belonging)
        self.link(node, predicate, target, ORG.Organization, label)
        return target

    def body_iri(self, label: str, part_of: str = "", kind: str = "") -> URIRef:
        """The IRI of the body that a printed name means in this document."""
        return identity.body(label, identity.scope(part_of) or self.scope, kind)

    def person(self, node: URIRef, predicate: URIRef, name: str) -> None:
        """Links to a person, and describes the person."""
        if name:
            target = self.type(identity.person(name), KG.Person)
            self.set(target, FOAF.name, text(name))
            self.set(node, predicate, target)

    def party_letter(self, node: URIRef, letter: str) -> None:
        """The party letter printed after a name, and the party that it stands for."""
        self.set(node, KG.partyLetter, text(letter))
        found = identity.entry(letter, "party") if letter else None
        if found is not None:
            self.set(node, KG.partyAffiliation, identity.iri(found.iri_path))

    def agreement(self, node: URIRef, name: str) -> None:
        """The printed name of an agreement, and a link to it."""
        self.set(node, KG.agreementName, text(name))
        if name:
            self.link(node, KG.agreement, identity.agreement(name, self.scope), ELI.Work, name)

    def reform_in(self, words: str) -> URIRef | None:
        """The reform of this document that some words name, the one with the longest name where there are several."""
        said = f"-{_last(identity.reform(words))}-"
        named = [reform for reform in self._reforms if f"-{_last(reform)}-" in said]
        return min(named, key=lambda reform: (-len(reform), reform), default=None)

    # the meeting that an item, a decision or an attendance belongs to

    def meeting_on(self, date: str) -> URIRef | None:
        """The meeting of this document's own body on a date, where a body or a date is known."""
        own = next((found for found in self._meetings if found.date == date), None)
        body = own.body if own else self.publisher
        return identity.meeting(self.body_iri(body), date) if body and date else None

    def own_meeting_date(self) -> str:
        """The date of the meeting that the document is about: of its items, its own date, or the first meeting's."""
        dates = {found.date for found in self._meetings}
        items = next((item.meeting_date for item in self._items.values() if item.meeting_date), "")
        return items or (self.date if self.date in dates else next((found.date for found in self._meetings), ""))

    def item_key(self, number: str) -> tuple[str, ...]:
        """The path of an agenda item: body, date and number, or document and number where the meeting is not known."""
        item = self._items.get(number)
        date = (item.meeting_date if item else "") or self.own_meeting_date()
        meeting = self.meeting_on(date)
        if meeting is None:
            return (self.slug, identity.number(number))
        return (*str(meeting).rsplit("/", 2)[1:], identity.number(number))

    def item(self, node: URIRef, predicate: URIRef, number: str) -> None:
        """Links to an agenda item of this document by its printed number."""
        self.set(node, KG.itemNumber, text(number))
        if number:
            self.link(node, predicate, identity.iri("agenda-item", *self.item_key(number)), BESLUIT.Agendapunt)

    def meeting(self, node: URIRef, predicate: URIRef, date: str) -> None:
        """Links to the meeting on a date."""
        target = self.meeting_on(date)
        if target is not None:
            self.link(node, predicate, target, BESLUIT.Vergaderactiviteit)
            self.set(target, DCT.date, literals.date(date))


def _last(node: URIRef) -> str:
    return node.rpartition("/")[2]


def is_reference(target: URIRef) -> bool:
    """Whether the reference graph describes this thing."""
    return str(target).startswith(tuple(identity.iri(kind, "") for kind in REFERENCE))


REFERENCE = ("municipality", "region", "kkr", "health-council", "party", "organisation")
"""The kinds of entity that the reference graph describes, as the first segment of their IRIs."""
