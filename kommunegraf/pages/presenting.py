"""How the questions are presented: in which group, with which fields completed, which chart and which map."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from kommunegraf.pages.rendering import WEB
from kommunegraf.queries import Parameter, Question, questions

MUNICIPALITIES: Final = "members-of-kkr.municipality"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart or map of an answer: the column of its categories or places, and that of its figure; "" counts rows."""

    by: str
    measure: str


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    return tomllib.loads((WEB / "questions.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def groups() -> dict[str, tuple[Question, ...]]:
    """All questions by what people want to know, in order; a group without any is left out."""
    known = {question.name: question for question in questions()}
    named = {group: [known.pop(name) for name in names if name in known] for group, names in _table()["groups"].items()}
    *_, last = named
    named[last] += known.values()
    return {group: tuple(found) for group, found in named.items() if found}


def group_of(question: Question) -> str:
    """The group that a question stands in."""
    return next(group for group, found in groups().items() if question in found)


def completed_by(question: Question, parameter: Parameter) -> str:
    """The answer whose values a field offers, as "question.column"; "" where it offers none."""
    if parameter.kind == "municipality":
        return MUNICIPALITIES
    column: str = _table()["fields"].get(question.name, {}).get(parameter.name, "")
    return column if "." in column or not column else f"{question.name}.{column}"


def chart_of(question: Question) -> Drawing | None:
    """The chart beside an answer, if any."""
    found = _table()["charts"].get(question.name)
    return Drawing(found["category"], found.get("measure", "")) if found else None


def map_of(question: Question) -> Drawing | None:
    """The map beside an answer, if any."""
    found = _table()["maps"].get(question.name)
    return Drawing(found["place"], found["measure"]) if found else None
