"""Full and incremental builds side by side: python benchmarks/releases.py [COUNT ...] [--folder DIR].

For each count it writes made documents (benchmarks/made.py), builds them from nothing, builds again with nothing
changed, with one changed and with one removed, each as a process of its own, asks ten questions and writes a dump. It
prints seconds and in brackets the processor time of all processes, peak memory, and the size of what is kept.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = (
    "decisions",
    "funding",
    "mentions",
    "money-per-inhabitant",
    "findings",
    "topics",
    "people",
    "agreement-parties",
    "what-a-municipality-agreed",
    "case-across-meetings",
)
PARAMETERS = {"what-a-municipality-agreed": ("-p", "municipality=0851")}


def run(store: Path, *arguments: str) -> tuple[float, float]:
    """The seconds that a command takes, its start included, and those of processor time, of all its processes."""
    begun, before = time.perf_counter(), _processor()
    command = [sys.executable, "-m", "kommunegraf", "--store", str(store), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - begun, _processor() - before


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def size(folder: Path) -> int:
    """Bytes on the disk under a folder, a file with several names counted once."""
    files = {(found := path.stat()).st_ino: found.st_blocks * 512 for path in folder.rglob("*") if path.is_file()}
    return sum(files.values())


def measure(count: int, folder: Path) -> dict[str, tuple[float, ...]]:
    """The figures for one number of documents: seconds with processor seconds, sizes and memory in megabytes."""
    documents, store = folder / "documents", folder / "store"
    subprocess.run([sys.executable, str(ROOT / "benchmarks" / "made.py"), str(documents), str(count)], check=True)
    for path in documents.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    found: dict[str, tuple[float, ...]] = {
        "start": run(store, "--version"),
        "full": run(store, "build", str(documents)),
    }
    found["peak of the full build, MB"] = (resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3,)
    found["nothing changed"] = run(store, "build", str(documents))
    one = sorted(documents.glob("*.txt"))[count // 2]
    one.write_text(one.read_text(encoding="utf-8").replace("Godkendt.", "Udsat.") + "\n", encoding="utf-8")
    found["one changed"] = run(store, "build", str(documents))
    one.unlink()
    found["one removed"] = run(store, "build", str(documents))
    for name in QUESTIONS:
        found[f"query {name}"] = run(store, "query", name, *PARAMETERS.get(name, ()), "--format", "csv")
    found["export"] = run(store, "export", str(folder / "all.nq.gz"))
    found["all.nq.gz, MB"] = ((folder / "all.nq.gz").stat().st_size / 1e6,)
    current = (store / "current").resolve()
    for part in ("store", "graphs", "index.sqlite", "search.sqlite"):
        found[f"{part}, MB"] = (_megabytes(current / part),)
    found["all that is kept, MB"] = (size(store) / 1e6,)
    found["quads"] = (float(sum(path.read_bytes().count(b"\n") for path in (current / "graphs").iterdir())),)
    return found


def _megabytes(path: Path) -> float:
    return (size(path) if path.is_dir() else path.stat().st_size) / 1e6


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[100])
    parser.add_argument("--folder", type=Path, help="where to write; a folder that goes away by default")
    given = parser.parse_args()
    figures: dict[int, dict[str, tuple[float, ...]]] = {}
    for count in given.counts:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            figures[count] = measure(count, Path(folder))
    table = Table("seconds (of processor time)", *map(str, figures))
    for name in next(iter(figures.values())):
        table.add_row(name, *(_told(found[name]) for found in figures.values()))
    beyond = (
        tuple((found["one changed"][at] - found["start"][at]) / found["full"][at] for at in (0, 1))
        for found in figures.values()
    )
    table.add_row("one changed / full", *(f"{wall:.1%} ({processor:.1%})" for wall, processor in beyond))
    Console().print(table)


def _told(figure: tuple[float, ...]) -> str:
    first, *rest = (f"{value:,.2f}" if value < 1000 else f"{value:,.0f}" for value in figure)
    return f"{first} ({rest[0]})" if rest else first


if __name__ == "__main__":
    main()
