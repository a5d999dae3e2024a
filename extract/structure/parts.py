"""The lexicon of headings that part an agenda item: Indstilling, Beslutning, Sagsfremstilling, Bilag and their like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_OWNER = r"(?:[A-ZÆØÅ][\wæøåÆØÅ-]*(?:s|['’]s)\s+)?"
_COMMITTEE = (
    r"(?:(?!Referat|Dagsorden|Protokol|Møde\b)[A-ZÆØÅ][\wæøåÆØÅ&, -]{0,60}?"
    r"(?:udvalg|råd|bestyrelse|magistrat)(?:et|en|n)?|"
    r"Udvalget for [\wæøåÆØÅ&, -]{3,60}?|KKR [A-ZÆØÅ]\w+)"
)
_BODY = r"[A-ZÆØÅ][\wæøåÆØÅ&, -]{0,60}?(?:udvalget|rådet|bestyrelsen|nævnet)"
_OF_DAY = (
    r"(?:\s+(?:fra|i|af|for|på|til|den|vedr\.?)\b.{0,90}"
    r"|\s*[,:]?\s+[A-ZÆØÅ][\w ,&æøåÆØÅ-]{2,60}\bden\s+\d.*"
    r"|,.{0,60}\b(?:19|20)\d\d.*)?"
)

_MONTH = r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
_DAY = rf"(?:(?:den\s+|d\.\s*)?\d{{1,2}}\.\s*{_MONTH}\s+(?:19|20)\d\d|(?:den\s+)?\d\d?[-./]\d\d?[-./](?:19|20)\d\d)"
_CASE = r"(?:,?\s*(?:pkt|punkt|sag)\.?\s*(?:nr\.\s*)?\d+)?"
_KIND = r"(?:hoved|supplerende |samlede? |ny |administrativ[et]? |politisk[e]? |revideret )?"
_LEXICON: tuple[tuple[str, str], ...] = (
    ("indstilling", _OWNER + _KIND + r"indstilling(?:er)?(?: og (?:beslutning|baggrund|begrundelse))?" + _OF_DAY),
    ("indstilling", r"(?:forslag|oplæg) til (?:beslutning|indstilling)"),
    ("beslutning", _OWNER + _KIND + r"(?:beslutning(?:er|en)?|vedtagelse|besluttet)" + _OF_DAY),
    ("beslutning", rf"{_COMMITTEE},?\s+{_DAY}{_CASE}"),
    ("beslutning", rf"[A-ZÆØÅ][\wæøåÆØÅ&, -]{{2,60}}?,?\s+{_DAY},?\s*(?:pkt|punkt|sag)\.?\s*(?:nr\.\s*)?\d+"),
    ("beslutning", rf"{_BODY}s møde,?\s+{_DAY}"),
    ("konklusion", r"(?:konklusion|referat|afgørelse|protokol(?:lat)?)(?:\s+(?:af|fra)\s+(?:punkt|pkt\.?|sag)\b.*)?"),
    ("bilag", r"(?:bilag|vedlagte bilag|bilagsliste|bilagsoversigt|bilag til (?:punktet|sagen)|vedhæftede filer)"),
    (
        "emne",
        r"beslutningstema|sagstema|anledning|problemstilling|sagens kerne|emne|tema|præsentation|"
        r"formål(?:et)?(?: med sagen)?|"
        r"sagen kort|kort om sagen|indledning|motivering|hovedkonklusion(?:er)?|hvad handler sagen om\??",
    ),
    ("baggrund", r"(?:sagens )?baggrund(?:en)?(?: for (?:sagen|punktet))?(?: og [a-zæøå]+)?|historik"),
    ("sagsfremstilling", r"(?:supplerende |kort )?sags(?:fremstilling|beskrivelse|indhold)(?: og økonomi)?"),
    ("sagsfremstilling", r"beskrivelse af sagen|fremstilling|løsning|redegørelse"),
    ("resume", r"(?:kort )?resum[eé]|sammenfatning|sagsresum[eé]"),
    ("økonomi", r"økonomi|økonomiske? (?:og \w+ )?(?:konsekvenser|forhold|aspekter|bemærkninger)|finansiering"),
    ("økonomi", r"økonomi(?:ske konsekvenser)? og (?:afledt drift|finansiering|personale)|bevillingsmæssige forhold"),
    ("lovgrundlag", r"lovgrundlag|retsgrundlag|juridiske? (?:forhold|grundlag|konsekvenser)|lovhjemmel|hjemmel"),
    ("lovgrundlag", r"retsregler(?: og andre forskrifter)?|lovgivning(?:smæssige forhold)?|lov- og plangrundlag"),
    (
        "sagsprocedure",
        r"sagsprocedure|(?:beslutnings)?kompetence|beslutningsproces|sagen afgøres (?:i|af)|(?:forventet )?sagsgang|"
        r"sagstype|hvem beslutter|bemyndigelse|sagsforløb|beslutningskompetence|delegation",
    ),
    ("sagens forløb", r"sagens (?:tidligere )?(?:forløb|behandling)|tidligere (?:behandling(?:er)?|beslutning(?:er)?)"),
    ("sagens forløb", r"politiske (?:beslutninger|behandlinger)(?: og aftaler)?|(?:tidligere )?politisk behandling"),
    ("tidsplan", r"tidsplan|det videre forløb|(?:den )?videre proces|næste skridt|opfølgning"),
    ("kommunikation", r"kommunikation|(?:information|orientering) til (?:borgerne|pressen)"),
    ("høring", r"høring(?:er)?(?: og udtalelser)?|(?:borger)?inddragelse"),
    ("vurdering", r"(?:administrationens|forvaltningens|sekretariatets) (?:vurdering(?: og anbefaling)?|bemærkninger)"),
    ("konsekvenser", r"(?:øvrige|andre) (?:konsekvenser|forhold)|(?:[a-zæøå]+- og )?[a-zæøå]+mæssige konsekvenser"),
    ("konsekvenser", r"personale|konsekvenser(?: for [a-zæøå]+)?|bæredygtighed|sundhed|miljø|handicapforhold"),
    ("deltagere", r"(?:møde)?deltagere|deltog(?: i mødet)?|til ?stede(?: var)?|tilstedeværende|medlemmer|fremmødte"),
    ("afbud", r"afbud|(?:meldt )?fravær(?:ende)?|(?:ikke|ej) (?:til ?stede|mødt)|meldt afbud|fraværende medlemmer"),
    ("afbud", r"fraværende (?:(?:med|uden) afbud|i mødet)"),
)
_HEADING = re.compile("|".join(f"(?P<p{i}>{pattern})" for i, (_, pattern) in enumerate(_LEXICON)), re.IGNORECASE)
_INLINE = re.compile(
    r"(?P<label>" + _OWNER + r"(?i:indstilling|beslutning|konklusion|referat|bilag|resum[eé]|baggrund)):\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class PartHeading:
    """A part heading found in a line: its canonical name and how many characters of the line it takes."""

    name: str
    length: int


def part_heading(line: str) -> PartHeading | None:
    """The part that a line opens: the whole line is the heading ("Indstilling"), or a label ("Beslutning: Godkendt.").

    The decision headings that may also head a chapter of an account (Konklusion, Referat) come out as "konklusion".
    """
    text = line.strip().rstrip(":").strip()
    if not text or not text[0].isupper() or len(text) > 120:
        return None
    name = _named(text)
    if name and not text.endswith("."):
        return PartHeading(name, len(line))
    inline = _INLINE.match(line)
    if inline:
        name = _named(inline["label"])
        if name:
            return PartHeading(name, inline.end())
    return None


@lru_cache(maxsize=4096)
def _named(text: str) -> str:
    """The canonical name of a heading, that of the first where two are joined ("Høring og sagsgang"), else ""."""
    match = _HEADING.fullmatch(text)
    if match is None:
        halves = re.split(r"\s*/\s*|\s+og\s+", text)
        both = [_HEADING.fullmatch(half) for half in halves] if len(halves) == 2 else []
        match = both[0] if both and all(both) else None
    return _LEXICON[int(str(match.lastgroup)[1:])][0] if match else ""
