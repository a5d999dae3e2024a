"""The processes that answer queries from a release: no network, bounded memory, killed from outside when too slow.

`python -m kommunegraf.pool.worker RELEASE LIMITS` is a nursery. It loads the release, once, and starts a worker as a
copy of itself whenever it is told to over the socket that is its stdin, so that the workers share the memory of the
release and a new one costs a few milliseconds. An order is a letter and a number of four bytes: "+" with two sockets
attached is a new worker of that number, which talks over them, "-" is the end of the worker of that number.

A worker takes requests from the second socket, one when the one before is answered, each a packet of JSON; what is not
yet taken can be taken back from the other end. It writes replies to the first: a status of two bytes, a length of four
bytes and the body. LARGE stands for a request that is too large for a packet: the worker replies with status SEND, and
is sent a four-byte length and the request.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import resource
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Final, cast

from kommunegraf.errors import BadQuery, UnknownFormat
from kommunegraf.pool.limits import MIB, Limits
from kommunegraf.pool.reasons import refused, told
from kommunegraf.rdf import prefixes
from kommunegraf.sparql import ReadOnly, form
from kommunegraf.store import Store

NEW_USER_AND_NETWORK: Final = 0x10000000 | 0x40000000
DIE_WITH_PARENT: Final = 1
ORDER: Final = struct.Struct(">cI")
LENGTH: Final = struct.Struct(">I")
REPLY: Final = struct.Struct(">HI")
PIECE: Final = MIB
PACKET: Final = 1 << 14
"""Bytes of a packet at most."""
LARGE: Final = b"+"
SEND: Final = 100
TOO_LARGE: Final = told(
    "Svaret er for stort: bed om færre rækker med LIMIT.", "The answer is too large: ask for fewer rows with LIMIT."
)
TOO_MUCH: Final = told(
    "Forespørgslen tog for meget hukommelse og blev stoppet: bed om mindre.",
    "The query took too much memory and was stopped: ask for less.",
)


Asked = tuple[str, str, list[str], list[str]]
"""A query, the name of the format to answer in, the default and the named graphs."""


class TooLarge(Exception):
    """An answer is larger than answers may be."""


class Body:
    """The bytes of an answer as they are written; TooLarge ends a query whose answer grows beyond the bound."""

    __slots__ = ("_largest", "content")

    def __init__(self, largest: int) -> None:
        self.content = bytearray()
        self._largest = largest

    def write(self, piece: bytes) -> int:
        """Takes a piece. Raises TooLarge."""
        self.content += piece
        if len(self.content) > self._largest:
            raise TooLarge
        return len(piece)

    def flush(self) -> None:
        """Nothing is kept back."""


def leave_network() -> bool:
    """Cuts this process and its children from the network; False where the system does not let it."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    return unshare is not None and unshare(NEW_USER_AND_NETWORK) == 0


def follow_parent(parent: int) -> None:
    """Ties the life of this process to its parent's, where the system can."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def bound_memory(memory: int) -> None:
    """Lets this process take so many bytes more than it has now; an allocation beyond that ends it."""
    try:
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        taken = 0
    with contextlib.suppress(OSError, ValueError):  # a bound that the system has already set is as good
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))


def close_doors() -> None:
    """No file and no connection can be opened from now on."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def answer(store: Store, request: Asked, largest: int) -> tuple[int, bytes | bytearray]:
    """The status and the body of the reply to a request."""
    query, name, default_graphs, named_graphs = request
    body = Body(largest)

    def asked() -> None:
        form(query)
        store.query(query, (default_graphs, named_graphs)).write(name, cast(IO[bytes], body))

    return refusal(asked) or (200, body.content)


def refusal(asked: Callable[[], object]) -> tuple[int, bytes] | None:
    """Has something asked; the status and the body of the reply that says why it could not be, None where it was."""
    try:
        asked()
    except (BadQuery, UnknownFormat) as error:
        status = 403 if isinstance(error, ReadOnly) else 400 if isinstance(error, BadQuery) else 406
        return status, told(error.danish, error.english)
    except TooLarge:
        return 413, TOO_LARGE
    except MemoryError:
        return 503, TOO_MUCH
    except (ValueError, OSError, RuntimeError) as error:  # what the engine refuses while it evaluates
        return 400, told(*refused(error))
    return None


