"""Checks what lies beside the graphs of a release: the store, the words, the index, the pieces, the originals."""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kommunegraf import identity
from kommunegraf.changes.history import FOLDER, RELEASE, Entry, History
from kommunegraf.kept import originals
from kommunegraf.reading.pieces import DOCUMENT, GRAPH, Pieces, lines_of
from kommunegraf.releases import findings, holdings
from kommunegraf.releases.ground import BEARING, NOTE, bearing
from kommunegraf.releases.index import FILE as INDEX
from kommunegraf.releases.release import Release
from kommunegraf.search import word_file
from kommunegraf.store import Store

Fault = tuple[str, str]
"""What is wrong, in Danish and English."""


def store(release: Release) -> Iterator[Fault]:
    """Graphs whose quads in the store are not those of their file, and orders of the store that lack some."""
    held, whole = release.store(), 0
    paths = {str(identity.graph(slug)): path for slug, path in release.graphs().items()}
    for name in sorted(held.graphs() | paths.keys()):
        lines = lines_of(paths[name]) if name in paths else []
        wanted, stored = set(Store.of_lines(lines).lines()), set(held.lines_in(name))
        whole += len(stored)
        if wanted != stored:
            slug, counts = name.rpartition("/")[2], (len(stored), len(wanted), len(wanted - stored))
            yield (
                f"{slug}: databasen har {counts[0]} udsagn, filen {counts[1]}; {counts[2]} af dem mangler.",
                f"{slug}: the store has {counts[0]} quads, the file {counts[1]}; {counts[2]} of these are missing.",
            )
    for order, number in held.orders().items():
        if number != whole:
            yield (
                f"Databasen finder {number} af {whole} udsagn i rækkefølgen {order}.",
                f"The store finds {number} of {whole} quads in the order {order}.",
            )


def words(release: Release) -> Iterator[Fault]:
    """Graphs whose words to search in are not those that they have."""
    for slug in word_file.differing(release.folder):
        yield (
            f"{slug}: der søges i andre ord end dem, den har.",
            f"{slug}: its words to search in are not those it has.",
        )


def databases(release: Release) -> Iterator[Fault]:
    """What SQLite finds wrong with its files."""
    for name in (INDEX, word_file.FILE):
        address = f"{(release.folder / name).absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            for (said,) in connection.execute("PRAGMA integrity_check"):
                if said != "ok":
                    yield f"{name} er ødelagt: {said}", f"{name} is damaged: {said}"


def index(release: Release) -> Iterator[Fault]:
    """What the index says of the release and the next build goes on from, where the graphs or the pieces say else."""
    graphs = release.graphs()
    with release.index() as held:
        readings, found, catalogued = held.readings(), set(held.found()), set(held.catalogued())
        named = held.pieces() == {reading["slug"]: reading["piece"] for reading in readings}
        noted = {name: held.noted(name) for name in (NOTE, BEARING)}
        claims = _claims(release, readings)
        for group, rows in sorted(claims.items()):
            if _counted(held.claims(group)) != _counted(rows):
                yield (
                    f"Indekset har andre påstande om {group[0]} {group[1]}, end dokumenterne har.",
                    f"The index has other claims on {group[0]} {group[1]} than the documents.",
                )
    stated = {name: set(lines_of(graphs[name])) if name in graphs else set() for name in (*SHARED, "catalogue")}
    wanted = {NOTE: holdings.missing(stated[holdings.NAME]), BEARING: bearing(readings)}
    parts = {
        " ".join(SHARED): found == {line for name in SHARED for line in stated[name]},
        "catalogue": catalogued <= stated["catalogue"],
        "pieces": named,
        **{name: value is None or value == wanted[name] for name, value in noted.items()},
    }
    for name, agrees in parts.items():
        if not agrees:
            yield f"Indekset og graferne er ikke enige: {name}.", f"The index and the graphs do not agree: {name}."


SHARED: Final = (findings.NAME, holdings.NAME)
"""The graphs that are made of what the index holds."""


