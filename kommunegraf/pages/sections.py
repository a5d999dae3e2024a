"""What is asked about a thing, by its kind: one query of web/queries/things for each section of its page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from rdflib import RDFS, URIRef

from kommunegraf.base import own
from kommunegraf.pages.asking import FOLDER
from kommunegraf.queries import HEADER, Question
from kommunegraf.terminology.vocabulary import load
from kommunegraf.terms import KG

THINGS = FOLDER / "things"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page of a thing: its heading is the question's summary, ``of`` the classes it is for."""

    question: Question
    of: frozenset[str]
    order: int


@lru_cache(maxsize=1)
def sections() -> tuple[Section, ...]:
    """All sections, in order."""
    found = (_section(Question(path.stem, own(path.read_text(encoding="utf-8")))) for path in THINGS.glob("*.rq"))
    return tuple(sorted(found, key=lambda section: (section.order, section.question.name)))


def _section(question: Question) -> Section:
    header = dict(HEADER.findall(question.text))
    return Section(question, frozenset(header["of"].split()), int(header["order"]))


def sections_of(classes: Collection[str]) -> list[Section]:
    """The sections for a thing of these classes, by their local names."""
    wanted = {wider for name in classes for wider in _wider(name)}
    return [section for section in sections() if section.of & wanted]


@lru_cache(maxsize=256)
def _wider(name: str) -> frozenset[str]:
    """A class of ours and those of ours that it is a kind of, by their local names."""
    found = load("kommunegraf").transitive_objects(KG[name], RDFS.subClassOf)
    known = (str(term).removeprefix(str(KG)) for term in found if isinstance(term, URIRef) and term.startswith(str(KG)))
    return frozenset({name, *known})
