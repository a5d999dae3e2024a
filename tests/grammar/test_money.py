"""Money: sums with scale, bound, range and recurrence; what only looks like a sum."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fact import Scale
from extract.grammar.money import FACTORS, find_money

WORDS_TO_MIX = [
    "12",
    "3,5",
    "2.000",
    "mio.",
    "mia.",
    "kr.",
    "kr",
    "ca.",
    "op",
    "til",
    "mellem",
    "og",
    "-",
    "–",
    "fra",
    "2025",
    ",-",
    "t.kr.",
    "pr.",
    "år\n",
]


@pytest.mark.parametrize(
    ("text", "value", "printed"),
    [
        ("rammen er 3,7 mia. kr. i 2031", 3_700_000_000, "3,7 mia. kr."),
        ("gives 412,5 mio.kr. til veje", 412_500_000, "412,5 mio.kr."),
        ("gives 412,5 mio. kroner til veje", 412_500_000, "412,5 mio. kroner"),
        ("gives 2½ mio. til skoler", 2_500_000, "2½ mio."),
        ("i alt 48,2 mia.", 48_200_000_000, "48,2 mia."),
        ("tilskud på 315.000 kr. til", 315_000, "315.000 kr."),
        ("tilskud på 35 t.kr. til", 35_000, "35 t.kr."),
        ("tilskud på 35 tkr.", 35_000, "35 tkr."),
        ("betaler kr. 35.000,- til", 35_000, "kr. 35.000,-"),
        ("betaler 35.000,- kr. til", 35_000, "35.000,- kr."),
        ("DKK 3.000.000", 3_000_000, "DKK 3.000.000"),
        ("2 milliarder kroner", 2_000_000_000, "2 milliarder kroner"),
        ("halvanden million kroner", 1_500_000, "halvanden million kroner"),
        ("en halv mio. kr.", 500_000, "en halv mio. kr."),
        ("0,850 mio. kr.", 850_000, "0,850 mio. kr."),
        ("2.5 mio. kr.", 2_500_000, "2.5 mio. kr."),
        ("på -7,2 mio. kr.", -7_200_000, "-7,2 mio. kr."),
        ("12,50 kr.", Decimal("12.50"), "12,50 kr."),
        ("40 mio. fordeles", 40_000_000, "40 mio."),
    ],
)
def test_a_sum_has_its_value_and_printed_words(text: str, value: Decimal | int, printed: str) -> None:
    expected = [(Decimal(value), printed)]
    assert expected == [(match.money.value, match.money.printed) for match in find_money(text)]


@pytest.mark.parametrize(
    "text",
    [
        "1,5 mio. indbyggere",
        "tre millioner mennesker",
        "et trecifret millionbeløb",
        "Beløb i 1.000 kr.",
        "(1.000 kr.)",
        "i 2025",
        "punkt 3.4",
        "mio. kr. 2025",
        "12 elever",
    ],
)
def test_other_counts_and_scale_headings_are_no_sums(text: str) -> None:
    assert not list(find_money(text))


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        *((word, "up-to") for word in ("op til", "højst", "maksimalt", "maks.")),
        *((word, "over") for word in ("over", "mere end", "godt")),
        *((word, "about") for word in ("ca.", "cirka", "omkring", "knap", "omtrent", "i størrelsesordenen")),
        *((word, "at-least") for word in ("mindst", "minimum", "som minimum")),
    ],
)
def test_the_word_before_a_sum_is_its_bound(words: str, bound: str) -> None:
    (match,) = find_money(f"der gives {words} 4 mio. kr. til broen")
    assert (bound, f"{words} 4 mio. kr.") == (match.money.bound, match.money.printed)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("60-65 mio. kr.", 60_000_000, 65_000_000),
        ("mellem 2 og 3 mio. kr.", 2_000_000, 3_000_000),
        ("mellem 800 t.kr. og 1,2 mio. kr.", 800_000, 1_200_000),
        ("2 til 3 mio. kr.", 2_000_000, 3_000_000),
        ("500-700.000 kr.", 500_000, 700_000),
    ],
)
def test_a_range_is_a_lower_and_an_upper_bound(text: str, low: int, high: int) -> None:
    expected = [(low, "at-least", text), (high, "up-to", text)]
    assert expected == [(match.money.value, match.money.bound, match.money.printed) for match in find_money(text)]


def test_a_change_from_one_sum_to_another_is_no_range() -> None:
    expected = ["exact", "exact"]
    assert expected == [match.money.bound for match in find_money("hæves fra 2 til 3 mio. kr.")]


@pytest.mark.parametrize(
    ("text", "annual"),
    [
        ("5 mio. kr. årligt", [True]),
        ("5 mio. kr. pr. år", [True]),
        ("5 mio. kr. om året til drift", [True]),
        ("5 mio. kr. i 2026 og frem", [True]),
        ("5 mio. kr. i 2026 og frem mod 2030", [False]),
        ("en årlig ramme på 5 mio. kr.", [True]),
        ("varigt 5 mio. kr.", [True]),
        ("8 mio. kr. i 2025 og 9 mio. kr. i 2026 og frem", [False, True]),
        ("8 mio. kr. årligt, i alt 32 mio. kr.", [True, False]),
        ("8 mio. kr. årligt og 3 mio. kr. til anlæg", [True, False]),
        ("8 mio. kr. til en årlig festival", [False]),
        ("8 mio. kr. Der følges op årligt", [False]),
    ],
)
def test_recurrence_is_read_in_the_clause_of_the_sum(text: str, annual: list[bool]) -> None:
    assert annual == [match.annual for match in find_money(text)]


@pytest.mark.parametrize("text", ["300 kr./ton", "2.550 kr. i døgnet", "90 kr. pr. elev", "250 kr. i timen"])
def test_the_price_of_a_unit_is_a_rate(text: str) -> None:
    expected = [True]
    assert expected == [match.rate for match in find_money(text)]


@pytest.mark.parametrize("text", ["300 kr. pr. 1. januar 2025", "300 kr. pr. år", "300 kr. i 2025"])
def test_a_sum_by_a_date_or_year_is_no_rate(text: str) -> None:
    expected = [False]
    assert expected == [match.rate for match in find_money(text)]


def test_cells_without_a_unit_take_that_of_their_table() -> None:
    expected = [1_250_000, -30_000]
    assert expected == [match.money.value for match in find_money("1.250\t-30\t2025", "thousand")]


@given(
    st.integers(min_value=1, max_value=999_999), st.integers(min_value=0, max_value=99), st.sampled_from(list(FACTORS))
)
def test_a_sum_formatted_as_danes_do_is_read_back(whole: int, hundredths: int, scale: Scale) -> None:
    unit = {"one": "kr.", "thousand": "t.kr.", "million": "mio. kr.", "billion": "mia. kr."}[scale]
    printed = f"{whole:,}".replace(",", ".") + f",{hundredths:02} {unit}"
    (match,) = find_money(f"Der gives {printed} til broen")
    assert ((Decimal(whole) + Decimal(hundredths) / 100) * FACTORS[scale], printed) == (
        match.money.value,
        match.money.printed,
    )


@given(
    st.lists(
        st.sampled_from(WORDS_TO_MIX),
        max_size=14,
    )
)
def test_matches_lie_in_the_text_in_order_and_cut_no_digits(words: list[str]) -> None:
    for text in (" ".join(words), "".join(words)):
        position = 0
        for match in find_money(text, "thousand"):
            assert position <= match.start < match.end <= len(text)
            assert not (text[match.end - 1].isdigit() and text[match.end : match.end + 1].isdigit())
            assert match.money.printed in text
            position = match.end


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    assert all(match.money.printed for match in find_money(text))
