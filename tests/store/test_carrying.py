"""What a draft takes over of a spare release, and whether it may be taken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kommunegraf.build import build
from kommunegraf.reading.sources import collect
from kommunegraf.releases.carrying import _is_idle
from kommunegraf.releases.release import SPARE

OPENED = """
import fcntl, os, sys
from pathlib import Path
from kommunegraf.releases import carrying

path, ask = Path(sys.argv[1]), fcntl.fcntl


def inherited(file, command, *values):
    answer = ask(file, command, *values)
    if values == (fcntl.F_WRLCK,):
        os.dup(file.fileno())  # as a process has it that was just begun
    return answer


fcntl.fcntl = inherited
assert carrying._is_idle(path)
path.open("r+b").close()
"""


def test_a_file_that_a_new_process_still_has_open_may_be_opened(tmp_path: Path) -> None:
    """Nobody is killed for opening the words of a spare release that were just found to be idle."""
    path = tmp_path / "search.sqlite"
    path.write_bytes(b"words")
    done = subprocess.run([sys.executable, "-c", OPENED, str(path)], check=False, timeout=60)
    assert 0 == done.returncode


def test_a_file_that_is_read_is_not_idle(tmp_path: Path) -> None:
    """The words of a release that somebody still searches in are not written."""
    path = tmp_path / "search.sqlite"
    path.write_bytes(b"words")
    with path.open("rb"):
        assert not _is_idle(path)
    assert _is_idle(path)


@pytest.mark.parametrize(
    "damage",
    [
        lambda spare: (spare / "index.sqlite").write_bytes(b"no index"),
        lambda spare: (spare / "index.sqlite").unlink(),
        lambda spare: (spare / "search.sqlite").write_bytes(b"no words"),
        lambda spare: shutil.rmtree(spare / "graphs"),
        lambda spare: shutil.rmtree(spare / "documents"),
    ],
    ids=["index", "no index", "words", "graphs", "documents"],
)
def test_a_damaged_spare_is_not_needed(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    """Where the spare release is damaged the next release is the same as without it."""
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    (folder / "a.txt").write_text("Budgetaftale\n\nKommunen afsætter 2 mio. kr. i 2031 til stier.\n", encoding="utf-8")
    for year in range(2031, 2035):
        text = f"Budgetaftale\n\nKommunen afsætter 3 mio. kr. i {year} til busser.\n"
        (folder / "b.txt").write_text(text, encoding="utf-8")
        build(collect([folder]), store)
    damage(store / SPARE)
    (folder / "b.txt").write_text(text.replace("3 mio.", "4 mio."), encoding="utf-8")
    release, fresh = build(collect([folder]), store), build(collect([folder]), tmp_path / "fresh")
    assert fresh.name == release.name
    assert sorted(fresh.graphs()) == sorted(release.graphs())
    assert sorted(fresh.documents()) == sorted(release.documents())
