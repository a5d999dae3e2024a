"""Which facts use a printed number: those whose quote holds it and that carry it, or that were read with it beside."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extract.document import Document
from extract.fact import (
    AgendaItem,
    Agreement,
    Allocation,
    Attachment,
    Body,
    DocumentFact,
    Fact,
    Funding,
    Indicator,
    Meeting,
    Milestone,
    Observation,
    PoolTotal,
    Reform,
)
from extract.grammar.numbers import parse_number
from extract.ledger.carried import carried, folded, how_carried
from extract.ledger.entries import How, Use
from extract.ledger.scan import Printed
from extract.outline import outline
from extract.sentences import sentences

CAPTION = 400
"""Characters before a table in which its caption stands."""
EARLIER = 3
"""Sentences before a sum that its years may be read from."""
SHORTEST_NAME = 6
"""Characters of a name that is looked for again: a shorter one is too likely to be something else."""
_MONEY_BEHIND = re.compile(r"(?:\s?[-–]\s?[\d.,]+)?\s?(?:mio|mia|mill|t\.?\s?kr|kr\b|kroner|,-)")
_STEM = re.compile(r"[a-zæøå]{5,}")


class UsedNumbers:
    """The uses of the numbers of one document."""

    def __init__(self, document: Document, facts: Sequence[Fact], numbers: Sequence[Printed]) -> None:
        self._document = document
        self._numbers = numbers
        self._starts = [number.start for number in numbers]
        self._told = sentences(document)
        self._told_starts = [sentence.start for sentence in self._told]
        self._uses: dict[int, set[Use]] = defaultdict(set)
        for fact in facts:
            self._quoted(fact)
            self._beside(fact)
        self._again(facts)
        self._named_again(facts)

    def of(self, number: Printed) -> tuple[Use, ...]:
        """The uses of a number, sorted."""
        return tuple(sorted(self._uses.get(number.start, ())))

    def _within(self, start: int, end: int) -> Iterator[Printed]:
        for index in range(bisect_left(self._starts, start), len(self._numbers)):
            number = self._numbers[index]
            if number.start >= end:
                return
            if number.end <= end:
                yield number

    def _mark(self, fact: Fact, span: tuple[int, int], only: Iterable[str] = (), how: How | None = None) -> None:
        found = carried(fact, only)
        for number in self._within(*span):
            told = how_carried(self._document.text, number, found)
            known = {(use.kind, use.rule) for use in self._uses.get(number.start, ())}
            if told and (how is None or (type(fact).__name__, fact.evidence.rule) not in known):
                self._uses[number.start].add(Use(type(fact).__name__, fact.evidence.rule, how or told))

    def _quoted(self, fact: Fact) -> None:
        """The numbers in the quote; the value of a cell is only that cell's."""
        place = fact.evidence.cell
        span = (fact.evidence.start, fact.evidence.end)
        if not isinstance(fact, Observation) or place is None:
            self._mark(fact, span)
            return
        self._mark(fact, span, ("entity", "measure", "period"))
        table = next((table for table in self._document.tables if table.number == place.table), None)
        if table is not None:
            cell = table.rows[place.row][place.column]
            self._mark(fact, (cell.start, cell.end), ("value",))

    def _beside(self, fact: Fact) -> None:
        """The numbers beside the quote that the fact was read with."""
        start = fact.evidence.start
        if isinstance(fact, AgendaItem):
            self._recommended(fact)
        elif isinstance(fact, (Meeting, DocumentFact)) and start < self._opening():
            self._mark(fact, (0, self._opening()), ("date", "start", "end", "place", "title"), "context")
        elif isinstance(fact, Funding):
            for span in self._sentences_at(start, EARLIER):
                self._mark(fact, span, ("from_year", "to_year", "agreement"), "context")
        elif isinstance(fact, Milestone):
            for span in self._sentences_at(start, 0):
                self._mark(fact, span, ("date",), "context")
        elif isinstance(fact, Indicator):
            for span in self._sentences_at(start, 1):
                self._mark(fact, span, ("of",), "context")
        elif isinstance(fact, (Observation, Allocation, PoolTotal)):
            self._in_table(fact, fact.dataset if isinstance(fact, Observation) else fact.pool)

    def _recommended(self, item: AgendaItem) -> None:
        """The numbers of the sentences that an item's recommendation is made of."""
        section = outline(self._document).item_at(item.evidence.start)
        asked = folded(item.recommendation)
        if section is None or not asked:
            return
        for sentence in self._told:
            if section.start <= sentence.start < section.end and folded(sentence.text) in asked:
                self._mark(item, (sentence.start, sentence.end), ("recommendation",), "text")

    def _in_table(self, fact: Fact, caption: str) -> None:
        """The numbers in the heads and the caption of the table that a fact was read from."""
        start = fact.evidence.start
        table = next((table for table in self._document.tables if table.start <= start < table.end), None)
        if table:
            self._mark(fact, (table.start, table.end), ("entity", "measure", "period"), "context")
            self._mark_words(fact, caption, (max(0, table.start - CAPTION), table.start), "context")

    def _mark_words(self, fact: Fact, words: str, span: tuple[int, int], how: How) -> None:
        """Marks the numbers in words of a fact wherever a part of the text prints these words."""
        if len(words) < SHORTEST_NAME or not any(character.isdecimal() for character in words):
            return
        printed = r"\s+".join(re.escape(word) for word in words.split())
        pattern = re.compile(rf"(?<!\w){printed}(?!\w)", re.IGNORECASE)
        for match in pattern.finditer(self._document.text, *span):
            for number in self._within(match.start(), match.end()):
                if number.start not in self._uses or how == "context":
                    self._uses[number.start].add(Use(type(fact).__name__, fact.evidence.rule, how))

    def _opening(self) -> int:
        """Where the opening of the document ends: at its first section, or after its first printed lines."""
        sections = outline(self._document).sections
        return sections[0].start if sections else min(len(self._document.text), CAPTION)

    def _sentences_at(self, position: int, earlier: int) -> list[tuple[int, int]]:
        """The sentence that a position stands in and so many before it; the block where it stands in no sentence."""
        index = bisect_left(self._told_starts, position + 1) - 1
        if index < 0 or self._told[index].end <= position:
            block = self._document.block_at(position)
            return [(block.start, block.end)]
        return [(sentence.start, sentence.end) for sentence in self._told[max(0, index - earlier) : index + 1]]

    def _again(self, facts: Sequence[Fact]) -> None:
        """The numbers of facts that the document tells another time: the same value beside the same words."""
        by_value = _by_value(facts)
        before: set[str] = set()
        for sentence in self._told:
            own = _stems(sentence.text)
            stems, before = own | before, own
            for number in self._within(sentence.start, sentence.end):
                printed = self._document.text[number.start : number.end]
                key = parse_number(printed) if printed.isdecimal() else number.iso or parse_number(printed)
                money = bool(_MONEY_BEHIND.match(self._document.text, number.end))
                for fact in by_value.get(key, ()) if number.start not in self._uses else ():
                    if money == isinstance(fact, Funding) and _alike(fact, stems):
                        self._uses[number.start].add(Use(type(fact).__name__, fact.evidence.rule, "again"))

    def _named_again(self, facts: Sequence[Fact]) -> None:
        """The numbers in names of facts wherever the document prints the name."""
        for fact in facts:
            self._mark_words(fact, _name(fact), (0, len(self._document.text)), "again")


