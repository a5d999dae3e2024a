"""What is seen in a query before it runs: its form, updates and SERVICE, whatever strings, comments and names say."""

from __future__ import annotations

import pytest

from kommunegraf.errors import BadQuery
from kommunegraf.sparql import ReadOnly, form, is_lasting, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT * {}", "SELECT"),
        ("# INSERT\nPREFIX insert: <urn:LOAD> BASE <urn:x> ask {}", "ASK"),
        ("construct where {}", "CONSTRUCT"),
        ("DESCRIBE ?service { ?service ?load \"SERVICE\" , '''it's SERVICE''' , \"\\\"SERVICE\" }", "DESCRIBE"),
        ("SELECT * { ?s a:SERVICE.b x:y\\?SERVICE FILTER(1<2) }", "SELECT"),
        ("", ""),
        ("hello", ""),
        (" \n\tSelect* {}", "SELECT"),
        ("ask:x.select:y DESCRIBE <z>", "DESCRIBE"),
        ("select.ask:x CONSTRUCT {} {}", "CONSTRUCT"),
    ],
)
def test_form(text: str, found: str) -> None:
    """The form is the first keyword after the prologue; strings, comments, variables and names are no keywords."""
    assert found == form(text)


@pytest.mark.parametrize(
    "text", ["INSERT DATA {}", "prefix a: <b> load <c>", "#\nDROP ALL", "WITH <a> DELETE WHERE {}"]
)
def test_updates(text: str) -> None:
    """An update is known as one."""
    with pytest.raises(ReadOnly):
        form(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://a/> {} }",
        "SELECT * { service?x{} }",
        'ASK { ?s ?p "a" SERVICE<http://a/>{} }',
        "ASK { ?s ?p ''' ''' , \"\" . SERVICE SILENT ?s {} }",
        "ASK { FILTER(1<2)SERVICE<http://a/>{} }",
    ],
)
def test_service(text: str) -> None:
    """A query that would ask elsewhere is refused, however it is written."""
    with pytest.raises(BadQuery):
        form(text)


@pytest.mark.parametrize(
    "text", ["'" * 60_000, '"""' + '\\"' * 60_000, "'\\" * 60_000, "a." * 60_000, "<" * 60_000, "a:" * 60_000]
)
def test_hostile_texts(text: str) -> None:
    """A text that is built to be tried again and again is read to its end like any other."""
    assert len(list(words(text))) <= len(text)


@pytest.mark.parametrize(
    ("text", "lasting"),
    [
        ("SELECT (NOW() AS ?n) {}", False),
        ("SELECT (rand() AS ?n) {}", False),
        ('SELECT ("NOW()" AS ?now) { ?now a x:NOW } # RAND()', True),
    ],
)
def test_is_lasting(text: str, lasting: bool) -> None:
    """Only the functions that change make an answer change."""
    assert lasting == is_lasting(text)
