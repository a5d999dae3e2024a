"""A connection over which requests come: the plain ones are answered at once from the pool, all others by the app."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kommunegraf.endpoint import asking, observing, patience
from kommunegraf.endpoint.observing import Observer, Seen
from kommunegraf.endpoint.quick import METHOD, PATH, START, Plain, plain
from kommunegraf.pool.pool import Pool, Reply
from kommunegraf.pool.pool import Request as Asked

QUICK: Final = "kommunegraf.quick"
"""The name of a Quick in the state that the app hands to its server; without it every request goes to the app."""
SMALL: Final = 1 << 16
"""Bytes; a shorter answer is copied to be one piece, for the loop sends one piece at less cost than two."""
LOG: Final = logging.getLogger("kommunegraf")


@dataclass(frozen=True, slots=True)
class Quick:
    """What the short way needs of the site."""

    pool: Pool
    observer: Observer

    def end(self, seen: Seen, status: int, size: int = 0) -> None:
        """A plain request was answered."""
        self.observer.end(seen, METHOD, PATH, status, size)


class _Begun(NamedTuple):
    """A request that is being answered, as it came and as it is asked."""

    data: bytes
    plain: Plain
    asked: Asked
    seen: Seen


class Connection(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, with a short way for what is plain."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._quick: Quick | None = self.app_state.get(QUICK)
        self._is_between = True
        self._asking: asyncio.Task[None] | None = None
        self._later = b""
        self._handed: dict[str, object] = {}
        self._ends = False

    def data_received(self, data: bytes) -> None:
        """Answers a plain request, and has the app answer any other (asyncio.Protocol)."""
        if self._asking is not None:  # the request before is not yet answered
            self._later += data
            self.flow.pause_reading()
        elif self._quick is not None and data.startswith(START) and self._is_free() and (found := plain(data)):
            self._unset_keepalive_if_required()
            self._begin(self._quick, found, data)
        else:
            super().data_received(data)

    def _is_free(self) -> bool:
        """Whether all that came before is answered, and its answers are on their way."""
        is_answered = self.cycle is None or self.cycle.response_complete
        return self._is_between and is_answered and not self.flow.write_paused

    def _begin(self, quick: Quick, found: Plain, data: bytes) -> None:
        asked = Asked(found.query, found.format.name, asker=self._asker(found.forwarded))
        begun = _Begun(data, found, asked, quick.observer.begin(found.given))
        reply = quick.pool.known(asked)
        if reply is not None and found.is_sendable(reply):
            self._send(quick, begun, reply)
        else:
            self._asking = self.loop.create_task(self._answer(quick, begun, reply))

    def _asker(self, forwarded: str) -> str:
        """Who asks, as uvicorn tells the app: the address of the client, or whom a trusted proxy names."""
        host = self.client[0] if self.client else ""
        if forwarded and isinstance(self.app, ProxyHeadersMiddleware) and host in self.app.trusted_hosts:
            return self.app.trusted_hosts.get_trusted_client_address(forwarded)[0] or host
        return host

    async def _answer(self, quick: Quick, begun: _Begun, reply: Reply | None) -> None:
        """Answers a request whose reply is not known yet, or may not be sent as it is."""
        observing.REQUEST.set(begun.seen.name.decode())
        try:
            reply = reply or await patience.timed(quick.pool, begun.asked)
        except asyncio.CancelledError:
            reply = patience.GONE
            raise
        except Exception:  # the long way tells what breaks there as well
            LOG.debug("the short way breaks", exc_info=True)
        finally:
            self._asking = None
            self._finish(quick, begun, reply)

    def _finish(self, quick: Quick, begun: _Begun, reply: Reply | None) -> None:
        """Sends a reply where it can be sent, and else lets the app do it; then takes what came meanwhile."""
        if self.transport.is_closing():
            quick.end(begun.seen, patience.GONE.status)
            return
        if reply is not None and begun.plain.is_sendable(reply):
            self._send(quick, begun, reply)
        else:
            self._handed = {observing.SEEN: begun.seen, asking.REPLY: reply}
            super().data_received(begun.data)
        data, self._later = self._later, b""
        if data:
            self.flow.resume_reading()
            self.data_received(data)

    def _send(self, quick: Quick, begun: _Begun, reply: Reply) -> None:
        """Sends an answer in one piece, for each sending wakes the process at the other end."""
        head = [b"HTTP/1.1 200 OK\r\n", *(b"%b: %b\r\n" % pair for pair in self.server_state.default_headers)]
        head += (begun.plain.head(begun.asked, reply), b"%b: %b\r\n" % (observing.HEADER, begun.seen.name))
        head.append(b"connection: close\r\n\r\n" if self._ends else b"\r\n")
        if len(reply.body) < SMALL:
            self.transport.write(b"".join((*head, reply.body)))
        else:
            self.transport.writelines([b"".join(head), reply.body])
        quick.end(begun.seen, reply.status, len(reply.body))
        self.on_response_complete()
        if self._ends:
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins that the app answers (httptools)."""
        super().on_message_begin()
        self._is_between = False
        self.scope.update(self._handed)  # type: ignore[typeddict-item]
        self._handed = {}

    def on_message_complete(self) -> None:
        """Such a request is here, whole (httptools)."""
        super().on_message_complete()
        self._is_between = True

    def shutdown(self) -> None:
        """Ends the connection, once what was asked is answered (uvicorn)."""
        if self._asking is None:
            super().shutdown()
        else:
            self._ends = True

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody waits any more: a query that takes longer is ended (asyncio.Protocol)."""
        super().connection_lost(exc)
        if self._asking is not None:
            self.loop.call_later(patience.LOOK, self._asking.cancel)
