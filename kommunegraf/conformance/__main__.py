"""Runs the suites from a checkout of w3c/rdf-tests: `python -m kommunegraf.conformance FOLDER`.

FOLDER is the checkout, or its folder sparql/sparql11. Nothing of it is kept; the server listens on loopback only.
Ends with 1 where a test fails that is not known to.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import rdflib

from kommunegraf.conformance.evaluation import data_of, is_syntax, query_tests, run_evaluation, run_syntax
from kommunegraf.conformance.protocols import protocol_data, run_description, run_graph_store, run_protocol
from kommunegraf.conformance.serving import release, running
from kommunegraf.conformance.suite import Test

KNOWN: Final = frozenset(
    {
        "aggregates/agg-empty-group-count-graph",
        "aggregates/agg-groupconcat-04",
        "aggregates/agg-groupconcat-06",
        "bindings/graph",
        "csv-tsv-res/tsv03",
        "functions/bnode01",
        "negation/graph-minus",
        "property-path/zero_or_more_set_end",
        "property-path/zero_or_more_set_start",
        "property-path/zero_or_one_set_end",
        "property-path/zero_or_one_set_start",
    }
)
"""Tests that the store's engine is known to fail; docs/sparql-conformance.md says why."""


def main(arguments: list[str]) -> int:
    """Runs everything and prints what failed and a table of counts."""
    if len(arguments) != 1 or not (root := _root(Path(arguments[0]))).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    rows: list[tuple[str, int, int, int]] = []
    new: list[str] = []
    with tempfile.TemporaryDirectory() as name, _as_written():
        folder = Path(name)
        chosen = query_tests(root)
        release(folder, {**data_of(root, chosen), **protocol_data(root)})
        with running(folder) as site:
            for title, results in (
                ("protocol", run_protocol(root, site)),
                ("service description", run_description(root, site)),
                ("query evaluation", run_evaluation(root, site, [test for test in chosen if not is_syntax(test)])),
                ("query syntax", run_syntax(root, site, [test for test in chosen if is_syntax(test)])),
                ("graph store", run_graph_store(root, folder, site)),
            ):
                rows.append((title, *_counted(results, new)))
    print("\n| suite | tests | passed | failed | not for a read-only endpoint |\n| --- | ---: | ---: | ---: | ---: |")
    for title, passed, failed, apart in rows:
        print(f"| {title} | {passed + failed + apart} | {passed} | {failed} | {apart} |")
    return 1 if new else 0


@contextmanager
def _as_written() -> Iterator[None]:
    """Literals stay as they are written, for the suite compares them so; what else runs in the process is spared."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def _root(folder: Path) -> Path:
    nested = folder / "sparql" / "sparql11"
    return nested if nested.is_dir() else folder


def _counted(results: Iterable[tuple[Test, str]], new: list[str]) -> tuple[int, int, int]:
    """How many passed, failed and were left out; prints those that failed and notes those that are not known."""
    counts = [0, 0, 0]
    for test, said in results:
        counts[2 if said == "-" else bool(said)] += 1
        if said and said != "-":
            name = f"{test.folder}/{test.name}"
            print(f"{name}{' (known)' if name in KNOWN else ''}: {said[:200]}")
            if name not in KNOWN:
                new.append(name)
    return counts[0], counts[1], counts[2]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
