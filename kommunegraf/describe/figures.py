"""Claims about shares, figures of tables, milestones, and what does not add up, as triples."""

from __future__ import annotations

from rdflib import RDFS, Literal, URIRef

from extract import fact
from kommunegraf import identity
from kommunegraf.describe.draft import Draft
from kommunegraf.describe.literals import danish, decimal, text, whole
from kommunegraf.terms import DCT, KG, TIME


def indicator(draft: Draft, found: fact.Indicator) -> URIRef:
    """A claim "N of M" or "P per cent"."""
    figures = (decimal(found.count), decimal(found.of), decimal(found.percent))
    node = draft.type(draft.node("indicator", found.statement, *(figure or "" for figure in figures)), KG.Indicator)
    draft.set(node, KG.statement, danish(found.statement))
    for predicate, figure in zip((KG["count"], KG.of, KG.percent), figures, strict=True):
        draft.set(node, predicate, figure)
    return node


def observation(draft: Draft, found: fact.Observation) -> URIRef:
    """One figure of a table."""
    value = decimal(found.value)
    node = draft.node("observation", found.dataset, found.entity, found.measure, found.period, value)
    draft.type(node, KG.Observation)
    draft.set(node, KG.datasetName, text(found.dataset))
    draft.set(node, KG.entityName, text(found.entity))
    known = identity.entry(found.entity) if found.entity else None
    if known is not None:
        draft.set(node, KG.entity, identity.iri(known.iri_path))
    draft.set(node, KG.measure, danish(found.measure))
    draft.set(node, KG.period, text(found.period))
    draft.set(node, KG.value, value)
    draft.set(node, KG.unit, text(found.unit))
    return node


def milestone(draft: Draft, found: fact.Milestone) -> URIRef:
    """A deadline or planned event, on an instant as precise as the text."""
    node = draft.type(draft.node("milestone", found.date, found.what), KG.Milestone)
    draft.set(node, TIME.hasTime, draft.instant(found.date))
    draft.set(node, KG.what, danish(found.what))
    draft.set(node, KG.whoName, text(found.who))
    draft.set(node, KG.reform, draft.reform_in(found.what))
    return node


def finding(draft: Draft, found: fact.Finding) -> URIRef:
    """Something that does not add up: the printed figure beside the one that follows from the rest."""
    expected, printed = decimal(found.expected), decimal(found.printed)
    node = draft.type(draft.node("finding", found.about, found.message_en, expected, printed), KG.Finding)
    draft.set(node, DCT.type, identity.concept("finding-kind", "total"))
    draft.set(node, KG.about, danish(found.about))
    draft.graph.add((node, RDFS.comment, Literal(found.message_da, lang="da")))
    draft.graph.add((node, RDFS.comment, Literal(found.message_en, lang="en")))
    draft.set(node, KG.expected, expected)
    draft.set(node, KG.printedValue, printed)
    return node


def redaction(draft: Draft, found: fact.Redaction) -> URIRef:
    """That a page holds what looks like CPR numbers, which were masked: how many, never which."""
    node = draft.type(draft.node("redaction", found.evidence.page or ""), KG.Redaction)
    draft.set(node, KG.maskedNumbers, whole(found.count))
    danish_, english = (
        "Dokumentet indeholder, hvad der ligner CPR-numre: fjern dem, før det offentliggøres.",
        "The document contains what looks like CPR numbers: remove them before it is published.",
    )
    draft.graph.add((node, RDFS.comment, Literal(danish_, lang="da")))
    draft.graph.add((node, RDFS.comment, Literal(english, lang="en")))
    return node
