"""The agreement that a sum of money belongs to: named in its sentence, or the one that its item is about."""

from __future__ import annotations

import re

from extract.document import Document
from extract.fact import Agreement, Facts
from extract.outline import outline
from extract.sentences import Sentence

_ECONOMY = re.compile(
    r"\b(?:regeringen og KL|KL og regeringen|parterne) er enige\b|\bmellem (?:KL og regeringen|regeringen og KL)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:politisk(?:e)? )?aftaler? (?:om|for) (?:(?:et|en|den|det) )?", re.IGNORECASE)


def agreement_of_sum(document: Document, facts: Facts, position: int, sentence: Sentence) -> str:
    """The title of the agreement that the sum at ``position`` is from, "" where none is told.

    In minutes a budget is no agreement of its sums; in an agreement all sums are its own but those that name another.
    """
    agreements = list(facts.of(Agreement))
    own = outline(document).family.endswith("agreement")
    if not own:
        agreements = [fact for fact in agreements if fact.kind != "budget-agreement"]
    named = [fact for fact in agreements if _names(fact.title, sentence.text)]
    if named:
        return max(named, key=lambda fact: _place(fact.title, sentence.text)).title
    if own and agreements:
        return min(agreements, key=lambda fact: fact.evidence.start).title
    section = outline(document).section_at(position)
    item = outline(document).item_at(position)
    place = item or section
    if place is None:
        return ""
    headed = [fact for fact in agreements if any(_names(fact.title, s.title) for s in (place, section) if s)]
    text = document.text[place.start : position]
    if headed:
        return max(headed, key=lambda fact: (_place(fact.title, text), -headed.index(fact))).title
    if _ECONOMY.search(document.text[sentence.block.start : sentence.block.end]):
        yearly = [fact for fact in agreements if fact.kind == "economy-agreement"]
        return max(yearly, key=lambda fact: re.findall(r"\d{4}", fact.title) or [""]).title if yearly else ""
    return ""


def subject_of(title: str) -> str:
    """What an agreement is about: its title without "Aftale om", "" for a title that does not say it in that way."""
    about = _LEAD.sub("", title).strip()
    return about if about != title else ""


def _core(title: str) -> str:
    return _LEAD.sub("", title).strip().lower()


def _names(title: str, text: str) -> bool:
    return _place(title, text) >= 0


def _place(title: str, text: str) -> int:
    core = _core(title)
    return text.lower().rfind(core) if len(core) > 6 else -1
