"""The requests on their way to a worker, which can be taken back until it has taken them."""

from __future__ import annotations

import contextlib
import socket


class Packets:
    """The requests on their way to a worker, each a packet; those that it has not taken can be taken back."""

    def __init__(self) -> None:
        self._ours, self.theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._ours.setblocking(False)
        self.theirs.setblocking(True)

    def send(self, message: bytes) -> None:
        """Sends a request."""
        self._ours.send(message)

    def take_back(self) -> int:
        """How many were not yet taken, and are not on their way any more."""
        number = 0
        with contextlib.suppress(BlockingIOError):
            while self.theirs.recv(1, socket.MSG_DONTWAIT):
                number += 1
        return number

    def close(self) -> None:
        """Ends it."""
        self._ours.close()
        self.theirs.close()
