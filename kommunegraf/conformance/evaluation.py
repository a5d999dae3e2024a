"""The tests of the query language: evaluation, result formats and syntax, each asked over HTTP with its own data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from rdflib import RDF, Graph
from rdflib.term import Node

from kommunegraf.conformance.comparing import RS, same_answers, same_as_result_set, same_graphs
from kommunegraf.conformance.serving import Answer, Site
from kommunegraf.conformance.suite import MF, QT, Test, data, is_iri, path_of, tests
from kommunegraf.sparql import names_its_graphs

FOLDERS: Final = (
    *("aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping", "negation"),
    *("project-expression", "property-path", "subquery", "syntax-query", "json-res", "csv-tsv-res"),
)
RESULTS: Final = {
    ".srx": ("xml", "application/sparql-results+xml"),
    ".srj": ("json", "application/sparql-results+json"),
    ".csv": ("csv", "text/csv"),
    ".tsv": ("tsv", "text/tab-separated-values"),
}
PARSERS: Final = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml"}
NOWHERE: Final = "urn:no-graph"
"""Stands for an empty default graph."""


def query_tests(root: Path) -> list[Test]:
    """The tests of the query language and of its result formats."""
    return list(tests(root, *FOLDERS))


def is_syntax(test: Test) -> bool:
    """Whether a test only says that a query is one, or is none."""
    return "Syntax" in test.kind


def data_of(root: Path, chosen: list[Test]) -> dict[str, list[Graph]]:
    """Every file of data that these tests name, as a graph by its name."""
    files: dict[str, str] = {}
    for test in chosen:
        default, named = data(test)
        files |= {file: file for file in default} | {name: file for file, name in named}
    return {name: [_read(root, file)] for name, file in sorted(files.items())}


def _read(root: Path, file: str) -> Graph:
    path = path_of(root, file)  # type: ignore[arg-type]
    return Graph().parse(path, format=PARSERS[path.suffix], publicID=file)


def run_evaluation(root: Path, site: Site, chosen: list[Test]) -> Iterator[tuple[Test, str]]:
    """Each test with what was wrong, "" where it passed."""
    for test in chosen:
        yield test, _evaluate(root, site, test)


def _evaluate(root: Path, site: Site, test: Test) -> str:
    query = test.manifest.value(test.manifest.value(test.node, MF.action), QT.query)
    result = test.manifest.value(test.node, MF.result)
    default, named = data(test)
    text = _text(root, query)
    dataset = [("default-graph-uri", file) for file in default or [NOWHERE]]
    dataset += [("named-graph-uri", name) for _, name in named]
    if not default and names_its_graphs(text):
        dataset = []
    path = path_of(root, result)
    wanted = Graph()
    if path.suffix in PARSERS:
        wanted.parse(path, format=PARSERS[path.suffix], publicID=str(result))
    is_table = path.suffix in RESULTS or (None, RDF.type, RS.ResultSet) in wanted
    name, media_type = RESULTS.get(path.suffix, RESULTS[".srj"]) if is_table else ("ttl", "text/turtle")
    answer = _ask(site, text, media_type, dataset)
    if answer.status != 200:
        return f"{answer.status} {answer.body.decode(errors='replace').strip()}"
    if not is_table:
        same = same_graphs(wanted, Graph().parse(data=answer.body, format="turtle"))
    elif wanted:
        same = same_as_result_set(wanted, answer.body)
    else:
        same = same_answers(path.read_bytes(), answer.body, name)
    return "" if same else "another answer"


def run_syntax(root: Path, site: Site, chosen: list[Test]) -> Iterator[tuple[Test, str]]:
    """Each test of syntax: a bad query is refused as none, a good one is not, whether or not it can be evaluated."""
    for test in chosen:
        action = test.manifest.value(test.node, MF.action)
        query = action if is_iri(action) else test.manifest.value(action, QT.query)
        answer = _ask(site, _text(root, query), "*/*", [("default-graph-uri", NOWHERE)])
        refused = answer.status == 400 and b"Not a SPARQL query" in answer.body
        yield test, "" if refused == test.kind.startswith("Negative") else f"{answer.status} {answer.body.decode()}"


def _text(root: Path, query: Node | None) -> str:
    """A query with its own address as base."""
    return f"BASE <{query}>\n" + path_of(root, query).read_text(encoding="utf-8")


def _ask(site: Site, query: str, accept: str, dataset: list[tuple[str, str]]) -> Answer:
    headers = {"Content-Type": "application/sparql-query", "Accept": accept}
    return site.send("POST", f"/sparql?{urlencode(dataset)}", headers, query.encode())
