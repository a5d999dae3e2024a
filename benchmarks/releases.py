"""Full and incremental builds side by side: python benchmarks/releases.py [COUNT ...] [--folder DIR].

For each count it writes made documents (benchmarks/made.py), builds them from nothing, builds again with nothing
changed, with one changed and with one removed, each as a process of its own, and asks ten questions. It prints seconds,
what each build costs beside the full one, peak memory, and the size of what is kept.
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


def run(store: Path, *arguments: str) -> float:
    """The seconds that a command takes, its start included."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "kommunegraf", "--store", str(store), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - begun


def size(folder: Path) -> int:
    """Bytes on the disk under a folder, a file with several names counted once."""
    files = {(found := path.stat()).st_ino: found.st_blocks * 512 for path in folder.rglob("*") if path.is_file()}
    return sum(files.values())


def measure(count: int, folder: Path) -> dict[str, float]:
    """The figures for one number of documents."""
    documents, store = folder / "documents", folder / "store"
    subprocess.run([sys.executable, str(ROOT / "benchmarks" / "made.py"), str(documents), str(count)], check=True)
    for path in documents.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    found = {"start": run(store, "--version"), "full": run(store, "build", str(documents))}
    found["nothing"] = run(store, "build", str(documents))
    one = sorted(documents.glob("*.txt"))[count // 2]
    one.write_text(one.read_text(encoding="utf-8").replace("Godkendt.", "Udsat.") + "\n", encoding="utf-8")
    found["one"] = run(store, "build", str(documents))
    one.unlink()
    found["removed"] = run(store, "build", str(documents))
    for name in QUESTIONS:
        found[name] = run(store, "query", name, *PARAMETERS.get(name, ()), "--format", "csv") - found["start"]
    found["store"] = size((store / "current" / "store").resolve()) / 1e6
    found["kept"] = size(store) / 1e6
    found["peak"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    return found


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[100])
    parser.add_argument("--folder", type=Path, help="where to write; a folder that goes away by default")
    given = parser.parse_args()
    figures = {}
    for count in given.counts:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            figures[count] = measure(count, Path(folder))
    table = Table("", *map(str, figures))
    for name in next(iter(figures.values())):
        table.add_row(name, *(f"{found[name]:.2f}" for found in figures.values()))
    beyond = (f"{(found['one'] - found['start']) / found['full']:.1%}" for found in figures.values())
    table.add_row("one / full", *beyond)
    Console().print(table)


if __name__ == "__main__":
    main()
