"""The years of each sum of a sentence: its own, those of its place in a row, or those that follow on the sum before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.fact import Agreement, Facts
from extract.grammar.dates import find_spans
from extract.money.periods import Period, period_of_sum, respective_years
from extract.money.sums import Sum
from extract.sentences import Sentence

_AFTERWARDS = re.compile(
    r"\s*(?:årligt |varigt )?(?:herefter|derefter|efterfølgende|i (?:de |hvert af de )?(?:(?:efter)?følgende |"
    r"tre |kommende )*(?:år\b(?! til)|overslagsår(?:ene)?))",
    re.IGNORECASE,
)
_AND_THEN = re.compile(r"[^,;:]{0,40}?\b(?:herefter|derefter|efterfølgende)\s+(?:i alt |på |med |til )?", re.IGNORECASE)
_IN_BUDGET = re.compile(r"\s*(?:årligt |samlet )?i (?:hele |de fire )?budget(?:perioden|årene)\b", re.IGNORECASE)
_NAMED_YEAR = re.compile(
    r"\b(i|for|fra) (?:det )?(?:\w+e )?(?:kalender|regnskabs|budget|finans|overslags)år(?:et)? ((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s+((?:19|20)\d\d)(?=[,;)]|\.?\s*$|\.\s| og | samt | til (?!\d))")
"""A year right behind a sum: "2 mio. kr. 2026"."""
_YEAR = re.compile(
    r"\s*(?:årligt\s+)?(?:(?:i|for|fra) (?:\w+ ){0,2}?(?:\w+år(?:et)? )?)?(?:19|20)\d\d\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"(?:,|;|,? (?:og|samt)) at (?=(?:der|den|det|de|\w+et|\w+en)\b)|;", re.IGNORECASE)
"""Opens a clause with years of its own: "at der gives 2 mio. kr. i 2026, at der gives 3 mio. kr. i 2027"."""
_TITLED = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
OVERSLAG = 3
"""The years behind the budget year that a Danish municipal budget covers."""
_ESTIMATES = re.compile(r"overslagsår", re.IGNORECASE)
"""The years behind the budget year, up to the end of the budget's span."""


def periods_of(
    text: str, found: Sequence[Sum], earlier: Sequence[Sentence], budget: Period | None, listed: Period | None = None
) -> list[Period | None]:
    """The years of the sums ``found`` in a sentence, None for those that it does not tell.

    ``budget`` is the span of the budget that the document is about, whose later years are the "overslagsår", and
    ``listed`` the years that the words over a list give its items.
    """
    respective = respective_years(text, [(one.start, one.end) for one in found])
    periods: list[Period | None] = []
    for index, one in enumerate(found):
        last = periods[index - 1] if index else None
        after = _AFTERWARDS.match(text, one.end) or _AND_THEN.match(text, one.first, one.start)
        in_budget = _IN_BUDGET.match(text, one.end)
        if one.start in respective:
            periods.append(respective[one.start])
        elif after and (last or after.end() > one.start) and not _YEAR.match(text, one.end):
            periods.append(_following(after, last, budget))
        elif in_budget:
            periods.append(budget and replace(budget, start=in_budget.start(), end=in_budget.end()))
        else:
            shared = last if last and one.cue is None and last.end <= found[index - 1].start else None
            periods.append(_own(text, one, earlier) or shared or listed)
    return periods


def budget_span(facts: Facts) -> Period | None:
    """The years of the budget that the document's first budget agreement is about, None where it names none."""
    for fact in facts.of(Agreement):
        spans = list(find_spans(fact.title)) if fact.kind == "budget-agreement" else []
        if spans and spans[0].to_year is not None:
            return Period(spans[0].from_year, max(spans[0].to_year, spans[0].from_year + OVERSLAG), 0, 0)
        year = _TITLED.search(fact.title) if fact.kind == "budget-agreement" else None
        if year:
            return Period(int(year[1]), int(year[1]) + OVERSLAG, 0, 0)
    return None


def _following(after: re.Match[str], last: Period | None, budget: Period | None) -> Period | None:
    """The years of a sum that is for the years behind those of the sum before it."""
    first = last.to_year if last else budget.from_year if budget else None
    if first is None:
        return None
    until = budget.to_year if budget and budget.to_year and budget.to_year > first else None
    return Period(first + 1, until if _ESTIMATES.search(after.group()) else None, *after.span())


def _own(text: str, one: Sum, earlier: Sequence[Sentence]) -> Period | None:
    annual = one.money.annual
    opens = max((match.end() for match in _CLAUSE.finditer(text, 0, one.start)), default=0)
    closes = min((match.start() for match in _CLAUSE.finditer(text, one.end)), default=len(text))
    first, last = max(opens, one.first), min(closes, one.last)
    bare = _BARE.match(text, one.end, last)
    if bare:
        return Period(int(bare[1]), int(bare[1]), *bare.span(1))
    own = period_of_sum(text, one.start, one.end, first, last, annual) or _named_year(text, one, first, last)
    if own is None and (one.first or one.last < len(text)):
        until = one.last if one.kind == "expense" else closes
        own = period_of_sum(text, one.start, one.end, 0, until, annual) if _one_period(text) else None
        single = own and annual and own.to_year == own.from_year and own.end <= one.start
        own = None if single or (own and own.to_year is None and own.end <= opens) else own
    if own is None and one.kind == "expense" and earlier:
        before = earlier[-1].text
        own = period_of_sum(before, len(before), len(before), 0, len(before), annual=False)
    return own


def _named_year(text: str, one: Sum, first: int, last: int) -> Period | None:
    """The year told by its name in the clause of a sum, behind the sum before in front of it."""
    named = _NAMED_YEAR.search(text, one.end, last) or _NAMED_YEAR.search(text, first, one.start)
    if named is None:
        return None
    year = int(named[2])
    return Period(year, None if named[1].lower() == "fra" else year, *named.span())


def _one_period(text: str) -> bool:
    return len(set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))) == 1