def work(connection: socket.socket, requests: socket.socket, store: Store, limits: Limits) -> None:
    """Answers until the connection ends; says 200 first, when it is ready to."""
    connection.sendall(REPLY.pack(200, 0))
    while message := requests.recv(PACKET):
        if message == LARGE:
            connection.sendall(REPLY.pack(SEND, 0))
            message = _read(connection, LENGTH.unpack(_read(connection, LENGTH.size))[0])
        status, body = answer(store, json.loads(message), limits.answer)
        if len(body) < PIECE:
            connection.sendall(REPLY.pack(status, len(body)) + body)
        else:
            connection.sendall(REPLY.pack(status, len(body)))
            connection.sendall(body)


def _read(connection: socket.socket, size: int) -> bytes:
    """So many bytes; the process ends where the connection does."""
    found = b""
    while len(found) < size:
        piece = connection.recv(size - len(found))
        if not piece:
            os._exit(0)
        found += piece
    return found


class Nursery:
    """The release, loaded, and the workers that were started from it."""

    def __init__(self, release: Path, limits: Limits, control: socket.socket) -> None:
        files = sorted((release / "graphs").iterdir())
        self._folder = release / "store"
        self._limits = limits
        self._control = control
        self._children: dict[int, int] = {}
        self.isolated = limits.namespace and leave_network()
        fits = sum(path.stat().st_size for path in files) <= limits.resident
        self.store = _loaded(files) if fits else None

    def serve(self) -> None:
        """Obeys until the other end of the socket is closed."""
        gc.freeze()  # a collection in a worker must not touch, and so copy, what it shares with the others
        while True:
            order, descriptors = self._order()
            if order is None:
                return
            kind, number = ORDER.unpack(order)
            if kind == b"+":
                self._start(number, descriptors)
            else:
                self._end(number)

    def _order(self) -> tuple[bytes | None, list[int]]:
        order, descriptors = b"", []
        while len(order) < ORDER.size:
            piece, found, _, _ = socket.recv_fds(self._control, ORDER.size - len(order), 2)
            if not piece:
                return None, []
            order += piece
            descriptors += found
        return order, descriptors

    def _start(self, number: int, descriptors: list[int]) -> None:
        connection, requests = (socket.socket(fileno=descriptor) for descriptor in descriptors)
        nursery = os.getpid()
        with contextlib.suppress(OSError):  # no process to be had: who asked sees the connection end
            self._children[number] = os.fork()
            if not self._children[number]:
                self._become_worker(connection, requests, nursery)
        connection.close()
        requests.close()

    def _become_worker(self, connection: socket.socket, requests: socket.socket, nursery: int) -> None:
        try:
            follow_parent(nursery)
            self._control.close()
            if self.store is None:
                store = Store.open(self._folder)
                bound_memory(self._limits.memory)
                work(connection, requests, store, self._limits)
            else:
                bound_memory(self._limits.memory)
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # what the engine says when it dies
                close_doors()
                work(connection, requests, self.store, self._limits)
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(0)  # a copy must not go on with what the nursery had begun

    def _end(self, number: int) -> None:
        child = self._children.pop(number, 0)
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _loaded(files: list[Path]) -> Store:
    """A store in memory, loaded by a thread: what it leaves behind in the heap is not where queries are worked out."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(Store.loaded, files).result()


def main() -> None:
    """Loads the release, says so, and serves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who pressed Ctrl-C meant the server, which ends its workers itself
    follow_parent(os.getppid())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    control = socket.socket(fileno=0)
    prefixes()  # imports what it needs while files can still be opened
    nursery = Nursery(Path(sys.argv[1]), Limits.read(sys.argv[2]), control)
    greeting = {"isolated": nursery.isolated, "resident": nursery.store is not None}
    control.sendall(json.dumps(greeting).encode() + b"\n")
    nursery.serve()


if __name__ == "__main__":
    main()
