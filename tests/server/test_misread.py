"""What a query that cannot be read is answered: where it is wrong and what to do, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunegraf.errors import BadQuery
from kommunegraf.misread import explained
from kommunegraf.store import Store


@pytest.mark.parametrize(
    ("text", "danish", "english"),
    [
        ("", "ved slutningen: en forespørgsel begynder med", "at the end: a query begins with"),
        ("hvem fik penge?", "linje 1, tegn 1", 'line 1, character 1 ("hvem fik penge?")'),
        (
            "SELECT * {\n  ?s kg:code ?o }",
            "linje 2, tegn 6 («kg:code ?o }»): kg: er ikke erklæret; skriv PREFIX kg: <https://w3id.org/kommunegraf/ns#>",
            "kg: is not declared; begin with PREFIX kg: <https://w3id.org/kommunegraf/ns#>",
        ),
        ("SELECT * { ?s nix:a ?o }", "skriv PREFIX nix: <…>", "begin with PREFIX nix: <…>"),
        ("PREFIX a: <http://a.example/> SELECT * { ?s a:b ?o", "tegn 40 («{ ?s a:b ?o»): { bliver", "{ is not closed"),
        ("ASK {} }", "} lukker ingenting", "} closes nothing"),
        ("SELECT * { ?s ?p (1] }", "] lukker ingenting", "] closes nothing"),
        ('SELECT * { ?s ?p "sti }', "teksten får intet anførselstegn", "no quote at its end"),
        ("SELECT * { ?s ?p <http://a b> }", "er ingen adresse (IRI)", "is no IRI"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", "GROUP BY ikke samler", "GROUP BY does not group by"),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", "samme navn", "the same name"),
        ("SELECT * { ?s ?p ?o } LIMIT mange", "linje 1, tegn 29 («mange»)", "something is missing or out of place"),
    ],
)
def test_told(text: str, danish: str, english: str) -> None:
    """The place and the cause are told; a prefix of ours comes with the line to write."""
    with pytest.raises(BadQuery) as told:
        Store.of().query(text)
    assert danish in told.value.danish
    assert english in told.value.english
    assert "expected" not in told.value.english


@given(st.text(alphabet="SELECT{}()?<>\"'#:ab \n", max_size=60), st.integers(0, 99), st.integers(0, 99))
def test_any_text(text: str, line: int, column: int) -> None:
    """Whatever the text and the place that a parser names, there is one line in each language."""
    danish, english = explained(text, f"error at {line}:{column}: expected")
    assert (danish.startswith("Forespørgslen"), english.startswith("Not a SPARQL query")) == (True, True)
    assert "\n" not in danish + english
