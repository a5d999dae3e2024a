"""The number ledger: each number of a text has exactly one verdict, and each class holds what its rule says."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document
from extract.extractors import extract
from extract.fact import Fact
from extract.ledger.entries import Ledger
from extract.ledger.ledger import CLASSES, ledger
from extract.ledger.scan import printed_numbers
from extract.read import read
from extract.text import read_text

HERE = Path(__file__).parent
CASES = list(csv.DictReader((HERE / "classes.csv").read_text(encoding="utf-8").splitlines()))
USED = list(csv.DictReader((HERE / "used.csv").read_text(encoding="utf-8").splitlines()))
SHARED = Path(__file__).parents[3] / "shared"
GOLD = sorted(path.name for path in (SHARED / "gold").glob("*") if path.is_dir())
MOST_UNACCOUNTED = 0.05
"""The part of the gold documents' numbers that may be unaccounted, all documents together."""


def document_of(text: str) -> Document:
    return read_text("made", "made.txt", "0" * 64, text)


def ledger_of(text: str, facts: list[Fact] | None = None) -> Ledger:
    document = document_of(text)
    return ledger(document, list(extract(document)) if facts is None else facts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']}-{case['number']}")
def test_class(case: dict[str, str]) -> None:
    """A number that no fact uses is of the class that its case names, or unaccounted and looks as the case says."""
    entries = ledger_of(case["text"].replace("\\n", "\n").replace("\\t", "\t"), []).entries
    found = [(entry.verdict, entry.name) for entry in entries if entry.printed == case["number"]]
    assert [(case["verdict"], case["name"])] == sorted(set(found))


def test_every_class_has_a_case() -> None:
    """Each class and each look of an unaccounted number is shown by a case."""
    assert {each.name for each in CLASSES} <= {case["name"] for case in CASES}
    assert {"money", "claim", "event", "figure", "other"} <= {case["name"] for case in CASES}


def test_classes_are_told_apart() -> None:
    """Each class has a name, a Danish name and a rule of its own."""
    for values in zip(*((each.name, each.danish, each.rule) for each in CLASSES), strict=True):
        assert len(CLASSES) == len(set(values))


@pytest.mark.parametrize("case", USED, ids=lambda case: f"{case['kind']}-{case['number']}-{case['how'] or 'not'}")
def test_used(case: dict[str, str]) -> None:
    """A number is used by the facts that carry it, in the way that they do; a place in a quote is no use of its own."""
    entries = ledger_of(case["text"].replace("\\n", "\n")).entries
    same = [entry for entry in entries if entry.printed == case["number"]]
    assert same
    assert {case["how"]} - {""} == {use.how for entry in same for use in entry.uses if use.kind == case["kind"]} - (
        {"value"} if case["how"] == "again" else set()
    )


def test_contents_have_page_numbers() -> None:
    """Numbers that rise from line to line, each alone, are those of a contents."""
    text = "Indhold\n\nForord\n\nHavnen\n\nSkolerne\n\nBilag\n\n3\n\n7\n\n12\n\n19\n\nForord\n\nHavnen er dyb."
    assert {"page-number": 4} == Counter(entry.name for entry in ledger_of(text, []).entries)


WORDS = st.sampled_from(
    (
        *("den", "4.", "marts", "2031", "kl.", "17.30", "§", "12", "stk.", "3", "mio.", "kr.", "45", "%", "1.234,5"),
        *("2030-2033", "12-04-2031", "31-0007", "SAG-2031-0042", "tlf.", "12345678", "m2", "½", "2½", "98", "kommuner"),
        *(
            "ud af",
            "side 7",
            "11/4",
            "1.8.-31.12.2031",
            "www.a.dk/9",
            "9000 Aalborg.",
            "5-6",
            "\n",
            "\t",
            "(",
            ")",
            ",",
        ),
    )
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text("0123456789.,-/: §%½akrmio\n", max_size=60)))
def test_each_digit_in_one_entry(text: str) -> None:
    """Every run of digits of a text lies in exactly one number, and the numbers stand in order without overlap."""
    if not text.strip():
        return
    document = document_of(f"Byrådet {text}")
    numbers = printed_numbers(document)
    for match in re.finditer(r"\d+", document.text):
        assert 1 == sum(number.start <= match.start() and match.end() <= number.end for number in numbers)
    assert all(one.end <= other.start for one, other in pairwise(numbers))
    assert len(numbers) == len(ledger(document, []).entries)


@pytest.mark.slow
@pytest.mark.skipif(not GOLD, reason="the shared gold is not here")
def test_gold_is_accounted_for() -> None:
    """Every number of the gold documents has a verdict, and at most 5 % of them are unaccounted."""
    numbers = unaccounted = 0
    for name in GOLD:
        paths = [SHARED / "corpus" / f"{name}{ending}" for ending in (".pdf", ".txt")]
        document = read(next(path for path in paths if path.exists()), name)
        entries = ledger(document, list(extract(document))).entries
        assert len(printed_numbers(document)) == len(entries)
        numbers += len(entries)
        unaccounted += sum(entry.verdict == "unaccounted" for entry in entries)
    assert numbers
    assert unaccounted / numbers <= MOST_UNACCOUNTED
