"""What people have said of facts: a plain table beside the documents, by document and quote."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from kommunegraf.errors import BadReview

FILE: Final = "reviews.csv"
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
    """The reviews in every reviews.csv of these folders, and in these files, each once and in order.

    Raises BadReview where a file is no such table or a row cannot be understood.
    """
    found = {inner for path in paths if path.is_dir() for inner in path.rglob(FILE)}
    return tuple(sorted({review for path in sorted({*found, *files}) for review in _rows(path)}))


def digest(reviews: Iterable[Review]) -> str:
    """A name for some reviews, "" for none: other reviews are other results."""
    whole = "\0".join("\1".join(getattr(review, name) for name in COLUMNS) for review in reviews)
    return hashlib.sha256(whole.encode()).hexdigest()[:16] if whole else ""


def _rows(path: Path) -> Iterator[Review]:
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
        review = Review(**{name: " ".join((row.get(name) or "").split()) for name in COLUMNS})
        if fault := _fault(review):
            place = f"{path}, {{}} {rows.line_num}: "
            raise BadReview(place.format("linje") + fault[0], place.format("line") + fault[1])
        yield review


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
