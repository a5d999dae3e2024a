"""Danish words are found in all their forms and in both spellings of æ, ø and å."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunegraf.search.stems import fold, stem, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kommunerne", "kommune"),
        ("lærepladser", "læreplads"),
        ("Aabenraa", "Åbenrå"),
        ("Ærø", "aeroe"),
        ("boligområderne", "boligomraade"),
        ("uddannelserne", "uddannelse"),
        ("idé", "ide"),
        ("mødets", "MØDET"),
        ("stierne", "sti"),
        ("byernes", "by"),
        ("årenes", "året"),
        ("centrene", "center"),
        ("cykler", "cykel"),
        ("reglerne", "regel"),
        ("midler", "middel"),
        ("lønnen", "løn"),
    ],
)
def test_forms_and_spellings_of_one_word(one: str, other: str) -> None:
    """Forms of a word, and its two spellings, have one stem."""
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize(
    ("one", "other"), [("skole", "skov"), ("barn", "bar"), ("løn", "lov"), ("uden", "ud"), ("2027", "202")]
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    """Words that only begin alike have stems of their own."""
    assert stem(fold(one)) != stem(fold(other))


def test_words_say_where_they_stand() -> None:
    """Each word comes folded, with its place in the text as it is."""
    text = "Børn og unge: 9,8 mio. (SAG-2031-7)"
    found = list(words(text))
    assert [(word, text[start:end]) for word, start, end in found] == [
        ("boern", "Børn"),
        ("og", "og"),
        ("unge", "unge"),
        ("9", "9"),
        ("8", "8"),
        ("mio", "mio"),
        ("sag", "SAG"),
        ("2031", "2031"),
        ("7", "7"),
    ]


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    """What is folded stays as it is, and a stem is its own stem."""
    for word, start, end in words(text):
        assert fold(word) == word
        assert stem(stem(word)) == stem(word)
        assert fold(text[start:end]) == word
