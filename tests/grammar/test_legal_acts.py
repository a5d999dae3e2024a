"""Acts cited by number and date: what is one, what is none, and that nothing is found outside the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.legal_acts import find_acts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lov nr. 123 af 4. maj 2030", ("act", 123, "2030-05-04")),
        ("jf. Lov nr. 0047 af den 12. januar 2029 om skove", ("act", 47, "2029-01-12")),
        ("ændringslov nr. 88 af 2. juni 2031", ("act", 88, "2031-06-02")),
        ("LOV nr 12 af 04/05/2031", ("act", 12, "2031-05-04")),
        ("lov nr. 583 fra 2029,", ("act", 583, "2029")),
        ("lovbekendtgørelse nr. 1038 af 24/1 2032", ("consolidated-act", 1038, "2032-01-24")),
        ("(LBK nr 47 af 15-01-2029)", ("consolidated-act", 47, "2029-01-15")),
        ("LBK nr. 1887 01/10/2031 om", ("consolidated-act", 1887, "2031-10-01")),
        ("Bekendtgørelse nr.\n1393 af 21. juni\n2031 om", ("executive-order", 1393, "2031-06-21")),
        ("Havnebekendtgørelsen nr. 224 af 8. marts 2029", ("executive-order", 224, "2029-03-08")),
        ("BEK nr 971 af 28.06.2026", ("executive-order", 971, "2026-06-28")),
    ],
)
def test_cited_acts(text: str, expected: tuple[str, int, str]) -> None:
    """Kind, number and date are read in all the ways that they are printed."""
    assert [(found.kind, found.number, found.date) for found in find_acts(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "lov om skove",
        "lovforslag nr. 123 af 4. maj 2030",
        "vejledning nr. 9 af 4. maj 2030",
        "cirkulære nr. 9 af 4. maj 2030",
        "bekendtgørelse nr. 271 om vejnavne",
        "lov nr. 5 af 3. juni",
        "skovloven nr. 3 af 4. maj 2030",
        "servicelovens § 83",
        "lov nr. 12 blev drøftet den 3. maj 2031",
        "forordning nr. 2016/679 af 27. april 2016",
    ],
)
def test_no_certain_act(text: str) -> None:
    """Without number and date, or in another series than Lovtidende A, there is no act."""
    assert list(find_acts(text)) == []


@given(st.text("lovbekLBK nr.0123456789afden maj/ "))
def test_matches_lie_in_the_text(text: str) -> None:
    """A match is a stretch of the text, its number is positive and its date begins with a year."""
    for found in find_acts(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.number > 0
        assert found.date[:4].isdigit()
