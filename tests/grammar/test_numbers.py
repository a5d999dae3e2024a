"""Numbers: how Danish figures and number words are read, and what is no quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.numbers import NUMERAL, WORDS, is_quantity, parse_number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1.234,5", "1234.5"),
        ("3.000", "3000"),
        ("1.234.567", "1234567"),
        ("0,850", "0.850"),
        ("412,5", "412.5"),
        ("1½", "1.5"),
        ("¼", "0.25"),
        ("−7,2", "-7.2"),
        ("–7,2", "-7.2"),
        ("-12", "-12"),
        ("en halv", "0.5"),
        ("halvanden", "1.5"),
        ("femogtyve", "25"),
        ("niogtredive", "39"),
        ("Tolv", "12"),
        ("trehundrede", "300"),
    ],
)
def test_printed_numbers_have_their_danish_value(printed: str, value: str) -> None:
    assert Decimal(value) == parse_number(printed)


@pytest.mark.parametrize("printed", ["3.4", "1.2345", "1,2,3", "cirka", "", "-", "12.34.567", "½½"])
def test_what_is_no_danish_number_has_no_value(printed: str) -> None:
    assert parse_number(printed) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der er 3.000 pladser fordelt på to bygninger", ["3.000", "to"]),
        ("en halv time for 12-14 unge", ["en halv", "12", "14"]),
        ("steg 12,5 % i 2024", ["12,5"]),
        ("jf. § 12, stk. 3, punkt 4.2 og bilag 5", []),
        ("den 3. maj kl. 10.00, 2. kvartal", []),
        ("9999 Nordby, tlf. 11 22 33 44", []),
        ("Ring 11223344", []),
        ("sagsnr. 24-1122, lov nr. 311 og 23/4455", []),
        ("1. Godkendelse af dagsorden", []),
        ("06-09-2024 og 3/4 2025", []),
        ("for 3. gang i 2023", []),
    ],
)
def test_quantities_are_told_from_item_case_and_date_numbers(text: str, expected: list[str]) -> None:
    assert expected == [match.group() for match in NUMERAL.finditer(text) if is_quantity(text, *match.span())]


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=999))
def test_a_number_formatted_as_danes_do_is_read_back(whole: int, thousandths: int) -> None:
    printed = f"{whole:,}".replace(",", ".") + f",{thousandths:03}"
    assert Decimal(whole) + Decimal(thousandths) / 1000 == parse_number(printed)


@given(st.text(alphabet="0123456789.,-−½ enxtora\n/", max_size=60))
def test_a_numeral_cuts_no_digits(text: str) -> None:
    for match in NUMERAL.finditer(text):
        printed, (start, end) = match.group(), match.span()
        assert not (text[end : end + 1].isdigit() and printed[-1].isdigit())
        assert not (text[start - 1 : start].isdigit() and start and printed[0].isdigit())


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    for match in NUMERAL.finditer(text):
        is_quantity(text, *match.span())
    parse_number(text)


def test_number_words_run_from_one_to_ninety_nine() -> None:
    assert set(range(1, 100)) <= {int(value) for value in WORDS.values()}
