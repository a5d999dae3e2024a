"""The document itself, meetings, agenda items, decisions, attendance and attachments as triples."""

from __future__ import annotations

from rdflib import URIRef

from extract import fact
from kommunegraf import identity
from kommunegraf.describe.draft import Draft
from kommunegraf.describe.literals import danish, date, text, time, whole
from kommunegraf.terms import DCT, ELI_DL, KG, PROV, SCHEMA


def document(draft: Draft, found: fact.DocumentFact) -> URIRef:
    """Title, kind, publisher and date of the document."""
    node = identity.iri("document", draft.slug)
    draft.set(node, DCT.title, danish(found.title))
    if found.kind:
        draft.set(node, DCT.type, identity.concept("document-kind", found.kind))
    draft.set(node, KG.publisherName, text(found.publisher))
    draft.body(node, DCT.publisher, found.publisher)
    draft.set(node, DCT.issued, date(found.date))
    draft.set(node, KG.recognisedBy, text(found.recognised_by))
    if found.kind in {"agenda", "minutes"}:
        draft.meeting(node, KG.meeting, draft.own_meeting_date())
    return node


def meeting(draft: Draft, found: fact.Meeting) -> URIRef:
    """A meeting of a body on a date."""
    body = draft.body_iri(found.body)
    node = draft.type(identity.meeting(body, found.date), KG.Meeting)
    draft.set(node, KG.bodyName, text(found.body))
    draft.body(node, PROV.wasAssociatedWith, found.body)
    draft.set(node, DCT.date, date(found.date))
    draft.set(node, KG.startTime, time(found.start))
    draft.set(node, KG.endTime, time(found.end))
    draft.set(node, KG.place, danish(found.place))
    return node


def agenda_item(draft: Draft, found: fact.AgendaItem) -> URIRef:
    """A numbered item, with its recommendation where actions or a text of one are printed."""
    key = draft.item_key(found.number)
    node = draft.type(identity.iri("agenda-item", *key), KG.AgendaItem)
    draft.meeting(node, DCT.isPartOf, found.meeting_date or draft.own_meeting_date())
    draft.set(node, KG.number, text(found.number))
    draft.set(node, DCT.title, danish(found.title))
    draft.set(node, DCT.identifier, text(found.case_number))
    if found.case_number:
        case = draft.type(identity.case(found.case_number, draft.scope), KG.Case)
        draft.set(case, DCT.identifier, text(found.case_number))
        draft.set(node, KG.case, case)
        _subject_index(draft, case, found.case_number)
    draft.set(node, KG.officer, text(found.officer))
    if found.actions or found.recommendation:
        recommendation = draft.type(identity.iri("recommendation", *key), KG.Recommendation)
        draft.set(node, KG.recommendation, recommendation)
        draft.set(recommendation, SCHEMA.text, danish(found.recommendation))
        for action in found.actions:
            draft.add(recommendation, KG.action, identity.concept("action", action))
    return node


def _subject_index(draft: Draft, case: URIRef, number: str) -> None:
    """The subject of KL's index that the number of a municipal case begins with, and its main group."""
    found = identity.kle(number)
    if found is not None:
        subject, facet = found
        draft.set(case, KG.kleNumber, text(subject))
        draft.set(case, KG.kleFacet, text(facet))
        draft.set(case, DCT.subject, identity.concept("kle", subject[:2]))


def decision(draft: Draft, found: fact.Decision) -> URIRef:
    """What was decided on an item; an item with two outcomes has two decisions."""
    node = identity.iri("decision", *draft.item_key(found.item_number), identity.slug(found.outcome or "unknown"))
    draft.type(node, KG.Decision)
    draft.item(node, DCT.subject, found.item_number)
    draft.set(node, ELI_DL.decision_outcome, identity.concept("decision-outcome", found.outcome or "unknown"))
    draft.set(node, SCHEMA.text, danish(found.evidence.quote))
    return node


def vote(draft: Draft, found: fact.Vote) -> URIRef:
    """How a person, a party or so many members voted on an item."""
    voter = found.person or found.party
    node = draft.node("vote", found.item_number, found.ballot, found.side, voter, found.count)
    draft.type(node, KG.Vote)
    draft.item(node, DCT.subject, found.item_number)
    draft.set(node, KG.side, identity.concept("vote-side", found.side))
    draft.set(node, KG.ballot, whole(found.ballot))
    draft.set(node, KG.personName, text(found.person))
    draft.person(node, KG.person, found.person)
    draft.party_letter(node, found.party)
    draft.set(node, KG.voters, whole(found.count))
    return node


def attendance(draft: Draft, found: fact.Attendance) -> URIRef:
    """A person present at, or absent from, the document's meeting."""
    node = draft.type(draft.node("attendance", found.person, found.status), KG.Attendance)
    draft.set(node, KG.personName, text(found.person))
    draft.person(node, KG.person, found.person)
    draft.meeting(node, KG.meeting, draft.own_meeting_date())
    draft.set(node, KG.status, identity.concept("attendance-status", found.status))
    return node


def attachment(draft: Draft, found: fact.Attachment) -> URIRef:
    """An attachment of an item."""
    node = draft.type(draft.node("attachment", found.item_number, found.title), KG.Attachment)
    draft.item(node, DCT.isPartOf, found.item_number)
    draft.set(node, DCT.title, danish(found.title))
    return node
