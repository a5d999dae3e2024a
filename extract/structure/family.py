"""What family of document a text belongs to, told from its opening and from how it is built."""

from __future__ import annotations

import re
from typing import Literal

from extract.grammar.deciding_bodies import find_bodies

Family = Literal[
    "agenda",
    "minutes",
    "budget-agreement",
    "economy-agreement",
    "political-agreement",
    "framework-agreement",
    "analysis",
    "other",
]
OPENING = 3000
"""Characters from the start in which a document says what it is."""
TITLE = 500
NAMED_IN = 200
"""Characters in which a line may say that the document only tells of agreements."""
CALLED = 200
"""Characters from the line in which an agreement names itself that tell what it is about."""

_AGENDA = re.compile(r"\b(?:dagsorden|mødeindkaldelse|indkaldelse)\b", re.I)
_MINUTES = re.compile(r"\b(?:(?:beslutnings|møde)?referat|(?:beslutnings)?protokol|beslutningsreferat)\b", re.I)
_ANALYSIS = re.compile(
    r"\b(?:formålet med (?:denne|analysen|rapporten)\b.{0,30}|(?:denne|nærværende) )?"
    r"\b(?:analyse(?:n|rapport)?|undersøgelse(?:n)?|kortlægning(?:en)?|evaluering(?:en)?|rapport(?:en)?)\b",
    re.I,
)
_ECONOMY = re.compile(
    r"\baftale(?:n)? (?:mellem .{3,60} )?(?:om|for) (?:den )?(?:kommun(?:ernes|ale)|region(?:ernes|ale)) økonomi\b"
    r"|\b(?:kommunernes|regionernes) økonomi for 20\d\d|\bøkonomiaftale(?:n)? (?:for|mellem|om)\b"
    r"|\b(?:årets|næste års|ny) økonomiaftale\b",
    re.I,
)
_BUDGET = re.compile(
    r"\b(?:budget(?:forlig|aftale|enighed)(?:et|en)?|"
    r"(?:forlig(?:et)?|aftale(?:n)?) om (?:kommunens |[\w-]+ Kommunes )?budget\w*"
    r"|budget 20\d\d\s*[-–]\s*(?:20)?\d\d)\b",
    re.I,
)
_FRAMEWORK = re.compile(r"\brammeaftale(?:n)?\b", re.I)
_PLATFORM = re.compile(r"\b" + r"\s?".join("regeringsgrundlag") + r"(?:et)?\b", re.I)
_POLITICAL = re.compile(r"\b(?:politisk )?(?:aftale(?:n)?|forlig(?:et)?)\b", re.I)
_CALLED = re.compile(r"^(?:Politisk a|A)ftale (?:om|mellem) .+", re.M)
"""A line at the top that is the name of an agreement: a budget or economy agreement named further on is another."""
_TOLD_IN = re.compile(r"^(?:nyhedsbrev|høringssvar|kommissorium|spørgsmål og svar)\b", re.I | re.M)
"""A line at the top that calls the document something that only tells of agreements."""
_OF_PARTIES = re.compile(r"\bpolitiske? (?:aftale(?:n)?|forlig(?:et)?|forståelse)\b", re.I)
_GOVERNMENT = re.compile(r"\bregeringen\b", re.I)
_ASSOCIATION = re.compile(r"\bKL\b|\bKommunernes Landsforening\b|\bDanske Regioner\b")
_PARTY = re.compile(
    r"\b(?:Socialdemokrati(?:et|erne)|Venstre|Det Konservative Folkeparti|Konservative|SF|Socialistisk Folkeparti|"
    r"Enhedslisten|Radikale Venstre|Dansk Folkeparti|Danmarksdemokraterne|Liberal Alliance|Nye Borgerlige|"
    r"Alternativet|Moderaterne|Kristendemokraterne)\b"
)
_LOCAL = re.compile(
    r"\b[A-ZÆØÅ][\wæøå-]+ Kommunes?\b|\bbyråd\w*|\bkommunalbestyrelse\w*|\bborgmester\w*|"
    r"\bRegion [A-ZÆØÅ][a-zæøå]+|\b[Rr]egionsråd\w*"
)


