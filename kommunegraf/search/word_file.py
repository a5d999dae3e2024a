"""The file of a release that finds its words: SQLite, brought up from that of the release before."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from kommunegraf.changes.delta import Change, between, files
from kommunegraf.quads import split
from kommunegraf.reading.pieces import lines_of
from kommunegraf.releases.index import Index, unfinished
from kommunegraf.search import stems
from kommunegraf.search.texts import LEFT_OUT, Text, texts
from kommunegraf.sorted_file import Content, beginning, mapped
from kommunegraf.terms import OA

FILE: Final = "search.sqlite"
SHARED: Final = frozenset({"findings"})
"""Graphs that many documents have a part in: few of their things change at a time."""
PART: Final = re.compile(r"/(?:target|quote|position)$")
"""Ends the address of a part of an evidence."""
AFRESH: Final = 0.3
"""Where more than this share of the graphs changes, the file is made afresh and not from the one before."""
TABLES: Final = """
CREATE TABLE IF NOT EXISTS parts (slug TEXT PRIMARY KEY, version TEXT);
CREATE TABLE IF NOT EXISTS texts (
  id INTEGER PRIMARY KEY, slug TEXT, thing TEXT, kind TEXT, field TEXT, text TEXT, document TEXT, page INTEGER,
  start INTEGER, evidence TEXT);
CREATE INDEX IF NOT EXISTS texts_slug ON texts (slug);
CREATE INDEX IF NOT EXISTS texts_thing ON texts (thing);
CREATE INDEX IF NOT EXISTS texts_evidence ON texts (evidence);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (word, stem, content='', tokenize="unicode61 remove_diacritics 0");
"""


def aside(draft: Path) -> Path:
    """Where the file of a draft is written; it may begin as a copy of that of the release before."""
    return draft / f".{FILE}"


def bring_up(draft: Path, before: Path | None) -> None:
    """Writes the file of a draft whose graphs and index are written; ``before`` is the folder of the release before.

    Only graphs that changed are read; of one that documents share, only the things that changed. Of a graph that is
    gone nothing stays behind, not even in parts of the file that are no longer used.
    """
    held = _held(before) if before else {}
    wanted = _versions(draft, held, before)
    new = aside(draft)
    if before and _is_little(held, wanted):
        if not new.exists():
            shutil.copyfile(before / FILE, new)
        _bring(new, held, wanted, before, draft)
    else:
        new.unlink(missing_ok=True)
        _bring(new, {}, wanted, draft, draft)
    new.replace(draft / FILE)


def catch_up(old: Path, now: Path) -> bool:
    """Makes the file of an old release, where it lies, hold what that of a later one does; whether that was done.

    It is not where it would take longer than to copy that of the later one.
    """
    held, wanted = (_held(folder) for folder in (old, now))
    if caught_up := _is_little(held, wanted):
        _bring(old / FILE, held, wanted, old, now)
    return caught_up


def _is_little(held: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Whether most graphs are held as they are wanted."""
    moved = sum(wanted.get(slug) != held.get(slug) for slug in {*held, *wanted})
    return bool(held) and moved <= AFRESH * len(wanted)


def _bring(file: Path, held: Mapping[str, str], wanted: Mapping[str, str], before: Path, after: Path) -> None:
    """Makes a file that holds these graphs of a release hold those that are wanted of another."""
    gone = held.keys() - wanted.keys()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {stems.VERSION}")
        unfinished(connection)
        connection.executescript(TABLES)
        for slug in sorted(gone):
            _remove(connection, slug)
        for slug in (slug for slug, version in wanted.items() if held.get(slug) != version):
            old, new = (folder / "graphs" / f"{slug}.nq" for folder in (before, after))
            if slug in held and slug in SHARED:
                _change(connection, between(slug, old, new), after)
            else:
                if slug in held:
                    _remove(connection, slug)
                _add(connection, slug, texts(lines_of(new)))
            connection.execute("INSERT OR REPLACE INTO parts VALUES (?, ?)", (slug, wanted[slug]))
        if gone:
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.commit()


