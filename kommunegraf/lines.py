"""Facts as JSON, one object per line: for scripts that want neither RDF nor a store."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal

from extract.fact import Fact


def json_line(document: str, fact: Fact) -> str:
    """A fact with its kind, values and evidence; numbers as numbers, fields in the order of extract/fact.py."""
    values = asdict(fact)
    evidence = values.pop("evidence")
    line = {"document": document, "kind": type(fact).__name__, **values, "evidence": evidence}
    return json.dumps(line, ensure_ascii=False, default=_number)


def _number(value: object) -> float | int:
    if not isinstance(value, Decimal):
        raise TypeError(f"{value!r} is not a value of a fact")
    return int(value) if value == value.to_integral_value() else float(value)
