"""The short way of the commonest request, a query by GET and no more: the answer of the long way at a part of its cost.

Whatever is not plain (other parameters, an If-None-Match, a mistake, an answer to be packed) goes the long way; a reply
that has been worked out by then goes with it, so that nothing is asked twice. A test holds both ways to the same
answers, header by header. What sends the answers is kommunegraf.endpoint.connection.
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from functools import lru_cache
from typing import Final, NamedTuple

import httptools

from kommunegraf import sparql
from kommunegraf.endpoint import asking, observing, patience
from kommunegraf.endpoint.compression import SMALLEST, encoding
from kommunegraf.endpoint.headers import CAREFUL
from kommunegraf.errors import BadQuery
from kommunegraf.formats import GRAPHS, RESULTS, Format, negotiate
from kommunegraf.pool.pool import Reply
from kommunegraf.pool.pool import Request as Asked

METHOD: Final = "GET"
PATH: Final = "/sparql"
START: Final = f"{METHOD} {PATH}?query=".encode()
LINE: Final = re.compile(re.escape(START) + rb"([\w%+\-.~!$'()*,;:@/?=]+) HTTP/1\.1\r\n", re.ASCII)
"""The first line of a plain request; a sign that may not stand in an address leads the long way."""
END: Final = b"\r\n\r\n"
LONGEST: Final = 4096
"""Bytes of the headers of a plain request."""
TURNS: Final = frozenset(
    {b"origin", b"if-none-match", b"content-length", b"transfer-encoding", b"expect", b"upgrade"}
    | {patience.HEADER.lower().encode()}
)
"""Headers that lead the long way."""
SAME: Final = b"".join(
    b"%b: %b\r\n" % (name.lower().encode(), value.encode())
    for name, value in {"Vary": "Accept, Accept-Encoding, Origin", **CAREFUL}.items()
)
"""The headers that each answer has."""


class Plain(NamedTuple):
    """A plain request: its query, the format that it is answered in, and what else its headers say."""

    query: str
    format: Format
    packing: str
    """What the answer may be packed with."""
    forwarded: str
    """Whom a proxy asks for."""
    given: bytes
    """The id that a proxy has given the request."""

    def is_sendable(self, reply: Reply) -> bool:
        """Whether a reply can be sent as it is."""
        return reply.status == 200 and (len(reply.body) < SMALLEST or not encoding(self.packing))

    def head(self, asked: Asked, reply: Reply) -> bytes:
        """The headers of the answer, as the long way sets them."""
        etag = asking.tag_of(asked, reply.release)
        return _head(self.format, bool(etag)) % {b"etag": etag.encode(), b"length": len(reply.body)} + SAME


@lru_cache
def _head(chosen: Format, is_tagged: bool) -> bytes:
    """The headers of answers in a format but for SAME, their tag and their length left open."""
    own = {
        **asking.caching("%(etag)b" if is_tagged else ""),
        "Content-Type": asking.content_type(chosen),
        "Content-Length": "%(length)d",
    }
    return b"".join(b"%b: %b\r\n" % (name.lower().encode(), value.encode()) for name, value in own.items())


def plain(data: bytes) -> Plain | None:
    """The request that these bytes are, where they are one, whole, and plain."""
    line = LINE.match(data)
    if line is None or len(data) - line.end() > LONGEST or data.find(END, line.end() - 2) != len(data) - len(END):
        return None
    headers = _headers(data[line.end() :])
    if headers is None:
        return None
    try:
        text = unquoted(line[1])
        form = sparql.form(text)
    except (BadQuery, ValueError):
        return None
    chosen = _chosen(headers.accept, form in {"CONSTRUCT", "DESCRIBE"})
    return Plain(text, chosen, headers.packing, headers.forwarded, headers.given) if chosen is not None else None


def unquoted(written: bytes) -> str:
    """The text of a value in an address. Raises ValueError where it is not quoted as it should be, or not UTF-8.

    But for the sign that quotes it is the quoted-printable of mail, which there is a fast reader of.
    """
    equals = written.replace(b"=", b"%3D")
    read = a2b_qp(equals.replace(b"%", b"=").replace(b"+", b" "))
    if len(read) != len(equals) - 2 * equals.count(b"%"):
        raise ValueError(written)
    return read.decode()


class _Headers(list[tuple[bytes, bytes]]):
    """The headers of a request, as the parser of the long way reads them."""

    def on_header(self, name: bytes, value: bytes) -> None:
        """Takes one (httptools)."""
        self.append((name.lower(), value))

    def joined(self, wanted: bytes) -> str:
        """The value of a header that may stand in several lines."""
        return b", ".join(value for name, value in self if name == wanted).decode("latin-1")


class _Said(NamedTuple):
    """What the headers of a plain request say."""

    accept: str
    packing: str
    forwarded: str
    given: bytes


@lru_cache(maxsize=512)
def _headers(written: bytes) -> _Said | None:
    """What these lines say, None where that is not plain; most clients send the same lines each time."""
    found = _Headers()
    parser = httptools.HttpRequestParser(found)
    try:
        parser.feed_data(b"GET / HTTP/1.1\r\n" + written)
    except (httptools.HttpParserError, httptools.HttpParserUpgrade):
        return None
    if any(name in TURNS for name, _ in found) or "html" in found.joined(b"accept"):
        return None
    if found.joined(b"connection").lower() not in {"", "keep-alive"}:
        return None
    accept, packing, forwarded = map(found.joined, (b"accept", b"accept-encoding", b"x-forwarded-for"))
    return _Said(accept, packing, forwarded, observing.given(found))


@lru_cache(maxsize=512)
def _chosen(accept: str, is_graph: bool) -> Format | None:
    return negotiate(accept, GRAPHS if is_graph else RESULTS)
