"""Names of persons in Danish running text, with the party letter printed beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.grammar.given_names import GIVEN_NAMES
from extract.grammar.kept import kept
from extract.grammar.roles import OFFICE_FOR, SHOWN_AFTER, TITLE, TITLE_WORD

_CAPITAL = "A-ZÆØÅÄÖÜÉÁÍÓÚÝÐŞÇĞŠŽ"
_SMALL = "a-zæøåäöüéèêëáàâíìïóòôúùûýðşçğšžñıß"
_PART = rf"(?:(?:Mc|Mac|De|La|O’|O')?[{_CAPITAL}][{_SMALL}]+)"
_SHORT = rf"(?:Kr|Chr|Fr|Joh|Vilh|Th|Aa|Hj|Sv|Alb)\.(?= [{_CAPITAL}])"
"""A name cut short: "Jens Kr. Lund"."""
_WORD = (
    rf"(?:{_SHORT}|{_PART}(?:[-‑]{_PART})*(?![\w-])|[{_CAPITAL}]\.(?:[ -]?[{_CAPITAL}]\.)*(?= )"
    rf"|[{_CAPITAL}](?= [{_CAPITAL}]))"
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
_SURNAME_ENDINGS = ("gaard", "dahl", "sen", "berg", "lund", "holm", "strup", "bæk", "bech")
_LAST_NAME_ENDINGS = ("ager", "bro", "bakke", "brønd", "toft", "gård", "skov", "have", "haven")
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
_GENITIVE = re.compile(r"(?:[aeiouyæøåé]|[bcdfgklmnprtv]{2}|ing|up|or|ik|ek|an|on|in|al|et|ev)s$")
"""How a surname ends whose last letter may be the genitive's; those in -us, -is, -as, -ers and -ns keep it."""
_OWN_S = re.compile(r"(?:[uia]s|[ae]rs|[djkn]ens|ns|ons)$")
_OWNED_NOUN = re.compile(
    r" (?!(?:er|var|har|havde|og|i|på|som|der|af|til|fra|med|for|om|ved|hos|samt|eller|men|kan|vil|skal|blev|bliver)\b)"
    r"(?:nye? |tidligere )?[a-zæøå]{3,}(?<!er)(?<!ede)(?<!te)(?<!tog)(?<!gik)(?<!kom)(?!\w)"
)
"""A noun, and no verb, after a name in the genitive: "orlov", "forslag"."""


def is_genitive(text: str, start: int, end: int) -> bool:
    """Whether the s that the word ``text[start:end]`` of a name ends in is the genitive's: "Asta Ravnes forslag"."""
    name = text[start:end]
    if len(name) < 5 or name in GIVEN_NAMES or not _GENITIVE.search(name) or _OWN_S.search(name):
        return False
    return _OWNED_NOUN.match(text, end) is not None


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
    return iter(_persons(text, listed))


@kept
def _persons(text: str, listed: bool) -> Iterator[PersonMatch]:
    for run in _RUN.finditer(text):
        if " " not in run[0]:
            continue  # one word is no name
        words = list(_TOKEN.finditer(text, run.start(), run.end()))
        begin = 0
        while begin < len(words) - 1:
            stop = _name_end(words, begin)
            if stop < len(words) and _NAMED_AFTER.fullmatch(words[stop].group()):
                if not _BRACKET.match(text, words[stop].end()):
                    begin = stop + 1  # "Jens Juuls Plads" is a place
                    continue
                stop += 1  # and "Asta Gade (V)" is not
            match = _read(text, words[begin:stop], listed=listed) if stop - begin >= 2 else None
            if match:
                yield match
                begin = stop
            else:
                begin += 1


def _name_end(words: list[re.Match[str]], begin: int) -> int:
    """How many words from ``begin`` on may belong to one name: up to a word that is no part of any."""
    stop = begin
    while stop < len(words) and stop - begin < 7:
        if not (_is_name_word(words[stop].group(), first=stop == begin) or _is_middle_name(words, begin, stop)):
            break
        stop += 1
    while stop > begin and words[stop - 1].group()[0].islower():
        stop -= 1
    return stop


def _is_middle_name(words: list[re.Match[str]], begin: int, position: int) -> bool:
    """Whether a word for a place stands between a given name and a surname: "Asta Vej Holm"."""
    between = position == begin + 1 and position + 1 < len(words) and words[begin].group() in GIVEN_NAMES
    return (
        between
        and _NAMED_AFTER.fullmatch(words[position].group()) is not None
        and _is_name_word(words[position + 1].group(), first=False)
    )


@lru_cache(maxsize=8192)
def _is_name_word(word: str, *, first: bool) -> bool:
    if first and (word[0].islower() or len(word.rstrip(".")) == 1):
        return len(word.rstrip(".")) == 1 and word[0].isupper()
    if word in _SPARED:
        return True
    if word in _NO_NAME or _NAMED_AFTER.fullmatch(word) or TITLE_WORD.fullmatch(word):
        return False
    return len(word) < 5 or not _NO_NAME_ENDING.search(word) or _is_surname(word, first=first)


def _is_surname(word: str, *, first: bool) -> bool:
    """Whether a word that ends like a place is a surname all the same: "Nygaard" is, "Nygade" is not."""
    return word.endswith(_SURNAME_ENDINGS if first else _SURNAME_ENDINGS + _LAST_NAME_ENDINGS)


def _is_titled(text: str, start: int) -> bool:
    near = max(0, start - 60)
    return TITLE.search(text, near, start) is not None or OFFICE_FOR.search(text, near, start) is not None


def _read(text: str, words: list[re.Match[str]], *, listed: bool) -> PersonMatch | None:
    start, end = words[0].start(), words[-1].end()
    bracket = _BRACKET.match(text, end) or (_AFTER_COMMA.match(text, end) if listed else None)
    if _COMPANY.match(text, end):
        return None
    given = re.split(r"[-‑]", words[0].group())[0] in GIVEN_NAMES
    if not given and _BODY_BEFORE.search(text, max(0, start - 12), start):
        return None
    shown = len(words) < 5 and (bracket or SHOWN_AFTER.match(text, end))
    if not (given or listed or shown or _is_titled(text, start)):
        return None
    name = text[start:end]
    if _GENITIVE_SEN.search(name) or is_genitive(text, *words[-1].span()):
        end -= 1
        name = name[:-1]
    party = bracket["party"] if bracket else ""
    return PersonMatch(start, end, name, PARTIES.get(party, party), bracket.end() if bracket else end)
