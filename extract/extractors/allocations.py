"""Shares of a pool given to named recipients: the rows of a pool's table, and what a sentence says that one is given.

Made-up lines of the text it looks for::

    Kommune     Tilsagn (mio. kr.)   Antal pladser
    Sandby      12,5                 10
    Skovlund Kommune får 8 mio. kr. fra vandløbspuljen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.document import Document
from extract.fact import Allocation, Fact, Facts, Money, PoolTotal, Scale
from extract.figures.pools import PoolTable, Share, pool_tables
from extract.gazetteer import gazetteer
from extract.grammar.money import find_money
from extract.sentences import Sentence, sentences

_SCALES: dict[int, Scale] = {1: "one", 1_000: "thousand", 1_000_000: "million", 1_000_000_000: "billion"}
_GIVEN = re.compile(
    r"\b(?:får|fik|har fået|modtager|modtog|er tildelt|tildeles|er bevilget|bevilges|har fået tilsagn om)\b", re.I
)
_FROM = re.compile(
    r"\b(?:fra|af|via|gennem)\s+(?P<pool>(?:den |det )?(?:[\wæøå-]+\s){0,3}?\w*(?:pulje|puljen|"
    r"puljemidlerne)(?:\s+til\s+[\wæøå -]+?)?)(?=[,.;]|$)",
    re.I,
)


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """Allocations and the printed total of each pool's table, then the allocations told in prose."""
    for pool in pool_tables(document):
        for share in pool.shares:
            yield _fact(document, pool, share)
    for sentence in sentences(document):
        yield from _told(document, sentence)


def _fact(document: Document, pool: PoolTable, share: Share) -> Allocation | PoolTotal:
    amount = Money(share.value, share.amount.text, _SCALES[share.factor])
    cells = [share.recipient, share.amount] + ([share.places_cell] if share.places_cell else [])
    if share.is_total:
        evidence = document.cell_evidence(cells, share.table, "allocations/total")
        return PoolTotal(evidence=evidence, pool=pool.name, amount=amount, places=share.places)
    return Allocation(
        evidence=document.cell_evidence(cells, share.table, "allocations/table"),
        pool=pool.name,
        recipient=share.recipient.text.strip(" *"),
        recipient_code=share.entry.code if share.entry and share.entry.kind == "municipality" else "",
        amount=amount,
        places=share.places,
    )


def _told(document: Document, sentence: Sentence) -> Iterator[Allocation]:
    """One allocation where a sentence names one municipality, one sum and the pool that it comes from."""
    pool = _FROM.search(sentence.text)
    if pool is None or not _GIVEN.search(sentence.text):
        return
    recipients = [
        m for m in gazetteer().find(sentence.text[: pool.start()]) if m.entry.kind in {"municipality", "region"}
    ]
    sums = list(find_money(sentence.text))
    if len(recipients) != 1 or len(sums) != 1 or sums[0].money.value < Decimal(1000):
        return
    entry = recipients[0].entry
    yield Allocation(
        evidence=document.evidence(sentence.start, sentence.end, "allocations/sentence"),
        pool=re.sub(r"^(?:den|det) ", "", pool["pool"].strip()),
        recipient=sentence.text[recipients[0].start : recipients[0].end],
        recipient_code=entry.code if entry.kind == "municipality" else "",
        amount=sums[0].money,
    )
