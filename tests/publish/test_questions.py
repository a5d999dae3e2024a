"""The named questions give on Virtuoso what they give here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from kommunegraf.publishing.engines import address
from kommunegraf.publishing.remote import Remote
from kommunegraf.publishing.sending import publish
from kommunegraf.queries import question, questions
from kommunegraf.releases.release import Release
from kommunegraf.store import Store

CASES = Path(__file__).parents[1] / "queries"
Row = dict[str, str]
APART = {"how-many-municipalities-mention": "context"}
"""Columns that Debian's Virtuoso, 7.2.5, fills otherwise: see `test_what_it_does_to_joined_texts`."""


@pytest.fixture(scope="module")
def asked(
    virtuoso: str,
    graphs: Mapping[str, Sequence[str]],
    make: Callable[[Path, Mapping[str, Sequence[str]]], Release],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Remote]:
    """Virtuoso with the small made dataset and nothing else of ours."""
    store = tmp_path_factory.mktemp("asked")
    with Remote(address(virtuoso, "virtuoso"), "dba", "dba", tries=1) as remote:
        for row in remote.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
            if "/id/graph/" in row["g"]:
                remote.drop(row["g"])
        make(store, graphs)
        publish(store, remote)
        yield remote


@pytest.mark.parametrize("name", [found.name for found in questions()])
def test_answer(name: str, asked: Remote, dataset: Path) -> None:
    """A question has the same rows on Virtuoso as here; where texts stand in an order it has its own."""
    path = CASES / f"{name}.json"
    text = question(name).bind(json.loads(path.read_text()) if path.exists() else {})
    bindings = json.loads(Store.of(dataset).query(text).write("json"))["results"]["bindings"]
    ours = [{column: cell["value"] for column, cell in row.items()} for row in bindings]
    assert _sorted(ours, APART.get(name)) == _sorted(asked.rows(text), APART.get(name))


def test_what_it_does_to_joined_texts(asked: Remote) -> None:
    """Virtuoso's CONCAT takes a stored text with characters beyond Latin-1 apart where the other is within it."""
    asked.begin("http://other.example/dash", ['<http://a> <http://b> "–" .'])
    query = 'SELECT (CONCAT(?dash, "å") AS ?joined) { GRAPH <http://other.example/dash> { ?s ?p ?dash } }'
    assert [{"joined": "–".encode().decode("latin-1") + "å"}] == asked.rows(query)
    asked.drop("http://other.example/dash")


def _sorted(rows: list[Row], apart: str | None) -> list[list[tuple[str, str]]]:
    return sorted(sorted((name, value) for name, value in row.items() if name != apart) for row in rows)
