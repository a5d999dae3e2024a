"""What a page calls things: Danish columns, labels of coded values, Danish numbers."""

from __future__ import annotations

import pytest

from kommunegraf.wording import cell, column


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("amount", "10500000", "10.500.000"),
        ("value", "-1250.5", "-1.250,5"),
        ("value", "851", "851"),
        ("outcome", "noted", "taget til efterretning"),
        ("recommended", "forward, approve", "sende videre, godkende"),
        ("title", "approved", "approved"),
        ("quote", "a\n  b", "a b"),
    ],
)
def test_cell(name: str, value: str, shown: str) -> None:
    """Coded columns show the Danish label, columns of figures Danish separators, others the words as they stand."""
    assert shown == cell(name, {"type": "literal", "value": value})


def test_nothing_bound() -> None:
    """An unbound value is an empty cell, and an unknown column is its name in words."""
    assert ("", "some column") == (cell("amount", None), column("some_column"))
