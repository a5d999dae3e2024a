"""The years of each sum of a sentence: its own, those of its place in a row, or those that follow on the sum before."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_ESTIMATES = re.compile(r"overslagsår", re.IGNORECASE)
"""The years behind the budget year, up to the end of the budget's span."""


def periods_of(
    text: str, found: Sequence[Sum], earlier: Sequence[Sentence], budget: Period | None
) -> list[Period | None]:
    """The years of the sums ``found`` in a sentence, None for those that it does not tell.

    ``budget`` is the span of the budget that the document is about, whose later years are the "overslagsår".
    """
    respective = respective_years(text, [(one.start, one.end) for one in found])
    periods: list[Period | None] = []
    for index, one in enumerate(found):
        last = periods[index - 1] if index else None
        after = _AFTERWARDS.match(text, one.end)
        if one.start in respective:
            periods.append(respective[one.start])
        elif after:
            periods.append(_following(after, last, budget))
        else:
            periods.append(_own(text, one, earlier))
    return periods


def budget_span(facts: Facts) -> Period | None:
    """The years of the budget that the document's first budget agreement is about, None where it names none."""
    for fact in facts.of(Agreement):
        spans = list(find_spans(fact.title)) if fact.kind == "budget-agreement" else []
        if spans and spans[0].to_year is not None:
            return Period(spans[0].from_year, spans[0].to_year, 0, 0)
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
    own = period_of_sum(text, one.start, one.end, one.first, one.last, annual)
    if own is None and (one.first or one.last < len(text)):
        until = one.last if one.kind == "expense" else len(text)
        own = period_of_sum(text, one.start, one.end, 0, until, annual) if _one_period(text) else None
    if own is None and one.kind == "expense" and earlier:
        before = earlier[-1].text
        own = period_of_sum(before, len(before), len(before), 0, len(before), annual=False)
    return own


def _one_period(text: str) -> bool:
    return len(set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))) == 1
