"""How IRIs are made from names, dates and numbers, so that the same thing in two documents is one IRI.

Identity never depends on a page, a position or the order of reading. Names of the reference data give their own IRI;
other bodies go by their name, and generic ones ("Byrådet", "Økonomiudvalget") by the municipality that they belong to.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from rdflib import URIRef

from extract.gazetteer import Entry, gazetteer
from kommunegraf.terms import BASE

AREAS = frozenset({"municipality", "region", "kkr"})
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "đ": "d", "ł": "l"})
DEFINITE = re.compile(
    r"(?:udvalget|rådet|bestyrelsen|styregruppen|direktionen|forvaltningen|sekretariatet|centeret|centret)$"
)
INDEFINITE = {
    "udvalg": "et",
    "råd": "et",
    "bestyrelse": "n",
    "styregruppe": "n",
    "direktion": "en",
    "forvaltning": "en",
    "administration": "en",
}
UNNAMED = re.compile(
    r"(?:administration|direktion|forvaltning|byråd|kommunalbestyrelse|brugerråd|formandskab)(?:e[nt]|n)?$"
)
CENTRE = re.compile(r"(?:center|sekretariat|afdeling|område|udvalg(?:et)?) (?:for|vedr)", re.IGNORECASE)
FIELD = re.compile(r"udvalg(?:et)? for (.+)", re.IGNORECASE)
ECONOMY = re.compile(
    r"økonomiaftale|(?:kommune|regions)aftalen?\b|(?:kommunernes|regionernes|kommunale|regionale) økonomi|"
    r"\bøa ?['’]?\d\d\b",
    re.IGNORECASE,
)
SHORT_ECONOMY = re.compile(r"\bøa ?['’]?(?:20)?(\d\d)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LEADING = re.compile(r"^(?:den |det )?(?:politiske? )?aftalen? om (?:et |en |den |det )?", re.IGNORECASE)
BUDGET_WORDS = re.compile(
    r"\b(?:budget|(?:budget)?(?:aftalen?|forlig(?:et)?)|budgettet|for|om|til|og|i|den|det|politiske?|årene?|perioden|"
    r"overslagsår(?:ene)?|\d{2,4})\b",
    re.IGNORECASE,
)


def slug(text: str) -> str:
    """Lower case, æ ø å as ae oe aa, other marks folded, all else one hyphen: "Økonomi & Miljø" → oekonomi-miljoe."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(LETTERS)
    folded = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-") or "x" + digest(text)


def digest(*parts: object) -> str:
    """Twelve hexadecimal digits that stand for the key fields of a fact, whatever their case and spacing."""
    folded = "\x1f".join(" ".join(str(part).casefold().split()) for part in parts if part is not None)
    return hashlib.sha256(folded.encode()).hexdigest()[:12]


def iri(*path: str) -> URIRef:
    """The IRI of a path under the base; the segments are slugs or codes."""
    return URIRef(BASE + quote("/".join(path), safe="/-._~'"))


def number(printed: str) -> str:
    """A printed item number as the segment of an IRI, its points kept: "3.2." → 3.2."""
    return "-".join(re.findall(r"[a-z0-9]+(?:\.[a-z0-9]+)*", printed.lower().translate(LETTERS))) or "x" + digest(
        printed
    )


def graph(document_slug: str) -> URIRef:
    """The named graph of a document (also graph("catalogue"), graph("reference"), graph("ontology"))."""
    return iri("graph", document_slug)


def concept(scheme: str, notation: str) -> URIRef:
    """A concept of one of our closed lists (ontology/concepts.ttl)."""
    return iri("concept", scheme, slug(notation))


def person(name: str) -> URIRef:
    """A person, by the name: two persons of one name are one IRI until a document tells them apart."""
    return iri("person", slug(name))


def pool(name: str) -> URIRef:
    """A funding pool, by its name."""
    return iri("pool", slug(name))


def reform(title: str) -> URIRef:
    """A reform, by its title without the definite ending ("reformen" is "reform")."""
    return iri("reform", re.sub(r"reformen\b", "reform", slug(title)))


def case(number: str, scope: str = "") -> URIRef:
    """A case by its number in the records of ``scope``: KL keeps those of all five KKR in one."""
    records = "kl" if scope.startswith("kkr-") else scope
    return iri("case", *([records] if records else []), slug(number))


ELI = "https://www.retsinformation.dk/eli/lta"
"""Lovtidende A, in which acts, consolidated acts and executive orders share one series of numbers each year."""


def act(number: int, date: str) -> URIRef:
    """The ELI address of an act by its number and date at Retsinformation: 123, "2020-05-04" → …/eli/lta/2020/123."""
    return URIRef(f"{ELI}/{date[:4]}/{number}")


KLE_NUMBER = re.compile(
    r"(?P<subject>(?:0\d|1[3-57-9]|2[0-57-9]|3[02]|54|8[1-8])\.\d\d\.\d\d)-?(?P<facet>[A-ZÆØÅ]\d\d)-\d+(?:-\d+)?"
)
"""A case number that begins with a main group of KL's subject index: those that ontology/concepts.ttl names."""


