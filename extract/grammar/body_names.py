"""Names of bodies told by their last or first word: ministries, committees, councils, boards, associations, schools, firms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.grammar.titles import title_end

CAPITAL: Final = r"[A-ZÆØÅ][\wæøå]*(?:[-’'.][\wæøåÆØÅ]+)*"
COORDINATED: Final = rf"(?:{CAPITAL}-?, )*{CAPITAL}-?,? (?:og|&) "
CHAIN: Final = rf"(?:(?:{CAPITAL}-, )+{CAPITAL}-?,? (?:og|&) |{CAPITAL}-,? (?:og|&) )"
"""What stands before a compound that shares its last part: "Børne-, Unge- og "."""
GENITIVE: Final = r"(?=(?:['’]?s|['’])?(?![\w-]))"

COMPOUND: Final = (
    ("ministry", "ministeriet|ministerium"),
    ("agency", "(?<!be)styrelsen|direktoratet|tilsynet|Styrelsen"),
    ("committee", "[Uu]dvalget|styregruppen"),
    (
        "council",
        "(?<![Oo]m)(?<![Ff]or)(?<![Ss]am)rådet|råd(?=s? [A-ZÆØÅ])|(?:Ældre|Senior|Handicap|Udsatte|Unge|Ungdoms)råd|[Kk]ommunalbestyrelsen|Borgerrepræsentationen",
    ),
    ("commission", "kommissionen"),
    ("task-force", "[Tt]ask ?[Ff]orcen?"),
    ("alliance", "alliancen"),
    ("association", "foreningen|forbundet|unionen|organisationen"),
    ("fund", "fonden|Fonden"),
    ("school", "skolen|højskolen|gymnasiet|universitetet|akademiet"),
    (
        "other",
        "nævnet|forvaltningen|[Ss]ekretariatet|rådgivningen|tjenesten|fællesskabet|domstolen|bestyrelsen(?<=sbestyrelsen)",
    ),
)
HEAD: Final = (
    ("committee", "Udvalg|Opgaveudvalg"),
    (
        "council",
        "Byråd|Brugerråd|Ældreråd|Seniorråd|Handicapråd|Ungeråd|Ungdomsråd|Råd|Kommunalbestyrelse|Borgerrepræsentation|Handicapråd",
    ),
    (
        "association",
        "[Ff]orening|[Ff]orbund|Landsforening|Boligselskab|[Aa]ndelsboligforening|Idrætsforening|Boldklub|Unionen|Foreningen|Organisation",
    ),
    ("fund", "Fond|Fonden"),
    (
        "school",
        "Universitet|Professionshøjskole|Gymnasium|Skole|Privatskolen?|Friskolen?|Lilleskole|Lille Skole|Handelsskole|Erhvervsakademi|"
        "Musikskole|Højskole|Efterskole|Produktionsskole|Ungdomsskole|Erhvervsskole|Handelsgymnasium|Tekniske Skole|SOSU-skole",
    ),
    ("alliance", "Alliancen"),
    ("task-force", "[Tt]ask ?[Ff]orce"),
    (
        "other",
        "Museum|Museer|Bibliotek|Bibliotekerne|Universitetshospital|Hospital|Sygehus|Politi|Brandvæsen|Beredskab|Forsyning|Turistforening|"
        "Sekretariat|Teater|Biograf|Pigegarde|Harmoniorkester|Provsti|Erhvervsråd|Klagenævn|Huslejenævn",
    ),
    ("company", "A/S|ApS|I/S|P/S|K/S|a\\.m\\.b\\.a\\.|AMBA|amba|Holding"),
)
"""Last words of names that are written apart: "X Universitet"."""

LEADING: Final = (
    ("ministry", "Ministeriet for"),
    ("agency", "Styrelsen for|Direktoratet for|Socialtilsyn"),
    (
        "committee",
        "Udvalget (?:for|om|vedr(?:ørende|\\.))|[Oo]pgaveudvalg(?:et)? (?:for|om)|[Ss]tyregruppen for|Udvalg for",
    ),
    ("council", "Rådet for|Råd for|RAR|Sundhedsråd|Det Regionale Arbejdsmarkedsråd"),
    ("commission", "Kommissionen (?:for|om)|[A-ZÆØÅ]\\w+kommissionen for"),
    ("task-force", "(?:Digital )?[Tt]ask ?[Ff]orce(?:n)? (?:for|om)"),
    (
        "association",
        "Foreningen(?: af| for)?|Landsforeningen(?: for| af)?|Boligselskabet|Boligforeningen|Danmarks|Danske|Dansk|Forbundet(?: af| for)?",
    ),
    ("fund", "Fonden(?: for)?"),
    ("school", "Erhvervsakademi|University College|Professionshøjskolen"),
    (
        "other",
        "Center for|Centeret for|Centret for|Sekretariatet for|Nævnet for|Jobcenter|Frivilligcenter|FrivilligCenter|Plejecenter|Plejecentret|Bostedet|"
        "Botilbuddet|Børnehuset|Børnehaven|Dagtilbuddet|Erhvervshus|Erhvervshuset|Politisk [Ff]orum for|Videnscenter for|Videncenter for|"
        "Partnerskabet for|Museet|Musikhuset|Ungdomsskolen|Områdeafdeling|Forvaltningen for|Destination|Business|Visit",
    ),
)
"""First words of names: the rest follows, capitalised, or after a preposition as a noun phrase."""

GENERIC: Final = frozenset(
    ["udvalget", "bestyrelsen", "styrelsen", "rådet", "nævnet", "foreningen", "forbundet", "fonden", "skolen", "folkeskolen", "grundskolen", "specialskolen", "friskolen", "privatskolen", "efterskolen", "højskolen", "erhvervsskolen", "gymnasiet", "universitetet", "akademiet", "kommissionen", "alliancen", "forvaltningen", "sekretariatet", "tilsynet", "direktoratet", "ministeriet", "ressortministeriet", "fagministeriet", "organisationen", "fagudvalget", "underudvalget", "hovedudvalget", "stående-udvalget", "fagforvaltningen", "rådgivningen", "tjenesten", "fællesskabet", "lokalsamfundsfællesskabet", "skolefællesskabet", "grundejerforeningen", "boligforeningen", "andelsboligforeningen", "idrætsforeningen", "afdelingsbestyrelsen", "skolebestyrelsen", "forældrebestyrelsen", "boligorganisationen", "interesseorganisationen", "paraplyorganisationen", "styregruppen", "arbejdsgruppen", "organisationsbestyrelsen", "institutionsbestyrelsen", "driftsorganisationen", "domstolen", "klassefællesskabet", "arbejdsfællesskabet", "børnefællesskabet", "bofællesskabet", "fagorganisationen", "brugerrådet", "elevrådet", "forældrerådet", "forrådet", "opfølgningstilsynet", "brandtilsynet", "personaletilsynet", "byggetilsynet", "skovrejsningen", "tilsynsstyrelsen", "undervisningen", "sundhedstjenesten", "udvalgsformanden", "folkeoplysningsforbundet", "kontaktudvalget", "ministerium", "samtalefællesskabet", "fællesbestyrelsen", "lokalfællesskabet", "vejledningstjenesten", "studierådgivningen", "gældsrådgivningen", "udvalgets", "landsorganisationen", "moderorganisationen", "frivilligorganisationen", "medlemsorganisationen", "medarbejderorganisationen", "leverandørforeningen", "myndighedstilsynet", "ejerforeningen", "lokalforeningen", "hovedforeningen", "moderforeningen", "partiforeningen", "partiorganisationen", "forligskredsen", "grundfonden", "byggeskadefonden", "ungdomsskolen", "aftenskolen", "naboskolen", "distriktsskolen", "naturskolen", "musikskolen", "overbygningsskolen", "heldagsskolen"]
)
"""Words that say what a body is, but not which."""

LOWER: Final = re.compile(
    r"(?<![\w-])(?:byrådet|regionsrådet|kommunalbestyrelsen|psykiatriråd(?:et)?|kystvandråd(?:et)?|(?:økonomi|social|teknik|kultur|sundheds|miljø|"
    r"beskæftigelses|ældre|plan|børne?|skole|ekspert)udvalget|(?:handicap|ældre|senior|udsatte|unge|ungdoms|integrations|lokal|frivillig)rådet|"
    r"\w{5,}kommissionen|lokale treparter(?:ne)?|vandoplandsstyregrupper(?:ne)?)" + GENITIVE
)
"""Bodies that are often printed with a small letter; the named are told by their stem."""

NOT_FIRST: Final = frozenset(
    ["Den", "Det", "De", "En", "Et", "I", "På", "Til", "For", "Fra", "Med", "Af", "Om", "Ved", "Og", "Samt", "Der", "Dette", "Denne", "Disse", "Både", "Hvis", "Når", "Som", "At", "Efter", "Under", "Over", "Ny", "Nye", "Alle", "Mellem", "Formand", "Formanden", "Borgmester", "Direktør", "Bilag", "Punkt", "Sag", "Kommunens", "Regionens", "Byens", "Statens", "Herudover", "Desuden", "Derudover", "Endvidere", "Samtidig", "Hos", "Via", "Jf", "Ifølge", "Vores", "Deres", "Udover", "Siden", "Hertil", "Også", "Desværre", "Næstformand"]
)
PREPOSITION: Final = re.compile(r" (?:for|af|om|vedr(?:ørende|\.))$")
NAME: Final = re.compile(rf"{CAPITAL}(?: (?:& )?{CAPITAL})*")
LISTED: Final = re.compile(rf"(?:(?:{CAPITAL} )*{COORDINATED})?{CAPITAL}(?: (?:& )?{CAPITAL})*(?: i {CAPITAL})?")
"""A field: "Miljø", "Teknik, Natur & Miljø", "Kommunale Skole- og Dagtilbudsledere i Danmark"."""
NOUN_PHRASE_END: Final = re.compile(r" (?:med|som|der|fra|skal|og) |$")
LONGEST_FIELD: Final = 9
BRACKET: Final = re.compile(r"(?:['’]?s)? \(((?=[^()]*[A-ZÆØÅ][^()]*[A-ZÆØÅ])[A-ZÆØÅ][\w./-]{1,11})\)")

AREAS: Final = {
    "alliance": rf"(?: i {CAPITAL})?",
    **dict.fromkeys(("council", "committee", "commission"), rf"(?: for {CAPITAL})?"),
}
"""The field or area that may follow a compound: "Kystalliancen i Thy", "Fjordrådet for Mors"."""

_COMPOUND: Final = tuple(
    (kind, re.compile(rf"(?<![\w-])(?:{CHAIN}\w*|[A-ZÆØÅ][\wæøåÆØÅ]*(?:-[\wæøåÆØÅ]+)*?-?)(?:{ends}){area}{GENITIVE}"))
    for kind, ends in COMPOUND
    for area in (AREAS.get(kind, ""),)
)
_HEAD: Final = tuple(
    (
        kind,
        re.compile(
            rf"(?<![\w-])(?:{COORDINATED})?(?:(?:{CAPITAL}-?|&|og|i|af)(?: |-))*?{CAPITAL} (?:{ends})(?=(?:['’]?s|['’])?(?![\w-]))"
        ),
    )
    for kind, ends in HEAD
)
_LEADING: Final = tuple((kind, re.compile(rf"(?<![\w-])(?:{starts})(?= )")) for kind, starts in LEADING)


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name of a body at text[start:end], without genitive, and the kind that its words show."""

    start: int
    end: int
    kind: str


