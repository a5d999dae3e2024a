"""Words that tell of a topic, found in running Danish text; the patterns stand in ontology/topics.ttl."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rdflib import Graph, Namespace
from rdflib.namespace import SKOS

from extract.grammar.kept import kept
from extract.resources import ROOT

KG: Final = Namespace("https://w3id.org/kommunegraf/ns#")
WORD: Final = re.compile(r"\w+")
KEY: Final = 2
"""Patterns are looked up by so many first letters, so that a long text is gone through once."""
MOST_WORDS: Final = 1 << 14
"""So many words are kept with the patterns that may begin with them."""
NAMED_BODY: Final = re.compile(
    r"[\wæøå]*(?:-(?:, | og |, og | & ))*(?:[\wæøå]+-(?:, | og |, og | & ))*"
    r"[\wæøå]*(?:udvalg|minister|forvaltning|styrelsen?\b|direktør|chef\b)",
    re.IGNORECASE,
)
"""A word that is part of the name of an office ("Skov- og Vandudvalget") tells who acts, not what about."""


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """Words that tell of a topic, ``text[start:end]``; the topic goes by its notation."""

    start: int
    end: int
    topic: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    words: re.Pattern[str]
    topic: str
    first: str
    """The letters that it begins with."""
    goes_on: bool
    """Whether other letters may follow these in the same word."""


def find_topics(text: str) -> Iterator[TopicMatch]:
    """The words that tell of a topic, in order; at one place the longest, and none inside the name of an office."""
    return iter(_topics(text))


@kept
def _topics(text: str) -> Iterator[TopicMatch]:
    done = 0
    for word in WORD.finditer(text):
        patterns, start = _beginning(word[0]), word.start()
        if not patterns or start < done:
            continue
        found = [(match.end(), each.topic) for each in patterns if (match := each.words.match(text, start))]
        if not found or NAMED_BODY.match(text, start):
            continue
        done = max(end for end, _ in found)
        for topic in sorted({topic for end, topic in found if end == done}):
            yield TopicMatch(start, done, topic)


@lru_cache(maxsize=MOST_WORDS)
def _beginning(word: str) -> tuple[_Pattern, ...]:
    """The patterns whose first word a word may be."""
    word = word.casefold()
    candidates = _patterns().get(word[:KEY], ())
    return tuple(each for each in candidates if word == each.first or (each.goes_on and word.startswith(each.first)))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, tuple[_Pattern, ...]]:
    """The patterns of the scheme, by the first letters of their first word."""
    graph = Graph().parse(ROOT / "ontology" / "topics.ttl", format="turtle")
    found: dict[str, list[_Pattern]] = {}
    for concept, pattern in sorted(graph.subject_objects(KG.pattern), key=lambda pair: (str(pair[1]), str(pair[0]))):
        notation = str(graph.value(concept, SKOS.notation))
        first = re.split(r"\W", str(pattern), maxsplit=1)[0]
        goes_on = str(pattern).startswith("*", len(first))
        found.setdefault(str(pattern)[:KEY].casefold(), []).append(
            _Pattern(_compiled(str(pattern)), notation, first.casefold(), goes_on)
        )
    return {key: tuple(patterns) for key, patterns in found.items()}


def _compiled(pattern: str) -> re.Pattern[str]:
    """Whole words, * for any ending; small letters stand for any case, capitals for capitals only."""
    words = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in pattern.split(" "))
    return re.compile(rf"{words}(?!\w)", re.IGNORECASE if pattern == pattern.lower() else 0)
