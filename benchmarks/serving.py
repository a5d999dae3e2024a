"""Requests a second of the SPARQL service beside its peers: python benchmarks/serving.py [--triples 100000].

All serve the same release on loopback, on the same machine that asks: ours with as many workers as asked, from memory
where it fits; Oxigraph's own server (``oxigraph serve-read-only``, the wheel "oxigraph" of PyPI) from disk; and
rdflib-endpoint over Oxigraph, in memory. Those that are not installed are left out; ``--peers FOLDER`` says where their
programs lie. The data is the graph of the samples, its documents again and again under other names.

Asked are a point look-up of some ten rows, a join over three steps with GROUP BY, ten thousand rows, and the named
questions in turn, each with a text that was not asked before, so that nothing is kept; then the named questions, and
one look-up, as they are, which ours answers from what it keeps. Round by round the servers are asked one after the
other; the medians of the rounds count, and of their ratios, for the machine does other things beside. Least of all
these disturb the time of the processors that a server with all its processes takes for an answer.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import math
import os
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
MOST_GRAPHS = 500
"""Documents whose sums are looked up at most."""
FUNDING = re.compile(r"^(<\S+/id/funding/\S+>) ", re.MULTILINE)
JOIN = """PREFIX kg: <https://w3id.org/kommunegraf/ns#> PREFIX schema: <http://schema.org/>
SELECT ?agreement (COUNT(?funding) AS ?n) (SUM(?value) AS ?sum)
{ ?funding kg:agreement ?agreement ; schema:amount ?amount . ?amount schema:value ?value } GROUP BY ?agreement"""
TICKS = os.sysconf("SC_CLK_TCK")
ROWS = "SELECT ?s ?o { ?s <http://www.w3.org/ns/oa#exact> ?o } LIMIT 10000"
Query = Callable[[int], str]


@dataclass(frozen=True)
class Server:
    """Where a server answers queries, and the first of its processes."""

    address: str
    port: int
    process: int

    def taken(self) -> float:
        """Seconds of the processors that it has taken, with all its processes."""
        fields = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                values = path.read_text().rpartition(")")[2].split()
            except OSError:  # it has ended
                continue
            fields[int(path.parent.name)] = int(values[1]), sum(map(int, values[11:15]))
        ours = {self.process}
        while more := {number for number, (parent, _) in fields.items() if parent in ours} - ours:
            ours |= more
        return sum(fields[number][1] for number in ours) / TICKS


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
    chance, graphs = random.Random(1), sorted(release.graphs().values())
    some = chance.sample(graphs, min(MOST_GRAPHS, len(graphs)))
    things = sorted({found for path in some for found in FUNDING.findall(path.read_text("utf-8"))})
    chance.shuffle(things)
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
def running(address: str, port: int, *command: str) -> Iterator[Server]:
    """A server of this command, which is ended afterwards."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Server(address, port, process.pid)
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
    """What was seen of one server: answers a second and seconds of the processors for one in each round, the seconds
    of each answer, and how many failed."""

    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    failed: int = 0

    def told(self, name: str) -> str:
        """One cell of a line."""
        cuts = quantiles(self.seconds, n=100) if len(self.seconds) > 1 else [math.nan] * 99
        failed = f" ({self.failed} failed)" if self.failed else ""
        cost = f"processors {1e3 * median(self.costs):.3f} ms"
        return f"{name} {median(self.rates):8.1f}/s p50 {1e3 * cuts[49]:.1f} p99 {1e3 * cuts[98]:.1f} {cost}{failed}"

    def beside(self, other: Measured) -> str:
        """How many answers for each of another server: of the clock, and of the processors."""
        rates = [mine / theirs if theirs else math.inf for mine, theirs in zip(self.rates, other.rates, strict=True)]
        costs = [theirs / mine if mine else math.inf for mine, theirs in zip(self.costs, other.costs, strict=True)]
        return f"{median(rates):.2f} by the processors {median(costs):.2f}"


async def measure(
    measured: Measured,
    server: Server,
    query: Query,
    numbers: Iterator[int],
    clients: int,
    seconds: float,
) -> None:
    """Asks from so many clients for so long, until the last has its answer."""
    before, taken = len(measured.seconds), server.taken()
    begun = time.perf_counter()
    end = begun + seconds

    async def client() -> None:
        connection = await connected(server.port)
        while (now := time.perf_counter()) < end and len(measured.seconds) - before < MOST:
            try:
                good = await connection.ask(server.address, query(next(numbers)))
            except ConnectionError:
                good, connection = False, await connected(server.port)
            if good:
                measured.seconds.append(time.perf_counter() - now)
            else:
                measured.failed += 1
        connection.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    answers = len(measured.seconds) - before
    measured.rates.append(answers / (time.perf_counter() - begun))
    measured.costs.append((server.taken() - taken) / answers if answers else math.nan)


async def compare(servers: dict[str, Server], release: Release, arguments: argparse.Namespace) -> None:
    """Prints a line for each query and each number of clients."""
    numbers = itertools.count()
    for where in servers.values():
        await ready(where.address, where.port)
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
            ours = found.pop("ours")
            told += (f"to {server} {ours.beside(seen)}" for server, seen in found.items())
            print("   ".join(told), flush=True)


def start(stack: ExitStack, folder: Path, release: Release, arguments: argparse.Namespace) -> dict[str, Server]:
    """Starts ours and those of its peers that there are."""
    port = free_port()
    serve = ["serve", "--port", str(port), "--workers", str(arguments.workers)]
    if arguments.in_memory is not None:
        serve += ("--in-memory", str(arguments.in_memory))
    ours = (sys.executable, "-m", "kommunegraf", "--store", str(folder), *serve)
    servers = {"ours": stack.enter_context(running("/sparql", port, *ours))}
    if native := _program("oxigraph", arguments.peers):
        port = free_port()
        where = ("--location", str(release.folder / "store"), "--bind", f"127.0.0.1:{port}", "--union-default-graph")
        servers["oxigraph"] = stack.enter_context(running("/query", port, native, "serve-read-only", *where))
    other = _program("rdflib-endpoint", arguments.peers)
    if other and arguments.triples <= arguments.rdflib:
        port = free_port()
        union = folder / "union.nt"
        lines = {f"{line.rpartition(' <')[0]} .\n" for line in release.quads()}
        union.write_text("".join(sorted(lines)), encoding="utf-8")
        how = ("--host", "127.0.0.1", "--port", str(port), "--store", "Oxigraph", str(union))
        servers["rdflib-endpoint"] = stack.enter_context(running("/", port, other, "serve", *how))
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
