"""The figures on the shared gold and on our own do not fall below the floors that are written down for each table."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from kommunegraf.build import build
from kommunegraf.evaluate import answers, by_table, evaluate, mean
from kommunegraf.reading.sources import collect

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
OWN = HERE.parent / "gold"
CORPUS = SHARED / "corpus"


def _floors(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text().splitlines()))


def _documents(gold: Path, endings: Sequence[str]) -> list[Path]:
    """The file of each document that a gold folder tells of, in the first of the forms that there is."""
    names = sorted(path.name for path in gold.iterdir() if path.is_dir())
    return [next(path for end in endings if (path := CORPUS / f"{name}{end}").exists()) for name in names]


def _figures(gold: Path, paths: Sequence[Path], folder: Path, floors: list[dict[str, str]]) -> dict[str, float]:
    """Each table's mean F1, and the mean of all; a table with nothing to find and nothing given has no fault: 1."""
    scores = evaluate(gold, answers(build(collect(paths), folder).store()))
    faultless = {row["table"]: 1.0 for row in floors}
    return faultless | {table.table: value for table, value in by_table(scores)} | {"mean": mean(scores)}


def _below(figures: dict[str, float], floors: list[dict[str, str]], column: str) -> dict[str, float]:
    return {row["table"]: figures[row["table"]] for row in floors if figures[row["table"]] < float(row[column])}


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the shared gold is not here")
@pytest.mark.parametrize("form", ["pdf", "text"])
def test_no_table_falls_below_its_floor(tmp_path: Path, form: str) -> None:
    """Each table's mean F1, read from PDF where there is one and from text, holds its floor."""
    gold, floors = SHARED / "gold", _floors("floors.csv")
    figures = _figures(gold, _documents(gold, (".pdf", ".txt") if form == "pdf" else (".txt",)), tmp_path, floors)
    assert set(figures) == {row["table"] for row in floors}
    assert {} == _below(figures, floors, form)


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="the documents of our own gold are not here")
def test_no_table_of_our_own_gold_falls_below_its_floor(tmp_path: Path) -> None:
    """Each table's mean F1 on documents of other kinds holds its floor; a table empty in all of them stays empty."""
    floors = _floors("own_floors.csv")
    figures = _figures(OWN, _documents(OWN, (".pdf", ".txt")), tmp_path, floors)
    assert set(figures) == {row["table"] for row in floors}
    assert {} == _below(figures, floors, "floor")
