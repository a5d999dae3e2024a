"""Where titles end, which names of agreements and reforms are found, and how lists of parties are split."""

from __future__ import annotations

import pytest

from extract.grammar.agreement_names import find_agreement_names
from extract.grammar.party_lists import split_parties
from extract.grammar.reform_names import find_reform_names
from extract.grammar.titles import title_end


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("flere grønne byrum", "flere grønne byrum er trådt i kraft."),
        ("flere grønne byrum", "flere grønne byrum af 3. maj 2030 giver plads."),
        ("flere grønne byrum", "flere grønne byrum med Venstre, SF og KL."),
        ("flere grønne byrum", "flere grønne byrum, som parterne indgik."),
        ("flere grønne byrum", "flere grønne byrum og om Stier til alle."),
        ("flere grønne byrum – træer til alle", "flere grønne byrum – træer til alle i 2031."),
        ("faglig, social og grøn udvikling", "faglig, social og grøn udvikling blev indgået."),
        ("støtte til det grønne område", "støtte til det grønne område i 2031."),
        ("havnens fremtid 2030", "havnens fremtid 2030 flytter opgaver."),
        ("”Byen i vand”", "”Byen i vand” er ny."),
        ("", "at plante flere træer."),
    ],
)
def test_title_end(expected: str, text: str) -> None:
    """A title ends at its closing quote, or before the verb, clause, date, party or next title."""
    assert expected == text[: title_end(text, 0)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("økonomiaftalen for 2031", "economy-agreement")], "Med økonomiaftalen for 2031 følger en pulje."),
        ([("budgetforlig for 2031-34", "budget-agreement")], "Det står i byrådets budgetforlig for 2031-34."),
        ([("Rammeaftale 2031-2032", "framework-agreement")], "Rammeaftale 2031-2032 sendes i høring."),
        (
            [("Aftale om Grønne byrum", "political-agreement"), ("Aftale om Stier", "political-agreement")],
            "Der er indgået politiske aftaler om Grønne byrum og om Stier.",
        ),
        ([("Trepartsaftale om løn", "tripartite-agreement")], "Trepartsaftalen om løn udløber."),
        ([("energiforliget", "political-agreement")], "Partierne bag energiforliget mødes."),
        ([], "Der er lavet samarbejdsaftaler og aftaler med flere leverandører."),
        ([("Budgetforliget", "budget-agreement")], "Budgetforliget og økonomiaftalerne drøftes."),
        ([("færgeaftalen", "political-agreement")], "Det følger af færgeaftalen fra 2029."),
        ([("kystforlig", "political-agreement")], "Det gælder det nuværende kystforlig, ikke et nyt."),
        ([("velfærdsaftalen for Havneby Kommune", "")], "Vi drøfter velfærdsaftalen for Havneby Kommune i dag."),
        (
            [("Samarbejdsaftale om unge, der er uden job", "")],
            "Samarbejdsaftale om unge, der er uden job (Udv.)\tSkolestaben\tVedtaget",
        ),
        ([("Grønne havne til alle", "political-agreement")], "Det står i aftalen ”Grønne havne til alle” fra maj."),
        ([("Aftale om havnene", "")], "Aftale mellem regeringen og Venstre om havnene"),
        ([], "Partierne er nået frem til en aftale om gensidigt at bakke op om havnene."),
        ([], "Lejeaftalen fra 2029 og Parisaftalen fra 2015 gælder, og der er lavet en samarbejdsaftale."),
    ],
)
def test_agreement_names(expected: list[tuple[str, str]], text: str) -> None:
    """Agreements named by year, by title or by their field are found with their kind; plain words are not."""
    assert expected == [(name.title, name.kind) for name in find_agreement_names(text) if name.certain]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["kulturreformen"], "Med kulturreformen får regionerne ansvaret."),
        (["6-årsplan for havnene"], "Regeringen har en 6-årsplan for havnene."),
        (["Kystplan 3"], "Kystplan 3 er fremlagt."),
        (["fritidens lov"], "Folketinget vedtog fritidens lov."),
        (["HavneReform"], "Regeringen vil gennemføre HavneReform i to trin."),
        (["reform af færgerne"], "Der kommer en reform af færgerne."),
        (["Kystplan Danmark"], "Med Kystplan Danmark følger midler."),
        ([], "Der er ingen havnereform på vej, og styreformen er den samme."),
        ([], "Reformer og reformspor tager tid, og en stor reform kan vente."),
        ([], "Lokalplan 4 og Spildevandsplan 2 er vedtaget."),
    ],
)
def test_reform_names(expected: list[str], text: str) -> None:
    """Reforms by name, numbered national plans, long-term plans and adopted laws are found; local plans are not."""
    assert expected == [name.title for name in find_reform_names(text) if name.certain]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["regeringen", "FOA", "Danske Regioner", "KL"], "regeringen, FOA, Danske Regioner og KL"),
        (["Regeringen", "Liberal Alliance"], "Regeringen (Socialdemokratiet og Venstre) og Liberal Alliance"),
        (["kommunerne i Region Sjælland", "Region Sjælland"], "kommunerne i Region Sjælland og Region Sjælland"),
        ([], "Parterne"),
    ],
)
def test_parties(expected: list[str], text: str) -> None:
    """A list gives each party once, without its bracket; words that stand for parties are none."""
    assert expected == [party.name for party in split_parties(text, 0, len(text))]
