"""Repairs of printed text are declared and reversible."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document
from extract.layout.repair import Run, clean, join_lines, run, stray_spaces
from extract.text import read_text

LETTERS = "abcdefghijklmnoprstuvæøåABCDEÆØÅ0123456789.,-–:;()/%§ \u00ad\u00a0\ufb01\ufb02\u0301\u030a\u200b"


def read(raw: str) -> Document:
    return read_text("x", "x.txt", "0", raw)


def joined(*lines: str) -> str:
    raw = "\n".join(lines)
    runs, start = [], 0
    for line in lines:
        runs.append(clean(run(raw, start, start + len(line))))
        start += len(line) + 1
    return join_lines(runs)[0].text


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("hånd-", "bold"), "håndbold"),
        (("hånd\ufffe", "bold"), "håndbold"),
        (("hånd\x02", "bold"), "håndbold"),
        (("hånd\u2010", "bold"), "håndbold"),
        (("vand-", "og varme"), "vand- og varme"),
        (("2031-", "2034"), "2031-2034"),
        (("2031–", "34"), "2031–34"),
        (("SKAT-", "kredsen"), "SKAT-kredsen"),
        (("syd-", "Fyn"), "syd-Fyn"),
        (("et ord", "til"), "et ord til"),
        (("tanke –", "streg"), "tanke – streg"),
    ],
)
def test_line_ends_are_joined(lines: tuple[str, ...], expected: str) -> None:
    """A hyphen at a line's end goes where the word is one, and stays where it belongs to the word."""
    assert expected == joined(*lines)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("bro\u00adbygning", "brobygning"),
        ("  to   blanke  ", "to blanke"),
        ("e\ufb00ekt og \ufb01re", "effekt og fire"),
        ("bla\u030abær", "blåbær"),
        ("1\u00a0234", "1 234"),
        ("B Y R A A D", "BYRAAD"),
        ("R Å D  2 0 3 1", "RÅD 2031"),
        ("A B", "A B"),
    ],
)
def test_lines_are_cleaned(line: str, expected: str) -> None:
    """Soft hyphens, blanks, ligatures, combining marks and spaced-out capitals take their plain form."""
    assert expected == clean(run(line, 0, len(line))).text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Skovbørnehaven bygges. Prisen på skov børnehaven stiger. En skov er stor.", 1),
        ("Budgetmødet blev holdt. Et budget møde er et møde om et budget.", 0),
        ("Prisen på skov børnehaven stiger.", 0),
        ("Overblikket kom. Han så over blikket.", 0),
    ],
)
def test_stray_spaces_need_proof(raw: str, expected: int) -> None:
    """A space inside a word goes only where the whole word stands elsewhere and a half of it never stands alone."""
    assert expected == len(stray_spaces(raw, range(len(raw)), raw))


def folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=30), max_size=25))
def test_every_character_maps_back(lines: list[str]) -> None:
    """Each printed character stands in the file where its origin says, but for composition and ligatures."""
    document = read("\n".join(lines))
    for character, position in zip(document.text, document.origin, strict=True):
        if not character.isspace():
            printed = document.raw[position : position + 4].replace("\u200b", "").replace("\u00ad", "")
            here = unicodedata.normalize("NFKC", printed)
            assert folded(character) in here or character in unicodedata.normalize("NFD", here) or character == "-"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=30), max_size=25))
def test_digits_are_never_changed(lines: list[str]) -> None:
    """The digits of the text are the digits of the file, in the same order."""
    document = read("\n".join(lines))
    removed = "".join(document.furniture)
    assert re.sub(r"\D", "", document.raw) == re.sub(r"\D", "", document.text) or removed


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=30), max_size=25))
def test_origin_does_not_go_back(lines: list[str]) -> None:
    """Within a block the text goes forward through the file, and lines lie in their block one after another."""
    document = read("\n".join(lines))
    for block in document.blocks:
        places = document.origin[block.start : block.end]
        assert sorted(places) == list(places)
        ends = [block.start, *(end for line in block.lines for end in (line.start, line.end)), block.end]
        assert sorted(ends) == ends


def test_run_parts_keep_their_origin() -> None:
    """A part of a run keeps the positions of its characters."""
    assert Run("ord", (5, 6, 7)) == Run("  ord ", (3, 4, 5, 6, 7, 8)).strip()


def test_a_hyphen_inside_a_line_needs_proof() -> None:
    """A hyphen and a space inside a line go only where the whole word stands elsewhere."""
    raw = "En badebroen er en bro. Den nye bade- broen er lang, og bade- vandet er koldt."
    hyphen = raw.index("- broen")
    assert {hyphen, hyphen + 1} == stray_spaces(raw, range(len(raw)), raw)
