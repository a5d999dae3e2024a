"""Money as triples: its whole, who pays and gets it, its price level and its repeats."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from rdflib import XSD, Graph, Literal, URIRef

from extract import fact
from extract.document import Document
from extract.text import read_text
from kommunegraf import identity
from kommunegraf.checking.validation import validate
from kommunegraf.graph import document_graph
from kommunegraf.terms import DCT, KG, PROV, SCHEMA

TEXT = """Budgetaftale 2031
Velhavefonden giver kommunen 9 mio. kr. (2030-pl), svarende til 9,2 mio. kr. i 2031-pl, til haller.
Heraf går 2 mio. kr. til tage."""


def document() -> Document:
    return read_text("a", "a.txt", hashlib.sha256(TEXT.encode()).hexdigest(), TEXT)


def sum_of(text: Document, millions: str, purpose: str, level: int | None = None, **more: object) -> fact.Funding:
    words = f"{millions.replace('.', ',')} mio. kr."
    start = text.text.index(words)
    return fact.Funding(
        evidence=text.evidence(start, start + len(words), "made/up"),
        purpose=purpose,
        amount=fact.Money(Decimal(millions) * 1_000_000, words, "million", price_level=level),
        kind="grant",
        **more,  # type: ignore[arg-type]
    )


def graph_of(**more: object) -> tuple[Graph, URIRef, URIRef]:
    """The graph of a whole with these details and its part, and the two nodes; it conforms to the shapes."""
    text = document()
    start = text.text.index("Budgetaftale")
    evidence = text.evidence(start, start + len("Budgetaftale 2031"), "made/up")
    title = fact.DocumentFact(
        evidence=evidence, title="Budgetaftale 2031", kind="budget-agreement", publisher="Odder Kommune"
    )
    whole = sum_of(text, "9", "haller", 2030, **more)
    part = sum_of(text, "2", "tage", part_of=whole)
    graph = document_graph(text, [title, whole, part])
    assert validate(graph).problems == ()
    nodes = {str(purpose): node for node, purpose in graph.subject_objects(KG.purpose)}
    above, below = nodes["haller"], nodes["tage"]
    assert isinstance(above, URIRef)
    assert isinstance(below, URIRef)
    return graph, above, below


def test_a_part_leads_to_its_whole() -> None:
    """A share is a part of the sum that it is a share of, and of no other."""
    graph, whole, part = graph_of()
    assert list(graph.subject_objects(DCT.isPartOf)) == [(part, whole)]


def test_lists_and_years() -> None:
    """Direction and kind of period are concepts, the year of the agreement a year."""
    graph, whole, _ = graph_of(direction="set-aside", period="agreement-year", agreement_year=2031)
    assert graph.value(whole, KG.direction) == identity.concept("direction", "set-aside")
    assert graph.value(whole, KG.periodKind) == identity.concept("period-kind", "agreement-year")
    assert graph.value(whole, KG.agreementYear) == Literal("2031", datatype=XSD.gYear)
    assert graph.value(whole, KG.fromYear) is None


def test_a_known_body_is_linked() -> None:
    """Who pays and gets a sum leads to the body where the reference data knows it."""
    graph, whole, _ = graph_of(payer="Region Midtjylland", recipient="Odder Kommune")
    assert graph.value(whole, SCHEMA.funder) == identity.iri("region", "1082")
    assert graph.value(whole, KG.recipient) == identity.iri("municipality", "0727")


def test_the_own_municipality_is_linked() -> None:
    """ "Kommunen" is the municipality whose document it is; "regionen" is nobody there."""
    graph, whole, _ = graph_of(payer="regionen", recipient="kommunen")
    assert graph.value(whole, KG.recipient) == identity.iri("municipality", "0727")
    assert graph.value(whole, SCHEMA.funder) is None
    assert str(graph.value(whole, KG.payerName)) == "regionen"


def test_an_unknown_name_stays_a_name() -> None:
    """A payer that is no body known here is told by name only."""
    graph, whole, _ = graph_of(payer="Velhavefonden")
    assert str(graph.value(whole, KG.payerName)) == "Velhavefonden"
    assert graph.value(whole, SCHEMA.funder) is None


def test_the_same_sum_at_another_level_is_an_amount() -> None:
    """A repeat is an amount of its own that the first leads to; the statement has one amount."""
    again = fact.Money(Decimal(9_200_000), "9,2 mio. kr.", "million", price_level=2031)
    graph, whole, _ = graph_of(repeated=(again,))
    (amount,) = graph.objects(whole, SCHEMA.amount)
    (other,) = graph.objects(amount, PROV.alternateOf)
    assert [str(graph.value(node, KG.priceLevel)) for node in (amount, other)] == ["2030", "2031"]
    assert str(graph.value(other, KG.printed)) == "9,2 mio. kr."
