"""The organisations and bodies that a document names, one row each in the form that tells most.

Looks for text like::

    Byrådet oversendte sagen til Klima- og Havneudvalget og Nyborg Handicapråd.
    Orientering fra fora, hvor medlemmer deltager, herunder:
    – Naturstyrelsen
    – Center for Grøn Vækst (CGV)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from extract.councils_by_region import councils_by_region
from extract.document import Block, Document
from extract.fact import Appointment, Body, DocumentFact, Facts, Meeting, PersonInRole
from extract.gazetteer import gazetteer
from extract.grammar.body_names import BRACKET, find_body_names
from extract.grammar.persons import find_persons

AREA_KINDS = frozenset({"municipality", "region"})
OWN_KINDS = re.compile(r"(?:byråd(?:et)?|kommunalbestyrelsen?|udvalget|center for .*|centeret for .*)$", re.IGNORECASE)
"""Bodies of the municipality whose document it is."""
COUNCILS = frozenset({"byråd", "kommunalbestyrelse"})
SAME_NAME = 0.95
"""Names as alike as this, of 1, are one name and its misprint."""
REGIONAL = re.compile(r"regionsråd(?:et)?$", re.IGNORECASE)
ANNOUNCES_BODIES = re.compile(
    r"(?:herunder|følgende|fora|udvalg|råd|organisationer|parter|aktører|bestyrelser)\b[^:]{0,60}:$"
)
GENITIVE_BRACKET = re.compile(r"(?:['’]?s)? \(([^()]*)['’]s\)$")
AFFILIATION = re.compile(r" \([A-ZÆØÅ]{1,3}\)")
"""A party's letters after a person's name."""
INSIDE = re.compile(r"[a-zæøå,] $")
BULLET = re.compile(r"^\W*(?=\w)")
ORIGIN = re.compile(r", (?P<name>[A-ZÆØÅ][\w/&’'-]*(?: [\w/&’'-]+){0,6})")
NAME_ITEM = re.compile(r"[A-ZÆØÅ][^.;:,]{1,60}$")
GATHERING = re.compile(r"(?:møde|møder|generalforsamling|kongres|konference)(?:t|en)?$", re.IGNORECASE)
"""What meets, but is no body: "den stiftende generalforsamling"."""
DEFINITE = (
    ("ministeriet", "ministerium"),
    ("rådet", "råd"),
    ("udvalget", "udvalg"),
    ("styregrupperne", "styregrupper"),
    ("styregruppen", "styregruppe"),
    ("kommunalbestyrelsen", "kommunalbestyrelse"),
    ("kommissionen", "kommission"),
)


@dataclass(frozen=True, slots=True)
class _Named:
    """One place where a body is named: the printed label, its kind and what tells it from other bodies."""

    start: int
    end: int
    label: str
    kind: str
    key: str


def extract(document: Document, facts: Facts) -> Iterator[Body]:
    """One Body for each organisation or body, in the order in which they are first named."""
    councils = list(councils_by_region(document))
    regions = {_key(document.text[council.start : council.end]): council.region for council in councils}
    named = [_named(document.text, council.start, council.end, "council") for council in councils]
    named += [*_by_name(document.text), *_in_lists(document), *_beside_members(document), *_of_persons(document, facts)]
    groups: dict[str, list[_Named]] = {}
    for place in sorted(_longest(named), key=lambda place: place.start):
        groups.setdefault(place.key, []).append(place)
    for place in _of_facts(document, facts):
        groups.setdefault(place.key, [place])
    owner = _owner(facts, groups)
    for key, places in groups.items():
        own = key in regions or _is_the_council(document.text, key, groups)
        if not own and _is_said_otherwise(key, groups, owner):
            continue
        best = _fullest(places)
        yield Body(
            label=best.label,
            kind=best.kind,
            part_of=regions.get(key) or _part_of(best, owner, groups),
            evidence=document.evidence(best.start, best.end, "bodies/name"),
        )


def _is_the_council(text: str, key: str, groups: dict[str, list[_Named]]) -> bool:
    """Whether "Kommunalbestyrelsen" is that of the document, not the law's word: capital within a sentence."""
    if key != "kommunalbestyrelse" or "byråd" in groups:
        return False
    return any(place.label[0].isupper() and INSIDE.search(text, 0, place.start) for place in groups[key])


