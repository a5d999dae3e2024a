"""What a query may not be, seen without running it: one that asks elsewhere (SERVICE), or is nested beyond measure.

A parser of SPARQL takes keywords without spaces around them: ``1SERVICE<…>``, ``?o.SERVICE:x`` and ``SERVICESILENT:x``
all ask elsewhere. So the text is split as the parser would split it, and a bare word or the prefix of a name that
contains the keyword is refused. Where one text can be split in two ways ("<" may begin an address or mean "less than"),
what could hide the keyword is refused as well; strings, comments, variables and plain addresses may contain it.
"""

from __future__ import annotations

import re
from typing import Final

from kommunegraf.errors import BadQuery

DEEPEST: Final = 200
"""Brackets inside each other; the parser takes about a thousand before its stack ends, and time grows before that."""
ESCAPE: Final = r"""\\(?:[tbnrf"'\\]|u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})"""
# Nothing is tried twice over a long stretch: a hostile text takes no longer than any other of its length.
TOKEN: Final = re.compile(
    rf"""
      \#[^\n\r]*+                                                          # a comment
    | '''(?:[^'\\]|{ESCAPE}|'(?!''))*+(?:'''|(?P<torn>)) | \"\"\"(?:[^"\\]|{ESCAPE}|"(?!""))*+(?:\"\"\"|(?P<torn2>))
    | '(?:[^'\\\n\r]|{ESCAPE})*+(?:'|(?P<torn3>)) | "(?:[^"\\\n\r]|{ESCAPE})*+(?:"|(?P<torn4>))
    | <(?=[A-Za-z][A-Za-z0-9+.\-]*+://)[^<>"{{}}|^`\\\x00-\x20]*+>          # an address that can be nothing else
    | <(?P<address>[^<>"{{}}|^`\\\x00-\x20]*+)>
    | [?$][\w·]++                                                          # a variable
    | @[A-Za-z]++(?:-[A-Za-z0-9]++)*+                                       # a language tag
    | (?P<word>\w[\w.\-]*+)(?::(?:(?:[\w:%]|\\.)(?:[\w.\-:%·]|\\.)*+)?+)?+   # a keyword, a number, a prefixed name
    | :(?:(?:[\w:%]|\\.)(?:[\w.\-:%·]|\\.)*+)?+
    | [\s.;,]++
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
KEYWORD: Final = "SERVICE"
HIDING: Final = re.compile(rf"[#'()]|{KEYWORD}(?=[\w:?$])", re.IGNORECASE)
"""What an address that may be none could hide: a comment, a string, the end of an expression, the keyword itself."""
BRACKETS: Final = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}


def check(text: str) -> None:
    """Raises BadQuery where a query asks elsewhere or is nested too deep."""
    suspect = KEYWORD in text.upper()
    if not suspect and sum(map(text.count, "{([")) <= DEEPEST:
        return  # most queries need not be taken apart
    depth = 0
    for match in TOKEN.finditer(text):
        if suspect and _could_ask_elsewhere(match):
            raise BadQuery(
                "SERVICE: der hentes ikke fra andre steder.",
                "SERVICE: nothing is fetched from elsewhere, and no prefix may bear that name.",
            )
        depth += BRACKETS.get(match[0], 0)
        if depth > DEEPEST:
            raise BadQuery(
                f"Forespørgslen har mere end {DEEPEST} parenteser inden i hinanden.",
                f"The query has more than {DEEPEST} brackets inside each other.",
            )


def _could_ask_elsewhere(token: re.Match[str]) -> bool:
    """Whether a token is the keyword, or may be read otherwise than here and then hide the keyword."""
    if token["word"]:
        return KEYWORD in token["word"].upper()
    if token["address"]:
        return HIDING.search(token["address"]) is not None
    return (token.lastgroup or "").startswith("torn")  # no string for the parser: it may go on reading in its middle
