"""Names of bodies told by what stands beside them: "firmaet X", "grundejerforeningen X", "X bylaug", "svar fra X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extract.gazetteer import gazetteer
from extract.grammar.body_words import GENERIC, NOT_FIRST
from extract.grammar.lexicon import words
from extract.grammar.marks import Lines, holds, marks, matches
from extract.grammar.persons import find_persons

_WORD: Final = r"[A-ZÆØÅ][\wæøåÆØÅ]*(?:[-’'./][\wæøåÆØÅ]+)*"
_NAME: Final = rf"{_WORD}(?:(?: (?:& |(?:af|bag|for|i) (?=[A-ZÆØÅ]))?{_WORD}| \d{{1,4}}(?![\d.,])))*"
_FIRM: Final = (
    r"[a-zæøå]*firmaet|virksomheden|konsulenthuset|leverandøren|entreprenøren|[a-zæøå]*operatøren|energiselskabet|"
    r"forsyningsselskabet|trafikselskabet|affaldsselskabet|vandselskabet|tegnestuen"
)
_SOCIETY: Final = (
    r"[a-zæøå]*organisationen|fagforeningen|brancheforeningen|arbejdsgiverforeningen|patientforeningen|"
    r"interesseforeningen|landsforeningen|foreningen"
)
_OTHER: Final = (
    r"tænketanken|analyseinstituttet|netværket|plejecentret|plejecenteret|friplejehjemmet|"
    r"bostedet|botilbuddet"
)
_NEIGHBOURS: Final = r"(?:grundejer|ejer|andelsbolig|bolig|beboer|borger|idræts|lokal)foreningen"
_BEFORE: Final = tuple(
    (kind, whole, re.compile(rf"(?<![\w-])(?:{nouns}) (?P<name>{_NAME})"), marks(nouns))
    for kind, whole, nouns in (
        ("company", False, _FIRM),
        ("association", False, _SOCIETY),
        ("other", False, _OTHER),
        ("association", True, _NEIGHBOURS),
    )
)
"""What comes before a name, with the kind that it shows and whether it belongs to the name."""
_HOUSING: Final = re.compile(rf"(?<![\w-])boligselskabet (?P<name>{_NAME})")
_HOUSING_MARKS: Final = ("boligselskabet ",)
_AFTER: Final = (
    r"bylaug|landsbylaug|lokalråd|landsbyråd|menighedsråd|boligselskab|boligforening|andelsboligforening|grundejerforening|"
    r"borgerforening|beboerforening|idrætsforening|boldklub|handelsforening|turistforening|vandværk|fjernvarme|varmeværk"
)
_NAMED_BEFORE: Final = re.compile(rf"(?<![\w-])(?P<name>{_WORD}(?: {_WORD})*) (?P<noun>{_AFTER})(?![\w-])")
_AFTER_MARKS: Final = marks(_AFTER)
_WITHIN: Final = re.compile(r"(?:[a-zæøå0-9),] |[-–•] |\()$")
_PARTNER: Final = re.compile(
    rf"(?<![\w-])(?:(?:[Ss]amarbejde[rt]?|partnerskab|[a-zæøå]*aftale(?:n|r|rne)?|kontrakten?) med|"
    rf"[a-zæøå]*aftale(?:n|r|rne)? til|(?:[a-zæøå]*støtte|tilskud|midler|donation) fra|[Hh]øringssvar(?:et|ene)? fra|"
    rf"(?:drevet|drives|ejet|ejes|leveret|leveres) af) (?P<name>{_NAME})(?!-)"
)
_PARTNER_MARKS: Final = (
    *("amarbejde", "partnerskab med ", "aftale", "kontrakt", "øringssvar", "drevet af ", "drives af ", "ejet af "),
    *("ejes af ", "leveret af ", "leveres af ", "støtte fra ", "tilskud fra ", "midler fra ", "donation fra "),
)
"""Who one works with, hears or is run by has a name, though nothing in it says that it is a body's."""
_COINED: Final = re.compile(r"(?<![\w-])(?:[A-ZÆØÅ]{3,}|[A-ZÆØÅ][a-zæøå]+[A-ZÆØÅ][a-zæøå]+)(?!['’\w-])")
"""What no common noun looks like: "ABH", "HavneHuset"."""
_MORE: Final = re.compile(r"(?:, | og | samt )(?P<name>[A-ZÆØÅ]{3,}|[A-ZÆØÅ]\w+ [A-ZÆØÅ]\w+)(?![\w-])")
_NO_PARTNER: Final = words(
    """
    Staten Kommunen Regionen Administrationen Forvaltningen Direktionen Danmark Byen Udvalget Rådet Borgmesteren
    MED SFO PPR SSP USA HR GDPR EPJ STU HovedMED Bilag Center Politiet Borgere Borgerne Europa Norge Sverige
    Tyskland Ukraine Rusland Kina Grønland Færøerne Norden Storbritannien Forsvaret Folkekirken
    """
)
_APPLICANT: Final = re.compile(
    rf"(?<![\w-])(?:[Aa]nsøgning(?:er|en)? fra|(?:tilsagn|tilskud|afslag|støtte|bevilling) "
    rf"til(?=[^\n]{{3,60}}? (?:om \d|på ansøgning))|"
    rf"tilhørende|[Vv]edtægt(?:er|erne)? for) (?P<name>{_NAME})(?![\w-])"
)
_APPLICANT_MARKS: Final = (
    *("nsøgning", "tilsagn til ", "tilskud til ", "afslag til ", "støtte til ", "bevilling til ", "tilhørende "),
    "edtægt",
)
_APPLIES: Final = re.compile(
    rf"(?:^|(?<=[-–•] )|(?<=\d\. ))(?P<name>{_NAME}) (?:søger om|ansøger om|er godkendt som)\b", re.MULTILINE
)
_APPLIES_MARKS: Final = ("søger om", "er godkendt som")
"""Who asks for money or gets it."""
_LOCAL_LIST: Final = re.compile(r"(?<=\()[A-ZÆØÅ][a-zæøå]{2,}listen(?=\))")
"""The list that someone was elected for: "Asta Holm (Nybylisten)"."""
_COUNCILS: Final = frozenset({"lokalråd", "landsbyråd", "menighedsråd"})
_WORKS: Final = frozenset({"vandværk", "fjernvarme", "varmeværk"})


