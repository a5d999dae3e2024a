"""What the fields of a question offer to choose from: the municipalities, or what an answer holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request

from kommunegraf.endpoint.refused import Refused
from kommunegraf.pages.asking import answer
from kommunegraf.pages.presenting import completed_by
from kommunegraf.queries import Parameter, Question, question
from kommunegraf.wording import CODED, Words

SECONDS: Final = 3.0
"""What the values of one field may take; a field without them works as well."""
MOST: Final = 300
"""Values that one field offers."""
Offer = tuple[tuple[str, str], ...]
"""The values of a field, each with what it means in words ("" where it says so itself)."""


async def offers(request: Request, asked: Question, words: Words) -> Mapping[str, Offer]:
    """What each field of a question offers; nothing for one whose values cannot be told in time."""
    return {parameter.name: await _offer(request, asked, parameter, words) for parameter in asked.parameters}


async def _offer(request: Request, asked: Question, parameter: Parameter, words: Words) -> Offer:
    name, _, column = completed_by(asked, parameter).partition(".")
    if not column:
        return ()
    try:
        found = await answer(request, question(name), question(name).text, SECONDS)
    except Refused:
        return ()
    values = sorted({row[column] for row in found.texts() if row.get(column)})
    return tuple((value, words.concept(value) if column in CODED else "") for value in values[:MOST])
