"""The processes of a pool as the server sees them: a release that was loaded, and the workers that answer from it."""

from __future__ import annotations

import asyncio
import itertools
import json
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kommunegraf.limits import Limits
from kommunegraf.worker import LENGTH, ORDER, REPLY

FIRST: Final = 1 << 16
"""Bytes to read at once: a short reply comes in one piece."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP status and the body: the answer, or one line that says what is wrong.

    ``release`` is the name of the release that answered, "" where none did; ``retry`` the seconds after which it is
    worth while to ask again, 0 where it is not.
    """

    status: int
    body: bytes
    release: str = ""
    retry: int = 0


class LoadedRelease:
    """A release and the process that has it loaded and starts workers (a nursery, see kommunegraf.worker)."""

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
        command = (sys.executable, "-m", "kommunegraf.worker", str(folder), limits.message())
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
        worker = Worker(self, number, ours)
        try:
            await worker.receive()
        except BaseException:
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


class Worker:
    """One process, and the release that it answers from."""

    def __init__(self, source: LoadedRelease, number: int, connection: socket.socket) -> None:
        self.source = source
        self._number = number
        self._connection = connection

    async def ask(self, message: bytes) -> Reply:
        """The reply to a request. Raises ConnectionError where the worker dies over it."""
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self._connection, LENGTH.pack(len(message)) + message)
        return await self.receive()

    async def receive(self) -> Reply:
        """The next reply, whole. Raises ConnectionError where the worker dies over it."""
        loop = asyncio.get_running_loop()
        first = b""
        while len(first) < REPLY.size:
            piece = await loop.sock_recv(self._connection, FIRST)
            if not piece:
                raise ConnectionError("the worker is gone")
            first += piece
        status, size = REPLY.unpack_from(first)
        if len(first) == REPLY.size + size:
            return Reply(status, first[REPLY.size :], self.source.folder.name)
        body = bytearray(size)
        done = len(first) - REPLY.size
        body[:done] = first[REPLY.size :]
        rest = memoryview(body)
        while done < size:
            read = await loop.sock_recv_into(self._connection, rest[done:])
            if not read:
                raise ConnectionError("the worker is gone")
            done += read
        return Reply(status, bytes(body), self.source.folder.name)

    def kill(self) -> None:
        """Ends the worker at once, whatever it does."""
        self._connection.close()
        self.source.kill_worker(self._number)


async def _line(connection: socket.socket) -> bytes:
    loop = asyncio.get_running_loop()
    line = b""
    while not line.endswith(b"\n"):
        piece = await loop.sock_recv(connection, FIRST)
        if not piece:
            raise ConnectionError("the process ended before the release was loaded")
        line += piece
    return line
