"""An N-Quads line taken apart without a store: subject, predicate and value."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LINE: Final = re.compile(r"<([^>]*)> <([^>]*)> (.*) <[^>]*> \.", re.DOTALL)
TEXT: Final = "http://www.w3.org/2001/XMLSchema#string"
LANGUAGE_TEXT: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
LITERAL: Final = re.compile(r'"(.*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """The object of a quad: the address of a thing, or a text with its language ("" for none)."""

    text: str
    is_thing: bool = False
    language: str = ""


def split(line: str) -> tuple[str, str, Value]:
    """Subject and predicate as addresses, and the value. Raises ValueError where the line is no quad of ours."""
    found = LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"not an N-Quads line without blank nodes: {line}")
    return found[1], found[2], _value(found[3])


def datatype(line: str) -> str:
    """The address of the type of a line's value, "" where the value is a thing."""
    found = LINE.fullmatch(line)
    literal = found and LITERAL.fullmatch(found[3])
    if not literal:
        return ""
    return literal[3] or (LANGUAGE_TEXT if literal[2] else TEXT)


@lru_cache(maxsize=4096)
def _value(written: str) -> Value:
    literal = LITERAL.fullmatch(written)
    if literal is None:
        return Value(written[1:-1], is_thing=True)
    text = json.loads(f'"{literal[1]}"', strict=False) if "\\" in literal[1] else literal[1]
    return Value(text, language=literal[2] or "")
