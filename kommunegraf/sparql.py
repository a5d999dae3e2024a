"""The bare words of a SPARQL text: what it asks for, seen without running it, whatever its strings and comments say."""

from __future__ import annotations

import re
from typing import Final

from kommunegraf.errors import BadQuery

TOKEN: Final = re.compile(
    r"""
      \#[^\n\r]*                                        # a comment
    | '''(?:[^'\\]|\\.|'(?!''))*''' | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
    | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*"     # a string
    | <[^<>"{}|^`\\\x00-\x20]*>                         # an address
    | [?$][\w·]+                                        # a variable
    | @[A-Za-z]+(?:-[A-Za-z0-9]+)*                      # a language tag
    | [\w.\-]*:(?:[\w.\-:%]|\\.)*                       # a prefixed name
    | (?P<word>[A-Za-z_]\w*)
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


class ReadOnly(BadQuery):
    """An update was sent to a store that is only read."""


def words(text: str) -> list[str]:
    """The keywords and bare names of a query, in upper case, in order."""
    return [match["word"].upper() for match in TOKEN.finditer(text) if match["word"]]


def form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; "" where the text is no query.

    Raises ReadOnly for an update, BadQuery for a query that would fetch from elsewhere.
    """
    found = words(text)
    first = next((word for word in found if word not in {"PREFIX", "BASE", "VERSION"}), "")
    if first in UPDATES:
        raise ReadOnly(f"{first}: grafen kan kun læses.", f"{first}: the graph is read-only.")
    if "SERVICE" in found:
        raise BadQuery("SERVICE: der hentes ikke fra andre steder.", "SERVICE: nothing is fetched from elsewhere.")
    return first if first in FORMS else ""


def names_its_graphs(text: str) -> bool:
    """Whether a query says itself, by FROM, which graphs it looks in."""
    return "FROM" in words(text)
