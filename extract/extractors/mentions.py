"""The municipalities, regions and KKR that a document names, one row each.

Looks for text like::

    Sagen behandles sammen med Nyborg Kommune og Region Syddanmark.
    Assens, Kerteminde og Nyborg kommuner deltager, og KKR Syddanmark orienteres.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Document
from extract.fact import Facts, Mention
from extract.gazetteer import gazetteer

KINDS = frozenset({"municipality", "region", "kkr"})


def extract(document: Document, facts: Facts) -> Iterator[Mention]:
    """One Mention for each municipality, region or KKR, at the first place that names it."""
    del facts
    seen: set[str] = set()
    for match in gazetteer().find(document.text):
        if match.entry.kind in KINDS and match.entry.iri_path not in seen:
            seen.add(match.entry.iri_path)
            yield Mention(
                label=" ".join(document.text[match.start : match.end].split()),
                code=match.entry.code,
                evidence=document.evidence(match.start, match.end, "mentions/name"),
            )
