"""Counts out of a total, and shares of a group."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.counts import find_counts


@pytest.mark.parametrize(
    ("text", "count", "total", "percent"),
    [
        ("41 ud af 98 kommuner", 41, 98, None),
        ("8 ud af landets 98 kommuner", 8, 98, None),
        ("5 kommuner ud af 98", 5, 98, None),
        ("4 af de 11 råd", 4, 11, None),
        ("fem af alle ni skoler", 5, 9, None),
        ("tre ud af fire", 3, 4, None),
        ("15 af 20 pladser", 15, 20, None),
        ("45 % af skolerne", None, None, 45),
        ("45% af skolerne", None, None, 45),
        ("45 pct. af skolerne", None, None, 45),
        ("2,5 procent af skolerne", None, None, Decimal("2.5")),
    ],
)
def test_a_count_or_share_of_a_group(text: str, count: int | None, total: int | None, percent: Decimal | None) -> None:
    expected = [(count, total, percent)]
    assert expected == [(match.count, match.of, match.percent) for match in find_counts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "hver tredje elev",
        "13 af sagerne",
        "steget med 5 %",
        "2 mio. kr. ud af 5 mio. kr.",
        "4 ud af 9 mio. kr.",
        "punkt 3 af 5",
        "en af de 12 skoler",
        "I 2024 ud af 98",
        "12 ud af 5",
        "140 % af normen",
    ],
)
def test_other_figures_are_no_counts(text: str) -> None:
    assert not list(find_counts(text))


@given(st.text(alphabet="0123 af udenpct.%,", max_size=60))
def test_matches_lie_in_the_text_and_never_overlap(text: str) -> None:
    position = 0
    for match in find_counts(text):
        assert position <= match.start < match.end <= len(text)
        position = match.end
