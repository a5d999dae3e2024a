"""Declared, reversible repairs of printed text: line-end hyphens, soft hyphens, stray spaces and Unicode form.

A ``Run`` is text with the position in the raw text that each of its characters stood at: every repair maps back.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import add
from typing import NamedTuple

SOFT_HYPHEN = "\u00ad"
MARKED_HYPHEN = "\ufffe\x02"
"""What pdfium gives for a hyphen at the end of a line."""
HYPHENS = "-\u2010\u2011"
INVISIBLE = SOFT_HYPHEN + "\u200b\u200c\u200d\u2060\ufeff\x00\x01\x03"
CONJUNCTION = re.compile(r"(?:og|eller|samt|som)\b")


class Run(NamedTuple):
    """Text and, for each of its characters, its position in the raw text: a range where nothing is left out."""

    text: str
    origin: Sequence[int]

    def slice(self, start: int, end: int) -> Run:
        """A part of it."""
        return Run(self.text[start:end], self.origin[start:end])

    def strip(self) -> Run:
        """It without blanks at either end."""
        text = self.text
        if not (text[:1].isspace() or text[-1:].isspace()):
            return self
        start = len(text) - len(text.lstrip())
        return self.slice(start, max(start, len(text.rstrip())))


SPACED = re.compile(r"\s*[A-ZÆØÅ](?:[ \u00a0]{1,3}[A-ZÆØÅ0-9]){3,}\s*")
"""A line of capitals that are set apart by blanks, wider ones between words."""


def unspaced(line: Run) -> Run:
    """A line of spaced-out capitals as words: "K K R  N O R D" is "KKR NORD"; any other line as it stands."""
    if not SPACED.fullmatch(line.text):
        return line
    kept: list[int] = []
    for index, character in enumerate(line.text):
        wide = character.isspace() and line.text[index - 1 : index].isspace()
        if not character.isspace() or (wide and not line.text[kept[-1] : kept[-1] + 1].isspace()):
            kept.append(index)
    return Run("".join(line.text[i] for i in kept), array("l", (line.origin[i] for i in kept)))


WORD = re.compile(r"[^\W\d_]+")
PARTICLES = frozenset(
    re.split(
        r"\s+",
        "den det der som for til med ved fra ind ned hen hjem frem over under efter mellem inden uden sammen imod"
        " igennem hver hvor alle ikke samt eller nogle noget hele selv kun lige mere mest flere både dels også have"
        " skal vil kan",
    )
)
"""Words that stand in front of others without being a part of them."""


def stray_spaces(text: str, origin: Sequence[int], raw: str) -> frozenset[int]:
    """The positions in ``raw`` of spaces, and hyphens with a space, that cut a word in two.

    "Skov børnehaven" where the text also has "skovbørnehaven"; certain only where the whole word stands elsewhere in
    the text and one of its halves never stands alone elsewhere.
    """
    lowered = [word.lower() for word in WORD.findall(text)]
    count = Counter(lowered)
    wholes = enumerate(map(add, lowered, lowered[1:]))
    cut = [index for index, whole in wholes if whole in count and len(whole) >= 8]
    words = list(WORD.finditer(text)) if cut else []
    found: set[int] = set()
    for index in cut:
        left, right = lowered[index : index + 2]
        space, then = words[index].end(), words[index + 1].start()
        if not words[index + 1].group().islower():
            continue
        if text[space:then] == "- ":
            found.update(origin[space:then])  # the hyphen of a line that ended there before the text was set anew
        if text[space:then] != " " or not raw[origin[space]].isspace():
            continue
        if min(len(left), len(right)) >= 3 and not PARTICLES & {left, right} and min(count[left], count[right]) == 1:
            found.add(origin[space])
    return frozenset(found)


def run(raw: str, start: int, end: int) -> Run:
    """The characters ``raw[start:end]`` as they stand."""
    return Run(raw[start:end], range(start, end))


_SIGN = r"[!-~¡-¬®-ɏ\u2010-\u2027€]"
SOUND = re.compile(rf" ?{_SIGN}+(?: {_SIGN}+)*[ \x02\ufffe]?")
"""A line with nothing to repair, as nearly all are."""


def clean(line: Run, strays: frozenset[int] = frozenset()) -> Run:
    """One printed line in Unicode form NFC, ligatures opened, invisible characters and the spaces at ``strays`` out.

    Each run of blanks becomes one space; capitals that are spaced out become words again.
    """
    line = unspaced(line)
    if SOUND.fullmatch(line.text) and (not strays or strays.isdisjoint(line.origin)):
        return line.strip()
    characters: list[str] = []
    origin = array("l")
    for printed, position in zip(line.text, line.origin, strict=True):
        character = printed
        if character in INVISIBLE or position in strays:
            continue
        if "!" <= character <= "~" or "À" <= character <= "ɏ":  # nearly all characters: nothing to repair
            characters.append(character)
            origin.append(position)
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
    return Run("".join(characters), origin).strip()


def join_lines(lines: Sequence[Run]) -> tuple[Run, list[int]]:
    """The printed lines of one paragraph as one run, with the end of each in it.

    A line-end hyphen joins, any other line end becomes a space. No line may be empty.
    """
    pieces: list[Run] = []
    ends: list[int] = []
    length = 0
    for index, line in enumerate(lines):
        piece = line if index == len(lines) - 1 else _before(line, lines[index + 1])
        pieces.append(piece)
        ends.append(length + len(line.text))
        length += len(piece.text)
    return concatenate(pieces), ends


def _before(line: Run, following: Run) -> Run:
    """A line as it stands before the next: without its hyphen, with it, or with a space after it."""
    text = line.text
    blank = Run(" ", line.origin[-1:])
    marked = text[-1] in MARKED_HYPHEN
    if (marked or text[-1] in HYPHENS) and len(text) > 1 and not text[-2].isspace():
        if not keeps_hyphen(text[:-1], following.text):
            return line.slice(0, len(text) - 1)
        kept = concatenate([line.slice(0, len(text) - 1), Run("-", line.origin[-1:])]) if marked else line
        return concatenate([kept, blank]) if CONJUNCTION.match(following.text) else kept
    if text[-1] in "–—/" and text[-2:-1].isdigit() and following.text[:1].isdigit():
        return line
    return concatenate([line, blank])


def keeps_hyphen(before: str, after: str) -> bool:
    """Whether a line-end hyphen belongs to the word: "børne-|og", "2024-|2026", "CO2-|udslip", "KL-|kreds"."""
    if CONJUNCTION.match(after):
        return True
    if before[-1].isdigit() or not after[:1].islower():
        return True
    return bool(re.search(r"(?:^|[^\wæøå])[A-ZÆØÅ]{2,}\d*$", before))


def concatenate(runs: Iterable[Run]) -> Run:
    """The runs one after the other."""
    text: list[str] = []
    origin = array("l")
    for piece in runs:
        text.append(piece.text)
        origin.extend(piece.origin)
    return Run("".join(text), origin)
