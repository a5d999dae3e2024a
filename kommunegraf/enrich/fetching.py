"""One request to a source: bounded in time and size, never redirected to another host."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kommunegraf.errors import Unreachable
from kommunegraf.graph import software_version
from kommunegraf.site import CANONICAL

SECONDS: Final = 30.0
"""What a whole answer may take."""
QUIET: Final = 10.0
"""How long a source may say nothing."""
BLOCK: Final = 1 << 16
GONE: Final = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source said, and when, by its own clock (ours where it names no time)."""

    body: bytes
    fetched: str


class NotThere(Unreachable):
    """A source says that an address holds nothing, and when it said so."""

    def __init__(self, danish: str, english: str, fetched: str) -> None:
        super().__init__(danish, english)
        self.answer = Answer(b"", fetched)


class _SameHost(HTTPRedirectHandler):
    """Follows a redirect that stays where it is, and no other."""

    max_redirections = 3

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if (before.scheme, before.netloc) != (after.scheme, after.netloc):
            raise _elsewhere(req.full_url, after.netloc)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(
    address: str,
    accept: str,
    most: int,
    seconds: float = SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> Answer:
    """What stands at an address.

    Raises NotThere where the source says that there is nothing, and Unreachable where it does not answer in time,
    answers with more than ``most`` bytes, or leads to another host.
    """
    request = Request(  # noqa: S310, the address is of our table, and has its scheme checked
        address, headers={"Accept": accept, "User-Agent": f"kommunegraf/{software_version()} (+{CANONICAL})"}
    )
    if urlsplit(address).scheme not in {"http", "https"}:
        raise _unreachable(address, "http(s)")
    until = clock() + seconds
    try:
        with build_opener(_SameHost).open(request, timeout=min(QUIET, seconds)) as answer:
            return Answer(_body(answer, address, most, lambda: clock() > until), _time(answer.headers.get("Date")))
    except HTTPError as error:
        if error.code in GONE:
            host = urlsplit(address).netloc
            raise NotThere(
                f"{host} har intet på {address} (HTTP {error.code}).",
                f"{host} has nothing at {address} (HTTP {error.code}).",
                _time(error.headers.get("Date")),
            ) from error
        raise _unreachable(address, f"HTTP {error.code}") from error
    except (URLError, OSError, HTTPException) as error:
        raise _unreachable(address, str(getattr(error, "reason", error))) from error


def _body(answer: Any, address: str, most: int, is_late: Callable[[], bool]) -> bytes:
    """The whole answer, read a block at a time so that neither size nor time is passed."""
    blocks: list[bytes] = []
    size = 0
    while block := answer.read1(BLOCK):
        size += len(block)
        if size > most:
            raise _unreachable(address, f"> {most} B")
        if is_late():
            raise _unreachable(address, "timeout")
        blocks.append(block)
    return b"".join(blocks)


def _time(date: str | None) -> str:
    """The time of an answer as xsd:dateTime in UTC, to the second."""
    try:
        said = parsedate_to_datetime(date) if date else datetime.now(UTC)
    except ValueError:
        said = datetime.now(UTC)
    return said.astimezone(UTC).replace(microsecond=0).isoformat()


def _unreachable(address: str, why: str) -> Unreachable:
    host = urlsplit(address).netloc
    return Unreachable(f"{host} svarer ikke, som det skal: {why}.", f"{host} does not answer as it should: {why}.")


def _elsewhere(address: str, other: str) -> Unreachable:
    host = urlsplit(address).netloc
    return Unreachable(
        f"{host} sender videre til {other}; det følges ikke.", f"{host} leads on to {other}, which is not followed."
    )
