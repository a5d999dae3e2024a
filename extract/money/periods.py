"""The years that a sum of money is for, read from the words around it; years of goals and of names are not its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.fact import PeriodKind
from extract.grammar.spans import YEAR, SpanMatch, find_spans

_GOAL_BEFORE = re.compile(
    r"(?:frem mod|frem til|inden|senest|mål(?:et|sætning(?:en)?)?(?: for| om)?|siden|før|efter)\s*$", re.IGNORECASE
)
_GOAL = re.compile(r"\bfrem (?:til|mod) (?:19|20)\d\d$", re.IGNORECASE)
_NAME_BEFORE = re.compile(
    r"(?:økonomiaftale\w*|finanslov\w*|aftale\w*(?: om [\wæøå’ -]{3,60})?|forlig\w*|rammeaftale\w*|"
    r"regnskab\w*|strategi\w*|plan\w*|program\w*|"
    r"politik\w*|økonomi(?:en|aftale\w*)?|rapport\w*|overenskomst\w*|prognose\w*)(?: for| om| af| i)?\s*$",
    re.IGNORECASE,
)
_BUDGET_SPAN = re.compile(r"(?:budget|forlig|aftale|overslags)", re.IGNORECASE)
_PRICE_AFTER = re.compile(r"\s*[-– ]?\s*(?:PL\b|p/l|priser|prisniveau|pris-|niveau|tal\b)", re.IGNORECASE)
_COLON_YEAR = re.compile(r"\b((?:19|20)\d\d)\s*:\s*(?:afsættes\s*)?$")
_WHERE_YEAR = re.compile(r"\b((?:19|20)\d\d),? hvor(?:efter)? [^,;.:\d]{3,50}$")
"""A year in front of the clause that tells what happens in it: "frem mod 2031, hvor der afsættes 2 mio. kr."."""
_NEXT_CLAUSE = re.compile(r",\s(?:og|samt|mens|men)\s(?:at\s)?(?:der|det|den|\w+(?:en|et))\s")
_PHASED = re.compile(
    r"\b(?:indfas\w+|fuldt indfaset|stigende)\s+(?:frem\s+)?(?:mod|til|i)\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
_SINCE_DAY = re.compile(r"\bfra\s+(?:og med\s+)?(?:den\s+)?\d{1,2}\.\s*[a-z]+\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_ORIGIN_BEFORE = re.compile(
    r"\b(?:\w*pulje\w*|\w*bevilling\w*|midler\w*|\w*besparels\w*|beslutning\w*|ordning\w*|lov\w*|initiativ\w*)\s+fra\s*(?:budget\w*\s*)?$",
    re.IGNORECASE,
)
_YEAR_LIST = re.compile(r"[\s,]*(?:årligt\s+)?(?:i|for)\s+((?:(?:19|20)\d\d(?:\s*,\s*|\s+og\s+)?){2,9})")
_SCHOOL_YEAR = re.compile(r"\bskoleår(?:et|ene)?\s*$", re.IGNORECASE)
_YEARLY_AGREEMENT = re.compile(
    r"\b(?:i|med|fra|ved|af|som følge af|som led i)\s+(?:den |det )?"
    rf"(?:(?-i:ØA|FL) ?['’]?(\d\d(?:\d\d)?)|(?:kommunernes |regionernes )?økonomiaftale[rn]* (?:for |fra |om )?({YEAR})"
    rf"|aftale[rn]* om (?:kommunernes|regionernes) økonomi (?:for |i )?({YEAR})"
    rf"|finanslov(?:en|saftalen|saftale)? (?:for |fra )?({YEAR}))(?![\w–-])",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r", (?:som|der|hvor\w*) (?:[a-zæøå]+ ){0,3}?(?:står|stå|forventes|åbner|åbne|ventes|tages|tage|starter|færdig\w*|"
    r"indvies|vedtages|planlægges|skal være klar|bliver klar|er klar)\b"
)
"""Opens a clause that tells when a thing is ready: "en hal, som står klar i 2031"."""
_PAID = re.compile(r"\b(?:afsæt\w+|udmønt\w+|udbetal\w+|tilfør\w+|bevil\w+|finansier\w+|brug\w+|anvend\w+)\b")
_JOINED = re.compile(r"[\s,]*(?:og|samt)?\s*")


@dataclass(frozen=True, slots=True)
class Period:
    """The years of a sum: ``to_year`` is None where it goes on; ``start:end`` is where they stand in the text."""

    from_year: int
    to_year: int | None
    start: int
    end: int
    school: bool = False

    @property
    def kind(self) -> PeriodKind:
        """What sort of period it is: a year, a span of years, a school year, or one without an end."""
        if self.to_year is None:
            return "open-ended"
        if self.school:
            return "school-year"
        return "calendar-year" if self.from_year == self.to_year else "span"


def agreement_year(text: str, first: int, last: int) -> int | None:
    """The year of the one yearly agreement that ``text[first:last]`` says a sum is from: 2030 of "i ØA30"."""
    named = list(_YEARLY_AGREEMENT.finditer(text, first, last))
    if len(named) != 1:
        return None
    printed = next(group for group in named[0].groups() if group)
    return int(printed) if len(printed) == 4 else 2000 + int(printed)


def period_of_sum(text: str, start: int, end: int, first: int, last: int, annual: bool) -> Period | None:
    """The years of the sum at ``text[start:end]``, whose clause is ``text[first:last]``.

    Years behind the sum come before years in front of it, and both before the years of a budget that it stands in.
    """
    if colon := _COLON_YEAR.search(text, first, start) or _WHERE_YEAR.search(text, first, start):
        year = int(colon[1])
        return Period(year, year, colon.start(), colon.end())
    spans = list(_own_spans(text, first, last))
    behind = [
        span
        for span in spans
        if span.start >= end and not _names_budget(text, span) and not _of_a_thing(text, end, span.start)
    ]
    before = [
        span
        for span in spans
        if span.end <= start
        and not _names_budget(text, span)
        and not _closes_last(text, first, span, start)
        and not (span.open and re.search(r",\s", text[span.end : start]))
    ]
    others = bool(behind and before) and (
        _opens_next(text, end, behind[0].start) or _nearer(text, before[-1], behind[0], start, end)
    )
    if behind and not others:
        return _period(text, behind[0])
    if before:
        return _period(text, before[-1])
    phased = _PHASED.search(text, first, last) or _SINCE_DAY.search(text, first, last)
    if phased and annual:
        return Period(int(phased[1]), None, *phased.span())
    budgets = [span for span in spans if _names_budget(text, span)]
    return _period(text, budgets[0]) if budgets else None


def _of_a_thing(text: str, end: int, start: int) -> bool:
    """Whether a year behind a sum tells when what it pays for is ready, and not when it is paid."""
    opened = _RELATIVE.search(text, end, start)
    return opened is not None and _PAID.search(text, opened.end(), start) is None


def respective_years(text: str, places: Sequence[tuple[int, int]]) -> dict[int, Period]:
    """The years of sums printed in a row before as many years, by where each sum begins.

    Such are those of "2, 3 og 4 mio. kr. i 2026, 2027 og 2028".
    """
    found: dict[int, Period] = {}
    row: list[int] = []
    for index, (start, end) in enumerate(places):
        joined = index > 0 and _JOINED.fullmatch(text, places[index - 1][1], start)
        row = [*row, start] if joined else [start]
        years = _YEAR_LIST.match(text, end)
        listed = [int(year) for year in re.findall(r"\d{4}", years[1])] if years else []
        if years and len(listed) == len(row) > 1:
            found |= {place: Period(year, year, *years.span()) for place, year in zip(row, listed, strict=True)}
    return found


def _opens_next(text: str, end: int, start: int) -> bool:
    """Whether a year behind a sum belongs to what comes next: "i 2024 5 mio. kr. og i 2025 8 mio. kr."."""
    return bool(re.search(r"(?:\bog|\bsamt|,)\s*$|,\s(?:mens|men)\s", text[end:start]))


def _closes_last(text: str, first: int, span: SpanMatch, start: int) -> bool:
    """Whether a year in front of a sum is that of the sum before it: "2 mio. kr. i 2024 og 3 mio. kr. …"."""
    if first > 0 and _NEXT_CLAUSE.search(text, span.end, start):
        return True
    return first > 0 and span.start <= first + 2 and bool(re.search(r"\b(?:og|samt)\b|,", text[span.end : start]))


def _nearer(text: str, before: SpanMatch, behind: SpanMatch, start: int, end: int) -> bool:
    return _follows(text, before.end, start) and not _follows(text, end, behind.start)


def _follows(text: str, start: int, end: int) -> bool:
    """Whether no more than a few words stand between."""
    return end - start < 25 and not re.search(r"[,;]", text[start:end])


def _own_spans(text: str, first: int, last: int) -> Iterator[SpanMatch]:
    for span in find_spans(text[:last]):
        if span.start < first or _PRICE_AFTER.match(text, span.end):
            continue
        lead = text[max(0, span.start - 80) : span.start]
        if (
            not _GOAL_BEFORE.search(lead)
            and not _GOAL.search(lead[-12:] + text[span.start : span.end])
            and (_names_budget(text, span) or not _NAME_BEFORE.search(_with_preposition(text, span, lead)))
            and not _ORIGIN_BEFORE.search(_with_preposition(text, span, lead))
        ):
            yield span


def _with_preposition(text: str, span: SpanMatch, lead: str) -> str:
    """The words before the year itself: of "for 2024" the "for" is part of the span."""
    preposition = re.match(r"(?:for|fra|i)\s+", text[span.start : span.end], re.IGNORECASE)
    if preposition and preposition.group().strip().lower() == "i":
        return ""
    return lead + (preposition.group() if preposition else "")


def _names_budget(text: str, span: SpanMatch) -> bool:
    named = re.search(r"\bbudget(?:tet)?(?: for)?\s*$", text[: span.start], re.IGNORECASE)
    return bool(_BUDGET_SPAN.match(text, span.start) or (named and text[span.start : span.start + 2].lower() != "i "))


def _period(text: str, span: SpanMatch) -> Period:
    school = "skoleår" in text[span.start : span.end].lower() or bool(_SCHOOL_YEAR.search(text[: span.start]))
    return Period(span.from_year, span.to_year, span.start, span.end, school)
