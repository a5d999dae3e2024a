"""Sums set aside, shares of pools and printed totals as triples; every sum is an amount of its own."""

from __future__ import annotations

from rdflib import Literal, URIRef

from extract import fact
from kommunegraf import identity
from kommunegraf.describe.draft import Draft
from kommunegraf.describe.literals import danish, decimal, text, whole, year
from kommunegraf.terms import DCT, KG, ORG, SCHEMA


def funding(draft: Draft, found: fact.Funding) -> URIRef:
    """A sum of public money, what it is for, from when to when."""
    node = draft.node("funding", found.purpose, decimal(found.amount.value), found.from_year, found.to_year)
    draft.type(node, KG.Funding)
    draft.set(node, KG.purpose, danish(found.purpose))
    if found.kind:
        draft.set(node, DCT.type, identity.concept("funding-kind", found.kind))
    _amount(draft, node, found.amount)
    draft.set(node, KG.fromYear, year(found.from_year))
    draft.set(node, KG.toYear, year(found.to_year))
    if found.recurrence:
        draft.set(node, KG.recurrence, identity.concept("recurrence", found.recurrence))
    draft.agreement(node, found.agreement)
    return node


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


def _amount(draft: Draft, node: URIRef, money: fact.Money) -> None:
    """The sum in kroner beside its printed words; named after the fact that it belongs to."""
    amount = identity.iri("amount", *str(node).rsplit("/", 2)[1:])
    if (node, SCHEMA.amount, amount) in draft.graph:
        return
    draft.type(amount, KG.Amount)
    draft.set(node, SCHEMA.amount, amount)
    draft.set(amount, SCHEMA.value, decimal(money.value))
    draft.set(amount, SCHEMA.currency, Literal("DKK"))
    draft.set(amount, KG.printed, text(money.printed))
    draft.set(amount, KG.scale, identity.concept("scale", money.scale))
    draft.set(amount, KG.bound, identity.concept("bound", money.bound))
