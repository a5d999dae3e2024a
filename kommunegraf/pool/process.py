"""The processes of a pool as the server sees them: a release that was loaded, and the workers that answer from it."""

from __future__ import annotations

import asyncio
import itertools
import json
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from kommunegraf.pool.limits import Limits
from kommunegraf.pool.worker import LENGTH, ORDER, REPLY

LINE: Final = 1 << 16
"""Bytes of a line at most."""
GONE: Final = "the worker is gone"


@dataclass(frozen=True, slots=True)
class Reply:
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
        try:
            socket.send_fds(self._control, [ORDER.pack(b"+", number)], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise ConnectionError(str(error)) from error
        finally:
            theirs.close()
        self.workers.add(number)
        worker = Worker(self, number)
        try:
            await asyncio.get_running_loop().create_connection(lambda: worker, sock=ours)
            await worker.receive()
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


class Worker(asyncio.Protocol):
    """One process, and the release that it answers from."""

    def __init__(self, source: LoadedRelease, number: int) -> None:
        self.source = source
        self._number = number
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()
        self._reply: asyncio.Future[Reply] = self._loop.create_future()
        self._pieces: list[bytes] = []
        self._missing = 0
        self._status = 0

    async def ask(self, message: bytes, deadline: float) -> Reply:
        """The reply to a request.

        Raises ConnectionError where the worker dies over it, TimeoutError where it takes longer than until the
        deadline, by the clock of the event loop.
        """
        if self._transport is None:
            raise ConnectionError(GONE)
        self._reply = self._loop.create_future()
        self._transport.write(LENGTH.pack(len(message)) + message)
        expiry = self._loop.call_at(deadline, self._fail, TimeoutError())
        try:
            return await self._reply
        finally:
            expiry.cancel()

    async def receive(self) -> Reply:
        """The reply that comes next, whole. Raises ConnectionError where the worker dies over it."""
        return await self._reply

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the connection (asyncio.Protocol)."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Puts the reply together (asyncio.Protocol)."""
        if not self._status:
            if self._pieces:
                data = b"".join((*self._pieces, data))
                self._pieces.clear()
            if len(data) < REPLY.size:
                self._pieces.append(data)
                return
            self._status, self._missing = REPLY.unpack_from(data)
            data = data[REPLY.size :]
        self._pieces.append(data)
        self._missing -= len(data)
        if not self._missing:
            body = data if len(self._pieces) == 1 else b"".join(self._pieces)
            reply = Reply(self._status, body, self.source.folder.name)
            self._pieces.clear()
            self._status = 0
            if not self._reply.done():
                self._reply.set_result(reply)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tells who waits (asyncio.Protocol)."""
        self._transport = None
        self._fail(ConnectionError(GONE))

    def _fail(self, error: Exception) -> None:
        if not self._reply.done():
            self._reply.set_exception(error)

    def kill(self) -> None:
        """Ends the worker at once, whatever it does."""
        self._reply.cancel()
        if self._transport is not None:
            self._transport.abort()
        self.source.kill_worker(self._number)


async def _line(connection: socket.socket) -> bytes:
    loop = asyncio.get_running_loop()
    line = b""
    while not line.endswith(b"\n"):
        piece = await loop.sock_recv(connection, LINE)
        if not piece:
            raise ConnectionError("the process ended before the release was loaded")
        line += piece
    return line
