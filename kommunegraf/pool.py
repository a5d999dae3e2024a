"""Worker processes that answer queries: one that takes too long costs its worker its life, and nobody else anything."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from kommunegraf.release import current

WAITING: Final = 64
"""Queries that may wait for a worker; the next one is told to come back."""
LOG: Final = logging.getLogger("kommunegraf")


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP status and the body: the answer, or one line that says what is wrong."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """A query, the name of the format to answer in, and the graphs that the protocol names."""

    query: str
    format: str
    default_graphs: Sequence[str] = field(default=())
    named_graphs: Sequence[str] = field(default=())

    def message(self) -> bytes:
        """The request as the worker reads it."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(values).encode()


class Pool:
    """The workers of a store folder; they follow its ``current`` release, one query at a time each."""

    def __init__(self, folder: Path, limit: float, size: int | None = None) -> None:
        self.folder = folder
        self.limit = limit
        self._size = size or max(2, os.cpu_count() or 1)
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._waiting = 0
        self._workers: set[_Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Starts the workers. Raises NoRelease where there is nothing to serve."""
        await asyncio.gather(*(self._add() for _ in range(self._size)))

    async def stop(self) -> None:
        """Ends the workers, those that answer too."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._workers))
        self._workers.clear()

    async def ask(self, request: Request) -> Reply:
        """The reply to a query: 503 where all workers are busy or the query took too long or too much memory."""
        if self._waiting >= WAITING:
            return Reply(503, b"The server is busy: try again in a moment.")
        self._waiting += 1
        try:
            worker = await asyncio.wait_for(self._ready(), self.limit)
        except TimeoutError:
            return Reply(503, b"The server is busy: try again in a moment.")
        finally:
            self._waiting -= 1
        try:
            reply = await asyncio.wait_for(worker.ask(request), self.limit)
        except TimeoutError:
            reply = None
            told = f"The query took more than {self.limit:g} seconds and was stopped: ask for less.".encode()
        except (asyncio.IncompleteReadError, ConnectionError):
            reply = None
            told = b"The query took too much memory and was stopped: ask for less."
        except BaseException:
            self._replace(worker)
            raise
        if reply is None:
            self._replace(worker)
            return Reply(503, told)
        self._idle.put_nowait(worker)
        return reply

    async def _ready(self) -> _Worker:
        """An idle worker of the release that is served now."""
        worker = await self._idle.get()
        release = current(self.folder).folder
        if worker.release == release:
            return worker
        await self._end(worker)
        return await self._start(release)

    def _replace(self, worker: _Worker) -> None:
        """Ends a worker; another takes its place as soon as it is up."""
        for task in (asyncio.create_task(self._end(worker)), asyncio.create_task(self._add())):
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _add(self) -> None:
        worker = await self._start(current(self.folder).folder)
        if not worker.isolated:
            LOG.warning("A worker could not leave the network; SERVICE is refused by the text of the query alone.")
        self._idle.put_nowait(worker)

    async def _start(self, release: Path) -> _Worker:
        worker = await _start(release)
        self._workers.add(worker)
        return worker

    async def _end(self, worker: _Worker) -> None:
        self._workers.discard(worker)
        await worker.end()


class _Worker:
    """One process, and the release that it answers from."""

    def __init__(self, process: asyncio.subprocess.Process, release: Path) -> None:
        self._process = process
        self.release = release
        self.isolated = False

    async def ask(self, request: Request) -> Reply:
        message = request.message()
        stdin = cast(asyncio.StreamWriter, self._process.stdin)
        stdin.write(struct.pack(">I", len(message)) + message)
        await stdin.drain()
        return await self.receive()

    async def receive(self) -> Reply:
        stdout = cast(asyncio.StreamReader, self._process.stdout)
        length = struct.unpack(">I", await stdout.readexactly(4))[0]
        reply = await stdout.readexactly(length)
        return Reply(int(reply[:3]), reply[3:])

    async def end(self) -> None:
        """Kills the process and waits until it is gone, its pipes closed."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.communicate()


async def _start(release: Path) -> _Worker:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "kommunegraf.worker",
        str(release / "store"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    worker = _Worker(process, release)
    worker.isolated = json.loads((await worker.receive()).body)["isolated"]
    return worker
