"""The day, month or year that a document speaks from: what lies ahead of it is told from what is past."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from extract.document import Document
from extract.fact import DocumentFact, Facts, Meeting
from extract.grammar.dates import DateContext, document_year

OF_A_BUDGET = re.compile(
    r"(?:[Tt]ids|[Pp]roces)plan for [^\n]{0,40}?\bbudget\w*[^\n\d]{0,30}(?P<year>20\d\d)|"
    r"[Bb]udget(?:aftale|forlig)?(?: for)? (?P<agreed>20\d\d)\b"
)
PLANNED = "meetings/planned-dates"
"""The rule of meetings yet to be held, which date no document."""
TOP = 200
"""Characters in which a document names the budget that it is about."""


@dataclass(frozen=True, slots=True)
class Now:
    """The day, month or year that a document speaks from, and how it reads dates without a year.

    It is ``guessed`` where the document tells no date and no year is named more often than all others together.
    """

    iso: str
    context: DateContext
    guessed: bool = False

    def ahead(self, iso: str) -> bool:
        """Whether a date is not before it, as far as both are precise."""
        shared = min(len(iso), len(self.iso))
        return iso[:shared] >= self.iso[:shared]

    def same_year(self, iso: str) -> bool:
        """Whether a date lies in its year."""
        return iso[:4] == self.iso[:4]


def now_of(document: Document, facts: Facts) -> Now | None:
    """When a document speaks, by its date, by the first meeting that it tells of, or by the year most at home in it."""
    known = [fact.date for fact in facts.of(DocumentFact) if fact.date]
    known += [fact.date for fact in facts.of(Meeting) if fact.evidence.rule != PLANNED][:1]
    iso = known[0] if known else str(document_year(document) or "")
    budget = OF_A_BUDGET.search(document.text, 0, TOP)
    if not known and budget:
        iso = str(int(budget["year"] or budget["agreed"]) - 1)  # a budget is made in the year before it
    if not iso:
        return None
    reference = date.fromisoformat(iso) if len(iso) == 10 else None
    named = Counter(re.findall(r"\b20\d\d\b", document.text))
    guessed = not known and not budget and 2 * named[iso] <= named.total()
    return Now(iso, DateContext(year=int(iso[:4]), reference=reference), guessed)
