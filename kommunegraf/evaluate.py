"""How right the answers are: precision, recall and F1 of each table against hand-made right answers, with intervals."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Final

from kommunegraf.errors import WrongUse
from kommunegraf.likeness import agrees, folded
from kommunegraf.queries import Question, questions
from kommunegraf.store import Store

Row = Mapping[str, str]
Z: Final = 1.959963984540054
"""The normal deviate of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Score:
    """How one table fares on one document (or on all, where ``document`` is ""): rows in the gold, given, and right.

    ``detail`` is the share of the other columns' values that agree on matched rows, None where there are none.
    """

    document: str
    table: str
    gold: int
    given: int
    hits: int
    detail: float | None = None

    @property
    def precision(self) -> float:
        """The share of given rows that are right."""
        return self.hits / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of right rows that are given."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's score; (0, 1) where nothing was counted."""
    if not total:
        return 0.0, 1.0
    share, weight = hits / total, Z * Z / total
    middle = (share + weight / 2) / (1 + weight)
    half = Z * sqrt(share * (1 - share) / total + weight / (4 * total)) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)


def answers(store: Store) -> dict[str, list[Row]]:
    """The rows of every table of single documents."""
    return {table.name: list(store.rows(table.text).records()) for table in questions() if table.is_table}


def evaluate(gold: Path, given: Mapping[str, Sequence[Row]]) -> list[Score]:
    """The score of each table on each document of a gold folder that says something of it.

    Raises WrongUse where the folder holds no right answers.
    """
    tables = [table for table in questions() if table.is_table]
    scores: list[Score] = []
    for folder in sorted(path for path in gold.iterdir() if path.is_dir()):
        optional = _optional(folder / "optional.csv")
        for table in tables:
            path = folder / f"{table.name}.csv"
            if path.exists():
                rows = [row for row in given.get(table.name, ()) if row.get("document") == folder.name]
                score = _score(folder.name, table, rows, read(path), optional[table.name])
                if score.gold or score.given:  # nothing to find and nothing given tells nothing
                    scores.append(score)
    if not scores:
        raise WrongUse(f"{gold}: der er ingen rigtige svar her.", f"{gold}: there are no right answers here.")
    return scores


def by_table(scores: Iterable[Score]) -> list[tuple[Score, float]]:
    """For each table its rows over all documents, and the mean of its F1 on each."""
    found: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        found[score.table].append(score)
    return [(_sum(name, group), mean(group)) for name, group in sorted(found.items())]


def mean(scores: Sequence[Score]) -> float:
    """The mean F1."""
    return sum(score.f1 for score in scores) / len(scores)


def _sum(name: str, group: Sequence[Score]) -> Score:
    gold, given, hits = (sum(getattr(score, field) for score in group) for field in ("gold", "given", "hits"))
    return Score("", name, gold, given, hits)


def read(path: Path) -> list[Row]:
    """The rows of a CSV file, its columns in lower case."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {key.strip().lower(): (value or "").strip() for key, value in row.items()} for row in csv.DictReader(file)
        ]


def _optional(path: Path) -> defaultdict[str, list[Row]]:
    """The rows of each table that are fair but debatable: they count neither way."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in read(path) if path.exists() else ():
        values = json.loads(row["row_json"])
        found[row["table"]].append({key.lower(): "" if value is None else str(value) for key, value in values.items()})
    return found


def _score(document: str, table: Question, rows: list[Row], right: list[Row], optional: list[Row]) -> Score:
    given = _distinct(table, rows)
    matched = pair(table, given, right)
    spare = [row for index, row in enumerate(given) if index not in matched.values()]
    excused = pair(table, spare, optional)
    hits = len(matched)
    others = [column for column, is_key in table.columns if not is_key and column != "page"]
    checks = [
        agrees(table.name, column, given[mine].get(column, ""), right[theirs][column])
        for theirs, mine in matched.items()
        for column in others
        if right[theirs].get(column)
    ]
    detail = sum(checks) / len(checks) if checks else None
    return Score(document, table.name, len(right), hits + len(spare) - len(excused), hits, detail)


def _distinct(table: Question, rows: list[Row]) -> list[Row]:
    """The rows without repetitions, the first of each kept."""
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        found.setdefault(tuple(row.get(column, "") for column, _ in table.columns), row)
    return list(found.values())


def pair(table: Question, given: Sequence[Row], right: Sequence[Row]) -> dict[int, int]:
    """The largest matching of right rows with given rows, by index: each at most once, all keys agree.

    The likest rows are matched first; then a right row left over takes a given row whose own right row can take
    another.
    """
    fitting = [[index for index, row in enumerate(given) if _fits(table, row, wanted)] for wanted in right]
    likeness = {
        (theirs, mine): _likeness(given[mine], right[theirs]) for theirs, row in enumerate(fitting) for mine in row
    }
    choices = [_likest_first(theirs, row, likeness) for theirs, row in enumerate(fitting)]
    owner: dict[int, int] = {}
    placed: set[int] = set()
    for theirs, mine in sorted(likeness, key=lambda link: (likeness[link], *link), reverse=True):
        if mine not in owner and theirs not in placed:
            owner[mine] = theirs
            placed.add(theirs)
    for theirs in range(len(right)):
        if theirs not in placed:
            _place(theirs, choices, owner, set())
    return {theirs: mine for mine, theirs in owner.items()}


def _likest_first(theirs: int, fitting: list[int], likeness: Mapping[tuple[int, int], int]) -> list[int]:
    return sorted(fitting, key=lambda mine: -likeness[theirs, mine])


def _place(theirs: int, choices: list[list[int]], owner: dict[int, int], tried: set[int]) -> bool:
    for mine in choices[theirs]:
        if mine not in tried:
            tried.add(mine)
            if mine not in owner or _place(owner[mine], choices, owner, tried):
                owner[mine] = theirs
                return True
    return False


def _likeness(given: Row, right: Row) -> int:
    return sum(folded(given.get(column, "")) == folded(value) for column, value in right.items())


def _fits(table: Question, given: Row, right: Row) -> bool:
    """Whether all key columns agree; a table of figures may be read by rows or by columns."""
    keys = [column for column, is_key in table.columns if is_key]

    def agree(row: Row) -> bool:
        return all(agrees(table.name, key, row.get(key, ""), right.get(key, "")) for key in keys)

    if agree(given):
        return True
    turned = {**given, "entity": given.get("measure", ""), "measure": given.get("entity", "")}
    return table.name == "observations" and agree(turned)
