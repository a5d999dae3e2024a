"""When an agreement was made: the date behind its name or in the sentence that tells its making."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.agreed import MAKING, Named, Place, named_agreements
from extract.document import Document
from extract.grammar.dates import DateContext, DateMatch, find_dates

PAST_YEAR = re.compile(r" ?(?:\((?:fra |i )?(?P<bracket>(?:19|20)\d\d)\)|(?:fra|i) (?P<year>(?:19|20)\d\d)\b)")
DATED = re.compile(r"[”’\"]?(?: i (?:19|20)\d\d)?,? ?\(?(?:af|fra|indgået|underskrevet|dateret)? ?(?:den )?$")
MADE_AT = re.compile(
    r"\bgik\b.*\bsammen om|indgik|indgået|indgåede|enige|til enighed|underskre|vedtog|vedtaget|landede"
)
OTHER_MAKING = re.compile(r"\b(?:godkendt|offentliggj|fremlagt|træder|trådte|udløber|ophører|gælder|løber)\w*")


def made_on(document: Document, today: str, named: Named) -> str:
    """The date of the making, the most precise one told; "" where the text tells none or the agreement is planned.

    ``today`` is the date of the document, "" where it has none: what is told as later is not yet made.
    """
    found: list[str] = []
    year = int(today[:4]) if today else int(named.key[-4:]) - 1 if re.match(r"budget \d{4}$", named.key) else None
    context = DateContext(year=year)  # a budget is agreed in the year before it
    for place in named.places:
        found.extend(_dates_of(document, place, context))
    past = [date for date in found if not today or date[: len(today)] <= today[: len(date)]]
    return max(past, key=len, default="")


def _dates_of(document: Document, place: Place, context: DateContext) -> Iterator[str]:
    text = document.text
    block = document.block_at(place.start)
    after = text[place.end : block.end]
    year = PAST_YEAR.match(after)
    if year and (year["bracket"] or place.name.kind == "political-agreement"):
        yield year["bracket"] or year["year"]
    for date in find_dates(after[:60], context):
        if date.precision != "year" and DATED.fullmatch(after[: date.start]):
            yield date.iso
    sentence = place.sentence
    if sentence is None or not MAKING.search(sentence.text):
        return
    shift = sentence.start
    names = [(other.start, other.end) for named in named_agreements(document) for other in named.places]
    dates = [
        date
        for date in find_dates(sentence.text, context)
        if not any(start <= shift + date.start < end for start, end in names)
    ]
    for date in dates:
        if _tells(sentence.text, date, place.start - shift, place.end - shift) and not _nearer(
            document, place, date, shift
        ):
            yield date.iso


def _nearer(document: Document, place: Place, date: DateMatch, shift: int) -> bool:
    """Whether another agreement stands between the name and the date."""
    first, last = min(place.end, shift + date.start), max(place.start, shift + date.end)
    return any(first <= other.start < last for named in named_agreements(document) for other in named.places)


def _tells(text: str, date: DateMatch, name_start: int, name_end: int) -> bool:
    """Whether a date is that of the making of the agreement named at text[name_start:name_end]."""
    start, end = date.start, date.end
    first, last = min(start, name_start), max(end, name_end)
    reach = 30 if date.precision == "year" else 60
    span = (
        text[max(0, start - reach) : end + reach]
        if date.precision == "year"
        else text[max(0, first - reach) : last + reach]
    )
    between = text[min(end, name_end) : max(start, name_start)]
    if OTHER_MAKING.search(between) or re.search(r"[;:]|, (?:at|om|når|hvis)\b", between):
        return False
    if re.search(r"\b(?:skal|vil|forventes|senest|inden)\b", text[max(0, start - 30) : start]):
        return False
    return MADE_AT.search(span) is not None
