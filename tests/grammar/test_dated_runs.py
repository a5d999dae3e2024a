"""Rows of dated lines that make a time plan."""

from __future__ import annotations

import pytest

from extract.grammar.dated_runs import DatedRun, dated_runs

LINES = {"-": ("", False, False), ":": ("", False, True)}


@pytest.mark.parametrize(
    ("lines", "runs"),
    [
        ("2031-01-01 - 2031-02-01 - 2031-03-01 -", [DatedRun(0, 4, above=False)]),
        (": - 2031-01-01 - 2031-02-01 - 2031-03-01", [DatedRun(2, 6, above=True)]),
        (": 2031-01-01 - 2031-02-01 - 2031-03-01 -", [DatedRun(1, 5, above=False)]),
        ("2031-01-01 2031-02-01", []),
        ("2031-03-01 2031-02-01 2031-01-01", []),
        ("2031-01 2031-01-09 2031-02", [DatedRun(0, 2, above=False)]),
        ("2031-01-01 2031-02-01 - - - - - - 2031-03-01", []),
    ],
)
def test_a_row_is_three_dates_that_go_forward_and_stand_near(lines: str, runs: list[DatedRun]) -> None:
    """Three dates in order make a row; steps stand over them where the first line under a heading is a step."""
    told = [LINES.get(line, (line, True, False)) for line in lines.split()]
    dates, alone, heads = zip(*told, strict=True)
    assert runs == dated_runs(dates, alone, heads)
