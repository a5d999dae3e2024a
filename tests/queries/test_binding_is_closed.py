"""What is typed into a question is a value and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunegraf.errors import BadParameter
from kommunegraf.pool.guard import TOKEN
from kommunegraf.queries import Parameter, Question, questions
from kommunegraf.rdf import term
from kommunegraf.store import Store

PARAMETERS = [(question, parameter) for question in questions() for parameter in question.parameters]
PLAIN = {"text": "x", "municipality": "x", "date": "2031-02-03", "integer": "7", "iri": "http://a/"}
HOSTILE = st.text() | st.lists(
    st.sampled_from([*"\"'\\<>{}?$#\n\r", '"""', "'''", "UNDEF", "} }", "SERVICE <http://a>", "\\u0022", "0101"])
).map("".join)


def _tokens(text: str) -> list[str]:
    return [match[0] for match in TOKEN.finditer(text) if match[0].strip()]


@pytest.mark.parametrize(("question", "parameter"), PARAMETERS, ids=lambda found: found.name)
@settings(max_examples=25, deadline=None)
@given(value=HOSTILE)
def test_a_value_changes_one_term(question: Question, parameter: Parameter, value: str) -> None:
    """Whatever is typed, the query differs in one term, or the value is refused."""
    try:
        bound = question.bind({parameter.name: value})
    except BadParameter:
        return
    if not value.strip():
        assert bound == question.text
        return
    before, after = _tokens(question.bind({parameter.name: PLAIN[parameter.kind]})), _tokens(bound)
    assert len(before) == len(after)
    changed = [index for index, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    place = [index + 3 for index in range(len(before)) if before[index : index + 2] == ["VALUES", f"?{parameter.name}"]]
    assert set(changed) <= set(place[:1])


def test_a_value_that_looks_like_a_parameter() -> None:
    """A value that is written as the block of another parameter is left as it is."""
    question = Question(
        "made",
        '#+ parameter: a text "a" "a"\n#+ parameter: b text "b" "b"\n'
        "SELECT * { VALUES ?a { UNDEF } VALUES ?b { UNDEF } }",
    )
    bound = question.bind({"a": "VALUES ?b { UNDEF }", "b": "} . ?s ?p ?o #"})
    assert bound.endswith('SELECT * { VALUES ?a { "VALUES ?b { UNDEF }" } VALUES ?b { "} . ?s ?p ?o #" } }')


@settings(max_examples=300, deadline=None)
@given(value=HOSTILE)
def test_a_text_comes_back_as_it_was(value: str) -> None:
    """The store reads a bound text as exactly that text."""
    answer = Store.of().rows(f"SELECT ?x {{ VALUES ?x {{ {term(value, 'text')} }} }}")
    assert answer.rows == ((value,),)
