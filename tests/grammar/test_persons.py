"""Names of persons with party letters, offices and employers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.offices import find_roles
from extract.grammar.persons import find_persons

WORDS_TO_MIX = [
    "Asta",
    "Holm",
    "Bo",
    "von",
    "P.",
    "(V)",
    "(SF)",
    "borgmester",
    "for",
    "Nordby",
    "Kommune",
    ",",
    ".",
    "-",
    "Plads",
    "A/S\n",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Borgmester Asta Skovby-Holm (V) og Jens P. von Lind deltog.",
            [("Asta Skovby-Holm", "V"), ("Jens P. von Lind", "")],
        ),
        ("Afbud: Jens Tranekrog (SF), Yrsia Møllevig (Ø)", [("Jens Tranekrog", "SF"), ("Yrsia Møllevig", "Ø")]),
        ("Viceborgmester Xando Qvistrup sagde", [("Xando Qvistrup", "")]),
        ("Ida Vest (Venstre) gik", [("Ida Vest", "V")]),
        ("Ida Vest (A, Nordby) gik", [("Ida Vest", "A")]),
        ("Peter Hansens forslag", [("Peter Hansen", "")]),
        ("Nordby Kommune Jens Ravn", [("Jens Ravn", "")]),
        ("Asta Kr. Holm og Viggo Vej Brask (A) kom", [("Asta Kr. Holm", ""), ("Viggo Vej Brask", "A")]),
        ("Asta Foldager kom", [("Asta Foldager", "")]),
    ],
)
def test_a_name_and_the_party_printed_after_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert expected == [(match.name, match.party) for match in find_persons(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Dansk Erhvervsforum og Grøn Samling i Store Lunde",
        "Region Nordland og Nordby Kommune",
        "Jens Juuls Plads",
        "Carl Ravn A/S",
        "Maria Nielsen Holding",
        "Socialt Udvalg (SU)",
        "Mandag den 3. august",
        "Hans forslag",
    ],
)
def test_bodies_places_and_companies_are_no_persons(text: str) -> None:
    assert not list(find_persons(text))


def test_in_a_list_of_names_any_capitalised_words_are_one() -> None:
    found = [
        (match.name, match.party) for match in find_persons("Zorka Qvortrup, V\nTildis A. Krogvig - SF", listed=True)
    ]
    expected = [("Zorka Qvortrup", "V"), ("Tildis A. Krogvig", "")]
    assert expected == found


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("kulturminister Asta Holm (B)", "kulturminister", ""),
        ("daværende kultur- og kirkeminister Asta Holm", "daværende kultur- og kirkeminister", ""),
        ("minister for by, land og kirke Asta Holm", "minister for by, land og kirke", ""),
        ("Nordby Kommunes borgmester, Asta Holm", "borgmester", "Nordby Kommune"),
        ("KL's formand Asta Holm", "formand", "KL"),
        ("formand for KKR Nordland Asta Holm (A)", "formand", "KKR Nordland"),
        ("Formand: Asta Holm (A)", "Formand", ""),
        ("Asta Holm (næstformand)", "næstformand", ""),
        ("med Asta Holm (V) som formand", "formand", ""),
        ("Asta Holm, direktør i Vestby Kommune.", "direktør", "Vestby Kommune"),
        ("Asta Holm, direktør for Børn & Unge i Vestby Kommune", "direktør for Børn & Unge", "Vestby Kommune"),
        ("Asta Holm, professor i historie, Vestby Universitet", "professor i historie", "Vestby Universitet"),
        ("Asta Holm, professor i historie ved Vestby Universitet", "professor i historie", "Vestby Universitet"),
        ("Havneminister Asta Holm (M) svarer", "Havneminister", ""),
        ("1. Overborgmester Asta Holm (A)", "Overborgmester", ""),
        ("Lægefaglig direktør Asta Holm", "Lægefaglig direktør", ""),
        ("Chef for Havne & Veje Asta Holm", "Chef for Havne & Veje", ""),
        ("KL's nye formand Asta Holm", "formand", "KL"),
        ("Asta Holm, chef for Social, Havne og Veje", "chef", "Social, Havne og Veje"),
        ("Asta Holm (V) som formand i orlovsperioden", "formand", ""),
        ("Asta Holm (V) fortsætter som formand for KKR Nordland", "formand", "KKR Nordland"),
        ("Asta Holm, som er formand for udvalget for havne og veje.", "formand", "udvalget for havne og veje"),
        ("Hilsen\nAsta Holm\nCEO, Holm Rådgivning A/S", "CEO", "Holm Rådgivning A/S"),
    ],
)
def test_the_office_or_job_beside_a_name(text: str, role: str, organisation: str) -> None:
    expected = [("Asta Holm", role, organisation)]
    assert expected == [(match.name, match.role, match.organisation) for match in find_roles(text)]


def test_a_title_between_two_names_belongs_to_the_second() -> None:
    expected = [("Bo Ravn", "borgmester")]
    assert expected == [(match.name, match.role) for match in find_roles("Asta Holm, borgmester Bo Ravn")]


@given(
    st.lists(
        st.sampled_from(WORDS_TO_MIX),
        max_size=14,
    )
)
def test_matches_lie_in_the_text_and_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    position = 0
    for match in find_persons(text):
        assert position <= match.start < match.end <= match.after <= len(text)
        assert text[match.start : match.end] == match.name
        position = match.end
    for role in find_roles(text):
        assert 0 <= role.start < role.end <= len(text)


@given(st.text(max_size=80))
def test_no_text_makes_the_readers_fail(text: str) -> None:
    assert all(match.name for match in find_persons(text, listed=True))
    assert all(match.role for match in find_roles(text))


def test_the_genitive_is_no_part_of_a_name() -> None:
    found = [match.name for match in find_persons("Asta Ravnes forslag og Hans Friis forslag")]
    expected = ["Asta Ravne", "Hans Friis"]
    assert expected == found
