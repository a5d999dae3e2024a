"""What terms and values are called in Danish and English, for sentences and messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from extract.resources import ROOT
from kommunegraf.base import BASE
from kommunegraf.quads import Value
from kommunegraf.rdf import nquads
from kommunegraf.store import Store
from kommunegraf.terms import DCT, ELI, ELI_DL, SCHEMA

Text = tuple[str, str]
"""The same in Danish and in English."""
MONTHS: Final = (
    ("januar", "January"),
    ("februar", "February"),
    ("marts", "March"),
    ("april", "April"),
    ("maj", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("august", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
)
OUTSIDE: Final[dict[str, Text]] = {
    str(DCT.title): ("titel", "title"),
    str(DCT.date): ("dato", "date"),
    str(DCT.issued): ("dato", "date"),
    str(DCT.identifier): ("sagsnummer", "case number"),
    str(DCT.type): ("art", "kind"),
    str(ELI.date_document): ("dato", "date"),
    str(ELI_DL.decision_outcome): ("udfald", "outcome"),
    str(SCHEMA.text): ("ordlyd", "wording"),
    str(SCHEMA.validFrom): ("fra", "from"),
    str(SCHEMA.validThrough): ("til", "to"),
}
"""Properties of other vocabularies whose values are told."""


def label(term: str) -> Text:
    """The label of a class or property of ours, or of one of OUTSIDE; ("", "") where it has none."""
    return OUTSIDE.get(term) or _labels("kommunegraf.ttl").get(term, ("", ""))


def concept(iri: str) -> Text | None:
    """The label of a concept of the closed lists or of the topics, None where it is none."""
    return _labels("concepts.ttl").get(iri) or _labels("topics.ttl").get(iri)


def values(predicate: str, stated: Iterable[Value]) -> Text | None:
    """The values of a property as they are said; None where they are addresses of things that have no label."""
    said: list[Text] = []
    for value in sorted(stated):
        found = concept(value.text) if value.is_thing else _literal(value.text)
        if found is not None and found not in said:
            said.append(found)
    if not said or not label(predicate)[0]:
        return None
    return ", ".join(text[0] for text in said), ", ".join(text[1] for text in said)


def _literal(text: str) -> Text:
    return day(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else (text, text)


def day(iso: str) -> Text:
    """A day or month as it is written: 2031-09-06 → 6. september 2031, 6 September 2031; other words as they are."""
    match = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", iso)
    if match is None or not 1 <= int(match[2]) <= len(MONTHS):
        return iso, iso
    danish, english = MONTHS[int(match[2]) - 1]
    if not match[3]:
        return f"{danish} {match[1]}", f"{english} {match[1]}"
    number = int(match[3])
    return f"{number}. {danish} {match[1]}", f"{number} {english} {match[1]}"


@lru_cache(maxsize=8)
def _labels(file: str) -> dict[str, Text]:
    rows = Store.of_lines(nquads(ROOT / "ontology" / file, graph=BASE)).rows(
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        "SELECT ?term ?da ?en { ?term rdfs:label|skos:prefLabel ?da , ?en "
        'FILTER(LANG(?da) = "da" && LANG(?en) = "en") }'
    )
    return {term: (danish, english) for term, danish, english in rows.rows}
