"""What is said of a thing itself: its kind, what it is called, its values, and where else it is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from rdflib import OWL, RDF, RDFS
from starlette.requests import Request

from kommunegraf.pages.asking import Row, asked
from kommunegraf.pages.language import Links
from kommunegraf.terms import BASE, DCT, ELI, FOAF, KG, ORG, SCHEMA, SKOS
from kommunegraf.wording import Words

NAMES: Final = (
    SKOS.prefLabel,
    DCT.title,
    FOAF.name,
    *(KG[name] for name in ("about", "purpose", "what", "statement", "printedName", "personName", "partyName")),
    *(KG[name] for name in ("agreementName", "poolName", "recipientName", "bodyName", "datasetName", "printed")),
    ELI.id_local,
    RDFS.label,
    RDFS.comment,
    SCHEMA.text,
    DCT.identifier,
)
"""The properties that give a thing its name, the best first."""
ELSEWHERE: Final = (SKOS.exactMatch, SKOS.closeMatch, OWL.sameAs, RDFS.seeAlso, FOAF.homepage, DCT.source)
"""The properties that lead to the same thing in other data."""
APART: Final = (RDF.type, SKOS.inScheme, DCT.language, KG.recommendation, KG.memberMunicipality)
UNSAID: Final = frozenset(map(str, (*APART, *ELSEWHERE)))
"""Properties that are shown elsewhere on the page or tell a reader nothing."""
SUMMED: Final = 12
"""Values shown of one property."""
NOUNS: Final = re.compile(r"[^/]+$")


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is shown, with the page of the thing that it is, if it is one."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """A thing: its classes by local names, its kind in words, its name, what is said of it, and links elsewhere."""

    classes: frozenset[str]
    kind: str
    name: str
    said: Mapping[str, tuple[Value, ...]]
    elsewhere: tuple[Value, ...]


async def described(request: Request, iri: str, words: Words, links: Links) -> Described | None:
    """What is said of a thing; None where nothing is."""
    rows = (await asked(request, "described", thing=iri)).rows
    if not rows:
        return None
    values: dict[str, dict[str, Value]] = {}
    names: dict[str, str] = {}
    for row in rows:
        stated, value = row["property"]["value"], row["value"]
        speaks = value.get("xml:lang", words.language)
        if stated in UNSAID or value["type"] == "bnode":
            continue
        if value["type"] == "literal" and speaks in {words.language, "da"}:
            names[stated] = max(names.get(stated, ""), value["value"], key=lambda name: (len(name), name))
        label = _label(row, words)
        if value["type"] == "literal" and speaks not in {words.language, "da"}:
            continue
        values.setdefault(stated, {}).setdefault(value["value"], _value(stated, value, label, words, links))
    classes = frozenset(str(row["value"]["value"]) for row in rows if row["property"]["value"] == str(RDF.type))
    local = frozenset(NOUNS.search(name)[0].rpartition("#")[2] for name in classes if NOUNS.search(name))  # type: ignore[index]
    kind, name = _kind(classes, values, words), _name(iri, names, values, words, local)
    said = {words.term(stated): tuple(list(found.values())[:SUMMED]) for stated, found in values.items()}
    told = {stated: found for stated, found in said.items() if [value.text for value in found] != [name]}
    return Described(local, kind, name, told, _others(rows))


def _label(row: Row, words: Words) -> str:
    """What a value is called: by its name, a meeting by its body and day, any other thing by its kind; "" for none."""
    said = {name: row[name]["value"] for name in ("label", "body", "date", "class") if name in row}
    if "body" in said:
        return f"{said['body']}, {words.day(said['date'])}"
    return said.get("label") or (words.term(said["class"]) if said.get("class", "").startswith(str(KG)) else "")


def _short(iri: str) -> str:
    """An address that nothing tells a name of: below our base, or its last two segments."""
    return iri.removeprefix(BASE) if iri.startswith(BASE) else "/".join(iri.rstrip("/").split("/")[-2:])


def _value(stated: str, value: Mapping[str, str], label: str, words: Words, links: Links) -> Value:
    text = value["value"]
    if value["type"] == "literal":
        kind = value.get("datatype", "").rpartition("#")[2]
        if kind in {"date", "gYearMonth"}:
            return Value(words.day(text))
        return Value(words.number(text) if kind in {"decimal", "integer"} else words.truth(text, kind))
    if text.startswith(f"{BASE}concept/") and "/concept/topic/" not in text:
        scheme, _, notation = text.removeprefix(f"{BASE}concept/").rpartition("/")
        return Value(words.concept(notation, scheme), links.thing(text))
    shown = words.day(label) if label else _short(text)
    return Value(shown, links.thing(text)) if text.startswith(("http://", "https://")) else Value(shown)


def _kind(classes: frozenset[str], values: Mapping[str, Mapping[str, Value]], words: Words) -> str:
    """The most telling class in words; of a body what the reference data or the document says it is."""
    ours = sorted(name for name in classes if name.startswith(str(KG)) and name != str(KG.Body))
    if ours:
        return ", ".join(words.term(name) for name in ours)
    classified = values.get(str(ORG.classification), {})
    if classified:
        return next(iter(classified.values())).text
    return ", ".join(words.term(name) for name in sorted(classes))


def _name(
    iri: str,
    names: Mapping[str, str],
    values: Mapping[str, Mapping[str, Value]],
    words: Words,
    classes: frozenset[str],
) -> str:
    if "Meeting" in classes:
        body, date = names.get(str(KG.bodyName), ""), names.get(str(DCT.date), "")
        return f"{body}, {words.day(date)}"
    linked = [value.text for found in values.values() for value in found.values() if value.href.startswith("/id/")][:2]
    own = " – ".join(linked) or iri.removeprefix(BASE)
    found = next((names[str(known)] for known in NAMES if names.get(str(known))), own)
    if "AgendaItem" in classes and names.get(str(KG.number)):
        return words.text("item_name", number=names[str(KG.number)], title=found)
    return " ".join(found.split())


def _others(rows: object) -> tuple[Value, ...]:
    found: dict[str, Value] = {}
    for row in rows:  # type: ignore[attr-defined]
        address = row["value"]["value"]
        if row["property"]["value"] in set(map(str, ELSEWHERE)) and address.startswith(("http://", "https://")):
            host = urlsplit(address).hostname or ""
            tail = address.rstrip("/").rpartition("/")[2]
            found[address] = Value(f"{host.removeprefix('www.')}: {tail}", address)
    return tuple(found[address] for address in sorted(found))
