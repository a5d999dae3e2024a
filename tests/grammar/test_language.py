"""The language of a text, and that documents in another than Danish have no topics."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.extractors import topics
from extract.fact import Facts
from extract.grammar.language import WORDS, language
from extract.read import read

TEXTS = {
    "da": "Udvalget drøftede, hvad der blev gjort mellem møderne, og hvordan skolen kan få flere elever. Det er ikke "
    "nok at bygge, når der også skal være lærere til de klasser, som bliver oprettet efter ferien.",
    "nb": "Utvalget drøftet hva som ble gjort mellom møtene, og hvordan skolen kan få flere elever. Det er ikke nok å "
    "bygge, når det også skal være lærere til klassene som blir opprettet etter ferien.",
    "sv": "Nämnden diskuterade vad som blev gjort mellan mötena och hur skolan kan få fler elever. Det är inte nog att "
    "bygga, när det också ska vara lärare till de klasser som blir inrättade efter semestern.",
    "en": "The committee discussed what was done between the meetings and how the school can get more pupils. It is "
    "not enough to build, when there must also be teachers for the classes that are set up after the holiday.",
    "de": "Der Ausschuss sprach darüber, was zwischen den Sitzungen getan wurde und wie die Schule mehr Schüler "
    "gewinnen kann. Es ist nicht genug zu bauen, wenn es auch Lehrer für die neuen Klassen geben soll.",
    "fr": "Le comité a parlé de ce qui fut fait entre les réunions et comment l'école peut avoir plus d'élèves. Il ne "
    "suffit pas de construire, il faut aussi des professeurs pour les classes qui sont ouvertes après les vacances.",
    "nl": "De commissie sprak over wat tussen de vergaderingen werd gedaan en hoe de school meer leerlingen kan "
    "krijgen. Het is niet genoeg om te bouwen, er zijn ook leraren nodig voor de nieuwe klassen.",
}


@pytest.mark.parametrize("code", sorted(WORDS))
def test_each_language_is_told(code: str) -> None:
    """Two sentences are enough, also between neighbours."""
    assert language(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "1.234.567", "Fordeling af lærepladser 2031"])
def test_few_words_tell_nothing(text: str) -> None:
    """A heading or a table is in no language that one could be sure of."""
    assert language(text) == ""


@pytest.mark.parametrize(("code", "expected"), [("da", {"school"}), ("nb", set()), ("en", set())])
def test_topics_are_found_in_danish_alone(tmp_path: Path, code: str, expected: set[str]) -> None:
    """The patterns are Danish: "elever" in a Norwegian text is not looked for."""
    path = tmp_path / "x.txt"
    path.write_text(TEXTS[code], encoding="utf-8")
    found = topics.extract(read(path, "x"), Facts())
    assert {fact.topic for fact in found} == expected  # type: ignore[attr-defined]
