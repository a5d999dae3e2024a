"""Votes on agenda items in minutes: who was for, who against and who abstained, by person, by party and by number.

Looks for lines such as::

    For stemte 9 (A, F og V). Imod stemte Ø.
    Tove Ravn (C) og Per Holm (B) undlod at stemme.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Document
from extract.fact import Facts, Vote
from extract.grammar.votes import VoteMatch, find_votes
from extract.outline import outline
from extract.structure.decided import Range, decided_sentences
from extract.structure.meeting_head import meeting_head

RULE = "votes/told"


def extract(document: Document, _facts: Facts) -> Iterator[Vote]:
    """One fact per voter or number of voters of each item of minutes, each side of a voter once."""
    head = meeting_head(document)
    found = outline(document)
    if head is None or found.family != "minutes":
        return
    for item in found.items:
        for offset, vote, ballot in _votes(document, list(decided_sentences(document, item, head))):
            yield Vote(
                evidence=document.evidence(offset + vote.start, offset + vote.end, RULE),
                item_number=item.number,
                side=vote.side,
                person=vote.person,
                party=vote.party,
                count=vote.count,
                ballot=ballot,
            )


def _votes(document: Document, sentences: list[Range]) -> Iterator[tuple[int, VoteMatch, int]]:
    """The votes of the sentences, with where each sentence starts and the ballot, each voter of a ballot's side once.

    A side printed in front of its voters once more opens the next ballot. Voters may stand below "Imod stemte:".
    """
    ballot, sides, seen = 1, set[str](), set[tuple[object, ...]]()
    for (start, stop), (_, below) in zip(sentences, [*sentences[1:], (0, 0)], strict=False):
        end = below if document.text[stop - 1] == ":" and below else stop
        group = -1
        for vote in find_votes(document.text[start:end]):
            if vote.group != group and vote.fronted and vote.side in sides:
                ballot, sides, seen = ballot + 1, set(), set()
            group = vote.group
            sides.add(vote.side)
            key = (vote.side, vote.person, "" if vote.person else vote.party, vote.count)
            if key not in seen:
                seen.add(key)
                yield start, vote, ballot
