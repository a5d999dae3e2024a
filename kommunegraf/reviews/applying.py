"""Reviews applied to the facts of a document: wrong ones left out, corrected ones mended, all of them told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import product
from typing import Any, Final

from rdflib import RDF, RDFS, XSD, Graph, URIRef
from rdflib import Literal as Value

from extract.document import Document
from extract.fact import Fact
from extract.privacy import masked_text
from kommunegraf import identity
from kommunegraf.reviews.table import Review, kind_of
from kommunegraf.reviews.values import Unusable, mended, said, value_of
from kommunegraf.terms import DCT, KG

APPLIED, LAPSED, OPEN = "applied", "lapsed", "open"
"""What came of a review: it counts; its quote no longer stands in the text; it does not say which fact or value."""
Place = tuple[int, int]
HYPHEN: Final = re.escape("-")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one review: the facts that it speaks of now, and the value before; messages where it lapsed."""

    review: Review
    status: str
    facts: tuple[Fact, ...] = ()
    former: str = ""
    danish: str = ""
    english: str = ""


def apply(document: Document, facts: Iterable[Fact], reviews: Iterable[Review]) -> tuple[list[Fact], list[Outcome]]:
    """The facts after the reviews, in order, and what came of each review; a later one sees what earlier ones did.

    Of two that contradict each other the later one counts, and neither where they are of one day.
    """
    reviews = list(reviews)
    kept, outcomes = list(facts), list[Outcome]()
    for review in reviews:
        found = places(document.text, review.quote)
        against = [other for other in reviews if other.when >= review.when and _contradict(review, other)]
        if not found or against:
            outcomes.append(_outdone(review, against[0]) if found else _lapsed(review))
            continue
        try:
            changes, former = _changes(review, _meant(review, kept, found))
        except Unusable as fault:
            outcomes.append(Outcome(review, OPEN, danish=fault.danish, english=fault.english))
            continue
        outcomes.append(Outcome(review, APPLIED, tuple(changes), former))
        kept = _after(changes, kept)
        outcomes = [replace(outcome, facts=tuple(_after(changes, outcome.facts))) for outcome in outcomes]
    return kept, outcomes


def _lapsed(review: Review) -> Outcome:
    return Outcome(
        review,
        LAPSED,
        danish=f"citatet «{review.quote}» står ikke længere i teksten: læs stedet igen, og ret eller fjern rækken.",
        english=f"the quote «{review.quote}» is no longer in the text: read it again and mend or remove the row.",
    )


def _contradict(one: Review, other: Review) -> bool:
    """Whether two reviews of the same words cannot both be right: another verdict, or another value of a property."""
    if (one.quote, kind_of(one.fact)) != (other.quote, kind_of(other.fact)):
        return False
    corrected = [review.verdict == "corrected" for review in (one, other)]
    if all(corrected):
        return one.property == other.property and one.value != other.value
    if one.verdict == other.verdict:
        return False
    meant = {(review.property, review.value) for review in (one, other) if review.verdict != "corrected"}
    return meant == {("", "")} if any(corrected) else len(meant) == 1


def _outdone(review: Review, other: Review) -> Outcome:
    otherwise, day = f"{other.verdict} {other.value}".strip(), other.when
    return Outcome(
        review,
        OPEN,
        danish=f"«{review.quote}»: {other.who} sagde {day} noget andet ({otherwise}): fjern den ene række.",
        english=f"«{review.quote}»: {other.who} said otherwise on {day} ({otherwise}): remove one of the rows.",
    )


def places(text: str, quote: str) -> list[Place]:
    """Where a quote stands in a text, whatever its spaces and lines; a hyphen at the end of a line may stand or not."""
    words = [re.escape(word) for word in quote.split()]
    pattern = "".join(
        f"{word.removesuffix(HYPHEN)}-?\\s*" if word.endswith(HYPHEN) and word != HYPHEN else rf"{word}\s+"
        for word in words[:-1]
    )
    return [found.span() for found in re.finditer(pattern + words[-1], text)]


