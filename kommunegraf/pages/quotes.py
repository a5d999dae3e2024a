"""The quotes of what a table shows: where facts and pieces of evidence stand, asked for all of a page at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from starlette.requests import Request

from kommunegraf.pages.asking import ask, own
from kommunegraf.pages.language import Links
from kommunegraf.pages.tables import Source, Table
from kommunegraf.rdf import term

AT_ONCE: Final = 400
"""Facts whose evidence is asked for at once."""


async def quoted(request: Request, table: Table, links: Links) -> Table:
    """A table whose rows that name evidence, but no words, say where they stand."""
    wanted = [line.evidence for line in table.lines if line.evidence and not line.sources]
    if not wanted:
        return table
    found = await _sources(request, "evidence", wanted, links)
    lines = tuple(replace(line, sources=line.sources or found.get(line.evidence, ())) for line in table.lines)
    if table.headings[0].name != "document" or not all(line.sources for line in lines):
        return replace(table, lines=lines)
    lines = tuple(replace(line, cells=line.cells[1:]) for line in lines)  # the source names the document
    return replace(table, headings=table.headings[1:], lines=lines)


async def of_facts(request: Request, facts: Sequence[str], links: Links) -> dict[str, tuple[Source, ...]]:
    """Where each of these facts stands, in the order of the documents."""
    return await _sources(request, "fact", facts, links)


async def _sources(request: Request, by: str, wanted: Sequence[str], links: Links) -> dict[str, tuple[Source, ...]]:
    found: dict[str, list[Source]] = {}
    other = {"fact": "evidence", "evidence": "fact"}[by]
    query = own("places").text.replace(f"  VALUES ?{other} {{ UNDEF }}\n", "")
    for start in range(0, len(wanted), AT_ONCE):
        written = " ".join(term(iri, "iri") for iri in wanted[start : start + AT_ONCE])
        for row in (await ask(request, query.replace(f"?{by} {{ UNDEF }}", f"?{by} {{ {written} }}"))).texts():
            document = links.to(f"/id/document/{row['document']}")
            source = Source(row["document"], row["page"], row["quote"], links.thing(row["evidence"]), document)
            found.setdefault(row[by], []).append(source)
    return {iri: tuple(stated) for iri, stated in found.items()}
