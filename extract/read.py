"""A file becomes a Document: tells PDF from text by content and names what cannot be read."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from extract.document import Document
from extract.errors import EmptyDocument, NotADocument, OversizedDocument, WrongEncoding
from extract.privacy import masked
from extract.structure.item_tables import with_items_unrolled
from extract.text import read_text

BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DANISH_ENCODINGS = ("cp1252", "mac_roman", "cp850")
DANISH_SIGNS = "æøåÆØÅéÉüöäÖ§½–—’‘“”„»«…•°\xa0"
MOST_BYTES = 256 << 20
"""A file with more bytes is not opened."""
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that text in no encoding of one byte or more holds, but for UTF-16."""


def read(path: Path, slug: str) -> Document:
    """The Document in a PDF or UTF-8 text file, its personal numbers masked.

    Raises DocumentError (EncryptedDocument, DamagedDocument, EmptyDocument, ScannedDocument, WrongEncoding,
    NotADocument, OversizedDocument) and OSError where the file cannot be opened.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise OversizedDocument(path.name, f"{size >> 20} > {MOST_BYTES >> 20} MB")
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if not content.strip():
        raise EmptyDocument(path.name)
    if _is_pdf(content):
        from extract.pdf import read_pdf

        return with_items_unrolled(masked(read_pdf(slug, path.name, digest, content)))
    raw = _decoded(path.name, content)
    if not raw.strip():
        raise EmptyDocument(path.name)
    return with_items_unrolled(masked(read_text(slug, path.name, digest, raw)))


def _is_pdf(content: bytes) -> bool:
    """Whether the file says that it is a PDF; some have a few bytes of a mail or web server in front."""
    head = content[:1024]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF") or (b"%PDF-" in head and b"%%EOF" in content[-2048:])


def _decoded(name: str, content: bytes) -> str:
    if content[:2] in BYTE_ORDER_MARKS:
        raise WrongEncoding(name, BYTE_ORDER_MARKS[content[:2]])
    if CONTROL.search(content[:65536]):
        raise NotADocument(name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongEncoding(name, _likely_encoding(content)) from error


def _likely_encoding(content: bytes) -> str:
    """The encoding that makes Danish of the bytes, or else the one that charset-normalizer takes them for."""
    for encoding in DANISH_ENCODINGS:
        foreign = [c for c in content[:65536].decode(encoding, "replace") if c > "\x7f"]
        if sum(c in DANISH_SIGNS for c in foreign) > 0.9 * len(foreign):
            return encoding
    from charset_normalizer import from_bytes

    best = from_bytes(content[:65536]).best()
    return best.encoding if best else "cp1252"
