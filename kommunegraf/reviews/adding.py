"""A review put into a table of reviews, as the table has its columns."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from pathlib import Path

from kommunegraf.errors import BadReview
from kommunegraf.reviews.applying import places
from kommunegraf.reviews.table import HEAD, Review, fault, read_reviews, row, separator, text_of


def add(path: Path, review: Review, text: str) -> int:
    """Puts a review at the end of a table, which need not be there yet; how often its quote stands in the text.

    Raises BadReview where the review cannot be understood, its quote is not in the ``text`` of the document, or the
    file is no table of reviews, which then stays as it was.
    """
    found = len(places(text, review.quote)) if review.quote else 0
    wrong = fault(review)
    if wrong is None and not found:
        wrong = f"«{review.quote}» står ikke i {review.document}.", f"«{review.quote}» is not in {review.document}."
    if wrong is None and path.suffix.lower() != ".csv":
        wrong = f"{path} er ingen .csv-fil.", f"{path} is no .csv file."
    if wrong:
        raise BadReview(*wrong)
    aside = path.with_name(f"{path.name}.new")
    aside.write_text(_longer(path, review) if path.exists() else row(asdict(review), headed=True), encoding="utf-8")
    aside.replace(path)
    return found


def _longer(path: Path, review: Review) -> str:
    """The table with one row more, in its own columns and with its own separator."""
    read_reviews([], path)
    before = text_of(path).removesuffix("\n")
    named = next(csv.reader([before.partition("\n")[0]], delimiter=separator(before)))
    values = asdict(review)
    out = io.StringIO()
    cells = [values[name.strip().lower()] if name.strip().lower() in HEAD else "" for name in named]
    csv.writer(out, delimiter=separator(before), lineterminator="\n").writerow(cells)
    return f"{before}\n{out.getvalue()}"
