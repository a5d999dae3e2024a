"""The acts and orders that a document refers to as triples, each at its ELI address at Retsinformation."""

from __future__ import annotations

from typing import Final

from rdflib import URIRef

from extract import fact
from kommunegraf import identity
from kommunegraf.describe.draft import Draft
from kommunegraf.describe.literals import date, text
from kommunegraf.terms import DCT, ELI, KG

SHORT: Final[dict[fact.ActKind, str]] = {"act": "LOV", "consolidated-act": "LBK", "executive-order": "BEK"}
"""The letters by which Retsinformation tells the kinds of act."""


def legal_reference(draft: Draft, found: fact.LegalReference) -> URIRef:
    """The statement that the document, or an item of it, refers to an act."""
    node = draft.node("legal-reference", found.number, found.date[:4], found.item_number)
    draft.type(node, KG.LegalReference)
    act = draft.type(identity.act(found.number, found.date), KG.Act)
    draft.set(node, KG.act, act)
    draft.item(node, DCT.isPartOf, found.item_number)
    draft.set(act, ELI.id_local, text(f"{SHORT[found.kind]} nr {found.number} af {_printed(found.date)}"))
    draft.set(act, ELI.date_document, date(found.date))
    draft.set(act, DCT.type, identity.concept("act-kind", found.kind))
    return node


def _printed(iso: str) -> str:
    """A date as Retsinformation writes it in the name of an act: 03/05/2031."""
    return "/".join(reversed(iso.split("-")))
