"""The number ledgers of files, as rows for people and programs: each number with what became of it."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from extract.extractors import extract
from extract.ledger.entries import VERDICTS, Entry, Ledger, Verdict
from extract.ledger.ledger import CLASSES, ledger
from extract.read import read
from kommunegraf.messages import say
from kommunegraf.reading.sources import Source

COLUMNS: Final = ("document", "page", "start", "number", "verdict", "class", "facts", "sentence")
_DANISH: Final = {
    **{each.name: each.danish for each in CLASSES},
    "money": "beløb",
    "claim": "andel af en gruppe",
    "event": "dato for noget kommende",
    "figure": "tal i en tabel",
    "other": "andet",
    "used": "brugt",
    "classed": "klassificeret",
    "unaccounted": "uforklaret",
}


def ledger_of(source: Source) -> Ledger:
    """The ledger of a file.

    Raises DocumentError where it cannot be read as a document, and OSError where it cannot be opened.
    """
    document = read(source.path, source.slug)
    return ledger(document, extract(document))


def named(name: str) -> str:
    """A verdict, a class or a look in the user's language."""
    return say(_DANISH.get(name, name), name)


def told(ledgers: Sequence[Ledger]) -> str:
    """The sum of it in a line: "1.234 tal: 45,0 % brugt, 52,0 % klassificeret, 3,0 % uforklarede"."""
    counts = _counts(ledgers)
    number = sum(counts.values())
    used, classed, unaccounted = (f"{100 * counts[verdict] / max(1, number):.1f}" for verdict in VERDICTS)
    english = f"{number:,} numbers: {used} % used, {classed} % classed, {unaccounted} % unaccounted"
    danish = f"{number:,} tal: {used} % brugt; {classed} % klassificeret; {unaccounted} % uforklarede"
    return say(danish.translate(str.maketrans(",.;", ".,,")), english)


def _counts(ledgers: Iterable[Ledger]) -> dict[Verdict, int]:
    each = [found.counts() for found in ledgers]
    return {verdict: sum(counts[verdict] for counts in each) for verdict in VERDICTS}


def facts_of(entry: Entry) -> str:
    """The facts that use a number: kind, rule and how, as "Funding funding/pool (value)"."""
    return "; ".join(f"{use.kind} {use.rule} ({use.how})" for use in entry.uses)


def as_csv(ledgers: Sequence[Ledger], summary: bool) -> str:
    """One line for each number, or with ``summary`` for each document; the names are the same in every language."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("document", "numbers", *VERDICTS) if summary else COLUMNS)
    for found in ledgers:
        if summary:
            writer.writerow((found.slug, len(found.entries), *found.counts().values()))
            continue
        for entry in found.entries:
            place = (found.slug, entry.page, entry.start, entry.printed)
            writer.writerow((*place, entry.verdict, entry.name, facts_of(entry), entry.sentence))
    return out.getvalue()


def as_json(ledgers: Sequence[Ledger], summary: bool) -> str:
    """The documents with their counts and, but for ``summary``, their numbers; then the counts of all."""
    total: dict[str, Any] = {"numbers": sum(len(found.entries) for found in ledgers)} | _json(_counts(ledgers))
    documents = [_document(found, summary) for found in ledgers]
    return json.dumps({"documents": documents, "total": total}, ensure_ascii=False, indent=1) + "\n"


def _document(found: Ledger, summary: bool) -> dict[str, Any]:
    values: dict[str, Any] = {"document": found.slug, "numbers": len(found.entries)} | _json(found.counts())
    for key, verdict in (("classes", "classed"), ("looks", "unaccounted")):
        names = Counter(entry.name for entry in found.entries if entry.verdict == verdict)
        values[key] = dict(sorted(names.items()))
    if not summary:
        values["entries"] = [_entry(entry) for entry in found.entries]
    return values


def _json(counts: Mapping[Verdict, int]) -> dict[str, Any]:
    return {str(verdict): number for verdict, number in counts.items()}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "start": entry.start,
        "end": entry.end,
        "number": entry.printed,
        "page": entry.page,
        "verdict": entry.verdict,
        "class": entry.name,
        "facts": [{"kind": use.kind, "rule": use.rule, "how": use.how} for use in entry.uses],
        "sentence": entry.sentence,
    }
