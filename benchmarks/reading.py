"""Pages a second of read() beside pdfplumber and pdftotext: python benchmarks/reading.py [--rounds 5] [FILE.pdf ...].

Each reader runs in a process of its own, one after the other, round by round, so that a busy machine slows them all;
the medians and their ratios count, not the single figures. pdfplumber extracts text and tables, as read() does;
pdftotext -layout extracts text alone and is measured with the start of its process.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def with_read(path: Path) -> int:
    """Pages read by this project."""
    from extract.read import read

    return len(read(path, path.stem).pages)


def with_pdfplumber(path: Path) -> int:
    """Pages read by pdfplumber: text and tables, each page closed."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(document.pages)


def with_pdftotext(path: Path) -> int:
    """Pages read by poppler's pdftotext -layout."""
    result = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return result.stdout.count(b"\f")


READERS: dict[str, Callable[[Path], int]] = {
    "read()": with_read,
    "pdfplumber": with_pdfplumber,
    "pdftotext -layout": with_pdftotext,
}


def measure(reader: str, files: list[Path]) -> None:
    """What a child process does: reads one file to warm up, then all, and prints seconds, pages and peak memory."""
    READERS[reader](files[0])
    start = time.perf_counter()
    pages = sum(READERS[reader](path) for path in files)
    seconds = time.perf_counter() - start
    who = resource.RUSAGE_CHILDREN if reader.startswith("pdftotext") else resource.RUSAGE_SELF
    print(json.dumps({"seconds": seconds, "pages": pages, "megabytes": resource.getrusage(who).ru_maxrss / 1024}))


def run(reader: str, files: list[Path]) -> dict[str, float]:
    """The measurements of one child process."""
    command = [sys.executable, __file__, "--child", reader, *map(str, files)]
    measured: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return measured


def main() -> None:
    """Runs the rounds and prints a line per reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted((ROOT / "samples").glob("*.pdf")))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--child", choices=READERS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not arguments.files:
        parser.error("no PDF files: name some, or put some in samples/")
    if arguments.child:
        measure(arguments.child, arguments.files)
        return
    readers = [name for name in READERS if not name.startswith("pdftotext") or shutil.which("pdftotext")]
    rounds = [{name: run(name, arguments.files) for name in readers} for _ in range(arguments.rounds)]
    speed = {name: median(r[name]["pages"] / r[name]["seconds"] for r in rounds) for name in readers}
    print(f"{len(arguments.files)} files, {rounds[0]['read()']['pages']:.0f} pages, {len(rounds)} rounds")
    for name in readers:
        memory = max(r[name]["megabytes"] for r in rounds)
        ratio = speed["read()"] / speed[name]
        print(f"{name:18} {speed[name]:8.1f} pages/s   read() is {ratio:5.2f} times as fast   peak {memory:5.0f} MB")


if __name__ == "__main__":
    main()
