"""What does not agree within one document, beyond the totals of its tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kommunegraf.clashes.asking import Clash, Row, Side, ask, danish, english, grouped, side
from kommunegraf.store import Store

Texts = Callable[[str], str]
"""The text of a document by its slug."""

BRACKETED: Final = re.compile(r"\d (?:ud )?af (?:de |i alt )?\d[\d.]* [^()\d]{0,40}\((\d+(?:,\d+)?) ?(?:pct|procent|%)")
"""A percentage in brackets behind a count and its total: "45 ud af 98 kommuner (46 pct.)"."""
CLOSED: Final = re.compile(r"\b(?:lukke[td]e?|fortrolige?)\b", re.IGNORECASE)
SUBSTITUTE: Final = re.compile(r"suppleant|stedfortræder|observatør|sekretær|tilforordn", re.IGNORECASE)


def percentages(facts: Store) -> Iterator[Clash]:
    """A percentage that is not the count out of its total, by more than its last digit."""
    rows = ask(
        facts,
        "?fact a kg:Indicator ; kg:count ?count ; kg:of ?of ; kg:statement ?statement ."
        " ?fact ^oa:hasBody/oa:hasTarget/oa:hasSelector/oa:exact ?quote . OPTIONAL { ?fact kg:percent ?percent }",
    )
    for row in rows:
        told = BRACKETED.search(row["quote"])
        percent = row["percent"] or (told[1].replace(",", ".") if told else "")
        count, whole = Decimal(row["count"]), Decimal(row["of"])
        if not percent or whole <= 0:
            continue
        printed, exact = Decimal(percent), 100 * count / whole
        if abs(exact - printed) > Decimal(1).scaleb(min(0, int(printed.as_tuple().exponent))):
            expected = round(exact, 1)
            yield Clash(
                "percentage",
                row["statement"],
                f"{danish(count)} ud af {danish(whole)} er {danish(expected)} pct., "
                f"men der står {danish(printed)} pct.",
                f"{english(count)} out of {english(whole)} is {english(expected)} per cent, "
                f"but {english(printed)} is printed.",
                (side(row),),
                expected,
                printed,
            )


def shares(facts: Store) -> Iterator[Clash]:
    """A part ("heraf 3 mio. kr.") that is larger than its whole, or parts of one period that together are.

    Only exact sums and upper limits bound their parts, and a yearly sum bounds no total.
    """
    rows = ask(
        facts,
        "?fact a kg:Funding ; kg:purpose ?purpose ; dct:isPartOf ?whole ; schema:amount ?part ."
        " ?part schema:value ?value ; kg:bound ?bound . ?whole schema:amount ?sum ."
        " ?sum schema:value ?total ; kg:bound ?limit . OPTIONAL { ?fact kg:recurrence ?recurrence }"
        " OPTIONAL { ?whole kg:recurrence ?often } OPTIONAL { ?part kg:priceLevel ?level }"
        " OPTIONAL { ?sum kg:priceLevel ?priced } OPTIONAL { ?fact kg:fromYear ?from }"
        " OPTIONAL { ?fact kg:toYear ?to }",
    )
    told = [row for row in rows if _is_bounded(row)]
    for group in grouped(told, "g", "whole", "from", "to").values():
        total, share = Decimal(group[0]["total"]), sum((Decimal(row["value"]) for row in group), Decimal(0))
        largest = max(group, key=lambda row: (Decimal(row["value"]), row["fact"]))
        if share > total:
            several = len(group) > 1
            yield Clash(
                "share",
                largest["purpose"],
                f"{'Andelene er tilsammen' if several else 'Andelen er'} {danish(share)} kr., "
                f"men det, {'de' if several else 'den'} er en del af, er {danish(total)} kr.",
                f"{'The shares are together' if several else 'The share is'} DKK {english(share)}, "
                f"but what {'they are shares' if several else 'it is a share'} of is DKK {english(total)}.",
                (Side(largest["whole"], side(largest).slug), side(largest)),
                total,
                share,
            )


def _is_bounded(row: Row) -> bool:
    """Whether a part may not be larger than its whole, as they are told."""
    part, whole = (row[name].rpartition("/")[2] for name in ("bound", "limit"))
    return (
        whole in {"exact", "up-to"}
        and part in {"exact", "over", "at-least"}
        and row["recurrence"] == row["often"]
        and row["level"] == row["priced"]
    )


def seats(facts: Store) -> Iterator[Clash]:
    """More persons appointed to a body than the seats that the same document says the same body may fill."""
    rows = ask(
        facts,
        "?fact a kg:Appointment ; kg:body ?body ; kg:bodyName ?name ; kg:appointedBy ?by ."
        " OPTIONAL { ?fact kg:role ?role } OPTIONAL { ?fact kg:seats ?seats } OPTIONAL { ?fact kg:person ?person }",
    )
    members = [row for row in rows if not SUBSTITUTE.search(row["role"])]
    for group in grouped(members, "g", "body", "by").values():
        announced = [row for row in group if row["seats"]]
        persons = {row["person"]: row for row in group if row["person"]}
        if len(announced) == 1 and persons and len(persons) > int(announced[0]["seats"]):
            expected, printed = Decimal(len(persons)), Decimal(announced[0]["seats"])
            yield Clash(
                "seats",
                announced[0]["name"],
                f"Der er {danish(printed)} pladser, men {danish(expected)} er udpeget.",
                f"There are {english(printed)} seats, but {english(expected)} appointed.",
                (side(announced[0]), side(persons[min(persons)])),
                expected,
                printed,
            )


def numbering(facts: Store, texts: Texts) -> Iterator[Clash]:
    """A number that an agenda leaves out, where its text has it nowhere and tells of no closed items."""
    rows = ask(facts, "?fact a kg:AgendaItem ; kg:number ?number")
    for graph, group in grouped(rows, "g").items():
        for (chapter, number), (following, next_number) in pairwise(_numbers(group)):
            gap = chapter == following and next_number - number == 2
            missing = ".".join(map(str, (*chapter, number + 1)))
            if gap and not _explained(texts(graph[0].rpartition("/")[2]), missing):
                first, second = (_at(group, (*chapter, last)) for last in (number, next_number))
                yield Clash(
                    "numbering",
                    f"punkt {missing}",
                    f"Efter punkt {first['number']} følger punkt {second['number']}.",
                    f"Item {second['number']} follows on item {first['number']}.",
                    (side(first), side(second)),
                    Decimal(number + 1),
                    Decimal(next_number),
                )


def _numbers(group: Iterable[Row]) -> list[tuple[tuple[int, ...], int]]:
    """The chapter and the last number of each item, in order."""
    parts = [tuple(map(int, re.findall(r"\d+", row["number"]))) for row in group]
    return sorted((number[:-1], number[-1]) for number in set(parts) if number)


def _at(group: Iterable[Row], number: tuple[int, ...]) -> Row:
    return next(row for row in group if tuple(map(int, re.findall(r"\d+", row["number"]))) == number)


def _explained(text: str, missing: str) -> bool:
    """Whether a text has the number at the start of a line or after the word for an item, or tells of closed items."""
    number = rf"(?m)(?:^\W*|\bpunkt\s+|\bnr\.?\s+){re.escape(missing)}\b"
    return bool(CLOSED.search(text)) or bool(re.search(number, text, re.IGNORECASE))
