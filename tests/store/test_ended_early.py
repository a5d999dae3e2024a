"""Killed before any one of its steps: what is served is whole, and the next command ends what was begun."""

from __future__ import annotations

import gzip
import shutil
import signal
from collections.abc import Callable
from functools import partial
from itertools import cycle
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest

from kommunegraf.build import build, renew, withdraw
from kommunegraf.changes.history import History
from kommunegraf.reading.sources import collect
from kommunegraf.releases.release import SPARE, content_hash, current
from kommunegraf.releases.withdrawal import LEFT, withdrawals

OTHER = "Dagsorden til møde i Byrådet i Odder Kommune\nDen {}. marts 2031 kl. 15:00 på Rådhuset\n\nPunkt 1: Stier\n"
TEXT = (
    "Referat af møde i Kvabsudvalget i Greve Kommune\nDato: 4. marts 2031\n\n1. Kvabsstier\n"
    "Der afsættes 5 mio. kr. til kvabsstier. Sagen var på Kvabsudvalgets møde den 4. februar 2031.\nBeslutning\n{}.\n"
)
WORD = b"kvabs"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents and a graph of them, whose releases, served, before and spare, and patches all tell of the same one."""
    folder = tmp_path_factory.mktemp("ended")
    (folder / "in").mkdir()
    for day in range(1, 5):
        (folder / "in" / f"m{day}.txt").write_text(OTHER.format(day), encoding="utf-8")
    for outcome in ("Udsat", "Forkastet", "Godkendt"):
        _write(folder, outcome)
        build(collect([folder / "in"]), folder / "store")
    assert {path.partition("/")[0] for path in _holding(folder / "store")} == {"history", "pieces", "releases", SPARE}
    return folder


def _write(folder: Path, outcome: str) -> None:
    (folder / "in" / "a.txt").write_text(TEXT.format(outcome), encoding="utf-8")


def _holding(store: Path) -> list[str]:
    """The files of a store folder that hold a word that only the one document has, packed or not."""
    found = []
    for path in sorted(path for path in store.rglob("*") if path.is_file()):
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        if WORD in content.lower():
            found.append(str(path.relative_to(store)))
    return found


def _hold_whole(store: Path) -> None:
    served = current(store)
    assert served.name == content_hash(served.folder)
    assert set(served.store().lines()) == set(served.quads())
    entries = History(store).entries()
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))


class _Ended:
    """Does something to a copy of what was made, again and again, each time up to another step."""

    def __init__(self, readers: ForkServerContext, made: Path, folder: Path) -> None:
        from ending_early import go_back, run  # type: ignore[import-not-found, unused-ignore]

        self._readers, self.made, self._run, self.go_back = readers, made, run, go_back
        self.folder, self.store, self._log = folder / "copy", folder / "copy" / "store", folder / "log"

    def steps(self, do: Callable[[], Any]) -> list[str]:
        """The steps that it takes to its end."""
        assert self.at(0, do) == 0
        return self._log.read_text(encoding="utf-8").splitlines()

    def at(self, number: int, do: Callable[[], Any]) -> int | None:
        """Has it killed before a step; the exit code."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.made, self.folder, symlinks=True)
        process = self._readers.Process(target=self._run, args=(do, self.store, self._log, number))
        process.start()
        process.join()
        return process.exitcode


@pytest.fixture
def ended(readers: ForkServerContext, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Ended:
    """What does so, on a copy of what was made."""
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "readers")
    return _Ended(readers, made, tmp_path)


def test_a_withdrawal(ended: _Ended) -> None:
    """From the moment that a withdrawal is noted, whatever writes next leaves nothing of the document.

    It is killed before twenty or so of the steps that are seen outside of the draft, and each time another command
    writes next.
    """
    store = ended.store
    withdrawing = partial(withdraw, store, "a", "En fejl.", "2031-05-12")
    after: tuple[Callable[[], Any], ...] = (
        lambda: build(collect([ended.folder / "in"]), store),
        lambda: ended.go_back(store),
        lambda: renew(store),
        withdrawing,
        lambda: withdraw(store, "m1", "En anden.", "2031-05-12"),
    )
    steps = ended.steps(withdrawing)
    assert [] == _holding(store)
    moments = [number for number, step in enumerate(steps, 1) if "/.draft/" not in step]
    finished = 0
    for number, finish in zip(moments[:: max(1, len(moments) // 20)], cycle(after), strict=False):
        assert -signal.SIGKILL == ended.at(number, withdrawing)
        _hold_whole(store)
        if "a" in withdrawals(store):
            finish()
            finished += 1
            assert (number, steps[number - 1], []) == (number, steps[number - 1], _holding(store))
            assert not (store / LEFT).exists()
            _hold_whole(store)
    assert finished > 10


def test_a_build_that_takes_over_the_spare_release(ended: _Ended) -> None:
    """Killed before any step by which a draft takes what it can of the spare, the next build is as it should be."""
    store = ended.store

    def building() -> Callable[[], Any]:
        _write(ended.folder, "Forkastet")
        return partial(build, collect([ended.folder / "in"]), store)

    shutil.copytree(ended.made, ended.folder, symlinks=True)
    steps = ended.steps(building())
    expected = current(store).name
    taking = [number for number, step in enumerate(steps, 1) if "spare" in step or "/.draft/" in step]
    assert any(f"os.rename /{SPARE}" in step for step in steps)
    for number in taking[:: max(1, len(taking) // 12)]:
        assert -signal.SIGKILL == ended.at(number, building())
        _hold_whole(store)
        _write(ended.folder, "Forkastet")
        assert expected == build(collect([ended.folder / "in"]), store).name
        _hold_whole(store)


def test_going_back(ended: _Ended) -> None:
    """Killed before any step of a rollback, what is served is whole, and going back or a build is possible."""
    store = ended.store
    served, before = (Path(ended.made / "store" / name).resolve().name for name in ("current", "previous"))
    steps = ended.steps(partial(ended.go_back, store))
    for number in range(1, len(steps) + 1):
        assert -signal.SIGKILL == ended.at(number, partial(ended.go_back, store))
        _hold_whole(store)
        was = current(store).name
        ended.go_back(store)
        assert {served, before} == {was, current(store).name}
