"""Text in XML: what XML 1.0 has no way to write is replaced."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, Final
from xml.sax.saxutils import escape

FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT: Final = "\ufffd"
LINE_ENDS: Final = {"\r": "&#13;"}
IN_ATTRIBUTES: Final = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def content(value: object) -> str:
    """A value as the content of an element."""
    return escape(FORBIDDEN.sub(REPLACEMENT, plain(value)), LINE_ENDS)


def attribute(value: object) -> str:
    """A value as that of an attribute, in its quotes."""
    return f'"{escape(FORBIDDEN.sub(REPLACEMENT, plain(value)), IN_ATTRIBUTES)}"'


def plain(value: object) -> str:
    """A value as text: true and false as XML Schema writes them, numbers without an exponent where Python has none."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def writer(output: IO[bytes]) -> Callable[[str], object]:
    """A function that writes lines to a file of bytes."""
    return lambda line: output.write(f"{line}\n".encode())
