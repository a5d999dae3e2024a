"""A withdrawn document is gone from everything that is kept, and stays gone; its name, reason and day are left."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from kommunegraf.build import build, withdraw
from kommunegraf.changes.history import History
from kommunegraf.errors import NoRelease, NothingFound
from kommunegraf.reading.sources import collect
from kommunegraf.releases.release import Release, current, previous
from kommunegraf.releases.withdrawal import noted, undone, withdrawals
from kommunegraf.terms import BASE

TEXT = "Dagsorden til møde i Byrådet i {place} Kommune\nDen 4. marts 2031 kl. 15:00 på Rådhuset\n\nPunkt 1: Stier\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three agendas and the graph of them, after one of the first of them alone."""
    made = tmp_path_factory.mktemp("withdrawal")
    (made / "in").mkdir()
    for slug, place in (("a", "Lemvig"), ("b", "Odder"), ("c", "Skive")):
        (made / "in" / f"{slug}.txt").write_text(TEXT.format(place=place), encoding="utf-8")
    build(collect([made / "in" / "b.txt"]), made / "store")
    build(collect([made / "in"]), made / "store")
    return made


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of these agendas, beside the graph of them."""
    shutil.copytree(built, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path / "in"


def _of(release: Release, slug: str) -> list[str]:
    return [line for line in release.quads() if f"/{slug}>" in line or f"/{slug}/" in line]


def test_nothing_is_left_of_it(folder: Path, tmp_path: Path) -> None:
    """No quad of the document, no entity that only it knew, no text, no piece, no patch, no release before."""
    store = tmp_path / "store"
    release = withdraw(store, "a", "En fejl.", "2031-05-12")
    assert release == current(store)
    lines = _of(release, "a")
    assert {line.split(" ")[1].rpartition("#")[2].rpartition("/")[2] for line in lines} == {
        "type>",
        "hasPart>",
        "identifier>",
        "readingStatus>",
        "withdrawalReason>",
        "withdrawalDate>",
    }
    assert not any("lemvig" in line.lower() for line in release.quads() if line.endswith("/graph/b> ."))
    assert sorted(release.documents()) == ["b", "c"]
    held = [path for path in store.rglob("*") if path.is_file() and path.suffix in {".nq", ".json"}]
    assert not any("Byrådet i Lemvig" in path.read_text(encoding="utf-8") for path in held)
    for path in (store / "history").glob("*.gz"):
        assert "/a/" not in gzip.decompress(path.read_bytes()).decode()
    with pytest.raises(NoRelease):
        previous(store)


def test_a_build_does_not_bring_it_back(folder: Path, tmp_path: Path) -> None:
    """Neither under its name nor as the same file under another; after --undo it is read again."""
    store = tmp_path / "store"
    release = withdraw(store, "a", "En fejl.", "2031-05-12")
    (folder / "a.txt").rename(folder / "other.txt")
    assert build(collect([folder]), store) == release
    undone(store, "a")
    assert sorted(build(collect([folder]), store).documents()) == ["b", "c", "other"]


def test_no_file_holds_its_words(tmp_path: Path) -> None:
    """Neither the files of the store that were continued, nor any patch, says what only the document said."""
    documents, store = tmp_path / "in", tmp_path / "store"
    documents.mkdir()
    for number in range(8):
        written = TEXT.format(place="Odder").replace("4. marts", f"{number + 1}. marts") * 3
        (documents / f"m{number}.txt").write_text(written, encoding="utf-8")
    build(collect([documents]), store)
    for _ in range(2):
        (documents / "a.txt").write_text(
            "Referat af møde i Kvabsudvalget i Greve Kommune\nDato: 4. marts 2031\n\n1. Kvabsstier\n"
            "Der afsættes 5 mio. kr. til kvabsstier. Sagen var på Kvabsudvalgets møde den 4. februar 2031.\n"
            "Beslutning\nGodkendt.\n",
            encoding="utf-8",
        )
        build(collect([documents]), store)
        assert _holding(store, b"kvabs")
        (documents / "a.txt").unlink()
        withdraw(store, "a", "En fejl.", "2031-05-12")
        assert [] == _holding(store, b"kvabs")
        undone(store, "a")


def _holding(store: Path, word: bytes) -> list[str]:
    """The files of a store folder that hold a word, in whatever case, packed or not."""
    found = []
    for path in sorted(path for path in store.rglob("*") if path.is_file()):
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        if word in content.lower():
            found.append(str(path.relative_to(store)))
    return found


def test_what_only_it_told_of_is_known(folder: Path, tmp_path: Path) -> None:
    """Of each thing that went with it a mark is kept, by which it is told from others, and no word of it."""
    store = tmp_path / "store"
    before = {line.partition(">")[0][1:] for line in current(store).quads() if line.startswith(f"<{BASE}")}
    release = withdraw(store, "a", "En fejl.", "2031-05-12")
    after = {line.partition(">")[0][1:] for line in release.quads()}
    withdrawal = withdrawals(store)["a"]
    made = ("/graph/", "/build/", "/partition/", "/document/a", "/run/a")
    gone = {thing for thing in before - after if "/a/" not in thing and not any(part in thing for part in made)}
    assert any(thing.startswith(f"{BASE}meeting/") for thing in gone)
    assert {thing for thing in before if withdrawal.knew(thing)} == gone
    assert b"lemvig" not in (store / "withdrawn.json").read_bytes()
    build(collect([folder]), store)
    assert withdrawals(store)["a"] == withdrawal
    assert withdrawal.gone == noted(store, "a", "En fejl.", "2031-05-13").gone
    assert not (set(withdrawal.gone) & set(noted(store, "b", "En fejl.", "2031-05-13").gone))
    undone(store, "a")
    assert not any(found.knew(thing) for found in withdrawals(store).values() for thing in gone)


@pytest.mark.parametrize("builds", [1, 2])
def test_one_that_is_no_longer_there(folder: Path, tmp_path: Path, builds: int) -> None:
    """A document whose file was removed can be withdrawn as long as a release or a patch tells of it."""
    store, contents = tmp_path / "store", (folder / "a.txt").read_bytes()
    (folder / "a.txt").unlink()
    for _ in range(builds):
        build(collect([folder]), store)
        (folder / "c.txt").write_text(TEXT.format(place="Varde"), encoding="utf-8")
    release = withdraw(store, "a", "En fejl.", "2031-05-12")
    for path in (store / "history").glob("*.gz"):
        assert "/graph/a>" not in gzip.decompress(path.read_bytes()).decode()
    assert any("withdrawalReason" in line for line in _of(release, "a"))
    (folder / "other.txt").write_bytes(contents)
    assert sorted(build(collect([folder]), store).documents()) == ["b", "c"]


def test_only_what_is_there(folder: Path, tmp_path: Path) -> None:
    """A name that the graph does not hold is refused, and nothing is noted."""
    for attempt in (lambda: withdraw(tmp_path / "store", "x", "En fejl.", "2031-05-12"), lambda: undone(tmp_path, "a")):
        with pytest.raises(NothingFound):
            attempt()
    assert not (tmp_path / "store" / "withdrawn.json").exists()


def test_the_history_tells_of_it(folder: Path, tmp_path: Path) -> None:
    """A withdrawal is a release like any other."""
    store = tmp_path / "store"
    withdraw(store, "a", "En fejl.", "2031-05-12")
    assert [entry.documents for entry in History(store).entries()] == [1, 3, 2]
