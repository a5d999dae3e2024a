"""Every command: what it prints, its exit code, and what it says to a mistake."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kommunegraf.cli import main

TEXT = (
    "Referat\nByrådet i Lemvig Kommune\n4. marts 2031\n\n"
    "1. Godkendelse af dagsorden\nSagsnr. 31-0007\nBeslutning: Godkendt.\n"
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "KOMMUNEGRAF_STORE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def _run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder built from one small text by the command itself, beside an empty file."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "in").mkdir()
    (folder / "in" / "referat.txt").write_text(TEXT, encoding="utf-8")
    (folder / "in" / "tom.txt").write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["--store", str(folder / "store"), "build", str(folder / "in")])
    assert result.exit_code == 0, result.output
    return folder / "store"


def test_build_says_what_failed(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each failed file is one line on stderr in the user's language; stdout stays empty."""
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    result = _run("--store", built, "build", built.parent / "in")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "tom.txt: er tom. Hent filen igen, eller fjern den.\n" in result.stderr
    assert "1 dokumenter læst, 1 fejlede" in result.stderr


def test_build_of_nothing(tmp_path: Path) -> None:
    """Where no file can be read the exit code is 1 and the message says so; a path that is not there is wrong use."""
    (tmp_path / "tom.txt").write_text("")
    result = _run("--store", tmp_path / "store", "build", tmp_path)
    assert (result.exit_code, "Error: None of the files can be read." in result.stderr) == (1, True)
    assert _run("--store", tmp_path / "store", "build", tmp_path / "nowhere").exit_code == 2


@pytest.mark.parametrize(
    ("name", "mark"), [("trig", "<https://w3id.org/kommunegraf/id/graph/referat>"), ("nq", " .\n"), ("jsonld", "[{")]
)
def test_extract(tmp_path: Path, name: str, mark: str) -> None:
    """The graph of one document goes to stdout in the format asked for."""
    (tmp_path / "referat.txt").write_text(TEXT, encoding="utf-8")
    result = _run("extract", tmp_path / "referat.txt", "--format", name)
    assert result.exit_code == 0
    assert mark in result.stdout


def test_extract_lines_from_stdin() -> None:
    """With jsonl each line is a fact with its kind and quote; - is stdin."""
    result = _run("extract", "-", "--format", "jsonl", stdin=TEXT)
    assert result.exit_code == 0
    for line in result.stdout.splitlines():
        fact = json.loads(line)
        assert fact["document"] == "stdin"
        assert TEXT.replace("\n", " ").find(fact["evidence"]["quote"].split()[0]) >= 0


def test_extract_of_what_is_no_document(tmp_path: Path) -> None:
    """A file that cannot be read is an error of one line with advice, exit code 1."""
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4 broken")
    result = _run("extract", tmp_path / "x.pdf")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: x.pdf: ")
    assert result.stderr.count("\n") == 1


def test_validate(built: Path) -> None:
    """The release conforms, and the number of quotes that were checked is told; so is that of a file."""
    for arguments in (("validate",), ("validate", built.parent / "in" / "referat.txt")):
        result = _run("--store", built, *arguments)
        assert result.exit_code == 0, result.output
        assert "1 documents checked: 0 violations." in result.stdout
        assert "quotes checked: 0 do not stand where they should." in result.stdout


def test_validate_counts_each_shape(built: Path) -> None:
    """A line for each shape: as a table, or as CSV that stands alone on stdout; the reference tells seconds."""
    table = _run("--store", built, "validate").stdout
    assert re.search(r"^ *kgs:Evidence +[1-9]\d* +0 +0", table, re.MULTILINE)
    result = _run("--store", built, "validate", "--engine", "pyshacl", "--format", "csv")
    assert "quotes checked" in result.stderr
    head, *lines = csv.reader(result.stdout.splitlines())
    assert head == ["shape", "nodes", "violations", "warnings", "seconds"]
    assert lines[-1][0] == "pyshacl"
    assert sum(int(line[1]) for line in lines[:-1]) == int(lines[-1][1])
    assert all(float(line[4]) >= 0 for line in lines)


