"""The graph as nodes and edges with values, as graph tools know them: made document by document, kept on disk."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from kommunegraf import labels
from kommunegraf.export.folding import Fragment, Link, fold, kind_of, name_of
from kommunegraf.export.selection import Selection
from kommunegraf.releases.release import Release
from kommunegraf.terms import BASE

Scalar = str | int | float | bool
BATCH: Final = 2000
CACHE: Final = 32_000
"""Kilobytes that SQLite may keep of each table in memory; what is sorted beyond that goes to disk."""
EVIDENCE: Final = {"quote": "string", "page": "integer", "document": "string", "documents": "integer"}
"""What every edge may carry of its evidence: the words first read, their page and document, and in how many."""
GENERAL: Final = frozenset({"Body", "Thing", "Organization"})
"""Kinds that give way where another graph knows more closely what a thing is."""
SCHEMA: Final = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
CREATE TABLE fragment (id TEXT, kind TEXT, said TEXT);
CREATE TABLE link (id TEXT, kind TEXT, source TEXT, target TEXT, document TEXT, said TEXT);
CREATE TABLE node (id TEXT PRIMARY KEY, kind TEXT, label TEXT, said TEXT) WITHOUT ROWID;
CREATE TABLE edge (id TEXT PRIMARY KEY, kind TEXT, source TEXT, target TEXT, said TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: ``id`` is its address below our base (or whole, where it is not ours), ``kind`` its class.

    ``start`` and ``end`` are the first and last day that its dates cover, "" where it has none.
    """

    id: str
    kind: str
    label: str
    values: Mapping[str, Scalar]
    start: str = ""
    end: str = ""

    @property
    def iri(self) -> str:
        """Its whole address."""
        return self.id if "://" in self.id else BASE + self.id


@dataclass(frozen=True, slots=True)
class Edge:
    """A link from one node to another, or a fact that joins two; its values hold the evidence (EVIDENCE)."""

    id: str
    kind: str
    source: str
    target: str
    values: Mapping[str, Scalar]
    start: str = ""
    end: str = ""


