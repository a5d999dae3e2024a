"""The command search: what it prints, its exit code, and what it says to a mistake."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kommunegraf.cli import main


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "KOMMUNEGRAF_STORE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def _run(store: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["--store", str(store), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_search_prints_a_table_and_the_counts(served: Path) -> None:
    """Hits with their quotes on stdout; how many there are, and of which kinds, on stderr."""
    result = _run(served, "search", "læreplads*", "--limit", "2")
    assert result.exit_code == 0
    assert "**lærepladser**" in result.stdout
    assert result.stderr.startswith("2 of ")
    assert "Allocation" in result.stderr


def test_search_as_csv_and_json(served: Path) -> None:
    """The same hits as records, with the address of their evidence."""
    rows = list(csv.DictReader(io.StringIO(_run(served, "search", "laereplads*", "--format", "csv").stdout)))
    found = json.loads(_run(served, "search", "laereplads*", "--format", "json").stdout)
    assert [row["thing"] for row in rows] == [hit["thing"] for hit in found["hits"]]
    assert rows[0]["evidence"].startswith("https://w3id.org/kommunegraf/id/evidence/")
    chosen = json.loads(_run(served, "search", "laereplads*", "--kind", "allocation", "--format", "json").stdout)
    assert {hit["kind"] for hit in chosen["hits"]} == {"Allocation"}


def test_search_for_words_in_a_row_and_without(served: Path) -> None:
    """What the shell took quotation marks off is still in a row; what follows a - is left out."""
    in_a_row = json.loads(_run(served, "search", "Pulje til lærepladser", "--format", "json").stdout)
    assert (in_a_row["query"], in_a_row["total"] > 0) == ('"Pulje til lærepladser"', True)
    without = json.loads(_run(served, "search", "pulje", "-lærepladser", "--format", "json").stdout)
    assert all("lærepladser" not in hit["label"].casefold() for hit in without["hits"])


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [("findesikke", 1, "Error: Nothing in the graph has the words findesikke."), ("-pulje", 2, "at least one word")],
)
def test_search_that_finds_nothing(served: Path, words: str, code: int, told: str) -> None:
    """Nothing found is 1, a search for nothing is wrong use."""
    result = _run(served, "search", words)
    assert (result.exit_code, result.stdout, told in result.stderr) == (code, "", True)


def test_query_with_a_search(served: Path, tmp_path: Path) -> None:
    """kg:matches searches in a query of one's own on the command line, too."""
    file = tmp_path / "words.rq"
    file.write_text(
        'PREFIX kg: <https://w3id.org/kommunegraf/ns#> SELECT ?thing { ?thing kg:matches "læreplads*" }',
        encoding="utf-8",
    )
    rows = _run(served, "query", str(file), "--format", "csv").stdout.splitlines()
    found = json.loads(_run(served, "search", "læreplads*", "--format", "json").stdout)
    assert len(rows) - 1 == found["total"] > 0


def test_mcp_without_its_library(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library for agents is not installed, the message says how to install it."""
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.delitem(sys.modules, "kommunegraf.agents", raising=False)
    result = _run(served, "mcp")
    assert (result.exit_code, "pip install 'kommunegraf[mcp]'" in result.stderr) == (1, True)


def test_mcp_without_a_graph(tmp_path: Path) -> None:
    """Where nothing was built there is nothing to serve."""
    result = _run(tmp_path, "mcp")
    assert (result.exit_code, "Build it first" in result.stderr) == (1, True)