def test_validate_finds_a_changed_document(built: Path) -> None:
    """A kept text that is not the one that was read fails the quotes: exit code 3."""
    (kept,) = (built / "current" / "documents").glob("*.json")
    whole = kept.read_text(encoding="utf-8")
    if '"@type"' in whole or "quotes checked" not in _run("--store", built, "validate").stdout:
        pytest.fail("nothing to check")
    document = json.loads(whole)
    document["text"] = document["text"].swapcase()
    kept.write_text(json.dumps(document), encoding="utf-8")
    try:
        result = _run("--store", built, "validate")
    finally:
        kept.write_text(whole, encoding="utf-8")
    assert result.exit_code == 3
    assert "other words stand at" in result.stdout


def test_queries(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list shows each question with its sentence in the user's language."""
    assert "Who got how much per place?" in _run("queries").stdout
    monkeypatch.setenv("LANG", "da_DK.UTF-8")
    assert "allocations" in _run("queries").stdout


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "xml", "table"])
def test_query_formats(served: Path, name: str) -> None:
    """A question is answered in each format."""
    result = _run("--store", served, "query", "allocations", "--format", name)
    assert result.exit_code == 0
    assert "Kolding" in result.stdout
    assert "3000000" in result.stdout


def test_query_with_parameter(served: Path) -> None:
    """-p narrows the answer."""
    result = _run("--store", served, "query", "what-a-municipality-got", "-p", "municipality=0630", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["recipient"], row["amount"], row["page"]) for row in rows] == [("Vejle", "1800000", "2")]


def test_query_of_file_and_stdin(served: Path, tmp_path: Path) -> None:
    """A query of one's own comes from a .rq file or from stdin; CONSTRUCT is written as a graph."""
    (tmp_path / "own.rq").write_text("ASK { ?s ?p ?o }")
    assert _run("--store", served, "query", tmp_path / "own.rq", "--format", "csv").stdout == "true"
    construct = "CONSTRUCT WHERE { <https://w3id.org/kommunegraf/id/party/A> ?p ?o }"
    assert "Socialdemokratiet" in _run("--store", served, "query", "-", "--format", "ttl", stdin=construct).stdout


@pytest.mark.parametrize(
    ("arguments", "stdin", "told"),
    [
        (("alocations",), None, "Near it: allocations"),
        (("allocations", "-p", "pool=x"), None, "has no parameter pool"),
        (("allocations", "-p", "pool"), None, "write name=value"),
        (("what-falls-due", "-p", "from=soon"), None, "does not fit"),
        (("-",), "SELECT * {", "Not a SPARQL query"),
        (("-",), "DROP ALL", "read-only"),
        (("-",), "SELECT * { SERVICE <http://x/> {} }", "SERVICE"),
        (("-", "--format", "csv"), "CONSTRUCT WHERE { ?s ?p ?o }", "written as ttl"),
        (("nowhere.rq",), None, "nowhere.rq"),
    ],
)
def test_query_mistakes(served: Path, arguments: tuple[str, ...], stdin: str | None, told: str) -> None:
    """A mistake is exit code 2 and one line on stderr, never a trace."""
    result = _run("--store", served, "query", *arguments, stdin=stdin)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--memory", "64", "Error: The query took more than 64 MiB of memory and was stopped"),
        ("--timeout", "0.2", "Error: The query took more than 0.2 seconds and was stopped"),
    ],
)
def test_query_within_limits(served: Path, option: str, value: str, told: str) -> None:
    """A query that takes more than it may ends with 1 and the reason; the others are not concerned."""
    endless = "SELECT DISTINCT ?a ?b ?c ?d { ?a ?p ?q . ?b ?r ?s . ?c ?t ?u . ?d ?v ?w } ORDER BY ?a"
    result = _run("--store", served, "query", "-", "--format", "csv", option, value, stdin=endless)
    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr
    assert "Kolding" in _run("--store", served, "query", "allocations", option, "500").stdout


def test_show(served: Path) -> None:
    """A thing is shown with its names and every fact about it, in the document's words with page."""
    result = _run("--store", served, "show", "kolding")
    assert result.exit_code == 0
    assert "https://w3id.org/kommunegraf/id/municipality/0621" in result.stdout
    assert "(kkr-syddanmark-2031-03-14, p. 2)" in result.stdout
    assert "«Kolding 20 3,0»" in result.stdout
    by_address = _run("--store", served, "show", "municipality/0621")
    assert result.stdout.partition("\n")[2] == by_address.stdout.partition("\n")[2]


