"""The folder for Neo4j keeps the rules of neo4j-admin's headers, restated here."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from kommunegraf.export.neo4j import constraints, relation

FIELD = re.compile(r"[A-Za-z_]\w*(?::(?:ID|long|double|boolean|date))?|:(?:START_ID|END_ID|LABEL|TYPE)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def tables(folder: Path, part: str) -> dict[str, list[dict[str, str]]]:
    """The files of nodes or relationships, by name, as rows by column."""
    found = {}
    for path in sorted(folder.glob(f"{part}-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.name] = list(csv.DictReader(file))
    return found


def test_headers_and_cells(exported) -> None:
    """Each header has what its file needs once, with types that Neo4j knows, and each cell is of its type."""
    folder = exported("neo4j")
    needed = {"nodes": {"id:ID", ":LABEL"}, "relationships": {":START_ID", ":END_ID", ":TYPE"}}
    for part, fields in needed.items():
        for name, rows in tables(folder, part).items():
            header = next(csv.reader((folder / name).open(encoding="utf-8", newline="")))
            assert fields <= set(header)
            assert len(header) == len({field.partition(":")[0] or field for field in header}), header
            assert all(FIELD.fullmatch(field) for field in header), header
            for row in rows:
                for field, cell in row.items():
                    _fits(field, cell)


def _fits(field: str, cell: str) -> None:
    match field.partition(":")[2] if cell else "":
        case "long":
            int(cell)
        case "double":
            float(cell)
        case "boolean":
            assert cell in ("true", "false")
        case "date":
            assert DAY.fullmatch(cell)


def test_ends_are_nodes(exported) -> None:
    """Ids are unique over all files, and each relationship goes from one of them to another."""
    folder = exported("neo4j")
    ids = [row["id:ID"] for rows in tables(folder, "nodes").values() for row in rows]
    assert len(ids) == len(set(ids)) > 20
    for rows in tables(folder, "relationships").values():
        assert {row[end] for row in rows for end in (":START_ID", ":END_ID")} <= set(ids)


def test_evidence_is_on_the_relationships(exported) -> None:
    """A share of a pool has its sum, its words and its document."""
    rows = tables(exported("neo4j"), "relationships")["relationships-Allocation.csv"]
    assert {"3000000.0", "1800000.0"} == {row["amount:double"] for row in rows}
    assert {("ALLOCATION", "kkr-syddanmark-2031-03-14")} == {(row[":TYPE"], row["document"]) for row in rows}
    assert all(row["quote"] for row in rows)


def test_arguments_name_every_file(exported) -> None:
    """import.args names each file once, and says that values may hold line ends."""
    folder = exported("neo4j")
    arguments = (folder / "import.args").read_text(encoding="utf-8").splitlines()
    named = [argument.rpartition("=")[2] for argument in arguments if argument.endswith(".csv")]
    assert sorted(path.name for path in folder.glob("*.csv")) == sorted(named)
    assert "--multiline-fields=true" in arguments
    assert "neo4j" == arguments[-1]


def test_constraints() -> None:
    """Each kind has one constraint, with a name of its own."""
    lines = list(constraints(["AgendaItem", "KKR"]))
    assert "CREATE CONSTRAINT agenda_item_id IF NOT EXISTS FOR (n:AgendaItem) REQUIRE n.id IS UNIQUE;" in lines
    assert "CREATE CONSTRAINT kkr_id IF NOT EXISTS FOR (n:KKR) REQUIRE n.id IS UNIQUE;" in lines
    assert ["IS_PART_OF", "ALLOCATION"] == [relation(kind) for kind in ("isPartOf", "Allocation")]
