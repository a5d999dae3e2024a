"""Which sum of a sentence is a part of which: "20 mio. kr., heraf 5 mio. kr. til teltet"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.money.kinds import LEADING_ON, SHARE
from extract.money.sums import Sum

SHARES_FOLLOW = re.compile(
    r"\b(?:heraf|hvoraf|deraf|(?:som )?fordel(?:es|er sig|t)(?: \w+){0,3})\s*:\s*$", re.IGNORECASE
)
"""The end of a sentence over a list of the parts of its sum."""
_DIVIDED = re.compile(r"^[\s,(]*(?:til [^,;()]{3,60}, )?(?:[\wæøå]+ ){0,3}?fordelt (?:med|på|således)\b", re.IGNORECASE)
_OPENED = re.compile(r"^\s*\(\s*$")
"""Between a sum and its parts in brackets: "8 mio. kr. (3 mio. kr. på drift og 5 mio. kr. på anlæg)"."""
_BESIDE = re.compile(r"(?:\bog|\bsamt)\s+$", re.IGNORECASE)
_AND = re.compile(r"(?:,|\bog|\bsamt)\s*(?:i alt|med|på|ca\.)?\s*$", re.IGNORECASE)
_CLOSES = re.compile(r",\s+(?:og|samt)\s*(?:i alt|med|på|ca\.)?\s*$", re.IGNORECASE)
"""Behind the part of a part: "heraf 5 mio. kr. til teltet, hvoraf 2 mio. kr. til dug, og 3 mio. kr. …"."""
_ON_TOP = re.compile(r"\b(?:derudover|herudover|desuden|hertil|yderligere|ud ?over)\b|\)", re.IGNORECASE)
BEFORE = -1
"""Stands for the sum of the sentence before, in a sentence that begins with "Heraf"."""


def wholes(text: str, found: Sequence[Sum]) -> list[int | None]:
    """For each sum of a sentence the index of the one that it is a part of, ``BEFORE``, or None.

    "Hvoraf" points to the sum right before it, "heraf … og heraf …" and "heraf … og …" to one whole; a part that is
    larger than a part before it is of the same whole. What opens a bracket is a part of the sum before that.
    """
    told: list[int | None] = []
    for index, one in enumerate(found):
        lead = text[one.first : one.start]
        word = next(reversed(list(SHARE.finditer(lead))), None) or _DIVIDED.search(lead)
        if index == 0:
            told.append(BEFORE if SHARE.match(text.lstrip("-–•* ")) and one.first == 0 else None)
            continue
        last, whole = found[index - 1], told[index - 1]
        if one.first not in {last.end, last.behind}:
            told.append(None)  # another sum stands between
        elif _OPENED.match(lead) and one.money.money.value <= last.money.money.value:
            told.append(index - 1)
        elif word:
            beside = whole is not None and _is_beside(text, lead, word, one, last, found, whole)
            told.append(whole if beside else index - 1)
        else:
            closes = whole is not None and whole >= 0 and told[whole] is not None and _CLOSES.search(lead)
            whole = told[whole] if closes and whole is not None else whole
            told.append(whole if whole is not None and _goes_on(lead, one) else None)
    return told


def _is_beside(
    text: str, lead: str, word: re.Match[str], one: Sum, last: Sum, found: Sequence[Sum], whole: int
) -> bool:
    """Whether a part is of the same whole as the part before it, rather than a part of that part."""
    again = [match.group().lower() for match in SHARE.finditer(text, 0, last.start)]
    if _BESIDE.search(lead[: word.start()]) or (again and again[-1] == word.group().lower() != "hvoraf"):
        return True
    fits = whole == BEFORE or one.money.money.value <= found[whole].money.money.value
    return one.money.money.value > last.money.money.value and fits


def _goes_on(lead: str, one: Sum) -> bool:
    return one.cue is None and not _ON_TOP.search(lead) and bool(LEADING_ON.fullmatch(lead) or _AND.search(lead))
