"""How a release stands: what was read, what failed, how many facts of each kind, and what does not add up."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from rdflib import RDF, Graph, Literal

from kommunegraf.changes.history import Entry
from kommunegraf.checking.checks import withheld
from kommunegraf.clashes.asking import grouped
from kommunegraf.graph import software_version
from kommunegraf.messages import say
from kommunegraf.queries import question
from kommunegraf.releases.assembling import totals
from kommunegraf.releases.holdings import EXPECTED, HELD, MISSING
from kommunegraf.releases.release import Release
from kommunegraf.releases.unread import UNREADABLE, WITHDRAWN
from kommunegraf.store import Answer, Store
from kommunegraf.terms import DQV, KG, PROV

PREFIXES: Final = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX kg: <https://w3id.org/kommunegraf/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
RECORD: Final = """
PREFIX dqv: <http://www.w3.org/ns/dqv#>
PREFIX prov: <http://www.w3.org/ns/prov#>
CONSTRUCT { ?thing ?property ?value } WHERE {
  { ?thing a kg:Build } UNION { ?build a kg:Build ; prov:wasAssociatedWith ?thing }
  UNION { ?thing a dqv:Metric } UNION { ?thing a dqv:QualityMeasurement }
  UNION { ?thing kg:readingStatus ?read }
  ?thing ?property ?value
}
"""
"""The run that made a release, the files that it used with their hashes, and its measurements."""
PAPERS: Final = """
SELECT ?meeting ?body ?date ?kind ?status ?slug ?da ?en WHERE {
  ?entry kg:meeting ?meeting ; kg:bodyName ?body ; dct:date ?date ; dct:type ?papers ; kg:coverageStatus ?concept .
  OPTIONAL { ?entry (dct:subject|kg:knownFrom)/dct:identifier ?slug }
  OPTIONAL { ?entry rdfs:comment ?da , ?en FILTER(LANG(?da) = "da" && LANG(?en) = "en") }
  BIND(REPLACE(STR(?papers), "^.*/", "") AS ?kind)
  BIND(REPLACE(STR(?concept), "^.*/", "") AS ?status)
} ORDER BY ?body ?date ?kind ?status ?slug
"""
LACKING: Final = """
SELECT DISTINCT ?document ?items ?item ?fact ?unlikely WHERE {
  ?entry a kg:LedgerEntry ; dct:subject/dct:identifier ?document .
  { ?entry kg:missingItem ?item ; kg:expectedItems ?items } UNION { ?entry kg:missingFact ?fact }
  UNION { ?entry kg:implausibleFact ?unlikely }
} ORDER BY ?document ?item ?fact ?unlikely
"""


STATUSES: Final = (HELD, MISSING, EXPECTED, UNREADABLE, WITHDRAWN)
"""What may be said of a paper, in the order that it is told."""
COLUMNS: Final = ("body", "date", "kind", "status", "documents", "reason")


@dataclass(frozen=True, slots=True)
class Paper:
    """The agenda or the minutes of a meeting, one of STATUSES, with the documents that it is or that tell of it.

    ``danish`` and ``english`` say what is missing or why it is not here.
    """

    meeting: str
    body: str
    date: str
    kind: str
    status: str
    documents: tuple[str, ...]
    danish: str
    english: str


@dataclass(frozen=True, slots=True)
class Status:
    """The figures of a release; ``failed`` holds slug, file and the reason in "da" and "en".

    ``reviews`` are those that do not count, with slug, quote and the reason. ``papers`` are the agendas and minutes
    that are here or not; ``lacking`` are the documents without items that they promise, without facts that are
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
    papers: tuple[Paper, ...]
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
        papers=tuple(papers(store)),
        withdrawn=store.rows(question("withdrawn-documents").text),
        quality=store.rows(question("quality-of-the-release").text),
        lacking=tuple(store.rows(PREFIXES + LACKING).records()),
    )


