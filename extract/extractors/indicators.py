"""Claims about how many of a group do something: "N ud af M kommuner …", "P % af borgerne …".

Made-up lines of the text it looks for::

    31 ud af 98 kommuner har vedtaget en cykelstrategi.
    62 % af sagerne blev afgjort inden for fristen.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Document
from extract.fact import Fact, Facts, Indicator
from extract.grammar.claims import claims
from extract.sentences import sentences


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """One indicator per claim; a claim told twice in the same words is one."""
    seen: set[tuple[object, ...]] = set()
    before = ""
    for sentence in sentences(document):
        for claim in claims(sentence.text, before):
            key = (claim.count, claim.of, claim.percent, claim.statement.lower())
            if claim.statement and key not in seen:
                seen.add(key)
                yield Indicator(
                    evidence=document.evidence(
                        sentence.start + claim.start, sentence.start + claim.end, "indicators/claim"
                    ),
                    statement=claim.statement,
                    count=claim.count,
                    of=claim.of,
                    percent=claim.percent,
                )
        before = sentence.text
