"""Each kind of fact as triples; DESCRIBERS says which function describes which kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from rdflib import URIRef

from extract import fact
from kommunegraf.describe import agreements, bodies, figures, laws, meetings, money, references, topics
from kommunegraf.describe.draft import Draft

Describer = Callable[[Draft, Any], URIRef]
"""Writes one fact into the draft and gives its node, on which the evidence hangs."""

DESCRIBERS: Final[dict[type[fact.Fact], Describer]] = {
    fact.DocumentFact: meetings.document,
    fact.Meeting: meetings.meeting,
    fact.AgendaItem: meetings.agenda_item,
    fact.Decision: meetings.decision,
    fact.Vote: meetings.vote,
    fact.Attendance: meetings.attendance,
    fact.Attachment: meetings.attachment,
    fact.Agreement: agreements.agreement,
    fact.AgreementParty: agreements.agreement_party,
    fact.Reform: agreements.reform,
    fact.Funding: money.funding,
    fact.Allocation: money.allocation,
    fact.PoolTotal: money.pool_total,
    fact.Appointment: bodies.appointment,
    fact.PersonInRole: bodies.person_in_role,
    fact.Body: bodies.body,
    fact.Mention: bodies.mention,
    fact.Indicator: figures.indicator,
    fact.Observation: figures.observation,
    fact.Milestone: figures.milestone,
    fact.Finding: figures.finding,
    fact.Redaction: figures.redaction,
    fact.Topic: topics.topic,
    fact.LegalReference: laws.legal_reference,
    fact.Reference: references.reference,
}
