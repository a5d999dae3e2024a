"""Reading on many machines gives the release that one machine gives, whatever becomes of the workers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from distributed import LocalCluster

from kommunegraf.build import build
from kommunegraf.errors import NoScheduler
from kommunegraf.reading.cluster import read_far
from kommunegraf.reading.file import Reading
from kommunegraf.reading.lanes import Limits
from kommunegraf.reading.pieces import Pieces
from kommunegraf.reading.sources import Source, collect

TEXT = """Referat
KKR Made
Mødedato: {day}. marts 2031

1. Godkendelse af dagsorden

Beslutning
Dagsordenen blev godkendt.
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler with two workers, each a process, on loopback."""
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as found:
        yield found


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder of made documents; one of them is empty and cannot be read."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for day in range(1, 7):
        (folder / f"kkr-made-2031-03-0{day}-referat.txt").write_text(TEXT.format(day=day), encoding="utf-8")
    (folder / "empty.txt").write_text("")
    return folder


def test_the_same_release(cluster: LocalCluster, papers: Path, tmp_path: Path) -> None:
    """A release that was read by a cluster has the name, the graphs and the failures of one read here."""
    here = build(collect([papers]), tmp_path / "here")
    far = build(collect([papers]), tmp_path / "far", read=partial(read_far, scheduler=cluster.scheduler_address))
    assert here.name == far.name
    assert list(here.quads()) == list(far.quads())
    assert here.report()["failed"] == far.report()["failed"]
    assert 6 == len(far.report()["documents"])


def test_a_worker_is_killed(cluster: LocalCluster, papers: Path, tmp_path: Path) -> None:
    """What a killed worker was reading, another reads: nothing is lost."""
    workers = cluster.workers.values()

    def killing(sources: Mapping[Source, str], pieces: Pieces) -> Iterator[Reading]:
        for number, reading in enumerate(read_far(sources, pieces, cluster.scheduler_address)):
            if number == 0:
                os.kill(next(iter(workers)).pid, signal.SIGKILL)
            yield reading

    here = build(collect([papers]), tmp_path / "here")
    far = build(collect([papers]), tmp_path / "far", read=killing)
    assert here.name == far.name


def test_limits_hold_there(cluster: LocalCluster, papers: Path, tmp_path: Path) -> None:
    """A document that takes too long on a worker is a failed reading, as it is here."""
    sources = dict.fromkeys(collect([papers]).files[-1:], "0" * 32)
    limits = Limits(seconds=0.0)
    (reading,) = read_far(sources, Pieces(tmp_path / "pieces"), cluster.scheduler_address, limits)
    assert "more than 0 seconds" in reading.failure["en"]


def test_no_scheduler(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where no scheduler is gives one line that says so."""
    monkeypatch.setattr("kommunegraf.reading.cluster.SECONDS", 1)
    sources = dict.fromkeys(collect([papers]).files, "0" * 32)
    with pytest.raises(NoScheduler, match="does not answer"):
        list(read_far(sources, Pieces(tmp_path / "pieces"), "tcp://127.0.0.1:9"))
