"""A document's graph against the shapes: what is told, what is dropped, and that the rest is left alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rdflib import RDF, Graph, URIRef

from extract import fact
from extract.document import Document
from kommunegraf.checking.validation import conforming, load_context, validate
from kommunegraf.graph import document_graph
from kommunegraf.terms import DCT, KG, OA


def changed(facts: list[fact.Fact], cls: type[fact.Fact], /, **values: object) -> list[fact.Fact]:
    """The facts, those of one kind with other values."""
    return [replace(found, **values) if isinstance(found, cls) else found for found in facts]  # type: ignore[arg-type]


def test_one_fact_of_every_kind_conforms(document: Document, facts: list[fact.Fact]) -> None:
    """What the mapping writes, the shapes accept."""
    graph = document_graph(document, facts)
    report = validate(graph)
    assert report.problems == ()
    kept, again = conforming(graph, report)
    assert kept is graph
    assert again is report


def test_reference_data_and_lists_conform() -> None:
    """The context that documents are checked with has nothing to tell itself."""
    assert validate(load_context()).problems == ()


def test_problem_says_where_and_what(document: Document, facts: list[fact.Fact]) -> None:
    """A result gives node, shape, path, value, message in both languages, page and quote."""
    report = validate(document_graph(document, changed(facts, fact.Funding, to_year=2029)))
    (problem,) = report.violations
    assert (problem.shape, problem.path, problem.value) == ("kgs:Funding-order", "kg:fromYear", "2030")
    assert (problem.page, problem.quote) == (None, "3,4 mia. kr.")
    assert problem.message("da").startswith("Perioden slutter")
    assert problem.message("en").startswith("The period ends")
    assert not report.conforms


def test_problem_of_a_part_quotes_its_fact(document: Document, facts: list[fact.Fact]) -> None:
    """An amount has no evidence of its own: the words are those of the sum it belongs to."""
    money = fact.Money(Decimal("0.5"), "en halv krone")
    (problem,) = validate(document_graph(document, changed(facts, fact.Funding, amount=money))).violations
    assert (problem.shape, problem.quote) == ("kgs:Amount-value", "3,4 mia. kr.")


def test_violating_fact_goes_with_all_that_hangs_on_it(document: Document, facts: list[fact.Fact]) -> None:
    """The graph without the fact is the graph that was never told of it."""
    money = fact.Money(Decimal(-5), "-5 kr.")
    kept, report = conforming(document_graph(document, changed(facts, fact.Funding, amount=money)))
    assert report.conforms
    without = document_graph(document, [found for found in facts if not isinstance(found, fact.Funding)])
    assert set(kept) == set(without)


def test_dropped_meeting_leaves_its_items(document: Document, facts: list[fact.Fact]) -> None:
    """Links to what was dropped go, the facts that had them stay, with a warning."""
    kept, report = conforming(document_graph(document, changed(facts, fact.Meeting, body="", date="2030-01-15")))
    assert report.conforms
    assert list(kept.subjects(RDF.type, KG.Meeting)) == []
    (item,) = kept.subjects(RDF.type, KG.AgendaItem)
    assert (item, DCT.isPartOf, None) not in kept or report.warnings == ()
    assert list(kept.subjects(OA.hasBody, item))


def test_unknown_recipient_is_dropped_alone(document: Document, facts: list[fact.Fact]) -> None:
    """A municipality that does not exist stops its allocation, not the printed total of the pool."""
    kept, report = conforming(document_graph(document, changed(facts, fact.Allocation, recipient_code="0999")))
    assert report.conforms
    assert list(kept.subjects(RDF.type, KG.Allocation)) == []
    assert len(list(kept.subjects(RDF.type, KG.PoolTotal))) == 1
    assert len(list(kept.subjects(RDF.type, KG.FundingPool))) == 1


def test_wrong_reading_of_the_document_keeps_the_file(document: Document, facts: list[fact.Fact]) -> None:
    """A document of no known kind loses what was read of it; the file and the other facts stay."""
    kept, report = conforming(document_graph(document, changed(facts, fact.DocumentFact, kind="poem")))
    assert report.conforms
    node = URIRef("https://w3id.org/kommunegraf/id/document/x")
    assert (node, DCT.title, None) not in kept
    assert (node, KG.fileName, None) in kept
    assert len(list(kept.subjects(RDF.type, OA.Annotation))) == len(facts) - 1


def test_fact_without_evidence_is_dropped(document: Document, facts: list[fact.Fact]) -> None:
    """Nothing is served without the words that it was read from."""
    graph = document_graph(document, facts)
    (reform,) = graph.subjects(RDF.type, KG.Reform)
    (annotation,) = graph.subjects(OA.hasBody, reform)
    graph.remove((annotation, None, None))
    kept, report = conforming(graph)
    assert report.conforms
    assert list(kept.subjects(RDF.type, KG.Reform)) == []


def test_validating_leaves_no_trace(document: Document, facts: list[fact.Fact]) -> None:
    """Documents are checked one after the other: what one says is not seen by the next."""
    validate(document_graph(document, facts))
    graph = Graph()
    graph.parse(
        data="@prefix kg: <https://w3id.org/kommunegraf/ns#> . <http://x/y> a kg:Attendance ; "
        "kg:meeting <https://w3id.org/kommunegraf/id/meeting/greve-kommune-skovudvalget/2030-01-15> ."
    )
    assert "kgs:Attendance-meeting" in {problem.shape for problem in validate(graph).problems}
