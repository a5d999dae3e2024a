"""Danish words as they are looked for: without case, å as aa, ø as oe, æ as ae, and cut to their stem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import Final

import snowballstemmer

VERSION: Final = 1
"""Another number is another way to cut words: what was cut in the old way is cut anew."""
LETTERS: Final = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ü": "y", "ß": "ss", "đ": "d", "ł": "l"}
)
WORD: Final = re.compile(r"[^\W_]+")
ROUNDS: Final = 3
"""So often a stem is cut again: "pladser" and "plads" only then end as the same."""
SPELT: Final = ((re.compile("aa"), "å"), (re.compile("ae"), "æ"), (re.compile("oe"), "ø"))
"""A folded word is cut as it is spelt: the e of "loen" is no ending."""
SHORT: Final = re.compile(
    r"(?<=[aeiouyæøå])(?:ernes?|enes?|ers|ens|ets|er|en|et)$|(?<=^[aeiouyæøå][^aeiouyæøå])(?:enes?|ets?|s)$"
)
"""Endings that the stemmer leaves on words as short as sti, by and år."""
SWALLOWED: Final = ((re.compile(r"(?<=[^aeiouyæøå])r$"), ""), (re.compile(r"(?<=[^aeiouyæøå])el$"), "l"))
"""center is centr- and cykel is cykl- before an ending; "centr" is cut as "center" is."""
DOUBLED: Final = re.compile(r"([bdfgklmnprst])\1(?=l?$)")
_STEMMER: Final = snowballstemmer.stemmer("danish")
_LOCK: Final = Lock()


def fold(text: str) -> str:
    """A text in lower case with Danish letters as two and other marks left off: "Ærø" → aeroe, "Åbenrå" → aabenraa."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(LETTERS)
    if lowered.isascii():
        return lowered
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(mark))
    return plain.lower().translate(LETTERS)  # taking a sign apart may give capitals


@lru_cache(maxsize=1 << 16)
def stem(folded: str) -> str:
    """The stem of a folded word: kommuner, kommunens → kommun. Words are folded first, so that Aabenraa is Åbenrå."""
    word = folded
    for pair, letter in SPELT:
        word = pair.sub(letter, word)
    for _ in range(ROUNDS):
        shorter = _shorter(word)
        if shorter == word:
            break
        word = shorter
    return fold(word)


def _shorter(word: str) -> str:
    with _LOCK:  # a stemmer keeps the word that it works on
        cut = SHORT.sub("", _STEMMER.stemWord(SHORT.sub("", word)))
    for ending, instead in SWALLOWED:
        cut = ending.sub(instead, cut) if len(cut) > 3 else cut
    return DOUBLED.sub(r"\1", cut)


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text, folded, with where each begins and ends in the text as it is."""
    for match in WORD.finditer(text):
        yield fold(match[0]), match.start(), match.end()
