"""Parties told to be in an agreement, in whatever words: a row of them in a sentence of agreeing, none left outside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.gazetteer import gazetteer
from extract.grammar.party_lists import PARTIES, split_parties

AGREEING = re.compile(
    r"\b(?:\w*aftale(?:n|partierne|parterne|kredsen)?|\w*forlig(?:et|spartierne|sparterne|skredsen)?|enige?|enighed|"
    r"tilslutte[rt]?|underskre\w+|(?:står|stod) bag|bakker op|med i|flertal(?:let)?)\b"
)
"""What a sentence that tells who agreed has in it."""
UNREAL = re.compile(
    r"\b(?:hvis|forhandle[rs]?|forhandlingerne|forhandlede|ville|kræve\w*|foreslå\w*|foreslog|uenige?|"
    r"opsagde?|opsige[rs]?|inviter\w+|indkald\w+|afviste?|kritisere[rs]?)\b|\?$",
    re.IGNORECASE,
)
"""What tells of talks, wishes or a breach rather than of an agreement made."""
OUTSIDE_BEFORE = re.compile(
    r"\b(?:uden(?: for| om)?|undtagen|undtaget|bortset fra|på nær|ikke (?:med|af)?|imod|forlod|minus|kun)\s*$",
    re.IGNORECASE,
)
OUTSIDE_BEHIND = re.compile(
    r",? (?:\(?\w+\)? )?(?:er|står|stod|var|stemte|forlod|valgte|har|trak|kunne|ønskede?|vil|blev)\b"
    r"(?: [a-zæøå]+){0,4}? (?:ikke|imod|uden(?:for)?|nej|forhandlingerne|sig|ude)\b",
)
_ROW = re.compile(PARTIES)
_APART = re.compile(
    r"(?:flertal(?:let)?|kreds(?:en)?|partier(?:ne)?|parter(?:ne)?)[^().,;–]{0,40}?(?: \(| [–-] )"
    rf"(?P<list>{PARTIES})(?:\)| [–-])"
)
"""A row set apart behind a word for all of them: "flertallet (V, SF og K)", "forligspartierne – V, SF og K –"."""
_SHORT = re.compile(r"S|V|M|K|R|SF|DF|LA|EL|RV|DD|ALT")
"""How the press shortens parties; other letters are those of the ballot."""
_OTHER = re.compile(r"[Rr]egeringen|.*[Ll]isten?")
"""Who may stand in a row of parties without being one that all know: the government, a list of one municipality."""


def standing_rows(text: str) -> Iterator[tuple[int, int]]:
    """The rows of at least two political parties in a sentence that tells of agreeing, without those left outside.

    The government may stand among them; a row with a name that is no party is none.
    """
    if not AGREEING.search(text) or UNREAL.search(text):
        return
    apart = _APART.search(text)
    for start, end in [apart.span("list")] if apart else [row.span() for row in _ROW.finditer(text)]:
        names = [party.name for party in split_parties(text, start, end)]
        parties = [name for name in names if _SHORT.fullmatch(name) or gazetteer().resolve(name, "party")]
        others = [name for name in names if name not in parties and not _OTHER.fullmatch(name)]
        if len(parties) < 2 or others:
            continue
        if not OUTSIDE_BEFORE.search(text, 0, start) and not OUTSIDE_BEHIND.match(text, end):
            yield start, end
