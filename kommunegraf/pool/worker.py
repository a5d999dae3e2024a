"""The processes that answer queries from a release: no network, bounded memory, killed from outside when too slow.

`python -m kommunegraf.pool.worker RELEASE LIMITS` is a nursery. It loads the release, once, and starts a worker as a
copy of itself whenever it is told to over the socket that is its stdin, so that the workers share the memory of the
release and a new one costs a few milliseconds. An order is a letter and a number of four bytes: "+" with a socket
attached is a new worker of that number, which talks over that socket, "-" is the end of the worker of that number.

A worker reads requests as a four-byte length and JSON; it writes replies as a status of two bytes, a length of four
bytes and the body.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import io
import json
import os
import resource
import signal
import socket
import struct
import sys
import traceback
from pathlib import Path
from typing import IO, Any, Final, cast

from kommunegraf.errors import BadQuery, UnknownFormat
from kommunegraf.pool.limits import MIB, Limits
from kommunegraf.sparql import ReadOnly, form
from kommunegraf.store import Store, prefixes

NEW_USER_AND_NETWORK: Final = 0x10000000 | 0x40000000
DIE_WITH_PARENT: Final = 1
ORDER: Final = struct.Struct(">cI")
LENGTH: Final = struct.Struct(">I")
REPLY: Final = struct.Struct(">HI")
PIECE: Final = MIB


class TooLarge(Exception):
    """An answer is larger than answers may be."""


class Body(io.RawIOBase):
    """The bytes of an answer as they are written; TooLarge ends a query whose answer grows beyond the bound."""

    def __init__(self, largest: int) -> None:
        self.content = bytearray()
        self._largest = largest

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, piece: Any) -> int:
        """Takes a piece. Raises TooLarge."""
        self.content += piece
        if len(self.content) > self._largest:
            raise TooLarge
        return len(piece)


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


def answer(store: Store, request: dict[str, Any], largest: int) -> tuple[int, bytes | bytearray]:
    """The status and the body of the reply to a request."""
    try:
        form(request["query"])
        body = Body(largest)
        found = store.query(request["query"], (request["default_graphs"], request["named_graphs"]))
        found.write(request["format"], cast(IO[bytes], body))
    except (BadQuery, UnknownFormat) as error:
        status = 403 if isinstance(error, ReadOnly) else 400 if isinstance(error, BadQuery) else 406
        return status, error.english.encode()
    except TooLarge:
        return 413, b"The answer is too large: ask for fewer rows with LIMIT."
    except MemoryError:
        return 503, b"The query took too much memory and was stopped: ask for less."
    except (ValueError, OSError, RuntimeError) as error:  # what the engine refuses while it evaluates
        return 400, f"The query cannot be evaluated: {error}".encode()
    return 200, body.content


def work(connection: socket.socket, store: Store, limits: Limits) -> None:
    """Answers until the connection ends; says 200 first, when it is ready to."""
    stream = connection.makefile("rb")
    connection.sendall(REPLY.pack(200, 0))
    while len(head := stream.read(LENGTH.size)) == LENGTH.size:
        request = json.loads(stream.read(LENGTH.unpack(head)[0]))
        status, body = answer(store, request, limits.answer)
        if len(body) < PIECE:
            connection.sendall(REPLY.pack(status, len(body)) + body)
        else:
            connection.sendall(REPLY.pack(status, len(body)))
            connection.sendall(body)


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
        self.store = Store.loaded(files) if fits else None

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
            piece, found, _, _ = socket.recv_fds(self._control, ORDER.size - len(order), 1)
            if not piece:
                return None, []
            order += piece
            descriptors += found
        return order, descriptors

    def _start(self, number: int, descriptors: list[int]) -> None:
        connection = socket.socket(fileno=descriptors[0])
        nursery = os.getpid()
        with contextlib.suppress(OSError):  # no process to be had: who asked sees the connection end
            self._children[number] = os.fork()
            if not self._children[number]:
                self._become_worker(connection, nursery)
        connection.close()

    def _become_worker(self, connection: socket.socket, nursery: int) -> None:
        try:
            follow_parent(nursery)
            self._control.close()
            if self.store is None:
                store = Store.open(self._folder)
                bound_memory(self._limits.memory)
                work(connection, store, self._limits)
            else:
                bound_memory(self._limits.memory)
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # what the engine says when it dies
                close_doors()
                work(connection, self.store, self._limits)
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(0)  # a copy must not go on with what the nursery had begun

    def _end(self, number: int) -> None:
        child = self._children.pop(number, 0)
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


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
