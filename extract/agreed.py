"""The agreements that a document names, each with all places where it is named, worked out once per document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from extract.document import Document
from extract.gazetteer import gazetteer
from extract.grammar.agreement_name import WITHOUT_YEAR, AgreementName
from extract.grammar.agreement_names import find_agreement_names
from extract.outline import outline
from extract.sentences import Sentence, sentences

YEARLY = re.compile(r"(?:economy|budget|framework|years)\b.* \d{4}$")
HORIZON = re.compile(r"(?:frem (?:mod|til)|videreføres til|hen imod|i retning af) (?:den |en |næste )?$")
STATE_ACTORS = re.compile(
    r"\b[Rr]egeringen|[Ff]olketinget|aftalepartierne|[Ff]orligskreds|\bKL\b|Danske Regioner|partierne|"
    r"[Pp]olitisk(?:e)? aftale|\bflertal af (?:[a-zæøå]+ ){0,2}partier(?! i (?:by|kommunal|region))"
)
THE_STATE = re.compile(r"\b[Rr]egeringen|[Ff]olketinget|[a-zæøå]+minister(?:en)?\b")
ASSOCIATION = re.compile(r"\bKL\b|\bKommunernes Landsforening|\bDanske Regioner\b|\b[Kk]ommunerne\b|\b[Rr]egionerne\b")
MAKING = re.compile(
    r"\bindg(?:ik|ået|ås|år|åede|åelse)\b|\bblev\b.*\benige\b|\bgik .{0,40}\bsammen om\b|"
    r"\b(?:er|var|bliver) .{0,40}\benige\b|\benige om\b|\btil enighed om\b|"
    r"\bunderskre\w+|\bvedtog\w*|\bvedtaget\b|"
    r"\blandede\b|\bpræsentere(?:de|r|t)?\b"
)
MADE = re.compile(
    r"\bindgår (?:[a-zæøå]+ ){0,4}?(?:en|et) (?:\w+ )?\w*(?:aftale|forlig)\b|"
    r"\bindg(?:ik|ået|åede)\b|\benige\b|\btil enighed om\b|\bunderskre\w+|\bvedtog\b|"
    r"\bvedtaget\b|\blandede\b|\bpræsentere(?:de|r|t)?\b|\bfremlagt aftalen\b"
)
BUDGET_YEAR = re.compile(r"\b[Bb]udget(?:tet|ter)?(?: for)?(?: årene| perioden)? (?P<year>20\d\d)\b")
LOCAL_ACTORS = re.compile(
    r"\b[Kk]ommune(?:r|rne|n|s)?\b|\bRegion [A-ZÆØÅ]|[Rr]egionsråd|[Bb]yråd|[Kk]ommunalbestyrelse|[Bb]orgmester"
)
MAKER = re.compile(r"\b(?:indgik|indgår|mellem|og|har) (?P<name>[A-ZÆØÅ][\wæøå-]+)")
UNNAMED = re.compile(
    r"\b(?:en|et) (?:(?:ny|nyt|bred|bredt|politisk|fælles) )*(?P<word>\w*(?:aftale|forlig))\b(?! om\b)"
)
NEWS = 800
"""Characters in which a piece of news says who it is about."""
UNDER = 2
"""Blocks under a heading in which the making of what it names is told."""
LEAST_PREFIX = 11
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
        home = _home(groups, place)
        of_no_year = place.name.key.startswith("economy") and place.name.key in WITHOUT_YEAR
        if of_no_year and not _tells_making(place) and not _is_the_news(document, place):
            continue  # "økonomiaftalen" may be that of any year
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


def _tells_making(place: Place) -> bool:
    """Whether the sentence around an economy agreement without a year tells that state and association made it."""
    text = place.sentence.text if place.sentence else ""
    return MADE.search(text) is not None and bool(THE_STATE.search(text) and ASSOCIATION.search(text))


def _is_the_news(document: Document, place: Place) -> bool:
    """Whether "Økonomiaftalen" opens a sentence of a text that begins with the state and the association."""
    if outline(document).family in ("agenda", "minutes"):
        return False
    opening = document.text[:NEWS]
    opens = place.sentence is not None and place.start == place.sentence.start and place.name.title == "Økonomiaftalen"
    return opens and THE_STATE.search(opening) is not None and ASSOCIATION.search(opening) is not None


def _home(groups: list[Named], place: Place) -> Named | None:
    """The agreement that a place names again; "budgetforliget" means that of the year told beside it, else the last."""
    key = place.name.key
    if key not in WITHOUT_YEAR:
        return next((group for group in groups if _same(group, place.name)), None)
    yearly = [group for group in groups if group.key.startswith(key) or (key.startswith(group.key))]
    told = BUDGET_YEAR.search(place.sentence.text) if place.sentence and key == "budget" else None
    meant = [group for group in yearly if told and group.key.endswith(told["year"])]
    above = [(each.start, group) for group in yearly for each in group.places if each.start < place.start]
    last = [group for _, group in sorted(above, key=lambda each: each[0])[-1:]]
    return next(iter([*meant, *last, *yearly]), None)


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
        stem = name.key.removeprefix("local ").split(" ")[0].removesuffix("s")
        if all(place.name.short for place in group.places):
            return group.key.removeprefix("local ").removesuffix("s") == stem
        return len(stem) >= 5 and re.search(rf"\b{stem}", group.key) is not None
    shorter, longer = sorted((group.key, name.key), key=len)
    return len(shorter) >= LEAST_PREFIX and longer.startswith(shorter + " ")


def _is_agreement(document: Document, group: Named) -> bool:
    if all(HORIZON.search(document.text[max(0, place.start - 30) : place.start]) for place in group.places):
        return False
    if any(place.name.certain or _is_the_news(document, place) for place in group.places):
        return True
    return any(
        place.sentence is not None
        and not place.name.title.lower().startswith("aftaler")
        and MADE.search(place.sentence.text)
        and _may_make(group, place, place.sentence.text)
        for place in group.places
    )


def _may_make(group: Named, place: Place, text: str) -> bool:
    """Whether a sentence tells of someone who makes agreements of a kind."""
    if group.kind == "budget-agreement":
        return True
    if group.kind == "economy-agreement":
        return _tells_making(place)
    if place.name.short and group.kind == "political-agreement":
        return THE_STATE.search(text) is not None
    return STATE_ACTORS.search(text) is not None or (not group.kind and made_locally(text))


def made_locally(text: str) -> bool:
    """Whether municipalities or regions make what a sentence tells, and not the state."""
    if STATE_ACTORS.search(text):
        return False
    return LOCAL_ACTORS.search(text) is not None or any(
        gazetteer().resolve(name, "municipality") for name in MAKER.findall(text)
    )
