"""The acts and orders that a document refers to by number and date, and the agenda item that does so.

Looks for text such as::

    Sagen behandles efter lov om søer, jf. lovbekendtgørelse nr. 412 af 3. maj 2031.
    Retsgrundlag: BEK nr 77 af 15/01/2030 om bådpladser
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Document
from extract.fact import Facts, LegalReference
from extract.grammar.legal_acts import find_acts
from extract.outline import outline

RULE = "legal-references/number"


def extract(document: Document, _facts: Facts) -> Iterator[LegalReference]:
    """One fact for each act that an item, or the document outside its items, refers to; the first place is quoted."""
    plan = outline(document)
    seen: set[tuple[object, ...]] = set()
    for act in find_acts(document.text):
        item = plan.item_at(act.start)
        found = LegalReference(
            evidence=document.evidence(act.start, act.end, RULE),
            kind=act.kind,
            number=act.number,
            date=act.date,
            item_number=item.number if item else "",
        )
        key = (found.number, found.date[:4], item.start if item else None)
        if key not in seen:
            seen.add(key)
            yield found
