"""The index of a release: what came of each document, what documents claim, and what was found among the claims."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from kommunegraf.reading.pieces import graph_of
from kommunegraf.reading.sources import RESERVED

FILE: Final = "index.sqlite"
READ: Final = """instr(reading, '"content": ""') = 0"""
"""That a document gave a graph, as its row tells; only the key is written so: within a text quotes are escaped."""
TELLING: Final = " OR ".join(
    f"instr(reading, '{nothing}') = 0" for nothing in ('"failure": {}', '"reviews": []', '"unread": []')
)
"""That not all of a file could be read, or that not all its reviews count."""
TABLES: Final = f"""
CREATE TABLE IF NOT EXISTS documents (slug TEXT PRIMARY KEY, piece TEXT, reading TEXT, catalogue TEXT, findings TEXT);
CREATE INDEX IF NOT EXISTS documents_piece ON documents (slug, piece);
CREATE INDEX IF NOT EXISTS documents_type ON documents (json_extract(reading, '$.media_type'));
CREATE INDEX IF NOT EXISTS documents_read ON documents (slug) WHERE {READ};
CREATE INDEX IF NOT EXISTS documents_telling ON documents (slug) WHERE {TELLING};
CREATE TABLE IF NOT EXISTS claims (rule TEXT, together TEXT, slug TEXT, row TEXT);
CREATE INDEX IF NOT EXISTS claims_together ON claims (rule, together);
CREATE INDEX IF NOT EXISTS claims_slug ON claims (slug);
CREATE TABLE IF NOT EXISTS found (rule TEXT, together TEXT, lines TEXT, PRIMARY KEY (rule, together));
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS again (line TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
"""
HEADING: Final = "heading"
"""The name under which the lines of the catalogue are noted that are no document's."""
ASSEMBLED: Final = "assembled"
"""The name under which it is noted that the shared graphs of a release are made of what its index holds."""
Readings = list[dict[str, Any]]
"""What came of files, each as reading.file tells it."""
Group = tuple[str, str]
"""A rule of kommunegraf.clashes.between and the name of the claims that belong together."""


class Index:
    """A SQLite file beside the graphs of a release; written while the release is a draft, read ever after.

    One that is written has ``begun`` as a copy of that of a release; ``before`` is the same release where the graphs
    that documents share can be gone on from there.
    """

    def __init__(
        self, connection: sqlite3.Connection, before: Path | None = None, readings: Readings | None = None
    ) -> None:
        self._connection = connection
        self.begun = before
        self.before = before if before is not None and self.noted(ASSEMBLED) and _whole(before) else None
        self._moved: Counter[str] = Counter()
        self._readings = None if readings is None else {reading["slug"]: reading for reading in readings}
        if before is not None and self.before is None:
            self._connection.execute("DELETE FROM again")
            self._moved.update((*self.catalogued(), *self.found()))

    @classmethod
    def write(cls, folder: Path, before: Path | None = None, readings: Readings | None = None) -> Self:
        """The index of a draft; it starts as a copy of that of the release in the folder ``before``, or empty.

        ``readings`` are those of the release before, where they are known already.
        """
        path = folder / FILE
        if before is not None and not path.exists():
            shutil.copyfile(before / FILE, path)
        connection = sqlite3.connect(path)
        unfinished(connection)
        connection.executescript(TABLES)
        return cls(connection, before, readings)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The index of a release."""
        return cls(sqlite3.connect(f"{(folder / FILE).absolute().as_uri()}?mode=ro&immutable=1", uri=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._connection.commit()
        self._connection.close()

    def pieces(self) -> dict[str, str]:
        """The piece of each document by its slug; "" where there is none."""
        return dict(self._connection.execute("SELECT slug, piece FROM documents"))

    def readings(self) -> Readings:
        """What came of each file, in the order of the slugs; not to be changed."""
        if self._readings is None:
            found: Readings = json.loads(f"[{','.join(self.written_readings())}]")
            self._readings = {reading["slug"]: reading for reading in found}
        return [self._readings[slug] for slug in sorted(self._readings)]

    def readings_of(self, media_type: str) -> Readings:
        """What came of each file of a type."""
        query = "SELECT reading FROM documents WHERE json_extract(reading, '$.media_type') = ?"
        return [json.loads(reading) for (reading,) in self._connection.execute(query, (media_type,))]

    def written_readings(self) -> list[str]:
        """What came of each file as it lies there, in the order of the slugs: JSON with its keys in order."""
        return [reading for (reading,) in self._connection.execute("SELECT reading FROM documents ORDER BY slug")]

    def with_content(self) -> set[str]:
        """The slugs of the documents that gave a graph."""
        return {slug for (slug,) in self._connection.execute("SELECT slug FROM documents WHERE " + READ)}  # noqa: S608, ours

    def telling(self) -> Readings:
        """What came of the files of which not all could be read, or whose reviews do not all count, by slug."""
        rows = self._connection.execute("SELECT reading FROM documents WHERE " + TELLING)  # noqa: S608, ours
        return sorted((json.loads(reading) for (reading,) in rows), key=itemgetter("slug"))

    def remove(self, slug: str) -> set[Group]:
        """Takes a document out; the groups that its claims had a part in."""
        if self._readings is not None:
            self._readings.pop(slug, None)
        touched = set(self._connection.execute("SELECT DISTINCT rule, together FROM claims WHERE slug = ?", (slug,)))
        self._moved.subtract(self._lines("SELECT catalogue FROM documents WHERE slug = ?", slug))
        self._moved.subtract(self._lines("SELECT findings FROM documents WHERE slug = ?", slug))
        self._connection.execute("DELETE FROM claims WHERE slug = ?", (slug,))
        self._connection.execute("DELETE FROM documents WHERE slug = ?", (slug,))
        return touched

    def add(self, reading: Mapping[str, Any], catalogue: str, findings: str, claims: Iterable[Any]) -> set[Group]:
        """Puts a document in; the groups that its claims have a part in."""
        slug = reading["slug"]
        written = json.dumps(reading, ensure_ascii=False, sort_keys=True)
        if self._readings is not None:
            self._readings[slug] = json.loads(written)
        values = slug, reading["piece"], written, catalogue, findings
        self._connection.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", values)
        self._moved.update((*_split(catalogue), *_split(findings)))
        claimed = [(rule, group, slug, json.dumps(row, ensure_ascii=False)) for rule, group, row in claims]
        self._connection.executemany("INSERT INTO claims VALUES (?, ?, ?, ?)", claimed)
        return {(rule, group) for rule, group, _, _ in claimed}

    def claims(self, group: Group) -> list[dict[str, str]]:
        """The claims of one group."""
        rows = self._connection.execute("SELECT row FROM claims WHERE rule = ? AND together = ?", group)
        return [json.loads(row) for (row,) in rows]

    def find(self, group: Group, lines: Iterable[str]) -> None:
        """Keeps what was found among the claims of a group."""
        self._moved.subtract(self._lines("SELECT lines FROM found WHERE rule = ? AND together = ?", *group))
        self._connection.execute("DELETE FROM found WHERE rule = ? AND together = ?", group)
        if text := "\n".join(lines):
            self._moved.update(_split(text))
            self._connection.execute("INSERT INTO found VALUES (?, ?, ?)", (*group, text))

    def catalogued(self) -> Iterator[str]:
        """The lines of all documents in the catalogue."""
        return self._lines("SELECT catalogue FROM documents")

    def found(self) -> Iterator[str]:
        """The lines of all findings: within each document and among the claims."""
        yield from self._lines("SELECT findings FROM documents")
        yield from self._lines("SELECT lines FROM found")

    def head(self, lines: Iterable[str]) -> None:
        """Keeps what the catalogue says of the whole release."""
        if self.before is not None:
            self._moved.subtract(self.noted(HEADING))
        self.note(HEADING, found := sorted(lines))
        self._moved.update(found)

    def moved(self, graph: str) -> dict[str, int]:
        """How many more, or fewer, state each line of a shared graph than those of the release before that is named.

        A document states its lines in the catalogue and its findings, a group what was found among its claims.
        """
        return {line: number for line, number in self._moved.items() if number and graph_of(line) == graph}

    def again(self, line: str) -> int:
        """How many state a line beside the first."""
        row = self._connection.execute("SELECT number FROM again WHERE line = ?", (line,)).fetchone()
        return 0 if row is None else int(row[0])

    def repeat(self, line: str, number: int) -> None:
        """Keeps how many state a line beside the first."""
        if number > 0:
            self._connection.execute("INSERT OR REPLACE INTO again VALUES (?, ?)", (line, number))
        else:
            self._connection.execute("DELETE FROM again WHERE line = ?", (line,))

    def _lines(self, query: str, *values: str) -> Iterator[str]:
        for (text,) in self._connection.execute(query, values):
            yield from _split(text)

    def note(self, name: str, value: object) -> None:
        """Keeps something about the whole release."""
        written = json.dumps(value, ensure_ascii=False, sort_keys=True)
        self._connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, written))

    def noted(self, name: str) -> Any:
        """What was kept by this name, None where nothing was."""
        row = self._connection.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return None if row is None else json.loads(row[0])


def unfinished(connection: sqlite3.Connection) -> None:
    """Readies a file of a draft to be written: of what is taken out nothing stays behind.

    A draft that was interrupted is thrown away, so that its files need no journal and no waiting for the disk.
    """
    for setting in ("secure_delete = ON", "journal_mode = OFF", "synchronous = OFF"):
        connection.execute(f"PRAGMA {setting}")


def _whole(release: Path) -> bool:
    """Whether a release has all graphs that documents share."""
    return all((release / "graphs" / f"{name}.nq").exists() for name in RESERVED)


def _split(text: str) -> list[str]:
    return text.split("\n") if text else []
