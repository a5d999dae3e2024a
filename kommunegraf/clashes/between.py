"""What does not agree between two documents, or between two places that claim the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Final

from kommunegraf import identity
from kommunegraf.clashes.asking import Clash, Row, ask, contradiction, danish, english, grouped, side
from kommunegraf.store import Store

WORDS: Final = 4
"""A claim of fewer words may be made of different things."""
DAYS: Final = 3
"""Two meetings of a body that are called so few days apart may be one."""
POSTCODE: Final = re.compile(r"\b[1-9]\d{3}\b(?= [A-ZÆØÅ])")
FACTORS: Final = {"one": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def indicators(facts: Store) -> Iterator[Clash]:
    """One claim with two values: in a document, or in two documents of one year."""
    rows = ask(
        facts,
        "?fact a kg:Indicator ; kg:statement ?statement . OPTIONAL { ?fact kg:count ?count } "
        "OPTIONAL { ?fact kg:of ?of } OPTIONAL { ?fact kg:percent ?percent } "
        "OPTIONAL { ?source a kg:Document ; dct:issued ?issued }",
    )
    for row in rows:
        row["claim"] = identity.slug(row["statement"])
        row["value"] = row["count"] or row["percent"]
        row["sort"] = "count" if row["count"] else "percent"
        row["year"] = row["issued"][:4] or row["g"]
    claims = [row for row in rows if len(row["statement"].split()) >= WORDS]
    for group in grouped(claims, "claim", "sort", "of", "year").values():
        if len({row["value"] for row in group}) == 2:
            first, second = _two(group, "value")
            values = Decimal(first["value"]), Decimal(second["value"])
            yield Clash(
                "indicator",
                first["statement"],
                f"Det samme siges at være {danish(values[0])} og {danish(values[1])}.",
                f"The same is said to be {english(values[0])} and {english(values[1])}.",
                (side(first), side(second)),
            )


def _two(group: list[Row], name: str) -> tuple[Row, Row]:
    """The first row, and the first one with another value."""
    return group[0], next(row for row in group if row[name] != group[0][name])


def sums(facts: Store) -> Iterator[Clash]:
    """Two documents that give one purpose of one agreement and period different sums, beyond what rounding explains."""
    rows = ask(
        facts,
        "?fact a kg:Funding ; kg:purpose ?purpose ; kg:agreement ?agreement ; kg:fromYear ?from ; dct:type ?kind ;"
        " schema:amount ?amount . ?amount schema:value ?value ; kg:bound ?bound ; kg:printed ?printed ; kg:scale ?scale"
        " . OPTIONAL { ?fact kg:toYear ?to } OPTIONAL { ?fact kg:recurrence ?recurrence }",
    )
    for row in rows:
        row["for"] = identity.slug(row["purpose"])
    for group in grouped(rows, "for", "agreement", "from", "to", "kind", "recurrence", "bound").values():
        by_document = grouped(group, "g")
        single = [stated[0] for stated in by_document.values() if len(stated) == 1]
        for first, second in combinations(single, 2):
            values = Decimal(first["value"]), Decimal(second["value"])
            if abs(values[0] - values[1]) > max(_rounding(first), _rounding(second)):
                yield Clash(
                    "sum",
                    first["purpose"],
                    f"Det ene dokument har {first['printed']}, det andet {second['printed'].rstrip('.')}.",
                    f"One document has {first['printed']}, the other {second['printed'].rstrip('.')}.",
                    (side(first), side(second)),
                )
                break


def _rounding(row: Row) -> Decimal:
    """Half of the last digit that is printed of a sum, in kroner."""
    decimals = re.search(r"\d,(\d+)", row["printed"])
    factor = Decimal(FACTORS.get(row["scale"].rpartition("/")[2], 1))
    return factor.scaleb(-len(decimals[1]) if decimals else 0) / 2


def agreement_dates(facts: Store) -> Iterator[Clash]:
    """Two documents that date one agreement differently, as far as both are precise."""
    rows = ask(facts, "?fact a kg:Agreement ; dct:title ?title ; eli:date_document ?date")
    named = [row for row in rows if len(row["title"].split()) >= WORDS - 1 or re.search(r"\d", row["title"])]
    for group in grouped(named, "fact").values():
        for first, second in combinations(group, 2):
            if not _agree(first["date"], second["date"]):
                yield contradiction("agreement-date", first, second, first["title"], first["date"], second["date"])
                break


def _agree(first: str, second: str) -> bool:
    """Whether two dates are one as far as both are precise: "2030" and "2030-05" are."""
    return first.startswith(second) or second.startswith(first)


def agreement_parties(facts: Store) -> Iterator[Clash]:
    """Two documents that each name a party of one agreement that the other, naming two or more, does not."""
    rows = ask(
        facts, "?fact a kg:AgreementParty ; kg:agreement ?agreement ; kg:agreementName ?title ; prov:agent ?party"
    )
    known = [row for row in rows if "/party/" in row["party"] or "/organisation/" in row["party"]]
    for group in grouped(known, "agreement").values():
        named = [{row["party"]: row for row in reversed(stated)} for stated in grouped(group, "g").values()]
        for one, other in combinations([parties for parties in named if len(parties) > 1], 2):
            here, there = sorted(set(one) - set(other)), sorted(set(other) - set(one))
            if here and there:
                first, second = one[here[0]], other[there[0]]
                names = [", ".join(party.rpartition("/")[2] for party in sorted(side)) for side in (one, other)]
                yield contradiction("agreement-parties", first, second, first["title"], *names)
                break


def meeting_dates(facts: Store) -> Iterator[Clash]:
    """A document that calls the next meeting of a body for one day, where the body's agenda has another close by."""
    rows = ask(
        facts,
        "?fact a kg:Meeting ; dct:date ?date ; prov:wasAssociatedWith ?body ; kg:bodyName ?name ."
        " ?source a kg:Document ; dct:issued ?issued . OPTIONAL { ?item dct:isPartOf ?fact ; kg:number ?number }",
    )
    days = [row for row in rows if len(row["date"]) == len(row["issued"]) == len("2030-01-31")]
    for group in grouped(days, "body").values():
        own = {row["date"]: row for row in reversed(group) if row["number"]}
        for stated in grouped(group, "g").values():
            dates = {row["date"] for row in stated}
            ahead = sorted(row["date"] for row in stated if row["date"] > row["issued"])
            if not ahead or ahead[0] in own:
                continue
            called = next(row for row in stated if row["date"] == ahead[0])
            held = next((own[day] for day in sorted(own) if _close(day, ahead[0]) and day not in dates), None)
            if held and called["date"] not in {row["date"] for row in group if row["g"] == held["g"]}:
                yield contradiction("meeting-date", called, held, called["name"], called["date"], held["date"])


