"""What is wrong with a query that cannot be read: where it is, and what to do, in Danish and English.

The parser tells a place and all that could have stood there, which is long and names the inside of the grammar. What
people mostly did is found by looking at the text itself: a prefix that is not declared, a bracket that is not closed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kommunegraf.sparql import FORMS, TOKEN, words
from kommunegraf.terms import PREFIXES

Finding = tuple[int | None, str, str]
"""Where in the text something is wrong (None: where the parser says), and what, in Danish and English."""
PLACE: Final = re.compile(r"error at (\d+):(\d+)")
PREFIXED: Final = re.compile(r"(?P<prefix>[\w.\-]*+):")
CLOSING: Final = {"{": "}", "(": ")", "[": "]"}
SHOWN: Final = 40
"""Characters of the text that are shown from the place on."""
ANYTHING: Final = (
    "her eller lige før mangler noget, eller noget står forkert",
    "here or just before it something is missing or out of place",
)
SAID: Final = {
    "IRI parsing failed": (
        "det, der står mellem < og >, er ingen adresse (IRI)",
        "what stands between < and > is no IRI",
    ),
    "Duplicated variable name in SELECT": (
        "SELECT giver to kolonner samme navn",
        "SELECT gives two columns the same name",
    ),
    "The SELECT contains a variable that is unbound": (
        "SELECT viser en variabel, som GROUP BY ikke samler efter",
        "SELECT shows a variable that GROUP BY does not group by",
    ),
}
"""What the parser says in words, and how we say it."""


def explained(text: str, error: str) -> tuple[str, str]:
    """What is wrong with a query, in Danish and English, from its text and the message of the parser."""
    found = next((finding for look in LOOKS if (finding := look(text))), None)
    if found is None:
        said = next((said for words, said in SAID.items() if words in error), ANYTHING)
        found = None, *said
    place, danish, english = found
    at = _reached(text, error) if place is None else place
    where, english_where = _where(text, at)
    return (
        f"Forespørgslen kan ikke læses: {where}: {danish}.",
        f"Not a SPARQL query: {english_where}: {english}.",
    )


def _reached(text: str, error: str) -> int:
    """The place that the parser came to."""
    found = PLACE.search(error)
    line, column = (int(found[1]), int(found[2])) if found else (1, 1)
    return min(len(text), sum(map(len, text.split("\n")[: line - 1])) + line - 1 + column - 1)


def _where(text: str, at: int) -> tuple[str, str]:
    """A place by line and character, with what stands there."""
    rest = " ".join(text[at : at + 4 * SHOWN].split())
    if not rest:
        return "ved slutningen", "at the end"
    line, column = text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
    shown = rest if len(rest) <= SHOWN else rest[:SHOWN] + "…"
    return f"linje {line}, tegn {column} («{shown}»)", f'line {line}, character {column} ("{shown}")'


def _no_query(text: str) -> Finding | None:
    """No text at all, or one that does not ask."""
    if any(word in FORMS for word in words(text)):
        return None
    forms = ", ".join(sorted(FORMS))
    return 0, f"en forespørgsel begynder med en af {forms}", f"a query begins with one of {forms}"


def _undeclared(text: str) -> Finding | None:
    """The first prefix that no PREFIX line declares, and the line to write where it is one of ours."""
    declared: set[str] = set()
    before = ""
    for match in TOKEN.finditer(text):
        token, found = match[0], PREFIXED.match(match[0])
        if found and not text.startswith("//", match.end()) and found["prefix"] != "_":
            name = found["prefix"]
            if before == "PREFIX":
                declared.add(name)
            elif name not in declared:
                line = f"PREFIX {name}: <{PREFIXES.get(name, '…')}>"
                told = f"{name}: er ikke erklæret; skriv {line} øverst", f"{name}: is not declared; begin with {line}"
                return match.start(), *told
        if not token.isspace():
            before = token.upper()
    return None


def _unclosed(text: str) -> Finding | None:
    """The string or the bracket that is not closed, or the bracket that closes nothing."""
    opened: list[tuple[str, int]] = []
    for match in TOKEN.finditer(text):
        token = match[0]
        if token[0] in "\"'" and (len(token) == 1 or token[-1] != token[0]):
            return match.start(), "teksten får intet anførselstegn til sidst", "the string has no quote at its end"
        if token in CLOSING:
            opened.append((token, match.start()))
        elif token in CLOSING.values() and (not opened or CLOSING[opened.pop()[0]] != token):
            return match.start(), f"{token} lukker ingenting", f"{token} closes nothing"
    if not opened:
        return None
    token, at = opened[-1]
    return at, f"{token} bliver ikke lukket", f"{token} is not closed"


LOOKS: Final[tuple[Callable[[str], Finding | None], ...]] = (_no_query, _undeclared, _unclosed)
