"""Build after build, whatever came and went in between, a release is what a build from nothing makes of its files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kommunegraf.build import build, withdraw
from kommunegraf.reading.sources import collect
from kommunegraf.releases import assembling, ground
from kommunegraf.releases.release import SPARE, Release
from kommunegraf.releases.withdrawal import FILE, undone
from kommunegraf.search.hits import Search

MINUTES = (
    "Referat\nByrådet i {place} Kommune\n{day}. marts 2031\n\n1. Godkendelse af dagsorden\nBeslutning: {outcome}\n"
)
SHARE = "\n2. Stier\n45 ud af 98 kommuner (64 pct.) har svaret på spørgsmålene om stier.\nBeslutning: Udsat.\n"
AGENDA = (
    "Dagsorden til møde i Byrådet i Odder Kommune\nDen {day}. april 2031 kl. {hour}:00 på Rådhuset\n\nPunkt 1: Stier\n"
)
HEAD = "document,quote,fact,verdict,property,value,who,when,note\n"
REVIEW = "m3,Beslutning: Godkendt.,Decision,corrected,outcome,postponed,Ane Bech,2031-05-12,Se lydfilen\n"
STRAY = "borte,Beslutning: Godkendt.,Decision,wrong,,,Ane Bech,2031-05-12,\n"
WORDS = ("stier", "godkendt", "byrådet", "lemvig", "cykelbroer", "kommuner svaret")


def _minutes(folder: Path, day: int, outcome: str = "Godkendt.", more: str = "") -> None:
    text = MINUTES.format(place=("Lemvig", "Odder")[day % 2], day=day, outcome=outcome)
    (folder / f"m{day}.txt").write_text(text + more, encoding="utf-8")


def _agenda(folder: Path, name: str, day: int, hour: int) -> None:
    (folder / f"{name}.txt").write_text(AGENDA.format(day=day, hour=hour), encoding="utf-8")


def _told(release: Release) -> dict[str, Any]:
    """All that can be asked of a release: its name, graphs, documents, store, notes, and what a search finds."""
    with release.index() as index:
        notes = {name: index.noted(name) for name in (ground.NOTE, assembling.FINDINGS, ground.BEARING)}
    search = Search(release.folder)
    found = {words: sorted(str(hit) for hit in search.find(words, limit=500).hits) for words in WORDS}
    paths = [path for part in ("graphs", "documents") for path in (release.folder / part).iterdir()]
    files = {path.name: path.read_bytes() for path in paths}
    return {**files, "name": release.name, "store": sorted(release.store().lines()), **notes, **found}


def test_after_any_builds(tmp_path: Path) -> None:
    """Documents come, change, go, are withdrawn and come back, reviews too: each release is that of a build afresh.

    Some documents state the same line of a finding, and some contradict each other, so that lines are shared.
    """
    folder, store, fresh = tmp_path / "in", tmp_path / "store", tmp_path / "fresh"
    folder.mkdir()
    for day in range(1, 13):
        _minutes(folder, day, more=SHARE if day % 3 else "")
    _agenda(folder, "a1", 4, 15)
    reviews = folder / "reviews.csv"

    def rebuilt() -> Release:
        return build(collect([folder]), store)

    def changing(change: Callable[..., object], *values: Any, **named: Any) -> Callable[[], Release]:
        def step() -> Release:
            change(*values, **named)
            return rebuilt()

        return step

    steps: dict[str, Callable[[], Release]] = {
        "first": rebuilt,
        "contradicted": changing(_agenda, folder, "a2", 4, 17),
        "changed": changing(_minutes, folder, 1, "Forkastet.", "\n2. Cykelbroer\nBeslutning: Udsat.\n"),
        "changed again": changing(_minutes, folder, 1, more=SHARE),
        "removed": changing((folder / "m2.txt").unlink),
        "reviewed": changing(reviews.write_text, HEAD + REVIEW + STRAY, encoding="utf-8"),
        "added": changing(_minutes, folder, 14, more=SHARE),
        "review gone": changing(reviews.unlink),
        "withdrawn": lambda: withdraw(store, "m4", "En fejl.", "2031-05-12"),
        "changed after that": changing(_minutes, folder, 5, "Forkastet."),
        "undone": changing(lambda: undone(store, "m4")),
        "agreed": changing(_agenda, folder, "a2", 4, 15),
        "nothing": rebuilt,
        "unreadable": changing((folder / "m7.txt").write_bytes, b""),
        "mended": changing(_minutes, folder, 7, more=SHARE),
    }
    revived = 0
    for name, step in steps.items():
        spared = (store / SPARE).exists()
        release = step()
        revived += spared
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(store / "pieces", fresh / "pieces")  # what was read need not be read again
        if (store / FILE).exists():
            shutil.copyfile(store / FILE, fresh / FILE)
        assert _told(release) == _told(build(collect([folder]), fresh)), name
    assert revived > 5


def test_a_spare_release_holds_nothing_withdrawn(tmp_path: Path) -> None:
    """The release that was dropped last is kept to go on from, but not where it holds what was withdrawn."""
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    for day in (1, 2):
        _minutes(folder, day)
    for day in (3, 4):
        _minutes(folder, day)
        build(collect([folder]), store)
    _minutes(folder, 5)
    build(collect([folder]), store)
    assert (store / SPARE / "documents" / "m1.json").exists()
    withdraw(store, "m1", "En fejl.", "2031-05-12")
    assert not (store / SPARE).exists()


def test_a_spare_file_that_is_read_is_not_written(tmp_path: Path) -> None:
    """Who still searches in a release that was dropped finds what it held, whatever is built meanwhile."""
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    for day in range(1, 13):
        _minutes(folder, day)
    for outcome in ("Udsat.", "Forkastet.", "Godkendt."):
        _minutes(folder, 12, outcome)
        build(collect([folder]), store)
    with (store / SPARE / "search.sqlite").open("rb") as file:
        held = file.read()
        _minutes(folder, 12, "Taget til efterretning.")
        build(collect([folder]), store)
        file.seek(0)
        assert file.read() == held
