"""Names of bodies told by their last or first word: ministries, committees, councils, associations, schools, firms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extract.grammar.body_words import COMPOUND, GENERIC, HEAD, LEADING, LOWER, NOT_FIRST
from extract.grammar.introduced_bodies import introduced
from extract.grammar.kept import kept
from extract.grammar.marks import Lines, holds, lines_of, marks, matches
from extract.grammar.persons import is_genitive
from extract.grammar.titles import title_end

CAPITAL: Final = r"[A-ZÆØÅ][\wæøå]*(?:[-’'.][\wæøåÆØÅ]+)*"
COORDINATED: Final = rf"(?:{CAPITAL}-?, )*{CAPITAL}-?,? (?:og|&) "
CHAIN: Final = rf"(?:(?:{CAPITAL}-, )+{CAPITAL}-?,? (?:og|&) |{CAPITAL}-,? (?:og|&) )"
"""What stands before a compound that shares its last part: "Børne-, Unge- og "."""
GENITIVE: Final = r"(?=(?:['’]?s|['’])?(?![\w-]))"

_LOWER_MARKS: Final = marks(LOWER)
_LOWER: Final = re.compile(rf"(?<![\w-])(?:{LOWER}){GENITIVE}")
PREPOSITION: Final = re.compile(r" (?:for|af|om|vedr(?:ørende|\.))$")
NAME: Final = re.compile(rf"(?:{CHAIN})?{CAPITAL}(?: (?:& )?{CAPITAL})*")
LISTED: Final = re.compile(rf"(?:(?:{CAPITAL} )*{COORDINATED})?{CAPITAL}(?: (?:& )?{CAPITAL})*(?: i {CAPITAL})?")
"""A field: "Miljø", "Teknik, Natur & Miljø", "Kommunale Skole- og Dagtilbudsledere i Danmark"."""
NOUN_PHRASE_END: Final = re.compile(r" (?:med|som|der|fra|skal|og) |$")
OWNED_BY_FIELD: Final = re.compile(
    r"(?<=[a-zæøå])s (?=(?:behandling|møde|beslutning|område|indstilling|anbefaling|drøftelse|arbejde|opgave|medlem|"
    r"formand|næstformand|budget|vegne)[a-zæøå]*\b)"
)
"""What a committee told by its field has or does: "udvalget for det åbne lands | behandling af sagen"."""
LONGEST_FIELD: Final = 9
NO_BODY: Final = re.compile(r"(?:lov|ord|pris|formandskab|økonomi|historie|kort|portal)(?:s|en|ens)?$", re.IGNORECASE)
"""How words end that follow "Dansk" or "Danmarks" and name no body: "Danske Lov"."""
WITH_FIELD: Final = re.compile(r"Institut|Center|Råd|Selskab|Forening|Netværk|Forum")
OF_FIELD: Final = re.compile(rf" (?:for|af|om) (?:{COORDINATED})?{CAPITAL}(?: {CAPITAL})*")
"""What such a name may be of: "Dansk Selskab for Havnehistorie"."""
ENDINGS: Final = (
    ("fond", "fund"),
    ("nævn", "other"),
    ("institut", "other"),
    ("råd", "council"),
    ("universitet", "school"),
)
BRACKET: Final = re.compile(r"(?:['’]?s)? \(((?=[^()]*[A-ZÆØÅ][^()]*[A-ZÆØÅ])[A-ZÆØÅ][\w./-]{1,11})(?:['’]s)?\)")

AREAS: Final = {
    "alliance": rf"(?: i {CAPITAL})?",
    "association": rf"(?: ved {CAPITAL}(?: {CAPITAL})*)?",
    **dict.fromkeys(("council", "committee", "commission"), rf"(?: for {CAPITAL})?"),
    "other": rf"(?:(?<=nævnet) for {CAPITAL})?",
}
"""The field or area that may follow a compound: "Kystalliancen i Thy", "Fjordrådet for Mors"."""

_STEM: Final = r"[A-ZÆØÅ][\wæøåÆØÅ]*(?:-[\wæøåÆØÅ]+)*?-?"
_COMPOUND: Final = tuple(
    (kind, re.compile(rf"(?<![\w-])(?:{CHAIN}\w*|{_STEM})(?:{ends}){AREAS.get(kind, '')}{GENITIVE}"), marks(ends))
    for kind, ends in COMPOUND
)
_PLAIN: Final = rf"(?:{CHAIN})?(?:(?:{CAPITAL}-?|&|i|af)(?: |-))*?{CAPITAL}"
_HEAD: Final = tuple(
    (kind, re.compile(rf"(?<![\w-]){_PLAIN} (?:{ends}){GENITIVE}"), marks(ends)) for kind, ends in HEAD
)
_LEADING: Final = tuple((kind, re.compile(rf"(?<![\w-])(?:{starts})(?= )"), marks(starts)) for kind, starts in LEADING)

OWNED: Final = re.compile(
    rf"(?<![\w-])(?:Folketingets|{CAPITAL}(?: {CAPITAL})*(?<!ens)(?<!ets)(?<!rnes)(?:['’]s|(?<=s))) "
    rf"(?P<noun>bestyrelse|repræsentantskab|forretningsudvalg|styregruppe|"
    rf"(?:{CHAIN})?[A-ZÆØÅ][a-zæøå]*(?:udvalg|råd|nævn))(?![\w-])"
)
_OWNED_MARKS: Final = marks("bestyrelse|repræsentantskab|styregruppe|udvalg|råd|nævn")
"""A board told by whose it is: "Nordby Museums bestyrelse", "NHF's Havneudvalg"; not "Skolens bestyrelse"."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name of a body at text[start:end], without genitive, and the kind that its words show."""

    start: int
    end: int
    kind: str


