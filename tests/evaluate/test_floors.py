"""The figures on the shared gold do not fall below the floors that are written down for each table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kommunegraf.build import build
from kommunegraf.evaluate import answers, by_table, evaluate, mean
from kommunegraf.sources import collect

SHARED = Path(__file__).parents[3] / "shared"
FLOORS = list(csv.DictReader((Path(__file__).parent / "floors.csv").read_text().splitlines()))


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the shared gold is not here")
@pytest.mark.parametrize("form", ["pdf", "text"])
def test_no_table_falls_below_its_floor(tmp_path: Path, form: str) -> None:
    """Each table's mean F1, read from PDF where there is one and from text, holds its floor."""
    paths = []
    for folder in sorted(path for path in (SHARED / "gold").iterdir() if path.is_dir()):
        pdf, text = (SHARED / "corpus" / f"{folder.name}{ending}" for ending in (".pdf", ".txt"))
        paths.append(pdf if form == "pdf" and pdf.exists() else text)
    scores = evaluate(SHARED / "gold", answers(build(collect(paths), tmp_path).store()))
    f1 = {table.table: value for table, value in by_table(scores)} | {"mean": mean(scores)}
    below = {row["table"]: f1.get(row["table"], 0.0) for row in FLOORS if f1.get(row["table"], 0.0) < float(row[form])}
    assert {} == below
    assert set(f1) == {row["table"] for row in FLOORS}
