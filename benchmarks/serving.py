"""Requests a second of the SPARQL service beside its peers: python benchmarks/serving.py [--triples 100000].

All serve the same release on loopback, on the same machine that asks: ours with as many workers as asked, from memory
where it fits; Oxigraph's own server (``oxigraph serve-read-only``, the wheel "oxigraph" of PyPI) from disk; and
rdflib-endpoint over Oxigraph, in memory. Those that are not installed are left out; ``--peers FOLDER`` says where their
programs lie. The data is the graph of the samples, its documents again and again under other names.

Asked are a point look-up of some ten rows, a join over three steps with GROUP BY, ten thousand rows, and the named
questions in turn, each with a text that was not asked before, so that nothing is kept; then the named questions, and
one look-up, as they are, which ours answers from what it keeps. Round by round the servers are asked one after the
other; the medians of the rounds count, and of their ratios, for the machine does other things beside.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import math
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import cast
from urllib.parse import quote

import uvloop

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kommunegraf.build import build  # noqa: E402, the checkout comes first
from kommunegraf.queries import questions as named_questions  # noqa: E402
from kommunegraf.reading.sources import RESERVED, collect  # noqa: E402
from kommunegraf.releases.index import Index  # noqa: E402
from kommunegraf.releases.release import Release, drafting, publish  # noqa: E402

ACCEPT = "application/sparql-results+json"
MOST = 20_000
"""Requests of one measurement at most."""
FUNDING = re.compile(r"^(<\S+/id/funding/\S+>) ", re.MULTILINE)
JOIN = """PREFIX kg: <https://w3id.org/kommunegraf/ns#> PREFIX schema: <http://schema.org/>
SELECT ?agreement (COUNT(?funding) AS ?n) (SUM(?value) AS ?sum)
{ ?funding kg:agreement ?agreement ; schema:amount ?amount . ?amount schema:value ?value } GROUP BY ?agreement"""
ROWS = "SELECT ?s ?o { ?s <http://www.w3.org/ns/oa#exact> ?o } LIMIT 10000"
Query = Callable[[int], str]


def made_release(folder: Path, triples: int) -> Release:
    """A release of about so many triples in a store folder: the samples, and copies of them under other names."""
    with tempfile.TemporaryDirectory() as aside:
        samples = build(collect([ROOT / "samples"]), Path(aside)).graphs()
        texts = {slug: path.read_text(encoding="utf-8") for slug, path in samples.items()}
    documents = {slug: text for slug, text in texts.items() if slug not in RESERVED}
    fixed, each = (
        sum(text.count("\n") for slug, text in texts.items() if (slug in documents) == wanted)
        for wanted in (False, True)
    )
    with drafting(folder) as draft:
        for slug, text in texts.items():
            copies = max(1, math.ceil((triples - fixed) / each)) if slug in documents else 1
            for number in range(copies):
                name = f"{slug}-{number}" if number else slug
                (draft / "graphs" / f"{name}.nq").write_text(text.replace(f"/{slug}", f"/{name}"), encoding="utf-8")
        with Index.write(draft):
            return publish(folder, draft)


def asked(release: Release) -> dict[str, tuple[Query, bool]]:
    """The queries by name: what is asked at the nth time, and whether that was asked before."""
    things = sorted({found for path in release.graphs().values() for found in FUNDING.findall(path.read_text("utf-8"))})
    random.Random(1).shuffle(things)
    named = [question.text for question in named_questions()]
    return {
        "point look-up": (lambda n: f"SELECT ?p ?o {{ {things[n % len(things)]} ?p ?o }} # {n}", False),
        "join and group": (lambda n: f"{JOIN} # {n}", False),
        "10,000 rows": (lambda n: f"{ROWS} # {n}", False),
        "named questions": (lambda n: f"{named[n % len(named)]} # {n}", False),
        "named, again": (lambda n: named[n % len(named)], True),
        "look-up, again": (lambda _: f"SELECT ?p ?o {{ {things[0]} ?p ?o }}", True),
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


class Client(asyncio.Protocol):
    """One connection that asks one thing after the other; it costs as little as it can, for the server's sake."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._answered: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._buffer = bytearray()
        self._end = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the connection."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Gathers an answer, by its length or in chunks."""
        self._buffer += data
        if not self._end:
            head = self._buffer.find(b"\r\n\r\n")
            if head < 0:
                return
            length = re.search(rb"content-length: *(\d+)", self._buffer[:head].lower())
            self._end = head + 4 + int(length[1]) if length else -1
        whole = self._buffer.endswith(b"\r\n0\r\n\r\n") if self._end < 0 else len(self._buffer) >= self._end
        if whole and not self._answered.done():
            self._answered.set_result(bytes(self._buffer[:12]))

    def connection_lost(self, exc: Exception | None) -> None:
        """Ends the wait."""
        if not self._answered.done():
            self._answered.set_exception(ConnectionError("closed"))
            self._answered.exception()  # it counts as seen, for nobody may wait

    async def ask(self, address: str, query: str) -> bool:
        """Whether a query was answered. Raises ConnectionError where the server closes the connection."""
        self._answered = asyncio.get_running_loop().create_future()
        self._buffer, self._end = bytearray(), 0
        target = f"{address}?query={quote(query)}"
        if self._transport is None:
            raise ConnectionError("closed")
        self._transport.write(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {ACCEPT}\r\n\r\n".encode())
        return (await self._answered).endswith(b" 200")

    def close(self) -> None:
        """Ends the connection."""
        if self._transport is not None:
            self._transport.close()


async def connected(port: int) -> Client:
    """A new connection."""
    _, client = await asyncio.get_running_loop().create_connection(Client, "127.0.0.1", port)
    return client


async def ready(address: str, port: int) -> None:
    """Waits until a server answers there."""
    for _ in range(6000):
        try:
            client = await connected(port)
            good = await client.ask(address, "ASK {}")
            client.close()
            if good:
                return
        except OSError:
            pass
        await asyncio.sleep(0.1)
    raise SystemExit(f"the server at port {port} does not answer")


@dataclass
class Measured:
    """What was seen of one server: answers a second in each round, the seconds of each, and how many failed."""

    rates: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    failed: int = 0

    def told(self, name: str) -> str:
        """One cell of a line."""
        cuts = quantiles(self.seconds, n=100) if len(self.seconds) > 1 else [math.nan] * 99
        failed = f" ({self.failed} failed)" if self.failed else ""
        return f"{name} {median(self.rates):8.1f}/s p50 {1e3 * cuts[49]:7.1f} p99 {1e3 * cuts[98]:7.1f} ms{failed}"


async def measure(
    measured: Measured,
    server: tuple[str, int],
    query: Query,
    numbers: Iterator[int],
    clients: int,
    seconds: float,
) -> None:
    """Asks from so many clients for so long, until the last has its answer."""
    address, port = server
    before = len(measured.seconds)
    begun = time.perf_counter()
    end = begun + seconds

    async def client() -> None:
        connection = await connected(port)
        while (now := time.perf_counter()) < end and len(measured.seconds) - before < MOST:
            try:
                good = await connection.ask(address, query(next(numbers)))
            except ConnectionError:
                good, connection = False, await connected(port)
            if good:
                measured.seconds.append(time.perf_counter() - now)
            else:
                measured.failed += 1
        connection.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    measured.rates.append((len(measured.seconds) - before) / (time.perf_counter() - begun))


async def compare(servers: dict[str, tuple[str, int]], release: Release, arguments: argparse.Namespace) -> None:
    """Prints a line for each query and each number of clients."""
    numbers = itertools.count()
    for address, port in servers.values():
        await ready(address, port)
    for name, (query, again) in asked(release).items():
        if arguments.only and name not in arguments.only:
            continue
        for clients in arguments.clients:
            found = {server: Measured() for server in servers}
            for _ in range(arguments.rounds):
                for server, where in servers.items():
                    counted = itertools.count() if again else numbers
                    await measure(found[server], where, query, counted, clients, arguments.seconds)
            told = [f"{name:16} {clients:3} clients", *(seen.told(server) for server, seen in found.items())]
            ours = found["ours"].rates
            for server, seen in found.items():
                if server != "ours":
                    ratios = [
                        mine / theirs if theirs else math.inf for mine, theirs in zip(ours, seen.rates, strict=True)
                    ]
                    told.append(f"to {server} {median(ratios):.2f}")
            print("   ".join(told), flush=True)


def start(
    stack: ExitStack, folder: Path, release: Release, arguments: argparse.Namespace
) -> dict[str, tuple[str, int]]:
    """Starts ours and those of its peers that there are; the path and the port of each."""
    servers = {"ours": ("/sparql", free_port())}
    serve = ("serve", "--port", str(servers["ours"][1]), "--workers", str(arguments.workers))
    in_memory = ("--in-memory", str(arguments.in_memory)) if arguments.in_memory is not None else ()
    stack.enter_context(running(sys.executable, "-m", "kommunegraf", "--store", str(folder), *serve, *in_memory))
    if native := _program("oxigraph", arguments.peers):
        servers["oxigraph"] = ("/query", free_port())
        bound = ("--bind", f"127.0.0.1:{servers['oxigraph'][1]}", "--union-default-graph")
        stack.enter_context(running(native, "serve-read-only", "--location", str(release.folder / "store"), *bound))
    other = _program("rdflib-endpoint", arguments.peers)
    if other and arguments.triples <= arguments.rdflib:
        servers["rdflib-endpoint"] = ("/", free_port())
        union = folder / "union.nt"
        lines = {f"{line.rpartition(' <')[0]} .\n" for line in release.quads()}
        union.write_text("".join(sorted(lines)), encoding="utf-8")
        where = ("--host", "127.0.0.1", "--port", str(servers["rdflib-endpoint"][1]), "--store", "Oxigraph")
        stack.enter_context(running(other, "serve", *where, str(union)))
    return servers


def _program(name: str, folder: Path | None) -> str | None:
    return shutil.which(name, path=str(folder)) if folder else shutil.which(name)


def main() -> None:
    """Makes the release, starts the servers and prints the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--store", type=Path, help="a folder that keeps the made release, to use it again")
    parser.add_argument("--only", nargs="*", help="names of queries, as they are printed")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.0, help="of one measurement")
    parser.add_argument("--clients", type=int, nargs="*", default=[1, 8, 64])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--in-memory", type=int, help="MiB of N-Quads that ours loads into memory at most")
    parser.add_argument("--peers", type=Path, help="the folder that the programs of the peers lie in")
    parser.add_argument("--rdflib", type=int, default=1_000_000, help="triples up to which rdflib-endpoint is asked")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = arguments.store or Path(name)
        is_made = arguments.store is not None and (folder / "current").exists()
        release = Release((folder / "current").resolve()) if is_made else made_release(folder, arguments.triples)
        uvloop.run(compare(start(stack, folder, release, arguments), release, arguments))


if __name__ == "__main__":
    main()