def papers(store: Store) -> Iterator[Paper]:
    """The papers of all meetings by body and day; one whose file is known to be unreadable or withdrawn is not missing.

    A body is called what its own papers call it, not what the name of a file does.
    """
    rows = list(store.rows(PREFIXES + PAPERS).records())
    unread = {(row["meeting"], row["kind"]) for row in rows if row["status"] in {UNREADABLE, WITHDRAWN}}
    names = {
        row["meeting"].rpartition("/")[0]: row["body"] for row in rows if row["status"] in {HELD, MISSING, EXPECTED}
    }
    found = [
        Paper(
            meeting=meeting,
            body=names.get(meeting.rpartition("/")[0], said[0]["body"]),
            date=date,
            kind=kind,
            status=status,
            documents=tuple(dict.fromkeys(row["slug"] for row in said if row["slug"])),
            danish=said[0]["da"],
            english=said[0]["en"],
        )
        for (meeting, date, kind, status), said in grouped(rows, "meeting", "date", "kind", "status").items()
        if status not in {MISSING, EXPECTED} or (meeting, kind) not in unread
    ]
    yield from sorted(found, key=lambda paper: (paper.body, paper.date, paper.kind, paper.status))


def by_body(found: Iterable[Paper]) -> list[tuple[str, Counter[str]]]:
    """How many papers of each body are here, missing and so on; the bodies with most that are not here first."""
    counts: dict[str, Counter[str]] = {}
    for paper in found:
        counts.setdefault(paper.body, Counter())[paper.status] += 1
    away = (MISSING, UNREADABLE, WITHDRAWN)
    return sorted(counts.items(), key=lambda each: (-sum(each[1][status] for status in away), each[0]))


def as_csv(found: Status) -> str:
    """The ledger as a table: a row for each paper of each meeting; the names are the same in every language."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for paper in found.papers:
        reason = say(paper.danish, paper.english)
        writer.writerow((paper.body, paper.date, paper.kind, paper.status, " ".join(paper.documents), reason))
    return out.getvalue()


def as_json(found: Status, made: Entry | None) -> str:
    """All of a status for programs, with when the release was made and how long that took where it is known."""
    versions = next(found.quality.records(), {})
    values = {
        "release": found.release,
        "program": software_version(),
        "made": made.published if made else None,
        "seconds": made.seconds if made else None,
        "rules": versions.get("rules"),
        "reference": versions.get("reference"),
        "files": versions.get("files"),
        "quality": {row["metric"]: float(row["value"]) for row in found.quality.records()},
        "documents": [
            {name: document[name] for name in ("slug", "file", "sha256", "pages", "facts")}
            for document in found.documents
        ],
        "failed": found.failed,
        "copies": found.copies,
        "withdrawn": list(found.withdrawn.records()),
        "reviews": found.reviews,
        "facts": found.facts,
        "withheld": found.withheld,
        "papers": [asdict(paper) for paper in found.papers],
        "lacking": found.lacking,
        "findings": list(found.findings.records()),
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def as_turtle(release: Release, made: Entry | None) -> str:
    """The run that made a release and its measurements, in PROV and DQV, with when it began and ended.

    The graph itself has no times, so that the same files give the same release; the log of the store has them.
    """
    graph = Graph()
    for prefix, namespace in (("dqv", DQV), ("kg", KG), ("prov", PROV)):
        graph.bind(prefix, namespace)
    graph.parse(data=release.store().query(PREFIXES + RECORD).write("nt"), format="nt")
    for run in list(graph.subjects(RDF.type, KG.Build)):
        for file in list(graph.subjects(KG.sha256)):
            graph.add((run, PROV.used, file))
        if made:
            ended = datetime.fromisoformat(made.published)
            graph.add((run, PROV.endedAtTime, Literal(ended)))
            graph.add((run, PROV.startedAtTime, Literal(ended - timedelta(seconds=made.seconds))))
    return graph.serialize(format="turtle")
