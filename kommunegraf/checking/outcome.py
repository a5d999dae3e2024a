"""What an engine that checks shapes is given and gives back, whichever it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rdflib import URIRef
from rdflib.term import Node

Triple = tuple[Node, Node, Node]


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One result as SHACL has it, its terms as IRIs in full; ``value`` is "" where the shape names none."""

    focus: str
    shape: str
    severity: str
    component: str
    value: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The results, in any order, the engine that gave them, and the seconds of each shape where it tells them."""

    results: tuple[Result, ...]
    engine: str
    seconds: Mapping[URIRef, float] = field(default_factory=dict)


class Engine(Protocol):
    """What checks nodes against shapes; both are loaded, with the context of every document, before it is asked."""

    name: str

    def check(
        self, added: Collection[Triple], focus: Mapping[URIRef, Sequence[URIRef]], timed: bool = False
    ) -> Outcome:
        """What each shape says about its nodes, the context and the added triples taken together.

        ``timed`` asks for the seconds of each shape, whatever that costs.
        """
