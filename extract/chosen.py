"""The body that a sentence speaks of where it does not name it: "Rådet", "bestyrelsen", or nothing but an office."""

from __future__ import annotations

import re

from extract.document import Document
from extract.grammar.body_names import BodyName, find_body_names

_GENERIC = re.compile(
    r"(?<![\w-])(?:[Rr]å|[Uu]dval|[Bb]estyrels|[Kk]ommission|[Nn]æv|[Kk]lyng|[Ss]tyregrupp)(?:det|get|en|net)(?:s)?(?![\w-])"
)
_STEM = {
    "rå": "råd",
    "ud": "udvalg",
    "be": "bestyrelse",
    "ko": "kommission",
    "næ": "nævn",
    "kl": "klynge",
    "st": "gruppe",
}
_KINDS = frozenset({"committee", "council", "commission"})
_BACK = 1500
"""How many characters back a body may have been named that "Rådet" still means."""


def spoken_of(document: Document, start: int, end: int) -> str:
    """The body that a word of the sentence at start:end means: the last one named that "Rådet" fits, or ""."""
    word = _GENERIC.search(document.text, start, end)
    if word is None:
        return ""
    stem = _STEM[word.group()[:2].lower()]
    before = document.text[max(0, start - _BACK) : start]
    fits = [before[name.start : name.end] for name in _named(before)]
    return next((label for label in reversed(fits) if stem in label.casefold()), "")


def only_body(document: Document, position: int) -> str:
    """The one body that the text before a position is about, "" where it is about several or none."""
    before = document.text[max(0, position - _BACK) : position]
    labels = {before[name.start : name.end] for name in _named(before) if _is_subject(before, name)}
    return labels.pop() if len(labels) == 1 else ""


def _named(text: str) -> list[BodyName]:
    return [name for name in find_body_names(text) if name.kind in _KINDS]


def _is_subject(text: str, name: BodyName) -> bool:
    """Whether a name begins a block or a sentence: only such a body is meant by an office alone."""
    return not text[: name.start].rstrip(" ") or bool(re.search(r"(?:[\n.!?:])\s*$", text[: name.start]))
