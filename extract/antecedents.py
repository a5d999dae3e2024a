"""What a pointing word stands for: the one thing of its kind that is named before it, nearest first, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.agreed import named_agreements
from extract.document import Document
from extract.fact import Agreement, Allocation, Facts, PoolTotal, Reform
from extract.grammar.agreement_name import WITHOUT_YEAR
from extract.grammar.pointers import Pointer
from extract.grammar.titles import title_end
from extract.outline import outline
from extract.reformed import named_reforms

OPENING = 1500
"""Characters in which a document that is an agreement names itself."""
KINDS = {
    "økonomi": "economy-agreement",
    "kommune": "economy-agreement",
    "regions": "economy-agreement",
    "budget": "budget-agreement",
    "ramme": "framework-agreement",
    "treparts": "tripartite-agreement",
    "udmøntnings": "implementation-agreement",
    "implementerings": "implementation-agreement",
}
"""The kind of agreement that the first part of a compound tells."""
POOL = re.compile(r"\b(?P<word>[A-ZÆØÅ]?[a-zæøå]*[Pp]ulje)(?:n|r|rne)? (?P<link>til|for) (?=[a-zæøåA-ZÆØÅ])")
PLACED = re.compile(r" (?:stillede|udsatte|belastede|ramte|trængte) [a-zæøå]+")
"""A participle before a noun, which does not end the name of a pool: "vanskeligt stillede kommuner"."""
RIVAL = {
    "agreement": re.compile(
        r"(?<!er en )(?<!er et )\b\w*(?:aftale|overenskomst|kontrakt|forlig)(?:r|rne)?\b(?! (?:er|om at)\b)|"
        r"\b\w{3,}(?:aftalen|forliget)s?\b",
        re.IGNORECASE,
    ),
    "pool": re.compile(r"\b\w*puljer?\b|\b\w{3,}puljen\b", re.IGNORECASE),
}
"""Things of the kind that have no name of their own: a pointing word may mean them as well."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a document names: its kind, the name it is known by, and the places where it is named.

    ``places`` are ranges of the text, in reading order; ``of_kind`` is the kind of an agreement.
    """

    kind: str
    name: str
    places: tuple[tuple[int, int], ...]
    of_kind: str = ""


def things(document: Document, facts: Facts) -> list[Thing]:
    """The agreements, reforms and pools that a document names and that are facts of it."""
    return [*_agreements(document, facts), *_reforms(document, facts), *_pools(document, facts)]


def _agreements(document: Document, facts: Facts) -> Iterator[Thing]:
    places = {
        named.best.name.title: tuple(
            (place.start, place.end)
            for place in named.places
            if place is named.best or place.name.key not in WITHOUT_YEAR  # "budgetforliget" points at one
        )
        for named in named_agreements(document)
    }
    for told in {found.title: found for found in facts.of(Agreement)}.values():
        own = (told.evidence.start, told.evidence.end)
        yield Thing("agreement", told.title, tuple(sorted({own, *places.get(told.title, ())})), told.kind)


def _reforms(document: Document, facts: Facts) -> Iterator[Thing]:
    known = {reform.title for reform in facts.of(Reform)}
    for named in named_reforms(document):
        if named.title in known:
            places = tuple((start, start + name.end - name.start) for start, name in named.places)
            yield Thing("reform", named.title, places)


def _pools(document: Document, facts: Facts) -> Iterator[Thing]:
    """Pools that are shared out or named by what they are for: "pulje til trygge stier"."""
    found: dict[str, list[tuple[int, int]]] = {}
    for name in [*(share.pool for share in facts.of(Allocation)), *(total.pool for total in facts.of(PoolTotal))]:
        start = document.text.find(name)
        if start >= 0:
            found.setdefault(name, []).append((start, start + len(name)))
    for block in document.blocks:
        text = document.text[block.start : block.end] if block.kind != "row" else ""
        for match in POOL.finditer(text):
            end = title_end(text, match.end())
            described = PLACED.match(text, end)
            end = described.end() if described else end
            words = f"{match['word']} {match['link']} {text[match.end() : end]}"
            if end > match.end():
                known = next((pool for pool in found if _one_pool(pool, words)), words)
                found.setdefault(known, []).append((block.start + match.start(), block.start + end))
    for name, places in found.items():
        yield Thing("pool", name, tuple(sorted(set(places))))


def _one_pool(name: str, other: str) -> bool:
    """Whether two names are of one pool: equal but for the article, or one goes on where the other ends."""
    shorter, longer = sorted((re.sub(r"pulje(?:n|rne)\b", "pulje", each.lower()) for each in (name, other)), key=len)
    return longer == shorter or longer.startswith(f"{shorter} ")


def antecedents(document: Document, facts: Facts, pointer: Pointer, position: int, known: Sequence[Thing]) -> list[str]:
    """The names of what a pointing word at a position may mean: one where it is clear, more where it is not.

    1. "Denne aftale" in a document that is an agreement means that agreement.
    2. Else the things named before it in its own paragraph, else in the paragraph before, else in its section, else in
       its agenda item: the nearest of these stretches that names any, and all that it names.
    3. Else, in an agreement, that agreement; else the only one of the document, where it has no agenda items or the
       word tells the kind ("budgetaftalen").

    A compound means only what it fits: "økonomiaftalen" an economy agreement, "skovaftalen" one whose name tells of
    skov. What has no name of its own ("en lejeaftale") may be meant as well, so that nothing is clear beside it.
    """
    fitting = [thing for thing in known if thing.kind == pointer.kind and _fits(pointer, thing)]
    own = _own(document, facts) if pointer.kind == "agreement" else ""
    own = own if any(thing.name == own for thing in fitting) else ""
    if own and pointer.same:
        return [own]
    for start in _stretches(document, position)[: 1 if own else None]:
        named = [thing.name for thing in fitting if any(start <= first < position for first, _ in thing.places)]
        rivals = [] if pointer.stem else _rivals(document, pointer.kind, start, position, known)
        if named or rivals:
            return list(dict.fromkeys([*named, *rivals, *([own] if own else [])]))
    if own:
        return [own]
    return [thing.name for thing in fitting] if pointer.stem or not outline(document).items else []


def _fits(pointer: Pointer, thing: Thing) -> bool:
    if not pointer.stem:
        return True
    if thing.of_kind and pointer.stem in KINDS:
        return thing.of_kind == KINDS[pointer.stem]
    return pointer.stem.removesuffix("s")[:8] in thing.name.lower()


def _own(document: Document, facts: Facts) -> str:
    """The agreement that the document itself is, "" where it is none or more than one could be."""
    family = outline(document).family
    same = {
        found.title: None for found in facts.of(Agreement) if found.kind == family and found.evidence.start < OPENING
    }
    return next(iter(same)) if family.endswith("-agreement") and len(same) == 1 else ""


def _stretches(document: Document, position: int) -> list[int]:
    """Where the stretches before a position begin, nearest first: paragraph, the one before, section, agenda item."""
    block = document.block_at(position)
    before = [other for other in document.blocks if other.end <= block.start and other.kind != "row"]
    shape = outline(document)
    section, item = shape.section_at(position), shape.item_at(position)
    floor = item.start if item else 0
    starts = [block.start, before[-1].start if before else block.start]
    starts += [section.start if section else block.start, item.start if item else block.start]
    return list(dict.fromkeys(max(start, floor) for start in starts))


def _rivals(document: Document, kind: str, start: int, position: int, known: Sequence[Thing]) -> list[str]:
    """Unnamed things of the kind in a stretch, outside all names."""
    pattern = RIVAL.get(kind)
    taken = [place for thing in known for place in thing.places]
    return [
        match.group()
        for match in (pattern.finditer(document.text, start, position) if pattern else ())
        if not any(first <= match.start() < last for first, last in taken)
    ]
