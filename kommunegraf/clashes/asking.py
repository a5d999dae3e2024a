"""What the rules share: a clash with its sides, and the facts of all documents as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kommunegraf.store import Store

Row = dict[str, str]

PREFIXES: Final = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX kg: <https://w3id.org/kommunegraf/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <http://schema.org/>
"""


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """A fact, by its IRI, as one document states it."""

    fact: str
    slug: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Facts that cannot all be right: the kind of finding, what it is about, and the two messages.

    ``expected`` and ``printed`` are figures where one follows from the rest and the other is printed; they are left out
    where both sides are stated and contradict each other.
    """

    kind: str
    about: str
    danish: str
    english: str
    sides: tuple[Side, ...]
    expected: Decimal | None = None
    printed: Decimal | None = None


def ask(facts: Store, pattern: str) -> list[Row]:
    """The solutions of a pattern in each document's graph, ``g``, in a fixed order, each once."""
    answer = facts.rows(f"{PREFIXES} SELECT DISTINCT * WHERE {{ GRAPH ?g {{ {pattern} }} }}")
    return in_order(answer.records())


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows in the order of their values, whichever document they are of."""
    return sorted(rows, key=lambda row: tuple(row[name] for name in sorted(row)))


def grouped(rows: Iterable[Row], *names: str) -> dict[tuple[str, ...], list[Row]]:
    """Rows by their values in these columns, in the order of the rows."""
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    return found


def side(row: Row) -> Side:
    """The fact of a row as the document of its graph states it."""
    return Side(row["fact"], row["g"].rpartition("/")[2])


def contradiction(kind: str, first: Row, second: Row, about: str, one: str, other: str) -> Clash:
    """Two statements of one thing, each with what it says."""
    danish = f"Det ene dokument har {one}, det andet {other}."
    return Clash(kind, about, danish, f"One document has {one}, the other {other}.", (side(first), side(second)))


def english(value: Decimal) -> str:
    """A number with English separators."""
    return f"{value.normalize():,f}"


def danish(value: Decimal) -> str:
    """A number with Danish separators."""
    return english(value).translate(str.maketrans(",.", ".,"))
