"""The questions are plain SPARQL 1.1: rdflib's engine, which shares no code with the store, answers them alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import XSD, Dataset, Literal
from rdflib.term import Identifier

from kommunegraf.queries import question, questions
from kommunegraf.store import Store

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def elsewhere(dataset: Path) -> Dataset:
    return Dataset(default_union=True).parse(dataset, format="trig")


@pytest.mark.parametrize("name", [asked.name for asked in questions()])
def test_same_rows_in_the_same_order(name: str, elsewhere: Dataset, dataset: Path) -> None:
    """A question has the same rows there, in the same order; numbers are told by value."""
    path = HERE / f"{name}.json"
    text = question(name).bind(json.loads(path.read_text()) if path.exists() else {})
    answer = Store.of(dataset).rows(text)
    found = elsewhere.query(text)
    assert found.vars is not None
    assert answer.columns == tuple(map(str, found.vars))
    rows = [tuple(_told(row.get(column)) for column in found.vars) for row in found.bindings]
    assert [tuple(cell or "" for cell in row) for row in answer.rows] == rows


def _told(value: Identifier | None) -> str:
    """A value as the store writes it; rdflib gives the text None where a grouped variable has no value."""
    if value is None or value == Literal("None"):
        return ""
    is_fraction = isinstance(value, Literal) and value.datatype == XSD.decimal and "." in value
    return value.rstrip("0").rstrip(".") if is_fraction else str(value)
