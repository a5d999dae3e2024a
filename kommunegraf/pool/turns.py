"""Whose turn it is: askers take turns at the workers, and none of them can keep the others waiting for ever."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from typing import Generic, TypeVar

Worker = TypeVar("Worker")


class Busy(Exception):
    """As many wait as may wait."""


class Greedy(Exception):
    """As many wait as may wait of one asker."""


class Turns(Generic[Worker]):
    """The free workers and those who wait for one.

    Whoever waits is served in turn: one query of each asker, then the next of each. The last free worker is for an
    asker who has none at work, so that one who keeps all the others busy does not keep out who comes next.
    """

    def __init__(self, most: int, each: int) -> None:
        self._most = most
        self._each = each
        self._free: deque[Worker] = deque()
        self._waiting: dict[str, deque[asyncio.Future[Worker]]] = {}
        self._working: Counter[str] = Counter()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    @property
    def working(self) -> int:
        """How many workers are out."""
        return self._working.total()

    def at_once(self, asker: str) -> Worker | None:
        """A worker as from ``take`` where one can be had without waiting, else None."""
        if self._waiting or not self._may(asker):
            return None
        self._working[asker] += 1
        return self._free.pop()

    async def take(self, asker: str, deadline: float) -> Worker:
        """A worker; who takes it calls ``done`` afterwards, and puts it back if it is still good.

        Raises Busy or Greedy where too many wait already, TimeoutError where there is none until the deadline, by the
        clock of the event loop.
        """
        if (free := self.at_once(asker)) is not None:
            return free
        if self.waiting >= self._most:
            raise Busy
        if len(self._waiting.get(asker, ())) >= self._each:
            raise Greedy
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Worker] = loop.create_future()
        self._waiting.setdefault(asker, deque()).append(turn)
        self._serve()
        expiry = loop.call_at(deadline, _expire, turn)
        try:
            return await turn
        except TimeoutError:
            self._forget(asker, turn)
            raise
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it came in the same moment as the asker went
                self.done(asker)
                self.put(turn.result())
            else:
                self._forget(asker, turn)
            raise
        finally:
            expiry.cancel()

    def put(self, worker: Worker) -> None:
        """Makes a worker free."""
        self._free.append(worker)
        self._serve()

    def done(self, asker: str) -> None:
        """An asker no longer has the worker that was taken."""
        self._working[asker] -= 1
        if not self._working[asker]:
            del self._working[asker]
        self._serve()

    def withdraw(self, unwanted: Callable[[Worker], bool]) -> Worker | None:
        """Takes one of the free workers for which this holds out of the game; None where there is none."""
        found = next((worker for worker in self._free if unwanted(worker)), None)
        if found is not None:
            self._free.remove(found)
        return found

    def _may(self, asker: str) -> bool:
        return len(self._free) > 1 or (len(self._free) == 1 and not self._working[asker])

    def _serve(self) -> None:
        """Gives the free workers to those who wait, one asker after the other."""
        if not self._waiting:
            return
        while (asker := next((asker for asker in self._waiting if self._may(asker)), None)) is not None:
            turns = self._waiting.pop(asker)
            turn = turns.popleft()
            if turns:
                self._waiting[asker] = turns  # at the end of the round
            if turn.done():
                continue  # whoever waited is gone, and has not been able to say so yet
            self._working[asker] += 1
            turn.set_result(self._free.pop())

    def _forget(self, asker: str, turn: asyncio.Future[Worker]) -> None:
        turns = self._waiting.get(asker, deque())
        if turn in turns:
            turns.remove(turn)
        if not turns:
            self._waiting.pop(asker, None)


def _expire(turn: asyncio.Future[Worker]) -> None:
    if not turn.done():
        turn.set_exception(TimeoutError())
