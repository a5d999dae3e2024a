"""The pool of workers: whole answers within their time, whatever is asked beside them, and whatever happens to it."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kommunegraf.pool.limits import MIB, Limits
from kommunegraf.pool.pool import Pool, Reply, Request
from kommunegraf.pool.process import Again, LoadedRelease, Worker
from kommunegraf.pool.worker import REPLY
from kommunegraf.releases.index import Index
from kommunegraf.releases.release import drafting, publish

CHEAP = "ASK { ?s ?p ?o }"
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
NUMBERS = " ".join(map(str, range(400)))
EACH = "CONCAT(STR(?c), STR(?f), STR(?i), STR(?l))"
ENDLESS = {
    "cartesian product": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}",
    "property paths": "SELECT (COUNT(*) AS ?n) { ?a (!<x:>)+ ?b . ?c (!<x:>|^!<x:>)* ?d . ?e (!<x:>)* ?f }",
    "regular expressions": f'SELECT (COUNT(*) AS ?n) {{ {PRODUCT} FILTER REGEX({EACH}, "^(.+)+(.*)*x{{9,500}}$") }}',
    "product of values": "".join(
        ("SELECT (SUM(?a * ?b) AS ?n) {", *(f"VALUES ?{name} {{ {NUMBERS} }}" for name in "abcde"), "}")
    ),
    "minus and exists": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} FILTER NOT EXISTS {{ ?l ?x ?y . ?y ?z ?a }} }}",
}
"""Take hardly any memory, but all the time there is."""
HUNGRY = {
    "ordered product": f"SELECT * {{ {PRODUCT} }} ORDER BY ?l",
    "distinct product": f"SELECT DISTINCT * {{ {PRODUCT} }}",
    "group concat": f"SELECT (GROUP_CONCAT(?l; separator='{'-' * 200}') AS ?n) {{ {PRODUCT} }}",
    "strings that double": "".join(
        ('SELECT ?x40 { BIND("xxxx" AS ?x0)', *(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40)), "}")
    ),
    "all columns": f"SELECT * {{ {PRODUCT} }}",
    "constructed product": f"CONSTRUCT {{ ?a ?b ?l }} {{ {PRODUCT} }}",
    "deep": f"SELECT * {{ FILTER({'!' * 100_000}true) }}",
}
"""Take memory, or would give an answer without end."""
Test = Callable[[Pool], Coroutine[Any, Any, None]]


def _run(folder: Path, test: Test, **limits: Any) -> None:
    """Runs a test with a pool of its own."""

    async def whole() -> None:
        async with _pool(folder, **limits) as pool:
            await asyncio.wait_for(test(pool), 120)

    asyncio.run(whole())


@asynccontextmanager
async def _pool(folder: Path, **limits: Any) -> AsyncIterator[Pool]:
    pool = Pool(folder, limits=Limits(**{"workers": 2, "memory": 256 * MIB, "answer": MIB, **limits}))
    await pool.start()
    try:
        yield pool
    finally:
        await pool.stop()


def _release(folder: Path, value: str) -> None:
    with drafting(folder) as draft:
        (draft / "graphs" / "g.nq").write_text(f'<http://a> <http://b> "{value}" <http://g> .\n')
        with Index.write(draft):
            publish(folder, draft)


def _children(pool: Pool) -> set[int]:
    """The processes of the workers that are alive."""
    nursery = pool._source._process.pid
    return set(map(int, Path(f"/proc/{nursery}/task/{nursery}/children").read_text().split()))


def _has_begun(worker: Worker) -> bool:
    """Whether a worker has taken all that is on its way to it."""
    try:
        return not worker.requests.theirs.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return True


def _statuses(replies: list[Reply]) -> list[int]:
    return [reply.status for reply in replies]


def test_cheap_queries_are_answered_before_endless_ones_end(served: Path) -> None:
    """Beside a query without end others are answered, those of the same asker, too."""

    async def test(pool: Pool) -> None:
        for query in ENDLESS.values():
            bomb = asyncio.create_task(pool.ask(Request(query, "json", asker="a")))
            await asyncio.sleep(0)
            replies = [await pool.ask(Request(f"{CHEAP} # {asker}", "json", asker=asker)) for asker in "aab"]
            assert (_statuses(replies), bomb.done()) == ([200] * 3, False)
            bomb.cancel()

    _run(served, test, seconds=60.0)


def test_one_asker_cannot_starve_the_rest(served: Path) -> None:
    """Where one asker keeps all workers busy and more waiting, another is answered before any of it ends."""

    async def test(pool: Pool) -> None:
        bombs = [
            asyncio.create_task(pool.ask(Request(f"{ENDLESS['cartesian product']} # {number}", "json", asker="a")))
            for number in range(6)
        ]
        await asyncio.sleep(0)
        reply = await pool.ask(Request(CHEAP, "json", asker="b"))
        assert (reply.status, [bomb.done() for bomb in bombs]) == (200, [False] * 6)
        assert (pool.working, pool.waiting) == (2, 4)
        for bomb in bombs:
            bomb.cancel()

    _run(served, test, seconds=60.0)


@pytest.mark.parametrize("resident", [True, False])
@pytest.mark.parametrize("name", [*ENDLESS, *HUNGRY])
def test_bombs_end(served: Path, name: str, resident: bool) -> None:
    """No query built to hurt outlives its time or is answered in part, and the next one is answered as ever."""

    async def test(pool: Pool) -> None:
        reply = await pool.ask(Request({**ENDLESS, **HUNGRY}[name], "ttl" if "constructed" in name else "json"))
        assert reply.status in ({503} if name in ENDLESS else {413, 503, 400})
        assert (reply.release, reply.body.count(b"\n")) in {("", 1), (pool.release, 1)}
        assert (await pool.ask(Request(CHEAP, "json"))).status == 200
        assert pool.working == 0

    _run(served, test, seconds=1.0, **({} if resident else {"resident": 0}))


def test_memory_is_bounded(served: Path) -> None:
    """A query that wants more memory than it may have is stopped long before its time."""

    async def test(pool: Pool) -> None:
        reply = await pool.ask(Request(HUNGRY["ordered product"], "json"))
        assert (reply.status, b"too much memory" in reply.body) == (503, True)

    _run(served, test, seconds=110.0, memory=64 * MIB)


@pytest.mark.parametrize("resident", [True, False])
def test_memory_is_counted_beyond_the_release(served: Path, resident: bool) -> None:
    """The bound of a worker lies above what it has when it starts, so that a large release leaves room for queries."""

    async def test(pool: Pool) -> None:
        bounds = {resource.prlimit(child, resource.RLIMIT_AS)[0] for child in _children(pool)}
        assert all(64 * MIB < bound < 4096 * MIB for bound in bounds)

    _run(served, test, memory=64 * MIB, **({} if resident else {"resident": 0}))


def test_nesting_is_bounded(served: Path) -> None:
    """Brackets inside each other beyond measure are refused with a sentence."""

    async def test(pool: Pool) -> None:
        for opening, closing in ("{}", "()"):
            inner = f"{opening * 300}{'?s ?p ?o' if opening == '{' else '1'}{closing * 300}"
            query = f"SELECT * {{ {inner if opening == '{' else f'FILTER({inner})'} }}"
            reply = await pool.ask(Request(query, "json"))
            assert (reply.status, b"brackets" in reply.body) == (400, True)

    _run(served, test)


def test_sizes_are_bounded(served: Path) -> None:
    """A query that is too long and an answer that is too large are refused, each with a sentence."""

    async def test(pool: Pool) -> None:
        replies = [
            await pool.ask(Request(f"{CHEAP} #{'x' * 5000}", "json")),
            await pool.ask(Request("SELECT * { ?s ?p ?o . ?a ?b ?c }", "csv")),
        ]
        assert _statuses(replies) == [413, 413]
        assert [b"bytes" in replies[0].body, b"LIMIT" in replies[1].body] == [True, True]

    _run(served, test, query=5000, answer=10_000)


def test_a_shorter_time_can_be_asked_for_but_no_longer(served: Path) -> None:
    """The time of a request shortens the time of the pool, and never lengthens it."""

    async def test(pool: Pool) -> None:
        replies = [
            await pool.ask(Request(ENDLESS["cartesian product"], "json", seconds=seconds)) for seconds in (0.2, 3600)
        ]
        assert _statuses(replies) == [503, 503]
        assert [b"0.2 seconds" in replies[0].body, b"than 1 seconds" in replies[1].body] == [True, True]

    _run(served, test, seconds=1.0)


def test_the_queue_is_bounded(served: Path) -> None:
    """Too many of one asker are told so with 429, too many of all with 503, each with when to come back."""

    async def test(pool: Pool) -> None:
        asked = [*"aaaaaa", *"bbbb"]
        tasks = [
            asyncio.create_task(pool.ask(Request(f"{ENDLESS['cartesian product']} # {number}", "json", asker=asker)))
            for number, asker in enumerate(asked)
        ]
        done, _ = await asyncio.wait(tasks, timeout=0.5)
        told = sorted((task.result().status, task.result().retry > 0) for task in done)
        assert told == [(429, True), (429, True), (503, True)]
        for task in tasks:
            task.cancel()

    _run(served, test, seconds=60.0, waiting=4, waiting_each=2)


def test_cancelling_ends_the_worker(served: Path) -> None:
    """A query that nobody waits for any more is no longer worked on: its process is gone, another takes its place."""

    async def test(pool: Pool) -> None:
        before = _children(pool)
        asking = asyncio.create_task(pool.ask(Request(ENDLESS["cartesian product"], "json")))
        while not any(map(_has_begun, pool._turns._out)):
            await asyncio.sleep(0.01)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        while len(_children(pool) & before) > 2 or len(_children(pool)) < 3:
            await asyncio.sleep(0.01)
        assert pool.working == 0

    _run(served, test, seconds=100.0)


def test_many_who_go_at_once_take_no_worker_with_them(served: Path) -> None:
    """After a crowd has asked and gone, again and again, all workers are there."""

    async def test(pool: Pool) -> None:
        for crowd in range(5):
            asked = [Request(f"{CHEAP} # {crowd} {number}", "json", asker=str(number % 3)) for number in range(60)]
            tasks = [asyncio.create_task(pool.ask(request)) for request in asked]
            await asyncio.sleep(0.01 * crowd)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        while len(pool._turns._free) < 3:
            await asyncio.sleep(0.01)
        assert (len(_children(pool)), pool.working, pool.waiting) == (3, 0, 0)
        assert _statuses([await pool.ask(Request(CHEAP, "json"))]) == [200]

    _run(served, test, seconds=60.0)


async def _all_quick(pool: Pool, workers: int) -> None:
    """Has each worker answer something, after which it may be asked ahead."""
    await asyncio.gather(*(pool.ask(Request(f"{CHEAP} # {n}", "json", asker=f"asker {n}")) for n in range(workers)))


def _cheap(number: int, asker: str = "a", **more: Any) -> Request:
    return Request(f"SELECT ({number} AS ?n) {{}}", "csv", asker=asker, **more)


def test_each_gets_its_own_answer(served: Path) -> None:
    """However many ask at once, and however long their queries are."""

    async def test(pool: Pool) -> None:
        for size in (0, 20_000, 400_000):
            asked = [Request(f"SELECT ({n} AS ?n) {{}} #{'x' * size * (n % 2)}", "csv") for n in range(40)]
            replies = await asyncio.gather(*map(pool.ask, asked))
            assert [reply.body.split() for reply in replies] == [[b"n", b"%d" % number] for number in range(40)]
            pool._answers.clear()
        assert pool.replaced == 0

    _run(served, test, seconds=100.0)


def test_who_waits_behind_an_endless_query_is_answered_by_another(served: Path) -> None:
    """What a worker was asked ahead is taken back when it takes long."""

    async def test(pool: Pool) -> None:
        await _all_quick(pool, 3)
        bomb = asyncio.create_task(pool.ask(Request(ENDLESS["cartesian product"], "json", asker="a")))
        await asyncio.sleep(0)
        replies = await asyncio.gather(*(pool.ask(_cheap(number)) for number in range(20)))
        assert (_statuses(replies), bomb.done(), pool.replaced) == ([200] * 20, False, 0)
        bomb.cancel()

    _run(served, test, seconds=100.0)


def test_who_waits_behind_and_goes_leaves_the_worker_alone(served: Path) -> None:
    """Neither who is gone nor whose time is over ends a query that is not theirs."""

    async def test(pool: Pool) -> None:
        await _all_quick(pool, 2)
        bomb = asyncio.create_task(pool.ask(Request(ENDLESS["cartesian product"], "json", asker="a")))
        await asyncio.sleep(0)
        gone = [asyncio.create_task(pool.ask(_cheap(number))) for number in range(3)]
        late = [asyncio.create_task(pool.ask(_cheap(number, seconds=0.3))) for number in range(10, 13)]
        await asyncio.sleep(0.005)
        for task in gone:
            task.cancel()
        await asyncio.gather(*gone, return_exceptions=True)
        assert _statuses(await asyncio.gather(*late)) == [503] * 3
        assert (bomb.done(), pool.replaced, pool.working) == (False, 0, 1)
        bomb.cancel()

    _run(served, test, seconds=100.0, workers=1)


def test_a_worker_keeps_every_deadline() -> None:
    """A request whose time is over before that of the one ahead of it leaves that one its own deadline."""

    async def test() -> None:
        loop = asyncio.get_running_loop()
        worker = Worker(cast(LoadedRelease, SimpleNamespace(name="release")), 0)
        worker.connection_made(asyncio.Transport())
        worker.data_received(REPLY.pack(200, 0))
        ahead = loop.create_task(worker.ask(b"ahead", loop.time() + 0.2))
        await asyncio.sleep(0)
        assert b"ahead" == worker.requests.theirs.recv(8)  # the process begins with it
        behind = loop.create_task(worker.ask(b"behind", loop.time() + 0.05))
        found = await asyncio.gather(ahead, behind, return_exceptions=True)
        assert ([TimeoutError, Again], True) == (list(map(type, found)), worker.is_spent)
        worker.requests.close()

    asyncio.run(test())


def test_who_waits_behind_a_query_that_ends_its_worker_is_answered(served: Path) -> None:
    """A query that takes too much memory costs nobody else the answer."""

    async def test(pool: Pool) -> None:
        await _all_quick(pool, 2)
        hungry = asyncio.create_task(pool.ask(Request(HUNGRY["ordered product"], "json", asker="a")))
        await asyncio.sleep(0)
        replies = await asyncio.gather(*(pool.ask(_cheap(number)) for number in range(6)), hungry)
        assert _statuses(replies) == [200] * 6 + [503]

    _run(served, test, seconds=100.0, workers=1)


def test_the_same_query_is_worked_out_once(served: Path) -> None:
    """Who asks what another asks just now waits for the same answer; the answer is kept for later."""

    async def test(pool: Pool) -> None:
        query = Request("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }", "json")
        replies = await asyncio.gather(*(pool.ask(query) for _ in range(20)))
        assert _statuses(replies) == [200] * 20
        assert all(reply is replies[0] for reply in replies)
        assert await pool.ask(query) is replies[0]

    _run(served, test, waiting=0)


def test_what_changes_is_not_kept(served: Path) -> None:
    """A query with another answer each time is worked out each time."""

    async def test(pool: Pool) -> None:
        query = Request("SELECT (STRUUID() AS ?id) {}", "csv")
        assert len({(await pool.ask(query)).body for _ in range(3)}) == 3

    _run(served, test)


def test_who_waits_for_another_does_not_inherit_its_end(served: Path) -> None:
    """Where the one who asked first goes away, the next who asked the same is answered."""

    async def test(pool: Pool) -> None:
        query = Request("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }", "json")
        first, second = (asyncio.create_task(pool.ask(query)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        assert (await second).status == 200

    _run(served, test)


def test_a_new_release_is_taken_over_under_load(tmp_path: Path) -> None:
    """No query is dropped while the release changes, nor answered from one already left."""

    async def test(pool: Pool) -> None:
        seen: list[bytes] = []
        for value in ("second", "third"):
            _release(tmp_path, value)
            while not seen or value.encode() not in seen[-1]:
                asked = [
                    Request(f"SELECT ?o {{ ?s ?p ?o }} # {len(seen)} {number}", "csv", asker=str(number))
                    for number in range(4)
                ]
                replies = await asyncio.gather(*map(pool.ask, asked))
                assert _statuses(replies) == [200] * 4
                seen.append(replies[0].body)
                await asyncio.sleep(0.05)
        order = [body.split()[1] for body in seen]
        assert sorted(set(order), key=order.index) == [b"first", b"second", b"third"]
        assert order == sorted(order, key=[b"first", b"second", b"third"].index)

    _release(tmp_path, "first")
    _run(tmp_path, test)


def test_a_release_that_cannot_be_loaded_leaves_the_old_one(tmp_path: Path) -> None:
    """Where the new release is broken, the old one is served on; when it is mended, the new one is."""

    async def test(pool: Pool) -> None:
        name = pool.release
        _release(tmp_path, "second")
        graph = (tmp_path / "current").resolve() / "graphs" / "g.nq"
        good = graph.read_text()
        graph.write_text("no quad\n")
        await asyncio.sleep(2)
        assert (pool.release, (await pool.ask(Request(CHEAP, "json"))).status) == (name, 200)
        graph.write_text(good)
        while pool.release == name:
            await asyncio.sleep(0.05)
        assert b"second" in (await pool.ask(Request("SELECT ?o { ?s ?p ?o }", "csv"))).body

    _release(tmp_path, "first")
    _run(tmp_path, test)


def test_the_pool_survives_the_death_of_its_processes(served: Path) -> None:
    """Killed workers and a killed nursery are replaced; queries are refused meanwhile, and answered again."""

    async def test(pool: Pool) -> None:
        for process in (*_children(pool), pool._source._process.pid):
            os.kill(process, signal.SIGKILL)
        statuses = set()
        for number in range(1000):
            statuses.add((await pool.ask(Request(f"{CHEAP} # {number}", "json"))).status)
            if 200 in statuses:
                break
            await asyncio.sleep(0.01)
        assert statuses <= {200, 503}
        assert 200 in statuses

    _run(served, test)
