"""Whose turn it is: fair, bounded, and nothing is lost when somebody goes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import pytest

from kommunegraf.pool.answers import Answers
from kommunegraf.pool.turns import Busy, Greedy, Turns

Order = list[str]
NEVER: Final = 1e9
"""A time of the event loop's clock that no test lives to see."""


def _turns(*workers: str, most: int = 8, each: int = 4) -> Turns[str]:
    turns: Turns[str] = Turns(most, each)
    for worker in workers:
        turns.put(worker)
    return turns


async def _waiting(turns: Turns[str], asker: str, order: Order) -> asyncio.Task[str]:
    """A task that waits for a worker and writes down when it gets it."""

    async def take() -> str:
        worker = await turns.take(asker, NEVER)
        order.append(asker)
        return worker

    task = asyncio.create_task(take())
    await asyncio.sleep(0)
    return task


def _run(test: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await asyncio.wait_for(test(), 30)

    asyncio.run(whole())


def test_askers_take_turns() -> None:
    """One who asks many times gets one worker, then the others get theirs."""

    async def test() -> None:
        turns, order = _turns("first", "second"), []
        held = {asker: [await turns.take(asker, NEVER)] for asker in ("other", "greedy")} | {"a": [], "b": []}
        tasks = [await _waiting(turns, asker, order) for asker in ("greedy", "greedy", "greedy", "a", "b", "a")]
        for _ in range(6):
            asker, workers = next(found for found in held.items() if found[1])
            worker = workers.pop()
            assert turns.done(asker, worker)
            turns.put(worker)
            await asyncio.sleep(0)
            held[order[-1]].append(worker)
        for task in tasks:
            await task
        assert sorted(order[:3]) == ["a", "b", "greedy"]

    _run(test)


def test_the_last_worker_is_for_a_newcomer() -> None:
    """Who keeps all other workers busy does not get the last one; who has none does."""

    async def test() -> None:
        order: Order = []
        turns = _turns("a", "b", "spare")
        held = [await turns.take("greedy", NEVER) for _ in range(2)]
        third = await _waiting(turns, "greedy", order)
        held.append(await turns.take("newcomer", NEVER))
        assert (order, turns.working, turns.waiting) == ([], 3, 1)
        for asker, worker in (("newcomer", held[2]), ("greedy", held[0])):
            turns.done(asker, worker)
            turns.put(worker)
        assert await third == held[0]

    _run(test)


def test_a_single_worker_serves() -> None:
    """With one worker alone each asker is served in the end."""

    async def test() -> None:
        turns, order = _turns("only"), []
        worker = await turns.take("a", NEVER)
        next_one = await _waiting(turns, "a", order)
        turns.done("a", worker)
        turns.put(worker)
        assert await next_one == "only"

    _run(test)


def test_a_worker_that_is_out_is_given_once_more() -> None:
    """Where none is free, to as many as there is room for, in turn; it is idle when the last of them is done."""

    async def test() -> None:
        order: Order = []
        turns = Turns[str](8, 4, lambda _: 3)
        turns.put("only")
        await turns.take("a", NEVER)
        tasks = [await _waiting(turns, asker, order) for asker in ("a", "a", "b")]
        await asyncio.gather(*tasks[:2])
        assert (order, turns.working, turns.waiting) == (["a", "a"], 3, 1)
        assert not turns.done("a", "only")
        assert await tasks[2] == "only"
        assert [turns.done(asker, "only") for asker in ("a", "a", "b")] == [False, False, True]

    _run(test)


def test_a_free_worker_comes_before_one_that_is_out() -> None:
    """Nobody is made to wait behind another where a worker is free."""

    async def test() -> None:
        turns = Turns[str](8, 4, lambda _: 3)
        for worker in ("first", "second", "third"):
            turns.put(worker)
        assert {await turns.take(asker, NEVER) for asker in "abc"} == {"first", "second", "third"}

    _run(test)


def test_who_takes_again_comes_before_his_others() -> None:
    """And is not refused, however many wait."""

    async def test() -> None:
        turns, order = _turns(most=2, each=2), []
        tasks = [await _waiting(turns, "a", order) for _ in range(2)]
        again = asyncio.create_task(turns.take("a", NEVER, again=True))
        await asyncio.sleep(0)
        turns.put("worker")
        assert await again == "worker"
        assert order == []
        for task in tasks:
            task.cancel()

    _run(test)


def test_nobody_waits_beyond_the_deadline() -> None:
    """Who gets no worker until then is told so, is no longer counted, and takes no worker later."""

    async def test() -> None:
        turns = _turns()
        with pytest.raises(TimeoutError):
            await turns.take("a", asyncio.get_running_loop().time() + 0.02)
        turns.put("first")
        assert (turns.waiting, turns.working, await turns.take("b", NEVER)) == (0, 0, "first")

    _run(test)


def test_bounds() -> None:
    """An asker may have so many waiting, and all together so many."""

    async def test() -> None:
        turns, order = _turns(most=3, each=2), []
        tasks = [await _waiting(turns, asker, order) for asker in ("a", "a", "b")]
        with pytest.raises(Busy):
            await turns.take("b", NEVER)
        tasks.pop().cancel()
        await asyncio.sleep(0)
        with pytest.raises(Greedy):
            await turns.take("a", NEVER)
        for task in tasks:
            task.cancel()

    _run(test)


def test_who_goes_leaves_the_worker() -> None:
    """Who no longer waits is not served, and who goes in the moment of being served leaves the worker to the next."""

    async def test() -> None:
        turns, order = _turns(), []
        gone, late, stays = [await _waiting(turns, asker, order) for asker in ("gone", "late", "stays")]
        gone.cancel()
        await asyncio.sleep(0)
        turns.put("worker")
        late.cancel()
        assert await asyncio.wait_for(stays, 10) == "worker"
        assert (order, turns.working, turns.waiting) == (["stays"], 1, 0)

    _run(test)


def test_many_go_in_the_moment_when_a_worker_is_put_back() -> None:
    """Those who are gone, but have not been able to say so, are passed over; the worker is for who still waits."""

    async def test() -> None:
        turns, order = _turns("worker"), []
        await turns.take("first", NEVER)
        gone = [await _waiting(turns, name, order) for name in "abcd"]
        stays = await _waiting(turns, "stays", order)
        for task in gone:
            task.cancel()
        turns.done("first", "worker")
        turns.put("worker")
        assert await asyncio.wait_for(stays, 10) == "worker"
        assert (order, turns.working, turns.waiting) == (["stays"], 1, 0)

    _run(test)


def test_withdrawing() -> None:
    """A free worker can be taken out of the game."""
    turns = _turns("old", "new")
    assert turns.withdraw(lambda worker: worker == "old") == "old"
    assert turns.withdraw(lambda worker: worker == "old") is None


def test_answers_are_kept_up_to_a_size() -> None:
    """What was asked for longest ago goes first; what takes more than an eighth is not kept."""
    answers: Answers[str] = Answers(80)
    for name in "abcdefgh":
        answers.keep(name, name.upper(), 10)
    assert answers.get("a") == "A"
    answers.keep("i", "I", 10)
    assert [answers.get(name) for name in "abci"] == ["A", None, "C", "I"]
    answers.keep("large", "LARGE", 11)
    assert answers.get("large") is None
    answers.clear()
    answers.keep("j", "J", 10)
    assert [answers.get(name) for name in "aj"] == [None, "J"]
