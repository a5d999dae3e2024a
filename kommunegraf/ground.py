"""How complete the ground of an answer is: one sentence with counts, from what a release has noted of itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kommunegraf.queries import Question
from kommunegraf.release import Release

CLASS: Final = re.compile(r"\bkg:([A-Z]\w+)")
NOTE: Final = "missing"
"""The name under which the index of a release notes how many papers of each kind are missing."""


@lru_cache(maxsize=256)
def ground(release: Release, question: Question) -> tuple[str, str]:
    """What an answer rests on, in Danish and English: documents with such facts, those unread, papers missing."""
    with release.index() as index:
        readings, missing = index.readings(), index.noted(NOTE) or {}
    read = [reading for reading in readings if not reading["failure"]]
    failed = len(readings) - len(read)
    asked = set(CLASS.findall(question.text))
    kinds = asked & {kind for reading in read for kind in reading["facts"]}
    bearing = sum(1 for reading in read if kinds & set(reading["facts"])) if kinds else len(read)
    danish = [f"Svaret bygger på {_of(bearing, len(read), 'af')} dokumenter"]
    english = [f"The answer rests on {_of(bearing, len(read), 'of')} documents"]
    if failed:
        danish.append(f"{failed} kunne ikke læses")
        english.append(f"{failed} could not be read")
    for kind, one, other in (("minutes", "referat", "minutes"), ("agenda", "dagsorden", "an agenda")):
        if number := missing.get(kind, 0):
            danish.append(f"{number} kendte møder mangler {one}")
            english.append(f"{number} known meetings lack {other}")
    return _sentence(danish), _sentence(english)


def _of(part: int, whole: int, word: str) -> str:
    return str(whole) if part == whole else f"{part} {word} {whole}"


def _sentence(parts: list[str]) -> str:
    first, *rest = parts
    return f"{first}; {', '.join(rest)}." if rest else f"{first}."
