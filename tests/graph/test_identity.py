"""The same thing in two documents is one IRI, and two things never share one."""

from __future__ import annotations

import pytest
from rdflib import Graph

from extract.resources import ROOT
from kommunegraf import identity
from kommunegraf.terms import BASE, SKOS


def path(name: object) -> str:
    return str(name).removeprefix(BASE)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Økonomi- & Miljøudvalget", "oekonomi-miljoeudvalget"),
        ("Ærø", "aeroe"),
        ("A\u030arhus", "aarhus"),
        ("José Müller", "jose-muller"),
        ("  KKR  Hovedstaden ", "kkr-hovedstaden"),
    ],
)
def test_slug(text: str, slug: str) -> None:
    """Lower case, æøå spelled out, other marks folded, everything else one hyphen."""
    assert slug == identity.slug(text)


def test_slug_of_signs_alone() -> None:
    """A name without a letter or digit still has a slug, its own."""
    assert identity.slug("…") != identity.slug("§")


@pytest.mark.parametrize("printed", ["3.1", "3.1.", " 3.1 "])
def test_item_numbers_keep_their_points(printed: str) -> None:
    """Item 3.1 is not item 31."""
    assert identity.number(printed) == "3.1"


@pytest.mark.parametrize(
    "title",
    ["økonomiaftalen for 2030", "Aftale om kommunernes økonomi for 2030", "ØA30", "ØA 30", "Økonomiaftale 2030"],
)
def test_one_economy_agreement_whatever_its_name(title: str) -> None:
    """The yearly agreement of KL and the government goes by its year."""
    assert path(identity.agreement(title)) == "agreement/oekonomiaftale-2030"


def test_regions_have_an_economy_agreement_of_their_own() -> None:
    """The agreement on the regions' economy is another one."""
    assert (
        path(identity.agreement("Aftale om regionernes økonomi for 2030"))
        == "agreement/regionernes-oekonomiaftale-2030"
    )


@pytest.mark.parametrize("title", ["Aftale om et Grønnere Rige", "Aftalen om et grønnere rige", "Grønnere rige"])
def test_leading_words_do_not_matter(title: str) -> None:
    """Two forms of one title are one agreement."""
    assert path(identity.agreement(title)) == "agreement/groennere-rige"


def test_budget_agreements_of_two_municipalities_are_two() -> None:
    """A budget agreement named by its year alone goes by its municipality."""
    titles = {path(identity.agreement("Budgetaftale 2030", scope)) for scope in ("greve-kommune", "lejre-kommune")}
    assert titles == {"agreement/greve-kommune/budgetaftale-2030", "agreement/lejre-kommune/budgetaftale-2030"}


@pytest.mark.parametrize(
    ("label", "scope", "expected"),
    [
        ("Greve Kommune", "", "municipality/0253"),
        ("KKR Hovedstaden", "", "kkr/kkr-hovedstaden"),
        ("KL", "greve-kommune", "organisation/kl"),
        ("Byrådet", "greve-kommune", "body/greve-kommune/byraadet"),
        ("Greve Byråd", "", "body/greve-kommune/byraadet"),
        ("Byrådet i Greve Kommune", "lejre-kommune", "body/greve-kommune/byraadet"),
        ("Havn- og Skovudvalget", "greve-kommune", "body/greve-kommune/havn-og-skovudvalget"),
        ("Udvalg for havn og skov", "greve-kommune", "body/greve-kommune/havn-og-skovudvalget"),
        ("Udvalget for Havn og Skov", "lejre-kommune", "body/lejre-kommune/havn-og-skovudvalget"),
        ("Kultur- og Skovudvalg", "greve-kommune", "body/greve-kommune/kultur-og-skovudvalget"),
        ("Center for Skov", "greve-kommune", "body/greve-kommune/center-for-skov"),
        ("Danmarks Skovråd", "greve-kommune", "body/danmarks-skovraad"),
        ("Styregruppen", "", "body/styregruppen"),
    ],
)
def test_bodies(label: str, scope: str, expected: str) -> None:
    """Names of the reference data give their IRI; generic ones stand under their municipality; others by their name."""
    assert expected == path(identity.body(label, scope))


@pytest.mark.parametrize(
    ("publisher", "scope"),
    [("Greve Kommune", "greve-kommune"), ("Lejre Byråd", "lejre-kommune"), ("KKR Sjælland", "kkr-sjaelland"), ("", "")],
)
def test_scope_of_a_publisher(publisher: str, scope: str) -> None:
    """Municipalities, regions and KKR have bodies of their own."""
    assert scope == identity.scope(publisher)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("0101", "municipality/0101"), ("1084", "region/1084"), ("kkr-hovedstaden", "kkr/kkr-hovedstaden")],
)
def test_codes(code: str, expected: str) -> None:
    """A code says what it is the code of."""
    assert expected == path(identity.coded(code))


def test_digests_tell_fields_apart() -> None:
    """Case and spacing do not matter; which field a word stands in does."""
    assert identity.digest("Nye  skove", "a") == identity.digest("nye skove", "A")
    assert identity.digest("ab", "c") != identity.digest("a", "bc")


def test_cases_go_by_number_and_records() -> None:
    """The five KKR share KL's records; the same number in two municipalities is two cases."""
    assert path(identity.case("SAG-2030-00042", "kkr-sjaelland")) == "case/kl/sag-2030-00042"
    assert identity.case("30/42", "kkr-sjaelland") == identity.case("30/42", "kkr-hovedstaden")
    assert identity.case("30/42", "greve-kommune") != identity.case("30/42", "lejre-kommune")
    assert path(identity.case("30/42")) == "case/30-42"


def test_acts_go_by_their_eli() -> None:
    """An act has its address at Retsinformation by its number and the year of its date."""
    assert str(identity.act(47, "2029-01-12")) == "https://www.retsinformation.dk/eli/lta/2029/47"
    assert identity.act(47, "2029") == identity.act(47, "2029-01-12")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("00.16.02-A00-3-23", ("00.16.02", "A00")),
        ("27.36.00-Ø54-12-31", ("27.36.00", "Ø54")),
        ("01.02.05P16-3-31", ("01.02.05", "P16")),
        ("10.16.02-A00-3-23", None),
        ("00.16.02", None),
        ("00.16.02-A00", None),
        ("SAG-2030-00042", None),
        ("12.05.2031-A00-1-31", None),
    ],
)
def test_subject_index_of_case_numbers(number: str, expected: tuple[str, str] | None) -> None:
    """A municipal case number gives subject and facet; one of another form, or of no main group, gives none."""
    assert identity.kle(number) == expected


def test_main_groups_are_those_of_the_list() -> None:
    """A case number is known by the main groups that ontology/concepts.ttl names, and by no others."""
    scheme = identity.iri("concept", "kle")
    graph = Graph().parse(ROOT / "ontology" / "concepts.ttl")
    listed = {str(graph.value(concept, SKOS.notation)) for concept in graph.subjects(SKOS.inScheme, scheme)}
    assert listed == {f"{group:02}" for group in range(100) if identity.kle(f"{group:02}.01.00-A00-1-31")}
