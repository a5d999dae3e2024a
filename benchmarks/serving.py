"""Requests a second of the SPARQL service beside Oxigraph's server: python benchmarks/serving.py [--triples 100000].

Both serve the same release, made up here, on loopback: ours with as many workers as asked, from memory where it fits;
Oxigraph's (``oxigraph serve-read-only``, the wheel "oxigraph" of PyPI; without it only ours is measured) from disk.
In one run, round by round and one after the other: a point look-up of some ten rows, a join over two steps with GROUP
BY, ten thousand rows, each with a text that was not asked before, and at last one query again and again, which ours
answers from what it keeps. The medians of the rounds and their ratio count, for the machine does other things beside;
the load is made by this process, on the same machine.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kommunegraf.index import Index  # noqa: E402, the checkout comes first
from kommunegraf.release import drafting, publish  # noqa: E402

NS = "http://made.example/"
ACCEPT = "application/sparql-results+json"
MOST = 20_000
"""Requests of one measurement at most."""
Query = Callable[[int], str]


def lines(triples: int) -> Iterator[str]:
    """A made graph: items of meetings of bodies, ten triples to an item, a hundred items to a named graph."""
    for item in range(triples // 10):
        subject, meeting = f"<{NS}item/{item}>", item // 20
        objects = [
            f"<{NS}Item>",
            f'"Punkt {item}: sag om størrelser"@da',
            f"<{NS}meeting/{meeting}>",
            f"<{NS}person/{item * 7 % 997}>",
            f'"{item % 40}"^^<http://www.w3.org/2001/XMLSchema#integer>',
            f"<{NS}topic/{item % 53}>",
            f'"{item * 1000}"^^<http://www.w3.org/2001/XMLSchema#decimal>',
            f'"2031-{item % 12 + 1:02}-{item % 28 + 1:02}"^^<http://www.w3.org/2001/XMLSchema#date>',
        ]
        graph = f"<{NS}graph/{item // 100}>"
        yield from (f"{subject} <{NS}p{number}> {value} {graph} .\n" for number, value in enumerate(objects))
        yield f"<{NS}meeting/{meeting}> <{NS}of> <{NS}body/{meeting % 99}> {graph} .\n"
        yield f'<{NS}person/{item * 7 % 997}> <{NS}name> "Person {item * 7 % 997} nr. {item}" {graph} .\n'


def questions(triples: int) -> dict[str, Query]:
    """The queries by name: what is asked at the nth time."""
    items = triples // 10
    steps = f"?item <{NS}p2> ?meeting . ?meeting <{NS}of> ?body . ?item <{NS}p5> <{NS}topic/7>"
    join = f"SELECT ?body (COUNT(*) AS ?n) {{ {steps} }} GROUP BY ?body"
    rows = f"SELECT ?s ?o {{ ?s <{NS}p1> ?o }} LIMIT 10000"
    return {
        "point look-up": lambda n: f"SELECT ?p ?o {{ <{NS}item/{n * 7919 % items}> ?p ?o }} # {n}",
        "join and group": lambda n: f"{join} # {n}",
        "10,000 rows": lambda n: f"{rows} # {n}",
        "one query again": lambda _: join,
    }


@contextmanager
def running(*command: str) -> Iterator[None]:
    """A server of this command, which is ended afterwards."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """A port of loopback where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


async def fetch(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: str) -> int:
    """Asks over an open connection; the length of the whole answer. Raises ValueError for any status but 200."""
    writer.write(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {ACCEPT}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    if " 200 " not in head.partition("\r\n")[0]:
        raise ValueError(head)
    if "content-length:" in head:
        return len(await reader.readexactly(int(head.split("content-length:")[1].split("\r\n")[0])))
    size = 0
    while piece := int(await reader.readline(), 16):
        size += len(await reader.readexactly(piece + 2)) - 2
    await reader.readline()
    return size


async def ready(address: str, port: int) -> None:
    """Waits until a server answers there."""
    for _ in range(600):
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            await fetch(reader, writer, f"{address}?query={quote('ASK {}')}")
            writer.close()
        except (OSError, ValueError, asyncio.IncompleteReadError):
            await asyncio.sleep(0.1)
        else:
            return
    raise SystemExit(f"the server at port {port} does not answer")


async def measure(
    address: str, port: int, query: Query, numbers: Iterator[int], clients: int, seconds: float
) -> list[float]:
    """The seconds that each answer took; their number by the time of the measurement is the throughput."""
    end = time.perf_counter() + seconds
    taken: list[float] = []

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
        while time.perf_counter() < end and len(taken) < MOST:
            begun = time.perf_counter()
            await fetch(reader, writer, f"{address}?query={quote(query(next(numbers)))}")
            taken.append(time.perf_counter() - begun)
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return [len(taken) / (time.perf_counter() - begun), *taken]


async def compare(servers: dict[str, tuple[str, int]], arguments: argparse.Namespace) -> None:
    """Prints a line for each query and each number of clients."""
    numbers = itertools.count()
    for address, port in servers.values():
        await ready(address, port)
    for clients in arguments.clients:
        for name, query in questions(arguments.triples).items():
            rates: dict[str, list[float]] = {server: [] for server in servers}
            times: dict[str, list[float]] = {server: [] for server in servers}
            for _ in range(arguments.rounds):
                for server, (address, port) in servers.items():
                    rate, *taken = await measure(address, port, query, numbers, clients, arguments.seconds)
                    rates[server].append(rate)
                    times[server] += taken
            told = [f"{name:16} {clients:3} clients"]
            for server in servers:
                cuts = quantiles(times[server], n=100) if len(times[server]) > 1 else [0.0] * 99
                told.append(
                    f"{server} {median(rates[server]):8.1f}/s p50 {1e3 * cuts[49]:7.1f} p99 {1e3 * cuts[98]:7.1f} ms"
                )
            if len(servers) > 1:
                ratios = [ours / theirs for ours, theirs in zip(*rates.values(), strict=True)]
                told.append(f"ratio {median(ratios):5.2f}")
            print("   ".join(told), flush=True)


def main() -> None:
    """Makes the release, starts the servers and prints the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.0, help="of one measurement")
    parser.add_argument("--clients", type=int, nargs="*", default=[1, 8])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--oxigraph", default=shutil.which("oxigraph"), help="the native server")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        with drafting(folder) as draft:
            with (draft / "graphs" / "made.nq").open("w", encoding="utf-8") as file:
                file.writelines(sorted(set(lines(arguments.triples))))
            with Index.write(draft):
                release = publish(folder, draft)
        servers = {"ours": ("/sparql", free_port())}
        serve = ("serve", "--port", str(servers["ours"][1]), "--workers", str(arguments.workers))
        stack.enter_context(running(sys.executable, "-m", "kommunegraf", "--store", str(folder), *serve))
        if arguments.oxigraph:
            servers["oxigraph"] = ("/query", free_port())
            bound = ("--bind", f"127.0.0.1:{servers['oxigraph'][1]}", "--union-default-graph")
            location = ("--location", str(release.folder / "store"))
            stack.enter_context(running(arguments.oxigraph, "serve-read-only", *location, *bound))
        asyncio.run(compare(servers, arguments))


if __name__ == "__main__":
    main()