def find_body_names(text: str) -> Iterator[BodyName]:
    """The names of bodies in a text, in order, the longest of those that overlap.

    An abbreviation in brackets belongs to the name: "Vej- og Havnestyrelsen (VHS)".
    """
    return iter(_names(text))


@kept
def _names(text: str) -> Iterator[BodyName]:
    lines = lines_of(text)
    named = {*_leading(text, lines), *_compounds(text, lines), *_headed(text, lines), *_owned(text, lines)}
    told = {name.start for name in named}  # a word that tells its kind goes before what stands beside a name
    named.update(BodyName(*place) for place in introduced(text, lines) if place[0] not in told)
    found = sorted(named, key=lambda name: (name.start, -name.end, name.kind == "other", name.kind))
    position = 0
    for name in found:
        if name.start >= position:
            bracket = BRACKET.match(text, name.end)
            end = bracket.end() if bracket else name.end
            yield BodyName(name.start, end, name.kind)
            position = end


def _leading(text: str, lines: Lines) -> Iterator[BodyName]:
    for kind, pattern, having in _LEADING:
        for match in matches(pattern, having, text, lines) if holds(text, having) else ():
            start = match.end() + 1
            preposition = PREPOSITION.search(match.group())
            name = (LISTED if preposition else NAME).match(text, start)
            end = name.end() if name and name.group().split()[0] not in NOT_FIRST else 0
            if preposition and (kind == "committee" or not end):
                end = max(_field_end(text, start), end if name and ", " in name.group() else 0)
            last = text[start:end].rsplit(" ", maxsplit=1)[-1]
            if end and not (kind == "association" and NO_BODY.search(last)):
                field = OF_FIELD.match(text, end) if WITH_FIELD.fullmatch(last) else None
                end = field.end() if field else end - _genitive(text, start, end)
                yield BodyName(match.start(), end, _kind_by_end(last, kind))


def _kind_by_end(word: str, kind: str) -> str:
    """The kind that the last word of a name shows, else that which its first word shows."""
    return next((shown for ending, shown in ENDINGS if word.casefold().endswith(ending)), kind)


def _field_end(text: str, start: int) -> int:
    """The end of a field told in common words ("opgaveudvalget om ældre borgere"), 0 where it is too long to be one."""
    if text.startswith("at ", start):
        return 0
    end = title_end(text, start)
    owned = OWNED_BY_FIELD.search(text, start, end)
    if owned:
        return owned.start()
    stop = NOUN_PHRASE_END.search(text[start:end])
    if stop and stop.group() != " og ":
        end = start + stop.start()
    return end if 0 < len(text[start:end].split()) <= LONGEST_FIELD else 0


def _compounds(text: str, lines: Lines) -> Iterator[BodyName]:
    for kind, pattern, having in _COMPOUND:
        for match in matches(pattern, having, text, lines) if holds(text, having) else ():
            if match.group().casefold() not in GENERIC:
                yield BodyName(match.start(), match.end(), kind)
    for match in matches(_LOWER, _LOWER_MARKS, text, lines):
        yield BodyName(match.start(), match.end(), _kind_of(match.group()))


def _headed(text: str, lines: Lines) -> Iterator[BodyName]:
    for kind, pattern, having in _HEAD:
        for match in matches(pattern, having, text, lines) if holds(text, having) else ():
            start = match.start() + _sentence_words(match.group())
            if " " in text[start : match.end()]:
                yield BodyName(start, match.end(), kind)


def _owned(text: str, lines: Lines) -> Iterator[BodyName]:
    for match in matches(OWNED, _OWNED_MARKS, text, lines):
        yield BodyName(match.start() + _sentence_words(match.group()), match.end(), _kind_of_board(match["noun"]))


def _sentence_words(name: str) -> int:
    """How many characters at the start of a match belong to the sentence ("I Nyby Skole"), not to the name."""
    taken = 0
    words = name.split(" ")
    for word, following in pairwise(words):
        article = word in {"Den", "Det", "De"} and following.endswith("e")
        if article or (word.rstrip(",") not in NOT_FIRST and word not in {"og", "&", "i", "af"}):
            break
        taken += len(word) + 1
    return taken


def _genitive(text: str, start: int, end: int) -> int:
    """The length of the genitive mark at the end of a name, 0 where it has none."""
    mark = re.search(r"['’]s?$|(?<= Nord)s$|(?<= Vest)s$|(?<= Midt)s$|(?<= Syd)s$|(?<= Øst)s$", text[start:end])
    last = text.rfind(" ", start, end) + 1 or start
    return len(mark.group()) if mark else int(is_genitive(text, max(start, last), end))


def _kind_of_board(noun: str) -> str:
    if noun.endswith(("udvalg", "gruppe")):
        return "committee"
    return "council" if noun.endswith("råd") else "other"


def _kind_of(word: str) -> str:
    for part, kind in (
        ("udvalg", "committee"),
        ("gruppe", "committee"),
        ("kommission", "commission"),
    ):
        if part in word:
            return kind
    return "council"
