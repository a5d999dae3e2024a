"""Each shape on graphs that conform and graphs that do not; the report of the latter stands beside each."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate as reference_validate
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from extract.resources import ROOT
from kommunegraf.checking.validation import ENGINES, Report, Shapes, load_context, load_shapes
from kommunegraf.terms import SH

HERE = Path(__file__).parent
VALID = sorted(HERE.glob("*/valid.*.ttl"))
INVALID = sorted(HERE.glob("*/invalid.*.ttl"))
SHAPES = sorted(path.stem for path in (ROOT / "shapes").glob("*.ttl") if path.stem != "groups")


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@cache
def context() -> Graph:
    return load_context() + Graph().parse(HERE / "context.ttl")


@cache
def shapes(engine: str) -> Shapes:
    return Shapes(load_shapes(), context(), engine)


@cache
def report_of(case: Path, engine: str = "pyshacl") -> Report:
    return shapes(engine).validate(Graph().parse(case))


def speaking() -> set[Node]:
    """The shapes that have something to say, or that a form is for: not those that only stand within others."""
    return {*load_shapes().subjects(SH.message), *load_shapes().subjects(SH.targetClass)}


def lines(report: Report) -> str:
    """The report as it stands beside a case: severity, shape, focus, path and value of each result."""
    return "".join(
        f"{problem.severity} {problem.shape} <{problem.focus.removeprefix('https://w3id.org/kommunegraf/id/')}>"
        f" {problem.path or '-'} {problem.value or '-'}\n"
        for problem in report.problems
    )


@pytest.mark.parametrize("case", VALID, ids=name)
def test_valid_case_gives_no_result(case: Path) -> None:
    """A graph as it should be has neither violation nor warning."""
    assert not lines(report_of(case))


@pytest.mark.parametrize("case", INVALID, ids=name)
def test_invalid_case_gives_its_report(case: Path, update_expected: bool) -> None:
    """A graph with one fault gives exactly the report beside it."""
    expected = case.with_suffix(".report")
    actual = lines(report_of(case))
    if update_expected or not expected.exists():
        expected.write_text(actual, encoding="utf-8")
        pytest.fail(f"{expected.name} is written: review it")
    assert expected.read_text(encoding="utf-8") == actual
    assert actual


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_has_a_case_of_both_sorts(shape: str) -> None:
    """A shape that nothing violates is untested."""
    assert {shape} == {case.parent.name for case in VALID if case.parent.name == shape}
    assert {shape} == {case.parent.name for case in INVALID if case.parent.name == shape}


def test_each_constraint_is_violated_by_a_case() -> None:
    """Every shape that gives a message is heard in some report."""
    speaking = {str(shape) for shape in load_shapes().subjects(SH.message)}
    heard = {problem.shape for case in INVALID for problem in report_of(case).problems}
    assert set() == {shape.rpartition("#")[2] for shape in speaking} - {shape.removeprefix("kgs:") for shape in heard}


def test_each_message_is_danish_and_english() -> None:
    """A clerk and an engineer each get one message in their language."""
    graph = load_shapes()
    languages = {
        str(shape): sorted(str(message.language) for message in graph.objects(shape, SH.message))  # type: ignore[attr-defined]
        for shape in graph.subjects(SH.message)
    }
    assert sorted({tuple(found): found for found in languages.values()}.values()) == [["da", "en"]]


@pytest.mark.parametrize("predicate", [SH.name, SH.description], ids=["name", "description"])
def test_each_shape_is_named_for_forms(predicate: URIRef) -> None:
    """A form builder finds a name and a description of every shape, once in Danish and once in English."""
    graph = load_shapes()
    found = {shape: list(graph.objects(shape, predicate)) for shape in speaking()}
    wrong = [
        str(shape)
        for shape, texts in found.items()
        if sorted(str(text.language) for text in texts if isinstance(text, Literal)) != ["da", "en"]
    ]
    assert [] == sorted(wrong), "write sh:name and sh:description @da and @en in these shapes"


def test_each_shape_has_a_place_in_forms() -> None:
    """Every shape has one group, declared in groups.ttl with a name in both languages, and one number to order by."""
    graph = load_shapes()
    groups = set(graph.subjects(RDF.type, SH.PropertyGroup))
    assert [] == sorted(
        str(shape)
        for shape in speaking()
        if len(set(graph.objects(shape, SH.group)) & groups) != 1 or len(set(graph.objects(shape, SH.order))) != 1
    )
    assert groups == set(Graph().parse(ROOT / "shapes" / "groups.ttl").subjects(RDF.type, SH.PropertyGroup))
    assert set(graph.objects(None, SH.group)) == groups, "a group that no shape uses, or that is not declared"
    for group in groups:
        assert ["da", "en"] == sorted(str(text.language) for text in graph.objects(group, RDFS.label))  # type: ignore[attr-defined]


def test_order_within_a_form_is_that_of_its_list() -> None:
    """Two parts of one shape never stand in the same place."""
    graph = load_shapes()
    for shape in graph.subjects(SH.targetClass):
        places = Counter(graph.value(part, SH.order) for part in graph.objects(shape, SH.property))
        assert {1} >= set(places.values()), shape


@pytest.mark.slow
def test_shapes_are_well_formed() -> None:
    """The shapes of SHACL itself find no fault with ours."""
    conforms, _, text = reference_validate(Graph(), shacl_graph=load_shapes(), meta_shacl=True)
    assert conforms, text


def test_only_classes_are_targets() -> None:
    """Shapes find their nodes by class: the engines are asked about the nodes of one document by it."""
    graph = load_shapes()
    assert [] == [
        shape for way in (SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf) for shape in graph.subjects(way)
    ]


def test_reports_equal_those_of_plain_pyshacl() -> None:
    """Asking pySHACL shape by shape finds what it finds when it validates everything at once."""
    for case in INVALID[::20]:
        graph = Graph().parse(case)
        _, found, _ = reference_validate(context() + graph, shacl_graph=load_shapes())
        assert isinstance(found, Graph)
        nodes = {str(node) for node in graph.subjects()}
        results = [str(found.value(result, SH.focusNode)) for result in found.subjects(RDF.type, SH.ValidationResult)]
        expected = sorted(focus for focus in results if focus in nodes)
        assert expected == sorted(problem.focus for problem in report_of(case).problems), case.name


@pytest.mark.parametrize("case", [*VALID, *INVALID], ids=name)
def test_engine_in_front_says_what_the_reference_says(case: Path) -> None:
    """The Rust engine finds the same nodes, paths, severities, shapes, sorts of constraint and values as pySHACL."""
    pytest.importorskip("shacl")
    front = report_of(case, ENGINES[0])
    assert front.engine == "shacl"
    assert report_of(case).problems == front.problems
