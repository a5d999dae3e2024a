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
    asker who has none at work, so that one who keeps all the others busy does not keep out who comes next. Where none
    is free, one that is out may be given once more, to begin with that as soon as it can: ``room`` says to how many.
    """

    def __init__(self, most: int, each: int, room: Callable[[Worker], int] = lambda _: 1) -> None:
        self._most = most
        self._each = each
        self._room = room
        self._out: dict[Worker, int] = {}
        self._free: deque[Worker] = deque()
        self._waiting: dict[str, deque[asyncio.Future[Worker]]] = {}
        self._working: Counter[str] = Counter()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    @property
    def working(self) -> int:
        """How many have a worker."""
        return self._working.total()

    def at_once(self, asker: str) -> Worker | None:
        """A worker as from ``take`` where one can be had without waiting, else None."""
        if self._waiting or not self._may(asker):
            return None
        return self._given(asker, self._free.pop())

    def _given(self, asker: str, worker: Worker) -> Worker:
        self._working[asker] += 1
        self._out[worker] = self._out.get(worker, 0) + 1
        return worker

    async def take(self, asker: str, deadline: float, *, again: bool = False) -> Worker:
        """A worker; who takes it calls ``done`` afterwards, and puts it back if nobody has it and it is still good.

        Who takes one ``again``, because the one that was given was not to be had, comes before the asker's others.
        Raises Busy or Greedy where too many wait already, TimeoutError where there is none until the deadline, by the
        clock of the event loop.
        """
        if (free := self.at_once(asker)) is not None:
            return free
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Worker] = loop.create_future()
        turns = self._waiting.get(asker, deque())
        if again:
            turns.appendleft(turn)
        elif self.waiting >= self._most:
            raise Busy
        elif len(turns) >= self._each:
            raise Greedy
        else:
            turns.append(turn)
        self._waiting[asker] = turns
        self._serve()
        if turn.done():
            return turn.result()
        expiry = loop.call_at(deadline, _expire, turn)
        try:
            return await turn
        except TimeoutError:
            self._forget(asker, turn)
            raise
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it came in the same moment as the asker went
                if self.done(asker, turn.result()):
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

    def done(self, asker: str, worker: Worker) -> bool:
        """An asker no longer has the worker that was taken; whether nobody has it now."""
        self._working[asker] -= 1
        if not self._working[asker]:
            del self._working[asker]
        left = self._out.pop(worker) - 1
        if left:
            self._out[worker] = left
        self._serve()
        return not left

    def withdraw(self, unwanted: Callable[[Worker], bool]) -> Worker | None:
        """Takes one of the free workers for which this holds out of the game; None where there is none."""
        found = next((worker for worker in self._free if unwanted(worker)), None)
        if found is not None:
            self._free.remove(found)
        return found

    def _may(self, asker: str) -> bool:
        return len(self._free) > 1 or (len(self._free) == 1 and not self._working[asker])

    def _serve(self) -> None:
        """Gives workers to those who wait, one asker after the other."""
        while self._waiting:
            asker = next((asker for asker in self._waiting if self._may(asker)), None)
            ahead = None if asker is not None else self._with_room()
            if asker is None and ahead is None:
                return
            asker = next(iter(self._waiting)) if asker is None else asker
            turns = self._waiting.pop(asker)
            turn = turns.popleft()
            if turns:
                self._waiting[asker] = turns  # at the end of the round
            if not turn.done():  # else whoever waited is gone, and has not been able to say so yet
                turn.set_result(self._given(asker, self._free.pop() if ahead is None else ahead))

    def _with_room(self) -> Worker | None:
        """The worker that is out to the fewest, where it may be given once more."""
        found = min(self._out, key=self._out.__getitem__, default=None)
        return found if found is not None and self._out[found] < self._room(found) else None

    def _forget(self, asker: str, turn: asyncio.Future[Worker]) -> None:
        turns = self._waiting.get(asker, deque())
        if turn in turns:
            turns.remove(turn)
        if not turns:
            self._waiting.pop(asker, None)


def _expire(turn: asyncio.Future[Worker]) -> None:
    if not turn.done():
        turn.set_exception(TimeoutError())
