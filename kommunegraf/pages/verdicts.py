"""What only a reader of two facts can say: whether a pool adds up, and what was recommended beside what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from starlette.requests import Request

from kommunegraf.pages.asking import asked
from kommunegraf.pages.language import Links
from kommunegraf.pages.tables import Table
from kommunegraf.wording import Words


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence and whether it is "good", "bad" or neither."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an item: the words, what they come to, and the fact that they were read as."""

    text: str
    codes: str
    fact: str
    href: str


def pool(tables: Mapping[str, Table], words: Words) -> Verdict | None:
    """Whether the shares of a pool make its printed total; None for a thing that was not shared.

    A share that stands in several documents counts once, as it is one fact for each recipient and amount.
    """
    if "shares" not in tables:
        return None
    sums = {(row["recipient"], row["amount"]) for row in _rows(tables["shares"])}
    total = sum((Decimal(amount) for _, amount in sums if amount), Decimal(0))
    printed = [Decimal(row["amount"]) for row in _rows(tables["totals"])] if "totals" in tables else []
    shown = {"sum": words.number(total)}
    if not printed:
        return Verdict(words.text("adds_up_unknown", **shown), "")
    if total in printed:
        return Verdict(words.text("adds_up", printed=words.number(total), **shown), "good")
    nearest = min(printed, key=lambda value: abs(value - total))
    differs = {"printed": words.number(nearest), "difference": words.number(abs(nearest - total))}
    return Verdict(words.text("adds_up_not", **differs, **shown), "bad")


def _rows(table: Table) -> list[dict[str, str]]:
    names = [heading.name for heading in table.headings]
    return [dict(zip(names, (cell.value for cell in line.cells), strict=True)) for line in table.lines]


async def item(request: Request, iri: str, words: Words, links: Links) -> dict[str, list[Side]]:
    """What was recommended on an item and what was decided, each none, one or several."""
    sides: dict[str, list[Side]] = {"recommended": [], "decided": []}
    for row in (await asked(request, "recommended-beside-decided", thing=iri)).texts():
        codes = ", ".join(words.concept(code) for code in row["codes"].split(", ") if code)
        sides[row["side"]].append(Side(row["text"], codes, row["fact"], links.thing(row["fact"])))
    return sides
