"""Lists of parties as they stand in the sentence that tells the making of an agreement: "regeringen, FOA og KL"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CAPITAL = r"[A-ZÆØÅ][\w&.’'-]*\w|[A-ZÆØÅ]\b"
NAME = rf"(?:{CAPITAL})(?: (?:{CAPITAL}|&|(?:af|for|i)(?= [A-ZÆØÅ])|[Ff]olkeparti|[Vv]enstre|[Aa]lliance|[Ll]iste))*"
GROUP = (
    r"(?:de |alle )?(?:\d+ )?(?:\w+ske |enkelte |deltagende )?"
    r"(?:kommunerne|kommuner|regionerne|kommunalbestyrelser(?:ne)?)"
    r"(?: i (?:den \w+ region|(?-i:[A-ZÆØÅ]\w+(?: [A-ZÆØÅ]\w+)?)|\w*region(?:en|erne)|\w+området))?|"
    r"regionsrådet|byrådene|regionen(?: i \w+)?|staten|regeringen|arbejdsmarkedets parter|"
    r"(?:rød|blå) blok|de (?:radikale|konservative)|de (?:borgerlige|røde|blå) partier|"
    r"lønmodtagerorganisationerne|arbejdsgiverne|(?:de|dens|sine|regeringens) (?:\w+ )?støttepartier"
)
ALSO = r"(?: [–-] [Dd]e [Rr]ød-?[Gg]rønne| [–-] Danmarks Liberale Parti)"
"""What some parties add to their names."""
PARTY = rf"(?:(?i:{GROUP})|{NAME}){ALSO}?(?: ?\([^()]{{1,80}}\))?"
JOIN = r"(?:(?:,| samt| og) løsgænger(?:ne|en)? |, | og | samt |, og | sammen med | på den ene side og | og med )"
PARTIES = rf"{PARTY}(?:{JOIN}{PARTY})*"
ADDED = re.compile(rf"{ALSO}?(?: ?\((?!UP|[Uu]den for)[^()]*\))?$")
"""What stands behind a name and is no part of it; "(UP1)" tells that a member has no party."""
NO_PARTY = re.compile(
    r".*støttepartier$|\w*[Pp]olitikerne\b|(?:de \w+ partier|(?:rød|blå) blok)$|"
    r"(?:\w*[Mm]inister|\w*[Bb]orgmester|\w*[Ff]ormand|\w*[Oo]rdfører) |"
    r"(?:Mellem|Bag|Med|Blandt|Af|Når|Hvis) |"
    r"(?:I|Der|Det|Den|De|Med|Som|På|Efter|Herudover|Her|Dette|Derfor|Aftalen|Samtidig|Parterne|Partierne|Hertil|"
    r"Aftaleparterne|Aftalepartierne|Forligspartierne|Forligsparterne|Forligskredsen|"
    r"Alle(?: kommuner)?|Der?udover|Desuden|Endvidere|Formålet|Sagen|Rammeaftalen?|\w*[Aa]ftalen?|"
    r"\w*[Ff]orlig(?:et)?|Budget\w*|Januar|Februar|Marts|April|"
    r"Maj|Juni|Juli|August|September|Oktober|November|December|Den \d.*|Folketinget|En|Et|Ved|Så|Nu|Både|Vi)$"
)


@dataclass(frozen=True, slots=True)
class Party:
    """One party at text[start:end], without its bracket and genitive."""

    start: int
    end: int
    name: str


def split_parties(text: str, start: int, end: int) -> Iterator[Party]:
    """The parties of a list that stands at text[start:end]."""
    for match in re.compile(rf"({PARTY})(?:{JOIN}|$)").finditer(text, start, end):
        words = ADDED.sub("", match.group(1))
        if not NO_PARTY.match(words):
            yield Party(match.start(), match.start() + len(words), words)
