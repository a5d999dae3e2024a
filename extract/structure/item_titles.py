"""The title that a list item begins with, before what is told of it: "• Ny bro. Byggeriet starter i 2031."."""

from __future__ import annotations

import re

from extract.document import Document
from extract.grammar.lexicon import FINITE
from extract.sentences import Sentence

_TITLE = re.compile(
    r"[-–•●▪*\s]*(?P<title>[A-ZÆØÅ][^.:;!?]{3,90}?)(?<! ca)(?<! på)(?<! til)(?<! af)(?<![a-zæøå]{3}es)"
    r"(?P<stop>[.:])\s(?=[A-ZÆØÅ\d])"
)
"""A few words up to a stop or a colon."""


def item_title(document: Document, sentence: Sentence, stopped: bool = False) -> str:
    """The verbless words that open the list item of a sentence, "" for its first sentence and outside of lists.

    With ``stopped`` they must end with a full stop.
    """
    block = sentence.block
    if block.kind != "item":
        return ""
    opening = _TITLE.match(document.text, block.start, sentence.start + 1)
    if (
        opening is None
        or (stopped and opening["stop"] != ".")
        or not FINITE.isdisjoint(re.findall(r"[a-zæøå]+", opening["title"]))
    ):
        return ""
    return opening["title"]
