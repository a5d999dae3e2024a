"""kg:matches in a query is a search; whatever is searched for stays text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunegraf.errors import BadQuery
from kommunegraf.rdf import term
from kommunegraf.search.hits import Hit
from kommunegraf.search.matching import expand
from kommunegraf.sparql import form
from kommunegraf.store import Store

PREFIX = "PREFIX kg: <https://w3id.org/kommunegraf/ns#>\n"
STORE = Store.of_lines(
    [
        '<http://a/1> <http://p> "1" <http://g> .',
        '<http://a/1> <http://q> "2" <http://g> .',
        '<http://a/2> <http://q> "4" <http://g> .',
        '<http://a/3> <http://p> "3" <http://g> .',
    ]
)
HITS = (
    Hit("http://a/1", "Funding", "one", 'penge til "**skoler**" } # \\', 2.5, None),
    Hit("http://a/2", "Funding", "two", "**skole**", 1.0, None),
)
WRITTEN = [
    ('SELECT ?t { ?t kg:matches "skole*" }', [("http://a/1",), ("http://a/2",)]),
    ('SELECT ?t { ?t kg:matches "skole*" . }', [("http://a/1",), ("http://a/2",)]),
    ("SELECT ?t { ?t kg:matches '''skole*''' }", [("http://a/1",), ("http://a/2",)]),
    ('SELECT ?t { ?t kg:matches "skole*"@da }', [("http://a/1",), ("http://a/2",)]),
    ('SELECT ?t { ?t <https://w3id.org/kommunegraf/ns#matches> "skole*" }', [("http://a/1",), ("http://a/2",)]),
    ('SELECT ?t { ?t kg:matches ("skole*" 1) }', [("http://a/1",)]),
    (
        'SELECT ?t ?s ?w { (?t ?s ?w) kg:matches ("skole*" 1) }',
        [("http://a/1", "2.5", 'penge til "**skoler**" } # \\')],
    ),
    ('SELECT ?t ?v { ?t kg:matches "skole*" . ?t <http://p> ?v }', [("http://a/1", "1")]),
    ('SELECT ?t ?v { ?t kg:matches "skole*".?t<http://p>?v}', [("http://a/1", "1")]),
    ('SELECT ?t ?v { ?t kg:matches "skole*" ; <http://p> ?v }', [("http://a/1", "1")]),
    ('SELECT ?t ?v { ?t kg:matches "skole*" ; ; <http://p> ?v ; . }', [("http://a/1", "1")]),
    ('SELECT ?t ?v { ?t <http://p> ?v ; kg:matches "skole*" }', [("http://a/1", "1")]),
    ('SELECT ?t ?v { ?t <http://p> ?v ; kg:matches "skole*" ; <http://q> "2" . }', [("http://a/1", "1")]),
    ('SELECT ?t ?v { FILTER(?v > "0") ?t <http://p> ?v ; kg:matches "skole*" }', [("http://a/1", "1")]),
    ('SELECT ?t ?v { BIND("x" AS ?x) ?t <http://p> ?v ; kg:matches "skole*" }', [("http://a/1", "1")]),
    ('SELECT ?t ?v { (?t ?s) kg:matches "skole*" ; <http://p> ?v }', [("http://a/1", "1")]),
    (
        'SELECT ?t ?v { ?t kg:matches "skole*" OPTIONAL { ?t <http://p> ?v } }',
        [("http://a/1", "1"), ("http://a/2", "")],
    ),
    ('SELECT ?t ?v { ?t kg:matches "skole*" FILTER(?t != <http://a/2>) }', [("http://a/1", "")]),
    ('SELECT ?t ?g { GRAPH ?g { ?t <http://p> ?v . ?t kg:matches "skole*" } }', [("http://a/1", "http://g")]),
    ('SELECT ?t { ?t <http://p> ?v MINUS { ?t kg:matches "skole*" } }', [("http://a/3",)]),
    ('SELECT ?t { ?t kg:matches "skole*" # kg:matches "x\n }', [("http://a/1",), ("http://a/2",)]),
]
SPOKEN_OF = [
    "DESCRIBE kg:matches",
    "SELECT * { kg:matches ?p ?o }",
    "SELECT * { ?s ?p kg:matches . }",
    "SELECT * { VALUES ?p { kg:matches } ?s ?p ?o }",
    'SELECT * { ?s ?p "?t kg:matches \\"skole*\\"" }',
    'SELECT * { ?s ?p ?o } # ?t kg:matches "skole*"',
    'PREFIX other: <http://other/> SELECT * { ?s other:matches "skole*" }',
]
NOT_KNOWN = [
    "SELECT * { ?t kg:matches ?words }",
    'SELECT * { ?t kg:matches "a", "b" }',
    'SELECT * { ?t ^kg:matches "a" }',
    'SELECT * { ?t kg:matches+ "a" }',
    'SELECT * { <http://a/1> kg:matches "a" }',
    'SELECT * { [] <http://p> ?v ; kg:matches "a" }',
    'SELECT * { (?t ?s ?w ?x) kg:matches "a" }',
    'SELECT * { (?t ?t) kg:matches "a" }',
    'SELECT * { (?t "x") kg:matches "a" }',
    'SELECT * { ?t kg:matches ("a" 0) }',
    'SELECT * { ?t kg:matches ("a" 99999) }',
    'SELECT * { ?t kg:matches ("a" ?n) }',
    'SELECT * { ?t kg:matches ("a" "b") }',
    'SELECT * { ?t kg:matches "a"^^<http://x> }',
    'SELECT * { ?t kg:matches ("a"',
    "SELECT * {" + " ".join(f'?t{number} kg:matches "a" .' for number in range(6)) + "}",
]


def _find(wanted: str, limit: int) -> Sequence[Hit]:
    assert wanted == "skole*"
    return HITS[:limit]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_a_search_is_replaced_by_what_was_found(text: str, expected: list[tuple[str, ...]]) -> None:
    """Wherever a triple may stand, the things found are its solutions; what else is said of them stays."""
    assert sorted(STORE.rows(expand(PREFIX + text, _find)).rows) == expected


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_the_term_may_be_spoken_of(text: str) -> None:
    """Where kg:matches is no predicate of a search, or only words in a text, the query stays as it is."""
    assert expand(PREFIX + text, _find) == PREFIX + text


@pytest.mark.parametrize("text", NOT_KNOWN)
def test_what_cannot_be_searched_is_told(text: str) -> None:
    """A search written in another way is refused with the way to write it."""
    with pytest.raises(BadQuery):
        expand(PREFIX + text, lambda *_: HITS)


def test_the_words_are_read_as_sparql_reads_them() -> None:
    """Escapes in the text stand for what SPARQL says they stand for."""
    seen: list[str] = []
    expand(
        PREFIX + r'SELECT * { ?t kg:matches "a\"b\\c\td\u00e6\U000000f8" }', lambda words, _: seen.append(words) or ()
    )
    assert seen == ['a"b\\c\tdæø']


HOSTILE = st.text() | st.lists(
    st.sampled_from(
        [*"\"'\\<>{}()?$#\n\r.;", '"""', "'''", "kg:matches", "} }", "SERVICE <http://a>", "\\u0022", "VALUES"]
    )
).map("".join)


@settings(max_examples=300, deadline=None)
@given(words=HOSTILE, found=HOSTILE)
def test_nothing_searched_for_or_found_becomes_sparql(words: str, found: str) -> None:
    """Whatever is looked for reaches the search as it is, and whatever is found comes back as one value."""
    seen: list[str] = []

    def find(wanted: str, _: int) -> Sequence[Hit]:
        seen.append(wanted)
        return [Hit("http://a/1", "", "", found, 1.0, None)]

    text = f"{PREFIX}SELECT ?t ?w {{ (?t ?s ?w) kg:matches {term(words, 'text')} }}"
    expanded = expand(text, find)
    assert seen == [words]
    assert form(expanded) == "SELECT"
    assert STORE.rows(expanded).rows == (("http://a/1", found),)


@settings(max_examples=300, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from([*"{}().;,?^/|+", "?t", "kg:matches", '"a"', "a", "<http://p>", "FILTER", "[", "]", "'", '"'])
    )
)
def test_any_text_is_expanded_or_refused(pieces: list[str]) -> None:
    """No text breaks it: it is replaced, left as it is, or refused."""
    try:
        expand(PREFIX + "SELECT * { " + " ".join(pieces), lambda *_: HITS)
    except BadQuery:
        return
