"""The engine in front says what the reference says, of documents as they are and of damaged ones, or steps aside."""

from __future__ import annotations

import logging
import sys
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from extract.extractors import extract
from extract.read import read
from extract.resources import ROOT
from kommunegraf.checking.outcome import Outcome
from kommunegraf.checking.validation import ENGINES, Report, Shapes, load_context, load_shapes, validate
from kommunegraf.graph import document_graph

SAMPLES = sorted((ROOT / "samples").glob("*.pdf"))


@cache
def sample(path: Path) -> Graph:
    document = read(path, path.stem)
    return document_graph(document, extract(document))


def damaged(graph: Graph, turn: int) -> Graph:
    """The graph without some of its triples and with wrong values in others, the same ones each time."""
    wrong = Graph()
    for number, triple in enumerate(sorted(graph)):
        if number % 7 == turn:
            continue
        subject, predicate, value = triple
        if number % 11 == turn and isinstance(value, Literal):
            value = Literal("", lang=value.language) if value.language else Literal(f"x{number}", datatype=None)
        elif number % 13 == turn and isinstance(value, URIRef):
            value = URIRef("https://w3id.org/kommunegraf/id/person/x")
        wrong.add((subject, predicate, value))
    return wrong


def counted(report: Report) -> list[tuple[str, int, int, int]]:
    return [(count.shape, count.nodes, count.violations, count.warnings) for count in report.counts]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_engines_agree_on_samples(path: Path) -> None:
    """The samples give the same results, and the same number of nodes and results for each shape."""
    pytest.importorskip("shacl")
    front, reference = (validate(sample(path), engine) for engine in ENGINES)
    assert (reference.engine, front.engine) == ("pyshacl", "shacl")
    assert reference.problems == front.problems
    assert counted(reference) == counted(front)


@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("path", SAMPLES[:2], ids=lambda path: path.stem)
def test_engines_agree_on_damaged_documents(path: Path, turn: int) -> None:
    """Where triples are gone and values wrong, both find the same hundreds of faults."""
    pytest.importorskip("shacl")
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    front, reference = (validate(damaged(sample(path), turn), engine) for engine in ENGINES)
    assert len(reference.problems) > 100
    assert reference.problems == front.problems
    assert counted(reference) == counted(front)


def test_reference_checks_where_the_engine_is_missing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Without the Rust engine pySHACL checks, and a warning says so."""
    monkeypatch.setitem(sys.modules, "shacl", None)
    monkeypatch.delitem(sys.modules, "kommunegraf.checking.engine_shacl", raising=False)
    shapes = Shapes(load_shapes(), load_context())
    assert shapes.validate(sample(SAMPLES[-1])).engine == "pyshacl"
    assert "pyshacl checks instead" in caplog.text


def test_reference_checks_where_the_engine_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of the Rust engine costs time, not the result."""
    pytest.importorskip("shacl")
    shapes = Shapes(load_shapes(), load_context())

    def fail(*_: object) -> Outcome:
        raise ValueError("made up")

    monkeypatch.setattr(shapes._engine, "check", fail)
    assert shapes.validate(sample(SAMPLES[-1])).engine == "pyshacl"
    assert "made up" in caplog.text


@pytest.mark.parametrize("engine", ENGINES)
def test_seconds_of_each_shape(engine: str) -> None:
    """Asked to, both engines measure each shape alone; the Rust engine does so only when asked."""
    pytest.importorskip("shacl")
    report = validate(sample(SAMPLES[-1]), engine, timed=True)
    assert all(count.seconds is not None for count in report.counts)
    assert report.seconds >= sum(count.seconds or 0 for count in report.counts)
    assert {count.seconds for count in validate(sample(SAMPLES[-1])).counts} == {None}


@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_shapes_asked_alone_say_what_they_say_together(path: Path, turn: int) -> None:
    """Asked shape by shape, with no more triples than each looks at, the Rust engine finds the same faults."""
    pytest.importorskip("shacl")
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    graph = damaged(sample(path), turn)
    together, alone = (validate(graph, timed=timed) for timed in (False, True))
    assert together.problems == alone.problems
    assert counted(together) == counted(alone)
