"""From when to when someone sits: "for perioden 2032-2035", "indtil udgangen af 2033", "fra den 1. maj 2032"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from extract.document import Document
from extract.fact import Appointment
from extract.grammar.dates import DateMatch, find_dates
from extract.grammar.spans import YEAR
from extract.outline import outline
from extract.sentences import sentences

_PERIOD: Final = r"(?:(?:valg|funktions|byråds|udpegnings|embeds)?periode[rn]?|årene)"
_DAY_BEFORE: Final = r"(?:den\s+|d\.\s*)?$"
_YEARS: Final = re.compile(
    rf"(?<!\w){_PERIOD}\s*(?:fra\s+)?\(?(?P<from>{YEAR})\s?(?:[-–/]|til(?: og med)?)\s?(?P<to>{YEAR})(?![\w½]|[.,]\d)",
    re.IGNORECASE,
)
_FROM: Final = re.compile(
    rf"(?<!\w)(?:fra(?:\s+og\s+med)?|pr\.|per|med\s+virkning\s+fra|{_PERIOD})\s*:?\s*{_DAY_BEFORE}", re.IGNORECASE
)
_TO: Final = re.compile(
    rf"(?<!\w)(?:(?:ind|frem\s+)?til(?:\s+og\s+med)?|t\.o\.m\.)\s+(?:udgangen\s+af\s+)?{_DAY_BEFORE}", re.IGNORECASE
)
_END_OF: Final = re.compile(
    rf"(?<!\w)(?:(?:ind|frem\s+)?til(?:\s+og\s+med)?|ved)\s+(?:den\s+)?udgangen\s+af\s+(?:år(?:et)?\s+)?(?P<to>{YEAR})"
    r"(?![\w½]|[.,]\d)",
    re.IGNORECASE,
)
_DASH: Final = re.compile(r"\s*[-–]\s*(?:den\s+|d\.\s*)?$")
_SEATS: Final = re.compile(
    r"(?<!\w)(?:(?:gen)?ud(?:peg|nævn)|(?:gen|ny)?v(?:æ|a)lg(?:\w|\b)|indstil|medlem|suppleant|stedfortræder|"
    r"formand|repræsentant|(?:valg|funktions|byråds|udpegnings|embeds)periode)",
    re.IGNORECASE,
)
"""What a sentence speaks of that tells when someone sits."""
_OTHER: Final = re.compile(
    r"(?<!\w)(?:budget|regnskab|mio\.|kr\.|frist|ansøg|møde[rt]?\b|høring|orlov|aftale|kontrakt|strategi|plan\b|"
    r"politik|udtræd|fratræd|træk\w* sig|stopper|ophør|nedlæg|ansæt|ansat)",
    re.IGNORECASE,
)
"""What a sentence speaks of whose days are those of something else."""


@dataclass(frozen=True, slots=True)
class TermOfOffice:
    """The days or years from and to which a seat is held, ISO 8601 as precise as printed, "" where none is."""

    from_date: str
    to_date: str


def in_office(document: Document, fact: Appointment) -> Appointment:
    """The appointment with its term of office, where the words it was read from, or else its agenda item, state one.

    An item that states several, for several seats, tells of none of them, nor does a mere first day in it: it may be
    the day of something else.
    """
    own = set(_terms(document.text[fact.evidence.start : fact.evidence.end]))
    found = own or _of_item(document, fact)
    if len(found) != 1:
        return fact
    (term,) = found
    return replace(fact, from_date=term.from_date, to_date=term.to_date)


def _of_item(document: Document, fact: Appointment) -> set[TermOfOffice]:
    item = outline(document).item_at(fact.evidence.start)
    if item is None:
        return set()
    inside = [sentence for sentence in sentences(document) if item.start <= sentence.start < item.end]
    return {term for sentence in inside for term in _terms(sentence.text) if term.to_date}


def _terms(sentence: str) -> Iterator[TermOfOffice]:
    if _SEATS.search(sentence) and not _OTHER.search(sentence):
        term = find_term(sentence)
        if term is not None:
            yield term


def find_term(sentence: str) -> TermOfOffice | None:
    """The term of office that a sentence states: a period of years, its first or its last day, or both."""
    years = _YEARS.search(sentence)
    if years is not None:
        return _ordered(years["from"], years["to"])
    dates = [date for date in find_dates(sentence) if date.precision in ("day", "month")]
    first = next((date for date in dates if _FROM.search(sentence[: date.start])), None)
    last = next((date for date in dates if date is not first and _ends(sentence, date, first)), None)
    end_of = _END_OF.search(sentence)
    to_date = last.iso if last is not None else f"{end_of['to']}-12-31" if end_of is not None else ""
    return _ordered(first.iso if first is not None else "", to_date)


def _ends(sentence: str, date: DateMatch, first: DateMatch | None) -> bool:
    """Whether a date is the last day: after "til", or after a dash behind the first day."""
    behind_dash = first is not None and _DASH.fullmatch(sentence[first.end : date.start])
    return bool(behind_dash or _TO.search(sentence[: date.start]))


def _ordered(from_date: str, to_date: str) -> TermOfOffice | None:
    """A term that ends after it begins; None where nothing is stated, or the wrong way round."""
    if not (from_date or to_date) or (from_date and to_date and to_date < from_date):
        return None
    return TermOfOffice(from_date, to_date)
