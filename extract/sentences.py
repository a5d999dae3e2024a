"""Sentences of a document, told from the full stops of Danish abbreviations, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.document import Block, Document

_INNER = (
    "bl.a ca cirka d dvs e.l el evt f.eks fx f hhv ift ifm inkl ekskl jf kap kl m max maks min nr okt "
    "pba pga pkt pr s sml "
    "st stk t tlf u vedr vha hr fr dr cand jur eks resp "
    "årg nuv tidl fhv konst adm jan feb febr mar apr aug sept sep "
    "nov dec ref sagsnr bl p.t pt v i.f.t i.f.m afd art bek lbk ref"
)
_FINAL = "kr pct mio mia mv m.v osv m.m m.fl o.l o.lign e.l lign mill ol"
INNER, FINAL = frozenset(_INNER.split()), frozenset(_FINAL.split())
"""Abbreviations that something follows, and those (units, "and so on") that may also close a sentence."""

END = re.compile(r"[.!?…](?:[”\"»')\]]*)(?=\s+)")
_NAME_BEFORE = re.compile(r"(?:^|[A-ZÆØÅ][\w.-]* |\b(?:og|samt|af|med|ved|fra|for|til|dr\.|hr\.|fru) )$")
_REACH = 40
"""How many characters before a mark are looked at."""
_WORD = re.compile(r"[\w.]*$")


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
        if not _ends(text, start, match):
            continue
        yield start, match.end()
        start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if text[start:].strip():
        yield start, len(text.rstrip())


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the mark ends the sentence that began at ``start``."""
    following = text[match.end() :].lstrip()[:1]
    if following.islower():
        return False
    if text[match.start()] in "!?…":
        return True
    word = _WORD.search(text, max(start, match.start() - _REACH), match.start())
    printed = word.group() if word else ""
    last = printed.lower()
    if last.isdigit():
        # "1. Godkendelse" numbers what follows; "12. 5." is a date; a year may end a sentence before a number
        return bool(text[start : match.start() - len(last)].strip()) and (not following.isdigit() or len(last) == 4)
    if len(printed) == 1 and printed.isupper():
        # an initial, unless it ends a name like "vitamin D" before a sentence of its own
        return not _NAME_BEFORE.search(text[max(start, match.start() - _REACH) : match.start() - 1])
    if last in FINAL or last.rpartition(".")[2] in FINAL:
        return following != "(" and (following.isupper() or not following.isalnum())
    # in capitals before a capital it is a name: "KL" is no "kl."
    named = len(printed) > 1 and printed.isupper() and following.isupper()
    return named or (last not in INNER and last.rpartition(".")[2] not in INNER)
