"""Every question has its summary, parses, and gives its expected answer on the small made dataset."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rdflib import RDF, Dataset

from kommunegraf.checking.validation import validate
from kommunegraf.errors import BadParameter, BadQuery, UnknownQuestion
from kommunegraf.evidenced import EVIDENCE, evidenced, read
from kommunegraf.queries import FOLDER, Question, question, questions, readme
from kommunegraf.sparql import form, words
from kommunegraf.store import Store
from kommunegraf.terms import KG, PREFIXES

HERE = Path(__file__).parent
GOLD = Path(__file__).parents[3] / "shared" / "gold" / "README.md"
NAMES = [question.name for question in questions()]


@pytest.fixture(scope="module")
def store(dataset: Path) -> Store:
    return Store.of(dataset)


def _values(name: str) -> dict[str, str]:
    """The parameters that a question is tried with, where its own defaults say nothing of the dataset."""
    path = HERE / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else {}


@pytest.mark.parametrize("name", NAMES)
def test_answer(name: str, store: Store, update_expected: bool) -> None:
    """A question gives the rows of its CSV file, in that order."""
    given = store.query(question(name).bind(_values(name))).write("csv").decode().replace("\r\n", "\n")
    path = HERE / f"{name}.csv"
    if update_expected or not path.exists():
        path.write_text(given, encoding="utf-8")
        assert update_expected, f"{path} was written: read it and run again"
    assert path.read_text(encoding="utf-8") == given
    assert given.count("\n") > 1, "a question that finds nothing is not tried"


@pytest.mark.parametrize("name", NAMES)
def test_evidence_is_one_more_column(name: str, store: Store) -> None:
    """With its evidence an answer has the columns of the question, in their order, and the evidence last."""
    asked = question(name)
    text = asked.bind(_values(name))
    told = read(asked, store.query(evidenced(asked, text)).write("json"))
    own = (column for column in store.rows(text).columns if column != EVIDENCE)
    assert (*own, EVIDENCE) == told.columns


@pytest.mark.parametrize("name", NAMES)
def test_header(name: str) -> None:
    """A question begins with itself in Danish and English, asks, and is in a fixed order."""
    asked = question(name)
    assert asked.text.startswith("#+ summary: ")
    assert asked.summary.endswith("?")
    assert asked.summary_en.endswith("?")
    assert form(asked.text) == "SELECT"
    assert "ORDER" in words(asked.text)
    assert "*" not in asked.text.split("WHERE")[0].split("SELECT")[-1]


@pytest.mark.parametrize("name", NAMES)
def test_prefixes(name: str) -> None:
    """A question declares the prefixes that it uses, and those as the project does."""
    declared = dict(re.findall(r"^PREFIX ([\w-]+): <([^>]+)>", question(name).text, re.MULTILINE))
    body = re.sub(r'"[^"\n]*"|<[^>\s]*>|^(?:#|PREFIX).*$', "", question(name).text, flags=re.MULTILINE)
    used = set(re.findall(r"(?<![\w-])([a-z][\w-]*):[A-Za-z]", body))
    assert set(declared) == used
    assert {prefix: str(PREFIXES[prefix]) for prefix in declared} == declared


@pytest.mark.parametrize("name", [asked.name for asked in questions() if asked.is_table])
def test_columns_of_tables(name: str) -> None:
    """A table of single documents gives the document and then the columns of its header."""
    head = (HERE / f"{name}.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert ["document", *(column for column, _ in question(name).columns)] == head.split(",")


@pytest.mark.skipif(not GOLD.exists(), reason="the shared gold is not here")
def test_tables_are_those_of_the_gold() -> None:
    """Each table of the gold has its question, with the same columns and keys."""
    rows = re.findall(r"^\| ([a-z-]+) \| ([\w, ]+) \|", GOLD.read_text(encoding="utf-8"), re.MULTILINE)
    wanted = {name: columns.strip() for name, columns in rows if name != "table"}
    written = {asked.name: re.search(r"^#\+ columns: (.*)$", asked.text, re.MULTILINE) for asked in questions()}
    assert wanted == {name: match[1] for name, match in written.items() if match}


def test_questions_across_documents() -> None:
    """There are at least twelve questions across documents; each says where the answer stands, in its own words.

    Those that ask the reference data or the catalogue alone say so in their header.
    """
    across = [asked for asked in questions() if not asked.is_table and "#+ answers-from: " not in asked.text]
    assert len(across) >= 12
    for asked in across:
        head = (HERE / f"{asked.name}.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert {"document", "page", "quote"} <= set(head), asked.name


def test_readme() -> None:
    """queries/README.md is what the headers say: `python -m kommunegraf.queries` writes it."""
    assert readme() == (FOLDER / "README.md").read_text(encoding="utf-8")


def test_a_value_is_a_term_never_text(store: Store) -> None:
    """A value that looks like SPARQL is looked for as it is."""
    text = question("what-a-municipality-got").bind({"municipality": '0621" } UNION { ?s ?p ?o } #\\'})
    assert store.rows(text).rows == ()


def test_municipality_by_code_and_name(store: Store) -> None:
    """A municipality is found by its code, its name and its full name, whatever the case."""
    asked = question("what-a-municipality-got")
    found = [store.rows(asked.bind({"municipality": name})) for name in ("0621", "kolding", "Kolding Kommune")]
    assert [answer.rows[0][:3] for answer in found] == [("Kolding", "Pulje til lærepladser", "3000000")] * 3


@pytest.mark.parametrize(
    ("from_", "months", "expected"),
    [
        ("2031-04-30", "6", {"2031-04-30"}),
        ("2031-05-01", "6", set()),
        ("2030-10-30", "6", {"2031-04-30"}),
        ("2030-10-29", "6", set()),
        ("2032-07-01", "6", {"2033"}),
        ("2033-12-31", "1", {"2033"}),
    ],
)
def test_what_falls_due(store: Store, from_: str, months: str, expected: set[str]) -> None:
    """A day falls due from its first to its last day, a year from January to December."""
    answer = store.rows(question("what-falls-due").bind({"from": from_, "months": months}))
    assert expected == {row[0] for row in answer.rows}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("what-falls-due", {"from": "in spring"}),
        ("what-falls-due", {"months": "six"}),
        ("evidence-of", {"iri": "not an address"}),
        ("allocations", {"pool": "x"}),
    ],
)
def test_refused_parameters(name: str, values: dict[str, str]) -> None:
    """A value that is not of its kind, and a name that the question does not have, are refused."""
    with pytest.raises(BadParameter):
        question(name).bind(values)


def test_unknown_question_names_its_neighbours() -> None:
    """A misspelt name is answered with the nearest names."""
    with pytest.raises(UnknownQuestion, match="allocations"):
        question("alocations")


def test_malformed_parameter_is_our_fault() -> None:
    """A parameter line without a VALUES block is an error of the file."""
    with pytest.raises(ValueError, match="VALUES"):
        _ = Question("x", '#+ parameter: a text "da" "en"\nSELECT ?a WHERE {}').parameters


def test_words_are_not_misled() -> None:
    """A keyword in a string, an address, a comment, a variable or a prefixed name is none."""
    assert ["ASK"] == list(words("ASK { ?service x:service 'SERVICE' , <http://x/SERVICE> # SERVICE\n }"))


@pytest.mark.parametrize("text", ["SELECT * { service <http://x/> {} }", "PREFIX a: <b> LOAD <http://x/>", "DROP ALL"])
def test_refused_texts(text: str) -> None:
    """What would fetch from elsewhere or change the graph is refused before it runs."""
    with pytest.raises(BadQuery):
        form(text)


def test_dataset_is_what_a_build_would_serve(dataset: Path) -> None:
    """The made dataset keeps to the shapes: a question that answers on it answers on real data."""
    graphs = Dataset()
    graphs.parse(dataset, format="trig")
    documents = [graph for graph in graphs.graphs() if (None, RDF.type, KG.Document) in graph]
    assert len(documents) == 3
    assert [problem for graph in documents for problem in validate(graph).violations] == []
