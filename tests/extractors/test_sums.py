"""Which sums in running text are public money, of which kind, in which years and for what."""

from __future__ import annotations

import pytest

from extract.money import purposes
from extract.money.periods import Period, period_of_sum
from extract.money.sums import sums
from extract.money.years import periods_of


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Der afsættes 2 mio. kr. til nye cykelstier.", ["grant"]),
        ("Der afsættes en pulje på 2 mio. kr. til nye cykelstier.", ["pool"]),
        ("Lånepulje til skolebyggeri på 90 mio. kr.", ["loan-pool"]),
        ("Rammen for vejarbejder udgør 12 mio. kr.", ["frame"]),
        ("Udgifterne til konsulenter nedbringes med 3 mio. kr.", ["cut"]),
        ("De samlede udgifter til busdrift var 31 mio. kr. i 2030.", ["expense"]),
        ("Der oprettes en naturfond på 5 mia. kr.", ["fund"]),
        ("Bevillingen løftes med 4 mio. kr.", ["grant"]),
        ("Det er et mål at nedbringe udgifterne til it med 2 mio. kr.", ["cut"]),
        ("En ramme på 8 mio. kr., hvoraf 3 mio. kr. er til teatre.", ["frame", "frame"]),
        ("Der reserveres 4 mio. kr. til skoler og 2 mio. kr. til klubber.", ["grant", "grant"]),
        ("Der afsættes 4 mio. kr. på drift, 2 mio. kr. på anlæg og 1 mio. kr. på lån.", ["grant", "grant", "grant"]),
        ("Partierne løfter serviceudgifterne med 7 mio. kr.", ["grant"]),
        ("Vi vil øge indsatsen mod frafald med 3 mio. kr.", ["grant"]),
        ("Budgettet til kurser forhøjes med 0,2 mio. kr.", ["grant"]),
        ("Budgettet til kurser reduceres med 0,2 mio. kr.", ["cut"]),
        ("Puljen til kunst nulstilles med 3 mio. kr.", ["cut"]),
        ("Der gives en bevilling på -3 mio. kr. til havnen og 4 mio. kr. til diget.", ["cut", "grant"]),
        ("Annullering af besparelse på fyret (3 mio. kr.).", ["grant"]),
        ("Der hjemtages lån for 3 mio. kr.", ["loan-pool"]),
        ("Museet får 3 mio. kr. til nyt tag.", ["grant"]),
        ("Der er brug for 50.000 kr. til borde.", ["grant"]),
        ("Partierne vil styrke klubberne med 3 mio. kr.", ["grant"]),
        ("Hallen renoveres for 3 mio. kr.", ["grant"]),
        ("Der etableres en bro, som koster 3 mio. kr.", []),
        ("Vi sætter 3 mio. kr. af til taget.", ["grant"]),
        ("Der skal 3 mio. kr. gå til taget.", ["grant"]),
        ("Merudgiften på 3 mio. kr. til kørsel indarbejdes i budgettet.", ["grant"]),
        ("Der sker en besparelse på 1 procent svarende til 2 mio. kr.", ["cut"]),
        ("Aftalen indebærer udmøntning af 3 mio. kr. til mere kunst.", ["grant"]),
        ("Der afsættes 3 mio. kr. til en lånepulje.", ["loan-pool"]),
        ("Der optages et realkreditlån på 3 mio. kr.", ["loan-pool"]),
        ("Finansieringen sker gennem et realkreditlån på 3 mio. kr.", []),
        ("Der er afsat 2 mio. kr. til mad og endelig 1 mio. kr. som økonomisk reserve.", ["grant", "grant"]),
    ],
)
def test_kind_follows_the_governing_word(text: str, kinds: list[str]) -> None:
    """The nearest word that hangs on no other says what a sum is."""
    assert kinds == [one.kind for one in sums(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Taksten er 58 kr. pr. måltid.",
        "Der forventes et merforbrug på 7 mio. kr.",
        "Kassebeholdningen er på 210 mio. kr.",
        "Hvis broen lukkes, skal der afsættes 4 mio. kr.",
        "Det svarer til 828.000 kr. i næste års priser.",
        "Gælden nedbringes med 12 mio. kr.",
        "Der er budgetteret med indtægter på 3 mio. kr.",
        "En vuggestueplads koster over 140.000 kr.",
        "Puljen nulstilles, og de 5 mio. kr. går tilbage.",
        "Udvalget ønsker 2 mio. kr. mere end i fjor.",
        "Museet får 2 mio. kr. fra gæsterne.",
        "Presset øger udgifterne med 3 mio. kr.",
        "Vi kan løfte dette med 3 mio. kr.",
        "Gennemsnitligt er der lånoptaget 3 mio. kr.",
    ],
)
def test_other_money_is_left_out(text: str) -> None:
    """Rates, differences, stocks, debts, incomes, conditions and the same sum again are no funding."""
    assert list(sums(text)) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Der afsættes 2 mio. kr. i 2031 til teltet.", (2031, 2031)),
        ("Der afsættes 2 mio. kr. årligt fra 2031 og frem til teltet.", (2031, None)),
        ("I budget 2031-34 er der afsat 2 mio. kr. til teltet.", (2031, 2034)),
        ("Der afsættes 2 mio. kr. til ny skov frem mod 2045.", None),
        ("Med aftalen for 2031 afsættes 2 mio. kr. til teltet.", None),
        ("Der ydes 2 mio. kr. (2030-priser) til teltet.", None),
        ("Vi vil udvide budgettet i 2032 med 2 mio. kr.", (2032, 2032)),
    ],
)
def test_years_are_those_of_the_money(text: str, years: tuple[int, int | None] | None) -> None:
    """Goals, names of agreements and price levels give a sum no years."""
    (one,) = sums(text)
    period = period_of_sum(text, one.start, one.end, one.first, one.last, one.money.annual)
    assert years == (period and (period.from_year, period.to_year))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (
            "Der afsættes 2 mio. kr. i 2031 og herefter 3 mio. kr. i de følgende år til teltet.",
            [(2031, 2031), (2032, None)],
        ),
        ("Der afsættes 2 mio. kr. i 2031 og 3 mio. kr. 2032 til teltet.", [(2031, 2031), (2032, 2032)]),
        ("Der afsættes 2 mio. kr. i hele budgetperioden til teltet.", [(2031, 2034)]),
        ("Der gives tilskud på 2 mio. kr. i overslagsår 2033 til teltet.", [(2033, 2033)]),
        ("Der afsættes 2 mio. kr. til mad i 2031 og 3 mio. kr. i 2032.", [(2031, 2031), (2032, 2032)]),
        (
            "Der afsættes i både 2031 og 2032 2 mio. kr. til mad og 3 mio. kr. til sang.",
            [(2031, 2032), (2031, 2032)],
        ),
        ("Der afsættes 2 mio. kr. til mad i 2031, og der gives 3 mio. kr. årligt til sang.", [(2031, 2031), None]),
        ("Beløbet vokser frem mod 2033, hvor der afsættes 3 mio. kr. til sang.", [(2033, 2033)]),
        (
            "Det godkendes, at der gives 2 mio. kr. i tilskud, samt at der i 2032 afsættes 3 mio. kr.",
            [None, (2032, 2032)],
        ),
    ],
)
def test_years_of_sums_in_a_row(text: str, years: list[tuple[int, int | None] | None]) -> None:
    """Each sum has the years of its own clause, those behind the sum before it, or those of the budget."""
    found = periods_of(text, list(sums(text)), [], Period(2031, 2034, 0, 0))
    assert years == [period and (period.from_year, period.to_year) for period in found]


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        (" i 2031 til drift af haller, finansieret af puljen.", "drift af haller"),
        (" fra vejkontoen til drift af broen", "drift af broen"),
        (", heraf en del til andet", None),
        (" et ekstraordinært løft til udvidelse af færgelejet.", "udvidelse af færgelejet"),
        (" under Vejfondens ramme (konto 2) til etablering af cykelstier.", "etablering af cykelstier"),
        (" frem mod 2035 til nye skoler.", "nye skoler"),
        (" som Byrådet har ønsket.", None),
        (
            " til at styrke tilsyn, rådgivning og kontrol i havnene, som er travle",
            "styrke tilsyn, rådgivning og kontrol i havnene",
        ),
    ],
)
def test_purpose_ends_with_its_clause(text: str, purpose: str | None) -> None:
    """The purpose behind a sum runs to where another clause begins, lists included."""
    phrase = purposes.behind(text, 0, len(text))
    assert purpose == (phrase and phrase.words)