def kle(case_number: str) -> tuple[str, str] | None:
    """Subject and facet of KL's subject index that a case number begins with: "00.16.02-A00-3-23" → 00.16.02, A00.

    None for a number of another form, and for one whose main group there is not.
    """
    found = KLE_NUMBER.fullmatch(case_number)
    return (found["subject"], found["facet"]) if found else None


def meeting(body_iri: URIRef, date: str) -> URIRef:
    """The meeting of a body on a date."""
    return iri("meeting", key(body_iri), date or "undated")


def key(entity: URIRef) -> str:
    """The one segment that stands for a body in the IRIs of what belongs to it: kkr/kkr-x → kkr-x."""
    first, _, rest = str(entity).removeprefix(BASE).partition("/")
    if first in {"body", "kkr", "organisation"}:
        return rest.replace("/", "-")
    return f"{first}-{rest}".replace("/", "-")


def agreement(title: str, scope: str = "") -> URIRef:
    """An agreement by its title; the yearly economy agreement of KL and the government by its year, whatever its name.

    A budget agreement named by nothing but its year ("Budgetaftale 2030") goes by its municipality, ``scope``.
    """
    short = SHORT_ECONOMY.search(title)
    years = [f"20{short[1]}"] if short else YEAR.findall(title)
    if ECONOMY.search(title) and len(set(years)) == 1:
        whose = "regionernes-" if "region" in title.lower() else ""
        return iri("agreement", f"{whose}oekonomiaftale-{years[0]}")
    if scope and "budget" in title.lower() and not re.search(r"\w", BUDGET_WORDS.sub("", title)):
        return iri("agreement", scope, slug(title))
    return iri("agreement", slug(LEADING.sub("", title.strip()) or title))


@lru_cache(maxsize=4096)
def entry(label: str, kind: str = "") -> Entry | None:
    """The entry of the reference data that a printed name means, if any; letters of parties need their kind.

    A health council "Horsens" is no municipality: a name of another kind that is printed for an area means no area.
    """
    found = (kind and gazetteer().resolve(label, kind)) or gazetteer().resolve(label)
    return None if found and kind and found.kind != kind and found.kind in AREAS else found


def scope(publisher: str) -> str:
    """The segment that generic bodies of a publisher's documents stand under: a municipality, region or KKR, or ""."""
    found = entry(publisher) if publisher else None
    if found is None:
        return _parted(publisher)[0]
    if found.kind == "municipality":
        return _municipal(found)
    return slug(found.label) if found.kind in {"region", "kkr"} else ""


def body(label: str, belonging: str = "", kind: str = "") -> URIRef:
    """A body by its printed name: an entry of the reference data, or its slug, generic ones under ``belonging``."""
    found = entry(label, kind)
    if found is not None:
        return iri(found.iri_path)
    own, name = _parted(label)
    if own:
        return iri("body", own, slug(_definite(name)))
    if belonging and _is_generic(name, belonging):
        return iri("body", belonging, slug(_definite(name)))
    return iri("body", slug(label))


def _parted(label: str) -> tuple[str, str]:
    """The municipality that a label names, as a scope, and the generic rest: "X Byråd", "Byrådet i X Kommune"."""
    words = label.split()
    splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words) - 1, 0, -1)]
    pairs = [*splits, *((after, before.removesuffix(" i")) for before, after in splits if before.endswith(" i"))]
    for name, rest in pairs:
        found = entry(name) if _is_generic(rest, "-kommune") else None
        if found is not None and found.kind == "municipality":
            return _municipal(found), rest
    return "", label


def _municipal(found: Entry) -> str:
    name = slug(found.label)
    return name if name.endswith("-kommune") else f"{name}-kommune"


def _is_generic(name: str, belonging: str) -> bool:
    """Whether a name says what a body is, not whose: definite, or in a municipality a committee or centre."""
    lowered = name.lower()
    if re.search(r"(?:\w['’]s|\b[A-ZÆØÅ]\w+s) ", name):
        return False
    if DEFINITE.search(lowered) or UNNAMED.search(lowered):
        return True
    return belonging.endswith("-kommune") and (lowered.endswith("udvalg") or bool(CENTRE.match(lowered)))


def _definite(name: str) -> str:
    """The definite form of a generic name: "Byråd" and "Byrådet" are one, so are a committee's two names for a field.

    "Udvalg for Havn og Skov" is the "Havn- og Skovudvalget".
    """
    if field := FIELD.fullmatch(name):
        return f"{field[1]}udvalget"
    lowered = name.lower()
    return next((name + ending for word, ending in INDEFINITE.items() if lowered.endswith(word)), name)


def coded(code: str) -> URIRef:
    """A municipality (0101), region (1084) or KKR (kkr-hovedstaden) by its code."""
    if code.isdigit():
        return iri("region" if int(code) >= 1000 else "municipality", code)
    return iri("kkr", slug(code))
