"""Which sums in running text are public money, of which kind, in which years and for what."""

from __future__ import annotations

import pytest

from extract.money import purposes
from extract.money.periods import period_of_sum
from extract.money.sums import sums


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
    ],
)
def test_years_are_those_of_the_money(text: str, years: tuple[int, int | None] | None) -> None:
    """Goals, names of agreements and price levels give a sum no years."""
    (one,) = sums(text)
    period = period_of_sum(text, one.start, one.end, one.first, one.last, one.money.annual)
    assert years == (period and (period.from_year, period.to_year))


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        (" i 2031 til drift af haller, finansieret af puljen.", "drift af haller"),
        (" fra vejkontoen til drift af broen", "drift af broen"),
        (", heraf en del til andet", None),
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
