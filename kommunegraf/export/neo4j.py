"""A folder for ``neo4j-admin database import``: one file of nodes for each kind, one of relationships for each type.

``import.args`` holds the arguments (``neo4j-admin database import full @import.args``, run in the folder), and
``constraints.cypher`` what makes ids unique after the import. Nodes are ``Thing`` and their own kind; every
relationship has its evidence as properties: quote, page, document and documents (how many state it).
Memory: a batch of rows, whatever the size of the graph.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final

from kommunegraf.export.property_graph import PropertyGraph, Scalar, property_graph
from kommunegraf.export.selection import Selection
from kommunegraf.export.xml import plain
from kommunegraf.releases.release import Release

TYPES: Final = {"string": "", "integer": ":long", "number": ":double", "boolean": ":boolean"}
DAYS: Final = ("start:date", "end:date")
ARGUMENTS: Final = ("--multiline-fields=true", "--id-type=string")


def write(release: Release, selection: Selection, folder: Path) -> None:
    """Writes a selection into an empty folder."""
    with property_graph(release, selection) as graph:
        arguments = [*ARGUMENTS]
        for kind in _nodes(graph, folder):
            arguments.append(f"--nodes=nodes-{kind}.csv")
        for kind in _relationships(graph, folder):
            arguments.append(f"--relationships=relationships-{kind}.csv")
        _text(folder / "import.args", [*arguments, "neo4j"])
        _text(folder / "constraints.cypher", constraints(graph.node_keys))


def constraints(kinds: Iterable[str]) -> Iterator[str]:
    """Cypher that makes ids unique, and finds things by their label."""
    yield "CREATE CONSTRAINT thing_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;"
    yield "CREATE INDEX thing_label IF NOT EXISTS FOR (n:Thing) ON (n.label);"
    for kind in kinds:
        if kind != "Thing":
            name = relation(kind).lower()
            yield f"CREATE CONSTRAINT {name}_id IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE;"


def relation(kind: str) -> str:
    """The type of a relationship, in the manner of Neo4j: isPartOf is IS_PART_OF."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", kind).upper()


def _nodes(graph: PropertyGraph, folder: Path) -> Iterator[str]:
    for kind, found in groupby(graph.nodes(), lambda node: node.kind):
        keys = graph.node_keys[kind]
        label = kind if kind == "Thing" else f"Thing;{kind}"
        _table(
            folder / f"nodes-{kind}.csv",
            ["id:ID", "label", "iri", *_header(keys), *DAYS, ":LABEL"],
            (
                [node.id, node.label, node.iri, *_cells(keys, node.values), node.start, node.end, label]
                for node in found
            ),
        )
        yield kind


def _relationships(graph: PropertyGraph, folder: Path) -> Iterator[str]:
    for kind, found in groupby(graph.edges(), lambda edge: edge.kind):
        keys = graph.edge_keys[kind]
        _table(
            folder / f"relationships-{kind}.csv",
            [":START_ID", ":END_ID", "id", *_header(keys), *DAYS, ":TYPE"],
            (
                [edge.source, edge.target, edge.id, *_cells(keys, edge.values), edge.start, edge.end, relation(kind)]
                for edge in found
            ),
        )
        yield kind


def _header(keys: Mapping[str, str]) -> list[str]:
    return [f"{name}{TYPES[type_]}" for name, type_ in keys.items()]


def _cells(keys: Iterable[str], values: Mapping[str, Scalar]) -> list[str]:
    return [plain(values.get(name, "")) for name in keys]


def _table(path: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


def _text(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
