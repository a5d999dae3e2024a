"""The runner of W3C's suites: it compares by meaning, tells what fails, and the page about it is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph

from kommunegraf.conformance.__main__ import KNOWN, main
from kommunegraf.conformance.comparing import same_answers, same_graphs

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sparql-conformance.md").read_text()
HEAD = '{"head": {"vars": ["a", "b"]}, "results": {"bindings": ['
XSD = "http://www.w3.org/2001/XMLSchema#"


def _json(*rows: str) -> bytes:
    return (HEAD + ", ".join(rows) + "]}}").encode()


def _row(a: str, b: str) -> str:
    return f'{{"a": {{"type": "bnode", "value": "{a}"}}, "b": {{"type": "bnode", "value": "{b}"}}}}'


@pytest.mark.parametrize(
    ("one", "other", "name", "same"),
    [
        (_json(_row("x", "y"), _row("x", "x")), _json(_row("p", "p"), _row("p", "q")), "json", True),
        (_json(_row("x", "y"), _row("x", "x")), _json(_row("p", "p"), _row("q", "p")), "json", False),
        (_json(_row("x", "x"), _row("x", "x")), _json(_row("x", "x")), "json", False),
        (b"a,b\r\n1.0,x\r\n2,_:n\r\n", b"b,a\n_:m,2.00\nx,1\n", "csv", True),
        (b"a,b\n1,x\n", b"a,b\n1,y\n", "csv", False),
        (b"?a\n1.50\n", f'?a\n"1.5"^^<{XSD}decimal>\n'.encode(), "tsv", True),
        (b"?a\n1\n", f'?a\n"1"^^<{XSD}int>\n'.encode(), "tsv", False),
    ],
)
def test_same_answers(one: bytes, other: bytes, name: str, same: bool) -> None:
    """Rows may come in any order and blank nodes bear any name; numbers are equal by value, not across types."""
    assert same == same_answers(one, other, name)


def test_same_graphs() -> None:
    """Graphs are the same whatever their blank nodes are called and however their numbers are written."""
    one, other, another = (
        Graph().parse(data=f"[] <urn:p> {value} .", format="turtle") for value in ("1.0", "1.00", "2.0")
    )
    assert same_graphs(one, other)
    assert not same_graphs(one, another)


MANIFEST = """
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
<> mf:entries (<#right> <#wrong> <#good> <#bad>) .
<#right> a mf:QueryEvaluationTest ; mf:action [qt:query <q.rq> ; qt:data <d.ttl>] ; mf:result <right.srj> .
<#wrong> a mf:QueryEvaluationTest ; mf:action [qt:query <q.rq> ; qt:data <d.ttl>] ; mf:result <wrong.srj> .
<#good> a mf:PositiveSyntaxTest11 ; mf:action <q.rq> .
<#bad> a mf:NegativeSyntaxTest11 ; mf:action <bad.rq> .
"""


def _answer(value: str) -> str:
    return f'{{"head": {{"vars": ["x"]}}, "results": {{"bindings": [{{"x": {{"type": "uri", "value": "{value}"}}}}]}}}}'


def test_runner(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A made suite with one wrong answer: three tests pass, the wrong one is named, and the exit code is 1."""
    folder = tmp_path / "sparql" / "sparql11" / "bind"
    folder.mkdir(parents=True)
    files = {
        "manifest.ttl": MANIFEST,
        "d.ttl": "<urn:s> <urn:p> <urn:o> .",
        "q.rq": "SELECT ?x { ?x <urn:p> ?o }",
        "bad.rq": "SELECT {",
        "right.srj": _answer("urn:s"),
        "wrong.srj": _answer("urn:other"),
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    assert 1 == main([str(tmp_path)])
    printed = capsys.readouterr().out
    assert "bind/wrong: another answer" in printed
    assert "| query evaluation | 2 | 1 | 1 | 0 |" in printed
    assert "| query syntax | 2 | 2 | 0 | 0 |" in printed


def test_use(tmp_path: Path) -> None:
    """Without a folder it says how it is used."""
    assert 2 == main([])
    assert 2 == main([str(tmp_path / "none")])


def test_page_names_our_tests() -> None:
    """Each rule that the page calls a test of ours stands in the file that it names; they are as many as it says."""
    rows = re.findall(r"^\| [a-z ]+, (\d+) \| `([^`]+)` \| (.+) \|$", PAGE, re.MULTILINE)
    assert 3 == len(rows)
    for count, file, names in rows:
        text = (ROOT / file).read_text()
        named = re.findall(r"`([\w-]+)`", names)
        assert int(count) == len(named)
        assert [] == [name for name in named if name.replace("-", "_") not in text]


def test_page_tells_the_known_failures() -> None:
    """The page has each failure that the runner calls known, and the engine's version that is locked."""
    section = PAGE.partition("## Known failures")[2].partition("\n## ")[0]
    assert sorted(KNOWN) == sorted(re.findall(r"`([\w-]+/[\w-]+)`", section))
    assert "pyoxigraph 0.5.13" in PAGE
    assert "pyoxigraph==0.5.13" in (ROOT / "constraints.txt").read_text()
