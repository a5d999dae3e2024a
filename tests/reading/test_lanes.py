"""The processes that read: the first is there before there is anything to read, and none stays."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from pathlib import Path

from kommunegraf.reading.lanes import Lanes
from kommunegraf.reading.pieces import Pieces
from kommunegraf.reading.sources import Source

TEXT = "Aftale om busser\n\nKommunen afsætter 2,5 mio. kr. i 2031 til busser i Skovby.\n"
READ = """
import sys
from pathlib import Path
from kommunegraf.reading.file import get_ready, read_source
from kommunegraf.reading.pieces import Pieces
from kommunegraf.reading.sources import Source

get_ready()
there = set(sys.modules)
reading = read_source(Source(Path(sys.argv[1]), "a", ""), "", Pieces(Path("pieces")))
assert not reading.failure
print(*sorted(set(sys.modules) - there))
"""


def test_who_is_ready_loads_nothing_for_a_document(tmp_path: Path) -> None:
    """All modules that a text is read with are there before the first one comes."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path / "a.txt")], capture_output=True, text=True, check=True
    )
    assert [] == [name for name in done.stdout.split() if name.startswith(("extract", "kommunegraf"))]


def test_a_process_stands_by_and_goes() -> None:
    """A process is there before anything is asked for, and goes where nothing is."""
    with Lanes():
        assert 1 == len(multiprocessing.active_children())
    assert [] == multiprocessing.active_children()


def test_who_stops_asking_stops_the_processes(tmp_path: Path) -> None:
    """After the first of several readings is taken and no more are asked for, no process is left."""
    sources = {}
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        sources[Source(tmp_path / f"{name}.txt", name, "")] = ""
    with Lanes() as lanes:
        readings = lanes.read(sources, Pieces(tmp_path / "pieces"))
        assert "a" == next(readings).slug
    assert [] == multiprocessing.active_children()
