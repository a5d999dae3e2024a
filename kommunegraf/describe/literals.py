"""Values as literals: printed words, Danish texts, numbers, and dates and times typed by what they are.

A date or time that does not exist becomes a plain string, which a shape refuses: no literal is ill-typed.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Final

from rdflib import XSD, Literal, URIRef

from kommunegraf.terms import TIME

INSTANT: Final[dict[URIRef | None, URIRef]] = {
    XSD.date: TIME.inXSDDate,
    XSD.gYearMonth: TIME.inXSDgYearMonth,
    XSD.gYear: TIME.inXSDgYear,
}
"""The property of an instant by the type, and so the precision, of its date."""


def text(value: str) -> Literal | None:
    """A printed name, code or number as a plain string, or nothing."""
    return Literal(value) if value else None


def danish(value: str) -> Literal | None:
    """Danish words, or nothing."""
    return Literal(value, lang="da") if value else None


def decimal(value: Decimal | None) -> Literal | None:
    """A number without exponent or idle zeros."""
    if value is None:
        return None
    printed = format(value, "f")
    return Literal(printed.rstrip("0").rstrip(".") if "." in printed else printed, datatype=XSD.decimal)


def whole(value: int | None) -> Literal | None:
    """A whole number."""
    return None if value is None else Literal(str(value), datatype=XSD.integer)


def year(value: int | None) -> Literal | None:
    """A calendar year."""
    return None if value is None else Literal(f"{value:04d}", datatype=XSD.gYear)


def time(value: str) -> Literal | None:
    """A time of day, "HH:MM" as xsd:time."""
    if not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", value):
        return text(value)
    return Literal(f"{value}:00", datatype=XSD.time)


def date(value: str) -> Literal | None:
    """A date, typed by its own precision: day, month or year."""
    if re.fullmatch(r"\d{4}", value):
        return Literal(value, datatype=XSD.gYear)
    if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", value):
        return Literal(value, datatype=XSD.gYearMonth)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            return text(value)
        return Literal(value, datatype=XSD.date)
    return text(value)
