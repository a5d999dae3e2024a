"""What VoID tells of a release: what its catalogue says, and its graphs, classes and properties counted."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Final

from kommunegraf import identity
from kommunegraf.pool.pool import Pool, Reply, Request
from kommunegraf.terms import DCAT, DCT, VOID

CATALOGUE: Final = f"""
CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{identity.graph("catalogue")}> {{
  VALUES ?kind {{ <{VOID.Dataset}> <{VOID.Linkset}> <{DCAT.Dataset}> }}
  ?s a ?kind ; ?p ?o . FILTER(?p != <{DCT.hasPart}>)
}} }}"""
TOTAL: Final = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
GRAPHS: Final = "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
CLASSES: Final = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class } GROUP BY ?class"
PROPERTIES: Final = "SELECT ?class ?property (COUNT(*) AS ?n) { ?s a ?class ; ?property ?o } GROUP BY ?class ?property"
SECONDS: Final = 10.0
"""Each count may take so long."""
AGAIN: Final = 300.0
"""Seconds after which figures that are not complete are counted anew."""
Counts = tuple[tuple[tuple[str, ...], int], ...]
"""The things counted, by their addresses, and how many there are; in order."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a release; not complete, and empty in part, where the pool was busy or a count took too long."""

    release: str
    complete: bool
    catalogue: str
    total: Counts
    graphs: Counts
    classes: Counts
    properties: Counts


class Counter:
    """Counts each release once, in the pool; what the pool could not do is tried again later."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._lock = asyncio.Lock()
        self._known: Statistics | None = None
        self._again = 0.0

    async def count(self) -> Statistics:
        """The figures of the release that is served now."""
        async with self._lock:
            now = asyncio.get_running_loop().time()
            known = self._known
            if known is None or known.release != self._pool.release or (not known.complete and now >= self._again):
                known = self._known = await self._count()
                self._again = now + AGAIN
            return known

    async def _count(self) -> Statistics:
        release = self._pool.release
        replies = [await self._ask(CATALOGUE, "nt")]
        replies += [await self._ask(query, "json") for query in (TOTAL, GRAPHS, CLASSES, PROPERTIES)]
        complete = all(reply.status == 200 and reply.release == release for reply in replies)
        catalogue, *counted = (reply.body if reply.status == 200 else b"" for reply in replies)
        return Statistics(release, complete, catalogue.decode(), *map(_counts, counted))

    async def _ask(self, query: str, name: str) -> Reply:
        return await self._pool.ask(Request(query, name, seconds=SECONDS))


def _counts(answer: bytes) -> Counts:
    found = json.loads(answer)["results"]["bindings"] if answer else []
    named = [row for row in found if all(value["type"] != "bnode" for value in row.values())]
    keys = (tuple(row[name]["value"] for name in ("graph", "class", "property") if name in row) for row in named)
    return tuple(sorted(zip(keys, (int(row["n"]["value"]) for row in named), strict=True)))