def find_body_names(text: str) -> Iterator[BodyName]:
    """The names of bodies in a text, longest first where they overlap, in order; an abbreviation in brackets joins the name."""
    found = sorted({*_leading(text), *_compounds(text), *_headed(text)}, key=lambda name: (name.start, -name.end))
    position = 0
    for name in found:
        if name.start >= position:
            bracket = BRACKET.match(text, name.end)
            end = bracket.end() if bracket else name.end
            yield BodyName(name.start, end, name.kind)
            position = end


def _leading(text: str) -> Iterator[BodyName]:
    for kind, pattern in _LEADING:
        for match in pattern.finditer(text):
            start = match.end() + 1
            preposition = PREPOSITION.search(match.group())
            name = (LISTED if preposition else NAME).match(text, start)
            end = name.end() if name and name.group().split()[0] not in NOT_FIRST else 0
            if preposition and (kind == "committee" or not end):
                end = _field_end(text, start)
            if end:
                end -= _genitive(text[start:end])
                yield BodyName(match.start(), end, "fund" if text[start:end].endswith("fond") else kind)


def _field_end(text: str, start: int) -> int:
    """The end of a field told in common words ("opgaveudvalget om ældre borgere"), 0 where it is too long to be one."""
    end = title_end(text, start)
    stop = NOUN_PHRASE_END.search(text[start:end])
    if stop and stop.group() != " og ":
        end = start + stop.start()
    return end if 0 < len(text[start:end].split()) <= LONGEST_FIELD else 0


