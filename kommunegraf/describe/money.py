"""Sums set aside, shares of pools and printed totals as triples; every sum is an amount of its own."""

from __future__ import annotations

from typing import Final

from rdflib import Literal, URIRef

from extract import fact
from kommunegraf import identity
from kommunegraf.describe.draft import Draft
from kommunegraf.describe.literals import danish, decimal, text, whole, year
from kommunegraf.terms import DCT, KG, ORG, PROV, SCHEMA

OWN: Final = {"kommunen": "municipality", "regionen": "region"}
"""The words for the body whose document it is, by the kind of body that they mean."""


def funding(draft: Draft, found: fact.Funding) -> URIRef:
    """A sum of public money: what it is for, from when to when, who pays and gets it, and what it is a part of."""
    node = _funding_node(draft, found)
    draft.type(node, KG.Funding)
    draft.set(node, KG.purpose, danish(found.purpose))
    _listed(draft, node, DCT.type, "funding-kind", found.kind)
    _listed(draft, node, KG.direction, "direction", found.direction)
    _amount(draft, node, found.amount, found.repeated)
    draft.set(node, KG.fromYear, year(found.from_year))
    draft.set(node, KG.toYear, year(found.to_year))
    _listed(draft, node, KG.periodKind, "period-kind", found.period)
    draft.set(node, KG.agreementYear, year(found.agreement_year))
    _listed(draft, node, KG.recurrence, "recurrence", found.recurrence)
    draft.agreement(node, found.agreement)
    draft.set(node, KG.payerName, text(found.payer))
    _hand(draft, node, SCHEMA.funder, found.payer)
    draft.set(node, KG.recipientName, text(found.recipient))
    _hand(draft, node, KG.recipient, found.recipient)
    if found.part_of is not None and _funding_node(draft, found.part_of) != node:
        draft.set(node, DCT.isPartOf, _funding_node(draft, found.part_of))
    return node


def _funding_node(draft: Draft, found: fact.Funding) -> URIRef:
    return draft.node("funding", found.purpose, decimal(found.amount.value), found.from_year, found.to_year)


def _listed(draft: Draft, node: URIRef, predicate: URIRef, scheme: str, notation: str | None) -> None:
    """A concept of one of the closed lists, where one is told."""
    if notation:
        draft.set(node, predicate, identity.concept(scheme, notation))


def _hand(draft: Draft, node: URIRef, predicate: URIRef, name: str) -> None:
    """Links to who pays or gets a sum: a body of the reference data or of this document, or the document's own.

    Any other name ("kommunerne") stays a printed name.
    """
    if name.lower() in OWN:
        own = identity.entry(draft.publisher)
        name = draft.publisher if own is not None and own.kind == OWN[name.lower()] else ""
    if name and (identity.entry(name) or any(isinstance(b, fact.Body) and b.label == name for b in draft.facts)):
        draft.body(node, predicate, name)


def allocation(draft: Draft, found: fact.Allocation) -> URIRef:
    """A share of a pool given to one recipient."""
    node = draft.node("allocation", found.pool, found.recipient, found.recipient_code, decimal(found.amount.value))
    draft.type(node, KG.Allocation)
    _pool(draft, node, found.pool)
    draft.set(node, KG.recipientName, text(found.recipient))
    draft.set(node, KG.recipientCode, text(found.recipient_code))
    if found.recipient_code:
        recipient = identity.coded(found.recipient_code)
        draft.link(node, KG.recipient, recipient, ORG.Organization, found.recipient)
    else:
        draft.body(node, KG.recipient, found.recipient)
    _amount(draft, node, found.amount)
    draft.set(node, KG.places, whole(found.places))
    return node


def pool_total(draft: Draft, found: fact.PoolTotal) -> URIRef:
    """The total that an allocation table prints."""
    node = draft.type(draft.node("pool-total", found.pool, decimal(found.amount.value)), KG.PoolTotal)
    _pool(draft, node, found.pool)
    _amount(draft, node, found.amount)
    draft.set(node, KG.places, whole(found.places))
    return node


def _pool(draft: Draft, node: URIRef, name: str) -> None:
    draft.set(node, KG.poolName, text(name))
    if name:
        pool = draft.type(identity.pool(name), KG.FundingPool)
        draft.set(pool, DCT.title, danish(name))
        draft.set(node, KG.pool, pool)


def _amount(draft: Draft, node: URIRef, money: fact.Money, repeated: tuple[fact.Money, ...] = ()) -> None:
    """The sum in kroner beside its printed words, named after the fact that it belongs to; and its other tellings."""
    amount = identity.iri("amount", *str(node).rsplit("/", 2)[1:])
    if (node, SCHEMA.amount, amount) in draft.graph:
        return
    draft.set(node, SCHEMA.amount, _value(draft, amount, money))
    for other in repeated:
        again = URIRef(f"{amount}/{other.price_level}")
        draft.add(amount, PROV.alternateOf, _value(draft, again, other))


def _value(draft: Draft, amount: URIRef, money: fact.Money) -> URIRef:
    draft.type(amount, KG.Amount)
    draft.set(amount, SCHEMA.value, decimal(money.value))
    draft.set(amount, SCHEMA.currency, Literal("DKK"))
    draft.set(amount, KG.printed, text(money.printed))
    draft.set(amount, KG.scale, identity.concept("scale", money.scale))
    draft.set(amount, KG.bound, identity.concept("bound", money.bound))
    draft.set(amount, KG.priceLevel, year(money.price_level))
    return amount
