"""The processes of a pool as the server sees them: a release that was loaded, and the workers that answer from it."""

from __future__ import annotations

import asyncio
import itertools
import json
import math
import socket
import sys
from collections import deque
from pathlib import Path
from typing import Final, NamedTuple, cast

from kommunegraf.pool.limits import Limits
from kommunegraf.pool.packets import Packets
from kommunegraf.pool.worker import LARGE, LENGTH, ORDER, PACKET, REPLY, SEND

LINE: Final = 1 << 16
"""Bytes of a line at most."""
GONE: Final = "the worker is gone"
AHEAD: Final = 0.02
"""Seconds in which a quick worker answers; what one was asked ahead that takes longer is taken back."""


class Reply(NamedTuple):
    """An HTTP status and the body: the answer, or what is wrong (see kommunegraf.pool.reasons).

    ``release`` is the name of the release that answered, "" where none did; ``retry`` the seconds after which it is
    worth while to ask again, 0 where it is not.
    """

    status: int
    body: bytes
    release: str = ""
    retry: int = 0


class LoadedRelease:
    """A release and the process that has it loaded and starts workers (a nursery, see kommunegraf.pool.worker)."""

    def __init__(self, folder: Path, process: asyncio.subprocess.Process, control: socket.socket) -> None:
        self.folder = folder
        self.name = folder.name
        self.isolated = False
        self.resident = False
        self.workers: set[int] = set()
        """The numbers of those that were not killed."""
        self._process = process
        self._control = control
        self._numbers = itertools.count()

    @classmethod
    async def load(cls, folder: Path, limits: Limits) -> LoadedRelease:
        """Loads the release in a folder. Raises ConnectionError where the process ends before it is ready."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        command = (sys.executable, "-m", "kommunegraf.pool.worker", str(folder), limits.message())
        try:
            process = await asyncio.create_subprocess_exec(*command, stdin=theirs.fileno())
        finally:
            theirs.close()
        loaded = cls(folder, process, ours)
        try:
            greeting = json.loads(await _line(ours))
        except BaseException:
            await loaded.end()
            raise
        loaded.isolated, loaded.resident = greeting["isolated"], greeting["resident"]
        return loaded

    async def worker(self) -> Worker:
        """A new worker, ready to answer. Raises ConnectionError where there is none to be had."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        number = next(self._numbers)
        worker = Worker(self, number)
        try:
            descriptors = [theirs.fileno(), worker.requests.theirs.fileno()]
            socket.send_fds(self._control, [ORDER.pack(b"+", number)], descriptors)
        except OSError as error:
            ours.close()
            worker.requests.close()
            raise ConnectionError(str(error)) from error
        finally:
            theirs.close()
        self.workers.add(number)
        try:
            await asyncio.get_running_loop().create_connection(lambda: worker, sock=ours)
            await worker.is_up
        except BaseException:
            ours.close()
            worker.kill()
            raise
        return worker

    def kill_worker(self, number: int) -> None:
        """Has a worker killed. The nursery does it, who knows which process it is and that it is still the same."""
        self.workers.discard(number)
        try:
            self._control.send(ORDER.pack(b"-", number))
        except OSError:  # the nursery is gone, and its workers with it
            return

    async def end(self) -> None:
        """Ends the process, and with it all its workers."""
        self._control.close()
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()


class Again(Exception):
    """A worker did not begin with a request, and will not: another is to be asked."""


class _Asked:
    """A request that a worker was asked, and its reply to come."""

    __slots__ = ("deadline", "message", "reply")

    def __init__(self, message: bytes, reply: asyncio.Future[Reply], deadline: float = math.inf) -> None:
        self.message = message
        self.reply = reply
        self.deadline = deadline

    def fail(self, error: Exception) -> None:
        """There will be none."""
        if not self.reply.done():
            self.reply.set_exception(error)
            self.reply.exception()  # it counts as seen, for who asked may be gone


