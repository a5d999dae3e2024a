"""The table of sources, sources.toml: where facts are fetched, on what terms, and how much is taken at most."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from kommunegraf.errors import WrongUse

TABLE: Final = Path(__file__).parent / "sources.toml"
IDS: Final = "{ids}"


@dataclass(frozen=True, slots=True)
class Source:
    """One source: its names, its page, its licence, and the address that is asked.

    A request asks about ``at_once`` things; there are at most ``requests`` of them in one run, and an answer has at
    most so many ``bytes``.
    """

    name: str
    danish: str
    english: str
    page: str
    licence: str
    address: str
    accept: str
    at_once: int
    requests: int
    bytes: int

    def asked(self, ids: list[str]) -> str:
        """The address that asks about these things."""
        return self.address.replace(IDS, quote("|".join(ids), safe="/"))


def sources(table: Path = TABLE) -> tuple[Source, ...]:
    """The sources of a table, in its order."""
    return tuple(Source(name, **row) for name, row in tomllib.loads(table.read_text(encoding="utf-8")).items())


def chosen(table: Path, names: Collection[str]) -> tuple[Source, ...]:
    """The sources of these names, all where none is named.

    Raises WrongUse where there is none of a name, or where the table names one that is not read.
    """
    from kommunegraf.enrich.graphs import READERS

    found = sources(table)
    for name in (*names, *(source.name for source in found)):
        if name not in READERS:
            there = ", ".join(READERS)
            raise WrongUse(f"Kilden {name} findes ikke: {there}.", f"There is no source {name}: {there}.")
    return tuple(source for source in found if not names or source.name in names)
