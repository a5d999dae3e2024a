"""How a release stands: what was read, what failed, how many facts of each kind, and what does not add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kommunegraf.build import totals
from kommunegraf.checks import withheld
from kommunegraf.queries import question
from kommunegraf.release import Release
from kommunegraf.store import Answer


@dataclass(frozen=True, slots=True)
class Status:
    """The figures of a release; ``failed`` holds slug, file and the reason in "da" and "en"."""

    release: str
    documents: tuple[Mapping[str, Any], ...]
    failed: tuple[Mapping[str, str], ...]
    copies: tuple[Mapping[str, str], ...]
    facts: Mapping[str, int]
    withheld: int
    findings: Answer


def status(release: Release) -> Status:
    """The status of a release."""
    report = release.report()
    return Status(
        release=release.name,
        documents=tuple(report["documents"]),
        failed=tuple(report["failed"]),
        copies=tuple(report["copies"]),
        facts=totals(document["facts"] for document in report["documents"]),
        withheld=len(withheld(report)),
        findings=release.store().rows(question("findings").text),
    )
