"""Time plans set as tables or lists: one step to a row or line, beside its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.document import Block, Document, Table
from extract.grammar.actors import is_body
from extract.grammar.dates import MONTHS, DateContext, DateMatch, find_dates

HEADED = re.compile(
    r"tidsplan|tidslinje|vigtige datoer|datoer og frister|tidspunkt|procesplan|milepæl|køreplan|forventet proces|"
    r"videre proces|tidsramme",
    re.IGNORECASE,
)
COMING = re.compile(
    r"(?:forventet|planlagt)(?: [a-zæøå]+){0,3}|(?:tids)?frist(?:dato)?|deadline|hvornår|tidspunkt|termin|"
    r"(?:forventet )?(?:start|slut|afslutning|ibrugtagning|færdiggørelse)(?:stidspunkt|sdato|dato)?",
    re.IGNORECASE,
)
"""The head of a column of dates to come."""
AROUND_DATE = re.compile(
    r"[\s.,:;()–-]*(?:(?:senest|primo|medio|ultimo|start|slut|fra|til|forventet|inden|den|d\.|ca\.|udgangen af|hele|og|"
    r"uge \d+|"
    r"mandag|tirsdag|onsdag|torsdag|fredag|kl\. ?\d+(?:[.:]\d+)?)[\s.,:]*)*",
    re.IGNORECASE,
)
SEASON = re.compile(r"(?:senest |hele )?(?:forår|sommer|efterår|vinter)(?:et|en)?[:.]?", re.IGNORECASE)
_MONTH = "|".join([*MONTHS, r"jan\.?|febr?\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|okt\.?|nov\.?|dec\.?"])
MONTH = re.compile(
    rf"(?:senest |ultimo |primo |medio )?({_MONTH})(?:\s*(?:[/–-]|og|til)\s*(?:{_MONTH}))?[:.]?", re.IGNORECASE
)
"""A month that heads a step by itself: "Februar", "Sep./okt."."""
DATED = re.compile(
    rf"(?P<date>(?:(?:primo|medio|ultimo|forår(?:et)?|sommer(?:en)?|efterår(?:et)?|vinter(?:en)?|{_MONTH}|"
    rf"[1-4]\. kvartal)"
    r"\s+)?20\d\d)\s+(?P<what>[A-ZÆØÅ].{5,})",
    re.IGNORECASE | re.DOTALL,
)
"""A step behind its year without a colon: "2031 Offentlig høring"."""
YEARS = re.compile(r"(20\d\d)(?:\s?[-–/]\s?(?:20)?\d\d)?")
LABEL = re.compile(
    r"^(?P<date>(?:[^:–\t]|(?<=\d\.)–|(?<=\d)–(?=\d)){3,45}?)(?:: | – | - )(?P<what>\S.{5,})$", re.DOTALL
)
COLON = re.compile(r"^(?P<date>[^:\t]{3,45}?): (?P<what>\S.{5,})$", re.DOTALL)
BEHIND = re.compile(r"(?P<what>[A-ZÆØÅ][^:\t\d]{3,80}): (?P<date>[^:\t]{3,45})")
"""A step in front of its date: "Udbud: april 2031"."""
WHO = re.compile(r"(?P<who>(?:De |Den )?[A-ZÆØÅ][\wæøåÆØÅ -]{2,60}?)(?:,[^:]{3,60})?:")
"""A line that only says who takes the steps below it."""
REACH = 3
"""Blocks behind a step in which the plan goes on."""
LONGEST = 60
"""Characters: more than this says more than a date."""
NEAR = 400
"""Characters before a table in which the words that announce a time plan may stand."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a time plan: the range of its words, the words, its date and who takes it where that stands apart."""

    start: int
    end: int
    what: str
    date: DateMatch
    who: str = ""


def find_steps(document: Document, context: DateContext) -> Iterator[Step]:
    """The steps of all time plans of a document, tables first."""
    for table in document.tables:
        if HEADED.search(document.text[max(0, table.start - NEAR) : table.start] + _head(table)):
            yield from _rows(table, context)
        else:
            yield from _under_head(table, context)
    yield from _in_order(_lines(document, context))


def _in_order(steps: Iterator[Step]) -> Iterator[Step]:
    """The steps, a month printed without its year in the year that lets it follow the step before."""
    last = ""
    for step in steps:
        iso = step.date.iso
        if step.date.start < 0:
            iso = f"{int(iso[:4]) + (iso < last[:7])}{iso[4:]}"
        last = iso
        yield replace(step, date=replace(step.date, iso=iso))


