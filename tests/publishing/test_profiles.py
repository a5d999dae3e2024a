"""The profiles of DCAT as shapes: descriptions as they should be, and descriptions with one fault each."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph
from rdflib.term import Node

from kommunegraf.errors import WrongUse
from kommunegraf.opendata.profiles import SAID, Fault, check, profiles
from kommunegraf.terms import SH

CASES = Path(__file__).parents[1] / "shapes" / "publishing"
PROFILES = profiles()


def lines(path: Path, case: Path) -> str:
    found = check(Graph().parse(case), path)
    return "".join(f"{fault.focus} {fault.path} {fault.value or '-'} {fault.component}\n" for fault in found)


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_valid_cases_have_no_fault(path: Path) -> None:
    """A description as it should be violates nothing."""
    cases = sorted((CASES / path.stem).glob("valid.*.ttl"))
    assert cases
    assert {case.name: "" for case in cases} == {case.name: lines(path, case) for case in cases}


@pytest.mark.parametrize(
    "case", sorted(CASES.glob("*/invalid.*.ttl")), ids=lambda case: f"{case.parent.name}/{case.stem}"
)
def test_invalid_case_gives_its_report(case: Path, update_expected: bool) -> None:
    """A description with faults gives exactly the report beside it."""
    expected = case.with_suffix(".report")
    path = next(path for path in PROFILES if path.stem == case.parent.name)
    actual = lines(path, case)
    if update_expected or not expected.exists():
        expected.write_text(actual, encoding="utf-8")
        pytest.fail(f"{expected.name} is written: review it")
    assert expected.read_text(encoding="utf-8") == actual


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_each_constraint_is_violated_by_a_case(path: Path) -> None:
    """A path that no case violates is untested: of each shape, every path stands in some report."""
    shapes = Graph().parse(path)
    reported = {tuple(line.split()[1:2]) for case in (CASES / path.stem).glob("*.report") for line in case.open()}
    wanted = {(compacted(part, shapes),) for part in shapes.objects(None, SH.property)}
    assert wanted == reported & wanted, f"no case violates {sorted(wanted - reported)}"


def compacted(part: Node, shapes: Graph) -> str:
    from kommunegraf.terms import compact

    return compact(shapes.value(part, SH.path))


def test_each_shape_is_named_in_danish_and_english() -> None:
    """A profile says what each of its shapes is about."""
    for path in PROFILES:
        shapes = Graph().parse(path)
        for shape in shapes.subjects(RDF.type, SH.NodeShape):
            labels = sorted(str(label.language) for label in shapes.objects(shape, RDFS.label))  # type: ignore[attr-defined]
            assert ["da", "en"] == labels, shape


def test_a_fault_is_told_in_both_languages() -> None:
    """The sentence names the thing, the property and what is wrong with it."""
    fault = Fault("id:dataset/x", "dct:title", "", "MinCountConstraintComponent")
    assert "id:dataset/x: dct:title mangler." == fault.message("da")
    assert "id:dataset/x: dct:title is missing." == fault.message("en")
    assert all(len(texts) == 2 for texts in SAID.values())


def test_a_file_of_a_user_is_checked_against(description: Graph, tmp_path: Path) -> None:
    """Shapes of another profile, named by the user, find what they look for; a constraint without a path is skipped."""
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .\n"
        "@prefix dct: <http://purl.org/dc/terms/> .\n"
        "<http://a/shape> a sh:NodeShape ; sh:targetClass dcat:Dataset ;\n"
        "  sh:property [ sh:path dct:provenance ; sh:minCount 1 ] , [ sh:minCount 1 ] ,\n"
        "  [ sh:path dct:source ; sh:minCount 1 ; sh:severity sh:Warning ] .\n",
        encoding="utf-8",
    )
    assert ["dct:provenance"] == [fault.path for fault in check(description, own)]


@pytest.mark.parametrize("text", ["<", "<http://a> <http://b> <http://c> ."], ids=["no-turtle", "no-shapes"])
def test_a_file_that_holds_no_shapes_is_refused(description: Graph, tmp_path: Path, text: str) -> None:
    """A wrong file is told, not taken for a profile that everything satisfies."""
    (tmp_path / "wrong.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(WrongUse):
        check(description, tmp_path / "wrong.ttl")
