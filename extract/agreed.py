"""The agreements that a document names, each with all places where it is named, worked out once per document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from extract.document import Document
from extract.grammar.agreement_names import AgreementName, find_agreement_names
from extract.sentences import Sentence, sentences

YEARLY = re.compile(r"(?:economy|budget|framework|years)\b.* \d{4}$")
HORIZON = re.compile(r"(?:frem (?:mod|til)|videreføres til|hen imod|i retning af) (?:den |en |næste )?$")
STATE_ACTORS = re.compile(
    r"\b[Rr]egeringen|[Ff]olketinget|aftalepartierne|[Ff]orligskreds|\bKL\b|Danske Regioner|partierne|"
    r"[Pp]olitisk(?:e)? aftale"
)
MAKING = re.compile(
    r"\bindg(?:ik|ået|ås|år|åede|åelse)\b|\bblev\b.*\benige\b|\bgik .{0,40}\bsammen om\b|"
    r"\b(?:er|var|bliver) .{0,40}\benige\b|\benige om\b|"
    r"\bunderskre\w+|\bvedtog\w*|\bvedtaget\b|"
    r"\blandede\b|\bpræsenterede\b"
)
MADE = re.compile(
    r"\bindg(?:ik|ået|åede)\b|\benige\b|\bunderskre\w+|\bvedtog\b|\bvedtaget\b|\blandede\b|\bpræsenterede\b"
)
UNNAMED = re.compile(
    r"\b(?:en|et) (?:(?:ny|nyt|bred|bredt|politisk|fælles) )*(?P<word>\w*(?:aftale|forlig))\b(?! om\b)"
)
UNDER = 2
"""Blocks under a heading in which the making of what it names is told."""
LEAST_PREFIX = 12
"""Letters that a short title must have before it counts as the beginning of a longer one."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place where an agreement is named: its range of the document's text, the name and the sentence around it."""

    start: int
    end: int
    name: AgreementName
    sentence: Sentence | None

    @property
    def is_heading(self) -> bool:
        """Whether the name stands alone."""
        return self.sentence is not None and self.sentence.text.strip() == self.name.title


@dataclass(slots=True)
class Named:
    """An agreement with all its places, in reading order."""

    key: str
    places: list[Place] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind that its names tell, "" where none does."""
        kinds = [place.name.kind for place in self.places if place.name.kind]
        return "implementation-agreement" if "implementation-agreement" in kinds[:1] else (kinds[0] if kinds else "")

    @property
    def best(self) -> Place:
        """The place whose words are its fullest name."""
        full = [place for place in self.places if not place.name.short] or self.places
        if YEARLY.match(self.key):
            full = [place for place in full if place.name.key == self.key]
            counts = Counter(place.name.title.lower() for place in full)
            return max(full, key=lambda place: (counts[place.name.title.lower()], place.is_heading, -place.start))
        return max(full, key=lambda place: (len(place.name.key), place.name.title.startswith("Aftale"), -place.start))


@lru_cache(maxsize=8)
def named_agreements(document: Document) -> tuple[Named, ...]:
    """The agreements of a document in the order in which they are first named; plain words and horizons are left "
    "out."""
    groups: list[Named] = []
    for place in sorted(_places(document), key=_order):
        home = next((group for group in groups if _same(group, place.name)), None)
        if home is None:
            home = Named(place.name.key)
            groups.append(home)
        home.places.append(place)
    for group in groups:
        group.places.sort(key=lambda place: place.start)
    for group, place in _unnamed(document, groups):
        group.places.append(place)
    kept = [group for group in groups if _is_agreement(document, group)]
    return tuple(sorted(kept, key=lambda group: group.places[0].start))


def _places(document: Document) -> list[Place]:
    around = sentences(document)
    places: list[Place] = []
    index = 0
    for block in document.blocks:
        for name in find_agreement_names(document.text[block.start : block.end]):
            start, end = block.start + name.start, block.start + name.end
            while index < len(around) and around[index].end <= start:
                index += 1
            inside = index < len(around) and around[index].start <= start
            places.append(Place(start, end, name, around[index] if inside else None))
    return places


def _unnamed(document: Document, groups: list[Named]) -> list[tuple[Named, Place]]:
    """Where the making of an agreement is told under the heading that names it: "KL og FOA indgik en lokalaftale"."""
    headings = sorted(
        ((place, group) for group in groups for place in group.places if _heads(document, place)),
        key=lambda each: each[0].start,
    )
    named = [place.start for group in groups for place in group.places]
    found: list[tuple[Named, Place]] = []
    for sentence in sentences(document) if headings else ():
        match = UNNAMED.search(sentence.text) if MADE.search(sentence.text) else None
        above = [each for each in headings if each[0].end <= sentence.start]
        if match is None or not above or any(sentence.start <= start < sentence.end for start in named):
            continue
        place, group = above[-1]
        between = [block for block in document.blocks if place.end <= block.start <= sentence.start]
        if len(between) <= UNDER and place.name.title.lower().startswith(match["word"].lower()):
            start, end = sentence.start + match.start("word"), sentence.start + match.end("word")
            name = AgreementName(start, end, match["word"], "", group.key, certain=False, short=True)
            found.append((group, Place(start, end, name, sentence)))
    return found


def _heads(document: Document, place: Place) -> bool:
    """Whether a place begins a line that is no sentence."""
    block = document.block_at(place.start)
    return place.start == block.start and not document.text[block.start : block.end].endswith((".", ":", ","))


def _order(place: Place) -> tuple[bool, bool, int, int]:
    """Names by year first, then the fullest titles, short forms last."""
    return place.name.short, not YEARLY.match(place.name.key), -len(place.name.key), place.start


def _same(group: Named, name: AgreementName) -> bool:
    if group.key == name.key:
        return True
    if YEARLY.match(group.key) or YEARLY.match(name.key):
        social = group.key.startswith("framework") and name.key.startswith("framework") and not YEARLY.match(name.key)
        return social and re.search(r"social|specialisered", name.key) is not None
    if name.short:
        stem = name.key.split(" ")[0].removesuffix("s")
        return len(stem) >= 5 and stem in group.key
    shorter, longer = sorted((group.key, name.key), key=len)
    return len(shorter) >= LEAST_PREFIX and longer.startswith(shorter + " ")


def _is_agreement(document: Document, group: Named) -> bool:
    if all(HORIZON.search(document.text[max(0, place.start - 30) : place.start]) for place in group.places):
        return False
    if any(place.name.certain for place in group.places):
        return True
    return any(
        place.sentence is not None
        and not place.name.title.lower().startswith("aftaler")
        and MADE.search(place.sentence.text)
        and STATE_ACTORS.search(place.sentence.text)
        for place in group.places
    )
