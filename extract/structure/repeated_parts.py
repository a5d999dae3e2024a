"""What heads the recommendations and decisions of one paper, told from its repetition: words that no lexicon knows.

Looks for a short line, or a label, that comes again and again above the same kind of text::

    Havnerådets svar
    Godkendt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.grammar.outcomes import outcomes
from extract.structure.parts import PartHeading, part_heading

FEWEST = 3
"""How often a heading comes at least."""
MOSTLY = 0.7
"""The share of its places in which what follows must be of its kind."""
LONGEST = 60
"""Characters of a heading; a label has at most half as many."""

_HEADING = re.compile(rf"(?!\d)[A-ZÆØÅ][^.:;,]{{3,{LONGEST}}}:?")
_LABEL = re.compile(rf"(?P<label>[A-ZÆØÅ][^.:;,\d]{{3,{LONGEST // 2}}}):\s+(?P<rest>\S.*)")
_DATED = re.compile(r"\s+(?:den\s+|d\.\s*)?\d.*$")
_RECOMMENDED = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:at\b|[A-ZÆØÅ][\wæøåÆØÅ&, -]{2,60} (?:indstille[rs]|foreslå[rs]?|anbefale[rs])\b)",
    re.I,
)
_DECIDED_TOO = re.compile(r"\W*(?:drøftet|drøftede|ingen|intet|orientere(?:t|de)|ikke behandlet|fravær|afbud)\b", re.I)
"""What is decided without an outcome: it goes with the headings that mostly have one."""
_KINDS = {"indstilling": ("indstilling",), "beslutning": ("beslutning", "konklusion")}


def repeated_parts(lines: Sequence[str]) -> dict[int, PartHeading]:
    """The lines, by their places, that are parts of items by what stands below them; {} where the lexicon has them.

    ``lines`` are the printed lines of a paper in reading order.
    """
    known = [part.name for line in lines if (part := part_heading(line))]
    places: dict[tuple[str, bool], list[tuple[int, str]]] = {}
    for index, key, inline, below in _candidates(lines):
        places.setdefault((key, inline), []).append((index, below))
    found: dict[int, PartHeading] = {}
    for (_, inline), told in places.items():
        kind = _kind([below for _, below in told]) if len(told) >= FEWEST else ""
        if kind and 2 * sum(name in _KINDS[kind] for name in known) < len(told):
            for index, below in told:
                length = len(lines[index]) - len(below) if inline else len(lines[index])
                found[index] = PartHeading(kind, length)
    return found


def _candidates(lines: Sequence[str]) -> Iterator[tuple[int, str, bool, str]]:
    """The lines that may be headings: their place, their words without a day, whether they are labels, what follows."""
    for index, line in enumerate(lines[:-1]):
        if part_heading(line):
            continue
        label = _LABEL.fullmatch(line)
        if label:
            yield index, label["label"].lower(), True, label["rest"]
        elif _HEADING.fullmatch(bare := _DATED.sub("", line)):
            yield index, bare.rstrip(":").lower(), False, lines[index + 1]


def _kind(below: Sequence[str]) -> str:
    """Whether texts are recommendations or decisions, mostly; "" where they are neither."""
    asked = [_RECOMMENDED.match(text) is not None for text in below]
    decided = [bool(outcomes(text)) and not ask for text, ask in zip(below, asked, strict=True)]
    besides = sum(_DECIDED_TOO.match(text) is not None and not done for text, done in zip(below, decided, strict=True))
    if sum(asked) >= MOSTLY * len(below):
        return "indstilling"
    mostly = sum(decided) + besides >= MOSTLY * len(below) and 2 * sum(decided) > len(below)
    return "beslutning" if mostly else ""