def test_show_of_several_and_none(served: Path) -> None:
    """Part of several names lists them; what nobody knows is exit code 1."""
    several = _run("--store", served, "show", "aftale")
    assert several.exit_code == 0
    assert "agreement/mere-fritid\tAftale om mere fritid\n" in several.stdout
    assert ((none := _run("--store", served, "show", "Atlantis")).exit_code, "Atlantis" in none.stderr) == (1, True)


def test_status(built: Path, served: Path) -> None:
    """The status names the documents, what failed and why, facts by kind and sums that do not add up."""
    told = _run("--store", built, "status").stdout
    assert "referat: " in told
    assert "tom.txt: is empty." in told
    assert (
        "kkr-syddanmark-2031-03-14: Rækkerne giver 4800000 kr., totalen er 5000000 kr."
        in _run("--store", served, "status").stdout
    )


def test_evaluate(served: Path, tmp_path: Path) -> None:
    """The answers are scored against right ones; a folder without any is wrong use."""
    gold = tmp_path / "kkr-syddanmark-2031-03-14"
    gold.mkdir()
    (gold / "allocations.csv").write_text(
        "pool,recipient,recipient_code,amount,places\n"
        "Pulje til lærepladser,Kolding,0621,3000000,20\n"
        "Pulje til lærepladser,Vejle,0630,1900000,15\n"
    )
    result = _run("--store", served, "evaluate", tmp_path, "--documents")
    assert result.exit_code == 0
    assert "0.500 (0.09–0.91)" in result.stdout
    assert "mean F1 0.5000 (1 tables)" in result.stdout
    assert _run("--store", served, "evaluate", gold).exit_code == 2


@pytest.mark.parametrize("ending", ["ttl", "trig", "nt", "nq", "jsonld", "rdf"])
def test_export(served: Path, tmp_path: Path, ending: str) -> None:
    """The whole graph is written in the format that the ending says."""
    path = tmp_path / f"graph.{ending}"
    assert _run("--store", served, "export", path).exit_code == 0
    assert "lærepladser" in path.read_text(encoding="utf-8")


def test_export_to_unknown_ending(served: Path, tmp_path: Path) -> None:
    """An ending that says no format is wrong use, and nothing is written."""
    result = _run("--store", served, "export", tmp_path / "graph.docx")
    assert (result.exit_code, ".trig" in result.stderr) == (2, True)
    assert not (tmp_path / "graph.docx").exists()


def test_export_of_a_selection(served: Path, tmp_path: Path) -> None:
    """A selection is written with its checksum; where nothing fits, the message says so and nothing is written."""
    path = tmp_path / "money.graphml.gz"
    options = ("--kind", "Funding", "--body", "Kolding Kommune", "--year", "2031", "--checksum")
    assert _run("--store", served, "export", path, *options).exit_code == 0
    assert {"money.graphml.gz", "money.graphml.gz.sha256"} == {file.name for file in tmp_path.iterdir()}
    result = _run("--store", served, "export", tmp_path / "none.gexf", "--topic", "rumfart")
    assert (result.exit_code, "fits the selection" in result.stderr) == (1, True)
    assert not (tmp_path / "none.gexf").exists()


@pytest.mark.parametrize("command", [("status",), ("query", "allocations"), ("serve",), ("validate",), ("show", "x")])
def test_no_graph_yet(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Where nothing is built each command says how to build."""
    result = _run("--store", tmp_path, *command)
    assert result.exit_code == 1
    assert "kommunegraf build" in result.stderr


def test_store_from_the_environment(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """KOMMUNEGRAF_STORE names the folder where --store does not."""
    monkeypatch.setenv("KOMMUNEGRAF_STORE", str(served))
    assert "Kolding" in _run("query", "allocations", "--format", "csv").stdout


def test_help_documents_exit_codes() -> None:
    """The help tells the exit codes, and each command has help."""
    assert "3 the data does not conform" in " ".join(_run("--help").stdout.split())
    assert all(command.help for command in main.commands.values())
