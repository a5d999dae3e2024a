"""Reviews applied to the facts of a document: wrong ones left out, corrected ones mended, all of them told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import product
from types import NoneType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from rdflib import RDF, RDFS, XSD, Graph, URIRef
from rdflib import Literal as Value

from extract.document import Document
from extract.fact import Fact
from extract.privacy import masked_text
from kommunegraf import identity
from kommunegraf.reviews.table import Review
from kommunegraf.terms import DCT, KG

APPLIED, LAPSED, OPEN = "applied", "lapsed", "open"
"""What came of a review: it counts; its quote no longer stands in the text; it does not say which fact or value."""
Place = tuple[int, int]
OWN: Final = frozenset({"evidence"})
"""The fields of a fact that nobody corrects."""


class _Unusable(Exception):
    """A review whose property or value does not fit: the message in Danish and English."""

    def __init__(self, danish: str, english: str) -> None:
        self.danish, self.english = danish, english
        super().__init__(english)


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
    """The facts after the reviews, in order, and what came of each review; a later one sees what earlier ones did."""
    kept, outcomes = list(facts), list[Outcome]()
    for review in reviews:
        places = _places(document.text, review.quote)
        if not places:
            outcomes.append(_lapsed(review))
            continue
        try:
            changes, former = _changes(review, _meant(review, kept, places))
        except _Unusable as fault:
            outcomes.append(Outcome(review, OPEN, danish=fault.danish, english=fault.english))
            continue
        kept = [new for fact in kept if (new := _followed(fact, changes)) is not None]
        spoken = tuple(fact for fact in changes.values() if fact is not None)
        outcomes.append(Outcome(review, APPLIED, spoken, former))
    return kept, outcomes


def _lapsed(review: Review) -> Outcome:
    return Outcome(
        review,
        LAPSED,
        danish=f"citatet «{review.quote}» står ikke længere i teksten: læs stedet igen, og ret eller fjern rækken.",
        english=f"the quote «{review.quote}» is no longer in the text: read it again and mend or remove the row.",
    )


def _places(text: str, quote: str) -> list[Place]:
    """Where a quote stands in a text, whatever its spaces and lines."""
    words = r"\s+".join(map(re.escape, quote.split()))
    return [found.span() for found in re.finditer(words, text)]


def _changes(review: Review, found: Sequence[Fact]) -> tuple[dict[Fact, Fact | None], str]:
    """What becomes of each fact that a review speaks of (None: left out), and the value that was corrected."""
    corrected = review.verdict == "corrected"
    if len(found) > 1 and (corrected or len({(fact.evidence.start, fact.evidence.end) for fact in found}) > 1):
        raise _Unusable(
            f"«{review.quote}» giver {len(found)} kendsgerninger: citér flere ord omkring den ene, eller skriv fact.",
            f"«{review.quote}» gives {len(found)} facts: quote more words around the one, or fill in fact.",
        )
    if not corrected:
        return {fact: fact if review.verdict == "right" else None for fact in found}, ""
    fact = found[0]
    former = _read(fact, review.property)
    return {fact: _with(fact, review.property.split("."), masked_text(review.value))}, _said(former)


def _meant(review: Review, facts: Iterable[Fact], places: Iterable[Place]) -> list[Fact]:
    """The facts of this kind that were read from just this quote, else from words that hold it, else from within it."""
    kind = review.fact.casefold()
    fits: tuple[list[Fact], ...] = ([], [], [])
    for fact in facts:
        if kind in {"", type(fact).__name__.casefold(), fact.evidence.rule.partition("/")[0]}:
            start, end = fact.evidence.start, fact.evidence.end
            for (first, last), fitting in product(places, (0, 1, 2)):
                within, holds = first <= start and end <= last, start <= first and last <= end
                if (within and holds, holds, within)[fitting] and fact not in fits[fitting]:
                    fits[fitting].append(fact)
    found = next((fitting for fitting in fits if fitting), [])
    if review.property and review.verdict != "corrected":
        wanted = _plain(review.value)
        found = [fact for fact in found if _plain(_said(_read(fact, review.property))) == wanted]
    if not found:
        raise _Unusable(
            f"af «{review.quote}» læses ingen sådan kendsgerning mere: rækken kan fjernes eller rettes.",
            f"no such fact is read from «{review.quote}» any more: the row can be removed or mended.",
        )
    return found


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


def _read(fact: Any, path: str) -> Any:
    for name in path.split("."):
        fact = getattr(fact, _known(fact, name))
    return fact


def _known(value: Any, name: str) -> str:
    names = [field.name for field in fields(value) if field.name not in OWN] if is_dataclass(value) else []
    if name not in names:
        kind = type(value).__name__
        raise _Unusable(
            f"{kind} har ingen {name}; den har {', '.join(names) or 'ingen'}.",
            f"{kind} has no {name}; it has {', '.join(names) or 'none'}.",
        )
    return name


def _with(value: Any, path: Sequence[str], text: str) -> Any:
    """A fact, or a part of one, with another value at the end of a path."""
    name = _known(value, path[0])
    if len(path) > 1:
        return replace(value, **{name: _with(getattr(value, name), path[1:], text)})
    return replace(value, **{name: _parsed(get_type_hints(type(value))[name], name, text)})


def _parsed(kind: Any, name: str, text: str) -> Any:
    """A value of the kind that a field has."""
    if get_origin(kind) is Literal:
        if text not in get_args(kind):
            listed = ", ".join(get_args(kind))
            raise _Unusable(f"{name} er {text}; skriv {listed}.", f"{name} is {text}; write {listed}.")
        return text
    if get_origin(kind) is tuple and get_args(kind)[0] is str:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if NoneType in get_args(kind):
        (inner,) = [part for part in get_args(kind) if part is not NoneType]
        return _parsed(inner, name, text) if text else None
    try:
        if kind is Decimal:
            return Decimal(text.replace(".", "").replace(",", ".") if "," in text else text)
        if kind is int:
            return int(text)
    except (InvalidOperation, ValueError) as error:
        raise _Unusable(f"{name} er {text}; skriv et tal.", f"{name} is {text}; write a number.") from error
    if kind is str:
        return text
    raise _Unusable(f"{name} kan ikke rettes i tabellen.", f"{name} cannot be corrected in the table.")


def _said(value: Any) -> str:
    """A value as the table has it."""
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


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
