from __future__ import annotations

import pytest

from extract.gazetteer import gazetteer

FOUND = {
    "genitive": ("Ishøj Kommunes budget er vedtaget.", ["Ishøj Kommune=0183"]),
    "genitive_in_the_name": ("Københavns Kommunes andel", ["Københavns Kommune=0101"]),
    "island": ("Bornholms Regionskommune svarede", ["Bornholms Regionskommune=0400"]),
    "region_genitive": ("Region Sjællands 17 kommuner", ["Region Sjælland=1085"]),
    "region_new": ("fra 2027 i Region Østdanmark", ["Region Østdanmark="]),
    "regions_coordinated": (
        "Region Nordjylland, Midtjylland og Syddanmark",
        ["Region Nordjylland=1081", "Midtjylland=1082", "Syddanmark=1083"],
    ),
    "regions_plural": ("regionerne Hovedstaden og Sjælland", ["Hovedstaden=1084", "Sjælland=1085"]),
    "kkr": ("drøftet i KKR Midtjylland", ["KKR Midtjylland=kkr-midtjylland"]),
    "kkr_coordinated": (
        "KKR Hovedstaden og Sjælland mødes",
        ["KKR Hovedstaden=kkr-hovedstaden", "Sjælland=kkr-sjaelland"],
    ),
    "kkr_in_full": ("Kommunekontaktrådet Syddanmark", ["Kommunekontaktrådet Syddanmark=kkr-syddanmark"]),
    "kommuner_after": ("Greve, Køge og Solrød Kommuner deltager", ["Greve=0253", "Køge=0259", "Solrød=0269"]),
    "kommunerne_before": ("kommunerne Struer og Vejen", ["Struer=0671", "Vejen=0575"]),
    "list_of_three": ("som i Struer, Lemvig og Skive", ["Struer=0671", "Lemvig=0665", "Skive=0779"]),
    "mayor": ("borgmester i Vejen Frode Skov", ["Vejen=0575"]),
    "table": ("Kommune\tPladser\nOdder\t3\nSamsø\t1\nVejen\t4", ["Odder=0727", "Samsø=0741", "Vejen=0575"]),
    "broken_line": ("Region\nMidtjylland", ["Region\nMidtjylland=1082"]),
    "party_mid_sentence": ("et forslag fra Venstre blev forkastet", ["Venstre=V"]),
    "party_of_two": ("For stemte Venstre og Det Radikale Venstre.", ["Venstre=V", "Det Radikale Venstre=B"]),
    "party_short": ("et flertal uden om Konservative", ["Konservative=C"]),
    "abbreviation": ("aftalt mellem KL’s formandskab og FOA", ["KL=", "FOA="]),
    "government_small": ("Det mener regeringen, og Folketinget følger op", ["regeringen=", "Folketinget="]),
}
NONE = {
    "university": "forskere fra Københavns Universitet",
    "hospital": "på Aarhus Universitetshospital",
    "festival": "under Roskilde Festival",
    "town_as_place": "et møde i Horsens om støj",
    "district": "tryghed i Greve Nord",
    "address": "Parkvej 1, 2600 Glostrup",
    "word": "Vejen til et bedre børneliv",
    "generic": "Kommunen og regionen samarbejder",
    "region_bare": "trafikken i Hovedstaden og på Sjælland",
    "direction": "Venstre side af vejen",
    "adjective": "et venstre og et højre spor, det konservative skøn",
    "compound": "København-Ringsted-banen",
    "part_of_a_longer_ministry": "Vej-, Vand- og Miljøministeriet",
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_names_found(text: str, expected: list[str]) -> None:
    """A name is found as printed, without its genitive, where the words around it do not make it something else."""
    assert expected == [f"{text[match.start : match.end]}={match.entry.code}" for match in gazetteer().find(text)]


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_no_name(text: str) -> None:
    """Towns, longer names and common words are no municipalities, regions or parties."""
    assert [text[match.start : match.end] for match in gazetteer().find(text)] == []


@pytest.mark.parametrize(
    ("label", "kind", "expected"),
    [
        ("Aarhus", "", "municipality/0751"),
        ("aarhus kommunes", "", "municipality/0751"),
        ("Region Hovedstaden", "", "region/1084"),
        ("Hovedstaden", "", None),
        ("Hovedstaden", "region", "region/1084"),
        ("Hovedstaden", "kkr", "kkr/kkr-hovedstaden"),
        ("Ø", "party", "party/OE"),
        ("Ø", "", None),
        ("KL’s", "", "organisation/kl"),
        ("Det Konservative Folkeparti", "", "party/C"),
        ("Månebyen", "", None),
    ],
)
def test_labels_resolve(label: str, kind: str, expected: str | None) -> None:
    """A label means an entry by any of its names; letters and bare regions need to be asked for by kind."""
    entry = gazetteer().resolve(label, kind)
    assert expected == (entry.iri_path if entry else None)
