"""The clause that a date stands in, and the words of its event without the date."""

from __future__ import annotations

import pytest

from extract.grammar.clauses import clause_bounds, event_words, with_antecedent
from extract.grammar.dates import find_dates


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Broen åbner for cykler og biler", "Broen åbner for cykler og biler den 3. maj 2031."),
        ("broen åbner for cykler", "Det forventes, at broen åbner for cykler i maj 2031."),
        ("lave en fælles plan for broen", "Parterne blev enige om at lave en fælles plan for broen inden 1. maj 2031."),
        ("Kontrakten udløber", "Kontrakten er god og udløber den 3. maj 2031."),
    ],
)
def test_event_words(expected: str, text: str) -> None:
    """An event keeps its clause and shared subject, and loses its date, preposition and introduction."""
    day = next(find_dates(text))
    first, last = clause_bounds(text, day.start, day.end)
    assert expected == event_words(text, first, last, day.start, day.end)


def test_with_antecedent() -> None:
    """A short event about "the platform" tells which one, in the words of the sentence before it."""
    before = "Der bygges en fælles platform for havnene, som alle kan bruge."
    expected = "Platformen forventes klar: Der bygges en fælles platform for havnene, som alle kan bruge"
    assert expected == with_antecedent("Platformen forventes klar", before)