class PropertyGraph:
    """All nodes and edges of a selection, in order, with the keys of their values and each key's type.

    Types are string, integer, number and boolean. A key has the widest type of its values; several values of one key
    are one text, joined by "; ". Everything lies in a temporary SQLite file as large as the graphs of the release:
    in memory are one file of graphs, a batch of rows and SQLite's cache, whatever the number of quads. Measured as
    GraphML: 74 MB resident for 150,000 quads, 136 MB for 10 million.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.node_keys: dict[str, dict[str, str]] = {}
        self.edge_keys: dict[str, dict[str, str]] = {}
        """By kind: key → type, in order."""

    def nodes(self) -> Iterator[Node]:
        """Every node, by kind and then by id."""
        rows = self._connection.execute("SELECT id, kind, label, said FROM node ORDER BY kind, id")
        for id_, kind, label, said in rows:
            values, start, end = json.loads(said)
            yield Node(id_, kind, label, values, start, end)

    def edges(self) -> Iterator[Edge]:
        """Every edge, by kind and then by id."""
        rows = self._connection.execute("SELECT id, kind, source, target, said FROM edge ORDER BY kind, id")
        for id_, kind, source, target, said in rows:
            values, start, end = json.loads(said)
            yield Edge(id_, kind, source, target, values, start, end)

    def counts(self) -> tuple[int, int]:
        """How many nodes and edges there are."""
        one = self._connection.execute("SELECT (SELECT COUNT(*) FROM node), (SELECT COUNT(*) FROM edge)").fetchone()
        return int(one[0]), int(one[1])

    def _fill(self, graphs: Iterable[tuple[str, list[str]]]) -> None:
        for slug, lines in graphs:
            fragments, links = fold(slug, lines)
            self._connection.executemany("INSERT INTO fragment VALUES (?, ?, ?)", map(_fragment_row, fragments))
            self._connection.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?)", map(_link_row, links))
        self._connection.execute("CREATE INDEX described ON fragment (id)")
        missing = self._connection.execute(
            "SELECT end FROM (SELECT source AS end FROM link UNION SELECT target FROM link) "
            "WHERE end NOT IN (SELECT id FROM fragment) ORDER BY end"
        )
        rows = ((id_, kind_of(id_), json.dumps([])) for (id_,) in missing)
        self._insert("fragment", rows)

    def _merge(self) -> None:
        """Makes one node or edge of what several graphs say of it."""
        fragments = self._connection.execute("SELECT id, kind, said FROM fragment ORDER BY id, kind, said")
        self._insert("node", (self._node(id_, list(rows)) for id_, rows in groupby(fragments, itemgetter(0))))
        links = self._connection.execute("SELECT * FROM link ORDER BY id, document, said")
        self._insert("edge", (self._edge(list(rows)) for _, rows in groupby(links, itemgetter(0))))
        for keys in (self.node_keys, self.edge_keys):
            for kind, types in sorted(keys.items()):
                keys[kind] = dict(sorted(types.items()))

    def _insert(self, table: str, rows: Iterator[tuple[object, ...]]) -> None:
        """Inserts rows batch by batch, as they may be read from the same file."""
        batch: list[tuple[object, ...]] = []
        for row in rows:
            batch.append(row)
            if len(batch) == BATCH:
                self._write(table, batch)
        self._write(table, batch)

    def _write(self, table: str, batch: list[tuple[object, ...]]) -> None:
        if batch:
            marks = ", ".join("?" * len(batch[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)  # noqa: S608, our own names
            batch.clear()

    def _node(self, id_: str, rows: list[tuple[str, str, str]]) -> tuple[object, ...]:
        said = [(key, kind, text) for row in rows for key, kind, text in json.loads(row[2])]
        kind = min((row[1] for row in rows), key=lambda kind: (kind in GENERAL, kind))
        values, start, end = _told(said, self.node_keys.setdefault(kind, {}))
        label = name_of(values) or (labels.concept(BASE + id_) or (id_.rpartition("/")[2],))[0]
        return id_, kind, label, json.dumps([values, start, end], ensure_ascii=False)

    def _edge(self, rows: list[tuple[str, str, str, str, str, str]]) -> tuple[object, ...]:
        id_, kind, source, target, document, said = rows[0]
        values, start, end = _told(json.loads(said), self.edge_keys.setdefault(kind, dict(EVIDENCE)))
        if document:
            values = {**values, "document": document, "documents": len({row[4] for row in rows})}
        return id_, kind, source, target, json.dumps([values, start, end], ensure_ascii=False)


@contextmanager
def property_graph(release: Release, selection: Selection) -> Iterator[PropertyGraph]:
    """The property graph of a selection, as long as the block runs."""
    with tempfile.TemporaryDirectory(prefix="kommunegraf-") as folder:
        connection = sqlite3.connect(Path(folder) / "graph.sqlite", isolation_level=None)
        try:
            connection.executescript(SCHEMA)
            connection.executescript(f"PRAGMA cache_size = -{CACHE}; BEGIN")
            found = PropertyGraph(connection)
            found._fill(selection.graphs(release))
            found._merge()
            yield found
        finally:
            connection.close()


def together(keys: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The keys of all kinds with one type each, for formats whose columns are the same for every kind."""
    found: dict[str, str] = {}
    for types in keys.values():
        for name, type_ in types.items():
            found[name] = wider(found.get(name, type_), type_)
    return dict(sorted(found.items()))


def _fragment_row(found: Fragment) -> tuple[str, str, str]:
    return found.id, found.kind, json.dumps(found.said, ensure_ascii=False)


def _link_row(found: Link) -> tuple[str, ...]:
    said = json.dumps(found.said, ensure_ascii=False)
    return found.id, found.kind, found.source, found.target, found.document, said


def _told(said: Iterable[tuple[str, str, str]], types: dict[str, str]) -> tuple[dict[str, Scalar], str, str]:
    """One value for each key, and the first and last day; ``types`` learns the type of each key."""
    texts: dict[str, dict[str, str]] = {}
    days: list[tuple[str, str]] = []
    for key, kind, text in said:
        texts.setdefault(key, {})[text] = "string" if kind == "day" else kind
        if kind == "day":
            days.append(_span(text))
    values: dict[str, Scalar] = {}
    for key, found in sorted(texts.items()):
        kind = next(iter(found.values())) if len(found) == 1 else "string"
        text = "; ".join(sorted(found))
        values[key] = _scalar(kind, text)
        types[key] = wider(types.get(key, kind), kind)
    return values, min((first for first, _ in days), default=""), max((last for _, last in days), default="")


def _scalar(kind: str, text: str) -> Scalar:
    if kind == "integer":
        return int(text)
    if kind == "number":
        return float(text)
    return text == "true" if kind == "boolean" else text


def wider(one: str, other: str) -> str:
    """The type that holds the values of both."""
    if one == other:
        return one
    return "number" if {one, other} == {"integer", "number"} else "string"


def _span(text: str) -> tuple[str, str]:
    """The first and last day of a year, month or day; a month has as many days as it has."""
    from calendar import monthrange

    year, month, day = (*text[:10].split("-"), "", "")[:3]
    if day:
        return text[:10], text[:10]
    if month:
        return f"{year}-{month}-01", f"{year}-{month}-{monthrange(int(year), int(month))[1]:02}"
    return f"{year}-01-01", f"{year}-12-31"
