"""Rows of parties in sentences that tell who agreed."""

from __future__ import annotations

import pytest

from extract.grammar.party_standing import standing_rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("I går sagde Venstre, SF og Radikale Venstre ja til aftalen.", ["Venstre, SF og Radikale Venstre"]),
        ("Forliget har regeringen, Venstre og SF underskrevet.", ["regeringen, Venstre og SF"]),
        ("Forligspartierne – Venstre, SF og Havnelisten – er enige om alt.", ["Venstre, SF og Havnelisten"]),
        ("Et flertal i Folketinget (S, V, M og SF) er enige.", ["S, V, M og SF"]),
        ("Alle er med i aftalen undtagen Venstre og SF.", []),
        ("Venstre og SF er ikke med i aftalen.", []),
        ("Venstre og SF forhandler om en aftale.", []),
        ("Venstre og SF er glade for solen.", []),
        ("Venstre tilsluttede sig aftalen.", []),
        ("Venstre og Havneby Sejlklub er enige om aftalen.", []),
    ],
)
def test_a_row_stands_in_a_sentence_of_agreeing_and_not_outside(text: str, rows: list[str]) -> None:
    """Two parties or more agree, without those told to stand outside and without rows that name others."""
    assert rows == [text[start:end] for start, end in standing_rows(text)]
