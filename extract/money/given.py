"""Sums that no word for money governs: given where the text says what for, and none where they are only asked for."""

from __future__ import annotations

import re

from extract.grammar.money import MoneyMatch
from extract.money import purposes
from extract.money.purposes import Phrase

_ASKED = re.compile(
    r"\b(?:ønskede|kræve(?:de|r|s)?|krav (?:om|på)|forlangte|foreslog|"
    r"havde (?:foreslået|håbet|ønsket|krævet|bedt)|"
    r"håbede|frygte(?:de|r)|afslag (?:på|til)|afviste?|afvises|(?<=at )ville|"
    r"ville (?:\w+ )?(?:have|gerne)|lagde op til|i stedet for)\b"
)
"""What is only asked for, feared, proposed before or refused."""
_APART = re.compile(r"[;:]\s|,? (?:mens|men|hvorimod|hvorefter)\s|\.\s+(?=[A-ZÆØÅ])")
"""Between a clause about what is asked for and another."""
_NO_GIFT = re.compile(
    r"\b(?:gavekort\w*|præmie\w*|forbrug\w*|forudbetalt|mod|end|sammenlignet med|dyrere|billigere|koster|kostede|"
    r"fra)\b[^,;:.]{0,12}$",
    re.IGNORECASE,
)
_NO_PURPOSE = re.compile(
    r"\W*(?:årligt |varigt |i alt )?til (?:sammenligning|rådighed|gode|overs|forskel|stede|i alt|næste år|afdrag|"
    r"(?:de )?\d|(?:kl|den)\b)",
    re.IGNORECASE,
)
_AS = re.compile(r"\bsom\b", re.IGNORECASE)
_HOLDS = re.compile(
    r"\b(?:\w*aftalen|\w*planen|\w*forliget|\w*reformen|budgettet|pakken)\s"
    r"(?:indeholder|rummer|omfatter|sikrer|indebærer)\s(?:også |desuden )?(?P<what>[^,;:.\d]{4,90}?)\s"
    r"(?:for|på|til)(?: i alt| samlet(?: set)?)?\s*$",
    re.IGNORECASE,
)
"""What an agreement is told to hold, and for how much: "Planen rummer nye havne for 2 mia. kr."."""
_MAY = re.compile(
    r"\b(?:mulighed for|lov til|plads til|råd til) at (?P<what>(?!bruge\b)[^,;:.\d]{4,90}?) "
    r"for(?: i alt| samlet(?: set)?)?\s*$"
)
"""What somebody is allowed to do, and for how much: "mulighed for at bygge moler for 2 mio. kr."."""
_DONE = re.compile(
    r"\b(?:[Dd]er (?:[a-zæøå]{4,}es|er plads til|bliver plads til|er råd til)|[Dd]er (?:skal|vil|kan) [a-zæøå]{4,}es) "
    r"(?P<what>(?!for\b)[^,;:.\d]{4,80}?) (?:for|til)(?: i alt| samlet(?: set)?)?\s*$|"
    r"(?:^|[.,:] |\bat )(?P<subject>(?!der\b)[A-ZÆØÅa-zæøå][^,;:.\d]{4,70}?) [a-zæøå]{4,}es for(?: i alt| samlet)?\s*$"
)
"""What is done, and for how much: "Der ansættes lodser for 2 mio. kr.", "Molerne forbedres for 2 mio. kr."."""
_SOLD = re.compile(r"\b(?:sælges|købes|lejes|udlejes|omsættes|erhverves|forpagtes|idømmes|skønnes|vurderes|anslås)\b")
_MONEY_GOES = re.compile(
    r"(?:Pengene|Midlerne|Beløbet|Bevillingen|Summen|De (?:mange )?penge)\s(?:er|bliver|blev|skal|vil|går|kan|bruges|"
    r"anvendes|gives|fordeles|tildeles)\b[^.;:]{0,40}?\s(?:til|på)\s(?:at\s)?"
)
"""Opens a sentence that tells what the sum of the one before is for."""


def is_asked(text: str, start: int) -> bool:
    """Whether the sum at ``start`` is one that somebody asks for, fears or refuses, and nobody gives."""
    apart = [match.end() for match in _APART.finditer(text, 0, start)]
    return _ASKED.search(text, apart[-1] if apart else 0, start) is not None


def is_given_for(text: str, match: MoneyMatch, first: int, last: int) -> bool:
    """Whether a sum is told with what it is for and nothing that says it is no gift: "… og 2 mio. kr. til bænke"."""
    if held(text, first, match.start):
        return not _SOLD.search(text, first, match.start)
    if _NO_PURPOSE.match(text, match.end) or _NO_GIFT.search(text, first, match.start) or _is_headline(text, match):
        return False
    aim = purposes.behind(text, match.end, last)
    return aim is not None and not _AS.search(text, match.end, aim.start)


def _is_headline(text: str, match: MoneyMatch) -> bool:
    """Whether a sum opens a line that is no sentence: what it tells is told again below it."""
    return match.start == 0 and not text.rstrip().endswith((".", ":", ";", "!", "?", ","))


def is_allowed(text: str, first: int, start: int) -> bool:
    """Whether the sum at ``start`` is how much somebody may spend on doing something."""
    return _MAY.search(text, first, start) is not None


def held(text: str, first: int, start: int) -> Phrase | None:
    """What an agreement is told to hold for the sum at ``start``, or to allow for it."""
    told = next((told for each in (_HOLDS, _MAY, _DONE) if (told := each.search(text, first, start))), None)
    part = "subject" if told and told.groupdict().get("subject") else "what"
    return purposes.label(text, *told.span(part)) if told else None


def told_behind(text: str) -> Phrase | None:
    """What the sum of the sentence before is for, if this one tells it: "Pengene skal gå til en ny svømmehal."."""
    told = _MONEY_GOES.match(text)
    return purposes.phrase(text, told.end(), len(text)) if told else None
