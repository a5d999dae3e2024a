"""A full disk and one that may not be written: one clear message, and what is served stays whole."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kommunegraf.build import build
from kommunegraf.checking.verifying import verify
from kommunegraf.reading.sources import collect
from kommunegraf.releases.release import current
from kommunegraf.writing import writing

TEXT = "Referat\nByrådet i Lemvig Kommune\n4. marts {}\n\n1. Godkendelse af dagsorden\nBeslutning: Godkendt.\n"
MEGABYTES = 24
ROOMS = (0, 8, 64, 256, 512, 1024, 2048, 3072, 4096)
"""The kilobytes that are left on the disk, so that one build after the other breaks off at another step."""
FILLED = """
import json, shutil, sys
from pathlib import Path
from kommunegraf.build import build
from kommunegraf.errors import NotWritable
from kommunegraf.releases.release import current
from kommunegraf.reading.sources import collect
from kommunegraf.checking.verifying import verify

documents, disk, rooms = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
store, text = disk / "store", (documents / "a.txt").read_text()
build(collect([documents]), store)
told = []
for number, room in enumerate(rooms):
    (documents / "a.txt").write_text(text + f"Punkt {number} er nyt.\\n")
    before = current(store)
    (disk / "filler").write_bytes(b"x" * max(0, shutil.disk_usage(disk).free - room * 1024))
    try:
        build(collect([documents]), store)
        told.append([room, "", verify(current(store)).faults])
    except NotWritable as error:
        assert current(store) == before, "another release is served"
        told.append([room, error.english, verify(before).faults])
    (disk / "filler").unlink()
build(collect([documents]), store)
print(json.dumps([told, current(store).name]))
"""
"""Builds on a disk with less and less room; what each build said, and the faults of what was served then."""


def _apart(script: str, disk: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a script that sees a small disk of its own in a folder; skips where the system does not let us."""
    disk.mkdir()
    mounting = f'mount -t tmpfs -o size={MEGABYTES}m none "$0" && exec "$@"'
    command = ["sh", "-c", mounting, str(disk), sys.executable, "-c", script, *arguments]
    for unshare in (["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]):
        if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode == 0:
            environment = {**os.environ, "LC_ALL": "en_GB.UTF-8"}
            return subprocess.run([*unshare, *command], capture_output=True, text=True, env=environment, check=False)
    pytest.skip("no mount namespace may be made here")


def test_a_full_disk_leaves_what_is_served_whole(tmp_path: Path) -> None:
    """Wherever room runs out, the build says so, what is served has no fault, and with room the next build succeeds."""
    documents = tmp_path / "in"
    documents.mkdir()
    (documents / "a.txt").write_text(TEXT.format(2031), encoding="utf-8")
    ran = _apart(FILLED, tmp_path / "disk", str(documents), str(tmp_path / "disk"), json.dumps(ROOMS))
    assert ran.returncode == 0, ran.stderr
    told, name = json.loads(ran.stdout)
    assert [faults for _, _, faults in told] == [[]] * len(ROOMS)
    said = {message for _, message, _ in told}
    full = f"{tmp_path / 'disk' / 'store'} cannot be written (the disk is full). The graph is whole. "
    assert said - {""} == {f"{full}Mend that and run the command again."}
    assert told[0][1]
    assert name == build(collect([documents]), tmp_path / "elsewhere").name


@pytest.mark.parametrize("part", ["pieces", "releases", "history"])
def test_a_folder_that_may_not_be_written(tmp_path: Path, part: str) -> None:
    """Where a part of the store cannot be written, as where a file lies in its place, one line says so."""
    documents, store = tmp_path / "in", tmp_path / "store"
    documents.mkdir()
    for year in (2031, 2032):
        (documents / f"{year}.txt").write_text(TEXT.format(year), encoding="utf-8")
    build(collect([documents / "2031.txt"]), store)
    before = current(store) if part != "releases" else None
    (store / part).rename(store / f"{part}-aside")
    (store / part).write_text("")
    ran = subprocess.run(
        [sys.executable, "-m", "kommunegraf", "--store", str(store), "build", str(documents)],
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "en_GB.UTF-8"},
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"Error: {store} cannot be written (")
    assert ran.stderr.count("\n") == 1
    (store / part).unlink()
    (store / f"{part}-aside").rename(store / part)
    assert before is None or verify(before).faults == ()
    assert len(build(collect([documents]), store).report()["documents"]) == 2


def test_a_disk_that_is_only_read(tmp_path: Path) -> None:
    """On a disk mounted read-only the message says so."""
    script = """
import subprocess, sys
from pathlib import Path
from kommunegraf.build import build
from kommunegraf.reading.sources import collect
documents, disk = Path(sys.argv[1]), Path(sys.argv[2])
build(collect([documents]), disk / "store")
subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
sys.argv = ["kommunegraf", "--store", str(disk / "store"), "build", str(documents)]
from kommunegraf.cli import main
main()
"""
    documents = tmp_path / "in"
    documents.mkdir()
    (documents / "a.txt").write_text(TEXT.format(2031), encoding="utf-8")
    ran = _apart(script, tmp_path / "disk", str(documents), str(tmp_path / "disk"))
    store = tmp_path / "disk" / "store"
    assert ran.stderr == (
        f"Error: {store} cannot be written (Read-only file system: lock). "
        "The graph is whole. Mend that and run the command again.\n"
    )
    assert ran.returncode == 1


@pytest.mark.parametrize(
    "error", [FileNotFoundError(2, "No such file"), OSError("odd"), sqlite3.OperationalError("odd")]
)
def test_another_error_stays_what_it_is(tmp_path: Path, error: Exception) -> None:
    """What is no fault of the disk is a fault of ours, and is not told as something that a user can mend."""
    with pytest.raises(type(error)), writing(tmp_path):
        raise error
