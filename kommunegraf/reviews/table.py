"""What people have said of facts: a plain table, or Turtle, beside the documents, by document and quote."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Final

import extract
from extract.fact import Fact
from kommunegraf.errors import BadReview

FILES: Final = ("reviews.csv", "reviews.ttl")
TURTLE: Final = ".ttl"
VERDICTS: Final = ("wrong", "right", "corrected")
NEEDED: Final = ("document", "quote", "verdict", "who", "when")
SAID: Final = {"forkert": "wrong", "rigtig": "right", "rigtigt": "right", "rettet": "corrected"}
"""The verdicts in Danish."""
DANISH_DAY: Final = re.compile(r"(\d\d?)[-./](\d\d?)[-./](\d{4})")
"""A day as a spreadsheet in Danish writes it when it saves a table: 12-05-2031."""
KINDS: Final = {kind.__name__.removesuffix("Fact"): kind for kind in Fact.__subclasses__()}
"""The kinds of fact by name."""
ALIASES: Final = {"topicstatement": "topic", "documentfact": "document"}
"""What the graph and the program call a kind of fact where its name is another."""


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
HEAD: Final = ("document", "quote", "fact", "verdict", "property", "value", "who", "when", "note")
"""The columns as a table that people fill in has them."""


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


def row(values: Mapping[str, str], *, headed: bool = False) -> str:
    """A row of a table with some of its cells filled in, with the head above it where that is wanted."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD, restval="", lineterminator="\n")
    if headed:
        writer.writeheader()
    writer.writerow(values)
    return out.getvalue()


def digest(reviews: Iterable[Review]) -> str:
    """A name for some reviews, "" for none: other reviews are other results."""
    whole = "\0".join("\1".join(getattr(review, name) for name in COLUMNS) for review in reviews)
    return hashlib.sha256(whole.encode()).hexdigest()[:16] if whole else ""


def _reviews(path: Path) -> Iterator[Review]:
    """The reviews of one file. Raises BadReview where one cannot be understood, which names its place."""
    for danish, english, values in _in_turtle(path) if path.suffix.lower() == TURTLE else _in_table(path):
        cells = {name: " ".join(values.get(name, "").split()) for name in COLUMNS}
        if not any(cells.values()):
            continue  # a spreadsheet leaves empty rows behind
        verdict = cells["verdict"].lower()
        review = Review(**cells | {"verdict": SAID.get(verdict, verdict), "when": day_of(cells["when"])})
        if wrong := fault(review):
            raise BadReview(f"{path}, {danish}: {wrong[0]}", f"{path}, {english}: {wrong[1]}")
        yield review


def _in_turtle(path: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    from kommunegraf.reviews.turtle import rows

    return ((name, name, values) for name, values in rows(path))


def _in_table(path: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Each row of a table with its place in Danish and English."""
    text = text_of(path)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator(text))
    rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or ()]
    missing = [name for name in NEEDED if name not in rows.fieldnames]
    if missing:
        named = ", ".join(missing)
        raise BadReview(
            f"{path}: kolonnen {named} mangler; tabellen har {', '.join(HEAD)}.",
            f"{path}: the column {named} is missing; the table has {', '.join(HEAD)}.",
        )
    for cells in rows:
        number = rows.line_num
        danish, english = f"linje {number}", f"line {number}"
        if any(cells.get(None) or ()):
            raise BadReview(
                f"{path}, {danish}: rækken har flere felter end overskriften; sæt citatet i anførselstegn.",
                f"{path}, {english}: the row has more fields than the head; put the quote in quotation marks.",
            )
        yield danish, english, {name: cells.get(name) or "" for name in COLUMNS}


def separator(text: str) -> str:
    """What parts the columns of a table: the sign of which its head has most."""
    return max(",;\t", key=text.partition("\n")[0].count)


def text_of(path: Path) -> str:
    """The text of a table: UTF-8, or Windows-1252 or UTF-16 as spreadsheets write it. Raises BadReview."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadReview(f"{path} kan ikke åbnes.", f"{path} cannot be opened.") from error
    for encoding in ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise BadReview(
        f"{path} er ingen tekst: gem tabellen som CSV (UTF-8).",
        f"{path} is no text: save the table as CSV (UTF-8).",
    )


def day_of(text: str) -> str:
    """A day in ISO 8601, also where a Danish spreadsheet has written it anew; any other words as they are."""
    found = DANISH_DAY.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text


def is_day(text: str) -> bool:
    """Whether words are a day in ISO 8601."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def kind_of(fact: str) -> str:
    """The kind of fact, or the extractor, that a row names, in small letters."""
    name = fact.casefold()
    return ALIASES.get(name, name)


def _extractors() -> set[str]:
    return {path.stem for path in Path(extract.__file__).parent.glob("extractors/[a-z]*.py")}


def fault(review: Review) -> tuple[str, str] | None:
    """What is wrong with a review, in Danish and English; None where nothing is."""
    empty = [name for name in NEEDED if not getattr(review, name)]
    if empty:
        return f"{empty[0]} er tom.", f"{empty[0]} is empty."
    if review.verdict not in VERDICTS:
        listed = ", ".join(VERDICTS)
        return f"verdict er {review.verdict}; skriv {listed}.", f"verdict is {review.verdict}; write {listed}."
    if not is_day(review.when):
        return f"when er {review.when}; skriv åååå-mm-dd.", f"when is {review.when}; write yyyy-mm-dd."
    if review.fact and kind_of(review.fact) not in {*map(str.casefold, KINDS), *_extractors()}:
        listed = ", ".join(sorted(KINDS))
        return f"fact er {review.fact}; skriv {listed}.", f"fact is {review.fact}; write {listed}."
    if review.verdict == "corrected" and not review.property:
        return "property er tom; sig, hvad der er rettet.", "property is empty; say what was corrected."
    return None
