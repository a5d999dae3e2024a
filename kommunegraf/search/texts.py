"""The words of a release: its labels and quotes in a SQLite file that finds them, brought up from the one before."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS

from kommunegraf.quads import Value, split
from kommunegraf.reading.pieces import graph_of, lines_of
from kommunegraf.releases.index import Index
from kommunegraf.search import stems
from kommunegraf.terms import DCT, FOAF, KG, OA

FILE: Final = "search.sqlite"
LABEL: Final = "label"
QUOTE: Final = "quote"
LEFT_OUT: Final = frozenset({"catalogue", "coverage"})
"""Graphs that say how the data was made."""
AFRESH: Final = 0.3
"""Where more than this share of the graphs changes, the file is made afresh and not from the one before."""
LABELS: Final = tuple(
    map(
        str,
        (
            *(SKOS.prefLabel, DCT.title, FOAF.name, KG.purpose, KG.statement, KG.what, KG.poolName, KG.agreementName),
            *(KG.personName, KG.partyName, KG.bodyName, KG.recipientName, KG.role, KG.entityName, KG.measure),
            *(KG.datasetName, KG.printedName, KG.targetName, KG.organisationName, KG.shortName, KG.about),
            *(RDFS.label, SKOS.altLabel),
        ),
    )
)
"""The properties whose values are labels, the one that a thing is best called by first."""
RANK: Final = {predicate: number for number, predicate in enumerate(LABELS)}
KINDS: Final = {
    str(SKOS.Concept): "Concept",
    str(OWL.Class): "Class",
    str(OWL.ObjectProperty): "Property",
    str(OWL.DatatypeProperty): "Property",
    str(OWL.AnnotationProperty): "Property",
}
"""What things are that have no class of ours."""
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
Things = Mapping[str, list[tuple[str, Value]]]
"""Property and value of all that is said of a thing, by its address."""


@dataclass(frozen=True, slots=True)
class Text:
    """A label or a quote of a thing; ``kind`` is the thing's class.

    A quote has its ``document`` (the slug), ``page``, ``start`` (its first character in the document's text) and the
    address of its ``evidence``.
    """

    thing: str
    kind: str
    field: str
    text: str
    document: str = ""
    page: int | None = None
    start: int | None = None
    evidence: str = ""


def bring_up(draft: Path, before: Path | None) -> None:
    """Writes the file of a draft whose graphs and index are written; ``before`` is the folder of the release before.

    Only graphs that changed are read. Where one is gone the file is made afresh, so that nothing of it stays behind.
    """
    wanted = _versions(draft)
    held = _held(before) if before else {}
    changed = [slug for slug, version in wanted.items() if held.get(slug) != version]
    aside = draft / f".{FILE}"
    aside.unlink(missing_ok=True)
    if before and held and held.keys() <= wanted.keys() and len(changed) <= AFRESH * len(wanted):
        shutil.copyfile(before / FILE, aside)
    else:
        held, changed = {}, list(wanted)
    connection = sqlite3.connect(aside)
    connection.execute(f"PRAGMA user_version = {stems.VERSION}")
    connection.executescript(TABLES)
    for slug in changed:
        if slug in held:
            _remove(connection, slug)
        _add(connection, slug, wanted[slug], texts(lines_of(draft / "graphs" / f"{slug}.nq")))
    connection.commit()
    connection.close()
    aside.replace(draft / FILE)


def differing(folder: Path) -> list[str]:
    """The graphs of a release whose words are not those of its file: changed, missing, or no longer there."""
    wanted = _versions(folder)
    if not (folder / FILE).exists():
        return list(wanted)
    connection = sqlite3.connect(f"{(folder / FILE).absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    names = "thing, kind, field, text, document, page, start, evidence"
    held: dict[str, list[Text]] = {}
    for slug, *stated in connection.execute(f"SELECT slug, {names} FROM texts ORDER BY id"):  # noqa: S608, our own names
        held.setdefault(slug, []).append(Text(*stated))
    connection.close()
    stated_now = {slug: list(texts(lines_of(folder / "graphs" / f"{slug}.nq"))) for slug in wanted}
    return sorted(slug for slug in {*wanted, *held} if held.get(slug, []) != stated_now.get(slug, []))


def _versions(draft: Path) -> dict[str, str]:
    """What the texts of each graph depend on: the piece of a document, the content of another graph."""
    with Index.read(draft) as index:
        pieces = index.pieces()
    files = sorted(path for path in (draft / "graphs").iterdir() if path.stem not in LEFT_OUT)
    return {path.stem: pieces.get(path.stem) or hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


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
    for number, text in connection.execute("SELECT id, text FROM texts WHERE slug = ?", (slug,)).fetchall():
        connection.execute(
            "INSERT INTO words (words, rowid, word, stem) VALUES ('delete', ?, ?, ?)", _row(number, text)
        )
    connection.execute("DELETE FROM texts WHERE slug = ?", (slug,))
    connection.execute("DELETE FROM parts WHERE slug = ?", (slug,))


def _add(connection: sqlite3.Connection, slug: str, version: str, found: Iterable[Text]) -> None:
    connection.execute("INSERT INTO parts VALUES (?, ?)", (slug, version))
    for text in found:
        stated = text.thing, text.kind, text.field, text.text, text.document, text.page, text.start, text.evidence
        number = connection.execute(
            "INSERT INTO texts VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (slug, *stated)
        ).lastrowid
        connection.execute("INSERT INTO words (rowid, word, stem) VALUES (?, ?, ?)", _row(number or 0, text.text))


def _row(number: int, text: str) -> tuple[int, str, str]:
    folded = [word for word, _, _ in stems.words(text)]
    return number, " ".join(folded), " ".join(map(stems.stem, folded))


def texts(lines: Iterable[str]) -> Iterator[Text]:
    """The labels and quotes that N-Quads lines state, thing by thing: its best label first, quotes as they stand."""
    for slug, things in graphs(lines):
        if slug not in LEFT_OUT:
            yield from of_things(things)


def graphs(lines: Iterable[str]) -> list[tuple[str, Things]]:
    """What N-Quads lines state of things with an address, by the slugs of their graphs, in order."""
    found: dict[str, dict[str, list[tuple[str, Value]]]] = {}
    for line in lines:
        if line.startswith("_:"):
            continue
        subject, predicate, value = split(line)
        found.setdefault(graph_of(line), {}).setdefault(subject, []).append((predicate, value))
    return sorted(found.items(), key=lambda graph: graph[0])


def of_things(things: Things) -> Iterator[Text]:
    """The labels and quotes of the things of one graph."""
    quotes = _quotes(things)
    for thing, said in sorted(things.items()):
        if not (kind := _kind(said)):
            continue
        labels = sorted({(RANK[name], value.language != "da", value.text) for name, value in said if name in RANK})
        for label in dict.fromkeys(text for _, _, text in labels):
            yield Text(thing, kind, LABEL, label)
        for start, evidence, quote, document, page in quotes.get(thing, ()):
            yield Text(thing, kind, QUOTE, quote, document, page, start, evidence)


def _kind(said: Iterable[tuple[str, Value]]) -> str:
    """The class of a thing; "" where it is none that is looked for."""
    classes = sorted(value.text for name, value in said if name == str(RDF.type))
    ours = (name.removeprefix(str(KG)) for name in classes if name.startswith(str(KG)))
    return next(ours, next((KINDS[name] for name in classes if name in KINDS), ""))


def _quotes(things: Things) -> dict[str, list[tuple[int, str, str, str, int | None]]]:
    """By fact: start, evidence, quote, document and page of its quotes, in the order of the text."""
    found: dict[str, list[tuple[int, str, str, str, int | None]]] = {}
    for evidence, said in things.items():
        stated = {name: value.text for name, value in said}
        body, target = stated.get(str(OA.hasBody)), stated.get(str(OA.hasTarget))
        if body is None or target is None:
            continue
        quote, start, document = _words(things, target)
        page = int(stated[str(KG.page)]) if str(KG.page) in stated else None
        if quote:
            found.setdefault(body, []).append((start, evidence, quote, document, page))
    return {body: sorted(quotes, key=lambda quote: quote[:2]) for body, quotes in found.items()}


def _words(things: Things, target: str) -> tuple[str, int, str]:
    """The words that a target points at, where they start, and the slug of their document."""
    quote, start, document = "", 0, ""
    for name, value in things.get(target, ()):
        if name == str(OA.hasSource):
            document = value.text.rpartition("/")[2]
        if name == str(OA.hasSelector):
            stated = {inner: found.text for inner, found in things.get(value.text, ())}
            quote = stated.get(str(OA.exact), quote)
            start = int(stated.get(str(OA.start), start))
    return quote, start, document
