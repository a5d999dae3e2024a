"""The topics: each with patterns that find themselves, near concepts that EuroVoc has, and no pattern of two topics."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from extract.grammar.topic_words import find_topics
from kommunegraf import identity
from kommunegraf.terminology import vocabulary
from kommunegraf.terms import KG, SKOS

EUROVOC = Path(__file__).parents[3] / "shared" / "reference" / "eurovoc_topics.csv"


@cache
def topics() -> Graph:
    return vocabulary.load("topics")


def test_each_topic_has_names_and_patterns() -> None:
    """A topic goes by its notation, has other names in both languages, and words that show it."""
    concepts = set(topics().subjects(SKOS.inScheme, identity.iri("concept", "topic")))
    assert len(concepts) >= 20
    for concept in concepts:
        assert identity.concept("topic", str(topics().value(concept, SKOS.notation))) == concept
        assert {"da", "en"} == {name.language for name in topics().objects(concept, SKOS.altLabel)}  # type: ignore[attr-defined]
        assert (concept, KG.pattern, None) in topics()


def test_patterns_are_in_form() -> None:
    """Words and single blanks, * only where a word ends; a pattern shows one topic."""
    patterns = [str(pattern) for pattern in topics().objects(None, KG.pattern)]
    assert [pattern for pattern in patterns if not re.fullmatch(r"[\w-]{2,}\*?(?: [\w-]+\*?)*", pattern)] == []
    assert [pattern for pattern, times in Counter(patterns).items() if times > 1] == []


def test_each_pattern_finds_its_own_words() -> None:
    """The words of a pattern, alone and with an ending, tell of its topic."""
    for concept, pattern in topics().subject_objects(KG.pattern):
        words = str(pattern).replace("*", "ne")
        assert str(topics().value(concept, SKOS.notation)) in {match.topic for match in find_topics(words)}, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Skole- og Kulturudvalget drøfter budgettet", []),
        ("Klima-, Plan- og Vandudvalget", []),
        ("Beskæftigelsesministeriet svarer", []),
        ("ro på arbejdspladsen og et godt arbejdsklima", []),
        ("vi tog en maj-tur og ai, det gjorde ondt", []),
        ("AI på skolerne", ["artificial-intelligence", "school"]),
        ("Kunstig\nintelligens", ["artificial-intelligence"]),
        ("boliger til flygtninge", ["integration"]),
    ],
)
def test_what_tells_of_a_topic(text: str, expected: list[str]) -> None:
    """Names of offices tell of none, nor do words that only hold a pattern inside; a line break is a blank."""
    assert expected == [match.topic for match in find_topics(text)]


@pytest.mark.skipif(not EUROVOC.exists(), reason="the shared reference data is not here")
def test_near_concepts_exist() -> None:
    """No concept of EuroVoc is made up, and no main group of KLE."""
    with EUROVOC.open(encoding="utf-8") as file:
        known = {URIRef(row["uri"]) for row in csv.DictReader(file)}
    known |= {node for node in vocabulary.load("concepts").subjects() if isinstance(node, URIRef)}
    assert set() == set(topics().objects(None, SKOS.closeMatch)) - known
