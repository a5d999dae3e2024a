"""The formats that answers and graphs are written in, and which of them a request asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the name that users write, its media type, and other media types that mean the same."""

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()


RESULTS: Final = (
    Format("json", "application/sparql-results+json", ("application/json", "text/json")),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", "text/csv"),
    Format("tsv", "text/tab-separated-values"),
)
"""What SELECT and ASK are answered in, the preferred first."""

GRAPHS: Final = (
    Format("ttl", "text/turtle", ("application/x-turtle", "text/plain")),
    Format("nt", "application/n-triples"),
    Format("rdf", "application/rdf+xml", ("application/xml", "text/xml")),
    Format("jsonld", "application/ld+json", ("application/json",)),
    Format("trig", "application/trig"),
    Format("nq", "application/n-quads"),
)
"""What CONSTRUCT and DESCRIBE are answered in and what a graph is exported to, the preferred first."""

ENDINGS: Final = {
    "turtle": "ttl",
    "xml": "rdf",
    "owl": "rdf",
    "json": "jsonld",
    "nquads": "nq",
    "ntriples": "nt",
    "rdfxml": "rdf",
}
"""File endings that mean a format of another name."""

QUALITY: Final = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")
"""A weight as RFC 9110 writes it."""


def by_ending(name: str) -> Format | None:
    """The graph format of a file name or ending, or None."""
    ending = name.rpartition(".")[2].lower()
    return by_name(ENDINGS.get(ending, ending), GRAPHS)


def by_name(name: str, formats: Iterable[Format]) -> Format | None:
    """The format of this name, or None."""
    return next((found for found in formats if found.name == name), None)


def wished(name: str, formats: Iterable[Format]) -> Format | None:
    """The format that a person means by a name, an ending or a media type, or None."""
    lowered, formats = name.strip().lower().replace(" ", "+"), tuple(formats)  # "+" in an address means a space
    short = lowered.replace("-", "").replace("/", "")
    found = by_name(lowered, formats) or by_name(ENDINGS.get(short, short), formats)
    return found or next((known for known in formats if lowered in {known.media_type, *known.aliases}), None)


def negotiate(accept: str, formats: tuple[Format, ...]) -> Format | None:
    """The format that an Accept header likes best: the first where it has no wish, None where none fits."""
    wishes = weights(accept) or {"*/*": 1.0}
    best, best_weight = None, 0.0
    for found in formats:
        weight = _weight(found, wishes)
        if weight > best_weight:
            best, best_weight = found, weight
    return best


def _weight(found: Format, wishes: Mapping[str, float]) -> float:
    """The weight of the most specific wish that a format fits, 0 where none does."""
    kind = found.media_type.partition("/")[0]
    forms = (found.media_type, *found.aliases, f"{kind}/*", "*/*")
    return next((wishes[form] for form in forms if form in wishes), 0.0)


def weights(header: str) -> dict[str, float]:
    """What an Accept, Accept-Encoding or Accept-Language header names, with its weight from 0 to 1, in lower case.

    The first mention of a name counts; a weight that is not of the form that RFC 9110 gives is 0.
    """
    found: dict[str, float] = {}
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((value[2:] for value in parameters if value.startswith("q=")), "1")
        if name:
            found.setdefault(name, float(quality) if QUALITY.fullmatch(quality) else 0.0)
    return found
