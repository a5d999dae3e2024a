"""What people have said of facts: a plain table, or Turtle, beside the documents, by document and quote."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from kommunegraf.errors import BadReview

FILES: Final = ("reviews.csv", "reviews.ttl")
TURTLE: Final = ".ttl"
VERDICTS: Final = ("wrong", "right", "corrected")
NEEDED: Final = ("document", "quote", "verdict", "who", "when")
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, order=True)
class Review:
    """One row: ``verdict`` on the facts that were read from ``quote`` in ``document`` (its slug).

    ``fact`` is the kind of fact ("Funding") or its extractor ("funding"), "" for any. A corrected fact gets ``value``
    for its ``property``, by the names that ``kommunegraf extract --format jsonl`` shows ("to_year", "amount.value"). A
    fact that is wrong or right may be told from others of the same quote by a property and its value. ``when`` is a
    day (ISO 8601).
    """

    document: str
    when: str
    quote: str
    fact: str
    verdict: str
    property: str
    value: str
    who: str
    note: str


COLUMNS: Final = tuple(field.name for field in fields(Review))


def read_reviews(paths: Iterable[Path], *files: Path) -> tuple[Review, ...]:
    """The reviews in every file of FILES in these folders, and in these files, each once and in order.

    Raises BadReview where a file is neither such a table nor Turtle, or a review cannot be understood.
    """
    found = {
        Path(folder, name)
        for path in paths
        if path.is_dir()
        for folder, _, names in os.walk(path)
        for name in FILES
        if name in names
    }
    return tuple(sorted({review for path in sorted({*found, *files}) for review in _reviews(path)}))


def digest(reviews: Iterable[Review]) -> str:
    """A name for some reviews, "" for none: other reviews are other results."""
    whole = "\0".join("\1".join(getattr(review, name) for name in COLUMNS) for review in reviews)
    return hashlib.sha256(whole.encode()).hexdigest()[:16] if whole else ""


def _reviews(path: Path) -> Iterator[Review]:
    """The reviews of one file. Raises BadReview where one cannot be understood, which names its place."""
    for danish, english, values in _in_turtle(path) if path.suffix.lower() == TURTLE else _in_table(path):
        review = Review(**{name: " ".join(values.get(name, "").split()) for name in COLUMNS})
        if fault := _fault(review):
            raise BadReview(f"{path}, {danish}: {fault[0]}", f"{path}, {english}: {fault[1]}")
        yield review


def _in_turtle(path: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    from kommunegraf.reviews.turtle import rows

    return ((name, name, values) for name, values in rows(path))


def _in_table(path: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Each row of a table with its place in Danish and English."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadReview(f"{path} kan ikke læses som UTF-8.", f"{path} cannot be read as UTF-8.") from error
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        named = ", ".join(missing)
        raise BadReview(
            f"{path}: kolonnen {named} mangler; tabellen har {', '.join(COLUMNS)}.",
            f"{path}: the column {named} is missing; the table has {', '.join(COLUMNS)}.",
        )
    for row in rows:
        number = rows.line_num
        yield f"linje {number}", f"line {number}", {name: row.get(name) or "" for name in COLUMNS}


def _fault(review: Review) -> tuple[str, str] | None:
    """What is wrong with a row, in Danish and English."""
    empty = [name for name in NEEDED if not getattr(review, name)]
    if empty:
        return f"{empty[0]} er tom.", f"{empty[0]} is empty."
    if review.verdict not in VERDICTS:
        listed = ", ".join(VERDICTS)
        return f"verdict er {review.verdict}; skriv {listed}.", f"verdict is {review.verdict}; write {listed}."
    if not DAY.fullmatch(review.when):
        return f"when er {review.when}; skriv åååå-mm-dd.", f"when is {review.when}; write yyyy-mm-dd."
    if review.verdict == "corrected" and not review.property:
        return "property er tom; sig, hvad der er rettet.", "property is empty; say what was corrected."
    return None
