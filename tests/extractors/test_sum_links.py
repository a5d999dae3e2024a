"""What the words around a sum tell besides its purpose: its whole, who pays and gets it, its level and direction."""

from __future__ import annotations

import re

import pytest

from extract.money.directions import direction_of
from extract.money.levels import levels_of, repeats
from extract.money.parts import BEFORE, wholes
from extract.money.payers import Hands, hands_of
from extract.money.periods import agreement_year, period_of_sum
from extract.money.sums import sums


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der afsættes 9 mio. kr. til haller, heraf 2 mio. kr. til tage.", [None, 0]),
        ("Der afsættes 9 mio. kr. til haller (heraf 2 mio. kr. til tage).", [None, 0]),
        ("Der afsættes 9 mio. kr. til haller, heraf 2 mio. kr. til tage og 3 mio. kr. til gulve.", [None, 0, 0]),
        ("Der afsættes 9 mio. kr. til haller, heraf 3 mio. kr. til tage, heraf 2 mio. kr. til gulve.", [None, 0, 0]),
        (
            "Der afsættes 9 mio. kr. til haller, heraf 3 mio. kr. til tage, hvoraf 2 mio. kr. er til skifer.",
            [None, 0, 1],
        ),
        (
            "Der afsættes 9 mio. kr. til haller, hvoraf 3 mio. kr. er til tage, hvoraf 5 mio. kr. er til gulve.",
            [None, 0, 0],
        ),
        (
            "Der afsættes 9 mio. kr. til haller, hvoraf 2 mio. kr. er til tage og hvoraf 3 mio. kr. er til gulve.",
            [None, 0, 0],
        ),
        ("Der afsættes 9 mio. kr. til haller og 2 mio. kr. til tage.", [None, None]),
        (
            "Der afsættes 9 mio. kr. til huse, heraf 2 mio. kr. til tag, og derudover reserveres 3 mio. kr. til stier.",
            [None, 0, None],
        ),
        ("Heraf afsættes 2 mio. kr. til tage.", [BEFORE]),
    ],
)
def test_parts(text: str, expected: list[int | None]) -> None:
    """A part belongs to the sum right before it, or beside the part before it where the words or the sums say so."""
    assert expected == wholes(text, list(sums(text, whole="grant")))


@pytest.mark.parametrize(
    ("text", "payer", "recipient"),
    [
        ("Staten tilfører kommunerne 2 mia. kr. i 2031 til plejehjem.", "Staten", "kommunerne"),
        ("I 2031 tilfører staten kommunerne 2 mia. kr. til plejehjem.", "staten", "kommunerne"),
        ("Der tilføres kommunerne 2 mia. kr. i 2031 til plejehjem.", "", "kommunerne"),
        ("Odder Kommune tildeles 2 mio. kr. af puljen.", "", "Odder Kommune"),
        ("Regionerne får tilført 2 mio. kr. i 2031 til ambulancer.", "", "Regionerne"),
        (
            "Der gives et tilskud fra Trafikstyrelsen til Odder Kommune på 2 mio. kr.",
            "Trafikstyrelsen",
            "Odder Kommune",
        ),
        ("Kommunen har fået 2 mio. kr. i tilskud fra Havnefonden til en mole.", "Havnefonden", "Kommunen"),
        ("Landsby Fonden giver 2 mio. kr. til et nyt forsamlingshus.", "Landsby Fonden", ""),
        ("Havnefonden har givet 2 mio. kr. til en mole.", "Havnefonden", ""),
        ("Der bevilges 2 mio. kr. til Nordby Museum.", "", "Nordby Museum"),
        ("Byrådet bevilger 2 mio. kr. til en mole.", "", ""),
        ("Der afsættes 2 mio. kr. til kommunernes drift.", "", ""),
        ("Der afsættes 2 mio. kr. til samarbejdet mellem kommunerne og regionerne.", "", ""),
        ("Der flyttes 2 mio. kr. fra Kulturudvalget til en mole.", "", ""),
    ],
)
def test_hands(text: str, payer: str, recipient: str) -> None:
    """Who pays and gets a sum is told by a verb of giving or by fra and til; who only decides pays nothing."""
    found = list(sums(text))
    assert [Hands(payer, recipient)] == hands_of(text, found, wholes(text, found))


