"""Names of persons in Danish running text, with the party letter and the office or job printed beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.grammar.given_names import GIVEN_NAMES
from extract.grammar.roles import ROLE, TITLE

_CAPITAL = "A-ZÆØÅÄÖÜÉÁÍÓÚÝÐŞÇĞŠŽ"
_SMALL = "a-zæøåäöüéèêëáàâíìïóòôúùûýðşçğšžñıß"
_PART = rf"(?:(?:Mc|Mac|De|La|O’|O')?[{_CAPITAL}][{_SMALL}]+)"
_WORD = (
    rf"(?:{_PART}(?:[-‑]{_PART})*(?![\w-])|[{_CAPITAL}]\.(?:[ -]?[{_CAPITAL}]\.)*(?= )|[{_CAPITAL}](?= [{_CAPITAL}]))"
)
_PARTICLE = r"(?:von|van|de|der|den|du|la|af|al|el|bin|zu|dos|da)"
_RUN = re.compile(rf"(?<![\w-]){_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD})*")
_TOKEN = re.compile(rf"{_WORD}|{_PARTICLE}(?= )")

PARTIES = {
    **dict.fromkeys(("Socialdemokratiet", "Socialdemokraterne"), "A"),
    **dict.fromkeys(("Radikale Venstre", "Det Radikale Venstre", "Radikale"), "B"),
    **dict.fromkeys(("Det Konservative Folkeparti", "Konservative", "Konservativ"), "C"),
    **dict.fromkeys(("Socialistisk Folkeparti",), "F"),
    **dict.fromkeys(("Liberal Alliance",), "I"),
    **dict.fromkeys(("Moderaterne",), "M"),
    **dict.fromkeys(("Dansk Folkeparti",), "O"),
    **dict.fromkeys(("Venstre",), "V"),
    **dict.fromkeys(("Danmarksdemokraterne",), "Æ"),
    **dict.fromkeys(("Enhedslisten",), "Ø"),
    **dict.fromkeys(("Alternativet",), "Å"),
}
"""The letters of the parties that are printed by name after a person."""

_LETTERS = rf"[{_CAPITAL}]|SF|DF|LA|KF|RV|EL|NB|DD|ALT|Alt|Lok|UP|Uafh|løsgænger|" + "|".join(map(re.escape, PARTIES))
_BRACKET = re.compile(rf" ?\((?P<party>{_LETTERS})\.?(?:(?:,| [-–]|/) ?[^()\n]{{1,60}})?\)")
_AFTER_COMMA = re.compile(r", (?P<party>[A-ZÆØÅ])(?=$|[\n,;)]| og |\.(?:\s|$))")

_NO_NAME_ENDING = re.compile(
    r"(?:kommune|region|udvalg|råd|nævn|forening|forbund|styrelse|ministerie|center|centre|skole|kirke|sogn|vej|"
    r"gade|allé|torv|plads|park|havn|bro|boulevard|stræde|bakke|hus|institut|museum|bibliotek|selskab|parti|"
    r"fond|aftale|reform|plan|strategi|lov|sag|bilag|budget|alliance|liste|teater|hospital|sygehus|klub|team|"
    r"afdeling|forvaltning|område|projekt|program|pulje|rapport|analyse|høring|møde|dag|tjeneste|bank|data|nyt|"
    r"trafik|service|danmark|avis|gård|stadion|hal|vænge|toft|brønd|lund|have)"
    r"(?:en|et|n|t|er|erne|s|ens|ets|ne|nes)?$",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    """
    Aalborg Aarhus Afbud Aftale Aftalen Alle Alt Alternativet April At August Baggrund Beslutning Bestyrelsen Bilag
    Bilaget Borgerne Borgmester Borgmesteren Bornholm Budget Business Byen Bygning Byråd Byrådet Copenhagen Da
    Dagsorden Danish Danmark Danmarksdemokraterne Dansk Danske Dato De December Deltagere Den Der Deres Derfor
    Derudover Desuden Det Dette Direktør Direktøren Disse Dog Dronning Drøftelse EU Efter En Enhedslisten Et Europa
    Februar Folketinget For Formand Formanden Forslag Fra Fravær Fraværende Fredag Frie Fru Fyn Fælles Før Første
    Godkendelse Godkendt
    Holding Green Grøn Gæst Gæster Han Hans Herudover Herunder Hovedstaden Hr Hub Hun Hvad Hvem Hvis Hvor
    Hvordan I Ifølge Ikke Indstilling Ingen Invest Is Ja Januar Jf Juli Juni Jylland Kl Kommunaldirektør Kommunen
    Kommuner Kommunerne Kommunernes Kong Konservative Kronprins Kun København Landsforening Liberal Lokale Lukket
    Lørdag Maj Man Mandag Marts Med Medlem Medlemmer Men Mens Midtjylland Minister Ministeriet Mod Moderaterne Moderne
    Møde Mødedeltagere Mødelokale Mødested Nationale Nej Nogle Nordic Nordisk Nordjylland Norge Notat November Nr Ny
    Nye Når Næstformand Odense Og Også Oktober Om Onsdag Orientering Over Prins Prinsesse Professor Program Pulje
    Punkt På Radikale Referat Referent Regeringen Region Regioner Regionerne Resume Rådet Rådhus Rådhuset Rådmand
    Rådmanden Sag Sagsnr Samlet Samt Sankt Sct Se Sekretær September Side Sjælland Socialdemokratiet Sociale
    Socialistisk Som Sted Stedfortræder Stemte Stor Store Suppleant Sverige Syddanmark Sydjylland Så Søndag Ti Tid Til
    Tilbud Tilstede Tirsdag Torsdag Ud Udvalget Under Ved Vedtaget Venstre Vi Viceborgmester Vores Åben Økonomi Øvrige
    """.split()  # noqa: SIM905  # a list literal would hide the words among quotes
)
_SPARED = frozenset({"Hans", "Helge", "August", "Maj", "April", "Da", "Det", "Den", "De"}) & GIVEN_NAMES
_NAMED_AFTER = re.compile(
    r"(?:[Vv]ej|[Gg]ade|Allé|Alle|Torv|Plads|Boulevard|Stræde|Skole|Fond|Center|Holding|Hus|Park|Legat|Minde|Museum|Have)(?:en|et|s)?"
)
_COMPANY = re.compile(r" ?(?:A/S|ApS|I/S|P/S|K/S|S/I|Holding\b|Fond(?:en)?\b|& )|[-‑]\w")
_BODY_BEFORE = re.compile(r"\b[A-ZÆØÅ]{2,} $")
"""The abbreviation that opens a body's name ("KKR Nordland"), whose second word begins no person's."""
_GENITIVE_SEN = re.compile(r"sens$")


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A person's name in the text, ``text[start:end]``; ``party`` is the letter (or SF, DF …) printed after it.

    ``after`` is where the text goes on behind the party's brackets.
    """

    start: int
    end: int
    name: str
    party: str
    after: int = -1


