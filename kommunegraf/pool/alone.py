"""One query in a process of its own, within limits; its answer comes out as it is written.

The command line asks so: a query that would fill the machine costs that process its life, and nobody else anything.
What the process writes goes over a socket as replies (see kommunegraf.pool.worker): PIECE with some bytes of the
answer, and at last DONE, or the status and the reason why it could not be given.
"""

from __future__ import annotations

import faulthandler
import io
import os
import resource
import signal
import socket
import time
from collections.abc import Callable, Generator, Iterator
from typing import IO, Any, Final, NoReturn, cast

from kommunegraf.errors import BadQuery, KommunegrafError, Stopped, UnknownFormat
from kommunegraf.pool import reasons
from kommunegraf.pool.limits import MIB, machine_memory
from kommunegraf.pool.worker import REPLY, bound_memory, follow_parent, refusal
from kommunegraf.store import Store

PIECE: Final = 206
DONE: Final = 200
FAULT: Final = 500
TOO_MUCH: Final = 503
ERRORS: Final[dict[int, type[KommunegrafError]]] = {400: BadQuery, 403: BadQuery, 406: UnknownFormat}
MOMENT: Final = 1e-6
Writing = Callable[[Store, IO[bytes]], object]
"""Asks a store and writes the answer."""


def most_memory() -> int:
    """Bytes that a query may take unless said otherwise: half of this machine."""
    return machine_memory() // 2


def answered(
    opened: Callable[[], Store], writing: Writing, memory: int, seconds: float | None
) -> Generator[bytes, None, None]:
    """What ``writing`` writes, asking the store that ``opened`` gives, as soon as it writes it.

    ``memory`` is in bytes, beyond what the opened store takes; ``seconds`` is None for no bound, and the time that the
    taker of the pieces takes is not counted. Raises Stopped where it takes more, BadQuery and UnknownFormat.
    """
    ours, theirs = socket.socketpair()
    parent = os.getpid()
    child = os.fork()
    if not child:
        ours.close()
        _become_worker(opened, writing, memory, theirs, parent)
    theirs.close()
    try:
        yield from _pieces(ours, memory, seconds)
    finally:
        ours.close()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _pieces(connection: socket.socket, memory: int, seconds: float | None) -> Iterator[bytes]:
    left = seconds
    with connection.makefile("rb") as replies:
        while True:
            begun = time.monotonic()
            connection.settimeout(left)
            try:
                head = replies.read(REPLY.size)
                status, size = REPLY.unpack(head) if len(head) == REPLY.size else (TOO_MUCH, 0)
                body = replies.read(size)
            except TimeoutError as error:
                raise Stopped(*reasons.late(seconds or 0)) from error
            if status == DONE:
                return
            if status == TOO_MUCH or len(body) < size:  # an allocation beyond the bound ends the process
                raise Stopped(*reasons.greedy(memory // MIB))
            if status != PIECE:
                raise ERRORS.get(status, KommunegrafError)(*reasons.read(body))
            if left is not None:
                left = max(left - (time.monotonic() - begun), MOMENT)
            yield body


class _Pieces(io.RawIOBase):
    """Sends what is written."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def writable(self) -> bool:
        return True

    def write(self, piece: Any, /) -> int:
        self._connection.sendall(REPLY.pack(PIECE, len(piece)))
        self._connection.sendall(piece)
        return len(piece)


def _become_worker(
    opened: Callable[[], Store], writing: Writing, memory: int, connection: socket.socket, parent: int
) -> NoReturn:
    """Asks, writes and ends: a copy must not go on with what its parent had begun."""
    try:
        follow_parent(parent)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what the engine says when it dies

        def asked() -> None:
            store = opened()
            bound_memory(memory)
            writing(store, cast(IO[bytes], _Pieces(connection)))

        status, body = refusal(asked) or (DONE, b"")
        connection.sendall(REPLY.pack(status, len(body)) + body)
    except Exception as error:  # a fault of ours, not of the query
        body = reasons.told(*reasons.refused(error))
        connection.sendall(REPLY.pack(FAULT, len(body)) + body)
    finally:
        os._exit(0)
