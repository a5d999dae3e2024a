"""The cases of the extractors: the rows that each one finds in the texts of tests/extractors/cases."""

from __future__ import annotations

import csv
import dataclasses
import importlib
from io import StringIO
from pathlib import Path

import pytest

from extract.extractors import EXTRACTORS
from extract.fact import Fact, Facts, Funding, Money
from extract.read import read

HERE = Path(__file__).parent
CASES = HERE / "cases"
MODULES = Path(importlib.import_module("extract.extractors").__file__ or "").parent
EXPECTED = sorted(path for path in HERE.glob("*/*.csv") if (CASES / f"{path.stem}.txt").exists())


def found(extractor: str, case: str) -> list[Fact]:
    document = read(CASES / f"{case}.txt", case)
    module = importlib.import_module(f"extract.extractors.{extractor}")
    facts = Facts()
    for earlier in EXTRACTORS:
        if earlier is module.extract:
            break
        facts.add(list(earlier(document, facts)))
    rows = list(module.extract(document, facts))
    assert all(document.text[row.evidence.start : row.evidence.end] == row.evidence.quote for row in rows)
    return rows


def table(rows: list[Fact]) -> str:
    """The rows as CSV: a column for each field, the quote last."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        names = [field.name for field in dataclasses.fields(row) if field.name != "evidence"]
        if not out.tell():
            writer.writerow([*names, "quote"])
        writer.writerow([*(printed(getattr(row, name)) for name in names), row.evidence.quote])
    return out.getvalue()


def printed(value: object) -> str:
    if isinstance(value, Money):
        level = f" {value.price_level}-pl" if value.price_level else ""
        return f"{value.value} {value.bound}{level}"
    if isinstance(value, Funding):
        return value.purpose
    if isinstance(value, tuple):
        return "+".join(map(printed, value))
    return "" if value is None else str(value)


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_case(path: Path, update_expected: bool) -> None:
    """A case's text gives exactly the rows of its CSV, in that order."""
    actual = table(found(path.parent.name, path.stem))
    if update_expected:
        path.write_text(actual, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == actual


def test_every_extractor_has_a_case() -> None:
    """Every module in extract/extractors has a folder of cases of the same name."""
    names = {path.stem for path in MODULES.glob("*.py")} - {"__init__"}
    assert set() == {name for name in names if not any((HERE / name).glob("*"))}