def _claims(release: Release, readings: Iterable[dict[str, Any]]) -> dict[tuple[str, str], list[Any]]:
    """What the documents claim by group, as their pieces have it."""
    pieces, claims = _pieces(release), defaultdict[tuple[str, str], list[Any]](list)
    for reading in readings:
        for rule, group, row in pieces.reading(reading["piece"])["claims"] if reading["piece"] in pieces else ():
            claims[rule, group].append(row)
    return claims


def _counted(rows: Iterable[dict[str, str]]) -> Counter[tuple[tuple[str, str], ...]]:
    return Counter(tuple(sorted(row.items())) for row in rows)


def pieces(release: Release) -> Iterator[Fault]:
    """Pieces, which the next release is made of, that are not what this release has of the document."""
    kept = _pieces(release)
    for reading in release.report()["documents"]:
        slug, piece = reading["slug"], reading["piece"]
        if piece not in kept:
            continue
        held = {
            GRAPH: release.folder / "graphs" / f"{slug}.nq",
            DOCUMENT: release.folder / "documents" / f"{slug}.json",
        }
        differing = [part for part, path in held.items() if not _equal(kept.path(piece, part), path)]
        if differing or kept.reading(piece)["reading"] != reading:
            yield (
                f"{slug}: det, næste build bruger (pieces/{piece}), er ændret: slet den mappe, og byg igen.",
                f"{slug}: what the next build uses (pieces/{piece}) was changed: remove that folder and build again.",
            )


def _pieces(release: Release) -> Pieces:
    return Pieces(_folder(release) / "pieces")


def _folder(release: Release) -> Path:
    """The store folder that a release lies in."""
    return release.folder.parent.parent


def _equal(one: Path, other: Path) -> bool:
    if not (one.exists() and other.exists()):
        return False
    return one.samefile(other) or one.read_bytes() == other.read_bytes()


def files(release: Release) -> Iterator[Fault]:
    """Kept files of documents whose bytes are not those that were read."""
    for reading in release.report()["documents"]:
        path = originals.find(_folder(release), reading["sha256"])
        if path is not None:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found != path.name:
                yield (
                    f"{reading['slug']}: den gemte fil originals/{path.name} er ændret: slet den, og byg igen.",
                    f"{reading['slug']}: the kept file originals/{path.name} was changed: remove it and build again.",
                )


def history(release: Release) -> Iterator[Fault]:
    """Patches of earlier releases that cannot be read, and entries of the log that do not follow on one another."""
    folder = _folder(release)
    log, before = History(folder), ""
    for number, entry in enumerate(log.entries(), 1):
        datetime.fromisoformat(entry.published)
        try:
            stands = (entry.number, entry.before) == (number, before) and _led_to(log, entry)
        except (OSError, EOFError, ValueError, zlib.error) as error:
            name = f"{FOLDER}/{log.patch(number).name}"
            yield f"{name}: kan ikke læses ({error}).", f"{name}: cannot be read ({error})."
        else:
            if not stands:
                yield (
                    f"{FOLDER}/: nr. {number} er ikke, hvad dens rettelse og den før siger.",
                    f"{FOLDER}/: no. {number} is not what its patch and the one before say.",
                )
        before = entry.release
    if before != release.name:
        yield f"{FOLDER}/: den sidste udgave er en anden.", f"{FOLDER}/: the last release is another one."


def _led_to(log: History, entry: Entry) -> bool:
    """Whether a patch has the names and, less what was withdrawn since, the numbers of its entry; all of it is read."""
    path = log.patch(entry.number)
    if not path.exists():
        return (entry.removed, entry.added) == (0, 0)
    kinds: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            kinds[line if line.startswith("H ") else line[:2]] += 1
    heads = f"H id <{RELEASE}{entry.release}> .\n", f"H prev <{RELEASE}{entry.before}> .\n"
    named = all(head in kinds for head in heads)
    return named and kinds["D "] <= entry.removed and kinds["A "] <= entry.added
