"""Votes as sentences of minutes tell them: sides, persons, parties and numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.votes import find_votes


def read(sentence: str) -> list[str]:
    return [f"{vote.side} {vote.person or vote.party or vote.count}" for vote in find_votes(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("For stemte 9 (A, F og V).", ["for 9", "for A", "for F", "for V"]),
        ("Imod stemte: (C) og Tove Ravn (UP).", ["against C", "against Tove Ravn"]),
        ("(Ø) stemte imod.", ["against Ø"]),
        ("Per Holm (V) og Asta Lund (A) undlod at stemme.", ["abstained Per Holm", "abstained Asta Lund"]),
        ("Venstre og SF stemte imod forslaget.", ["against V", "against SF"]),
        ("Liste T stemte for, da havnen er vigtig.", ["for T"]),
        (
            "5 medlemmer (A+V) stemte for, 2 medlemmer (N) stemte imod.",
            ["for 5", "for A", "for V", "against 2", "against N"],
        ),
        (
            "For indstillingen stemte A og B, imod stemte C, mens F undlod at stemme.",
            ["for A", "for B", "against C", "abstained F"],
        ),
        ("Hverken for eller imod stemte 4 (I).", ["abstained 4", "abstained I"]),
        ("Undlod at stemme: B", ["abstained B"]),
        ("Fire medlemmer stemte imod.", ["against 4"]),
        ("Udvalget stemmer for forslaget.", []),
        ("I sagen stemte flere medlemmer.", []),
        ("Forslaget blev sat til afstemning.", []),
        ("Der er penge til A og B.", []),
    ],
)
def test_votes(sentence: str, expected: list[str]) -> None:
    """Each voter stands once on the side that the sentence puts it on; a letter that is no voter gives nothing."""
    assert expected == read(sentence)


@given(st.text(alphabet="AVØfor imodstemte(),.:0123 undlod at", max_size=80))
def test_votes_lie_in_their_sentence(sentence: str) -> None:
    """Whatever the words, a vote's words stand in the sentence, and it has a voter."""
    for vote in find_votes(sentence):
        assert 0 <= vote.start < vote.end <= len(sentence)
        assert vote.person or vote.party or vote.count is not None
