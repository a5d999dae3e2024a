"""The words of recommendations and decisions, and the names of the bodies that make them."""

from __future__ import annotations

import pytest

from extract.grammar.deciding_bodies import find_bodies, spaced_kkr
from extract.grammar.outcomes import outcomes
from extract.grammar.recommended_actions import recommended_actions


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        (("approved",), "Planen blev vedtaget som indstillet."),
        (("noted", "forwarded"), "Taget til efterretning, oversendes til Byrådet."),
        (("forwarded",), "Anbefales godkendt."),
        (("forwarded",), "Udvalget anbefaler over for Byrådet, at planen godkendes."),
        (("rejected",), "Forslaget blev ikke godkendt."),
        (("rejected",), "Kan ikke anbefales."),
        (("returned",), "Sagen sendes tilbage til forvaltningen."),
        (("postponed",), "Punktet blev udsat."),
        (("appointed",), "Som formand blev Asta Lind valgt."),
        (("approved",), "Godkendt med bemærkning om, at loftet males, når prisen er afvist."),
        ((), "Imod stemte Asta Lind, der ville have planen godkendt."),
        (("forwarded",), "Planen fremsendes til Byrådet."),
        (("forwarded",), "Fremsendes."),
        ((), "En oversigt fremsendes til alle hjem."),
        ((), "Besøget forløb godt."),
        (("forwarded",), "Rådet besluttede at sende planen videre til byens andre råd."),
    ],
)
def test_outcomes(expected: tuple[str, ...], sentence: str) -> None:
    """A sentence gives the outcomes it states, not those it recommends, remarks on or that a minority wanted."""
    assert expected == outcomes(sentence)


@pytest.mark.parametrize(
    ("expected", "clauses"),
    [
        (("approve",), ["Direktionen indstiller, at planen godkendes."]),
        (("approve",), ["Indstilles til Byrådets godkendelse."]),
        (("discuss",), ["Sagen forelægges til drøftelse."]),
        (("approve",), ["Direktionen indstiller (10. marts 2031) budgettet til Byrådets godkendelse."]),
        (
            ("approve", "forward"),
            ["Det indstilles, at rådet", "- Godkender planen.", "- Sender planen til behandling."],
        ),
        (("note",), ["Forvaltningen anbefaler,", "1. at udvalget tager sagen om broen til efterretning"]),
        (("recommend",), ["Direktionen indstiller, at udvalget anbefaler rådet at godkende planen."]),
        ((), ["1. at der fremlægges en ny sag, hvis det besluttes at bygge"]),
        (("decide",), ["at der træffes beslutning om farven"]),
        (("approve",), ["Til godkendelse."]),
        ((), ["Mødet bruges til drøftelse og dialog."]),
    ],
)
def test_recommended_actions(expected: tuple[str, ...], clauses: list[str]) -> None:
    """The actions are the verbs of the at-clauses; who recommends, and conditions, give none."""
    assert expected == recommended_actions(clauses)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["Byrådet"], "Efter byrådets møde"),
        (["Børne-, Unge- og Kulturudvalget"], "i Børne-, Unge- og Kulturudvalget den 3."),
        (["Byrådet", "Økonomiudvalget"], "Byrådet, Økonomiudvalget"),
        (["KKR Nordjylland"], "møde i KKR Nordjylland"),
        (["Udvalget for Natur og Havn"], "Udvalget for Natur og Havn mødes"),
        (["Assens Byråd"], "hos Assens Byråd"),
        (["Udvalget for det åbne land"], "i Udvalget for det åbne lands møde"),
        (["Ydre Havn Lokaludvalg"], "at Ydre Havn Lokaludvalg vælger"),
        (["Beredskabskommissionen"], "Beslutning i Beredskabskommissionen den 4."),
        ([], "området og fagudvalget"),
    ],
)
def test_find_bodies(expected: list[str], text: str) -> None:
    """Deciding bodies are found under the name they go by; generic words are none."""
    assert expected == [body.name for body in find_bodies(text)]


def test_spaced_kkr() -> None:
    """Letters set apart on a cover are read as the name of a KKR."""
    expected = "KKR Nordjylland"
    assert expected == spaced_kkr("K K R   N O R D J Y L L A N D")
