"""Our figures are those of the gold's own scorer on the same answers, and intervals are Wilson's."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kommunegraf.errors import WrongUse
from kommunegraf.evaluate import Row, Score, by_table, evaluate, mean, read, wilson
from kommunegraf.likeness import agrees, similarity
from kommunegraf.queries import questions

GOLD = Path(__file__).parents[3] / "shared" / "gold"
TABLES = [question for question in questions() if question.is_table]


def _imperfect(folder: Path, table: str, columns: list[str]) -> list[Row]:
    """The right rows of a document made wrong in every way that is scored: left out, repeated, reworded, invented."""
    path = folder / f"{table}.csv"
    rows: list[dict[str, str]] = []
    for index, right in enumerate(read(path) if path.exists() else []):
        row = {"document": folder.name, **{column: right.get(column, "") for column in columns}}
        if index % 5 == 1:
            row[columns[index % len(columns)]] += " og andet"
        if index % 7 == 3:
            row = {**row, columns[0]: row[columns[0]].upper() + ","}
        if index % 4 != 2:
            rows.append(row)
        if index % 6 == 0:
            rows += [row, {**row, columns[-1]: "opfundet", columns[0]: "opfundet"}]
    return list(rows)


@pytest.mark.skipif(not GOLD.exists(), reason="the shared gold is not here")
def test_same_figures_as_the_golds_scorer(tmp_path: Path) -> None:
    """Rows, hits, precision, recall, F1 and the share of other values are equal, table by table."""
    given: dict[str, list[Row]] = {}
    folders = sorted(path for path in GOLD.iterdir() if path.is_dir())
    for table in TABLES:
        columns = [column for column, _ in table.columns]
        given[table.name] = [row for folder in folders for row in _imperfect(folder, table.name, columns)]
        with (tmp_path / f"{table.name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, ["document", *columns])
            writer.writeheader()
            writer.writerows(given[table.name])
    subprocess.run(
        [sys.executable, GOLD / "score", GOLD, tmp_path, "--json", tmp_path / "scores.json"],
        check=True,
        capture_output=True,
    )
    fields = ("gold", "given", "hits", "precision", "recall", "f1", "detail")
    expected = {
        (score["document"], score["table"]): tuple(score[field] for field in fields)
        for score in json.loads((tmp_path / "scores.json").read_text())
    }
    scores = evaluate(GOLD, given)
    actual = {(score.document, score.table): tuple(getattr(score, field) for field in fields) for score in scores}
    assert expected == actual
    assert 0.3 < mean(scores) < 0.95


def test_wilson() -> None:
    """The interval of 8 of 10 is 0.490 to 0.943; of nothing it is everything."""
    assert tuple(round(bound, 3) for bound in wilson(8, 10)) == (0.490, 0.943)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(5, 5)[1] == 1.0


def test_by_table() -> None:
    """A table's rows are added up over documents, its F1 is the mean of theirs."""
    total, f1 = by_table([Score("a", "t", 4, 2, 2), Score("b", "t", 1, 1, 0)])[0]
    assert (total.gold, total.given, total.hits) == (5, 3, 2)
    assert round(f1, 4) == round((2 / 3) / 2, 4)


def test_no_gold(tmp_path: Path) -> None:
    """A folder without right answers is refused."""
    with pytest.raises(WrongUse):
        evaluate(tmp_path, {})


@pytest.mark.parametrize(
    ("column", "given", "right", "expected"),
    [
        ("amount", "3000000.0", "3000000", True),
        ("code", "0101", "101", True),
        ("date", "2031-01", "2031-01-02", False),
        ("title", "Aftale om busser 2031", "aftale om busser, 2031", True),
        ("title", "Aftale om busser 2031", "Aftale om busser 2032", False),
        ("purpose", "nye busser i byen", "busser i byen", True),
        ("person", "", "Nogen", False),
    ],
)
def test_agreement(column: str, given: str, right: str, expected: bool) -> None:
    """Numbers agree exactly, titles nearly and with the same numbers, descriptions loosely."""
    assert expected == agrees("funding", column, given, right)


def test_few_shared_words_of_a_long_text_are_not_enough() -> None:
    """A text that is much shorter than the other is not the same because its words are in it."""
    assert similarity("busser", "nye busser til hele kommunen i løbet af året") < 60
