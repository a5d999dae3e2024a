"""One agreement as a text names it, and what the words of two names share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.grammar.lexicon import words

YEARS = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?\b"
POLITICAL_STEMS = words(
    "forsvars medie energi folkeskole landbrugs klima finanslovs finanslov trafik infrastruktur politi "
    "pensions psykiatri skatte ældre beredskabs natur vandmiljø fiskeri udlændinge integrations bolig "
    "uddannelses udlignings arbejdsmarkeds beskæftigelses dagpenge rets kultur teater idræts flerårs vækst "
    "erhvervs digitaliserings universitets erhvervsuddannelses gymnasie dagtilbuds minimumsnormerings ghetto "
    "parallelsamfunds jernbane taxi biodiversitets affalds havmiljø kystsikrings ophavsrets spil veteran "
    "produktions satspulje reserve"
)
SOCIAL_PARTNER_STEMS = words("læreplads praktikplads treparts forårs efterårs")
CARRYING_STEMS = words("udmøntnings implementerings")
KIND_BY_STEM = {
    **dict.fromkeys(POLITICAL_STEMS, "political-agreement"),
    **dict.fromkeys(SOCIAL_PARTNER_STEMS, "tripartite-agreement"),
    **dict.fromkeys(CARRYING_STEMS, "implementation-agreement"),
}

WITHOUT_YEAR = ("budget", "economy", "economy municipalities", "economy regions")
"""The keys of yearly agreements that are named without their year."""


@dataclass(frozen=True, slots=True)
class AgreementName:
    """An agreement named at text[start:end]: its title, kind ("" where the name does not tell) and identity.

    ``certain`` is False for words that are a name only where something else shows it; ``short`` for a form that stands
    for a fuller name ("ØA24", "klimaaftalen").
    """

    start: int
    end: int
    title: str
    kind: str
    key: str
    certain: bool = True
    short: bool = False


def identity(title: str) -> str:
    """What two forms of one title share: folded, without quotes, article and blanks."""
    words = re.findall(r"[\wæøå]+", title.lower())
    while words and words[0] in {"et", "en", "den", "det", "ny", "nye"}:
        words = words[1:]
    return " ".join(words)
