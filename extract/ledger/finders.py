"""What a number that no fact uses can be: a class has a name, a rule in a sentence and a finder of its places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from extract.document import Document

Span = tuple[int, int]
Finder = Callable[[Document], Iterator[Span]]


@dataclass(frozen=True, slots=True)
class NumberClass:
    """A class of numbers: its name in English and Danish, the rule in a sentence, and where a document has them.

    ``spans`` gives ranges of the text; a number is of the class where it lies in one.
    """

    name: str
    danish: str
    rule: str
    spans: Finder


def pattern(*expressions: str, ignore_case: bool = True) -> Finder:
    """A finder of what matches one of these expressions; ``(?P<n>…)`` narrows the match to the number."""
    compiled = [
        re.compile(expression, re.MULTILINE | (re.IGNORECASE if ignore_case else 0)) for expression in expressions
    ]

    def spans(document: Document) -> Iterator[Span]:
        for expression in compiled:
            for match in expression.finditer(document.text):
                yield match.span("n") if "n" in expression.groupindex else match.span()

    return spans


def either(*finders: Finder) -> Finder:
    """What any of these finders finds."""

    def spans(document: Document) -> Iterator[Span]:
        for finder in finders:
            yield from finder(document)

    return spans


YEAR = r"(?:19|20)\d\d"
NUMBER = r"(?<![\w.,])\d+(?:[.,]\d+)*[½¼¾]?"
RANGE = rf"(?:{NUMBER}\s?(?:-|–|til|og|eller|/|x)\s?)?{NUMBER}"
SERIES = r"\d+(?:\.\d+)*[a-zA-Z]?\b(?:(?:\s?[-–,+/]\s?|,? (?:og|eller|til|samt|à) )\d+(?:\.\d+)*[a-z]?\b)*"


def covered(document: Document, spans: Iterable[Span]) -> bytearray:
    """A byte for each character of the text, 1 where one of the spans covers it."""
    places = bytearray(len(document.text))
    for start, end in spans:
        places[start:end] = b"\1" * (end - start)
    return places
