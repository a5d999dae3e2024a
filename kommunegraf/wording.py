"""How answers read on a page: columns and coded values in Danish, numbers with Danish separators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from rdflib import SKOS, Graph

from extract.resources import ROOT

DANISH: Final = {
    "action": "indstilling",
    "about": "om",
    "agreement": "aftale",
    "allotted": "fordelt",
    "amount": "beløb",
    "amount_per_place": "beløb pr. plads",
    "appointed_by": "udpeget af",
    "body": "organ",
    "case_number": "sagsnummer",
    "code": "kode",
    "count": "antal",
    "date": "dato",
    "decided": "besluttet",
    "difference": "forskel",
    "direction": "retning",
    "period_kind": "periodens art",
    "agreement_year": "aftalens år",
    "payer": "betaler",
    "paying_body": "betalende organ",
    "receiving_body": "modtagende organ",
    "whole": "helhed",
    "whole_amount": "helhedens beløb",
    "part": "del",
    "part_amount": "delens beløb",
    "price_level": "prisniveau",
    "other_level": "andet prisniveau",
    "other_amount": "beløb i andet prisniveau",
    "other_printed": "trykt i andet prisniveau",
    "document": "dokument",
    "expected": "forventet",
    "explanation": "forklaring",
    "fact": "kendsgerning",
    "former": "før",
    "files": "filer",
    "holding": "beholdning",
    "items": "ventede punkter",
    "metric": "mål",
    "missing_facts": "mangler",
    "missing_items": "manglende punkter",
    "note": "bemærkning",
    "property": "egenskab",
    "reason": "grund",
    "reference": "referencedata",
    "review_status": "gælder",
    "rules": "regler",
    "verdict": "bedømmelse",
    "from_year": "fra år",
    "kind": "art",
    "label": "navn",
    "meeting_date": "mødedato",
    "number": "nummer",
    "of": "ud af",
    "officer": "sagsbehandler",
    "organisation": "organisation",
    "outcome": "udfald",
    "entity": "enhed",
    "dataset": "tabel",
    "measure": "mål",
    "period": "periode",
    "unit": "enhed for tal",
    "item_number": "punkt",
    "place": "sted",
    "start": "begynder",
    "end": "slutter",
    "status": "fremmøde",
    "ballot": "afstemning",
    "side": "side",
    "voters": "stemmer",
    "letter": "partibogstav",
    "qualifier": "forbehold",
    "recurrence": "gentagelse",
    "recipient_code": "modtagers kode",
    "funder": "giver",
    "page": "side",
    "part_of": "del af",
    "party": "parti/part",
    "percent": "procent",
    "places": "pladser",
    "pool": "pulje",
    "printed": "trykt",
    "printed_total": "trykt total",
    "publisher": "udgiver",
    "purpose": "formål",
    "quote": "citat",
    "recipient": "modtager",
    "recipients": "modtagere",
    "recommendation": "indstilling",
    "recommended": "indstillet",
    "role": "rolle",
    "seats": "pladser",
    "statement": "udsagn",
    "title": "titel",
    "to_year": "til år",
    "value": "værdi",
    "what": "hvad",
    "who": "hvem",
}
"""Column names in Danish; the others are the same in both languages."""
"""Column names in Danish; the others are the same in both languages."""
NUMBERS: Final = frozenset(
    {"amount", "amount_per_place", "allotted", "printed_total", "difference", "value", "places"}
    | {"whole_amount", "part_amount", "other_amount"}
)
"""Columns of figures: set to the right, with points between the thousands."""
CODED: Final = frozenset(
    {
        "action",
        "decided",
        "direction",
        "holding",
        "kind",
        "outcome",
        "period_kind",
        "qualifier",
        "recommended",
        "recurrence",
        "review_status",
        "status",
        "verdict",
    }
)
"""Columns whose values are notations of our closed lists, several of them parted by commas."""


def column(name: str) -> str:
    """The Danish heading of a column."""
    return DANISH.get(name, name.replace("_", " "))


def cell(name: str, term: Mapping[str, str] | None) -> str:
    """A value of a column, a term of the SPARQL results JSON, as a Danish reader expects it; "" where unbound."""
    if term is None:
        return ""
    value = " ".join(term["value"].split())
    if name in CODED:
        return ", ".join(_labels().get(part, part) for part in value.split(", "))
    if name in NUMBERS and re.fullmatch(r"-?\d+(?:\.\d+)?", value):
        whole, _, decimals = value.partition(".")
        return f"{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals.strip("0") else "")
    return value


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    """The Danish label of each notation of the closed lists."""
    concepts = Graph().parse(ROOT / "ontology" / "concepts.ttl")
    return {
        str(notation): str(label)
        for concept, notation in concepts.subject_objects(SKOS.notation)
        for label in concepts.objects(concept, SKOS.prefLabel)
        if getattr(label, "language", None) == "da"
    }