def find_persons(text: str, *, listed: bool = False) -> Iterator[PersonMatch]:
    """The persons named in a text, in order.

    Two or more capitalised words are a name where the first is a given name, a party follows or a title precedes;
    in a list known to hold names (``listed``) any such words are one, unless they name a place or a body.

    Lines it looks for::

        Borgmester Asta Skovgaard-Holm (V) og Jens P. von Linde deltog.
        Afbud: Birk Tranekær (SF), Yrsa Møllebæk
    """
    for run in _RUN.finditer(text):
        words = list(_TOKEN.finditer(text, run.start(), run.end()))
        begin = 0
        while begin < len(words) - 1:
            stop = _name_end(words, begin)
            if stop < len(words) and _NAMED_AFTER.fullmatch(words[stop].group()):
                begin = stop + 1  # "Jens Juuls Plads" is a place
                continue
            match = _read(text, words[begin:stop], listed=listed) if stop - begin >= 2 else None
            if match:
                yield match
                begin = stop
            else:
                begin += 1


def _name_end(words: list[re.Match[str]], begin: int) -> int:
    """How many words from ``begin`` on may belong to one name: up to a word that is no part of any."""
    stop = begin
    while stop < len(words) and stop - begin < 7 and _is_name_word(words[stop].group(), first=stop == begin):
        stop += 1
    while stop > begin and words[stop - 1].group()[0].islower():
        stop -= 1
    return stop


def _is_name_word(word: str, *, first: bool) -> bool:
    if first and (word[0].islower() or len(word.rstrip(".")) == 1):
        return len(word.rstrip(".")) == 1 and word[0].isupper()
    if word in _SPARED:
        return True
    if word in _NO_NAME or _NAMED_AFTER.fullmatch(word):
        return False
    return len(word) < 5 or not _NO_NAME_ENDING.search(word) or _is_surname(word, first=first)


def _is_surname(word: str, *, first: bool) -> bool:
    """Whether a word that ends like a place is a surname all the same: "Nygaard" is, "Nygade" is not."""
    after_name = "" if first else "|bro|bakke|brønd|toft|gård|skov|have"
    return bool(re.search(rf"(?:gaard|dahl|sen|berg|lund|holm|strup|bæk|bech{after_name})$", word))


