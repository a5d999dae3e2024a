"""A release that is not what its name says is found out, whatever was changed."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.resources import ROOT
from kommunegraf.build import build, withdraw
from kommunegraf.changes.history import History
from kommunegraf.checking.verifying import Verified, verify
from kommunegraf.export import export
from kommunegraf.reading.sources import collect
from kommunegraf.releases.release import Release


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of one sample, in a folder from which another document was withdrawn."""
    sample = sorted((ROOT / "samples").glob("*.pdf"))[0]
    folder = tmp_path_factory.mktemp("verified")
    text = "Dagsorden til møde i Byrådet i Odder Kommune\nDen 4. marts 2031 på Rådhuset\n\nPunkt 1: Stier\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    build(collect([sample, folder / "a.txt"]), folder / "store")
    return withdraw(folder / "store", "a", "En fejl.", "2031-05-12")


@pytest.fixture
def release(built: Release, tmp_path: Path) -> Release:
    """A copy of it and of all that lies beside it, to be harmed."""
    folder = Path(shutil.copytree(built.folder.parent.parent, tmp_path / "store", symlinks=True))
    return Release(folder / "releases" / built.name)


def _told(found: Verified) -> str:
    return "\n".join(english for _, english in found.faults)


def _harm(path: Path, at: float = 0.5) -> None:
    """Changes one bit of a file, and of no other name of it."""
    content = bytearray(path.read_bytes())
    content[int(at * len(content))] ^= 1
    path.unlink()
    path.write_bytes(bytes(content))


def test_a_whole_release_has_no_faults(release: Release) -> None:
    """What was built is what its name says, every quote included."""
    found = verify(release)
    assert found.faults == ()
    assert found.quotes > 0
    assert found.quads == len(list(release.quads()))


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("graphs/catalogue.nq", "The content is not what the name says."),
        ("graphs/{slug}.nq", "{slug}: the content was changed."),
        ("documents/{slug}.json", "{slug}: the content was changed."),
    ],
)
def test_a_changed_file_is_told(release: Release, part: str, told: str) -> None:
    """A graph or a document with other content is named."""
    slug = next(iter(release.documents()))
    path = release.folder / part.format(slug=slug)
    text = path.read_text(encoding="utf-8", errors="surrogatepass")
    path.unlink()
    path.write_text(text.replace("a", "e", 1), encoding="utf-8", errors="surrogatepass")
    assert told.format(slug=slug) in [english for _, english in verify(release).faults]


def test_a_missing_file_is_told(release: Release) -> None:
    """So is a document that is gone."""
    slug = next(iter(release.documents()))
    (release.folder / "documents" / f"{slug}.json").unlink()
    assert f"{slug}: {slug}.json is missing." in [english for _, english in verify(release).faults]


def test_each_file_of_the_store_is_read(release: Release) -> None:
    """A bit in the middle of any file that holds data of the store: each order of the quads, and the words."""
    paths = [path for path in sorted((release.folder / "store").glob("*.sst")) if path.stat().st_size > 4096]
    assert len(paths) > 5
    for path in paths:
        whole = path.read_bytes()
        _harm(path)
        assert "store/: cannot be read (Corruption" in _told(verify(release)), path.name
        path.write_bytes(whole)
    assert verify(release).faults == ()


def _other_quad(release: Release) -> None:
    path = release.folder / "graphs" / "findings.nq"
    path.write_text(path.read_text() + "<http://a> <http://b> <http://c> <http://d/id/graph/findings> .\n")


def _in_database(statement: str, name: str = "index.sqlite") -> Callable[[Release], None]:
    def change(release: Release) -> None:
        connection = sqlite3.connect(release.folder / name)
        connection.execute(statement)
        connection.commit()
        connection.close()

    return change


def _beside(pattern: str) -> Callable[[Release], None]:
    return lambda release: _harm(sorted(release.folder.parent.parent.glob(pattern))[0])


