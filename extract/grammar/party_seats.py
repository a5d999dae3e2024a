"""Seats of a body by the party that fills them: "1 plads til Venstre", "V=3, A=1"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.gazetteer import gazetteer
from extract.grammar.appointing import NUMBERS
from extract.grammar.marks import holds

_NAMED = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(NUMBERS)})\s(?:plads|pladser|medlem|medlemmer|mandat|mandater|poster?)\s"
    r"(?:tilfalder|tilkommer|går|gives|tildeles|tilhører)?\s?(?:til\s)?(?:(?:gruppen|liste|partiet)\s)?(?=[A-ZÆØÅ])",
    re.IGNORECASE,
)
_SEATS = ("plads", "medlem", "mandat", "post")
_LETTER = re.compile(r"(?<![\w=])(?P<party>[A-ZÆØÅ]|SF|DF|LA)\s?=\s?(?P<count>\d{1,2})(?![\w=])")


def find_party_seats(text: str) -> Iterator[tuple[str, int]]:
    """The parties of a sentence as printed, each with the number of its seats.

    Lines it looks for::

        Pladser i Havneudvalget: V=3, A=1
        Der er to pladser til Venstre i rådet.
    """
    letters = [(match["party"], int(match["count"])) for match in _LETTER.finditer(text)] if "=" in text else []
    if len(letters) > 1:
        yield from letters
    for match in _NAMED.finditer(text) if holds(text.casefold(), _SEATS) else ():
        party = next((place for place in gazetteer().find(text) if place.start == match.end()), None)
        if party is not None and party.entry.kind == "party":
            count = match["count"].lower()
            yield text[party.start : party.end], NUMBERS.get(count) or int(count)
