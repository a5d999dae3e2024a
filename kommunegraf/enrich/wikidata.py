"""What Wikidata calls the things that the reference data link to, in Danish and English.

An answer is JSON of wbgetentities: {"entities": {"Q1": {"labels": {"da": {"value": "…"}}, "descriptions": …}}}.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, Final

from rdflib import RDFS, Literal, URIRef
from rdflib.term import Node

from kommunegraf.enrich.kept import Kept
from kommunegraf.terminology.reference import WIKIDATA
from kommunegraf.terms import SCHEMA

Triple = tuple[Node, URIRef, Node]
ITEM: Final = re.compile(re.escape(WIKIDATA) + r"(Q[1-9]\d{0,11})")
LANGUAGES: Final = ("da", "en")
LONGEST: Final = 500
"""Wikidata keeps labels and descriptions to 250 characters; more is no label."""


def wanted(known: Collection[str]) -> list[str]:
    """The items that are linked to, in order of their numbers."""
    found = {item[1] for address in known if (item := ITEM.fullmatch(address))}
    return sorted(found, key=lambda item: int(item[1:]))


def is_right(answer: str) -> bool:
    """Whether an answer is of the form that is read."""
    return bool(_entities(answer))


def facts(answer: Kept, known: Collection[str]) -> Iterator[Triple]:
    """Label and description of each item that was asked about and is still linked to."""
    for item, entity in sorted(_entities(answer.text).items()):
        node = URIRef(WIKIDATA + item)
        if item not in answer.ids or str(node) not in known:
            continue
        for part, predicate in (("labels", RDFS.label), ("descriptions", SCHEMA.description)):
            for language in LANGUAGES:
                text = _text(entity, part, language)
                if text:
                    yield node, predicate, Literal(text, lang=language)


def _entities(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text).get("entities")
    except (ValueError, AttributeError):
        return {}
    return found if isinstance(found, dict) else {}


def _text(entity: Any, part: str, language: str) -> str:
    """One text of an item, "" where there is none or it is no text."""
    try:
        value = entity[part][language]["value"]
    except (KeyError, TypeError):
        return ""
    return " ".join(value.split()) if isinstance(value, str) and len(value) <= LONGEST else ""
