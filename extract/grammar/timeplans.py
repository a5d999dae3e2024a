"""Time plans set as tables or lists: one step to a row or line, beside its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Block, Document, Table
from extract.grammar.dates import DateContext, DateMatch, find_dates

HEADED = re.compile(
    r"tidsplan|tidslinje|tidspunkt|procesplan|milepæl|køreplan|forventet proces|videre proces|tidsramme", re.IGNORECASE
)
AROUND_DATE = re.compile(
    r"[\s.,:;()–-]*(?:(?:senest|primo|medio|ultimo|start|slut|fra|til|forventet|inden|den|d\.|ca\.|udgangen af|hele|"
    r"uge \d+|"
    r"mandag|tirsdag|onsdag|torsdag|fredag|kl\. ?\d+(?:[.:]\d+)?)[\s.,:]*)*",
    re.IGNORECASE,
)
SEASON = re.compile(r"(?:senest |hele )?(?:forår|sommer|efterår|vinter)(?:et|en)?[:.]?", re.IGNORECASE)
YEARS = re.compile(r"(20\d\d)(?:\s?[-–/]\s?(?:20)?\d\d)?")
LABEL = re.compile(r"^(?P<date>[^:–\t]{3,45}?)(?:: | – | - )(?P<what>\S.{5,})$", re.DOTALL)
NEAR = 400
"""Characters before a table in which the words that announce a time plan may stand."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a time plan: the range of its words, the words and its date."""

    start: int
    end: int
    what: str
    date: DateMatch


def find_steps(document: Document, context: DateContext) -> Iterator[Step]:
    """The steps of all time plans of a document, tables first."""
    for table in document.tables:
        if HEADED.search(document.text[max(0, table.start - NEAR) : table.start] + _head(table)):
            yield from _rows(table, context)
    yield from _lines(document, context)


def whole_date(text: str, context: DateContext) -> DateMatch | None:
    """The (first) date that a text consists of, None where it says anything else."""
    if context.year and SEASON.fullmatch(text.strip()):
        return DateMatch(0, len(text), str(context.year), "year")
    years = YEARS.fullmatch(text.strip())
    if years:
        return DateMatch(0, len(text), years[1], "year")
    dates = list(find_dates(text, context))
    if not dates or len(text) > 60:
        return None
    rest = text[: dates[0].start]
    for left, right in zip(dates, [*dates[1:], None], strict=True):
        rest += " " + text[left.end : right.start if right else len(text)]
    return dates[0] if AROUND_DATE.fullmatch(rest) else None


def _head(table: Table) -> str:
    return " ".join(cell.text for cell in table.rows[0])


def _rows(table: Table, context: DateContext) -> Iterator[Step]:
    for row in table.rows:
        filled = [cell for cell in row if cell.text.strip()]
        dated = [(cell, date) for cell in filled if (date := whole_date(cell.text, context))]
        others = [cell for cell in filled if not any(cell is other for other, _ in dated)]
        if dated and others:
            longest = max(others, key=lambda cell: len(cell.text))
            yield Step(longest.start, longest.end, longest.text, dated[0][1])


def _lines(document: Document, context: DateContext) -> Iterator[Step]:
    """Lines "Forår: …", or a line that is only a date above the paragraph of its step, under or above a heading."""
    blocks = [block for block in document.blocks if block.kind != "row"]
    for index, block in enumerate(blocks):
        text = document.text[block.start : block.end]
        label = LABEL.match(text.lstrip("-–•● "))
        if not _announced(document, blocks, index):
            continue
        if label and (date := whole_date(label["date"], context)):
            start = block.start + text.index(label["what"])
            yield Step(start, block.end, label["what"], date)
        elif index + 1 < len(blocks) and (date := whole_date(text, context)):
            following = blocks[index + 1]
            what = document.text[following.start : following.end]
            if len(what) > 15 and not whole_date(what, context):
                yield Step(following.start, following.start + len(_first_sentence(what)), _first_sentence(what), date)


def _first_sentence(text: str) -> str:
    end = re.search(r"[.!?](?= [A-ZÆØÅ]|$)", text)
    return text[: end.end()] if end else text


def _announced(document: Document, blocks: list[Block], index: int) -> bool:
    around = blocks[max(0, index - 8) : index] + blocks[index + 1 : index + 7]
    return any(
        block.end - block.start < 60 and HEADED.search(document.text[block.start : block.end]) for block in around
    )