class Worker(asyncio.Protocol):
    """One process, and the release that it answers from; it may be asked ahead, while it answers others."""

    def __init__(self, source: LoadedRelease, number: int) -> None:
        self.source = source
        self.requests = Packets()
        self.is_quick = False
        """Whether the last answer came soon."""
        self.is_spent = False
        """Whether it must be asked no more."""
        self._is_ended = False
        self._number = number
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()
        self.is_up = self._loop.create_future()
        self._asked: deque[_Asked] = deque([_Asked(b"", self.is_up)])
        self._since = -math.inf
        self._looking: asyncio.TimerHandle | None = None
        self._expiring: asyncio.TimerHandle | None = None
        self._wakes = math.inf
        self._pieces: list[bytes] = []
        self._missing = 0

    async def ask(self, message: bytes, deadline: float) -> Reply:
        """The reply to a request.

        Raises ConnectionError where the worker dies over it, TimeoutError where it takes longer than until the
        deadline, by the clock of the event loop; after both, and when this is cancelled, the worker may be spent.
        Raises Again where it did not begin with it, and will not.
        """
        if self._transport is None or self.is_spent:
            raise Again
        asked = _Asked(message, self._loop.create_future(), deadline)
        if not self._asked:
            self._since = self._loop.time()
        elif self._looking is None:
            self._looking = self._loop.call_at(self._since + AHEAD, self._look)
        self._asked.append(asked)
        self.requests.send(message if len(message) <= PACKET else LARGE)
        self._wake_at(deadline)
        try:
            return await asked.reply
        except asyncio.CancelledError:
            self._give_up(asked)
            raise

    def _look(self) -> None:
        """Takes back what was asked ahead where the worker takes long."""
        self._looking = None
        if self._loop.time() - self._since >= AHEAD:
            self._take_back()
        elif len(self._asked) > 1:
            self._looking = self._loop.call_at(self._since + AHEAD, self._look)

    def _take_back(self) -> None:
        for _ in range(self.requests.take_back() if self._asked else 0):
            self._asked.pop().fail(Again())

    def _give_up(self, asked: _Asked) -> None:
        """Nobody wants this reply: where the worker has begun with it, the worker is spent."""
        self._take_back()
        self.is_spent |= asked in self._asked

    def _wake_at(self, deadline: float) -> None:
        """Has one timer look at the deadlines of all that is asked: one for each would cost more than the asking."""
        if self._expiring is None or deadline < self._wakes:
            if self._expiring is not None:
                self._expiring.cancel()
            self._wakes = deadline
            self._expiring = self._loop.call_at(deadline, self._expire)

    def _expire(self) -> None:
        self._expiring = None
        late = max(self._loop.time(), self._wakes)  # the loop may wake us some microseconds before
        for asked in [asked for asked in self._asked if asked.deadline <= late]:
            self._give_up(asked)
            asked.fail(TimeoutError())
        left = [asked.deadline for asked in self._asked if asked.deadline > late]
        if left:
            self._wake_at(min(left))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the connection (asyncio.Protocol)."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Puts the replies together (asyncio.Protocol)."""
        if self._pieces:
            self._pieces.append(data)
            self._missing -= len(data)
            if self._missing > 0:
                return
            data = b"".join(self._pieces)
            self._pieces.clear()
        while data:
            status, size = REPLY.unpack_from(data) if len(data) >= REPLY.size else (0, 0)
            end = REPLY.size + size
            if len(data) < end:
                self._pieces.append(data)
                self._missing = end - len(data)
                return
            self._replied(Reply(status, data[REPLY.size : end], self.source.name))
            data = data[end:]

    def _replied(self, reply: Reply) -> None:
        if not self._asked:  # it is spent already
            return
        if reply.status == SEND and self._transport is not None:
            message = self._asked[0].message
            self._transport.write(LENGTH.pack(len(message)) + message)
            return
        asked, now = self._asked.popleft(), self._loop.time()
        self.is_quick = now - self._since < AHEAD
        self._since = now
        if not asked.reply.done():
            asked.reply.set_result(reply)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tells who waits (asyncio.Protocol)."""
        self._transport = None
        self.is_spent = True
        self._take_back()
        if self._asked:
            self._asked.popleft().fail(ConnectionError(GONE))
        self._fail_all()
        self.requests.close()

    def _fail_all(self) -> None:
        while self._asked:
            self._asked.popleft().fail(Again())

    def kill(self) -> bool:
        """Ends the worker at once, whatever it does; who has asked it is to ask another. Whether it had not been."""
        if self._is_ended:
            return False
        self._is_ended = self.is_spent = True
        self._fail_all()
        self.requests.close()
        for timer in (self._looking, self._expiring):
            if timer is not None:
                timer.cancel()
        if self._transport is not None:
            self._transport.abort()
        self.source.kill_worker(self._number)
        return True


async def _line(connection: socket.socket) -> bytes:
    loop = asyncio.get_running_loop()
    line = b""
    while not line.endswith(b"\n"):
        piece = await loop.sock_recv(connection, LINE)
        if not piece:
            raise ConnectionError("the process ended before the release was loaded")
        line += piece
    return line
