"""From when to when someone sits, as a sentence states it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.terms_of_office import find_term


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Byrådet udpeger Asta Holm for perioden 2032-2035.", ("2032", "2035")),
        ("Medlemmerne udpeges i valgperioden 2030 – 2033.", ("2030", "2033")),
        ("Bo Krag udpeges til 31. december 2033.", ("", "2033-12-31")),
        ("Medlemmerne vælges indtil udgangen af 2034.", ("", "2034-12-31")),
        ("Ida vælges for perioden 1. januar 2032 - 31. december 2035", ("2032-01-01", "2035-12-31")),
        ("Funktionsperioden er fra 1/1 2032 til 31/12 2035", ("2032-01-01", "2035-12-31")),
        ("Hun udpeges fra den 1. maj 2032 til og med 30. april 2034", ("2032-05-01", "2034-04-30")),
        ("Tove udpeges fra 1. april 2031 til udgangen af 2033", ("2031-04-01", "2033-12-31")),
        ("Kaj udpeges med virkning fra den 1. marts 2032", ("2032-03-01", "")),
    ],
)
def test_terms(text: str, expected: tuple[str, str]) -> None:
    """A period of years, a first day, a last day, or both, as precise as printed."""
    found = find_term(text)
    assert found is not None
    assert (found.from_date, found.to_date) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Asta blev valgt den 3. maj 2032 til Kystrådet",
        "Ida vælges for resten af valgperioden.",
        "Medlemmet udpeges for perioden 2035-2032.",
        "Kaj udpeges fra 1. maj 2033 til 1. april 2032.",
    ],
)
def test_no_term(text: str) -> None:
    """The day of an election, a period without years, and one that ends before it begins are none."""
    assert find_term(text) is None


@given(st.integers(1990, 2060), st.integers(0, 30))
def test_years_are_given_back(first: int, length: int) -> None:
    """Any period of years is read as it is printed."""
    found = find_term(f"udpeget for perioden {first}-{first + length}")
    assert found is not None
    assert (found.from_date, found.to_date) == (str(first), str(first + length))
