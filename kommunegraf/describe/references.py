"""Words that point at something named elsewhere, as triples: what they mean, or why it stays open."""

from __future__ import annotations

from rdflib import URIRef

from extract import fact
from kommunegraf import identity
from kommunegraf.describe.draft import Draft
from kommunegraf.describe.literals import danish, text, whole
from kommunegraf.describe.money import funding
from kommunegraf.terms import BESLUIT, DCT, ELI, KG, ORG


def reference(draft: Draft, found: fact.Reference) -> URIRef:
    """The statement that words stand for a thing; the thing is the one that its own name gives in any document."""
    meant = _meant(draft, found) if found.target else None
    node = draft.node("reference", found.kind, found.printed, meant or found.gap)
    draft.type(node, KG.Reference)
    draft.set(node, DCT.type, identity.concept("reference-kind", found.kind))
    draft.set(node, KG.printedName, text(found.printed))
    draft.set(node, KG.times, whole(found.times))
    draft.set(node, KG.targetName, text(found.target))
    if meant is not None:
        draft.link(node, KG.refersTo, meant, CLASSES[found.kind], found.target)
    else:
        draft.set(node, KG.referenceGap, identity.concept("reference-gap", found.gap))
    return node


CLASSES = {
    "agreement": ELI.Work,
    "reform": KG.Reform,
    "pool": KG.FundingPool,
    "body": ORG.Organization,
    "item": BESLUIT.Agendapunt,
    "attachment": KG.Attachment,
    "sum": KG.Funding,
}
"""What a thing is where no fact describes it, by the kind of reference."""


def _meant(draft: Draft, found: fact.Reference) -> URIRef:
    if found.funding is not None:
        return funding(draft, found.funding)
    if found.kind == "attachment":
        return draft.node("attachment", found.item_number, found.target)
    if found.kind == "item":
        return identity.iri("agenda-item", *draft.item_key(found.target))
    if found.kind == "pool":
        pool = draft.type(identity.pool(found.target), KG.FundingPool)
        draft.set(pool, DCT.title, danish(found.target))
        return pool
    if found.kind == "body":
        return draft.body_iri(found.target)
    return identity.reform(found.target) if found.kind == "reform" else identity.agreement(found.target, draft.scope)