def _is_said_otherwise(key: str, groups: dict[str, list[_Named]], owner: str) -> bool:
    """Whether a name is another way to say a body that has its row, or no body in particular."""
    own = f"{owner.casefold()}s " if owner else " "
    if key.startswith(own) or any(other.startswith(f"{key} ved ") for other in groups):
        return not key.startswith(own) or key.removeprefix(own) in groups
    if groups[key][0].kind not in {"committee", "council"}:
        return False
    if key == "kommunalbestyrelse":
        return not owner or "byråd" in groups  # the law's word for any municipal council
    head, _, tail = key.rpartition(" ")
    if head and tail in COUNCILS:
        return tail in groups and head == owner.casefold().removesuffix(" kommune")
    if key in COUNCILS:
        return False
    others = [other for other in groups if other not in {key, f"{own}{key}"}]
    return any(_is_shortened(key, other) or _is_misprint(key, other, groups) for other in others)


def _is_shortened(key: str, other: str) -> bool:
    """Whether a name is the head or the tail of a longer one: "Opgaveudvalget", "Fritidsudvalget" of "Kultur- og …"."""
    return other.startswith(f"{key} ") or other.endswith(f" {key}")


def _is_misprint(key: str, other: str, groups: dict[str, list[_Named]]) -> bool:
    """Whether a name is a rarer spelling of another."""
    if len(groups[other]) <= len(groups[key]) or abs(len(key) - len(other)) > 2:
        return False
    return SequenceMatcher(None, key, other).ratio() >= SAME_NAME


def _by_name(text: str) -> Iterator[_Named]:
    for match in gazetteer().find(text):
        if match.entry.kind == "party" and AFFILIATION.match(text, match.start - 2):
            continue
        bracket = BRACKET.match(text, match.end)
        end = bracket.end() if bracket and match.entry.kind not in AREA_KINDS else match.end
        yield _Named(match.start, end, _printed(text, match.start, end), match.entry.kind, match.entry.iri_path)
    for name in find_body_names(text):
        yield _named(text, name.start, name.end, name.kind)


def _named(text: str, start: int, end: int, kind: str) -> _Named:
    label = _printed(text, start, end)
    entry = gazetteer().resolve(re.sub(r" \([^()]*\)$", "", label))
    if entry is not None and entry.kind not in AREA_KINDS:
        return _Named(start, end, label, entry.kind, entry.iri_path)
    return _Named(start, end, label, kind, _key(label))


def _printed(text: str, start: int, end: int) -> str:
    """A name as printed, without the genitive that it shares with its abbreviation: "Havnefonds (HF's)"."""
    return GENITIVE_BRACKET.sub(r" (\1)", " ".join(text[start:end].split()))


def _key(label: str) -> str:
    """What is the same in all forms of a name: no bracket, article, definite ending or hyphen, "&" as "og"."""
    folded = re.sub(r" ?\([^()]*\)|[-,'’]|^(?:den|det|de) ", "", label.casefold().replace(" & ", " og "))
    for ending, stem in DEFINITE:
        if ending in folded:
            folded = re.sub(rf"{ending}(?= |$)", stem, folded)
    return folded


def _longest(named: Iterable[_Named]) -> Iterator[_Named]:
    """The longest of the names that overlap; of equals, the one that comes first in the list."""
    taken: list[tuple[int, int]] = []
    ordered = sorted(enumerate(named), key=lambda pair: (pair[1].start - pair[1].end, pair[0]))
    covered: set[int] = set()
    for _, place in ordered:
        if not covered.intersection(range(place.start, place.end)):
            covered.update(range(place.start, place.end))
            taken.append((place.start, place.end))
            yield place


def _in_lists(document: Document) -> Iterator[_Named]:
    """The items of a list that is announced as one of bodies, where at least half of them are known as such."""
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if block.kind == "row" or not ANNOUNCES_BODIES.search(document.text[block.start : block.end]):
            continue
        items: list[tuple[int, int]] = []
        for item in blocks[index + 1 :]:
            span = _name_item(document, item)
            if span is None:
                break
            items.append(span)
        if len(items) > 1 and 2 * _known(document.text, items) >= len(items):
            for start, end in items:
                yield _named(document.text, start, end, "other")