def whole_date(text: str, context: DateContext) -> DateMatch | None:
    """The (first) date that a text consists of, None where it says anything else.

    It begins at -1 where it is a month without its year.
    """
    words = text.strip()
    if len(words) > LONGEST:
        return None
    if context.year and SEASON.fullmatch(words):
        return DateMatch(0, len(text), str(context.year), "year")
    month = MONTH.fullmatch(words)
    if month and context.year:
        number = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month[1].lower()[:3]))
        year = context.year + (context.reference is not None and number + 5 < context.reference.month)
        return DateMatch(-1, len(text), f"{year}-{number:02}", "month")
    years = YEARS.fullmatch(words)
    if years:
        return DateMatch(0, len(text), years[1], "year")
    dates = list(find_dates(text, context))
    if not dates or len(text) > LONGEST:
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
            acting = [cell.text.strip() for cell in others if cell is not longest and is_body(cell.text.strip())]
            yield Step(longest.start, longest.end, longest.text, dated[0][1], acting[0] if acting else "")


def _under_head(table: Table, context: DateContext) -> Iterator[Step]:
    """The rows of a table with a column of dates to come, under a head such as "Forventet afsluttet"."""
    column: int | None = None
    for row in table.rows:
        heads = [index for index, cell in enumerate(row) if index and COMING.fullmatch(cell.text.strip())]
        if heads or sum(bool(cell.text.strip()) for cell in row) == 1:
            column = heads[0] if heads else None
        elif column is not None and row[0].text.strip() and (date := _date_in(row[column].text, context)):
            yield Step(row[0].start, row[0].end, row[0].text, date)


def _date_in(text: str, context: DateContext) -> DateMatch | None:
    """The date that a cell is, or the last one that it tells; a bare number is none."""
    if not re.search(r"[^\W\d]|\d[./-]\d", text):
        return None
    return whole_date(text, context) or next(reversed(list(find_dates(text, context))), None)


def _lines(document: Document, context: DateContext) -> Iterator[Step]:
    """Lines "Forår: …", or a line that is only a date above the steps of that day, under or above a heading."""
    blocks = [block for block in document.blocks if block.kind != "row"]
    headed = _headed(document, blocks)
    last = -REACH
    for index, block in enumerate(blocks):
        text = document.text[block.start : block.end]
        near = any(headed[max(0, index - 8) : index] + headed[index + 1 : index + 7])
        if not near and index - last >= REACH:
            continue
        label = _label(text.lstrip("-–•● "), context)
        if label and (date := whole_date(label["date"], context)):
            start = block.start + text.index(label["what"])
            who, _, step = label["what"].partition(" · ")
            acting = step and is_body(who)
            last = index
            yield Step(start, block.end, step if acting else label["what"], date, who if acting else "")
        elif date := whole_date(text, context):
            last = index
            yield from _below(document, blocks[index + 1 :], date, context)


def _label(text: str, context: DateContext) -> re.Match[str] | None:
    """The date that a line begins with and the step behind it: parted by a colon, a dash or, behind a year, nothing."""
    labels = (COLON.match(text), LABEL.match(text), DATED.fullmatch(text), BEHIND.fullmatch(text))
    return next((label for label in labels if label and whole_date(label["date"], context)), None)


def _below(document: Document, blocks: list[Block], date: DateMatch, context: DateContext) -> Iterator[Step]:
    """The step in the block under a date, or each item of a list there; a line may say who takes them ("Byrådet:")."""
    who, told = "", False
    for block in blocks:
        text = document.text[block.start : block.end]
        what = text.lstrip("-–•●· \t")
        if whole_date(text, context) or (who and what == text and not WHO.fullmatch(text)):
            return
        if acting := WHO.fullmatch(text):
            who = acting["who"]
            continue
        listed = block.kind == "item" or what != text
        if who == "" and told and not listed:
            return
        if len(what) > 15 or who:
            told = True
            start = block.start + len(text) - len(what)
            yield Step(start, start + len(_first_sentence(what)), _first_sentence(what), date, who)
        if not who and not listed:
            return


def _first_sentence(text: str) -> str:
    end = re.search(r"[.!?](?= [A-ZÆØÅ]|$)", text)
    return text[: end.end()] if end else text


def _headed(document: Document, blocks: list[Block]) -> list[bool]:
    """Which blocks are short and announce a time plan to those around; all do where the document opens as one."""
    if blocks and HEADED.match(document.text[blocks[0].start : blocks[0].end]):
        return [True] * max(len(blocks), 2)
    return [
        block.end - block.start < 60 and HEADED.search(document.text, block.start, block.end) is not None
        for block in blocks
    ]
