"""The first rows of every question's answer, worked out once for each release, behind the requests that show them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kommunegraf.pages.asking import Found, read
from kommunegraf.pool.pool import Pool, Request
from kommunegraf.queries import Question, questions

ROWS: Final = 3
SECONDS: Final = 5.0
"""What one answer may take at first; one that takes longer is asked for again when the others have theirs."""
ASKER: Final = "the front page"
"""It takes its turn at the workers as one asker among others."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first rows of an answer; None where it took too long."""

    found: Found | None


class Heads:
    """The heads of the release that is served; a request never waits longer for them than it says."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._release = ""
        self._known: dict[str, Head] = {}
        self._work: asyncio.Task[None] | None = None

    async def known(self, patience: float) -> Mapping[str, Head]:
        """The heads that are known after so many seconds at most, by the names of the questions."""
        release = self._pool.release
        if self._release != release:
            self._release, self._known = release, {}
        if len(self._known) < len(questions()) and (self._work is None or self._work.done()):
            self._work = asyncio.create_task(self._fill(release, self._known))
        if self._work is not None:
            await asyncio.wait({self._work}, timeout=patience)
        return self._known

    async def stop(self) -> None:
        """Ends the work."""
        if self._work is not None:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)

    async def _fill(self, release: str, known: dict[str, Head]) -> None:
        for seconds in (SECONDS, None):
            for question in questions():
                head = known.get(question.name)
                if (head is None or head.found is None) and self._pool.release == release:
                    reply = await self._pool.ask(Request(_first(question), "json", seconds=seconds, asker=ASKER))
                    known[question.name] = Head(read(reply.body) if reply.status == 200 else None)


def _first(question: Question) -> str:
    """The query of a question for its first rows; no question ends in a LIMIT of its own."""
    return f"{question.text}\nLIMIT {ROWS}"
