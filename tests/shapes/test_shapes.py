"""Each shape on graphs that conform and graphs that do not; the report of the latter stands beside each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate as reference_validate
from rdflib import RDF, Graph

from extract.resources import ROOT
from kommunegraf.terms import SH
from kommunegraf.validation import Report, Shapes, load_context, load_shapes

HERE = Path(__file__).parent
VALID = sorted(HERE.glob("*/valid.*.ttl"))
INVALID = sorted(HERE.glob("*/invalid.*.ttl"))
SHAPES = sorted(path.stem for path in (ROOT / "shapes").glob("*.ttl"))


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@cache
def context() -> Graph:
    return load_context() + Graph().parse(HERE / "context.ttl")


@cache
def shapes() -> Shapes:
    return Shapes(load_shapes(), context())


@cache
def report_of(case: Path) -> Report:
    return shapes().validate(Graph().parse(case))


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


def test_reports_equal_those_of_plain_pyshacl() -> None:
    """Asking pySHACL shape by shape finds what it finds when it validates everything at once."""
    for case in INVALID[::12]:
        graph = Graph().parse(case)
        _, found, _ = reference_validate(context() + graph, shacl_graph=load_shapes())
        assert isinstance(found, Graph)
        nodes = {str(node) for node in graph.subjects()}
        results = [str(found.value(result, SH.focusNode)) for result in found.subjects(RDF.type, SH.ValidationResult)]
        expected = sorted(focus for focus in results if focus in nodes)
        assert expected == sorted(problem.focus for problem in report_of(case).problems), case.name
