"""Facts to RDF: every kind as the mapping says, facts told twice as one node, and always the same bytes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.compare import graph_diff, to_isomorphic

from extract import fact
from extract.document import Document
from extract.resources import ROOT
from kommunegraf import identity
from kommunegraf.describe import DESCRIBERS
from kommunegraf.graph import document_graph, quads, software_version
from kommunegraf.terms import DCT, ELI, KG, OA, SCHEMA

EXPECTED = Path(__file__).parent / "every-kind.expected.ttl"
Quoted = Callable[..., fact.Evidence]


def test_every_kind_of_fact_has_a_describer() -> None:
    """A kind of fact that nobody describes would stop a build."""
    kinds = {kind for kind in vars(fact).values() if isinstance(kind, type) and issubclass(kind, fact.Fact)}
    assert kinds - {fact.Fact} == set(DESCRIBERS)


def test_every_kind_of_fact(document: Document, facts: list[fact.Fact], update_expected: bool) -> None:
    """One fact of each kind gives exactly the expected graph."""
    assert set(DESCRIBERS) == {type(found) for found in facts}
    graph = document_graph(document, facts)
    text = graph.serialize(format="longturtle").replace(f"kommunegraf-{software_version()}", "kommunegraf-VERSION")
    if update_expected or not EXPECTED.exists():
        EXPECTED.write_text(text, encoding="utf-8")
        pytest.fail(f"{EXPECTED.name} is written: review it")
    _, missing, extra = graph_diff(to_isomorphic(Graph().parse(EXPECTED)), to_isomorphic(Graph().parse(data=text)))
    assert (sorted(missing), sorted(extra)) == ([], [])


def test_facts_told_twice_are_one_node(document: Document, quoted: Quoted) -> None:
    """The first name stays, what it lacks is filled in, and the evidence of both is kept."""
    title = "Aftale om kommunernes økonomi for 2030"
    facts = [
        fact.Agreement(evidence=quoted(title), title=title),
        fact.Agreement(evidence=quoted("ØA30"), title="ØA30", kind="economy-agreement", date="2029-06"),
    ]
    graph = document_graph(document, facts)
    (node,) = graph.subjects(RDF.type, KG.Agreement)
    assert [Literal(title, lang="da")] == list(graph.objects(node, DCT.title))
    assert [str(date) for date in graph.objects(node, ELI.date_document)] == ["2029-06"]
    assert len(list(graph.subjects(OA.hasBody, node))) == 2


def test_same_sum_twice_is_one_amount(document: Document, quoted: Quoted) -> None:
    """A sum told as headline and again in the body has one amount, the first."""
    first = fact.Funding(
        evidence=quoted("3,4 mia. kr."), purpose="skove", amount=fact.Money(Decimal(5), "5 kr."), kind="pool"
    )
    second = replace(first, purpose="Skove", amount=fact.Money(Decimal(5), "fem kr."), evidence=quoted("nye skove"))
    graph = document_graph(document, [first, second])
    (amount,) = graph.objects(None, SCHEMA.amount)
    assert [str(printed) for printed in graph.objects(amount, KG.printed)] == ["5 kr."]


def test_identity_does_not_depend_on_place_or_order(document: Document, facts: list[fact.Fact]) -> None:
    """The same facts with other evidence, in another order, have the same nodes."""
    moved = [replace(found, evidence=document.evidence(0, 7, "made/up")) for found in reversed(facts)]
    nodes = [set(document_graph(document, found).objects(None, OA.hasBody)) for found in (facts, moved)]
    assert nodes[0] == nodes[1]


def test_no_blank_nodes_and_no_ill_typed_values(document: Document, facts: list[fact.Fact]) -> None:
    """Every node has a name; dates and times that do not exist stay words, for a shape to refuse."""
    bad = [
        replace(found, date="2030-02-31", start="25:00") if isinstance(found, fact.Meeting) else found
        for found in facts
    ]
    for triple in document_graph(document, bad):
        for term in triple:
            assert not isinstance(term, BNode)
            assert not (isinstance(term, Literal) and term.ill_typed)


def test_every_node_has_a_type(document: Document, facts: list[fact.Fact]) -> None:
    """What is linked to is described in the graph, in the reference data, in the lists, or outside."""
    graph = document_graph(document, facts)
    elsewhere = ("concept", "municipality", "region", "kkr", "party", "organisation", "health-council")
    for node in {term for triple in graph for term in (triple[0], triple[2]) if isinstance(term, URIRef)}:
        path = str(node).removeprefix(str(identity.iri("")))
        assert (node, RDF.type, None) in graph or "://" in path or path.split("/")[0] in elsewhere, node


def test_lines_are_sorted_n_quads(document: Document, facts: list[fact.Fact]) -> None:
    """The lines parse, are sorted, and say what the graph says."""
    graph = document_graph(document, facts)
    lines = quads(graph)
    assert sorted(lines) == lines
    parsed = list(pyoxigraph.parse("\n".join(lines), format=pyoxigraph.RdfFormat.N_QUADS))
    assert len(graph) == len(lines) == len(parsed)
    assert {str(graph.identifier)} == {quad.graph_name.value for quad in parsed}


def test_lines_escape_what_must_be() -> None:
    """Quotes, line ends and control characters are escaped, and nothing else."""
    graph = Graph(identifier="http://x/g")
    graph.add((URIRef("http://x/s"), URIRef("http://x/p"), Literal('æ "a"\\\n\t\x01')))
    assert quads(graph) == ['<http://x/s> <http://x/p> "æ \\"a\\"\\\\\\n\\t\\u0001" <http://x/g> .']


def test_blank_nodes_are_refused() -> None:
    """A blank node has no name that stays the same."""
    graph = Graph(identifier="http://x/g")
    graph.add((BNode(), RDF.type, KG.Body))
    with pytest.raises(ValueError, match="blank node"):
        quads(graph)


PROGRAM = """
import sys
sys.path[:0] = [{root!r}, {here!r}]
from conftest import TEXT, document_of
from extract import fact
from kommunegraf.graph import document_graph, quads
document = document_of(TEXT)
facts = [fact.Body(evidence=document.evidence(0, 7, "a/b"), label=f"Skovråd {{n}}", kind="council") for n in range(30)]
print("\\n".join(quads(document_graph(document, facts))))
"""


def test_same_bytes_whatever_the_hash_seed() -> None:
    """Two processes with other hash seeds write the same lines."""
    program = PROGRAM.format(root=str(ROOT), here=str(Path(__file__).parent))
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0]


def test_evidence_has_all_its_places(document: Document, facts: list[fact.Fact]) -> None:
    """A table cell is quoted by words, position and cell, counted from 1."""
    graph = document_graph(document, facts)
    (allocation,) = graph.subjects(RDF.type, KG.Allocation)
    (annotation,) = graph.subjects(OA.hasBody, allocation)
    assert str(graph.value(URIRef(f"{annotation}/cell"), RDF.value)) == "cell=2,2"
    assert str(graph.value(annotation, KG.table)) == "1"
    assert str(graph.value(URIRef(f"{annotation}/quote"), OA.exact)) == "Greve\t12"
    assert {field.name for field in fields(fact.Evidence)} >= {"prefix", "suffix"}


def test_minutes_are_of_their_meeting(document: Document, facts: list[fact.Fact]) -> None:
    """Agenda and minutes lead to the meeting that they are of, an analysis to none."""
    graph = document_graph(document, facts)
    node = identity.iri("document", "x")
    assert list(graph.objects(node, KG.meeting)) == list(graph.subjects(RDF.type, KG.Meeting))
    analysis = [replace(found, kind="analysis") if isinstance(found, fact.DocumentFact) else found for found in facts]
    assert list(document_graph(document, analysis).objects(node, KG.meeting)) == []


def test_items_with_a_case_number_have_a_case(document: Document, facts: list[fact.Fact]) -> None:
    """The case stands under the records of the document's municipality."""
    numbered = [replace(found, case_number="30/42") if isinstance(found, fact.AgendaItem) else found for found in facts]
    graph = document_graph(document, numbered)
    (case,) = graph.objects(None, KG.case)
    assert identity.iri("case", "greve-kommune", "30-42") == case
    assert "30/42" == str(graph.value(case, DCT.identifier))


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("Skovreformen træder i kraft", "skovreform"),
        ("Anden del af skovreformen om stier begynder", "skovreform-om-stier"),
        ("Vejreformen træder i kraft", None),
        ("Urskovreformen træder i kraft", None),
    ],
)
def test_milestones_of_a_reform(document: Document, quoted: Quoted, what: str, expected: str | None) -> None:
    """A milestone whose words name a reform of the document is a stage of it: the longest name, whole words only."""
    facts = [
        fact.Reform(evidence=quoted("Skovreformen"), title="Skovreformen"),
        fact.Reform(evidence=quoted("Skovreformen"), title="Skovreformen om stier"),
        fact.Milestone(evidence=quoted("juni 2030"), date="2030-06", what=what),
    ]
    graph = document_graph(document, facts)
    assert [str(reform).rpartition("/")[2] for reform in graph.objects(None, KG.reform)] == (
        [expected] * bool(expected)
    )
