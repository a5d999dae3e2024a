"""Danish dates, times of day and spans of years in running text, each as precise as it is printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from extract.document import Document
from extract.grammar.kept import kept
from extract.grammar.marks import holds
from extract.grammar.spans import YEAR, SpanMatch, find_spans
from extract.grammar.times import TimeMatch, find_times

__all__ = [
    "DateContext",
    "DateMatch",
    "Precision",
    "SpanMatch",
    "TimeMatch",
    "document_year",
    "find_dates",
    "find_spans",
    "find_times",
]

Precision = Literal["day", "month", "year"]
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
_MONTH = "(?:" + "|".join(MONTHS) + r"|jan\.|feb\.|febr\.|mar\.|apr\.|jun\.|jul\.|aug\.|sept?\.|okt\.|nov\.|dec\.)"
_MONTH_OF_DAY = "(?:" + "|".join(MONTHS) + r"|(?:jan|febr?|mar|apr|jun|aug|sept?|okt|nov|dec)\.?|jul\.)"
"""After a day a shortened month needs no full stop ("03. sep"); "jul" without one is Christmas."""
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NUMBER = r"(?:1[0-2]|0?[1-9])"
_OPEN, _SHUT = r"(?<![\w])(?<!\d[.,/-])", r"(?![\w½])(?![.,/]\d)(?![-–]\d)"
_AND = r" ?(?:,|og|eller|samt|til|-|–) ?"
_PART = r"(?:primo|medio|ultimo|start(?:en)?(?: af)?|begyndelsen af|midten af|slutningen af|udgangen af|løbet af)"
_SEASON = r"(?:(?:(?:sen|for)?(?:forår|sommer|efterår|vinter)(?:et|en)?|(?:sommer|efterårs|vinter|påske|jule)ferien))"
_QUARTER = (
    r"(?:[1-4]\.\s*(?:og\s+[1-4]\.\s*)?(?:kvartal|kvt\.?)|[12]\.\s*halvår"
    r"|(?:første|andet|tredje|fjerde|sidste) (?:kvartal|halvår)|Q[1-4])"
)


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a date without a year leans on: the day or year of the document, or of the section it stands in.

    ``year`` alone is the year itself; with ``reference`` (a day) a date falls in the year that brings it nearest:
    seen from an autumn day, "18. januar" is next year's.
    """

    year: int | None = None
    reference: date | None = None


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in the text: ISO 8601 to its precision ("2024-06-27", "2024-06", "2024")."""

    start: int
    end: int
    iso: str
    precision: Precision


_GLUE = rf"(?:{_AND}(?:den\s+|d\.\s*)?{_DAY}\.\s*{_MONTH}){{0,8}}"
_ISO = re.compile(rf"{_OPEN}({YEAR})-(0[1-9]|1[0-2])-({_DAY}){_SHUT}")
_NUMERIC = re.compile(
    rf"{_OPEN}(?P<day>{_DAY})(?:(?P<dot>[.])\s?(?P<m1>{_NUMBER})\.\s?(?P<y1>{YEAR})"
    rf"|(?P<sep>[-/])(?P<m2>{_NUMBER})(?P=sep)(?P<y2>{YEAR}|\d\d)"
    rf"|/(?P<m3>{_NUMBER})(?:\s?[- ]\s?(?P<y3>{YEAR})|-(?P<y4>\d\d))){_SHUT}"
)
_SHORT = re.compile(rf"(?<!\w)(?:d\.|den)\s*(?P<day>{_DAY})/(?P<month>{_NUMBER})(?![\d/])(?!-\d)", re.IGNORECASE)
_WORDED = re.compile(
    rf"{_OPEN}(?<!kl\.)(?<!kl\. )(?P<days>(?:{_DAY}(?:\.{_AND}| ?(?:og|til|-|–) ?)(?:den\s+|d\.\s*)?){{0,8}}"
    rf"{_DAY}\.?)\s*"
    rf"(?P<month>{_MONTH_OF_DAY})(?![a-zæøå])(?:,?\s*(?P<year>{YEAR})(?!\d)|(?={_GLUE}\s*(?P<later>{YEAR})))?",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"\s*(?:frem )?til(?: og med)?\s+(?:den\s+|d\.\s*)?(?P<day>{_DAY})\.\s*(?P<month>{_MONTH_OF_DAY})\s+"
    rf"(?P<year>{YEAR})(?!\d)",
    re.IGNORECASE,
)
"""The end of a period, which tells the year of a beginning printed without one."""
_FULL = re.compile(rf"{_DAY}\.\s*(?P<month>{_MONTH_OF_DAY})\s+(?P<year>{YEAR})(?!\d)[^.;]*$", re.IGNORECASE)
_DAY_ALONE = re.compile(
    rf"\b(?:den|d\.)\s+(?P<day>{_DAY})\.(?=\s*$|\s*[^\w\s]|\s+(?:kl|og|fra|til|i|på|er|samt)\b|\s+[A-ZÆØÅ])",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    rf"(?<![\w.-])(?:(?P<lead>{_PART}|i|inden|til|fra|senest|ved|og|frem mod|efter|for|siden|per|pr\.)\s+)?"
    rf"(?P<month>{_MONTH})(?:\s?(?:[/–-]|eller|og)\s?{_MONTH})?(?![a-zæøå])"
    rf"(?:(?:\s+måned)?(?:\s+i)?\s+(?P<year>{YEAR})(?!\d|-\d)|\s+(?P<next>(?:til )?næste år\b))?",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(
    rf"(?<![\w-])(?:{_PART}|{_SEASON}|{_QUARTER}|jul(?:en)?|årsskiftet (?:{YEAR}/)?)\s*(?:(?:af|i)\s+)?(?P<year>{YEAR})"
    r"(?![\d/])(?!-\d)",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(
    r"(?<!\w)(?:(?P<eve>(?:inden|senest|før|frem til) (?:nytår|årsskiftet))"
    r"|(?:i|til|hen over|i løbet af|inden|efter|primo)\s+(?:det |den )?(?:tidlige |kommende )?"
    r"(?:sen|for)?(?:foråret|sommeren|efteråret|vinteren)"
    r"|(?:[1-4]\.|første|andet|tredje|fjerde|sidste)\s*(?:kvartal|kvt\.|halvår)|(?:inden|efter) sommerferien|"
    r"årets udgang|udgangen af (?:året|i år))"
    r"(?!\w)(?!\s*(?:af |i )?\d{4})",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    rf"(?<!\w)(?:i|for|fra|til|senest|inden|efter|før|siden|år|året|mod|pr\.|per|ved|med|og)\s+(?P<year>{YEAR})"
    r"(?![\w½/])(?![.,]\d)(?!\s?[-–]\s?\d|-[A-Za-z])",
    re.IGNORECASE,
)
_Reading = tuple[str, Precision, int, int]
_Reader = Callable[[re.Match[str], "DateContext", list[DateMatch]], Iterator[_Reading]]


def find_dates(text: str, context: DateContext | None = None) -> Iterator[DateMatch]:
    """The dates in a text, in order; a date without a year takes that of ``context``, and is left out without one."""
    return iter(_dates(text, context))


@kept
def _dates(text: str, context: DateContext | None) -> Iterator[DateMatch]:
    found: list[DateMatch] = []
    for reader, matches in _printed(text) if context or _DIGIT.search(text) else ():
        for match in matches:
            if any(other.start < match.end() and match.start() < other.end for other in found):
                continue
            found.extend(
                DateMatch(start, end, iso, precision)
                for iso, precision, start, end in reader(match, context or DateContext(), found)
            )
        found.sort(key=lambda each: each.start)
    yield from found


@kept
def _printed(text: str) -> Iterator[tuple[_Reader, tuple[re.Match[str], ...]]]:
    """What may be dates, by reader: the same whatever a date without a year leans on, and so looked for but once."""
    small = text.casefold()
    for pattern, reader, marks in _READERS if _DIGIT.search(text) else _WITHOUT_FIGURES:
        matches = tuple(pattern.finditer(text)) if all(holds(small, each) for each in marks) else ()
        if matches:
            yield reader, matches


def _iso(match: re.Match[str], _context: DateContext, _found: list[DateMatch]) -> Iterator[_Reading]:
    yield from _day(int(match[1]), int(match[2]), int(match[3]), *match.span())


def _numeric(match: re.Match[str], _context: DateContext, _found: list[DateMatch]) -> Iterator[_Reading]:
    month = match["m1"] or match["m2"] or match["m3"]
    year = match["y1"] or match["y2"] or match["y3"] or match["y4"]
    yield from _day(int(year) + (2000 if len(year) == 2 else 0), int(month), int(match["day"]), *match.span())


def _short(match: re.Match[str], context: DateContext, _found: list[DateMatch]) -> Iterator[_Reading]:
    month, day = int(match["month"]), int(match["day"])
    year = _year_of(context, month, day)
    if year:
        yield from _day(year, month, day, *match.span())


def _worded(match: re.Match[str], context: DateContext, _found: list[DateMatch]) -> Iterator[_Reading]:
    days = list(re.finditer(r"\d{1,2}", match["days"]))
    month = _month(match["month"])
    printed = match["year"] or match["later"]
    if not printed and not match["days"].endswith("."):
        return
    for index, day in enumerate(days):
        year = int(printed) if printed else _year_until(match, month, int(day.group()))
        year = year or _year_before(match, month, context) or _year_of(context, month, int(day.group()))
        start = match.start() if index == 0 else match.start("days") + day.start()
        end = match.end() if index == len(days) - 1 else match.start("days") + day.end()
        if year:
            yield from _day(year, month, int(day.group()), start, end)


def _year_until(match: re.Match[str], month: int, day: int) -> int | None:
    """The year of a beginning, by the end told behind it: "fra den 23. november til den 28. februar 2031"."""
    until = _UNTIL.match(match.string, match.end())
    if until is None:
        return None
    return int(until["year"]) - ((month, day) > (_month(until["month"]), int(until["day"])))


def _year_before(match: re.Match[str], month: int, context: DateContext) -> int | None:
    """The year of a date told shortly behind a full one: "sendt i høring den 3. maj 2030 med frist den 1. august"."""
    if context.year is None and context.reference is None:
        return None
    full = _FULL.search(match.string, max(0, match.start() - 120), match.start())
    return int(full["year"]) + (month < _month(full["month"])) if full else None


def _day_alone(match: re.Match[str], _context: DateContext, found: list[DateMatch]) -> Iterator[_Reading]:
    """A day alone takes the month of the last date before it."""
    earlier = [each for each in found if each.end <= match.start() and each.precision != "year"]
    if earlier and match.start() - earlier[-1].end < 200:
        year, month = map(int, earlier[-1].iso.split("-")[:2])
        yield from _day(year, month, int(match["day"]), *match.span())


def _monthly(match: re.Match[str], context: DateContext, _found: list[DateMatch]) -> Iterator[_Reading]:
    month = _month(match["month"])
    if re.search(r"\d\.?\s*$", match.string[: match.start("month")]):
        return  # the month of a day that the calendar does not have
    if match["year"]:
        year: int | None = int(match["year"])
    elif match["lead"] and match["month"][0].islower():
        year = _next_year(context) if match["next"] else _year_of(context, month, 15)
    else:
        return
    if year:
        yield f"{year}-{month:02}", "month", *match.span()


def _next_year(context: DateContext) -> int | None:
    year = context.reference.year if context.reference else context.year
    return year + 1 if year else None


def _in_year(match: re.Match[str], _context: DateContext, _found: list[DateMatch]) -> Iterator[_Reading]:
    yield match["year"], "year", *match.span()


def _this_year(match: re.Match[str], context: DateContext, _found: list[DateMatch]) -> Iterator[_Reading]:
    year = context.year or (context.reference.year if context.reference else None)
    if year and match["eve"]:
        yield f"{year}-12-31", "day", *match.span()
    elif year:
        yield str(year), "year", *match.span()


def _yearly(match: re.Match[str], _context: DateContext, _found: list[DateMatch]) -> Iterator[_Reading]:
    yield match["year"], "year", *match.span("year")


_DIGIT = re.compile(r"\d")
_CENTURIES = ("19", "20")
_PRINTED_MONTHS = (
    *MONTHS,
    "jan.",
    "feb.",
    "febr.",
    "mar.",
    "apr.",
    "jun.",
    "jul.",
    "aug.",
    "sep",
    "okt.",
    "nov.",
    "dec.",
)
_SHORTEST = tuple(month[:3] for month in MONTHS)
_PARTS_OF_YEAR = ("nytår", "årsskiftet", "forår", "sommer", "efterår", "vinter", "kvartal", "kvt.", "halvår", "udgang")
_TIMES_OF_YEAR = (
    *("primo", "medio", "ultimo", "start", "begyndelsen", "midten", "slutningen", "udgangen", "løbet", "jul"),
    *("forår", "sommer", "efterår", "vinter", "ferie", "kvartal", "kvt", "halvår", "q1", "q2", "q3", "q4"),
    "årsskiftet",
)
_READERS: tuple[tuple[re.Pattern[str], _Reader, tuple[tuple[str, ...], ...]], ...] = (
    (_ISO, _iso, (_CENTURIES, ("-",))),
    (_NUMERIC, _numeric, ((".", "/", "-"),)),
    (_WORDED, _worded, (_SHORTEST,)),
    (_SHORT, _short, (("/",), ("d",))),
    (_MONTHLY, _monthly, (_PRINTED_MONTHS,)),
    (_DAY_ALONE, _day_alone, (("den", "d."),)),
    (_IN_YEAR, _in_year, (_CENTURIES, _TIMES_OF_YEAR)),
    (_THIS_YEAR, _this_year, (_PARTS_OF_YEAR,)),
    (_YEARLY, _yearly, (_CENTURIES,)),
)
"""The readers in their order, each with what its dates have in them, one of each row: the rest is not looked for."""
_WITHOUT_FIGURES = tuple(each for each in _READERS if each[1] in (_monthly, _this_year))


def _day(year: int, month: int, day: int, start: int, end: int) -> Iterator[_Reading]:
    try:
        yield date(year, month, day).isoformat(), "day", start, end
    except ValueError:
        return


def _month(word: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def _year_of(context: DateContext, month: int, day: int) -> int | None:
    """The year of a date printed without one: the context's, or the one that brings it nearest to the reference."""
    if context.reference is None:
        return context.year
    middle = date(context.reference.year, month, min(day, 28))
    away = {
        year: abs((middle.replace(year=year) - context.reference).days)
        for year in range(middle.year - 1, middle.year + 2)
    }
    return min(away, key=lambda year: (away[year], -year))


@lru_cache(maxsize=8)
def document_year(document: Document) -> int | None:
    """The year most at home in a document: of the first full date on its opening, or the year it names most often."""
    opening = next((each for each in find_dates(document.text[:1500]) if each.precision == "day"), None)
    if opening:
        return int(opening.iso[:4])
    named = Counter(int(year) for year in re.findall(rf"(?<![\d.,/-])({YEAR})(?![\d½])(?![.,]\d)", document.text))
    return min(named, key=lambda year: (-named[year], year)) if named else None
