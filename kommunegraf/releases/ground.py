"""How complete the ground of an answer is: one sentence with counts, from what a release has noted of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from kommunegraf.queries import Question
from kommunegraf.releases.release import Release

CLASS: Final = re.compile(r"\bkg:([A-Z]\w+)")
NOTE: Final = "missing"
"""The name under which the index of a release notes how many papers of each kind are missing."""
BEARING: Final = "bearing"
"""The name under which it notes which kinds of fact its documents bear."""
FAILED: Final = "failed"
OF_NONE: Final = frozenset({"Act", "Amount", "Area", "Case", "Contradiction", "Document", "Finding", "LedgerEntry"}) | {
    *("Membership", "Municipality", "Party", "Person", "Population", "Redaction", "Review")
}
"""The classes that are no kind of fact of some documents: what they hold is known, or was looked for, in all."""
BEFOREHAND: Final = dict.fromkeys(
    ("reference", "ontology"),
    (
        "Svaret bygger på referencedata, ikke på dokumenterne.",
        "The answer rests on reference data, not on the documents.",
    ),
)
"""What is said of the questions that no document answers, by the graph that does."""


def bearing(readings: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What the index notes: how many files failed, and how many documents bear which kinds of fact together.

    Documents of ten thousands bear some hundred different sets of kinds, so that a question needs to read no more.
    """
    readings = list(readings)
    borne = Counter(tuple(sorted(reading["facts"])) for reading in readings if not reading["failure"])
    return {
        FAILED: sum(bool(reading["failure"]) for reading in readings),
        BEARING: [[number, list(kinds)] for kinds, number in sorted(borne.items())],
    }


@lru_cache(maxsize=256)
def ground(release: Release, question: Question) -> tuple[str, str]:
    """What an answer rests on, in Danish and English: documents with such facts, those unread, papers missing."""
    if question.answers_from in BEFOREHAND:
        return BEFOREHAND[question.answers_from]
    with release.index() as index:
        noted, missing = index.noted(BEARING) or bearing(index.readings()), index.noted(NOTE) or {}
    failed, borne = noted[FAILED], noted[BEARING]
    asked = set(CLASS.findall(question.text)) - OF_NONE
    read = sum(number for number, _ in borne)
    found = sum(number for number, kinds in borne if not asked.isdisjoint(kinds)) if asked else read
    danish, english = ([said] for said in _rests_on(found, read))
    if failed:
        danish.append(f"{failed} kunne ikke læses")
        english.append(f"{failed} could not be read")
    for kind, one, other in (("minutes", "referat", "minutes"), ("agenda", "dagsorden", "an agenda")):
        if number := missing.get(kind, 0):
            danish.append(f"{number} {'kendt møde' if number == 1 else 'kendte møder'} mangler {one}")
            english.append(f"{number} {'known meeting lacks' if number == 1 else 'known meetings lack'} {other}")
    return _sentence(danish), _sentence(english)


def _rests_on(found: int, read: int) -> tuple[str, str]:
    """How many of the documents that were read have what is asked for."""
    if read and not found:
        if read == 1:
            return (
                "Det ene dokument har intet af det, der spørges om",
                "The one document has nothing of what is asked for",
            )
        return (
            f"Ingen af de {read} dokumenter har det, der spørges om",
            f"None of the {read} documents has what is asked for",
        )
    danish, english = ("dokument", "document") if read == 1 else ("dokumenter", "documents")
    return (
        f"Svaret bygger på {_of(found, read, 'af')} {danish}",
        f"The answer rests on {_of(found, read, 'of')} {english}",
    )


def _of(part: int, whole: int, word: str) -> str:
    return str(whole) if part == whole else f"{part} {word} {whole}"


def _sentence(parts: list[str]) -> str:
    first, *rest = parts
    return f"{first}; {', '.join(rest)}." if rest else f"{first}."
