"""A made-up document and one fact of every kind read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from decimal import Decimal

import pytest

from extract import fact
from extract.document import Document
from extract.text import read_text

TEXT = """Referat af møde i Skovudvalget i Greve Kommune

Mødet blev holdt den 15. januar 2030 kl. 17 på Rådhuset. Ane Bech (A) var for-
mand, og Bo Lund meldte afbud.

Punkt 3.1 Nye skove: det indstilles, at sagen godkendes. Beslutning: Godkendt. Bilag 1 - Kort

Aftale om kommunernes økonomi for 2030 (ØA30) mellem KL og regeringen giver 3,4 mia. kr. i 2030-2033 til nye skove.
45 af 98 kommuner har en skov. Skovreformen træder i kraft i juni 2030.

Skovpuljen\tBeløb
Greve\t12
I alt\t13
"""


def document_of(text: str, slug: str = "x") -> Document:
    """The document that a text file makes."""
    return read_text(slug, f"{slug}.txt", hashlib.sha256(text.encode()).hexdigest(), text)


@pytest.fixture
def document() -> Document:
    return document_of(TEXT)


@pytest.fixture
def quoted(document: Document) -> Callable[..., fact.Evidence]:
    """Evidence for words of the document."""

    def evidence(words: str, rule: str = "made/up") -> fact.Evidence:
        start = document.text.index(words)
        return document.evidence(start, start + len(words), rule)

    return evidence


@pytest.fixture
def facts(document: Document, quoted: Callable[..., fact.Evidence]) -> list[fact.Fact]:
    """One fact of every kind."""
    table, sum_ = document.tables[0], fact.Money
    row = document.cell_evidence(table.rows[1], table, "allocations/row")
    total = document.cell_evidence(table.rows[2], table, "allocations/total")
    agreement = "Aftale om kommunernes økonomi for 2030"
    return [
        fact.DocumentFact(
            evidence=quoted("Referat"),
            title="Referat af møde i Skovudvalget",
            kind="minutes",
            publisher="Greve Kommune",
            date="2030-01-15",
            recognised_by="Referat",
        ),
        fact.Meeting(
            evidence=quoted("15. januar 2030"), body="Skovudvalget", date="2030-01-15", start="17:00", place="Rådhuset"
        ),
        fact.AgendaItem(
            evidence=quoted("Punkt 3.1"),
            meeting_date="2030-01-15",
            number="3.1",
            title="Nye skove",
            case_number="01.05.01-P19-2-30",
            actions=("approve", "note"),
            recommendation="at sagen godkendes",
        ),
        fact.Decision(evidence=quoted("Godkendt"), item_number="3.1", outcome="approved"),
        fact.Vote(evidence=quoted("Ane Bech (A)"), item_number="3.1", side="for", person="Ane Bech", party="A"),
        fact.Attendance(evidence=quoted("Bo Lund"), person="Bo Lund", status="absent"),
        fact.Attachment(evidence=quoted("Bilag 1 - Kort"), item_number="3.1", title="Bilag 1 - Kort"),
        fact.Agreement(evidence=quoted(agreement), title=agreement, kind="economy-agreement"),
        fact.AgreementParty(evidence=quoted("KL"), agreement=agreement, party="KL"),
        fact.Reform(evidence=quoted("Skovreformen"), title="Skovreformen", agreement="ØA30", date="2030-06"),
        fact.Funding(
            evidence=quoted("3,4 mia. kr."),
            purpose="nye skove",
            amount=sum_(Decimal(3_400_000_000), "3,4 mia. kr.", "billion"),
            kind="pool",
            from_year=2030,
            to_year=2033,
            recurrence="total",
            agreement="ØA30",
        ),
        fact.Allocation(
            evidence=row, pool="Skovpuljen", recipient="Greve", recipient_code="0253", amount=sum_(Decimal(12), "12")
        ),
        fact.PoolTotal(evidence=total, pool="Skovpuljen", amount=sum_(Decimal(13), "13"), places=4),
        fact.Appointment(
            evidence=quoted("Ane Bech"),
            body="Skovrådet",
            person="Ane Bech",
            role="formand",
            party="A",
            from_date="2030-01-15",
            to_date="2033",
        ),
        fact.PersonInRole(evidence=quoted("formand"), person="Ane Bech", role="formand", organisation="Skovudvalget"),
        fact.Body(evidence=quoted("Skovudvalget"), label="Skovudvalget", kind="committee", part_of="Greve Kommune"),
        fact.Mention(evidence=quoted("Greve Kommune"), label="Greve Kommune", code="0253"),
        fact.Indicator(
            evidence=quoted("45 af 98 kommuner"), statement="har en skov", count=Decimal(45), of=Decimal(98)
        ),
        fact.Observation(
            evidence=total, dataset="Skove", entity="Greve", measure="antal", period="2030", value=Decimal("-1.50")
        ),
        fact.Milestone(evidence=quoted("juni 2030"), date="2030-06", what="Skovreformen træder i kraft"),
        fact.Finding(
            evidence=total,
            about="summen i tabellen",
            message_da="Rækkerne giver 12.",
            message_en="The rows make 12.",
            expected=Decimal(12),
            printed=Decimal(13),
        ),
        fact.LegalReference(evidence=quoted("Godkendt"), kind="act", number=412, date="2029-05-03", item_number="3.1"),
        fact.Topic(evidence=quoted("Nye skove"), topic="nature-and-environment", item_number="3.1"),
        fact.Reference(evidence=quoted("ØA30"), printed="ØA30", kind="agreement", target=agreement),
        fact.Reference(evidence=quoted("Punkt 3.1"), printed="Punkt 3.1", kind="item", target="3.1"),
        fact.Reference(evidence=quoted("Aftale"), printed="Aftale", kind="agreement", gap="several", times=2),
        fact.Redaction(evidence=quoted("Bo Lund"), count=2),
    ]
