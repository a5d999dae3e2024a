"""What a document, its agenda items and its sums are about, by the words that tell of a topic.

Made-up lines of the text it looks for::

    4. Nye solceller på skolerne
    Der afsættes 2 mio. kr. til cykelstier.
    Partierne vil afprøve kunstig intelligens i borgerservice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extract.document import Document
from extract.fact import AgendaItem, DocumentFact, Fact, Facts, Funding, Topic
from extract.grammar.language import language
from extract.grammar.topic_words import TopicMatch, find_topics
from extract.outline import outline

QUOTES = 3
"""So many places are quoted for what a whole document tells of a topic."""
MAIN_TIMES, MAIN_SHARE = 5, 0.25
"""A document is about what it names so often, and at least so often beside its most frequent topic."""
BODY_TIMES, BODY_SHARE = 3, 0.5
"""An item whose title tells of no topic is about what its text names so often, also beside the most frequent."""


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """A fact per topic that the document names at all, and per topic that an item or a sum is about.

    The patterns are Danish: a document in another language has no topics.
    """
    if language(document.text) not in ("da", ""):
        return
    matches = list(find_topics(document.text))
    yield from _of_document(document, facts, matches)
    yield from _of_items(document, facts, matches)
    for funding in facts.of(Funding):
        yield from _of_funding(document, funding, matches)


def _of_document(document: Document, facts: Facts, matches: list[TopicMatch]) -> Iterator[Topic]:
    """Every topic named, with its first places; main are those of the title and those named most."""
    titles = [found.title for found in facts.of(DocumentFact)]
    titled = {match.topic for title in titles for match in find_topics(title)}
    times = Counter(match.topic for match in matches)
    most = max(times.values(), default=0)
    for topic in sorted(times):
        main = topic in titled or (times[topic] >= MAIN_TIMES and times[topic] >= most * MAIN_SHARE)
        places = [match for match in matches if match.topic == topic]
        for match in places[:QUOTES]:
            evidence = document.evidence(match.start, match.end, "topics/document")
            yield Topic(evidence=evidence, topic=topic, times=times[topic], main=main)


def _of_items(document: Document, facts: Facts, matches: list[TopicMatch]) -> Iterator[Topic]:
    sections = {(section.start, section.number): section for section in outline(document).items}
    for item in facts.of(AgendaItem):
        section = sections.get((item.evidence.start, item.number))
        if section is None:
            continue
        inside = [match for match in matches if section.start <= match.start < section.end]
        title = [match for match in inside if match.end <= section.heading_end]
        if title:
            yield from _once(document, title, item.number, "topics/title")
        else:
            yield from _once(document, _weighty(inside), item.number, "topics/body")


def _weighty(matches: list[TopicMatch]) -> list[TopicMatch]:
    """The matches of the topics that a text names often enough to be about them."""
    times = Counter(match.topic for match in matches)
    least = max(BODY_TIMES, max(times.values(), default=0) * BODY_SHARE)
    return [match for match in matches if times[match.topic] >= least]


def _once(document: Document, matches: list[TopicMatch], number: str, rule: str) -> Iterator[Topic]:
    """A fact per topic, with its first place."""
    times = Counter(match.topic for match in matches)
    firsts = {match.topic: match for match in reversed(matches)}
    for topic in sorted(firsts):
        evidence = document.evidence(firsts[topic].start, firsts[topic].end, rule)
        yield Topic(evidence=evidence, topic=topic, item_number=number, times=times[topic])


def _of_funding(document: Document, funding: Funding, matches: list[TopicMatch]) -> Iterator[Topic]:
    """The topics of the purpose, quoted from the block that the sum stands in."""
    block = document.block_at(funding.evidence.start)
    start = min(block.start, funding.evidence.start)
    end = max(block.end, funding.evidence.end)
    named = {
        (match.topic, funding.purpose[match.start : match.end].casefold()) for match in find_topics(funding.purpose)
    }
    for topic in sorted({topic for topic, _ in named}):
        words = {word for other, word in named if other == topic}
        place = next(
            (
                match
                for match in matches
                if match.topic == topic
                and start <= match.start < end
                and document.text[match.start : match.end].casefold() in words
            ),
            None,
        )
        if place is not None:
            evidence = document.evidence(place.start, place.end, "topics/purpose")
            yield Topic(evidence=evidence, topic=topic, funding=funding)