def _in_file(name: str, old: str, new: str) -> Callable[[Release], None]:
    """Changes words of a file of the store folder, and of no other name of it."""

    def change(release: Release) -> None:
        path = release.folder.parent.parent / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.unlink()
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _known_as_another(release: Release) -> None:
    """The hash of a file that has not been touched since is another."""
    file = release.folder.parent.parent / "sample.pdf"
    file.write_bytes(b"x")
    found = file.stat()
    state = [found.st_size, found.st_ino, found.st_mtime_ns]
    hashes = {str(file): [state, "0" * 64]}
    (release.folder.parent.parent / "hashes.json").write_text(json.dumps(hashes), encoding="utf-8")


def _patch(release: Release) -> None:
    path = History(release.folder.parent.parent).patch(2)
    path.write_bytes(gzip.compress(b"TX .\nTC .\n"))
    _harm(path, 0.6)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_other_quad, "findings: the store has"),
        (_in_database("UPDATE documents SET catalogue = 'x'"), "The index and the graphs do not agree: catalogue."),
        (_in_database("UPDATE documents SET piece = 'x'"), "The index and the graphs do not agree: pieces."),
        (_in_database("UPDATE documents SET findings = findings || 'x'"), "do not agree: findings coverage."),
        (_in_database("UPDATE claims SET row = '{}'"), "The index has other claims on "),
        (_in_database("UPDATE notes SET value = '{}' WHERE name = 'bearing'"), "do not agree: bearing."),
        (_in_database("UPDATE texts SET text = 'x' WHERE id = 5", "search.sqlite"), "its words to search in are not"),
        (lambda release: (release.folder / "index.sqlite").write_bytes(b"x" * 4096), "index.sqlite: cannot be read"),
        (_beside("pieces/*/graph.nq"), "what the next build uses (pieces/"),
        (_beside("originals/*"), "the kept file originals/"),
        (_patch, "history/000002.rdfp.gz: cannot be read"),
        (_in_file("current/base", "w3id", "w3ie"), "base: https://w3ie.org/kommunegraf/ is not the address"),
        (
            _in_file("current/vocabulary/ordforraad.html", "Kommunegraf", "Kommunegref"),
            "vocabulary/ordforraad.html: is",
        ),
        (_in_file("current/vocabulary/made-of.json", '"digest": "', '"digest": "0'), "vocabulary/made-of.json: is not"),
        (_in_file("current/vocabulary/made-of.json", "graph/", "grafh/"), "vocabulary/made-of.json: is not"),
        (_in_file("withdrawn.json", "En fejl", "En fejk"), "withdrawn.json: a was not withdrawn as the graph says"),
        (_in_file("withdrawn.json", '"a"', '"b"'), "withdrawn.json: b was not withdrawn as the graph says"),
        (_in_file("withdrawn.json", '"slug"', '"slig"'), "withdrawn.json: cannot be read"),
        (_known_as_another, "sample.pdf has another hash: if the file is right, remove hashes.json"),
        (_in_file("history/log.jsonl", '"number": 1', '"number": 2'), "history/: no. 1 is not what its patch"),
        (_in_file("history/log.jsonl", '"release": "', '"release": "0'), "history/: no. 2 is not what its patch"),
    ],
)
def test_what_lies_beside_the_graphs_is_checked(release: Release, harm: Callable[[Release], None], told: str) -> None:
    """The store, the index, the words to search in, the pieces, the kept files and the patches."""
    harm(release)
    assert told in _told(verify(release))


@pytest.mark.parametrize("ending", ["nq", "nq.gz", "trig.zst", "datapackage"])
def test_an_export_is_checked(release: Release, tmp_path: Path, ending: str) -> None:
    """An export of the release is what it gives, by its checksum and by what is in it; with another bit it is not."""
    path = tmp_path / f"graph.{ending}"
    export(release, path, checksum=True)
    assert verify(release, [path]).faults == ()
    file = path / "datapackage.json" if path.is_dir() else path
    _harm(file, 0.4)
    told = _told(verify(release, [path]))
    assert f"{file}: its checksum in {path.name}.sha256 fails." in told
    assert "is not what release" in told or "cannot be read" in told
