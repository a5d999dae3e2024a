"""Pages a second of read() beside pdfplumber and pdftotext: python benchmarks/reading.py [--rounds 5] [FILE.pdf ...].

Seconds are those that a core was busy, so that the figures are those of one core. Each reader runs in a process of its
own, one after the other, round by round, so that a busy machine slows them all; the medians and their ratios count, not
the single figures. Each reads all files once to warm up, then again, a few pages so often that noise is small.
pdfplumber extracts text and tables, as read() does; pdftotext -layout extracts text alone and is measured with the
start of its process.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

LEAST_PAGES = 60
"""So many pages are read at least, once or more each, while the time is taken."""
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def with_read(path: Path) -> int:
    """Pages read by this project."""
    from extract.read import read

    return len(read(path, path.stem).pages)


def with_extract(path: Path) -> int:
    """Pages read by this project, and all their facts."""
    from extract.extractors import extract
    from extract.read import read

    document = read(path, path.stem)
    return len(document.pages) if extract(document) else 0


def with_pdfplumber(path: Path) -> int:
    """Pages read by pdfplumber: text and tables, each page closed."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(document.pages)


def with_worker(path: Path) -> int:
    """Pages that a worker of a build takes through all its steps."""
    from kommunegraf.reading.file import read_source
    from kommunegraf.reading.pieces import Pieces
    from kommunegraf.reading.sources import Source

    with TemporaryDirectory() as folder:
        return read_source(Source(path, path.stem, ""), "", Pieces(Path(folder))).pages


def with_pdftotext(path: Path) -> int:
    """Pages read by poppler's pdftotext -layout."""
    result = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return result.stdout.count(b"\f")


READERS: dict[str, Callable[[Path], int]] = {
    "read()": with_read,
    "read() + extract()": with_extract,
    "pdfplumber": with_pdfplumber,
    "pdftotext -layout": with_pdftotext,
    "worker": with_worker,
}


def measure(reader: str, files: list[Path]) -> None:
    """What a child process does: reads all files to warm up, then again, and prints seconds, pages and peak memory."""
    times = -(-LEAST_PAGES // max(1, sum(READERS[reader](path) for path in files)))
    start = _processor_seconds()
    pages = sum(READERS[reader](path) for path in files * times)
    seconds = _processor_seconds() - start
    who = resource.RUSAGE_CHILDREN if reader.startswith("pdftotext") else resource.RUSAGE_SELF
    print(json.dumps({"seconds": seconds, "pages": pages, "megabytes": resource.getrusage(who).ru_maxrss / 1024}))


def _processor_seconds() -> float:
    """Seconds that this process and its children kept a core busy."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


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
    readers = [
        name for name in READERS if name != "worker" and (name != "pdftotext -layout" or shutil.which("pdftotext"))
    ]
    rounds = [{name: run(name, arguments.files) for name in readers} for _ in range(arguments.rounds)]
    pages = sum(with_read(path) for path in arguments.files)
    print(f"{len(arguments.files)} files, {pages} pages, {len(rounds)} rounds")
    print(f"{'':20}{'pages/s':>9}{'times pdfplumber':>19}{'peak memory':>15}")
    for name in readers:
        memory = max(r[name]["megabytes"] for r in rounds)
        ratio = median(_speed(r, name) / _speed(r, "pdfplumber") for r in rounds)
        print(f"{name:20}{median(_speed(r, name) for r in rounds):9.1f}{ratio:19.2f}{memory:12.0f} MB")
    worker = run("worker", arguments.files)["megabytes"]
    print(f"peak memory of a worker that reads, extracts, describes and checks: {worker:.0f} MB")


def _speed(measured: dict[str, dict[str, float]], name: str) -> float:
    return measured[name]["pages"] / measured[name]["seconds"]


if __name__ == "__main__":
    main()