def _close(one: str, other: str) -> bool:
    return one != other and abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= DAYS


def meeting_details(facts: Store) -> Iterator[Clash]:
    """Two documents that let one meeting begin at different hours, or be held in different places of one sort."""
    rows = ask(
        facts,
        "?fact a kg:Meeting ; kg:bodyName ?name ."
        " OPTIONAL { ?fact kg:startTime ?time } OPTIONAL { ?fact kg:place ?place }",
    )
    for group in grouped(rows, "fact").values():
        timed = [row for row in group if row["time"]]
        placed = [row for row in group if row["place"]]
        for first, second in list(combinations(timed, 2))[:1]:
            if first["time"] != second["time"]:
                times = first["time"][:5], second["time"][:5]
                yield contradiction("meeting-time", first, second, first["name"], *times)
        for first, second in list(combinations(placed, 2))[:1]:
            if _elsewhere(first["place"], second["place"]):
                yield contradiction("meeting-place", first, second, first["name"], first["place"], second["place"])


def _elsewhere(one: str, other: str) -> bool:
    """Whether two places differ in their postcode, or are two rooms of one sort ("Lokale 3", "Lokale 5")."""
    postcodes = [set(POSTCODE.findall(place)) for place in (one, other)]
    if all(postcodes):
        return not postcodes[0] & postcodes[1]
    names = [identity.slug(place).split("-") for place in (one, other)]
    return names[0][:-1] == names[1][:-1] != [] and names[0] != names[1]