def _compounds(text: str) -> Iterator[BodyName]:
    for kind, pattern in _COMPOUND:
        for match in pattern.finditer(text):
            if match.group().casefold() not in GENERIC:
                yield BodyName(match.start(), match.end(), kind)
    for match in LOWER.finditer(text):
        yield BodyName(match.start(), match.end(), _kind_of(match.group()))


def _headed(text: str) -> Iterator[BodyName]:
    for kind, pattern in _HEAD:
        for match in pattern.finditer(text):
            start = match.start() + _sentence_words(match.group())
            if " " in text[start : match.end()]:
                yield BodyName(start, match.end(), kind)


def _sentence_words(name: str) -> int:
    """How many characters at the start of a match belong to the sentence ("I Nyby Skole"), not to the name."""
    taken = 0
    words = name.split(" ")
    for word, following in zip(words, words[1:], strict=False):
        article = word in {"Den", "Det", "De"} and following.endswith("e")
        if article or (word.rstrip(",") not in NOT_FIRST and word not in {"og", "&", "i", "af"}):
            break
        taken += len(word) + 1
    return taken


def _genitive(name: str) -> int:
    """The length of the genitive mark at the end of a name, 0 where it has none."""
    mark = re.search(r"['’]s?$", name)
    return len(mark.group()) if mark else 0


def _kind_of(word: str) -> str:
    for part, kind in (
        ("udvalg", "committee"),
        ("gruppe", "committee"),
        ("treparter", "committee"),
        ("kommission", "commission"),
    ):
        if part in word:
            return kind
    return "council"
