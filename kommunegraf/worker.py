"""One process that answers queries from a release: no network, bounded memory, killed from outside when too slow.

`python -m kommunegraf.worker FOLDER` reads requests from stdin and writes replies to stdout, each a four-byte length
and that many bytes; a reply is an HTTP status in three digits followed by the body.
"""

from __future__ import annotations

import ctypes
import json
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import BinaryIO, Final

NEW_USER_AND_NETWORK: Final = 0x10000000 | 0x40000000
DIE_WITH_PARENT: Final = 1
MEMORY: Final = 4 << 30
"""Bytes of address space; a query that needs more ends this process, not the server."""
LARGEST: Final = 256 << 20
"""Bytes of an answer; a larger one is refused whole, for a truncated answer would look like a complete one."""


def isolate() -> bool:
    """Cuts this process from the network, bounds its memory and ties its life to its parent's.

    False where the system does not let it leave the network: SERVICE is refused before it comes here all the same.
    """
    system = ctypes.CDLL(None)
    system.prctl(DIE_WITH_PARENT, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return bool(system.unshare(NEW_USER_AND_NETWORK) == 0)


def receive(stream: BinaryIO) -> bytes | None:
    """The next message, None at the end."""
    head = stream.read(4)
    return stream.read(struct.unpack(">I", head)[0]) if len(head) == 4 else None


def send(stream: BinaryIO, message: bytes) -> None:
    """Writes a message whole."""
    stream.write(struct.pack(">I", len(message)) + message)
    stream.flush()


def main() -> None:
    """Answers until stdin ends."""
    isolated = isolate()
    from kommunegraf.errors import BadQuery, UnknownFormat
    from kommunegraf.store import Store

    store = Store.open(Path(sys.argv[1]))
    send(sys.stdout.buffer, b"200" + json.dumps({"isolated": isolated}).encode())
    while (message := receive(sys.stdin.buffer)) is not None:
        request = json.loads(message)
        try:
            graphs = (request["default_graphs"], request["named_graphs"])
            reply = b"200" + store.query(request["query"], graphs).write(request["format"])
        except BadQuery as error:
            reply = b"400" + error.english.encode()
        except UnknownFormat as error:
            reply = b"406" + error.english.encode()
        except (ValueError, OSError, RuntimeError) as error:  # what the engine refuses while it evaluates
            reply = b"400" + f"The query cannot be evaluated: {error}".encode()
        if len(reply) > LARGEST:
            reply = b"413" + b"The answer is too large: ask for fewer rows with LIMIT."
        send(sys.stdout.buffer, reply)


if __name__ == "__main__":
    main()
