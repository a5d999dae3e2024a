"""Dates, times and spans of years, each as precise as printed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.dates import MONTHS, DateContext, find_dates, find_spans, find_times

WORDS_TO_MIX = [
    "3.",
    "18",
    "2031",
    "2033",
    "maj",
    "juni",
    "og",
    "-",
    "/",
    "–",
    "06",
    "kl.",
    "den",
    "i",
    "primo",
    "frem",
    "fra",
    "til",
    ",",
    ".",
    "24\n",
]
AUTUMN = DateContext(reference=date(2031, 9, 4))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27. juni 2031", ["2031-06-27"]),
        ("mødet den 18. juni 2031", ["2031-06-18"]),
        ("27.juni 2031", ["2031-06-27"]),
        ("06-09-2031", ["2031-09-06"]),
        ("14.03.2032", ["2032-03-14"]),
        ("2031-08-14", ["2031-08-14"]),
        ("d. 3/4 2032", ["2032-04-03"]),
        ("3/4-2032", ["2032-04-03"]),
        ("18. september", ["2031-09-18"]),
        ("18. januar", ["2032-01-18"]),
        ("d. 5/6", ["2031-06-05"]),
        ("den 2. maj kl. 13 til den 9. maj", ["2031-05-02", "2031-05-09"]),
        ("3. marts 2032 og igen den 18. kl. 10", ["2032-03-03", "2032-03-18"]),
        ("18. og 19. juni 2031", ["2031-06-18", "2031-06-19"]),
        ("1.-3. maj 2032", ["2032-05-01", "2032-05-03"]),
        ("28. juni - 2. juli 2032", ["2032-06-28", "2032-07-02"]),
        ("1. januar, 2. februar og 3. marts 2033", ["2033-01-01", "2033-02-02", "2033-03-03"]),
        ("7. maj kl. 17-20\n– 9. maj kl. 17-20", ["2031-05-07", "2031-05-09"]),
        ("primo februar 2032", ["2032-02"]),
        ("inden udgangen af september 2031", ["2031-09"]),
        ("august/september 2031", ["2031-08"]),
        ("maj måned 2032", ["2032-05"]),
        ("i januar", ["2032-01"]),
        ("primo 2032", ["2032"]),
        ("medio 2032", ["2032"]),
        ("inden nytår", ["2031-12-31"]),
        ("foråret 2032", ["2032"]),
        ("i sensommeren", ["2031"]),
        ("1. kvartal 2030", ["2030"]),
        ("2. halvår af 2031", ["2031"]),
        ("udgangen af 2032", ["2032"]),
        ("senest i 2034", ["2034"]),
        ("30. februar 2031", []),
        ("August Ravn kom", []),
        ("punkt 3.4.12", []),
        ("den 3. behandling", []),
        ("i 2031-priser", []),
        ("sag 2031-123456", []),
        ("2031-2034", []),
    ],
)
def test_a_date_is_as_precise_as_it_is_printed(text: str, expected: list[str]) -> None:
    assert expected == [match.iso for match in find_dates(text, AUTUMN)]


def test_a_date_without_a_year_needs_a_context() -> None:
    assert not list(find_dates("den 18. september og i januar"))
    expected = ["2030-09-18"]
    assert expected == [match.iso for match in find_dates("den 18. september", DateContext(year=2030))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kl. 10.00", [("10:00", "")]),
        ("kl. 17-20", [("17:00", "20:00")]),
        ("kl. 16:30", [("16:30", "")]),
        ("fra kl. 10.00 til kl. 12.00", [("10:00", "12:00")]),
        ("klokken 17", [("17:00", "")]),
        ("Tidspunkt: 9.30 - 11.00", [("09:30", "11:00")]),
        ("16:30 - 18:00", [("16:30", "18:00")]),
        ("kl. 25", []),
        ("KL\n12 sager", []),
        ("KL 12", []),
        ("klasse 3", []),
    ],
)
def test_times_of_day(text: str, expected: list[tuple[str, str]]) -> None:
    assert expected == [(match.begin, match.finish) for match in find_times(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2031-2033", [(2031, 2033, False)]),
        ("budget 2031-34", [(2031, 2034, False)]),
        ("B2031-2034", [(2031, 2034, False)]),
        ("2031/32", [(2031, 2032, False)]),
        ("i perioden 2031 til 2033", [(2031, 2033, False)]),
        ("i perioden 2031-2035", [(2031, 2035, False)]),
        ("fra 2031 til 2032", [(2031, 2032, False)]),
        ("mellem 2029 og 2033", [(2029, 2033, False)]),
        ("i 2031 og 2032", [(2031, 2032, False)]),
        ("i 2031, 2032 og 2033", [(2031, 2033, False)]),
        ("i 2031", [(2031, 2031, False)]),
        ("i 2031 og frem", [(2031, None, True)]),
        ("2031 og frem", [(2031, None, True)]),
        ("fra 2031", [(2031, None, True)]),
        ("2031, 2032 og frem", [(2031, None, True)]),
        ("i 2031 og frem mod 2040", [(2031, 2031, False)]),
        ("06-09-2031", []),
        ("2031-09-06", []),
        ("2.031 kr.", []),
    ],
)
def test_spans_of_years(text: str, expected: list[tuple[int, int | None, bool]]) -> None:
    assert expected == [(match.from_year, match.to_year, match.open) for match in find_spans(text)]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)))
def test_a_date_formatted_as_danes_do_is_read_back(day: date) -> None:
    forms = [
        f"den {day.day}. {MONTHS[day.month - 1]} {day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}/{day.month} {day.year}",
        day.isoformat(),
    ]
    assert [[day.isoformat()]] * len(forms) == [[match.iso for match in find_dates(form)] for form in forms]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)), st.integers(min_value=-170, max_value=170))
def test_a_date_without_a_year_is_the_nearest_to_its_reference(reference: date, away: int) -> None:
    day = reference + timedelta(days=away)
    found = [match.iso for match in find_dates(f"{day.day}. {MONTHS[day.month - 1]}", DateContext(reference=reference))]
    assert found in ([day.isoformat()], [])
    assert found or (day.month, day.day) == (2, 29)


@given(
    st.lists(
        st.sampled_from(WORDS_TO_MIX),
        max_size=14,
    )
)
def test_matches_lie_in_the_text_in_order_and_cut_no_digits(words: list[str]) -> None:
    for text in (" ".join(words), "".join(words)):
        for matches in (list(find_dates(text, AUTUMN)), list(find_spans(text)), list(find_times(text))):
            position = 0
            for match in matches:
                assert position <= match.start < match.end <= len(text)
                assert not (text[match.end - 1].isdigit() and text[match.end : match.end + 1].isdigit())
                position = match.end


@given(st.text(max_size=80))
def test_no_text_makes_the_readers_fail(text: str) -> None:
    assert all(match.iso for match in find_dates(text, AUTUMN))
    assert all(match.from_year for match in find_spans(text))
    assert all(match.begin for match in find_times(text))


def test_after_a_day_a_shortened_month_needs_no_full_stop() -> None:
    found = [match.iso for match in find_dates("Møder 03. sep 2019, 12. dec 2020 og 3. okt. 2024")]
    expected = ["2019-09-03", "2020-12-12", "2024-10-03"]
    assert expected == found