def _by_value(facts: Sequence[Fact]) -> dict[object, list[Fact]]:
    """The facts that a document may tell twice, by the numbers and dates that they state."""
    found: dict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        if _telling(fact):
            stated = carried(fact, ("amount", "count", "of", "percent", "date"))
            for value in (*sorted(stated.numbers), *stated.dates):
                found[value].append(fact)
    return found


def _name(fact: Fact) -> str:
    """The name that a fact gives to a thing, "" for facts that name none."""
    if isinstance(fact, (Agreement, Reform, Attachment, AgendaItem)):
        return fact.title
    return fact.label if isinstance(fact, Body) else ""


def _telling(fact: Fact) -> str:
    """The words that tell what a fact with a value is about, "" for facts that are not told twice."""
    if isinstance(fact, Funding):
        return fact.purpose
    if isinstance(fact, Indicator):
        return fact.statement
    return fact.what if isinstance(fact, Milestone) else ""


def _alike(fact: Fact, stems: set[str]) -> bool:
    """Whether a sentence shares half of the telling words of a fact, and two of them where it has two."""
    own = _stems(_telling(fact))
    return bool(own) and len(own & stems) >= max(min(2, len(own)), len(own) / 2)


def _stems(words: str) -> set[str]:
    return {word[:6] for word in _STEM.findall(words.lower())}