def _read(text: str, words: list[re.Match[str]], *, listed: bool) -> PersonMatch | None:
    start, end = words[0].start(), words[-1].end()
    bracket = _BRACKET.match(text, end) or (_AFTER_COMMA.match(text, end) if listed else None)
    if _COMPANY.match(text, end):
        return None
    given = re.split(r"[-‑]", words[0].group())[0] in GIVEN_NAMES
    titled = TITLE.search(text, max(0, start - 60), start) is not None
    if not given and _BODY_BEFORE.search(text, max(0, start - 12), start):
        return None
    if not (given or listed or titled or (bracket and len(words) < 5)):
        return None
    name = text[start:end]
    if _GENITIVE_SEN.search(name):
        end -= 1
        name = name[:-1]
    party = bracket["party"] if bracket else ""
    return PersonMatch(start, end, name, PARTIES.get(party, party), bracket.end() if bracket else end)


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """A person with an office or job: ``text[start:end]`` runs over name, party, role and organisation."""

    start: int
    end: int
    name: str
    party: str
    role: str
    organisation: str


_ORG_WORD = rf"[{_CAPITAL}&][\w’'&/-]*(?:\.\w+)*"
_ORG = (
    rf"[{_CAPITAL}][\w’'&/-]*(?:\.\w+)*"
    rf"(?:(?:(?<=-),)? (?:{_ORG_WORD}|\d+(?![.\d])|(?:og|af|for|i|på|de|den|det|til|under|the|of)(?= [{_CAPITAL}])))*"
    r"(?: \([A-ZÆØÅ]{2,}\))?"
)
_OWNED = re.compile(rf"(?:(?P<org>{_ORG}(?:s|['’]))\s)?(?P<role>{ROLE}),?:?\s$")
_OFFICE = re.compile(rf"(?P<role>{ROLE})(?:en)?\s(?:i|for|af|hos|ved|på)\s(?P<org>{_ORG}),?:?\s$")
_FIELD = (
    r"(?:(?<=professor)|(?<=lektor)|(?<=forsker))\s(?:i|for)\s(?:(?!,|\sved\s|\shos\s|\spå\s)[^.;()\n\t])+"
    rf"|\si\s[a-zæøå]+(?:\s(?!ved|hos|på|fra|for|af|som|der|har|er|i)[a-zæøå]+)*"
    rf"|\sfor\s{_ORG}(?=,?\s(?:i|ved|hos)\s(?!Danmark|Norden)[{_CAPITAL}]|(?<!-),\s[{_CAPITAL}])"
)
_FOLLOWING = re.compile(
    rf"(?:,\s(?:som er\s|der er\s)?|\s[-–]\s|\s?\t|\s?(?P<line>\n)|\s\(|\ssom\s(?:ny\s)?)"
    rf"(?P<role>{ROLE}|Head of(?: [A-Z]\w+)+)(?![\w-])"
    rf"(?P<field>{_FIELD})?(?:(?:,?\s(?:i|ved|for|hos|på|fra|af)\s|,\s)(?P<org>{_ORG}))?"
)
_OPENING = re.compile(r"^(?:Ifølge|Både|Også|Med|Fra|Efter|Da|Når|I|På|Og|Her|For|Til|Ved|Det|Den|De|Som|Men)\s+")
_REACH = 120
"""How far before a name its role may begin, in characters."""


def find_roles(text: str) -> Iterator[RoleMatch]:
    """The offices and jobs printed beside the names of a text, in the order of the names.

    Lines it looks for::

        kulturminister Asta Holm (B) og Nordby Kommunes borgmester, Yrsa Bæk
        Jens P. Ravn, direktør for Børn & Unge i Nordby Kommune
        med Bodil Krag (V) som formand
    """
    persons = list(find_persons(text))
    starts = {person.start for person in persons}
    for person in persons:
        yield from _role_before(text, person)
        yield from _role_after(text, person, starts)


def _role_before(text: str, person: PersonMatch) -> Iterator[RoleMatch]:
    floor = max(text.rfind("\n", 0, person.start) + 1, person.start - _REACH)
    match = _OWNED.search(text, floor, person.start) or _OFFICE.search(text, floor, person.start)
    if match:
        organisation = _OPENING.sub("", match["org"] or "")
        if match.re is _OWNED:
            organisation = re.sub(r"['’]?s$|['’]$", "", organisation)
        yield RoleMatch(
            match.start(), person.after, person.name, person.party, " ".join(match["role"].split()), organisation
        )


def _role_after(text: str, person: PersonMatch, starts: set[int]) -> Iterator[RoleMatch]:
    match = _FOLLOWING.match(text, person.after)
    # in "X, borgmester Y" the role belongs to the name after it
    if match is None or match.end("role") + 1 in starts:
        return
    if match["line"] and not (match["org"] and text[: person.start].endswith("\n")):
        return  # below a signature stand job and employer; anything else on the next line is another entry
    organisation, end = match["org"] or "", match.end()
    if match.start("org") in starts:
        organisation, end = "", match.end("field") if match["field"] else match.end("role")
    role = " ".join((match["role"] + (match["field"] or "")).split())
    yield RoleMatch(person.start, end, person.name, person.party, role, organisation)
