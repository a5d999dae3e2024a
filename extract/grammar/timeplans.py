"""Time plans set as tables or lists: one step to a row or line, beside its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.document import Block, Document, Table
from extract.grammar.actors import is_body
from extract.grammar.dated_runs import DatedRun, dated_runs
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
MONTHS_OF_YEAR = re.compile(rf"({_MONTH})\s*(?:[/–-]|og|til)\s*(?:{_MONTH})\s+(20\d\d)[:.]?", re.IGNORECASE)
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
ONLY_WHO = re.compile(r"(?:De |Den )?[A-ZÆØÅ][\wæøå-]+(?: udvalg)?(?:(?:,| og) [A-ZÆØÅ][\wæøå-]+)*")
"""A name in a dated line over a list of what its bearer does that day."""
DEADLINES = re.compile(r"\w*(?:frist|deadline)(?:er|en|erne|s)?(?: for [\wæøå ]{3,60})?:?", re.IGNORECASE)
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
    if month := _month(words, len(text), context):
        return month
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


def _month(words: str, length: int, context: DateContext) -> DateMatch | None:
    """The (first) month that words consist of, with or without their year."""
    told = MONTHS_OF_YEAR.fullmatch(words) or (MONTH.fullmatch(words) if context.year else None)
    if told is None:
        return None
    number = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(told[1].lower()[:3]))
    if told.re is MONTHS_OF_YEAR:
        return DateMatch(0, length, f"{told[2]}-{number:02}", "month")
    late = context.reference is not None and number + 5 < context.reference.month
    return DateMatch(-1, length, f"{(context.year or 0) + late}-{number:02}", "month")


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
    """Lines "Forår: …", or a line that is only a date above the steps of that day, under or above a heading.

    A row of dated lines that go forward in time needs no heading.
    """
    blocks = [block for block in document.blocks if block.kind != "row"]
    headed, runs = _headed(document, blocks), _runs(document, blocks, context)
    last = -REACH
    for index, block in enumerate(blocks):
        text = document.text[block.start : block.end]
        near = any(headed[max(0, index - 8) : index] + headed[index + 1 : index + 7])
        run = next((run for run in runs if run.first <= index <= run.last), None)
        due = _due(document, blocks[:index], context) if len(text) <= LONGEST and text[:1].isdigit() else None
        if not near and run is None and due is None and index - last >= REACH:
            continue
        label = _label(text.lstrip("-–•● "), context)
        if label and (date := whole_date(label["date"], context)):
            last = index
            yield from _labelled(document, blocks[index:], label["what"], date, context)
        elif date := whole_date(text, context):
            last = index
            if run and run.above:
                above = blocks[index - 1]
                yield Step(above.start, above.end, document.text[above.start : above.end], date)
            elif due:
                yield Step(due.start, block.end, document.text[due.start : due.end].strip(" :"), date)
            else:
                yield from _below(document, blocks[index + 1 :], date, context)


def _runs(document: Document, blocks: list[Block], context: DateContext) -> list[DatedRun]:
    """The rows of dated lines of a document; days and months with their years count, and no year alone."""
    texts = [document.text[block.start : block.end] for block in blocks]
    found = [_dated(text, context) for text in texts]
    dates = [date.iso if date and len(date.iso) > 4 and re.search(r"20\d\d", shown) else "" for date, shown in found]
    alone = [shown == text for (_, shown), text in zip(found, texts, strict=True)]
    heads = [text.rstrip().endswith(":") or HEADED.search(text) is not None for text in texts]
    return dated_runs(dates, alone, heads)


def _dated(text: str, context: DateContext) -> tuple[DateMatch | None, str]:
    """The date that a line is or begins with, and its words."""
    if not re.search(r"20\d\d", text[:LONGEST]):
        return None, ""
    if whole := whole_date(text, context):
        return whole, text
    label = _label(text.lstrip("-–•● "), context)
    return (whole_date(label["date"], context), label["date"]) if label else (None, "")


def _due(document: Document, above: list[Block], context: DateContext) -> Block | None:
    """The line that calls the dates below it deadlines: "Ansøgningsfrister"; brackets may stand between them."""
    for block in reversed(above[-2 * REACH :]):
        text = document.text[block.start : block.end].strip()
        if DEADLINES.fullmatch(text):
            return block
        if not whole_date(text, context) and not (text.startswith("(") and text.endswith(")")):
            return None
    return None


def _labelled(
    document: Document, blocks: list[Block], what: str, date: DateMatch, context: DateContext
) -> Iterator[Step]:
    """The step of a line "3. maj 2031 - Udbud", or those listed below one that only says who takes them."""
    block, listed = blocks[0], bool(blocks[1:]) and blocks[1].kind == "item"
    if listed and ONLY_WHO.fullmatch(what):
        steps = list(_below(document, blocks[1:], date, context))
        if steps:
            yield from (replace(step, who=step.who or what) for step in steps)
            return
    start = document.text.index(what, block.start)
    who, _, step = what.partition(" · ")
    acting = step and is_body(who)
    yield Step(start, block.end, step if acting else what, date, who if acting else "")


def _label(text: str, context: DateContext) -> re.Match[str] | None:
    """The date that a line begins with and the step behind it: parted by a colon, a dash or, behind a year, nothing."""
    labels = (COLON.match(text), LABEL.match(text), DATED.fullmatch(text), BEHIND.fullmatch(text))
    dated = (label for label in labels if label and whole_date(label["date"], context))
    return next((label for label in dated if not whole_date(label["what"], context)), None)


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
        if listed and _label(what, context):
            continue  # a step with a date of its own
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
