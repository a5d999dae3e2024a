"""Search inside SPARQL: `?thing kg:matches "skole*"` becomes the things that were found, before a query is evaluated.

Written as a triple whose predicate is kg:matches, in any place where a triple may stand:

    ?thing kg:matches "skole*" .                       the 1,000 best things
    ?thing kg:matches ("skole*" 50) .                  the 50 best
    (?thing ?score ?snippet) kg:matches "skole*" .     with their score and the words that were found
    ?thing a kg:Funding ; kg:matches "skole*" .        among other properties

It is replaced by a VALUES block of RDF terms, so that what is searched for is never read as SPARQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kommunegraf.errors import BadQuery
from kommunegraf.pool.guard import TOKEN
from kommunegraf.rdf import term
from kommunegraf.search.hits import Hit, Search
from kommunegraf.terms import KG

MOST: Final = 5
"""Searches in one query."""
FEWER: Final = 1000
"""Things that a search gives, where it does not say how many."""
ALL: Final = 5000
"""Things that it may ask for."""
LOCAL: Final = "matches"
ADDRESS: Final = f"<{KG.matches}>"
PREFIX: Final = re.compile(r"\bPREFIX\s+([\w-]*):\s*<([^<>\"{}|^`\\\x00-\x20]*)>", re.IGNORECASE)
VARIABLE: Final = re.compile(r"[?$]\w+")
STRING: Final = re.compile(r"""('''|\"\"\"|'|")(.*)\1""", re.DOTALL)
LANGUAGE: Final = re.compile(r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*")
ESCAPE: Final = re.compile(r"""\\(?:([tbnrf"'\\])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))""")
PLAIN: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
OPENING: Final = {"{": "}", "(": ")", "[": "]"}
COLUMNS: Final = 3
Finder = Callable[[str, int], Sequence[Hit]]
"""The hits of a search, at most so many."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A search in a query: where its subject and its predicate begin and its object ends, by the numbers of tokens."""

    subject: int
    predicate: int
    last: int
    variables: tuple[str, ...]
    wanted: str
    limit: int


def mentions(text: str) -> bool:
    """Whether a query may hold a search: one that does not is left alone without a closer look."""
    return LOCAL in text


def expand(text: str, find: Finder) -> str:
    """A query with each of its searches replaced by what was found.

    Raises BadQuery where a search is written in a way that is not known, or there are too many of them; ``find`` may
    raise what Search.find does.
    """
    tokens = _tokens(text)
    names = {f"{prefix}:{LOCAL}" for prefix, address in PREFIX.findall(text) if address == str(KG)}
    patterns = [
        _pattern(tokens, at)
        for at, token in enumerate(tokens)
        if (token.text in names or token.text == ADDRESS) and _is_predicate(tokens, at)
    ]
    if len(patterns) > MOST:
        raise BadQuery(
            f"En forespørgsel søger højst {MOST} gange med kg:matches.",
            f"A query searches with kg:matches {MOST} times at most.",
        )
    for pattern in reversed(patterns):
        text = _replaced(text, tokens, pattern, find(pattern.wanted, pattern.limit))
    return text


def _tokens(text: str) -> list[_Token]:
    """The tokens without blanks and comments; what stands without a blank between is kept apart as a parser would."""
    found = []
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if match[0].startswith("#"):
            continue
        if match["word"] or match[0].startswith(":"):
            while text[end - 1] == "." and end - 1 > start:  # a name does not end with a full stop
                end -= 1
        for piece in (text[start:end], text[end : match.end()]):
            if match["word"] is None and not piece.strip(" \t\r\n.;,"):
                found += [_Token(mark, start + at, start + at + 1) for at, mark in enumerate(piece) if mark.strip()]
            elif piece:
                found.append(_Token(piece, start, start + len(piece)))
            start = end
    return found


def _is_predicate(tokens: list[_Token], at: int) -> bool:
    """Whether a token asks for something: text follows it, or it stands where a predicate does and does not end there.

    The term itself may be spoken of: `kg:matches rdfs:label ?label`, `?s ?p kg:matches .`
    """
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if STRING.fullmatch(after):
        return before != "("
    asks = VARIABLE.fullmatch(before) is not None or before in {";", ")"}
    return asks and after not in {"", ".", "}", ";", ",", ")", "]"}


def _pattern(tokens: list[_Token], at: int) -> _Pattern:
    """The search whose predicate is a token. Raises BadQuery where its subject or its object is not of the form."""
    wanted, limit, last = _object(tokens, at + 1)
    subject = _subject(tokens, at - 1)
    if tokens[subject].text == "(":
        close = _close(tokens, subject)
        variables = tuple(token.text for token in tokens[subject + 1 : close])
    else:
        variables = (tokens[subject].text,)
    fit = all(VARIABLE.fullmatch(name) for name in variables)
    if not fit or not 1 <= len(variables) <= COLUMNS or len(set(variables)) < len(variables):
        raise _unknown()
    return _Pattern(subject, at, last, variables, wanted, limit)


def _object(tokens: list[_Token], at: int) -> tuple[str, int, int]:
    """What is looked for, how many hits at most, and the last token of it."""
    last = min(at, len(tokens) - 1)
    limit = FEWER
    if tokens[last].text == "(":
        last = _close(tokens, last)
        inner = [token.text for token in tokens[at + 1 : last]]
        words, numbers = inner[:1], inner[1:]
        if len(numbers) != 1 or not re.fullmatch(r"[0-9]{1,4}", numbers[0]) or not 1 <= int(numbers[0]) <= ALL:
            raise _unknown()
        limit = int(numbers[0])
    else:
        words = [tokens[last].text]
        if last + 1 < len(tokens) and LANGUAGE.fullmatch(tokens[last + 1].text):
            last += 1
    string = STRING.fullmatch(words[0]) if words else None
    after = tokens[last + 1].text if last + 1 < len(tokens) else ""
    if string is None or after not in {".", ";", "}"} | _openers(tokens, last + 1):
        raise _unknown()
    return ESCAPE.sub(_unescaped, string[2]), limit, last


def _openers(tokens: list[_Token], at: int) -> set[str]:
    """The token itself where it is a keyword or a bracket that may follow a triple without a full stop."""
    after = tokens[at].text if at < len(tokens) else ""
    return {after} if after == "{" or (after.isalpha() and after.isascii()) else set()


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return PLAIN.get(match[1], match[1])
    code = int(match[2] or match[3], 16)
    return chr(code) if code <= 0x10FFFF else ""


def _subject(tokens: list[_Token], at: int) -> int:
    """Where the subject begins of the triple whose predicate, or whose semicolon before it, stands behind a token."""
    if tokens[at].text == ")":
        return _open(tokens, at)
    if tokens[at].text != ";":
        return at
    begin = at
    while begin > 0 and tokens[begin - 1].text not in {".", "{", "}"}:
        begin = _open(tokens, begin - 1) if tokens[begin - 1].text in {")", "]"} else begin - 1
        if tokens[begin].text == "(" and begin and tokens[begin - 1].text.isalpha():  # FILTER(…), BIND(…), IN (…)
            return _close(tokens, begin) + 1
    return begin


def _close(tokens: list[_Token], at: int) -> int:
    """The bracket that closes one."""
    depth = 0
    for number in range(at, len(tokens)):
        depth += (tokens[number].text in OPENING) - (tokens[number].text in OPENING.values())
        if not depth:
            return number
    raise _unknown()


def _open(tokens: list[_Token], at: int) -> int:
    """The bracket that opens what one closes."""
    depth = 0
    for number in range(at, -1, -1):
        depth += (tokens[number].text in OPENING.values()) - (tokens[number].text in OPENING)
        if not depth:
            return number
    raise _unknown()


def _replaced(text: str, tokens: list[_Token], pattern: _Pattern, hits: Sequence[Hit]) -> str:
    """The query with a search replaced; what else is said of its subject stays."""
    values = (
        f"VALUES ({' '.join(pattern.variables)}) {{ {' '.join(_row(hit, len(pattern.variables)) for hit in hits)} }} "
    )
    begin, end = tokens[pattern.subject].start, tokens[pattern.last].end
    if tokens[pattern.predicate - 1].text == ";":  # what is said before it, and after it, is said of the same subject
        return f"{text[:begin]}{values}{text[begin : tokens[pattern.predicate].start]}{text[end:]}"
    after, said = pattern.last + 1, ""
    while after < len(tokens) and tokens[after].text == ";":
        end, said = tokens[after].end, f"{pattern.variables[0]} "
        after += 1
    if after < len(tokens) and tokens[after].text in {".", "}"}:  # nothing else is
        end, said = tokens[after].start + (tokens[after].text == "."), ""
    return f"{text[:begin]}{values}{said}{text[end:]}"


def _row(hit: Hit, width: int) -> str:
    cells = (term(hit.thing, "iri"), f"{hit.score:.4f}", term(hit.snippet, "text"))
    return f"({' '.join(cells[:width])})"


def _unknown() -> BadQuery:
    return BadQuery(
        'kg:matches skrives ?ting kg:matches "ord*" eller (?ting ?score ?uddrag) kg:matches ("ord*" 50).',
        'kg:matches is written ?thing kg:matches "word*" or (?thing ?score ?snippet) kg:matches ("word*" 50).',
    )


def expanded(text: str, folder: Path) -> str:
    """A query to the release in a folder with its searches replaced; see expand.

    Raises TooSlow where a search takes too long, NoRelease where the words of the release cannot be searched.
    """
    if not mentions(text):
        return text
    search = Search(folder)
    return expand(text, lambda wanted, limit: search.find(wanted, limit=limit).hits)
