"""Reads many files at once: one process per document at a time, as many as there are cores, each within limits."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.resource_tracker import ensure_running
from queue import SimpleQueue
from signal import SIG_BLOCK, SIG_SETMASK, SIGINT, Signals, pthread_sigmask
from threading import Lock
from typing import Final, Self

from kommunegraf.collecting import seldom_collecting
from kommunegraf.errors import NotWritable
from kommunegraf.reading.file import Reading, failed, get_ready, read_source
from kommunegraf.reading.pieces import Pieces
from kommunegraf.reading.sources import Source


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may take: seconds, and megabytes of address space of its process.

    Reading a usual document takes about 150 of these, and a process keeps about a tenth of one of each that it has
    read: after so many documents a new one takes over.
    """

    seconds: float = 300.0
    megabytes: int = 2048
    documents: int = 1000


LIMITS: Final = Limits()


def read_all(sources: Mapping[Source, str], pieces: Pieces, limits: Limits = LIMITS) -> Iterator[Reading]:
    """The reading of each source, in their order; each source comes with the name of its piece.

    A document that crashes its process or takes more than the limits is a failed reading; the others go on. Who stops
    asking, as Ctrl-C does, stops the processes at once. Raises NotWritable where what was read cannot be kept.
    """
    with Lanes(limits) as lanes:
        yield from lanes.read(sources, pieces)


class Lanes:
    """All processes that read; the first starts at once, and gets ready while it is found out what there is to read."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._lanes = [Lane(limits)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for lane in self._lanes:
            lane.end()
            lane.close()

    def read(self, sources: Mapping[Source, str], pieces: Pieces) -> Iterator[Reading]:
        """What ``read_all`` gives; to be asked for once."""
        workers = min(os.cpu_count() or 1, len(sources))
        self._lanes += [Lane(self._limits) for _ in range(1, workers)]
        free: SimpleQueue[Lane] = SimpleQueue()
        for lane in self._lanes:
            free.put(lane)

        def read(source: Source) -> Reading:
            lane = free.get()
            try:
                return lane.read(source, sources[source], pieces)
            finally:
                free.put(lane)

        threads = ThreadPoolExecutor(len(self._lanes))
        try:
            for reading in [threads.submit(read, source) for source in sources]:
                yield reading.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            for lane in self._lanes:
                lane.end()
            threads.shutdown()


class Lane:
    """One process that reads one document at a time; where a document brings it down, a new one takes over."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._ended, self._starting = False, Lock()
        self._start()

    def _start(self) -> None:
        with self._starting:
            if self._ended:
                return
            self._left = self._limits.documents
            context = get_context("spawn")
            self._line, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._limits.megabytes), daemon=True)
            with _without_interrupts():
                self._process.start()
            theirs.close()

    def read(self, source: Source, piece: str, pieces: Pieces) -> Reading:
        """The reading of a document; a failed one where it crashes the process or takes more than the limits."""
        try:
            self._line.recv()  # the process has started: that takes no time of the document's
            self._line.send((source, piece, pieces))
            if self._line.poll(self._limits.seconds):
                return self._received(self._line.recv())
        except (EOFError, OSError):
            return self._crashed(source)
        self._restart()
        most = f"{self._limits.seconds:g}"
        return failed(source, f"læsningen varede over {most} sekunder.", f"reading it took more than {most} seconds.")

    def _received(self, found: Reading | NotWritable) -> Reading:
        if isinstance(found, NotWritable):
            raise found
        self._left -= 1
        if not self._left:
            self._restart()
        return found

    def _crashed(self, source: Source) -> Reading:
        self._process.join()
        code = self._process.exitcode or 0
        room, signal = self._limits.megabytes, Signals(-code).name if code < 0 else ""
        self._restart()
        return failed(
            source,
            f"læsningen brød sammen{signal and f' ({signal}; den må bruge {room} MB hukommelse)'}.",
            f"reading it crashed{signal and f' ({signal}; it may use {room} MB of memory)'}.",
        )

    def _restart(self) -> None:
        self.close()
        self._start()

    def end(self) -> None:
        """Ends the process for good, whatever it is reading."""
        with self._starting:
            self._ended = True
            self._process.kill()

    def close(self) -> None:
        """Ends the process; waits until it has."""
        self._line.close()
        self._process.kill()
        self._process.join()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """What is started meanwhile does not see Ctrl-C, which a terminal sends to all: the one who asked answers it."""
    ensure_running()  # starting this along with the first process would let signals in again
    before = pthread_sigmask(SIG_BLOCK, {SIGINT})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)


def _serve(line: Connection, megabytes: int) -> None:
    """What a process does: reads the documents that it is handed, one after the other, within its memory."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    with suppress(Exception):  # a fault of ours is told of where a document is read
        get_ready()
    with seldom_collecting(), suppress(EOFError, OSError):  # the other end is closed: there is nothing more to read
        while True:
            line.send(None)
            line.send(_read_within(megabytes, *line.recv()))


def _read_within(megabytes: int, source: Source, piece: str, pieces: Pieces) -> Reading | NotWritable:
    try:
        return read_source(source, piece, pieces)
    except NotWritable as error:
        return error
    except MemoryError:
        return failed(
            source,
            f"læsningen skulle bruge over {megabytes} MB hukommelse.",
            f"reading it needed more than {megabytes} MB of memory.",
        )
