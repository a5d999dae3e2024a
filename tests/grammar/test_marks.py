"""Marks and what is kept: work that is left out changes nothing of what is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar import body_words, dates, deciding_bodies
from extract.grammar.kept import forget, kept
from extract.grammar.marks import holds, lines_of, marks, matches

CASES = Path(__file__).parents[1] / "extractors" / "cases"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(CASES.rglob("*.txt"))]
PATTERNS = [
    *(words for group in (body_words.COMPOUND, body_words.HEAD, body_words.LEADING) for _, words in group),
    body_words.LOWER,
]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("fonden|Fonden", ("fonden", "Fonden")),
        ("[Ss]tyregruppen?|Rådet (?:for|om(?: hele|))", ("tyregruppe", "Rådet ")),
        (r"a\.m\.b\.a\.|(?<!be)styrelsen", ("a.m.b.a.", "styrelsen")),
        (r"\w{5,}kommissionen|[A-ZÆØÅ][a-zæøå]+kommissionen for", ("kommissionen",)),
        ("Havn|[A-Z]+(?:klub|forbund)", ("",)),
    ],
)
def test_marks_are_what_every_match_has(pattern: str, expected: tuple[str, ...]) -> None:
    """Letters that may be left out are no mark, and an alternative without any plain letters has none."""
    assert marks(pattern) == expected


@pytest.mark.parametrize("words", PATTERNS)
def test_what_a_mark_leaves_out_is_no_match(words: str) -> None:
    """In the texts of all cases each pattern of a body's name matches as often with its marks as without."""
    pattern = re.compile(words)
    found = [(at, each.span()) for at, text in enumerate(TEXTS) for each in pattern.finditer(text)]
    having = marks(words)
    marked = [
        (at, each.span()) for at, text in enumerate(TEXTS) for each in matches(pattern, having, text, lines_of(text))
    ]
    assert marked == found


@given(st.text(alphabet="ab \n"))
def test_lines_are_where_they_stand(text: str) -> None:
    """Every line that is not empty comes with its place in the text."""
    assert [text[start:end] for start, end, _ in lines_of(text)] == [line for line in text.split("\n") if line]
    assert all(text[start:end] == line for start, end, line in lines_of(text))


def test_a_text_holds_one_mark_of_many() -> None:
    """One mark is enough, and no marks are none."""
    assert holds("en havn", ("skov", "havn"))
    assert not holds("en havn", ())


def test_what_is_kept_is_found_once_and_forgotten_with_its_document() -> None:
    """A rule looks at the same text once for each document."""
    looked: list[str] = []

    @kept
    def letters(text: str) -> Iterator[str]:
        looked.append(text)
        yield from text

    assert [letters("ab"), letters("ab")] == [("a", "b"), ("a", "b")]
    assert looked == ["ab"]
    forget()
    assert letters("ab") == ("a", "b")
    assert looked == ["ab", "ab"]


@pytest.mark.parametrize(("pattern", "marks"), [(pattern, rows) for pattern, _, rows in dates._READERS])
def test_every_date_has_the_marks_of_its_reader(pattern: re.Pattern[str], marks: tuple[tuple[str, ...], ...]) -> None:
    """What a reader of dates matches has one mark of each row in it, so that a text without is no loss."""
    found = [match.group().casefold() for text in TEXTS for match in pattern.finditer(text)]
    assert [] == [date for date in found if not all(holds(date, row) for row in marks)]


def test_every_deciding_body_has_a_mark() -> None:
    """The name of a body that decides has one of the marks in it."""
    found = [match.group() for text in TEXTS for match in deciding_bodies._BODY.finditer(text)]
    assert [] == [name for name in found if not holds(name, deciding_bodies._MARKS)]
