"""Every number of a document with its one verdict: used by a fact, of a class, or unaccounted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from extract.document import Document
from extract.fact import DocumentFact, Fact, Meeting
from extract.ledger.counting import COUNTING, DIFFERENCES
from extract.ledger.entries import Entry, Ledger, Verdict
from extract.ledger.finders import NumberClass, covered
from extract.ledger.looks import looks
from extract.ledger.naming import NAMING
from extract.ledger.scan import Printed, printed_numbers
from extract.ledger.used import UsedNumbers
from extract.sentences import Sentence, sentences

CLASSES = (*NAMING, *DIFFERENCES, *COUNTING)
"""Every class of numbers that no fact uses, in the order in which they are tried."""


def ledger(document: Document, facts: Iterable[Fact]) -> Ledger:
    """The ledger of a document, whose ``facts`` are those that the extractors found in it.

    What only names something is told before what looks like a missed fact, and that before what counts or dates:
    a sum that no fact uses is never taken for a count of something.
    """
    facts = list(facts)
    numbers = printed_numbers(document)
    used = UsedNumbers(document, facts, numbers)
    rest = [number for number in numbers if not used.of(number)]
    named = _classes_of(document, rest, (*NAMING, *DIFFERENCES))
    seeming = looks(
        document, rest, next((fact.date for fact in facts if isinstance(fact, (DocumentFact, Meeting))), "")
    )
    counted = _classes_of(document, rest, COUNTING)
    told = sentences(document)
    starts = [sentence.start for sentence in told]

    def entry(number: Printed) -> Entry:
        at = number.start
        verdict: Verdict = "used" if used.of(number) else "classed"
        name = "" if verdict == "used" else named.get(at) or ("" if at in seeming else counted.get(at, ""))
        if verdict == "classed" and not name:
            verdict, name = "unaccounted", seeming.get(at, "other")
        words = _around(document, told, starts, number)
        printed = document.text[at : number.end]
        return Entry(at, number.end, printed, verdict, name, used.of(number), words, document.page_at(at))

    return Ledger(document.slug, tuple(entry(number) for number in numbers))


def _classes_of(document: Document, numbers: Sequence[Printed], classes: Iterable[NumberClass]) -> dict[int, str]:
    """The first class of each number that has one, by the number's place."""
    found: dict[int, str] = {}
    for each in classes:
        places = covered(document, each.spans(document))
        for number in numbers:
            if number.start not in found and all(places[number.start : number.end]):
                found[number.start] = each.name
    return found


def _around(document: Document, told: Sequence[Sentence], starts: Sequence[int], number: Printed) -> str:
    """The sentence that a number stands in; where it stands in none, the row of its table or its block."""
    index = bisect_right(starts, number.start) - 1
    if index >= 0 and number.start < told[index].end:
        words = told[index].text
    else:
        block = document.block_at(number.start)
        words = document.text[block.start : block.end].replace("\t", " | ")
    return " ".join(words.split())
