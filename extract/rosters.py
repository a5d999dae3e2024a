"""Rosters: the name of a body as a heading, and its members on the lines below, one each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.document import Block, Document
from extract.grammar.roster_lines import RosterLine, body_heading, group_role, roster_line

_REACH = 12
"""How many blocks below its name the members of a body may be announced."""

_LONGEST = 240
"""Characters: a longer line tells more than who is a member."""


@dataclass(slots=True)
class Roster:
    """The members of a body: each with the block that the line stands in, and the office ("medlem" at the least)."""

    body: str
    lines: list[tuple[Block, RosterLine, str]] = field(default_factory=list)
    grouped: bool = False

    @property
    def holds(self) -> bool:
        """Whether the lines are those of a roster: an office, two parties or a heading of members shows it."""
        offices = sum(1 for _, line, _ in self.lines if line.role)
        parties = sum(1 for _, line, _ in self.lines if line.person.party)
        return bool(self.lines) and (offices > 0 or parties > 1 or (self.grouped and len(self.lines) > 1))


def rosters(document: Document) -> Iterator[Roster]:
    """The rosters of a document, in order.

    What it looks for::

        Havneklyngen
        Formand: Asta Holm (V)
        Kommunale medlemmer:
        Birk Lund (A), Nordby
    """
    body, role, since = "", "", 0
    full: list[str] = []
    current: Roster | None = None
    for block in document.blocks:
        since += 1
        text = document.text[block.start : block.end]
        heading, group = (body_heading(text), group_role(text)) if block.kind == "paragraph" else ("", "")
        line = roster_line(text) if not heading and block.kind != "row" and len(text) < _LONGEST else None
        if line is not None and (current or since == 1):
            current = current or Roster(body)
            current.lines.append((block, line, line.role or role or "medlem"))
            since = 0
            continue
        if group and body and since <= _REACH:
            current = current or Roster(body)
            current.grouped, role, since = True, group, 0
            continue
        if current and current.holds and current.body:
            yield current
        body = "" if current else body
        current, role = None, ""
        if heading:
            # "Havneklyngen (fagligt niveau)" below "Havneklyngen Nord" is that one
            body, since = next((name for name in reversed(full) if name.startswith(f"{heading} ")), heading), 0
            full.append(body)
    if current and current.holds and current.body:
        yield current
