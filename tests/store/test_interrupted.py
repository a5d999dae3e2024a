"""Whatever ends a build, what is served stays whole, and the next build goes on where it was."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random

import pytest
from rich.console import Console

from kommunegraf.build import build
from kommunegraf.changes.history import History
from kommunegraf.cli.progress import progress
from kommunegraf.errors import BuildRunning
from kommunegraf.reading.file import failed
from kommunegraf.reading.sources import Source, collect
from kommunegraf.releases.release import content_hash, current, locked

TEXT = "Referat\nByrådet i Lemvig Kommune\n4. marts {year}\n\n1. Godkendelse af dagsorden\nBeslutning: {outcome}\n"
KILLS, NEW = 50, 3


def _write(folder: Path, year: int, outcome: str = "Godkendt.") -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"m{year}.txt").write_text(TEXT.format(year=year, outcome=outcome), encoding="utf-8")


def _pieces(store: Path) -> dict[str, int]:
    folder = store / "pieces"
    found = folder.iterdir() if folder.exists() else ()
    return {path.name: path.stat().st_ino for path in found if not path.name.startswith(".")}


def _hold_whole(store: Path) -> None:
    """What is served is what its name says, its store holds just its quads, and the log can be read."""
    served = current(store)
    assert served.name == content_hash(served.folder)
    assert set(served.store().lines()) == set(served.quads())
    assert [entry.number for entry in History(store).entries()] == list(range(1, len(History(store).entries()) + 1))


def _until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 120
    while not is_so():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.02)


def _command(store: Path, *arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "kommunegraf", "--store", str(store), *map(str, arguments)]


def test_ctrl_c_is_one_line_and_the_next_build_goes_on(tmp_path: Path) -> None:
    """A terminal sends Ctrl-C to every process: one line, exit code 1, nothing read twice afterwards."""
    for year in range(2031, 2061):
        _write(tmp_path / "in", year)
    store = tmp_path / "store"
    environment = {**os.environ, "LC_ALL": "en_GB.UTF-8"}
    process = subprocess.Popen(
        _command(store, "build", tmp_path / "in"),
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    _until(lambda: len(_pieces(store)) > 1)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert (process.returncode, said) == (
        1,
        "Error: Interrupted. The graph is whole, and what was read is kept: run the same command again to go on.\n",
    )
    kept = _pieces(store)
    assert 1 < len(kept) < 30
    assert not (store / "current").exists()
    release = build(collect([tmp_path / "in"]), store)
    assert len(release.report()["documents"]) == 30
    assert kept.items() <= _pieces(store).items()


def test_progress_tells_how_far_and_how_long() -> None:
    """On a terminal: how many of how many, and the time that is left; no line where stderr is none."""
    shown, silent = io.StringIO(), io.StringIO()
    reading = failed(Source(Path("a.txt"), "a", ""), "x", "x")
    for output, is_terminal in ((shown, True), (silent, False)):
        with progress(Console(file=output, force_terminal=is_terminal, width=100)) as watch:
            for _ in range(2):
                watch(reading, 5)
    assert "2/5" in shown.getvalue()
    assert "-:--:--" in shown.getvalue() or "0:00:0" in shown.getvalue()
    assert silent.getvalue() == ""


def test_a_second_build_waits_or_refuses(tmp_path: Path) -> None:
    """Without --wait it is refused with what to do; with it it begins when the other has ended."""
    _write(tmp_path / "in", 2031)
    store = tmp_path / "store"
    store.mkdir()
    environment = {**os.environ, "LC_ALL": "en_GB.UTF-8"}
    with locked(store):
        command = _command(store, "build", tmp_path / "in")
        refused = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        waiting = subprocess.Popen([*command, "--wait", "100"], stderr=subprocess.DEVNULL, env=environment)
        with pytest.raises(BuildRunning), locked(store, wait=0.3):
            pass
        assert not (store / "current").exists()
    assert refused.returncode == 1
    assert refused.stderr == (
        f"Error: Another build is writing to {store}. "
        "Wait for it (build --wait SECONDS), or choose another folder with --store.\n"
    )
    assert waiting.wait(timeout=120) == 0
    _hold_whole(store)


def test_killed_at_any_moment(tmp_path: Path, readers: ForkServerContext) -> None:
    """SIGKILL at fifty moments of a rebuild: what is served is whole each time, and the next build is as it should be.

    Most rebuilds go between two texts that were read before, the last ones have a new one to read, so that the moments
    fall into every step.
    """
    folder, store, random = tmp_path / "in", tmp_path / "store", Random(5)  # noqa: S311, the moments are to be the same each time
    for year in range(2031, 2034):
        _write(folder, year)
    build(collect([folder]), store)
    _killed_after(readers, None, folder, store, "Forkastet.")
    lasting = {
        is_new: _killed_after(readers, None, folder, store, outcome)
        for is_new, outcome in ((False, "Godkendt."), (True, "Udsat."))
    }
    killed = 0
    for number in range(KILLS):
        is_new = number >= KILLS - NEW
        outcome = f"Udsat til {number}." if is_new else ("Godkendt.", "Forkastet.")[number % 2]
        killed += _killed_after(readers, random.uniform(0, lasting[is_new]), folder, store, outcome) < 0
        _hold_whole(store)
    assert killed > KILLS / 2
    release = build(collect([folder]), store)
    assert release.name == build(collect([folder]), tmp_path / "fresh").name


def _killed_after(readers: ForkServerContext, delay: float | None, folder: Path, store: Path, outcome: str) -> float:
    """Builds in a process of its own after a change, which is killed after some seconds.

    The seconds that it took where it came to its end, -1 where it was killed.
    """
    _write(folder, 2032, outcome)
    begun = time.monotonic()
    process = readers.Process(target=build, args=(collect([folder]), store))
    process.start()
    process.join(delay)
    process.kill()
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return time.monotonic() - begun if process.exitcode == 0 else -1
