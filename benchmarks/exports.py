"""Memory of every export: python benchmarks/exports.py STORE [ENDING ...] [--folder DIR].

Each format is written by a process of its own from the release that is served from a store folder. It prints seconds
of processor time, the peak of resident memory and the size of what was written, and removes it again.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kommunegraf.export import ENDINGS

ROOT = Path(__file__).resolve().parents[1]


def measure(store: Path, path: Path) -> tuple[float, float, float]:
    """Seconds of processor time, and megabytes of memory at most and of the file or folder that an export wrote."""
    command = [sys.executable, "-m", "kommunegraf", "--store", str(store), "export", str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    files = path.iterdir() if path.is_dir() else [path]
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3, sum(file.stat().st_size for file in files) / 1e6


def main() -> None:
    """Measures the formats named, or all, and prints a row for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("endings", nargs="*", metavar="ENDING", default=ENDINGS, choices=[*ENDINGS, []])
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    settings = parser.parse_args()
    table = Table("ending", "processor seconds", "memory at most, MB", "written, MB")
    for ending in settings.endings:
        with tempfile.TemporaryDirectory(dir=settings.folder) as folder:
            path = Path(folder) / f"graph.{ending}"
            figures = [f"{figure:,.0f}" for figure in measure(settings.store, path)]
            shutil.rmtree(path, ignore_errors=True)
        table.add_row(ending, *figures)
        print(ending, *figures, file=sys.stderr, flush=True)
    Console().print(table)


if __name__ == "__main__":
    main()
