"""Search in the words of a release: labels and quotes, ranked, each hit with its quote and where it stands."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kommunegraf.errors import BadParameter, NoRelease, TooSlow
from kommunegraf.search import stems
from kommunegraf.search.texts import LABEL, QUOTE, Text
from kommunegraf.search.word_file import FILE

LONGEST: Final = 1000
"""Characters of what is looked for."""
MOST_TERMS: Final = 32
SECONDS: Final = 5.0
"""A search that takes longer is stopped."""
STEPS: Final = 20_000
"""Instructions of SQLite between two looks at the clock."""
WIDTH: Final = 240
"""Characters of a snippet."""
LEAD: Final = 40
"""Characters of a snippet before its first marked word."""
TERM: Final = re.compile(r'(?P<not>(?<!\S)-(?=[^\s-]))?(?:"(?P<phrase>[^"]*)"?|(?P<bare>[^\s"]+))(?P<star>(?<=")\*)?')
WEIGHTS: Final = {
    **dict.fromkeys(("KKR", "HealthCouncil", "Municipality", "Party", "Person", "Region"), 1.3),
    **dict.fromkeys(("Agreement", "Document", "FundingPool", "Organisation", "Reform"), 1.3),
    "Body": 1.2,
    **dict.fromkeys(("Class", "Concept", "Property"), 0.7),
    **dict.fromkeys(("Mention", "Reference", "TopicStatement"), 0.5),
}
"""What a hit of a class counts where a fact counts 1: what is called so comes before what is said of it by that name
(the pool before its many shares), then the facts, the words of the vocabulary, and last facts that say little more than
the words themselves. A body that has a class of its own goes by that."""
WEIGHT: Final = " ".join(f"WHEN '{kind}' THEN {weight}" for kind, weight in WEIGHTS.items())
ROWS: Final = f"""
CREATE TEMP TABLE found AS
WITH hits AS MATERIALIZED (
  SELECT rowid AS id, bm25(words, 2.0, 1.0) AS score FROM words WHERE words MATCH ?
)
SELECT id, thing, kind, score * CASE kind {WEIGHT} ELSE 1.0 END AS score
FROM hits JOIN texts USING (id)
"""  # noqa: S608  (nothing of a request is set in)
"""The rows that fit, scored and weighted."""
KINDS: Final = "SELECT kind, COUNT(DISTINCT thing) FROM found GROUP BY kind ORDER BY 2 DESC, 1"
TOTAL: Final = "SELECT COUNT(DISTINCT thing) FROM found WHERE ?1 = '' OR kind = ?1"
PAGE: Final = """
SELECT thing, MIN(score) FROM found WHERE ?1 = '' OR kind = ?1 GROUP BY thing ORDER BY 2, 1 LIMIT ?2 OFFSET ?3
"""
BEST: Final = """
SELECT texts.thing, texts.kind, field, text, document, page, start, evidence
FROM found JOIN texts USING (id) WHERE found.thing = ?1 AND (?2 = '' OR found.kind = ?2)
ORDER BY score, field, slug, start, text LIMIT 1
"""
NAMESAKE: Final = """
SELECT thing, kind, field, text, document, page, start, evidence FROM texts
WHERE field = 'quote' AND thing IN (SELECT same.thing FROM found JOIN texts AS same USING (id) WHERE same.text = ?1)
ORDER BY document, start, evidence LIMIT 1
"""
"""The first quote of a fact that was found by the very same words."""
STATED: Final = "SELECT thing, kind, field, text, document, page, start, evidence FROM texts"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand next to each other, folded; ``prefix`` lets the last go on, ``exact`` takes no other form."""

    words: tuple[str, ...]
    prefix: bool = False
    exact: bool = False
    unwanted: bool = False

    def expression(self) -> str:
        """The term as FTS5 reads it; only letters and digits come between its quotation marks."""
        plain = f'word : "{" ".join(self.words)}"'
        if self.prefix:
            return f"({plain} *)"
        cut = " ".join(map(stems.stem, self.words))
        return f"({plain})" if self.exact else f'({plain} OR stem : "{cut}")'

    def fits(self, words: list[str]) -> bool:
        """Whether folded words, as many as the term has, are those that it looks for."""
        *first, last = zip(self.words, words, strict=True)
        return all(self._same(*pair) for pair in first) and (
            last[1].startswith(last[0]) if self.prefix else self._same(*last)
        )

    def _same(self, wanted: str, word: str) -> bool:
        return wanted == word or (not self.exact and not self.prefix and stems.stem(wanted) == stems.stem(word))


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: its class, what it is called, the words that were found (marked with **) and the score.

    The quote is the one that was found, else the first that the thing rests on, else, for what is called so (a pool, a
    municipality), that of a fact found by the same name; None where no document names it.
    """

    thing: str
    kind: str
    label: str
    snippet: str
    score: float
    quote: Text | None

    def record(self) -> dict[str, str | float | int | None]:
        """The hit as plain values: what an answer in JSON or CSV shows of it."""
        quote = self.quote
        return {
            **{name: getattr(self, name) for name in ("thing", "kind", "label", "score", "snippet")},
            "quote": quote.text if quote else "",
            "document": quote.document if quote else "",
            "page": quote.page if quote else None,
            "evidence": quote.evidence if quote else "",
        }


COLUMNS: Final = ("thing", "kind", "label", "score", "snippet", "quote", "document", "page", "evidence")
"""The keys of a hit's record."""


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one page, how many there are in all, and how many of each class whatever class was asked for."""

    hits: tuple[Hit, ...]
    total: int
    kinds: dict[str, int]


def terms(wanted: str) -> tuple[Term, ...]:
    """What a search looks for: `kommune skole*` both, `"ud af 98"` these words in this order, `-budget` not that one.

    Raises BadParameter where it names nothing to look for or is beyond measure.
    """
    if len(wanted) > LONGEST:
        raise BadParameter(f"Søg med højst {LONGEST} tegn.", f"Search with at most {LONGEST} characters.")
    found = []
    for match in TERM.finditer(wanted):
        written = match["phrase"] if match["phrase"] is not None else match["bare"]
        words = tuple(word for word, _, _ in stems.words(written))
        star = bool(match["star"]) or (match["bare"] or "").endswith("*")
        if words:
            found.append(Term(words, star, match["phrase"] is not None, bool(match["not"])))
    if not any(not term.unwanted for term in found):
        raise BadParameter("Skriv mindst ét ord at søge efter.", "Write at least one word to search for.")
    if len(found) > MOST_TERMS:
        raise BadParameter(f"Søg med højst {MOST_TERMS} ord.", f"Search with at most {MOST_TERMS} words.")
    return tuple(found)


def expression(wanted: Iterable[Term]) -> str:
    """Terms as FTS5 reads them: all that are wanted, none that are not."""
    wanted = tuple(wanted)
    sought = " AND ".join(term.expression() for term in wanted if not term.unwanted)
    spurned = " OR ".join(term.expression() for term in wanted if term.unwanted)
    return f"({sought}) NOT ({spurned})" if spurned else sought


def snippet(text: str, wanted: Iterable[Term]) -> str:
    """The stretch of a text with most of the words that are looked for, these marked: `penge til **skoler** og …`."""
    text = " ".join(text.split())
    marks = _marks(text, [term for term in wanted if not term.unwanted])
    begin, end = 0, len(text)
    if len(text) > WIDTH:
        starts = [max(0, start - LEAD) for start, _ in marks] or [0]
        begin = max(starts, key=lambda at: (sum(at <= start and stop <= at + WIDTH for start, stop in marks), -at))
        begin = text.rfind(" ", 0, begin) + 1
        end = max(text.rfind(" ", begin, begin + WIDTH) if begin + WIDTH < len(text) else len(text), begin + 1)
    parts, at = ["… "] if begin else [], begin
    for start, stop in marks:
        if begin <= start and stop <= end:
            parts += [text[at:start], "**", text[start:stop], "**"]
            at = stop
    return "".join([*parts, text[at:end], " …" if end < len(text) else ""])


def _marks(text: str, wanted: list[Term]) -> list[tuple[int, int]]:
    words = list(stems.words(text))
    found: dict[int, int] = {}
    for at in range(len(words)):
        for term in wanted:
            stretch = words[at : at + len(term.words)]
            if len(stretch) == len(term.words) and term.fits([word for word, _, _ in stretch]):
                start, stop = stretch[0][1], stretch[-1][2]
                found[start] = max(stop, found.get(start, 0))
    apart: list[tuple[int, int]] = []
    for start, stop in sorted(found.items()):
        if not apart or start >= apart[-1][1]:
            apart.append((start, stop))
    return apart


class Search:
    """The words of one release; every call opens its file anew, so that any thread may call."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def find(self, wanted: str, kind: str = "", limit: int = 20, offset: int = 0, seconds: float = SECONDS) -> Found:
        """The hits of a search, best first; ``kind`` is a class in upper or lower case, "" for all.

        Raises BadParameter for a search that names nothing, TooSlow where it takes longer than ``seconds``.
        """
        sought = terms(wanted)
        with self._opened(seconds) as connection:
            connection.execute(ROWS, (expression(sought),))
            connection.execute("CREATE INDEX temp.found_thing ON found (thing)")
            kinds: dict[str, int] = dict(connection.execute(KINDS))
            kind = next((name for name in kinds if name.casefold() == kind.casefold()), kind)
            total = int(connection.execute(TOTAL, (kind,)).fetchone()[0])
            page = connection.execute(PAGE, (kind, limit, offset)).fetchall()
            rows = [Text(*connection.execute(BEST, (thing, kind)).fetchone()) for thing, _ in page]
            things = [text.thing for text in rows]
            labels, quotes = _stated(connection, things, LABEL), _stated(connection, things, QUOTE)
            for text in rows:
                if WEIGHTS.get(text.kind, 0) > 1 and not quotes[text.thing]:
                    quotes[text.thing] = [Text(*row) for row in connection.execute(NAMESAKE, (text.text,))]
        hits = []
        for text, (_, score) in zip(rows, page, strict=True):
            quote = text if text.field == QUOTE else next(iter(quotes[text.thing]), None)
            called = next((label.text for label in labels.get(text.thing, ())), "")
            hits.append(Hit(text.thing, text.kind, called, snippet(text.text, sought), round(-score, 4), quote))
        return Found(tuple(hits), total, kinds)

    def quotes(self, addresses: Iterable[str], most: int = 3) -> dict[str, list[Text]]:
        """The first quotes of facts or things, and the quote of a piece of evidence, by their addresses."""
        wanted = list(dict.fromkeys(addresses))
        with self._opened(SECONDS) as connection:
            of_things = _stated(connection, wanted, QUOTE)
            of_evidence = _stated(connection, wanted, QUOTE, "evidence")
        found = {address: (of_things.get(address) or of_evidence.get(address, []))[:most] for address in wanted}
        return {address: texts for address, texts in found.items() if texts}

    @contextmanager
    def _opened(self, seconds: float) -> Iterator[sqlite3.Connection]:
        if not self._path.exists():
            raise NoRelease(
                "Der kan ikke søges i ordene i denne udgave. Byg den igen: kommunegraf build MAPPE",
                "The words of this release cannot be searched. Build it again: kommunegraf build FOLDER",
            )
        deadline = time.monotonic() + seconds
        connection = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.set_progress_handler(lambda: time.monotonic() > deadline, STEPS)
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise TooSlow(
                f"Søgningen tog mere end {seconds:g} sekunder og blev stoppet: søg efter færre eller længere ord.",
                f"The search took more than {seconds:g} seconds and was stopped: search for fewer or longer words.",
            ) from error
        finally:
            connection.close()


def _stated(
    connection: sqlite3.Connection, addresses: Iterable[str], field: str, column: str = "thing"
) -> dict[str, list[Text]]:
    """The labels or quotes of some addresses: labels the best first, quotes by document and where they stand."""
    order = "document, start, evidence" if field == QUOTE else "id"
    query = f"{STATED} WHERE {column} = ? AND field = ? ORDER BY {order}"
    found: dict[str, list[Text]] = {}
    for address in addresses:
        rows = connection.execute(query, (address, field)).fetchall()
        found[address] = [Text(*row) for row in rows]
    return found
