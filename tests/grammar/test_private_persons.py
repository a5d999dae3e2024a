"""A person is kept for an office, a seat or a job with an employer, and not for anything private."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.extractors import extract
from extract.fact import Appointment, Attendance, PersonInRole
from extract.grammar.private_persons import is_private
from extract.read import read

PRIVATE = """Spørgsmål fra borgeren Hans Krogh, Havnevej 2, om støj.
Ansøger Lise Friis har søgt om dispensation, og naboen, direktør Per Olsen, har klaget.
Pædagog Vera Toft fortalte om sin dag. Henvendelse fra lærer Ib Skov og Karen Dam.
Sagen er anlagt af Ove Sand mod kommunen.
"""


def test_nobody_private_is_kept(tmp_path: Path) -> None:
    """Those who ask, apply, complain or live next door, and staff named in passing, are in no fact about persons."""
    path = tmp_path / "brev.txt"
    path.write_text(PRIVATE, encoding="utf-8")
    facts = extract(read(path, "brev"))
    assert [*facts.of(PersonInRole), *facts.of(Appointment), *facts.of(Attendance)] == []


@pytest.mark.parametrize(
    ("before", "role", "organisation", "private"),
    [
        ("Naboen, ", "direktør", "", True),
        ("klage fra ", "pædagog", "", True),
        ("og ", "pædagog", "Nordby Kommune", False),
        ("og ", "kontorchef", "", False),
        ("Ministeren har udpeget ", "advokat", "", False),
    ],
)
def test_is_private(before: str, role: str, organisation: str, private: bool) -> None:
    """What stands before the name, and a job without employer, make a person private."""
    assert is_private(f"{before}{role} Asta Holm", len(before), role, organisation) is private
