"""The words for offices and jobs that stand beside a person's name in Danish text."""

from __future__ import annotations

import re

_FORMER = (
    r"(?:(?:daværende|tidligere|fhv\.|forhenværende|nuværende|konstitueret|konst\.|kommende|afgående"
    r"|fungerende|fg\.|midlertidigt?|[12]\.(?=\s(?:[Vv]ice|[Nn]æst|[Rr]eserve))|første|anden)\s"
    r"|[12]\.(?=[Vv]ice|[Nn]æst))?"
)
_STEM = (
    r"minister|borgmester|formand|forperson|direktør|chef|leder|konsulent|rektor|sekretær|professor|ordfører|rådmand|"
    r"præsident|koordinator|lektor|forsker|læge|økonom|jurist|redaktør|inspektør|advokat|rådgiver|analytiker|"
    r"ambassadør|provst|biskop|kommissær|statsrevisor|ombudsmand|specialist|medarbejder|medlem|dommer|kommitteret|"
    r"fuldmægtig|forstander|præst|pædagog|planlægger|ingeniør|arkitekt|revisor|sygeplejerske|bestyrer|(?<=borger)repræsentant|"
    r"(?<=[a-zæøå])sagsbehandler|(?<=spids)kandidat|(?<=borgmester)kandidat"
)
_MANNER = (
    r"(?:(?:[Aa]dm\.|[Aa]lm\.|[Aa]dministrerende|[Pp]raktiserende|[Ll]edende|[Aa]nsvarlig|[A-ZÆØÅ]?[a-zæøå]+ansvarlig"
    r"|[A-ZÆØÅ]?[a-zæøå]*(?:faglig|politisk|juridisk|teknisk|lægelig|videnskabelig|kunstnerisk|kommunal|regional)e?)\s){0,2}"
)
"""What sort of office it is: "lægefaglig direktør", "administrerende direktør"."""
_FIRST_PARTS = r"(?:[A-ZÆØÅ]?[a-zæøå]+-(?:,| og|/)?\s?)*(?:[A-ZÆØÅ]{2,}-)?"
_PORTFOLIO = r"(?:(?<=inister)\s(?:uden\sportefølje|for\s[a-zæøå]+(?:(?:,|\sog)\s[a-zæøå]+)*))?"
ROLE = (
    rf"(?<![\w-]){_FORMER}{_MANNER}"
    rf"(?:{_FIRST_PARTS}(?:[A-ZÆØÅ]?[a-zæøå]+)?(?i:{_STEM})(?:\semerit(?:us|a))?{_PORTFOLIO}|CEO|CFO|CTO)"
)
"""A role word or a compound that ends in one ("social- og boligminister", "vicedirektør", "minister for by og land"),
with "tidligere" or the like before it."""

TITLE = re.compile(rf"(?:{ROLE}|(?:[Ss]uppleant|[Ss]tedfortræder|\b[Hh]r\.|\b[Ff]ru|\bDr\.))(?:en)?,?:?\s$")
"""What stands before a name and shows that it is one."""
OFFICE_FOR = re.compile(rf"{ROLE}\s(?:for|i|af)\s[A-ZÆØÅ][\w.-]*(?:\s[\w.-]+){{0,4}}\s\([A-ZÆØÅ]{{1,3}}\)\s$")
"""An office for a party with its letter, which shows a name behind it: "gruppeformand for Venstre (V) "."""
TITLE_WORD = re.compile(rf"[A-ZÆØÅ][a-zæøå]*(?:(?i:{_STEM})|suppleant|stedfortræder)(?:en)?")
"""A word that is an office, and so no part of the name after it, though capitalised: "Havneminister"."""
CHAIR = re.compile(r"(?:1\. |2\. )?(?:næst|vice)?(?:formand|forperson)", re.IGNORECASE)
OFFICE_IN_BODY = (
    r"(?:(?:[12]\.\s?|[Ff]ørste\s|[Aa]nden\s)?(?:[Nn]æste?|[Vv]ice|[Bb]estyrelses)?(?:[Ff]ormand|[Ff]orperson)"
    r"|[Mm]edlem|[Ss]uppleant|[Ss]tedfortræder|[Oo]bservatør|[Ss]ekretær|[Kk]asserer|[Tt]ilforordnet)(?![\w-])"
)
"""What someone may be in a body, as lists of members print it ("næsteformand" is a common misspelling)."""
SHOWN_AFTER = re.compile(
    rf"\s(?:som|til)\s(?:ny\s)?(?:{OFFICE_IN_BODY}|borgmester|viceborgmester)(?![\w-])"
    rf"|,\s{ROLE}(?=\s(?:for|i|ved|hos)\s|,\s[A-ZÆØÅ])"
)
"""What stands behind a rare name and shows that it is a person's: "Yrjö Aho som formand", "Yrjö Aho, rektor ved X"."""