def _changes(review: Review, found: Sequence[Fact]) -> tuple[dict[Fact, Fact | None], str]:
    """What becomes of each fact that a review speaks of (None: left out), and the value that was corrected."""
    corrected = review.verdict == "corrected"
    if len(found) > 1 and (corrected or len({(fact.evidence.start, fact.evidence.end) for fact in found}) > 1):
        raise Unusable(
            f"«{review.quote}» giver {len(found)} kendsgerninger: citér flere ord omkring den ene, eller skriv fact.",
            f"«{review.quote}» gives {len(found)} facts: quote more words around the one, or fill in fact.",
        )
    if not corrected:
        return {fact: fact if review.verdict == "right" else None for fact in found}, ""
    fact = found[0]
    former = value_of(fact, review.property)
    return {fact: mended(fact, review.property.split("."), masked_text(review.value))}, said(former)


def _meant(review: Review, facts: Iterable[Fact], places: Iterable[Place]) -> list[Fact]:
    """The facts of this kind that were read from just this quote, else from words that hold it, else from within it."""
    kind = kind_of(review.fact)
    fits: tuple[list[Fact], ...] = ([], [], [])
    for fact in facts:
        if kind in {"", kind_of(type(fact).__name__), fact.evidence.rule.partition("/")[0]}:
            start, end = fact.evidence.start, fact.evidence.end
            for (first, last), fitting in product(places, (0, 1, 2)):
                within, holds = first <= start and end <= last, start <= first and last <= end
                if (within and holds, holds, within)[fitting] and fact not in fits[fitting]:
                    fits[fitting].append(fact)
    found = next((fitting for fitting in fits if fitting), [])
    if review.property and review.verdict != "corrected":
        wanted = _plain(review.value)
        found = [fact for fact in found if _plain(said(value_of(fact, review.property))) == wanted]
    if not found:
        raise Unusable(
            f"af «{review.quote}» læses ingen sådan kendsgerning mere: rækken kan fjernes eller rettes.",
            f"no such fact is read from «{review.quote}» any more: the row can be removed or mended.",
        )
    return found


def _after(changes: Mapping[Fact, Fact | None], facts: Iterable[Fact]) -> list[Fact]:
    return [new for fact in facts if (new := _followed(fact, changes)) is not None]


def _followed(fact: Fact, changes: Mapping[Fact, Fact | None]) -> Fact | None:
    """A fact after the changes, also of the facts that it points to; what is said of one left out goes with it."""
    if fact in changes:
        return changes[fact]
    for field in fields(fact):
        pointed = getattr(fact, field.name)
        if isinstance(pointed, Fact) and pointed in changes:
            if changes[pointed] is None and field.name != "part_of":
                return None
            moved: dict[str, Any] = {field.name: changes[pointed]}
            fact = replace(fact, **moved)
    return fact


def _plain(text: str) -> str:
    return " ".join(text.split())


def publish(graph: Graph, slug: str, outcomes: Iterable[Outcome], nodes: Mapping[Fact, URIRef]) -> None:
    """Adds the reviews to the graph of a document: who, when, what, and of which facts that it still states."""
    for outcome in outcomes:
        review = outcome.review
        key = (review.quote, review.fact, review.verdict, review.property, review.value, review.who, review.when)
        node = identity.iri("review", slug, identity.digest(*key))
        graph.add((node, RDF.type, KG.Review))
        graph.add((node, DCT.subject, identity.iri("document", slug)))
        graph.add((node, KG.verdict, identity.concept("review-verdict", review.verdict)))
        graph.add((node, KG.reviewStatus, identity.concept("review-status", outcome.status)))
        graph.add((node, KG.reviewedQuote, Value(masked_text(review.quote))))
        graph.add((node, KG.reviewer, Value(masked_text(review.who))))
        graph.add((node, DCT.date, Value(review.when, datatype=XSD.date)))
        if review.note:
            graph.add((node, RDFS.comment, Value(masked_text(review.note), lang="da")))
        if review.verdict == "corrected":
            graph.add((node, KG.reviewedProperty, Value(review.property)))
            graph.add((node, KG.correctedValue, Value(masked_text(review.value))))
            graph.add((node, KG.formerValue, Value(outcome.former)))
        for fact in outcome.facts:
            if fact in nodes and (nodes[fact], RDF.type, None) in graph:
                graph.add((node, KG.reviewed, nodes[fact]))
