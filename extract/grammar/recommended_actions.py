"""The actions that a recommendation asks for: the verbs of its at-clauses, active or passive."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TO = (
    r"(?:til (?:\w+ )?(?:godkendelse|behandling|høring|drøftelse|beslutning|vedtagelse|stillingtagen)"
    r"|i (?:\w+ )?høring|videre til)"
)
_SEAT = r"(?:formand|medlem(?:mer)?|repræsentant(?:er)?|suppleant(?:er)?|stedfortræder(?:e)?)"
_ACTIONS: tuple[tuple[str, str], ...] = (
    (
        "approve",
        r"(?:forhånds)?godkende[rs]|blive[r]? (?:godkendt|vedtaget|tiltrådt)|vedtag(?:er|es)|tiltræde[rs]|"
        r"imødekomme[rs]|meddele[rs] godkendelse|indstille[rs]\b(?:(?!\bat\b).){0,160}?\btil (?:\w+s )?godkendelse",
    ),
    ("note", r"ta(?:ger|ges)\b[^.;]{0,200}?\btil (?:efterretning|orientering)|til efterretning"),
    ("appoint", rf"(?:gen)?udpege[rs]|(?:gen|ny)?vælge[rs]\b[^.;]{{0,80}}?{_SEAT}"),
    ("forward", rf"(?:over|frem|videre|ud)?sende[rs]\b[^.;]{{0,200}}?\b{_TO}|(?:oversende|videresende|fremsende)[rs]"),
    ("discuss", r"drøfte[rs]"),
    ("decide", r"beslutte[rs]|(?:træffe[rs]) (?:en )?beslutning|tage[rs] stilling"),
    ("recommend", r"anbefale[rs]|indstille[rs]"),
)
_VERB = re.compile("|".join(f"(?P<{name}>\\b(?:{pattern})(?!\\w))" for name, pattern in _ACTIONS), re.IGNORECASE)
_INFINITIVES: tuple[tuple[str, str], ...] = (
    ("approve", r"(?:godkende|vedtage|tiltræde|imødekomme)"),
    ("note", r"tage\b[^.;]{0,200}?\btil (?:efterretning|orientering)"),
    ("appoint", rf"(?:udpege|vælge\b[^.;]{{0,80}}?{_SEAT})"),
    ("forward", rf"(?:over|frem|videre|ud)?sende\b[^.;]{{0,200}}?\b{_TO}"),
    ("discuss", r"drøfte"),
    ("decide", r"(?:beslutte|træffe (?:en )?beslutning|tage stilling)"),
    ("recommend", r"(?:anbefale|indstille)"),
)
_INFINITIVE = re.compile(
    r"(?:^\W*|\b(?:indstille[rs]|foreslå[rs]?|anmodes?(?: om)?)\b(?:(?!\bat\b)[^.;]){0,160}?\s)at\s+(?:"
    + "|".join(f"(?P<{name}>{pattern}\\b)" for name, pattern in _INFINITIVES)
    + ")",
    re.IGNORECASE,
)
"""The recommended act itself as an infinitive: "at drøfte planen", "indstiller til udvalget at godkende den"."""
_SHORT = (
    ("approve", re.compile(r"til (?:\w+s )?godkendelse\.?", re.I)),
    ("note", re.compile(r"(?:til )?(?:orientering|efterretning)\.?", re.I)),
    ("discuss", re.compile(r"(?:til )?(?:temat?isk )?drøftelse\.?", re.I)),
)
_PUT_FORWARD = re.compile(
    r"(?:[\wæøå&,. -]{2,60} )?(?:indstilles|forelægges|fremlægges)(?= til (?:\w+ )?\w+\.?$)\s+", re.IGNORECASE
)
"""What stands before the short form of an action: "Sagen forelægges til drøftelse."."""
_AT = re.compile(r"\bat\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:hvis|såfremt|når|medmindre|idet|da|fordi|som|(?<!\bat )der)\b[^,.;]*$", re.IGNORECASE)
_AT_FIRST = re.compile(r"\W*(?:\d{1,2}\W+|[a-zæøå][.)]\s*)?(?:at|og at|samt at)\b", re.IGNORECASE)
_MARKER = re.compile(r"\s*(?:(?:\(?\d{1,2}(?:\.\d{1,2})?[.)]|\(?[a-zæøå][.)]|[-–—•●▪*o\uf0b7])\s*[-–.]*\s*)+")


def recommended_actions(clauses: Iterable[str]) -> tuple[str, ...]:
    """The actions of a recommendation in the order of its clauses, each once.

    A clause is a paragraph or a list item; "X indstiller, at …" only introduces one, and conditions ("hvis det
    besluttes, …") and what an action is about ("anbefaler, at Byrådet godkender") add nothing.
    """
    found: list[str] = []
    detailed = False
    for clause in clauses:
        if detailed and not _AT_FIRST.match(clause):
            continue  # a point of what is decided ("at der stilles disse krav:"), not of the recommendation
        actions = _of_clause(clause)
        detailed = detailed or (bool(actions) and clause.rstrip().endswith(":"))
        found.extend(action for action in actions if action not in found)
    return tuple(found)


def _of_clause(clause: str) -> list[str]:
    marker = _MARKER.match(clause)
    text = clause[marker.end() :] if marker else clause
    put_forward = _PUT_FORWARD.match(text.strip())
    short = text.strip()[put_forward.end() :] if put_forward else text.strip()
    for action, pattern in _SHORT:
        if pattern.fullmatch(short):
            return [action]
    infinitive = _INFINITIVE.search(text)
    if infinitive:
        return [str(infinitive.lastgroup)]
    found: list[str] = []
    for match in _VERB.finditer(text):
        before = text[: match.start()]
        action = str(match.lastgroup)
        if action == "recommend" and before.strip() and not _AT.search(before):
            continue  # "Forvaltningen indstiller, at": the verb of the one who recommends
        if _CONDITION.search(before):
            continue
        found.append(action)
        if action == "recommend":
            break
    return found
