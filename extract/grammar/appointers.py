"""Who appoints: the body before the verb ("KKR Fyn udpeger") or behind "af" ("udpeget af byrådet")."""

from __future__ import annotations

import re

from extract.gazetteer import gazetteer
from extract.grammar.appointing import AGENT_AFTER_VERB, ROLE_IN_SENTENCE
from extract.grammar.body_names import find_body_names
from extract.grammar.roles import CHAIR

PASSIVE = re.compile(r"\b(?:bliver|blev|er|var)\s(?:\S+\s){0,6}$")


def chooser(text: str, verb: re.Match[str], first: int) -> str:
    """Who appoints, where the verb is not passive: "i X, hvor N N blev valgt" does not say who."""
    passive = PASSIVE.search(text[: verb.start()]) and not AGENT_AFTER_VERB.search(text)
    return "" if passive else appointer(text, verb.start(), first)


def appointer(text: str, verb: int, first: int) -> str:
    """Who appoints: before the verb ("KKR X udpegede", "Fra rådet er udpeget") or after "af"."""
    agent = AGENT_AFTER_VERB.search(text, verb)
    if agent:
        return named_at(text, agent.end())
    return subject(text[: min(verb, first)] if verb < first else "")


def chosen_within(text: str, by: str) -> str:
    """The body that chooses its own chair ("Havnerådet valgte N N som formand")."""
    office = ROLE_IN_SENTENCE.search(text)
    return by if by and office and CHAIR.fullmatch(office["role"]) else ""


def subject(text: str) -> str:
    """The body that stands last before the verb."""
    last = max(_bodies(text), key=lambda span: (span[1], span[1] - span[0]), default=(0, 0))
    return text[last[0] : last[1]]


def named_at(text: str, start: int) -> str:
    """The body whose name begins at ``start``, or ""."""
    return next((text[first:last] for first, last in sorted(_bodies(text)) if first == start), "")


def _bodies(text: str) -> list[tuple[int, int]]:
    known = [(match.start, match.end) for match in gazetteer().find(text)]
    return known + [(name.start, name.end) for name in find_body_names(text)]
