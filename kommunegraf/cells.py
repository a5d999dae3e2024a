"""What a cell of an answer is in Python: a number, a day, a truth or a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from kommunegraf.export.tables import TYPES
from kommunegraf.wording import NUMBERS

Cell = str | int | float | bool | date | None
"""None where there is no value; whole numbers are int, days are date."""
NUMERIC: Final = re.compile(r"#(?:integer|decimal|double|float|int|long)$")
NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d+)?")


def cell(column: str, term: Mapping[str, str] | None) -> Cell:
    """The value of a term of the SPARQL results JSON; a text is a number where the column is one of numbers."""
    if term is None:
        return None
    value, datatype = term["value"], term.get("datatype", "")
    if NUMBER.fullmatch(value) and (NUMERIC.search(datatype) or column in NUMBERS or _is_number(column)):
        number = float(value)
        return int(number) if number.is_integer() else number
    if datatype.endswith("#boolean"):
        return value in {"true", "1"}
    if datatype.endswith("#date") and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value)
    return value


def _is_number(column: str) -> bool:
    return TYPES.get(column, "string") != "string"
