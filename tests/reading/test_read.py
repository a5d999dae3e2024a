"""Every file gives a Document or a clear DocumentError."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import DocumentError, EmptyDocument, NotADocument, WrongEncoding
from extract.read import read

DANISH = "Rådet drøftede sågar både æbler og øer på mødet, før de gik hjem over åen. " * 6


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", EmptyDocument),
        (b" \n\t\n", EmptyDocument),
        (b"\xef\xbb\xbf\n", EmptyDocument),
        (b"PK\x03\x04\x14\x00\x06\x00", NotADocument),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NotADocument),
        (DANISH.encode("cp1252"), WrongEncoding),
        (DANISH.encode("utf-16"), WrongEncoding),
    ],
)
def test_what_is_no_document_is_named(tmp_path: Path, content: bytes, expected: type[DocumentError]) -> None:
    """Empty files, other formats and other encodings raise their own error, with the file's name and what to do."""
    path = tmp_path / "fil.txt"
    path.write_bytes(content)
    with pytest.raises(expected) as caught:
        read(path, "fil")
    assert all(caught.value.message(language).startswith("fil.txt: ") for language in ("da", "en"))


@pytest.mark.parametrize(("encoding", "likely"), [("cp1252", "cp1252"), ("cp850", "cp850"), ("utf-16", "utf-16")])
def test_the_likely_encoding_is_named(tmp_path: Path, encoding: str, likely: str) -> None:
    """Text in another encoding is not guessed at: the message says which it seems to be and how to convert it."""
    path = tmp_path / "fil.txt"
    path.write_bytes(DANISH.encode(encoding))
    with pytest.raises(WrongEncoding, match=f"iconv -f {likely} -t utf-8"):
        read(path, "fil")


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    """UTF-8 with a byte order mark is read without it."""
    path = tmp_path / "fil.txt"
    path.write_bytes(DANISH.encode("utf-8-sig"))
    assert read(path, "fil").text.startswith("Rådet")
