"""A release is put in object storage and brought from there: whole, verified, and ready to be built on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner

from kommunegraf.build import build, withdraw
from kommunegraf.checking.verifying import verify
from kommunegraf.cli import main
from kommunegraf.errors import NotReached
from kommunegraf.publishing import depot
from kommunegraf.publishing.depot import NAMED, bring, put
from kommunegraf.reading.sources import collect
from kommunegraf.releases.release import current, previous
from kommunegraf.releases.withdrawal import withdrawals

TEXT = "Dagsorden til møde i Byrådet i {place} Kommune\nDen 4. marts 2031 kl. 15:00 på Rådhuset\n\nPunkt 1: Stier\n"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three documents, the third of which is read later."""
    folder = tmp_path_factory.mktemp("papers")
    for slug, place in (("a", "Lemvig"), ("b", "Odder"), ("c", "Skive")):
        (folder / f"{slug}.txt").write_text(TEXT.format(place=place), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A store of the first two documents, and what came of it when the third was read."""
    folder = tmp_path_factory.mktemp("made")
    build(collect([papers / "a.txt", papers / "b.txt"]), folder / "two")
    shutil.copytree(folder / "two", folder / "three", symlinks=True)
    build(collect([papers]), folder / "three")
    return folder / "two", folder / "three"


@pytest.fixture
def store(made: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the store of two documents."""
    return Path(shutil.copytree(made[0], tmp_path / "store", symlinks=True))


@pytest.fixture
def newer(made: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of what came of it."""
    return Path(shutil.copytree(made[1], tmp_path / "newer", symlinks=True))


def _names(address: str) -> list[str]:
    system, root = fsspec.core.url_to_fs(address)
    return sorted(path.rpartition("/")[2] for path in system.find(root))


def test_there_and_back(bucket: str, store: Path, tmp_path: Path) -> None:
    """What is pushed to a bucket and pulled elsewhere is the same release, with every file and quote as it was."""
    run, far = CliRunner(), tmp_path / "far"
    pushed = run.invoke(main, ["--store", str(store), "push", f"{bucket}/graph"])
    assert 0 == pushed.exit_code, pushed.output
    name = current(store).name
    assert [f"{name}.tar.zst", NAMED] == sorted(_names(f"{bucket}/graph"), reverse=name > NAMED)
    for _ in range(2):
        pulled = run.invoke(main, ["--store", str(far), "pull", f"{bucket}/graph"])
        assert 0 == pulled.exit_code, pulled.output
        assert name == current(far).name
    assert () == verify(current(far)).faults
    assert [] == [path.name for path in (far / "releases").iterdir() if path.name != name]


def test_the_next_build_goes_on_from_it(store: Path, newer: Path, papers: Path, tmp_path: Path) -> None:
    """Where a release was brought to, a build reads only what is new, and gives what it gives where it was made."""
    put(store, (tmp_path / "place").as_uri())
    bring((tmp_path / "place").as_uri(), tmp_path / "far")
    read: list[str] = []
    there = build(collect([papers]), tmp_path / "far", lambda reading, _: read.append(reading.slug))
    assert ["c"] == read
    assert current(newer).name == there.name


def test_from_a_web_server(store: Path, tmp_path: Path, handed_out: Callable[[Path], tuple[str, list[str]]]) -> None:
    """A place that a web server hands out is brought from like any other; it cannot be put to."""
    put(store, (tmp_path / "place").as_uri())
    address, asked = handed_out(tmp_path)
    assert current(store).name == bring(f"{address}/place", tmp_path / "far").name
    assert f"/place/{current(store).name}.tar.zst" in asked
    with pytest.raises(NotReached):
        put(store, f"{address}/other")


def test_only_a_whole_archive_is_served(store: Path, newer: Path, tmp_path: Path) -> None:
    """One that is cut off or changed is refused and leaves nothing; the release before is served on."""
    place, far = tmp_path / "place", tmp_path / "far"
    put(store, place.as_uri())
    first = bring(place.as_uri(), far)
    named = put(newer, place.as_uri())
    whole = (place / named.name).read_bytes()
    for bad in (whole[:-10], whole[:-10] + b"0123456789", whole + b"0", b""):
        (place / named.name).write_bytes(bad)
        with pytest.raises(NotReached, match="not the one that is named"):
            bring(place.as_uri(), far)
        assert first == current(far)
        assert [first.name] == [path.name for path in (far / "releases").iterdir()]
    (place / named.name).write_bytes(whole)
    assert named.release == bring(place.as_uri(), far).name
    assert first == previous(far)


def test_a_name_that_is_not_its_own(store: Path, tmp_path: Path) -> None:
    """An archive under the name of another release, or a name that leads out of the folder, is refused."""
    place = tmp_path / "place"
    named = put(store, place.as_uri())
    for name in ("0123456789abcdef", "../../evil"):
        target = place / f"{name}.tar.zst"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((place / named.name).read_bytes())
        told = {"release": name, "size": named.size, "sha256": named.sha256}
        (place / NAMED).write_text(json.dumps(told), encoding="utf-8")
        with pytest.raises(NotReached):
            bring(place.as_uri(), tmp_path / "far")
        assert not (tmp_path / "far" / "current").exists()


def test_the_same_bytes(store: Path, tmp_path: Path) -> None:
    """Two archives of a release are equal byte for byte."""
    one, other = (put(store, (tmp_path / name).as_uri()) for name in ("one", "other"))
    assert one == other


def test_it_is_named_last(store: Path, newer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where sending breaks off, the place names the release that it named before."""
    place = tmp_path / "place"
    first = put(store, place.as_uri())
    system = type(fsspec.filesystem("file"))

    def broken(*_: object, **__: object) -> None:
        raise ConnectionError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(system, "put_file", broken)
        with pytest.raises(NotReached, match="gone"):
            put(newer, place.as_uri())
    assert first.release == bring(place.as_uri(), tmp_path / "far").name
    assert [] == list(newer.glob(".*.zst"))


def test_what_is_withdrawn_goes_everywhere(store: Path, papers: Path, tmp_path: Path) -> None:
    """After a withdrawal nothing of the document is in the place, nor where it was brought to before."""
    place, far = tmp_path / "place", tmp_path / "far"
    put(store, place.as_uri())
    bring(place.as_uri(), far)
    withdraw(store, "a", "En fejl.", "2031-05-12")
    release = put(store, place.as_uri())
    assert [NAMED, release.name] == sorted(_names(place.as_uri()), key=lambda name: name != NAMED)
    bring(place.as_uri(), far)
    assert {"a"} == withdrawals(far).keys()
    held = [path for path in far.rglob("*") if path.is_file() and path.suffix in {".nq", ".json"}]
    assert not any("Byrådet i Lemvig" in path.read_text(encoding="utf-8") for path in held)
    assert ["b"] == sorted(build(collect([papers / "a.txt", papers / "b.txt"]), far).documents())


def test_a_place_that_names_nothing(tmp_path: Path) -> None:
    """It is told, and no store is begun."""
    with pytest.raises(NotReached, match="names no release"):
        bring((tmp_path / "nothing").as_uri(), tmp_path / "far")
    assert not (tmp_path / "far").exists()


def test_an_archive_holds_files_only(tmp_path: Path) -> None:
    """A name that leads out of the folder is none of an archive's."""
    for name in ("/etc/passwd", "release/../../x", "other/x", ""):
        with pytest.raises(Exception, match="no file of a release"):
            depot._within(tmp_path, name)
