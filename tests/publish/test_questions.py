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
DIFFERS = {
    "coverage-ledger": "gives a row twice, in spite of DISTINCT",
    "decisions-by-outcome": "the server ends",
    "findings": "leaves what a finding concerns unbound, as the graphs were loaded",
    "how-many-municipalities-mention": "CONCAT makes a question mark of characters beyond Latin-1",
    "municipalities-by-region": "gives a row twice, in spite of DISTINCT",
    "recommended-and-decided": "GROUP_CONCAT does not keep the order of its sub-select",
    "warnings": "leaves the document unbound",
    "where-a-municipality-is-named": "gives a row twice, in spite of DISTINCT",
}
"""Questions that Debian's Virtuoso, 7.2.5, answers otherwise, and what it was seen to do."""
Row = dict[str, str]


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


@pytest.mark.parametrize("name", [found.name for found in questions() if found.name not in DIFFERS])
def test_answer(name: str, asked: Remote, dataset: Path) -> None:
    """A question has the same rows on Virtuoso as here."""
    path = CASES / f"{name}.json"
    text = question(name).bind(json.loads(path.read_text()) if path.exists() else {})
    bindings = json.loads(Store.of(dataset).query(text).write("json"))["results"]["bindings"]
    ours = [{column: cell["value"] for column, cell in row.items()} for row in bindings]
    assert _sorted(ours) == _sorted(asked.rows(text))


def test_every_difference_is_of_a_question() -> None:
    """What is known to differ is asked."""
    assert set() == DIFFERS.keys() - {found.name for found in questions()}


def _sorted(rows: list[Row]) -> list[list[tuple[str, str]]]:
    return sorted(sorted(row.items()) for row in rows)
