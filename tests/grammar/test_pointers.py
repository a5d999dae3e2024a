"""Pointing words: which words point, at what, and that they never leave the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.pointers import DEFINED, find_pointers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Med aftalen får skolerne mere tid.", [("aftalen", "agreement")]),
        ("Skovaftalens parter", [("Skovaftalens", "agreement")]),
        ("Samme aftale gælder i år.", [("Samme aftale", "agreement")]),
        ("Budgetforliget og puljen", [("Budgetforliget", "agreement"), ("puljen", "pool")]),
        ("Reformens anden fase", [("Reformens", "reform")]),
        ("40 mio. kr., heraf 5 mio. kr. til skilte", [("heraf", "sum")]),
        ("jf. pkt. 3.2 og se bilag 1, 3 og 4", [("jf. pkt. 3.2", "item"), *[("se bilag 1, 3 og 4", "attachment")] * 3]),
        ("Det aftales, at en aftale indgås.", []),
        ("Aftalen om stier og puljen til broer", []),
        ("12 børn, heraf 5 piger", []),
        ("§ 3, 2. pkt. og 3 pkt.", []),
    ],
)
def test_pointing_words(text: str, expected: list[tuple[str, str]]) -> None:
    """Definite words without a complement, "samme" with any, numbers after "jf.", and "heraf" before a sum."""
    assert expected == [(text[pointer.start : pointer.end], pointer.kind) for pointer in find_pointers(text)]


def test_a_span_of_attachments_is_each_of_them() -> None:
    """ "bilag 3-5" points at three."""
    assert ["3", "4", "5"] == [pointer.number for pointer in find_pointers("jf. bilag 3-5")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Danske Stier (DS)", ["DS"]),
        ("Aftale om Broer (herefter broaftalen)", ["broaftalen"]),
        ("Aftale om Broer (i det følgende kaldet »aftalen«)", ["aftalen"]),
        ("Ane Bech (A)", []),
        ("stier (bl.a. i skove)", []),
    ],
)
def test_brackets_that_name(text: str, expected: list[str]) -> None:
    """Capitals in a bracket, or any words after "herefter" and the like; one letter is a party's."""
    assert expected == [match["term"] for match in DEFINED.finditer(text)]


@given(st.text(alphabet="aftlenpuj rømkBbig.,0123456789-–", max_size=60))
def test_pointers_stay_in_the_text(text: str) -> None:
    """Every pointer is a stretch of the text, in order."""
    found = list(find_pointers(text))
    assert found == sorted(found, key=lambda pointer: pointer.start)
    assert all(0 <= pointer.start < pointer.end <= len(text) for pointer in found)
