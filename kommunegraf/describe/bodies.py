"""Bodies, the persons in them, appointments to them and mentions of municipalities, regions and KKR, as triples."""

from __future__ import annotations

from rdflib import URIRef

from extract import fact
from kommunegraf import identity
from kommunegraf.describe.draft import Draft
from kommunegraf.describe.literals import danish, text, whole
from kommunegraf.terms import KG, ORG, PROV, SKOS


def body(draft: Draft, found: fact.Body) -> URIRef:
    """An organisation or body in this document's words."""
    node = draft.type(draft.body_iri(found.label, found.part_of, found.kind), KG.Body)
    draft.set(node, SKOS.prefLabel, danish(found.label))
    if found.kind:
        draft.set(node, ORG.classification, identity.concept("body-kind", found.kind))
    draft.set(node, KG.partOfName, text(found.part_of))
    if found.part_of and draft.body_iri(found.part_of) != node:
        draft.body(node, ORG.subOrganizationOf, found.part_of)
    return node


def appointment(draft: Draft, found: fact.Appointment) -> URIRef:
    """A person appointed to a body, or vacant seats that someone may fill."""
    seats = () if found.person else (found.party, found.appointed_by)
    node = draft.node("appointment", found.body, found.person, found.role, found.seats, *seats)
    draft.type(node, KG.Appointment)
    draft.set(node, KG.bodyName, text(found.body))
    draft.body(node, KG.body, found.body)
    draft.set(node, KG.personName, text(found.person))
    draft.person(node, KG.person, found.person)
    draft.set(node, KG.role, danish(found.role))
    draft.party_letter(node, found.party)
    draft.set(node, KG.appointedByName, text(found.appointed_by))
    draft.body(node, KG.appointedBy, found.appointed_by)
    draft.set(node, KG.seats, whole(found.seats))
    _membership(draft, node, found)
    return node


def _membership(draft: Draft, appointment: URIRef, found: fact.Appointment) -> None:
    """The membership that an appointment gives rise to, where the time that it lasts is stated."""
    during = draft.interval(found.from_date, found.to_date)
    if during is None or not found.person:
        return
    node = draft.type(draft.node("membership", found.body, found.person, found.role), KG.Membership)
    draft.set(appointment, PROV.generated, node)
    draft.person(node, ORG.member, found.person)
    draft.body(node, ORG.organization, found.body)
    draft.set(node, ORG.memberDuring, during)


def person_in_role(draft: Draft, found: fact.PersonInRole) -> URIRef:
    """A person named with an office or a job."""
    node = draft.type(draft.node("person-in-role", found.person, found.role, found.organisation), KG.PersonInRole)
    draft.set(node, KG.personName, text(found.person))
    draft.person(node, ORG.member, found.person)
    draft.set(node, KG.role, danish(found.role))
    draft.set(node, KG.organisationName, text(found.organisation))
    draft.body(node, ORG.organization, found.organisation)
    draft.party_letter(node, found.party)
    return node


def mention(draft: Draft, found: fact.Mention) -> URIRef:
    """A municipality, region or KKR that the document names."""
    node = identity.iri("mention", draft.slug, identity.slug(found.code or found.label))
    draft.type(node, KG.Mention)
    draft.set(node, KG.printedName, text(found.label))
    draft.set(node, KG.code, text(found.code))
    if found.code:
        draft.link(node, KG.names, identity.coded(found.code), ORG.Organization, found.label)
    else:
        draft.body(node, KG.names, found.label)
    return node
