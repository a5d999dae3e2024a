"""Agreements, the parties that made them and the reforms that they begin, as triples."""

from __future__ import annotations

from rdflib import URIRef

from extract import fact
from kommunegraf import identity
from kommunegraf.describe.draft import Draft
from kommunegraf.describe.literals import danish, date, text
from kommunegraf.terms import DCT, ELI, KG, PROV


def agreement(draft: Draft, found: fact.Agreement) -> URIRef:
    """A named agreement; its names in two documents are one node."""
    node = draft.type(identity.agreement(found.title, draft.scope), KG.Agreement)
    draft.set(node, DCT.title, danish(found.title))
    if found.kind:
        draft.set(node, DCT.type, identity.concept("agreement-kind", found.kind))
    draft.set(node, ELI.date_document, date(found.date))
    return node


def agreement_party(draft: Draft, found: fact.AgreementParty) -> URIRef:
    """One party of an agreement, with the short cut from the agreement to the party."""
    node = draft.type(draft.node("agreement-party", found.agreement, found.party), KG.AgreementParty)
    draft.agreement(node, found.agreement)
    draft.set(node, KG.partyName, text(found.party))
    party = draft.body(node, PROV.agent, found.party)
    if party is not None and found.agreement:
        draft.add(identity.agreement(found.agreement, draft.scope), KG.party, party)
    return node


def reform(draft: Draft, found: fact.Reform) -> URIRef:
    """A reform or plan, with the agreement that made it."""
    node = draft.type(identity.reform(found.title), KG.Reform)
    draft.set(node, DCT.title, danish(found.title))
    draft.agreement(node, found.agreement)
    draft.set(node, DCT.date, date(found.date))
    return node
