"""How a release stands: what was read, what failed, how many facts of each kind, and what does not add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kommunegraf.checking.checks import withheld
from kommunegraf.queries import question
from kommunegraf.releases.assembling import totals
from kommunegraf.releases.release import Release
from kommunegraf.store import Answer

PREFIXES: Final = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX kg: <https://w3id.org/kommunegraf/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
PAPERS: Final = """
SELECT ?status (COUNT(?entry) AS ?number) WHERE {
  ?entry kg:meeting ?meeting ; kg:coverageStatus ?concept .
  BIND(REPLACE(STR(?concept), "^.*/", "") AS ?status)
} GROUP BY ?status ORDER BY ?status
"""
GONE: Final = """
SELECT ?da ?en (GROUP_CONCAT(?slug; SEPARATOR=", ") AS ?documents) WHERE {
  { SELECT DISTINCT ?entry ?da ?en ?slug WHERE {
    ?entry a kg:LedgerEntry ; rdfs:comment ?da , ?en ; kg:knownFrom/dct:identifier ?slug
    FILTER(LANG(?da) = "da" && LANG(?en) = "en")
  } ORDER BY ?slug }
} GROUP BY ?entry ?da ?en ORDER BY ?da
"""
LACKING: Final = """
SELECT DISTINCT ?document ?items ?item ?fact ?unlikely WHERE {
  ?entry a kg:LedgerEntry ; dct:subject/dct:identifier ?document .
  { ?entry kg:missingItem ?item ; kg:expectedItems ?items } UNION { ?entry kg:missingFact ?fact }
  UNION { ?entry kg:implausibleFact ?unlikely }
} ORDER BY ?document ?item ?fact ?unlikely
"""


@dataclass(frozen=True, slots=True)
class Status:
    """The figures of a release; ``failed`` holds slug, file and the reason in "da" and "en".

    ``reviews`` are those that do not count, with slug, quote and the reason. ``papers`` counts the agendas and minutes
    that are here, missing and expected; ``missing`` names them in "da" and "en" with the document that tells of the
    meeting; ``lacking`` are the documents without items that they promise, without facts that are
    usual, or with implausibly few or many.
    ``quality`` is what is measured of the release, with the versions that it was made by.
    """

    release: str
    documents: tuple[Mapping[str, Any], ...]
    failed: tuple[Mapping[str, str], ...]
    copies: tuple[Mapping[str, str], ...]
    reviews: tuple[Mapping[str, str], ...]
    facts: Mapping[str, int]
    withheld: int
    findings: Answer
    papers: Mapping[str, int]
    missing: tuple[Mapping[str, str], ...]
    lacking: tuple[Mapping[str, str], ...]
    quality: Answer
    withdrawn: Answer


def status(release: Release) -> Status:
    """The status of a release."""
    report, store = release.report(), release.store()
    return Status(
        release=release.name,
        documents=tuple(report["documents"]),
        failed=tuple(report["failed"]),
        copies=tuple(report["copies"]),
        reviews=tuple(report["reviews"]),
        facts=totals(document["facts"] for document in report["documents"]),
        withheld=len(withheld(report)),
        findings=store.rows(question("findings").text),
        papers={row["status"]: int(row["number"]) for row in store.rows(PREFIXES + PAPERS).records()},
        missing=tuple(store.rows(PREFIXES + GONE).records()),
        withdrawn=store.rows(question("withdrawn-documents").text),
        quality=store.rows(question("quality-of-the-release").text),
        lacking=tuple(store.rows(PREFIXES + LACKING).records()),
    )
