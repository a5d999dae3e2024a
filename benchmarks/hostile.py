"""Queries that are built to hurt, over HTTP: how soon each ends, and how a cheap query fares beside it.

`python benchmarks/hostile.py [--limit 2] [--store FOLDER]` starts the server over a made release, or that of a store
folder, and asks each query of tests/server/test_pool.py in turn; while it runs, another client asks cheap queries,
none of them asked before. Printed are the status, the seconds until the end beyond the limit, and the longest that a
cheap query took. The last line asks all of them at once.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import runpy
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from serving import connected, free_port, made_release, ready, running  # noqa: E402, they lie beside this

CHEAP = "SELECT * {{ <municipality/0101> ?p ?o }} # {0}"
NUMBERS = itertools.count()


def queries() -> dict[str, str]:
    """The queries by name."""
    found = runpy.run_path(str(ROOT / "tests" / "server" / "test_pool.py"))
    return {**found["ENDLESS"], **found["HUNGRY"]}


async def ask(port: int, query: str) -> tuple[int, float]:
    """The status of the answer, and the seconds that it took."""
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 26)
    body = f"query={quote(query)}"
    head = f"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
    writer.write(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}".encode())
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ", 2)[1]), time.perf_counter() - begun


async def beside(port: int, hostile: list[str]) -> tuple[list[tuple[int, float]], list[float]]:
    """What came of hostile queries asked at once, and the seconds of each cheap one asked meanwhile."""
    asking = asyncio.gather(*(ask(port, query) for query in hostile))
    cheap: list[float] = []
    client = await connected(port)
    while not asking.done():
        begun = time.perf_counter()
        if await client.ask("/sparql", CHEAP.format(next(NUMBERS))):
            cheap.append(time.perf_counter() - begun)
        await asyncio.sleep(0.02)
    client.close()
    return await asking, cheap


async def measure(port: int, limit: float) -> None:
    """Prints a line for each query, and one for all of them at once."""
    await ready("/sparql", port)
    known = queries()
    for name, query in known.items():
        [(status, seconds)], cheap = await beside(port, [query])
        _tell(name, status, seconds, limit, cheap)
    ends, cheap = await beside(port, list(known.values()))
    _tell("all at once", max(status for status, _ in ends), max(seconds for _, seconds in ends), limit, cheap)


def _tell(name: str, status: int, seconds: float, limit: float, cheap: list[float]) -> None:
    late = max(0.0, seconds - limit)
    told = f"{seconds:6.2f} s, {late:4.2f} beyond the limit   cheap: {max(cheap):5.3f} s at most"
    print(f"{name:24} {status}  {told}", flush=True)


def main() -> None:
    """Starts the server and asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=float, default=2.0, help="seconds that a query may take")
    parser.add_argument("--store", type=Path, help="a store folder to serve instead of made data")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        store = arguments.store or Path(name)
        if arguments.store is None:
            made_release(store, 100_000)
        port = free_port()
        serve = ("serve", "--port", str(port), "--limit", str(arguments.limit), "--workers", "2")
        stack.enter_context(
            running("/sparql", port, sys.executable, "-m", "kommunegraf", "--store", str(store), *serve)
        )
        asyncio.run(measure(port, arguments.limit))


if __name__ == "__main__":
    main()