def test_hands_go_on() -> None:
    """Another year of a sum has the same payer and recipient, a part the payer of its whole."""
    text = (
        "Staten tilfører kommunerne 2 mia. kr. i 2031 og 3 mia. kr. i 2032 til plejehjem, heraf 1 mia. kr. til senge."
    )
    found = list(sums(text))
    expected = [Hands("Staten", "kommunerne"), Hands("Staten", "kommunerne"), Hands("Staten", "")]
    assert expected == hands_of(text, found, wholes(text, found))


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("Der afsættes 2 mio. kr. til haller.", ["set-aside"]),
        ("Lånepulje til skolebyggeri på 90 mio. kr.", ["lent"]),
        ("Kommunen optager lån på 45 mio. kr. til diget.", ["borrowed"]),
        ("Udgifterne til konsulenter nedbringes med 3 mio. kr.", ["cut"]),
        ("Rammen for vejarbejder udgør 12 mio. kr.", ["framed"]),
        ("Rammen for vejarbejder løftes med 2 mio. kr.", ["set-aside"]),
        ("De samlede udgifter til busdrift var 31 mio. kr. i 2030.", ["spent"]),
        ("Der er afsat 5 mio. kr. til broer, heraf er 2 mio. kr. brugt på pæle.", ["set-aside", "spent"]),
    ],
)
def test_directions(text: str, directions: list[str]) -> None:
    """The direction follows the kind, but for frames that are raised, loans taken and money used."""
    assert directions == [direction_of(one.kind, text, one) for one in sums(text)]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Der afsættes 2 mio. kr. i 2031 og 3 mio. kr. i 2032 til haller (2030-pl).", [2030, 2030]),
        ("I 2030-priser afsættes 2 mio. kr. til haller.", [2030]),
        ("Der afsættes 2 mio. kr. (2030-pl) til haller og 3 mio. kr. (2031-pl) til stier.", [2030, 2031]),
        ("Der afsættes 2 mio. kr. svarende til 2,1 mio. kr. i 2031-pl.", [None, 2031]),
        ("Der afsættes 2 mio. kr. i 2031 til haller.", [None]),
    ],
)
def test_levels(text: str, levels: list[int | None]) -> None:
    """A sum has the price level behind it, or the only one of its sentence, unless that is of its conversion."""
    found = [(match.start(), match.end()) for match in re.finditer(r"[\d,]+ mio\. kr\.", text)]
    assert levels == levels_of(text, found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Der afsættes 2 mio. kr. (2030-pl), svarende til 2,1 mio. kr. i 2031-pl, til haller.",
            [("2,1 mio. kr.", 2031)],
        ),
        ("Der afsættes 2 mio. kr. (2030-pl) til haller og 3 mio. kr. (2031-pl) til stier.", []),
        ("Der afsættes 2 mio. kr. til haller, svarende til 1 mio. kr. pr. hal.", []),
    ],
)
def test_repeats(text: str, expected: list[tuple[str, int]]) -> None:
    """The same sum in another price level is no sum of its own; another sum is."""
    assert expected == [(each.money.printed, each.money.price_level) for each in repeats(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Der afsættes 2 mio. kr. i 2031 til teltet.", "calendar-year"),
        ("Der afsættes 2 mio. kr. i 2031-2034 til teltet.", "span"),
        ("Der afsættes 2 mio. kr. i skoleåret 2031/32 til teltet.", "school-year"),
        ("Der afsættes 2 mio. kr. årligt fra 2031 og frem til teltet.", "open-ended"),
    ],
)
def test_kinds_of_period(text: str, kind: str) -> None:
    """The words of a period say of what kind it is."""
    (one,) = sums(text)
    period = period_of_sum(text, one.start, one.end, one.first, one.last, one.money.annual)
    assert kind == (period and period.kind)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Med ØA31 afsættes 2 mio. kr.", 2031),
        ("Som følge af økonomiaftalen for 2031 afsættes 2 mio. kr.", 2031),
        ("Med finansloven for 2031 afsættes 2 mio. kr.", 2031),
        ("Der afsættes 2 mio. kr. frem mod ØA31.", None),
        ("Med ØA30 og fra ØA31 afsættes 2 mio. kr.", None),
    ],
)
def test_agreement_years(text: str, year: int | None) -> None:
    """The one yearly agreement that a sum is said to be from has its year."""
    assert year == agreement_year(text, 0, len(text))
