"""Shares of a pool given to named recipients: the rows of a pool's table, and what sentences and lists tell.

Made-up lines of the text it looks for::

    Kommune     Tilsagn (mio. kr.)   Antal pladser
    Sandby      12,5                 10
    Skovlund Kommune får 8 mio. kr. fra vandløbspuljen, mens Elbæk og Nørby får henholdsvis 3 og 2 mio. kr.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.document import Document
from extract.fact import Allocation, Fact, Facts, Money, PoolTotal
from extract.figures.pools import PoolTable, Share, pool_tables
from extract.figures.told_shares import SCALES, ToldShare, told_shares
from extract.money.levels import level_told


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """Allocations and the printed total of each pool's table, then those told in sentences and lists."""
    for pool in pool_tables(document):
        yield from (_fact(document, pool, share) for share in pool.shares)
    for share in told_shares(document):
        yield _told(document, share)


def _fact(document: Document, pool: PoolTable, share: Share) -> Allocation | PoolTotal:
    level = level_told(document, share.table.start, share.table.end)
    amount = Money(share.value, share.amount.text, SCALES[share.factor], price_level=level)
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


def _told(document: Document, share: ToldShare) -> Allocation:
    return Allocation(
        evidence=document.evidence(share.start, share.end, "allocations/told"),
        pool=re.sub(r"^(?:den|det) ", "", share.pool),
        recipient=share.recipient,
        recipient_code=share.entry.code if share.entry.kind == "municipality" else "",
        amount=replace(share.amount, price_level=level_told(document, share.start, share.end)),
    )
