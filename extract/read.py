"""A file becomes a Document: tells PDF from text by content and names what cannot be read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extract.document import Document
from extract.errors import EmptyDocument, NotADocument
from extract.text import read_text


def read(path: Path, slug: str) -> Document:
    """The Document in a PDF or UTF-8 text file.

    Raises DocumentError (EncryptedDocument, DamagedDocument, EmptyDocument, ScannedDocument, NotADocument).
    """
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if not content.strip():
        raise EmptyDocument(path.name)
    if content[:1024].lstrip().startswith(b"%PDF"):
        from extract.pdf import read_pdf

        return read_pdf(slug, path.name, digest, content)
    try:
        raw = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotADocument(path.name) from error
    return read_text(slug, path.name, digest, raw)
