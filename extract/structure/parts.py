"""The lexicon of headings that part an agenda item: Indstilling, Beslutning, Sagsfremstilling, Bilag and their like."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OWNER = r"(?:[A-ZÆØÅ][\wæøåÆØÅ-]*s\s+)?"
_COMMITTEE = r"[A-ZÆØÅ][\wæøåÆØÅ&, -]{0,60}?(?:udvalg|råd|bestyrelse|magistrat)(?:et|en|n)?"
_OF_DAY = (
    r"(?:\s+(?:fra|i|af|for|på|til|den|vedr\.?)\b.{0,90}"
    r"|\s*[,:]?\s+[A-ZÆØÅ][\w ,&æøåÆØÅ-]{2,60}\bden\s+\d.*"
    r"|,.{0,60}\b(?:19|20)\d\d.*)?"
)

_LEXICON: tuple[tuple[str, str], ...] = (
    ("indstilling", _OWNER + r"(?:supplerende |samlede? |ny )?indstilling(?:er)?" + _OF_DAY),
    ("indstilling", r"(?:forslag|oplæg) til (?:beslutning|indstilling)"),
    ("beslutning", _OWNER + r"(?:beslutning(?:er|en)?|vedtagelse)" + _OF_DAY),
    (
        "beslutning",
        _COMMITTEE
        + r",?\s+(?:den\s+)?\d{1,2}\.\s*[a-zæøå]+\s+(?:19|20)\d\d(?:,?\s*(?:pkt|punkt|sag)\.?\s*(?:nr\.\s*)?\d+)?",
    ),
    ("konklusion", r"(?:konklusion|referat|afgørelse|protokol)(?:\s+(?:af|fra)\s+(?:punkt|pkt\.?|sag)\b.*)?"),
    ("bilag", r"(?:bilag|vedlagte bilag|bilagsliste|bilagsoversigt|bilag til (?:punktet|sagen))"),
    ("baggrund", r"(?:sagens )?baggrund(?:en)?(?: for (?:sagen|punktet))?"),
    ("sagsfremstilling", r"(?:supplerende |kort )?sags(?:fremstilling|beskrivelse)|beskrivelse af sagen|fremstilling"),
    ("resume", r"(?:kort )?resum[eé]|sammenfatning|sagsresum[eé]"),
    ("økonomi", r"økonomi|økonomiske? (?:og \w+ )?(?:konsekvenser|forhold|aspekter|bemærkninger)|finansiering"),
    ("lovgrundlag", r"lovgrundlag|retsgrundlag|juridiske? (?:forhold|grundlag|konsekvenser)|lovhjemmel|hjemmel"),
    ("sagsprocedure", r"sagsprocedure|(?:beslutnings)?kompetence|beslutningsproces|sagen afgøres i|sagsgang"),
    ("sagens forløb", r"sagens (?:tidligere )?(?:forløb|behandling)|tidligere (?:behandling(?:er)?|beslutning(?:er)?)"),
    ("tidsplan", r"tidsplan|det videre forløb|videre proces|den videre proces"),
    ("kommunikation", r"kommunikation"),
    ("høring", r"høring(?:er)?|inddragelse"),
    ("vurdering", r"(?:administrationens|forvaltningens|sekretariatets) (?:vurdering(?: og anbefaling)?|bemærkninger)"),
    ("konsekvenser", r"øvrige (?:konsekvenser|forhold)|andre konsekvenser|(?:personale|miljø)mæssige konsekvenser"),
    ("deltagere", r"(?:møde)?deltagere|deltog(?: i mødet)?|til ?stede(?: var)?|tilstedeværende|medlemmer|fremmødte"),
    ("afbud", r"afbud|(?:meldt )?fravær(?:ende)?|(?:ikke|ej) (?:til ?stede|mødt)|meldt afbud|fraværende medlemmer"),
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
    match = _HEADING.fullmatch(text)
    if match and not text.endswith("."):
        return PartHeading(_LEXICON[int(str(match.lastgroup)[1:])][0], len(line))
    inline = _INLINE.match(line)
    if inline:
        named = _HEADING.fullmatch(inline["label"])
        if named:
            return PartHeading(_LEXICON[int(str(named.lastgroup)[1:])][0], inline.end())
    return None