_HEADS_MINUTES = re.compile(
    r"^(?!\s*\d)(?!.*\bgodkendelse\b).{0,90}\b(?:(?:beslutnings|møde)?referat|(?:beslutnings)?protokol)\b", re.I | re.M
)
"""A line of the head that calls the document minutes: no entry of its contents."""
_OPENED = re.compile(
    r"^\s*(?:mødet (?:er|blev) (?:åbnet|hævet)\b|(?:til ?stede|fremmødte?)\b[^:\n]{0,30}:\s*[A-ZÆØÅ][\wæøå]+ [A-ZÆØÅ])",
    re.I | re.M,
)
"""What only an account of a meeting that was held tells."""
HEAD = 600


def meeting_family(
    opening: str, items: int, decided: int, called: tuple[int, int] | None = None, single: bool = False
) -> tuple[Family, tuple[int, int]] | None:
    """Agenda or minutes, with the words that show it, of a document with so many items, of which some are decided.

    ``called`` are the words at its top that call it the paper of a meeting; without items they must stand beside the
    name of a body that decides. A ``single`` item with its case number and decision is enough by itself.
    """
    if items == 0 and (called is None or not any(find_bodies(opening[:HEAD]))):
        return None
    agenda, minutes = _AGENDA.search(opening), _MINUTES.search(opening)
    if not (agenda or minutes or items > 1 or called or single):
        return None
    heads_minutes = minutes is not None and (agenda is None or minutes.start() < agenda.start())
    is_minutes = _OPENED.search(opening) is not None
    is_minutes = is_minutes or (heads_minutes and _HEADS_MINUTES.search(opening[:HEAD]) is not None)
    family: Family = "minutes" if is_minutes or (decided and (heads_minutes or 3 * decided >= items)) else "agenda"
    shown = (minutes if heads_minutes else agenda) or minutes
    return family, shown.span() if shown else called or (0, 0)


def text_family(text: str) -> tuple[Family, tuple[int, int]]:
    """The family of a document without agenda items, with the words that show it; ("other", (0, 0)) where none do."""
    opening = text[:OPENING]
    parties = len({match.group() for match in _PARTY.finditer(opening)})
    government, association = _GOVERNMENT.search(opening), _ASSOCIATION.search(opening)
    titles: list[tuple[Family, re.Match[str] | None]] = [
        ("analysis", _ANALYSIS.search(text[:TITLE])),
        ("economy-agreement", _ECONOMY.search(opening) if government and association else None),
        ("political-agreement", _PLATFORM.search(text[:TITLE]) if parties > 1 else None),
        ("framework-agreement", _FRAMEWORK.search(text[:TITLE])),
        ("budget-agreement", _BUDGET.search(opening) if _LOCAL.search(opening) or parties > 1 else None),
        ("political-agreement", _POLITICAL.search(text[: 2 * TITLE]) if government and parties > 1 else None),
        (
            "political-agreement",
            _OF_PARTIES.search(text[:TITLE]) if parties > 1 and not _LOCAL.search(opening) else None,
        ),
    ]
    if _TOLD_IN.search(text[:NAMED_IN]):
        return "other", (0, 0)
    called = _CALLED.search(text[:TITLE])
    other = called is not None and not any(
        pattern.search(text[called.start() : called.start() + CALLED]) for pattern in (_ECONOMY, _BUDGET)
    )
    found = [
        (match.start(), family, match.span())
        for family, match in titles
        if match
        and not (
            other and called and family in ("economy-agreement", "budget-agreement") and match.start() > called.start()
        )
    ]
    if not found:
        return "other", (0, 0)
    _, family, shown = min(found, key=lambda entry: entry[0])
    return family, shown
