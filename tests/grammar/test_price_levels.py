"""Price levels: every printed form gives its year, and what only looks like one gives none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.price_levels import find_price_levels

FORMS = (
    *("{year}-pl", "{year}-PL", "{year} p/l", "{year}-pl-niveau", "{year}-prisniveau", "i {year}-priser"),
    *("i faste {year}-priser", "{year}-tal", "p/l {year}", "PL {year}", "PL-niveau {year}", "prisniveau {year}"),
    *("pris- og lønniveau {year}", "{year} pris- og lønniveau", "i {year} års priser", "priser for {year}"),
)
SHORT = ("{two}-pl", "{two}-PL", "{two} PL", "'{two}-pl", "PL{two}", "PL-{two}", "P/L {two}")


def years(text: str) -> list[int]:
    return [level.year for level in find_price_levels(text)]


@given(st.sampled_from(FORMS), st.integers(1990, 2089), st.sampled_from(("({})", ", {}, ", " i {} ", " ({}) og ")))
def test_a_printed_year_is_read(form: str, year: int, around: str) -> None:
    """Each form gives its year, wherever it stands behind a sum."""
    assert years(f"Der afsættes 3 mio. kr.{around.format(form.format(year=year))}") == [year]


@given(st.sampled_from(SHORT), st.integers(1990, 2089))
def test_two_digits_are_a_year_from_1990_on(form: str, year: int) -> None:
    """ "30-pl" is 2030, "95-pl" 1995."""
    assert years(f"3 mio. kr. ({form.format(two=f'{year % 100:02}')})") == [year]


@given(st.text(alphabet="0123456789-/ .,plPLriseavontø()", max_size=40))
def test_a_level_is_a_year_where_it_stands(text: str) -> None:
    """Whatever the text, a level lies within it, holds its digits, and is a year of our time."""
    last = 0
    for level in find_price_levels(text):
        assert last <= level.start < level.end <= len(text)
        assert f"{level.year % 100:02}" in text[level.start : level.end]
        assert 1900 <= level.year <= 2099
        last = level.end


@pytest.mark.parametrize(
    "text",
    [
        "i 2030 pladser",
        "plads 2030",
        "de 25 pl. på venteliste",
        "12,25 pl",
        "2030/31-pl",
        "budget 2030",
        "i 2030 og 2031",
        "sag nr. 25-plan",
        "takster for 2030",
    ],
)
def test_what_is_none(text: str) -> None:
    """Places, plans, school years and plain years are no price levels."""
    assert years(text) == []
