"""The values of a fact by the names of its fields, read and corrected as a review says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal, InvalidOperation
from types import NoneType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from extract.fact import Fact
from extract.gazetteer import gazetteer
from kommunegraf.identity import AREAS
from kommunegraf.reviews.table import day_of, is_day

CODES: Final = {"recipient": "recipient_code", "label": "code"}
"""The field with the code of the municipality, region or KKR that another field names."""
OWN: Final = frozenset({"evidence"})
"""The fields of a fact that nobody corrects."""


class Unusable(Exception):
    """A review whose property or value does not fit: the message in Danish and English."""

    def __init__(self, danish: str, english: str) -> None:
        self.danish, self.english = danish, english
        super().__init__(english)


def value_of(fact: Any, path: str) -> Any:
    """The value of a field of a fact, or of a part of one: "to_year", "amount.value". Raises Unusable for another."""
    for name in path.split("."):
        fact = getattr(fact, _known(fact, name))
    return fact


def _known(value: Any, name: str) -> str:
    names = [field.name for field in fields(value) if field.name not in OWN] if is_dataclass(value) else []
    if name not in names:
        kind = type(value).__name__
        raise Unusable(
            f"{kind} har ingen {name}; den har {', '.join(names) or 'ingen'}.",
            f"{kind} has no {name}; it has {', '.join(names) or 'none'}.",
        )
    return name


def mended(value: Any, path: Sequence[str], text: str) -> Any:
    """A fact, or a part of one, with another value at the end of a path."""
    name = _known(value, path[0])
    if len(path) > 1:
        return replace(value, **{name: mended(getattr(value, name), path[1:], text)})
    if is_dataclass(getattr(value, name)) and not isinstance(getattr(value, name), Fact):
        parts = ", ".join(f"{name}.{field.name}" for field in fields(getattr(value, name)))
        raise Unusable(f"{name} har flere dele: skriv {parts}.", f"{name} has several parts: write {parts}.")
    changes = {name: _parsed(get_type_hints(type(value))[name], name, text)}
    code = CODES.get(name, "")
    if code and hasattr(value, code):
        known = gazetteer().resolve(text, "municipality") or gazetteer().resolve(text)
        changes[code] = known.code if known and known.kind in AREAS else ""
    return replace(value, **changes)


def _parsed(kind: Any, name: str, text: str) -> Any:
    """A value of the kind that a field has."""
    if get_origin(kind) is Literal:
        if text not in get_args(kind):
            listed = ", ".join(get_args(kind))
            raise Unusable(f"{name} er {text}; skriv {listed}.", f"{name} is {text}; write {listed}.")
        return text
    if get_origin(kind) is tuple and get_args(kind)[0] is str:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if NoneType in get_args(kind):
        (inner,) = [part for part in get_args(kind) if part is not NoneType]
        return _parsed(inner, name, text) if text else None
    try:
        if kind is Decimal:
            return Decimal(text.replace(".", "").replace(",", ".") if "," in text else text)
        if kind is int:
            return int(text)
    except (InvalidOperation, ValueError) as error:
        raise Unusable(f"{name} er {text}; skriv et tal.", f"{name} is {text}; write a number.") from error
    if kind is str:
        return _dated(name, text) if name == "date" or name.endswith("_date") else text
    raise Unusable(f"{name} kan ikke rettes i tabellen.", f"{name} cannot be corrected in the table.")


def _dated(name: str, text: str) -> str:
    """A day, month or year, or nothing."""
    day = day_of(text)
    if day and not is_day(f"{day}-01-01"[:10]):
        raise Unusable(f"{name} er {text}; skriv åååå-mm-dd.", f"{name} is {text}; write yyyy-mm-dd.")
    return day


def said(value: Any) -> str:
    """A value as the table has it."""
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
