"""Names of municipalities, regions and KKR: every way to print them, and what only looks like one."""

from __future__ import annotations

import pytest

from extract.gazetteer import gazetteer

AREAS = {"municipality", "region", "kkr"}


def named(text: str) -> list[str]:
    return [match.entry.code for match in gazetteer().find(text) if match.entry.kind in AREAS]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Assens-, Nyborg- og Kerteminde Kommune samarbejder.", ["0420", "0450", "0440"]),
        ("Nyborg og Kerteminde Kommune har aftalt det.", ["0450", "0440"]),
        ("Assens, Nyborg og Kerteminde kommuner", ["0420", "0450", "0440"]),
        ("Nyborgs borgmester og Kertemindes nye borgmester", ["0450", "0440"]),
        ("Rudersdals Kommunes kommunalbestyrelse", ["0230"]),
        ("KKR Midt, KKR-Sjælland og KKR Syd", ["kkr-midtjylland", "kkr-sjaelland", "kkr-syddanmark"]),
        ("Region H og Region Midt", ["1084", "1082"]),
        ("Borgmester Asta Holm (A), Nyborg, deltog.", ["0450"]),
    ],
)
def test_named(text: str, codes: list[str]) -> None:
    """A full name, a part of a coordination, a shortened name and a place beside an office are found."""
    assert named(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "En greve drak Faxe Kondi.",
        "Herning Folkeblad skrev om Ringsted Sygehus og FC Midtjylland.",
        "Køgevej, Roskildevej og Ringsted Station",
        "Toget kører til Køge, Ringsted, Slagelse og Odense.",
        "sygehusene i Køge, Slagelse og Holbæk",
        "Skive Festival, Viborg Katedralskole, Thisted Bryghus",
        "Regionshospitalet Randers og Aalborg Universitetshospital",
        "Vejen gennem Vejen og Varde",
    ],
)
def test_not_named(text: str) -> None:
    """Towns, roads, papers, clubs, hospitals and common words are no municipalities."""
    assert named(text) == []
