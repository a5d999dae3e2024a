"""How Danish minutes tell appointments: "udpeger to medlemmer til X", "N N (A) vælges som formand", "bestående af:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.grammar.body_names import find_body_names
from extract.grammar.titles import title_end

NUMBERS: Final = {
    word: number
    for number, listed in enumerate(
        ("en et én ét", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"), 1
    )
    for word in listed.split()
}
SEAT_NOUN: Final = (
    r"(?:bestyrelses|kommunal|udvalgs|råds)?(?:repræsentant|medlem|suppleant|stedfortræder|observatør|formand|forperson|"
    r"næstformand|borgmest(?:er|re)|kandidat|politiker)(?:er|mer|e)?"
)
SEATS: Final = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(NUMBERS)})\s"
    rf"(?P<role>(?:(?!og\s|af\s|til\s|i\s|kr\b|mio\b)[a-zæøå-]+\s){{0,3}}?{SEAT_NOUN})\b",
    re.IGNORECASE,
)
FILLS: Final = re.compile(
    r"\b(?:gen)?(?:udpege(?:r|t|s|de|des|lse)?|vælge(?:r|s)?|valgt(?:e|es)?|indstille(?:r|s)?|nominere[rst]?|beskikke[rst]?)\b"
)
"""Verbs that say who fills seats, also by recommendation."""
APPOINTS: Final = re.compile(
    r"\b(?:(?:gen|ny)?(?:udpege(?:r|t|s|de|des)?|vælges?|vælger|valgt(?:e|es)?)|beskikke(?:r|t|s|de|des)?|"
    r"indtræder|indtrådte|indtrædes|træder ind|trådte ind|udnævn(?:er|t|te|es)|nyvælges)\b"
)
AGENT: Final = re.compile(
    r"\s?(?:til\s.{3,90}?\s)?(?:som\s|der\s|er\s|bliver\s|skal\s)*(?:udpeget|udpeges|valgt|vælges|indstillet|indstilles)"
    r"\s(?:af|fra)\s"
)
AGENT_AFTER_VERB: Final = re.compile(r"(?:udpeget|udpeges|valgt|vælges) af ")
TARGET: Final = re.compile(
    r"\b(?:(?:medlem(?:mer(?:ne)?)?|repræsentant(?:er)?|suppleant(?:er)?|stedfortræder(?:e)?|"
    r"(?:næst)?(?:formand|forperson)) (?:af|i|for|til)|til|ind i|indgå i) "
)
BOARD: Final = re.compile(
    r"(?:[Bb]estyrelsen|[Rr]epræsentantskabet|[Ff]orretningsudvalget|[Ss]tyregruppen|[Ff]ølgegruppen|[Ss]tyringsgruppen|"
    r"[Pp]artnerskabet|[Rr]ådet|[Uu]dvalget) (?:for|i|til|om) (?=\S)"
)
OWNED_BOARD: Final = re.compile(
    r"[A-ZÆØÅ][\w&.-]*(?: [A-ZÆØÅ&][\w&.-]*)*['’]?s "
    r"(?:bestyrelse|formandskab|repræsentantskab|forretningsudvalg|styregruppe|udvalg|råd)\b"
)
TITLE: Final = re.compile(
    r"\b(?:(?:[Gg]en|[Nn]y)?[Uu]dpeg(?:ning|else)\w*|[Vv]alg|[Ii]ndstilling|[Nn]y\w* (?:medlem\w*|repræsentant\w*)|"
    r"[Rr]epræsentant\w*|[Mm]edlem\w*)\b.*?\b(?:til|i|af medlemmer af) (?P<body>.+)"
)
PERIOD: Final = re.compile(
    r",? (?:for|i) (?:perioden|valgperioden|funktionsperioden|årene)\b.*$|,? \(?(?:19|20)\d\d ?[-–].*$|"
    r" for 20\d\d.*$|[.:]+$"
)
OWNER: Final = re.compile(r"(?:[A-ZÆØÅ][\w-]*s? ){1,3}|det |den |de ")
ROLE_IN_SENTENCE: Final = re.compile(
    r"\b(?:som|til|vælges til|valgt til) (?:ny(?:t)? |personlig )?"
    r"(?P<role>(?:næst|1\. næst|bestyrelses)?(?:formand|forperson)|(?:bestyrelses)?medlem(?:mer)?|suppleant(?:er)?|"
    r"stedfortræder(?:e)?|observatør(?:er)?|repræsentant(?:er)?)\b"
)
ROLE_AFTER: Final = re.compile(
    r"(?:\s\(|,\s|\s[-–]\s|:\s|\ssom\s)"
    r"(?P<role>(?:næst|vice|bestyrelses)?(?:formand|forperson)|medlem|suppleant|stedfortræder|observatør)\b\)?"
)
NOT_APPOINTED_BEFORE: Final = re.compile(
    r"(?:i stedet for|[Ee]fter|afløser|erstatter|afløsning (?:for|af)|erstatning for|"
    r"(?:stedfortræder|suppleant)(?:er|e)? for|idet|tidligere)\s(?:[a-zæøå]+\s){0,2}$"
)
NOT_APPOINTED_AFTER: Final = re.compile(
    r"[^.;]{0,25}\b(?:indstiller|foreslår|foreslog|stillede|oplyste|orienterede|bemærkede|udtræder|udtrådte|fratræder|"
    r"er fratrådt|træder ud|er udtrådt|har ønsket|ønsker|stemte)\b"
)
SINGULAR: Final = {
    "medlemmer": "medlem",
    "medlemmerne": "medlem",
    "består": "medlem",
    "bestående": "medlem",
    "sammensat": "medlem",
    "sammensætning": "medlem",
    "repræsentanter": "repræsentant",
    "suppleanter": "suppleant",
    "stedfortrædere": "stedfortræder",
    "observatører": "observatør",
}
LIST_OF: Final = re.compile(
    r"\b(?P<role>medlem(?:mer(?:ne)?)?|består|bestående|sammensat|sammensætning|repræsentant(?:er)?|suppleant(?:er)?|stedfortræder(?:e)?|observatør(?:er)?|udpeget|"
    r"udpeges|udpegede|valgt|vælges|valgte)\b[^:]{0,60}:$",
    re.IGNORECASE,
)
HEADS_LIST: Final = re.compile(
    r"(?P<role>Medlemmer(?:ne)?|Repræsentanter|Suppleanter|Stedfortrædere)(?= (?:af|i|til) )[^.:;]{5,100}:?",
    re.IGNORECASE,
)
"""The heading of a list or table of members."""
ROLE_LABEL: Final = re.compile(
    r"\W*(?:(?:ordinær[te]*|personlige?) )?(?P<role>(?:næst|vice)?(?:formand|forperson)|medlem|suppleant|stedfortræder"
    r"|observatør|repræsentant)(?:mer|er|e)?(?P<colon>:)?\s",
    re.IGNORECASE,
)
"""What an entry may begin with: "Personlig stedfortræder: N N"."""
STANDS_IN_BEFORE: Final = re.compile(
    r"(?:stedfortræder|suppleant)(?:er|e)?(?: for (?:ham|hende|denne))?:?\s$", re.IGNORECASE
)
STANDS_IN_AFTER: Final = re.compile(r"\s?som (?:personlig )?(?P<role>stedfortræder|suppleant)\b")
MEMBER_COLUMN: Final = re.compile(
    r"(?:(?:ordinære?t?|personlige?) )?"
    r"(?P<role>medlem|repræsentant|suppleant|stedfortræder|observatør|formand)(?:mer|er|e)?",
    re.IGNORECASE,
)
PERSON_COLUMN: Final = re.compile(r"(?:navne?|person(?:er)?)", re.IGNORECASE)
BODY_COLUMN: Final = re.compile(
    r"(?:udvalg|råd|nævn|organ|bestyrelse|selskab|fora|forum|hverv|organisation|udvalg/råd)(?:et)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SeatsMatch:
    """A number of seats at text[start:end], with the noun phrase of who may sit on them."""

    start: int
    end: int
    count: int
    role: str


def find_seats(text: str) -> Iterator[SeatsMatch]:
    """The numbers of seats in a text: "to kommunale medlemmer", "2 suppleanter"."""
    for match in SEATS.finditer(text):
        count = match["count"].lower()
        yield SeatsMatch(match.start(), match.end(), NUMBERS.get(count) or int(count), match["role"])


def target(text: str, start: int) -> str:
    """The body that a sentence appoints someone to, told after ``start`` ("til bestyrelsen for X"), or ""."""
    for match in TARGET.finditer(text, start):
        named = body_at(text, match.end())
        if named:
            return named
    return ""


def body_at(text: str, start: int) -> str:
    """The name of a body that begins at ``start``, or a board told by whose it is."""
    board = BOARD.match(text, start)
    if board:
        end = title_end(text, board.end())
        return text[start:end] if end > board.end() else ""
    owned = OWNED_BOARD.match(text, start)
    if owned:
        return owned.group()
    window = text[start : start + 160]
    first = next(find_body_names(window), None)
    if first is None:
        return ""
    before = window[: first.start]
    # "til Region Xs opgaveudvalg om Y": the owner stands before the name
    return window[first.start : first.end] if not before or OWNER.fullmatch(before) else ""


def title_target(title: str) -> str:
    """The body that the title of an item appoints to: "Udpegning af medlemmer til X" is about X."""
    match = TITLE.search(title)
    if match is None:
        return ""
    words = PERIOD.sub("", match["body"].strip())
    return body_at(words, 0) or words
