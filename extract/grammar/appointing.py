"""How Danish minutes tell appointments: "udpeger to medlemmer til X", "N N (A) vælges som formand", "bestående af:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
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
FILLING: Final = ("udpege", "vælge", "valgt", "indstille", "nominere", "beskikke")
"""What these have in them."""
APPOINTS: Final = re.compile(
    r"\b(?:(?:gen|ny)?(?:udpege(?:r|t|s|de|des)?|vælges?|vælger|valgt(?:e|es)?)|beskikke(?:r|t|s|de|des)?|"
    r"indtræder|indtrådte|indtrædes|træder ind|trådte ind|udnævn(?:er|t|te|es)|nyvælges)\b"
)
APPOINTING: Final = ("udpege", "vælge", "valgt", "beskikke", "indtr", "træder ind", "trådte ind", "udnævn")
"""What these have in them."""
AGENT: Final = re.compile(
    r"\s?(?:til\s.{3,90}?\s)?(?:som\s|der\s|er\s|bliver\s|skal\s)*(?:udpeget|udpeges|valgt|vælges|indstillet|indstilles)"
    r"\s(?:af|fra)\s"
)
AGENT_AFTER_VERB: Final = re.compile(r"(?:udpeget|udpeges|valgt|vælges) af ")
TARGET: Final = re.compile(
    r"\b(?:(?:medlem(?:mer(?:ne)?)?|repræsentant(?:er)?|suppleant(?:er)?|stedfortræder(?:e)?|"
    r"(?:næst)?(?:formand|forperson)) (?:af|i|for|til)|til|ind i|indgå i) "
)
ABOUT: Final = re.compile(r" (?:for|om|vedr\.|vedrørende) (?=\S)")
ASIDE: Final = re.compile(r",? (?:som|der) (?:tillige|også|i øvrigt|i forvejen|samtidig) er\b")
"""Where a sentence tells what else someone is."""
BOARD: Final = re.compile(
    r"(?:[Bb]estyrelsen|[Rr]epræsentantskabet|[Ff]orretningsudvalget|[Ss]tyregruppen|[Ff]ølgegruppen|[Ss]tyringsgruppen|"
    r"[Pp]artnerskabet|[Rr]ådet|[Uu]dvalget) (?:for|i|til|om) (?=\S)"
)
OWNED_BOARD: Final = re.compile(
    r"[A-ZÆØÅ][\w&.-]*(?: [A-ZÆØÅ&][\w&.-]*)*['’]?s "
    r"(?:(?:nye?|kommende|nyvalgte) )?"
    r"(?:bestyrelse|formandskab|repræsentantskab|forretningsudvalg|styregruppe|arbejdsgruppe|udvalg|råd)\b"
)
OWNED_COMPOUND: Final = re.compile(
    r"[A-ZÆØÅ][\w&.-]*(?: [A-ZÆØÅ&][\w&.-]*)*['’]?s (?:[a-zæøå]+-(?:,| og) )*[a-zæøå]{3,}(?:udvalg|råd|nævn)\b"
)
"""A committee in small letters told by whose it is: "KLs kultur- og fritidsudvalg"."""
ONLY_KINDS: Final = re.compile(
    r"(?:(?:diverse |forskellige |kommunale )?(?:bestyrelser|udvalg|råd|nævn|poster|hverv|repræsentantskaber)"
    r"(?:,? og |, |$))+(?:mv\.?|m\.v\.)?",
    re.IGNORECASE,
)
"""What names no body in particular: "Valg til bestyrelser", "råd og nævn"."""
TITLE: Final = re.compile(
    r"\b(?:(?:[Gg]en|[Nn]y)?[Uu]dpeg(?:ning|else)\w*|[Vv]alg|[Ii]ndstilling|[Nn]y\w* (?:medlem\w*|repræsentant\w*)|"
    r"[Rr]epræsentant\w*|[Mm]edlem\w*)\b.*?\b(?:til|i|af medlemmer af|(?<=formand )for|(?<=forperson )for) (?P<body>.+)"
)
ALREADY: Final = re.compile(r"\b(?:udpege\w*|genudpege\w*|vælge\w*|valgte?|indstille\w*)\s$")
"""Before "medlem af X N N" what someone is already, not what they are appointed to."""
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
    r"s? (?:udtræden|fratræden|orlov|bortgang|afgang|sygdom|fravær|anmodning|ønske|plads|hverv)\b|"
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
WITH_STAND_IN: Final = re.compile(r"\bmed [^.;]{3,60} som (?:personlig )?(?:stedfortræder|suppleant)\b")
"""How one person's stand-in is named behind them: the first is a member."""
STANDS_IN_AFTER: Final = re.compile(r"\s?som (?:personlig )?(?P<role>stedfortræder|suppleant)\b")
MEMBER_COLUMN: Final = re.compile(
    r"(?:(?:ordinære?t?|personlige?) )?"
    r"(?P<role>medlem|repræsentant|suppleant|stedfortræder|observatør|formand)(?:mer|er|e)?",
    re.IGNORECASE,
)
PERSON_COLUMN: Final = re.compile(r"(?:navne?|person(?:er)?|politiker(?:e)?|byrådsmedlem(?:mer)?)", re.IGNORECASE)
ROLE_COLUMN: Final = re.compile(
    r"(?:hverv|funktion|rolle|post|status|medlem ?/ ?(?:stedfortræder|suppleant))", re.IGNORECASE
)
PARTY_COLUMN: Final = re.compile(r"(?:parti|liste|partibogstav|bogstav|parti ?/ ?liste)", re.IGNORECASE)
VACANT: Final = re.compile(
    r"\W*(?:vakant|ubesat|ledig(?: plads)?|afventer|ikke (?:udpeget|besat)|n\.? ?n\.?)\W*", re.IGNORECASE
)
"""What stands for the name where nobody has the seat yet."""
BODY_COLUMN: Final = re.compile(
    r"(?:udvalg|råd|nævn|organ|bestyrelse|selskab|fora|forum|hverv|organisation|udvalg/råd)(?:et)?", re.IGNORECASE
)


