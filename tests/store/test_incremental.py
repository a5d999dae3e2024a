"""A build reads only what is new, and gives what a build from nothing gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kommunegraf import versions
from kommunegraf.build import build
from kommunegraf.identity import graph
from kommunegraf.reading.file import Reading
from kommunegraf.reading.sources import collect
from kommunegraf.releases.hashes import Hashes
from kommunegraf.releases.release import Release, content_hash
from kommunegraf.terms import KG

HEAD = "Referat\nByrådet i Lemvig Kommune\n4. marts {year}\n\n1. Godkendelse af dagsorden\nBeslutning: {outcome}\n"
SHARE = "\n2. Stier\n45 ud af 98 kommuner (64 pct.) har svaret på spørgsmålene om stier.\nBeslutning: Udsat.\n"


def _write(folder: Path, name: str, year: int, outcome: str = "Godkendt.", more: str = "") -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text(HEAD.format(year=year, outcome=outcome) + more, encoding="utf-8")


def _build(folder: Path, store: Path) -> tuple[Release, list[str]]:
    """The release, and the slugs of what was read for it."""
    seen: list[Reading] = []
    release = build(collect([folder]), store, lambda reading, _: seen.append(reading))
    return release, sorted(reading.slug for reading in seen)


def _stored(release: Release) -> list[str]:
    return sorted(release.store().lines())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eight minutes, so that one of them is little beside the rest."""
    for year in range(2031, 2039):
        _write(tmp_path / "in", f"m{year}", year, more=SHARE if year % 2 else "")
    return tmp_path / "in"


def test_unchanged_documents_are_not_read_again(folder: Path, tmp_path: Path) -> None:
    """The same files again: nothing is read, and the release is the same."""
    first, seen = _build(folder, tmp_path / "store")
    assert len(seen) == 8
    assert _build(folder, tmp_path / "store") == (first, [])


@pytest.mark.parametrize("change", ["changed", "removed", "added", "renamed", "unreadable"])
def test_as_if_built_from_nothing(folder: Path, tmp_path: Path, change: str) -> None:
    """After a change only what is new is read; graphs, name and store are those of a build from nothing."""
    before, _ = _build(folder, tmp_path / "store")
    one = folder / "m2033.txt"
    expected = {"changed": ["m2033"], "removed": [], "added": ["m2039"], "renamed": ["m2040"], "unreadable": ["m2033"]}
    if change == "changed":
        _write(folder, "m2033", 2033, "Forkastet.")
    elif change == "added":
        _write(folder, "m2039", 2039)
    elif change == "unreadable":
        one.write_bytes(b"")
    else:
        one.rename(one.with_name("m2040.txt")) if change == "renamed" else one.unlink()
    after, seen = _build(folder, tmp_path / "store")
    fresh, _ = _build(folder, tmp_path / "fresh")
    assert seen == expected[change]
    assert before.name != after.name == fresh.name
    assert list(after.quads()) == list(fresh.quads())
    assert _stored(after) == _stored(fresh) == sorted(set(after.quads()))
    assert before.folder == (tmp_path / "store" / "previous").resolve()


def test_name_is_the_content(folder: Path, tmp_path: Path) -> None:
    """A release is named after what lies in it, and a byte more is another name."""
    release, _ = _build(folder, tmp_path / "store")
    assert release.name == content_hash(release.folder)
    with (release.folder / "graphs" / "findings.nq").open("a") as file:
        file.write("<http://a> <http://b> <http://c> <http://d> .\n")
    assert release.name != content_hash(release.folder)


def test_contradictions_between_documents_come_and_go(tmp_path: Path) -> None:
    """What two documents contradict is found when the second comes, and gone with it."""
    text = (
        "Dagsorden til møde i Byrådet i Lemvig Kommune\nDen 4. marts 2031 kl. {hour}:00 på Rådhuset\n\nPunkt 1: Stier\n"
    )
    folder = tmp_path / "in"
    folder.mkdir()
    findings = []
    for there in ("ac", "abc", "ac"):
        for name, hour in (("a", 15), ("b", 17), ("c", 15)):
            (folder / f"{name}.txt").write_text(text.format(hour=hour), encoding="utf-8")
            if name not in there:
                (folder / f"{name}.txt").unlink()
        release, _ = _build(folder, tmp_path / "store")
        findings.append(sum(f"#type> <{KG.Contradiction}> <{graph('findings')}>" in line for line in release.quads()))
    assert findings == [0, 1, 0]


def test_versions_are_part_of_the_key(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With other rules, or other reference data, everything is read again."""
    _build(folder, tmp_path / "store")
    for name in ("rules", "reference"):
        monkeypatch.setattr(versions, name, lambda: "other")
        assert len(_build(folder, tmp_path / "store")[1]) == 8
    assert _build(folder, tmp_path / "store")[1] == []


def test_rules_name_all_that_reads() -> None:
    """What is imported to read a document is part of the version of the rules."""
    harmless = {
        "changes/delta",
        "errors",
        "formats",
        "misread",
        "pool/guard",
        "rdf",
        "reading/sources",
        "releases/hashes",
        "sorted_file",
        "sparql",
        "store",
        "writing",
    }
    code = (
        "import sys, kommunegraf.reading.file, kommunegraf.releases.findings, kommunegraf.graph,"
        " kommunegraf.checking.validation,kommunegraf.checking.warned, extract.extractors, extract.read\n"
        "print(*(name for name in sys.modules if name.startswith('kommunegraf.')))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    read = {name.removeprefix("kommunegraf.").replace(".", "/") for name in ran.stdout.split()}
    read -= {str(Path(name).parent) for name in read}  # a folder is imported with what is in it
    named = [step.removesuffix(".py") for step in versions.STEPS]
    assert harmless == {name for name in read if not name.startswith(tuple(named))}


def test_an_interrupted_build_goes_on(folder: Path, tmp_path: Path) -> None:
    """What was read before a build broke off is not read again."""

    class Stop(Exception):
        pass

    seen: list[str] = []

    def stop(reading: Reading, _: int) -> None:
        seen.append(reading.slug)
        if len(seen) == 5:
            raise Stop

    with pytest.raises(Stop):
        build(collect([folder]), tmp_path / "store", stop)
    kept = {path.name for path in (tmp_path / "store" / "pieces").iterdir() if not path.name.startswith(".")}
    assert len(kept) >= 5
    before = {name: (tmp_path / "store" / "pieces" / name).stat().st_ino for name in kept}
    _build(folder, tmp_path / "store")
    assert before == {name: (tmp_path / "store" / "pieces" / name).stat().st_ino for name in kept}


def test_hashes_are_believed_until_a_file_changes(tmp_path: Path) -> None:
    """An old file is hashed once; one that was just written, or whose time or size changed, is hashed again."""
    store, file = tmp_path / "store", tmp_path / "a.txt"
    store.mkdir()
    file.write_text("1")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    hashes = Hashes(store)
    first = hashes.of(file)
    hashes.save()
    (store / "hashes.json").write_text((store / "hashes.json").read_text().replace(first, "believed"))
    assert Hashes(store).of(file) == "believed"
    file.write_text("2")
    assert Hashes(store).of(file) not in {"believed", first}
    for damaged in ("{", "[]", '{"a": 1}', "null"):
        (store / "hashes.json").write_text(damaged)
        assert len(Hashes(store).of(file)) == 64
    assert Hashes(store).of(tmp_path / "gone.txt") == ""
