"""What a page calls things: columns, labels of coded values and of terms, numbers and days, in both languages."""

from __future__ import annotations

import pytest

from kommunegraf.terms import DCT, KG, SKOS
from kommunegraf.wording import words


@pytest.mark.parametrize(
    ("name", "value", "danish", "english"),
    [
        ("amount", "10500000", "10.500.000", "10,500,000"),
        ("value", "-1250.5", "-1.250,5", "-1,250.5"),
        ("value", "851", "851", "851"),
        ("amount", "7000.0", "7.000", "7,000"),
        ("outcome", "noted", "taget til efterretning", "noted"),
        ("decided", "noted", "taget til efterretning", "noted"),
        ("recommended", "forward, approve", "sende videre, godkende", "forward, approve"),
        ("recurrence", "total", "i alt", "total"),
        ("date", "2031-09-06", "6. september 2031", "6 September 2031"),
        ("title", "approved", "approved", "approved"),
        ("quote", "a\n  b", "a b", "a b"),
    ],
)
def test_cell(name: str, value: str, danish: str, english: str) -> None:
    """Coded columns show a label, figures and days the signs of the language, others the words as they stand."""
    assert [danish, english] == [words(language).cell(name, value) for language in ("da", "en")]


def test_one_notation_in_two_lists() -> None:
    """A notation that two closed lists have means what it does in the list that is asked for."""
    assert ("i alt", "sum i tabel") == (
        words("da").concept("total", "recurrence"),
        words("da").concept("total", "kind"),
    )


def test_terms_and_columns() -> None:
    """Terms are called by their labels, others by the file of wording, and else by their names."""
    danish, english = words("da"), words("en")
    assert ("pulje", "funding pool") == (danish.term(str(KG.FundingPool)), english.term(str(KG.FundingPool)))
    assert ("udgiver", "publisher") == (danish.term(str(DCT.publisher)), english.term(str(DCT.publisher)))
    assert "editorialNote" == danish.term(str(SKOS.editorialNote))
    assert ("beløb", "amount", "some column") == (
        danish.column("amount"),
        english.column("amount"),
        danish.column("some_column"),
    )


def test_counted() -> None:
    """One is one, more are many, with the signs of the language."""
    assert ["1 dokument", "0 dokumenter", "1.204 dokumenter"] == [
        words("da").counted("document", n) for n in (1, 0, 1204)
    ]
    assert "1,204 documents" == words("en").counted("document", 1204)