COMPOSED: Final = re.compile(r"\s(?:består|bestod|består p\.t\.|sammensættes|er sammensat)\s")
"""What follows the name of a body whose members are told."""
SUBJECT: Final = re.compile(
    r"(?:^|[.:]\s)(?P<body>[A-ZÆØÅ][a-zæøå-]*(?:gruppen|udvalget|rådet|bestyrelsen|kommis+ionen|nævnet|klyngen|skabet))$"
)
"""A body told by nothing but what it is, at the start of a sentence: "Styregruppen består af"."""


def composed_body(text: str) -> str:
    """The body of which a text last says how it is composed: "Havnerådet består af", or ""."""
    composed = "best" in text or "sammens" in text
    for verb in reversed(list(COMPOSED.finditer(text))) if composed else ():
        before = text[max(0, verb.start() - 160) : verb.start()]
        named = next((name for name in find_body_names(before) if name.end == len(before)), None)
        if named:
            return before[named.start :]
        subject = SUBJECT.search(before)
        if subject:
            return subject["body"]
    return ""


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
    aside = ASIDE.search(text)
    for match in TARGET.finditer(text, start, aside.start() if aside else len(text)):
        if match.group().startswith("medlem ") and ALREADY.search(text, 0, match.start()):
            continue
        named = body_at(text, match.end())
        if named:
            return named
    return ""


def body_at(text: str, start: int) -> str:
    """The name of a body that begins at ``start``, or a board told by whose it is."""
    board = BOARD.match(text, start)
    if board:
        end = title_end(text, board.end())
        named = next((name.end for name in find_body_names(text[start : start + 160]) if name.start == 0), 0)
        end = max(end, start + named)
        return text[start:end] if end > board.end() else ""
    owned = OWNED_BOARD.match(text, start)
    if owned:
        about = ABOUT.match(text, owned.end())
        end = title_end(text, about.end()) if about else owned.end()
        return text[start:end]
    window = text[start : start + 160]
    first = next(find_body_names(window), None)
    # "til Region Xs opgaveudvalg om Y": the owner stands before the name
    if first and (first.start == 0 or OWNER.fullmatch(window[: first.start])):
        return window[first.start : first.end]
    compound = OWNED_COMPOUND.match(window)
    return compound.group() if compound else ""


@lru_cache(maxsize=1024)
def title_target(title: str) -> str:
    """The body that the title of an item appoints to: "Udpegning af medlemmer til X" is about X."""
    match = TITLE.search(title)
    if match is None:
        return ""
    words = PERIOD.sub("", match["body"].strip())
    return "" if ONLY_KINDS.fullmatch(words) else body_at(words, 0) or words
