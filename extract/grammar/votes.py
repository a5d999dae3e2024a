"""How a vote fell, as the sentences of Danish minutes tell it: who was for, who against and who abstained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.grammar.persons import PARTIES, find_persons

Side = Literal["for", "against", "abstained"]

_NEITHER = r"hverken (?:for eller (?:i?mod)|stemte for eller (?:i?mod))"
_ABSTAINED = r"(?:undlod|undlader)(?: at (?:stemme|tage stilling))?"
_WHAT = r"(?:\s+(?:forslaget|indstillingen|ændringsforslaget|sagen|dette|det|punktet|dagsordenen))?"
_FRONT = re.compile(
    rf"\b(?P<side>{_NEITHER}|i?mod|for){_WHAT}\s+(?:stemte|stemmer)\b\s*:?"
    rf"|(?:(?<=[.;,(] )|(?<=^))(?P<label>{_NEITHER}|{_ABSTAINED}|i?mod|for){_WHAT}\s*:",
    re.I,
)
"""A side with those on it behind: "For forslaget stemte A, V og Ø", "Imod: Asta Ravn (F)"."""
_BACK = re.compile(
    rf"\b(?:(?:stemte|stemmer|har stemt)\s+(?P<side>{_NEITHER}|i?mod|for)|(?P<label>{_ABSTAINED}))\b", re.I
)
"""A side with those on it before: "N og Ø stemte imod", "Signe Holm (A) undlod at stemme"."""
_BREAK = re.compile(r"[.;:](?:\s|$)|,?\s+(?:mens|medens|hvorimod|idet)\s|,\s+(?=\d+ (?:medlem|stemme))", re.I)
_NAMES_OF_PARTIES = "|".join(sorted(map(re.escape, (*PARTIES, "SF", "Nye Borgerlige")), key=len, reverse=True))
_LIST = re.compile(
    rf"(?:\b(?i:gruppe|liste|listen|parti|partiet)\s+)?(?<![\w.-])"
    rf"(?P<letter>[A-ZÆØÅ](?!\.\s?[A-ZÆØÅ])(?=\s*(?:[,+()/.;:]|$|og\b|samt\b|stem|undl|har\b))|{_NAMES_OF_PARTIES})(?![\w-]|’)"
)
_LETTERS = re.compile(r"[A-ZÆØÅ]{1,3}")
_BESIDE = re.compile(r"(?P<name>[A-ZÆØÅ][\wæøåé.-]+(?: [A-ZÆØÅ][\wæøåé.-]*){1,4}) ?\((?P<letter>[A-ZÆØÅ]{1,3})\)")
"""A name beside its party's letter, whatever the name."""
_COUNT = re.compile(
    r"\W*(?P<count>\d{1,3}|et|to|tre|fire|fem|seks|syv|otte|ni|ti)(?:\s+(?:medlem(?:mer)?|stemmer?)\b|(?<=\d)(?![\w.,]*\d))",
    re.I,
)
_NUMBERS = {word: n for n, word in enumerate(("et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti"), 1)}


@dataclass(frozen=True, slots=True)
class VoteMatch:
    """A vote of one person or party, or of so many members, in ``text[start:end]``; ``party`` is a letter or "".

    ``group`` is the place of its side in the sentence; ``fronted`` says that the side is printed before those on it.
    """

    side: Side
    start: int
    end: int
    group: int
    fronted: bool
    person: str = ""
    party: str = ""
    count: int | None = None


def find_votes(sentence: str) -> list[VoteMatch]:
    """The votes that a sentence tells, in order, each once: of persons, of parties and of so many members.

    Sentences it looks for::

        For stemte 9 (A, F og V). Imod stemte Ø.
        Tove Ravn (C) og Per Holm (B) undlod at stemme.
    """
    found: dict[tuple[object, ...], VoteMatch] = {}
    for number, (side, start, end, fronted) in enumerate(_groups(sentence)):
        for person, party, count, first, last in _voters(sentence[start:end]):
            vote = VoteMatch(side, start + first, start + last, number, fronted, person, party, count)
            found.setdefault((number, person, party, count), vote)
    return sorted(found.values(), key=lambda vote: (vote.start, vote.end))


def _groups(sentence: str) -> Iterator[tuple[Side, int, int, bool]]:
    """The sides of a sentence with the range that names who was on each, and whether the side stands before it."""
    fronts = list(_FRONT.finditer(sentence))
    taken = [match.span() for match in fronts]
    backs = [m for m in _BACK.finditer(sentence) if not any(a < m.end() and m.start() < b for a, b in taken)]
    marks = sorted([*fronts, *backs], key=lambda match: match.start())
    for position, mark in enumerate(marks):
        last = marks[position - 1].end() if position else 0
        following = marks[position + 1] if position + 1 < len(marks) else None
        before = sentence[last : mark.start()]
        if mark in fronts or not before.strip(" ,.;"):
            yield _side(mark), mark.end(), _until(sentence, mark.end(), following, fronts), True
        else:
            breaks = [found.end() for found in _BREAK.finditer(before)]
            yield _side(mark), last + max(breaks, default=0), mark.start(), False


def _until(sentence: str, start: int, following: re.Match[str] | None, fronts: list[re.Match[str]]) -> int:
    """Where those on a side named behind it end: at the next side, or at the break before those of the next."""
    if following is None or following in fronts:
        stop = following.start() if following else len(sentence)
        ends = [found.start() for found in _BREAK.finditer(sentence, start, stop) if sentence[found.start()] in ".;"]
        return min([stop, *ends])
    breaks = [found.start() for found in _BREAK.finditer(sentence, start, following.start())]
    return breaks[-1] if breaks else start


def _side(match: re.Match[str]) -> Side:
    said = (match["side"] or match["label"]).lower()
    if said.startswith(("hverken", "undl")):
        return "abstained"
    return "for" if said == "for" else "against"


def _voters(words: str) -> Iterator[tuple[str, str, int | None, int, int]]:
    """The persons and parties (by letter) of a list and the number printed before them, each with its range."""
    people = list(find_persons(words, listed=True))
    taken = [(person.start, max(person.end, person.after)) for person in people]
    for person in people:
        party = PARTIES.get(person.party, person.party)
        yield person.name, party if _LETTERS.fullmatch(party) else "", None, person.start, person.end
    for match in _BESIDE.finditer(words):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            taken.append(match.span())
            yield match["name"], match["letter"], None, *match.span("name")
    for match in _LIST.finditer(words):
        if not any(start <= match.start() < end for start, end in taken):
            yield "", PARTIES.get(match["letter"], match["letter"]), None, *match.span()
    counted = _COUNT.match(words)
    if counted:
        number = _NUMBERS.get(counted["count"].lower()) or int(counted["count"])
        yield "", "", number, counted.start("count"), counted.end()
