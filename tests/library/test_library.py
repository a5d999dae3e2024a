"""The graph from Python: tables, facts, search, and what its documentation shows."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import nbformat
import pandas
import polars
import pytest
from nbclient import NotebookClient

import kommunegraf
from kommunegraf.cells import cell
from kommunegraf.errors import BadParameter, BadQuery, NoRelease, UnknownQuestion
from kommunegraf.library import Graph, Table
from kommunegraf.queries import questions
from kommunegraf.releases.release import current
from kommunegraf.store import Store

ROOT = Path(__file__).parents[2]
PYTHON = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.DOTALL)
SPARQL = re.findall(r"```sparql\n(.*?)```", (ROOT / "docs" / "search.md").read_text(encoding="utf-8"), re.DOTALL)
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def graph(served: Path) -> Graph:
    return kommunegraf.open(served)


def test_opened_by_folder_or_environment(served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is the one named, else that of KOMMUNEGRAF_STORE; where nothing was built it says so."""
    name = current(served).name
    assert kommunegraf.open(str(served)).name == name
    monkeypatch.setenv("KOMMUNEGRAF_STORE", str(served))
    assert kommunegraf.open().name == name
    with pytest.raises(NoRelease):
        kommunegraf.open(tmp_path)


@pytest.mark.parametrize("name", [asked.name for asked in questions()])
def test_every_question_as_a_data_frame(graph: Graph, name: str) -> None:
    """Each answer becomes a data frame of pandas and of polars with the same columns and number of rows."""
    table = graph.ask(name)
    assert table.columns[-1] == "evidence"
    one, other = table.pandas(), table.polars()
    assert (list(one.columns), one.shape) == (list(table.columns), (len(table), len(table.columns)))
    assert (other.columns, other.shape) == (list(table.columns), one.shape)


def test_values_have_their_types(graph: Graph) -> None:
    """Sums and years are numbers, codes stay texts, and what is missing is None."""
    row = next(iter(graph.ask("what-a-municipality-got", kommune="0621")))
    assert (row["recipient"], row["amount"], type(row["amount"])) == ("Kolding", 3000000, int)
    mention = next(iter(graph.ask("mentions")))
    assert isinstance(mention["code"], str)
    frame = graph.ask("funding").pandas()
    assert pandas.api.types.is_numeric_dtype(frame["amount"])
    assert graph.ask("funding").polars()["amount"].dtype in {polars.Int64, polars.Float64}


@pytest.mark.parametrize(
    ("column", "value", "datatype", "expected"),
    [
        ("amount", "3000000", "", 3000000),
        ("amount", "2.5", "", 2.5),
        ("amount", "about 3", "", "about 3"),
        ("code", "0621", "", "0621"),
        ("n", "7", "integer", 7),
        ("n", "7.50", "decimal", 7.5),
        ("n", "12345678901234567890", "integer", "12345678901234567890"),
        ("yes", "true", "boolean", True),
        ("day", "2031-03-04", "date", date(2031, 3, 4)),
        ("day", "2031", "gYear", "2031"),
    ],
)
def test_cells(column: str, value: str, datatype: str, expected: object) -> None:
    """A cell is what its datatype, or its column, says; a number too long to be exact stays a text."""
    found = cell(column, {"value": value, "datatype": XSD + datatype if datatype else ""})
    assert (found, type(found)) == (expected, type(expected))


def test_facts_come_with_their_evidence(graph: Graph) -> None:
    """Facts of a class have values by property, and the quotes that SPARQL finds for them."""
    facts = list(graph.facts(kind="Allocation"))
    assert facts
    for fact in facts:
        query = f"""PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX schema: <http://schema.org/>
          SELECT ?evidence ?quote ?amount WHERE {{ GRAPH ?g {{
            ?evidence oa:hasBody <{fact.iri}> ; oa:hasTarget/oa:hasSelector/oa:exact ?quote .
            <{fact.iri}> schema:amount/schema:value ?amount }} FILTER(STRENDS(STR(?g), "/{fact.document}")) }}"""
        found = {(row["evidence"], row["quote"], str(row["amount"])) for row in graph.query(query)}
        amount = fact.value("schema:amount/schema:value")
        assert {(evidence.iri, evidence.quote, amount) for evidence in fact.evidence} == found
        assert all(evidence.document == fact.document for evidence in fact.evidence)
        assert fact.value("kg:poolName") == fact.label


def test_facts_of_a_document(samples: Path) -> None:
    """The facts of one document are those of all that it states; each is one of those that the release counts."""
    graph = kommunegraf.open(samples)
    report = current(samples).report()["documents"][0]
    facts = list(graph.facts(document=report["slug"]))
    assert {fact.document for fact in facts} == {report["slug"]}
    kinds = {kind: sum(fact.kind == kind for fact in facts) for kind in report["facts"]}
    assert kinds == report["facts"]
    assert [fact.iri for fact in graph.facts() if fact.document == report["slug"]] == [fact.iri for fact in facts]
    with pytest.raises(BadParameter):
        next(graph.facts(document="no-such-document"))


def test_search_and_query(graph: Graph) -> None:
    """Search gives hits with quotes; a query may search, too, and reads only."""
    found = graph.search("læreplads*")
    query = 'PREFIX kg: <https://w3id.org/kommunegraf/ns#> SELECT ?thing { ?thing kg:matches "læreplads*" }'
    assert len(graph.query(query)) == found.total > 0
    assert graph.query("ASK { ?s ?p ?o }") == Table(("answer",), ((True,),))
    for text in ("DROP ALL", "CONSTRUCT WHERE { ?s ?p ?o }", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"):
        with pytest.raises(BadQuery):
            graph.query(text)


def test_mistakes_are_told(graph: Graph) -> None:
    """Unknown questions and parameters are errors that say what there is."""
    with pytest.raises(UnknownQuestion, match="Near it: allocations"):
        graph.ask("alocations")
    with pytest.raises(BadParameter, match="no parameter colour"):
        graph.ask("allocations", colour="red")


@pytest.mark.slow
def test_the_documentation_runs(
    samples: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What docs/python.md shows runs from top to bottom on the samples, and prints something."""
    monkeypatch.setenv("KOMMUNEGRAF_STORE", str(samples))
    assert len(PYTHON) > 4
    exec("\n".join(PYTHON), {})  # noqa: S102, our own documentation
    assert "Aalborg" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("text", SPARQL, ids=range(len(SPARQL)))
def test_the_searches_of_the_documentation_find(samples: Path, text: str) -> None:
    """The queries that docs/search.md shows find something in the samples."""
    assert len(kommunegraf.open(samples).query(text)) > 0
    assert len(Store.open(current(samples).folder / "store").rows(text).rows) == 0


@pytest.mark.slow
def test_the_notebook_runs(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/example.ipynb runs from top to bottom on the samples; every cell that shows something shows it."""
    monkeypatch.setenv("KOMMUNEGRAF_STORE", str(samples))
    book = nbformat.read(ROOT / "docs" / "example.ipynb", as_version=4)
    assert all(not found.outputs for found in book.cells if found.cell_type == "code")
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    assert all(found.outputs for found in book.cells if found.cell_type == "code")


def test_the_packages_are_typed() -> None:
    """The packages say to type checkers that they are typed."""
    assert (ROOT / "kommunegraf" / "py.typed").exists()
    assert (ROOT / "extract" / "py.typed").exists()
