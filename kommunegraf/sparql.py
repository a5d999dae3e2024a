"""The bare words of a SPARQL text: what it asks for, seen without running it, whatever its strings and comments say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from kommunegraf.errors import BadQuery
from kommunegraf.pool import guard

# Nothing here is tried again and again to the end of the text: a hostile one takes no longer than any other.
TOKEN: Final = re.compile(
    r"""
      \#[^\n\r]*                                        # a comment
    | '''(?:[^'\\]|\\.|'(?!''))*+(?:'''|\\?\Z) | \"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\"|\\?\Z)
    | '(?:[^'\\\n\r]|\\.)*+(?:'|(?=[\n\r])|\\?\Z)          # a string; one without end takes the rest
    | "(?:[^"\\\n\r]|\\.)*+(?:"|(?=[\n\r])|\\?\Z)
    | <[^<>"{}|^`\\\x00-\x20]*>                         # an address
    | [?$][\w·]+                                        # a variable
    | @[A-Za-z]+(?:-[A-Za-z0-9]+)*                      # a language tag
    | [\w.\-]{0,64}+:(?:[\w.\-:%]|\\.)*+                # a prefixed name
    | (?P<word>[A-Za-z_]\w*)
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
FIRST: Final = re.compile(r"\s*+([A-Za-z_]\w*+)(?![\w.\-]*+:)")
"""The first word of a text that begins with one, as most do."""
UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
CHANGING: Final = frozenset({"NOW", "RAND", "UUID", "STRUUID"})
"""Functions that give another value each time."""
PROLOGUE: Final = frozenset({"PREFIX", "BASE", "VERSION"})
FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


class ReadOnly(BadQuery):
    """An update was sent to a store that is only read."""


def words(text: str) -> Iterator[str]:
    """The keywords and bare names of a query, in upper case, in order."""
    return (match["word"].upper() for match in TOKEN.finditer(text) if match["word"])


def _has(text: str, wanted: Collection[str]) -> bool:
    """Whether one of these is a word of a query; most texts are known not to have it without being taken apart."""
    upper = text.upper()
    return any(word in upper for word in wanted) and any(word in wanted for word in words(text))


def form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; "" where the text is no query.

    Raises ReadOnly for an update, BadQuery for a query that would fetch from elsewhere or is nested too deep.
    """
    plain = FIRST.match(text)
    first = plain[1].upper() if plain else ""
    if not first or first in PROLOGUE:
        first = next((word for word in words(text) if word not in PROLOGUE), "")
    if first in UPDATES:
        raise ReadOnly(f"{first}: grafen kan kun læses.", f"{first}: the graph is read-only.")
    guard.check(text)
    return first if first in FORMS else ""


def names_its_graphs(text: str) -> bool:
    """Whether a query says itself, by FROM, which graphs it looks in."""
    return _has(text, ("FROM",))


def is_lasting(text: str) -> bool:
    """Whether a query has the same answer as long as the data is the same."""
    return not _has(text, CHANGING)