def introduced(text: str, lines: Lines) -> Iterator[tuple[int, int, str]]:
    """Where such names start and end, with their kinds.

    Lines it looks for::

        Rådgivningsfirmaet Havnvidt deltager sammen med grundejerforeningen Strandtoften.
        Invitationen gik til Nyby bylaug, Østerby lokalråd og boligselskabet ABH.
        Forløbet sker i samarbejde med STØT Nyby på et plejehjem, der er drevet af Omsorg Nord.
    """
    for kind, whole, pattern, having in _BEFORE:
        for match in matches(pattern, having, text, lines) if holds(text, having) else ():
            if _is_name(match["name"]):
                yield (match.start() if whole else match.start("name")), _without_genitive(match), kind
    for match in matches(_HOUSING, _HOUSING_MARKS, text, lines) if holds(text, _HOUSING_MARKS) else ():
        if _is_name(match["name"]):
            start = match.start("name") if match["name"].isupper() else match.start()
            yield start, _without_genitive(match), "association"
    for match in matches(_NAMED_BEFORE, _AFTER_MARKS, text, lines) if holds(text, _AFTER_MARKS) else ():
        if _is_name(match["name"]) and _WITHIN.search(text, max(0, match.start() - 2), match.start()):
            noun = match["noun"]
            yield (
                match.start(),
                match.end(),
                ("council" if noun in _COUNCILS else "company" if noun in _WORKS else "association"),
            )
    yield from _partners(text, lines)
    for match in matches(_LOCAL_LIST, ("listen)",), text, lines):
        yield match.start(), match.end(), "party"
    for pattern, having in ((_APPLICANT, _APPLICANT_MARKS), (_APPLIES, _APPLIES_MARKS)):
        for match in matches(pattern, having, text, lines) if holds(text, having) else ():
            if _is_unknown(match["name"]):
                yield match.start("name"), _without_genitive(match), "other"


def _partners(text: str, lines: Lines) -> Iterator[tuple[int, int, str]]:
    for match in matches(_PARTNER, _PARTNER_MARKS, text, lines) if holds(text, _PARTNER_MARKS) else ():
        name = match["name"]
        common = " " not in name and name.endswith(("et", "en", "ne", "er"))
        led = text[match.start() : match.start("name") - 1]
        surely = not common and (led.endswith(" af") or "øringssvar" in led or (led.endswith(" til") and " " in name))
        if (surely or _COINED.search(name)) and _is_unknown(name):
            yield match.start("name"), _without_genitive(match), "other"
            yield from _further(text, match.end())


def _further(text: str, position: int) -> Iterator[tuple[int, int, str]]:
    """The coined names that follow one in a list: "med NIF, SIF og BUS"."""
    while following := _MORE.match(text, position):
        position = following.end()
        if _is_unknown(following["name"]):
            yield following.start("name"), position, "other"


def _is_unknown(name: str) -> bool:
    """Whether a name may be one that no word and no list tells to be a body's: no person's, none of a place."""
    if name.split(maxsplit=1)[0] in _NO_PARTNER or name.casefold() in GENERIC or not _is_name(name):
        return False
    return gazetteer().resolve(name) is None and next(find_persons(name), None) is None


def _is_name(words: str) -> bool:
    return words.split(maxsplit=1)[0].rstrip(",") not in NOT_FIRST


def _without_genitive(match: re.Match[str]) -> int:
    mark = re.search(r"['’]s?$", match["name"])
    return match.end("name") - (len(mark.group()) if mark else 0)
