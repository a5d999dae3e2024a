"""Declared, reversible repairs of printed text: line-end hyphens, soft hyphens, stray spaces and Unicode form.

A ``Run`` is text with the position in the raw text that each of its characters stood at, so that every repair maps back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SOFT_HYPHEN = "\u00ad"
MARKED_HYPHEN = "\ufffe\x02"
"""What pdfium gives for a hyphen at the end of a line."""
HYPHENS = "-\u2010\u2011"
INVISIBLE = SOFT_HYPHEN + "\u200b\u200c\u200d\u2060\ufeff\x00\x01\x03"
CONJUNCTIONS = ("og", "eller", "samt", "/", "som")


@dataclass(frozen=True, slots=True)
class Run:
    """Text and, for each of its characters, its position in the raw text."""

    text: str
    origin: tuple[int, ...]

    def __add__(self, other: Run) -> Run:
        return Run(self.text + other.text, self.origin + other.origin)

    def slice(self, start: int, end: int) -> Run:
        return Run(self.text[start:end], self.origin[start:end])

    def strip(self) -> Run:
        text = self.text
        start = len(text) - len(text.lstrip())
        return self.slice(start, max(start, len(text.rstrip())))


def run(raw: str, start: int, end: int) -> Run:
    """The characters ``raw[start:end]`` as they stand."""
    return Run(raw[start:end], tuple(range(start, end)))


def clean(line: Run) -> Run:
    """One printed line in Unicode form NFC, ligatures opened, invisible characters out, each run of blanks one space."""
    characters: list[str] = []
    origin: list[int] = []
    for character, position in zip(line.text, line.origin, strict=True):
        if character in INVISIBLE:
            continue
        if unicodedata.combining(character) and characters:
            composed = unicodedata.normalize("NFC", characters[-1] + character)
            if len(composed) == 1:
                characters[-1] = composed
                continue
        if "\ufb00" <= character <= "\ufb06":
            character = unicodedata.normalize("NFKC", character)
        elif character != "\t" and (character.isspace() or unicodedata.category(character) == "Zs"):
            character = " "
        if character == " " and characters and characters[-1] == " ":
            continue
        characters.extend(character)
        origin.extend([position] * len(character))
    return Run("".join(characters), tuple(origin)).strip()


def join_lines(lines: Sequence[Run]) -> Run:
    """The printed lines of one paragraph as one run; a line-end hyphen joins, any other line end becomes a space."""
    whole = Run("", ())
    for line in lines:
        if not line.text:
            continue
        if not whole.text:
            whole = line
            continue
        whole = _join(whole, line)
    return whole


def _join(left: Run, right: Run) -> Run:
    marked = left.text[-1] in MARKED_HYPHEN
    hyphen = marked or left.text[-1] in HYPHENS
    if hyphen and len(left.text) > 1 and not left.text[-2].isspace():
        if keeps_hyphen(left.text[:-1], right.text):
            kept = left if not marked else left.slice(0, len(left.text) - 1) + Run("-", left.origin[-1:])
            if right.text.startswith(CONJUNCTIONS) and re.match(r"(?:og|eller|samt|som)\b", right.text):
                return kept + Run(" ", left.origin[-1:]) + right
            return kept + right
        return left.slice(0, len(left.text) - 1) + right
    return left + Run(" ", left.origin[-1:]) + right


def keeps_hyphen(before: str, after: str) -> bool:
    """Whether a line-end hyphen belongs to the word: "børne-|og", "2024-|2026", "CO2-|udslip", "KL-|kreds"."""
    if re.match(r"(?:og|eller|samt|som)\b", after):
        return True
    if before[-1].isdigit() or not after[:1].islower():
        return True
    return bool(re.search(r"(?:^|[^\wæøå])[A-ZÆØÅ]{2,}\d*$", before))


def concatenate(runs: Iterable[Run]) -> Run:
    """The runs one after the other."""
    text: list[str] = []
    origin: list[int] = []
    for piece in runs:
        text.append(piece.text)
        origin.extend(piece.origin)
    return Run("".join(text), tuple(origin))