def _beside_members(document: Document) -> Iterator[_Named]:
    """Where the members of a list come from ("- Asta Holm, Havneforum"), if at least half of it is known as bodies."""
    items: list[tuple[int, int]] = []
    for block in (*document.blocks, None):
        member = _origin(document, block) if block is not None and block.kind == "item" else None
        if member is not None:
            items.append(member)
            continue
        if len(items) > 2 and 2 * _known(document.text, items) >= len(items):
            for start, end in items:
                yield _named(document.text, start, end, "other")
        items = []


def _known(text: str, spans: list[tuple[int, int]]) -> int:
    """How many of the spans are, as a whole, names of bodies that are told without the list."""
    return sum(any(name.end - name.start == end - start for name in _by_name(text[start:end])) for start, end in spans)


def _origin(document: Document, item: Block) -> tuple[int, int] | None:
    """Where an item that is a person's name, a comma and a name stands with the latter."""
    text = document.text[item.start : item.end].rstrip(" .")
    person = next(find_persons(text, listed=True), None) if ", " in text else None
    first = person is not None and not re.search(r"\w", text[: person.start])
    name = ORIGIN.match(text, person.after) if person and first else None
    return (item.start + name.start("name"), item.start + name.end()) if name and name.end() == len(text) else None


def _name_item(document: Document, item: Block) -> tuple[int, int] | None:
    if item.kind != "item":
        return None
    text = document.text[item.start : item.end].rstrip(" .")
    bullet = BULLET.match(text)
    start = bullet.end() if bullet else 0
    return (item.start + start, item.start + len(text)) if NAME_ITEM.match(text[start:]) else None


def _of_persons(document: Document, facts: Facts) -> Iterator[_Named]:
    """The organisations that persons are said to work for."""
    for person in facts.of(PersonInRole):
        evidence = person.evidence
        start = document.text.find(person.organisation, evidence.start, evidence.end) if person.organisation else -1
        entry = gazetteer().resolve(person.organisation)
        town = entry is not None and entry.kind == "municipality" and " " not in person.organisation
        if start >= 0 and not town:
            yield _named(document.text, start, start + len(person.organisation), "other")


def _of_facts(document: Document, facts: Facts) -> Iterator[_Named]:
    """The bodies that meet or that someone is appointed to, where the text prints them by that name."""
    labels = [(fact.body, fact.evidence.start) for fact in facts.of(Meeting)]
    labels += [(fact.body, fact.evidence.start) for fact in facts.of(Appointment)]
    for label, near in labels:
        named = label and not GATHERING.search(label)
        start = max(document.text.find(label, near), document.text.find(label)) if named else -1
        if start >= 0:
            kind = "committee" if "gruppe" in label.casefold() else "other"
            yield _named(document.text, start, start + len(label), kind)


def _fullest(places: list[_Named]) -> _Named:
    """The form with an abbreviation, else a full name of an area, else the most frequent one, at its first place."""
    counts = Counter(place.label for place in places)

    def fullness(place: _Named) -> tuple[bool, bool, bool, int, int]:
        full = place.kind in AREA_KINDS and " " in place.label
        return "(" in place.label, full, place.label[:1].isupper(), counts[place.label], -place.start

    return max(places, key=fullness)


def _owner(facts: Facts, groups: dict[str, list[_Named]]) -> str:
    """The municipality whose document it is: its publisher, or named far oftener than any other."""
    publisher = next((fact.publisher for fact in facts.of(DocumentFact)), "")
    entry = gazetteer().resolve(publisher)
    if entry is not None:
        return publisher if entry.kind == "municipality" else ""
    counted = [(len(places), key) for key, places in groups.items() if places[0].kind == "municipality"]
    if not counted:
        return ""
    most, key = max(counted)
    full = [place for place in groups[key] if " " in place.label]
    rival = sorted(count for count, _ in counted)[-2:-1]
    if not full or (rival and 2 * rival[0] > most):
        return ""
    return _fullest(full).label


def _part_of(body: _Named, owner: str, groups: dict[str, list[_Named]]) -> str:
    if REGIONAL.search(body.label):
        regions = [places for places in groups.values() if places[0].kind == "region"]
        return _fullest(max(regions, key=len)).label if regions else ""
    own = body.kind in {"council", "committee", "other"} and OWN_KINDS.search(body.label)
    return owner if own and body.label[:1].isupper() else ""
