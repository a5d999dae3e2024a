"""Sentences of a document, told from the full stops of Danish abbreviations, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.document import Block, Document

ABBREVIATIONS = frozenset(
    "bl.a ca d dvs e.l el evt f.eks fx f hhv ift ifm inkl jf kl kr m.fl m.m m.v mv mia mio max min nr o.l osv pba pct "
    "pga pkt pr pt s st stk t tlf u vedr vha ekskl hr fr dr cand jur cirka eks resp sml årg nuv tidl red kap "
    "jan feb febr apr aug sept okt nov dec".split()
)
END = re.compile(r"[.!?:;](?:[”\"»')\]]*)(?=\s+)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its range of the document's text, its words and the block that it stands in."""

    start: int
    end: int
    text: str
    block: Block


@lru_cache(maxsize=8)
def sentences(document: Document) -> tuple[Sentence, ...]:
    """All sentences of paragraphs and list items, in reading order; rows of tables have none."""
    found: list[Sentence] = []
    for block in document.blocks:
        if block.kind != "row":
            for start, end in split(document.text[block.start : block.end]):
                first, last = block.start + start, block.start + end
                found.append(Sentence(first, last, document.text[first:last], block))
    return tuple(found)


def split(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences in a paragraph; a colon or semicolon ends none."""
    start = 0
    for match in END.finditer(text):
        if text[match.start()] in ":;" or not _ends(text, match):
            continue
        yield start, match.end()
        start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if text[start:].strip():
        yield start, len(text.rstrip())


def _ends(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() :].lstrip()[:1]
    if text[match.start()] in "!?":
        return True
    word = re.search(r"[\w.]*$", text[: match.start()])
    last = word.group().lower() if word else ""
    if following.islower():
        return False
    if last in ABBREVIATIONS or last.rpartition(".")[2] in ABBREVIATIONS - {
        "kr",
        "pct",
        "mv",
        "mia",
        "mio",
        "m.v",
        "osv",
    }:
        # "5 mio. kr. Den samlede …": a unit may also end the sentence, where a capital follows
        return last in {"kr", "pct", "mv", "m.v", "osv", "m.m", "m.fl"} and following.isupper()
    return not (last.isdigit() and (following.islower() or following.isdigit()))