def differing(folder: Path) -> list[str]:
    """The graphs of a release whose words are not those of its file: changed, missing, or no longer there."""
    wanted = _versions(folder)
    if not (folder / FILE).exists():
        return list(wanted)
    connection = sqlite3.connect(f"{(folder / FILE).absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    names = "thing, kind, field, text, document, page, start, evidence"
    held: dict[str, list[Text]] = {}
    for slug, *stated in connection.execute(f"SELECT slug, {names} FROM texts ORDER BY thing, id"):  # noqa: S608, our own names
        held.setdefault(slug, []).append(Text(*stated))
    connection.close()
    stated_now = {slug: list(texts(lines_of(folder / "graphs" / f"{slug}.nq"))) for slug in wanted}
    return sorted(slug for slug in {*wanted, *held} if held.get(slug, []) != stated_now.get(slug, []))


def _versions(draft: Path, held: Mapping[str, str] | None = None, before: Path | None = None) -> dict[str, str]:
    """What the texts of each graph depend on: the piece of a document, the content of another graph.

    A graph whose file is that of the release before has the version that is held of it there.
    """
    with Index.read(draft) as index:
        pieces = index.pieces()
    now, then = files(draft / "graphs"), files(before / "graphs") if before else {}
    found: dict[str, str] = {}
    for slug in sorted(now.keys() - LEFT_OUT):
        known = held.get(slug) if held and now[slug] == then.get(slug) else None
        found[slug] = pieces.get(slug) or known or _content(draft / "graphs" / f"{slug}.nq")
    return found


def _content(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _held(folder: Path) -> dict[str, str]:
    """The graphs that the file of a release holds, with their versions; none where it cannot be gone on from."""
    if not (folder / FILE).exists():
        return {}
    connection = sqlite3.connect(folder / FILE)
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != stems.VERSION:
            return {}
        return dict(connection.execute("SELECT slug, version FROM parts"))
    finally:
        connection.close()


def _remove(connection: sqlite3.Connection, slug: str) -> None:
    """Takes out a graph, and what is held of its version."""
    _forget(connection, connection.execute("SELECT id, text FROM texts WHERE slug = ?", (slug,)).fetchall())
    connection.execute("DELETE FROM parts WHERE slug = ?", (slug,))


def _forget(connection: sqlite3.Connection, rows: Iterable[tuple[int, str]]) -> None:
    for number, text in rows:
        connection.execute(
            "INSERT INTO words (words, rowid, word, stem) VALUES ('delete', ?, ?, ?)", _row(number, text)
        )
        connection.execute("DELETE FROM texts WHERE id = ?", (number,))


def _add(connection: sqlite3.Connection, slug: str, found: Iterable[Text]) -> None:
    for text in found:
        stated = text.thing, text.kind, text.field, text.text, text.document, text.page, text.start, text.evidence
        number = connection.execute(
            "INSERT INTO texts VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (slug, *stated)
        ).lastrowid
        connection.execute("INSERT INTO words (rowid, word, stem) VALUES (?, ?, ?)", _row(number or 0, text.text))


def _change(connection: sqlite3.Connection, change: Change, draft: Path) -> None:
    """Puts the things of a graph in anew of which something changed: their own lines, or those of their evidence."""
    with mapped(draft / "graphs" / f"{change.graph}.nq") as content:
        moved = {line.partition(">")[0][1:] for line in (*change.removed, *change.added)}
        quoting: dict[str, set[str]] = {thing: set() for thing in moved}
        for evidence in {PART.sub("", address) for address in moved}:
            lines = [
                line for line in (*change.removed, *_stated(content, evidence)) if line.startswith(f"<{evidence}> ")
            ]
            for body in (split(line)[2].text for line in lines if f"> <{OA.hasBody}> " in line):
                quoting.setdefault(body, set()).add(evidence)
        for thing, evidence_of in sorted(quoting.items()):
            here = change.graph, thing
            asked = "FROM texts WHERE slug = ? AND thing = ?"
            known = {address for (address,) in connection.execute(f"SELECT DISTINCT evidence {asked}", here)}
            _forget(connection, connection.execute(f"SELECT id, text {asked}", here).fetchall())
            addresses = (thing, *sorted((known | evidence_of) - {""}))
            found = texts(line for address in addresses for line in _stated(content, address))
            _add(connection, change.graph, (text for text in found if text.thing == thing))


def _stated(content: Content, address: str) -> Iterator[str]:
    """The lines of a thing, and of what lies below its address."""
    for start in (f"<{address}>", f"<{address}/"):
        yield from (line.decode().removesuffix("\n") for line in beginning(content, start.encode()))


def _row(number: int, text: str) -> tuple[int, str, str]:
    folded = [word for word, _, _ in stems.words(text)]
    return number, " ".join(folded), " ".join(map(stems.stem, folded))
