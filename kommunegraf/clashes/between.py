"""What does not agree between two documents, or between two places that claim the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from operator import itemgetter
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


@dataclass(frozen=True, slots=True)
class Rule:
    """One sort of contradiction: which facts are asked for, which belong together, and what in a group cannot hold.

    ``pattern`` is asked of each document alone and ``together`` names the group of a row ("" for none), so that only
    the groups that a changed document has a part in need be judged again.
    """

    pattern: str
    together: Callable[[Row], str]
    judge: Callable[[list[Row]], Iterator[Clash]]


def claims(facts: Store) -> Iterator[tuple[str, str, Row]]:
    """What one document claims: the name of each rule, the group, and the row."""
    for name, rule in RULES.items():
        for row in ask(facts, rule.pattern):
            group = rule.together(row)
            if group:
                yield name, group, row


def _joined(row: Row, *names: str) -> str:
    return "|".join(row[name] for name in names)


INDICATORS: Final = (
    "?fact a kg:Indicator ; kg:statement ?statement . OPTIONAL { ?fact kg:count ?count } "
    "OPTIONAL { ?fact kg:of ?of } OPTIONAL { ?fact kg:percent ?percent } "
    "OPTIONAL { ?source a kg:Document ; dct:issued ?issued }"
)


def _one_claim(row: Row) -> str:
    """A claim in a document, or in the documents of one year."""
    if len(row["statement"].split()) < WORDS:
        return ""
    sort = "count" if row["count"] else "percent"
    return "|".join((identity.slug(row["statement"]), sort, row["of"], row["issued"][:4] or row["g"]))


def indicators(group: list[Row]) -> Iterator[Clash]:
    """One claim with two values: in a document, or in two documents of one year."""
    values = {row["count"] or row["percent"]: row for row in reversed(group)}
    if len(values) == 2:
        first, second = sorted(values.values(), key=group.index)
        one, other = (Decimal(row["count"] or row["percent"]) for row in (first, second))
        yield Clash(
            "indicator",
            first["statement"],
            f"Det samme siges at være {danish(one)} og {danish(other)}.",
            f"The same is said to be {english(one)} and {english(other)}.",
            (side(first), side(second)),
        )


SUMS: Final = (
    "?fact a kg:Funding ; kg:purpose ?purpose ; kg:agreement ?agreement ; kg:fromYear ?from ; dct:type ?kind ;"
    " schema:amount ?amount . ?amount schema:value ?value ; kg:bound ?bound ; kg:printed ?printed ; kg:scale ?scale"
    " . OPTIONAL { ?fact kg:toYear ?to } OPTIONAL { ?fact kg:recurrence ?recurrence }"
    " OPTIONAL { ?amount kg:priceLevel ?level }"
)


def _one_purpose(row: Row) -> str:
    purpose = identity.slug(row["purpose"])
    return f"{purpose}|{_joined(row, 'agreement', 'from', 'to', 'kind', 'recurrence', 'bound', 'level')}"


def sums(group: list[Row]) -> Iterator[Clash]:
    """Two documents that give one purpose of one agreement and period different sums, beyond what rounding explains."""
    single = [stated[0] for stated in grouped(group, "g").values() if len(stated) == 1]
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
            return


def _rounding(row: Row) -> Decimal:
    """Half of the last digit that is printed of a sum, in kroner."""
    decimals = re.search(r"\d,(\d+)", row["printed"])
    factor = Decimal(FACTORS.get(row["scale"].rpartition("/")[2], 1))
    return factor.scaleb(-len(decimals[1]) if decimals else 0) / 2


DATES: Final = "?fact a kg:Agreement ; dct:title ?title ; eli:date_document ?date"


def _one_agreement(row: Row) -> str:
    named = len(row["title"].split()) >= WORDS - 1 or re.search(r"\d", row["title"])
    return row["fact"] if named else ""


def agreement_dates(group: list[Row]) -> Iterator[Clash]:
    """Two documents that date one agreement differently, as far as both are precise."""
    for first, second in combinations(group, 2):
        if not _agree(first["date"], second["date"]):
            yield contradiction("agreement-date", first, second, first["title"], first["date"], second["date"])
            return


def _agree(first: str, second: str) -> bool:
    """Whether two dates are one as far as both are precise: "2030" and "2030-05" are."""
    return first.startswith(second) or second.startswith(first)


PARTIES: Final = "?fact a kg:AgreementParty ; kg:agreement ?agreement ; kg:agreementName ?title ; prov:agent ?party"


def _known_party(row: Row) -> str:
    return row["agreement"] if "/party/" in row["party"] or "/organisation/" in row["party"] else ""


def agreement_parties(group: list[Row]) -> Iterator[Clash]:
    """Two documents that each name a party of one agreement that the other, naming two or more, does not."""
    named = [{row["party"]: row for row in reversed(stated)} for stated in grouped(group, "g").values()]
    for one, other in combinations([parties for parties in named if len(parties) > 1], 2):
        here, there = sorted(set(one) - set(other)), sorted(set(other) - set(one))
        if here and there:
            first, second = one[here[0]], other[there[0]]
            names = [", ".join(party.rpartition("/")[2] for party in sorted(side)) for side in (one, other)]
            yield contradiction("agreement-parties", first, second, first["title"], *names)
            return


CALLED: Final = (
    "?fact a kg:Meeting ; dct:date ?date ; prov:wasAssociatedWith ?body ; kg:bodyName ?name ."
    " ?source a kg:Document ; dct:issued ?issued . OPTIONAL { ?item dct:isPartOf ?fact ; kg:number ?number }"
)


def _whole_day(row: Row) -> str:
    return row["body"] if len(row["date"]) == len(row["issued"]) == len("2030-01-31") else ""


def meeting_dates(group: list[Row]) -> Iterator[Clash]:
    """A document that calls the next meeting of a body for one day, where the body's agenda has another close by."""
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


DETAILS: Final = (
    "?fact a kg:Meeting ; kg:bodyName ?name . OPTIONAL { ?fact kg:startTime ?time } OPTIONAL { ?fact kg:place ?place }"
)


def meeting_details(group: list[Row]) -> Iterator[Clash]:
    """Two documents that let one meeting begin at different hours, or be held in different places of one sort."""
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


RULES: Final = {
    "indicators": Rule(INDICATORS, _one_claim, indicators),
    "sums": Rule(SUMS, _one_purpose, sums),
    "agreement-dates": Rule(DATES, _one_agreement, agreement_dates),
    "agreement-parties": Rule(PARTIES, _known_party, agreement_parties),
    "meeting-dates": Rule(CALLED, _whole_day, meeting_dates),
    "meeting-details": Rule(DETAILS, itemgetter("fact"), meeting_details),
}
"""Every sort of contradiction by its name."""
