"""What a document, an agenda item or a sum is about, as triples."""

from __future__ import annotations

from rdflib import XSD, Literal, URIRef

from extract import fact
from kommunegraf import identity
from kommunegraf.describe.draft import Draft
from kommunegraf.describe.literals import whole
from kommunegraf.describe.money import funding
from kommunegraf.terms import DCT, KG


def topic(draft: Draft, found: fact.Topic) -> URIRef:
    """The statement that something names a topic; what is about it has it as its subject too."""
    thing = _thing(draft, found)
    subject = identity.concept("topic", found.topic)
    node = draft.type(draft.node("topic", found.topic, thing), KG.TopicStatement)
    draft.set(node, KG.topic, subject)
    draft.set(node, KG.topicOf, thing)
    draft.set(node, KG.times, whole(found.times))
    draft.set(node, KG.isMain, Literal(str(found.main).lower(), datatype=XSD.boolean))
    if found.main:
        draft.add(thing, DCT.subject, subject)
    return node


def _thing(draft: Draft, found: fact.Topic) -> URIRef:
    """The sum, the agenda item or the document that the topic is told of."""
    if found.funding is not None:
        return funding(draft, found.funding)
    if found.item_number:
        return identity.iri("agenda-item", *draft.item_key(found.item_number))
    return identity.iri("document", draft.slug)
