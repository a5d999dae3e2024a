"""Warnings are served beside the facts that they are about, as SHACL's own results."""

from __future__ import annotations

from dataclasses import replace

from rdflib import RDF, SH, BNode

from extract import fact
from extract.document import Document
from kommunegraf.checking.validation import conforming, validate
from kommunegraf.checking.warned import publish
from kommunegraf.graph import document_graph
from kommunegraf.terms import KG, KGS


def test_warnings_are_results_with_a_name(document: Document, facts: list[fact.Fact]) -> None:
    """A letter of no known party stays, and a result says so in both languages, without a blank node."""
    told = [replace(found, party="Z") if isinstance(found, fact.PersonInRole) else found for found in facts]
    graph, report = conforming(document_graph(document, told))
    (warning,) = report.warnings
    publish(graph, document.slug, report.warnings)
    (result,) = graph.subjects(RDF.type, SH.ValidationResult)
    (node,) = graph.subjects(RDF.type, KG.PersonInRole)
    assert node == graph.value(result, SH.focusNode)
    assert KGS[warning.shape.removeprefix("kgs:")] == graph.value(result, SH.sourceShape)
    assert SH.Warning == graph.value(result, SH.resultSeverity)
    assert {warning.danish, warning.english} == {str(text) for text in graph.objects(result, SH.resultMessage)}
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]
    assert (warning,) == validate(graph).problems


def test_publishing_twice_changes_nothing(document: Document, facts: list[fact.Fact]) -> None:
    """The same warnings have the same names."""
    told = [found for found in facts if not isinstance(found, fact.DocumentFact)]
    graph, report = conforming(document_graph(document, told))
    assert len(report.warnings) == 2
    publish(graph, document.slug, report.warnings)
    once = set(graph)
    publish(graph, document.slug, reversed(report.warnings))
    assert once == set(graph)


def test_no_warning_no_report(document: Document, facts: list[fact.Fact]) -> None:
    """A document without warnings has no report among its triples."""
    graph = document_graph(document, facts)
    before = set(graph)
    publish(graph, document.slug, validate(graph).warnings)
    assert before == set(graph)
