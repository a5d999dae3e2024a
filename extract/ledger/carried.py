"""What a fact carries, and whether a printed number is one of its values or stands in one of its texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from extract.fact import Decision, Fact, Money, Observation
from extract.grammar.money import FACTORS
from extract.grammar.numbers import parse_number
from extract.ledger.entries import How
from extract.ledger.scan import Printed

ELSEWHERE = frozenset(
    ("item_number", "meeting_date", "code", "recipient_code", "topic", "times", "expected", "message_da", "message_en")
)
"""Fields that point to another thing or are worked out: their values are not read from the quote."""
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}")
_CLOCK = re.compile(r"\d\d:\d\d")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"[^\s\d]*\s?$"), re.compile(r"\s?[^\s\d]*")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a fact carries: its numbers, dates, times of day and texts, those of ``only`` (all fields where empty)."""

    numbers: frozenset[Decimal]
    dates: tuple[str, ...]
    times: tuple[str, ...]
    texts: tuple[str, ...]


def carried(fact: Fact, only: Iterable[str] = ()) -> Carried:
    """What the fields of a fact carry; those that point elsewhere carry nothing."""
    wanted = set(only) or {field.name for field in fields(fact)} - ELSEWHERE - {"evidence"}
    values = [getattr(fact, field.name) for field in fields(fact) if field.name in wanted]
    numbers: set[Decimal] = set()
    texts: list[str] = []
    for value in values:
        if isinstance(value, Money):
            numbers |= {value.value / FACTORS[value.scale], value.value, abs(value.value / FACTORS[value.scale])}
        elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            numbers |= {Decimal(value), abs(Decimal(value))}
        elif isinstance(value, str) and value:
            texts.append(value)
    if isinstance(fact, Observation) and "value" in wanted:
        numbers |= {abs(fact.value) / factor for factor in FACTORS.values()}
    if isinstance(fact, Decision) and not only:
        texts.append(fact.evidence.quote)
    return Carried(
        frozenset(numbers),
        tuple(text for text in texts if _ISO.fullmatch(text)),
        tuple(text for text in texts if _CLOCK.fullmatch(text)),
        tuple(text for text in texts if not (_CLOCK.fullmatch(text) or (_ISO.fullmatch(text) and "-" in text))),
    )


def how_carried(text: str, number: Printed, found: Carried) -> How | None:
    """Whether a number is one of what a fact carries: as a value, or with the word beside it in one of its texts."""
    printed = text[number.start : number.end]
    if number.form == "date" and any(_same_day(number, date) for date in found.dates):
        return "value"
    if number.form == "time" and set(number.iso.split()) & set(found.times):
        return "value"
    if number.form == "number":
        value = parse_number(printed)
        if value is None and re.fullmatch(r"\d+\.\d{1,2}", printed):
            value = Decimal(printed)
        years = {Decimal(date) for date in found.dates if len(date) == 4}
        if value is not None and value in found.numbers | years:
            return "value"
        if re.search(r"\d{4}\s?[-–/]\s?$", text[max(0, number.start - 8) : number.start]) and len(printed) == 2:
            return "value" if any(year % 100 == value for year in found.numbers | years if year > 1900) else None
    return "text" if any(_stands_in(text, number, words) for words in found.texts) else None


def _same_day(number: Printed, date: str) -> bool:
    """Whether a printed date is that of a fact; where its year is not printed, day and month tell."""
    if not number.dated and len(number.iso) == len(date) > 4:
        return number.iso[5:] == date[5:]
    return number.iso == date


def _stands_in(text: str, number: Printed, words: str) -> bool:
    """Whether a number stands in a text of a fact, beside the word that it has in the document."""
    printed = text[number.start : number.end]
    if words.strip() == printed or printed not in words:
        return words.strip() == printed
    whole = folded(words)
    before = _WORD_BEFORE.search(text[max(0, number.start - 40) : number.start])
    after = _WORD_AFTER.match(text[number.end : number.end + 40])
    beside = (
        (before.group() if before else "") + printed,
        printed + (after.group() if after else ""),
    )
    return any(
        len(folded(part)) > len(printed) and re.search(rf"(?<!\d){re.escape(folded(part))}(?!\d)", whole)
        for part in beside
    )


def folded(words: str) -> str:
    """Words in small letters with single blanks."""
    return " ".join(words.casefold().split())
