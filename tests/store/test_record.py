"""A release tells by which versions and of which files it was made and how good it is; the log, how long it took."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rdflib import RDF, Graph

from kommunegraf import versions
from kommunegraf.build import build
from kommunegraf.changes.history import History
from kommunegraf.checking.checks import check_release
from kommunegraf.cli import main
from kommunegraf.graph import quads, software_version
from kommunegraf.queries import question
from kommunegraf.reading.sources import collect
from kommunegraf.releases.record import METRICS, Versions, quality, record
from kommunegraf.releases.release import Release
from kommunegraf.terms import DQV, KG, PROV

TEXT = "Referat\nByrådet i Lemvig Kommune\n4. marts {}\n\n1. Godkendelse af dagsorden\nBeslutning: Godkendt.\n"


def _reading(slug: str, **more: Any) -> dict[str, Any]:
    return {
        "slug": slug,
        "sha256": slug * 64,
        "failure": {},
        "problems": [],
        "reviews": [],
        "facts": {},
        "quotes": 0,
        "holding": 0,
        **more,
    }


def test_figures_of_quality() -> None:
    """Shares with four decimals and plain numbers, from the readings; a share of nothing is left out."""
    violation, warning = {"severity": "violation"}, {"severity": "warning"}
    readings = [
        _reading("a", quotes=3, holding=2, problems=[violation, warning], reviews=[{}]),
        _reading("b", failure={"da": "x", "en": "y"}),
        _reading("c", facts={"Meeting": 1, "Funding": 4}),
    ]
    assert quality(readings, 4) == {
        "documents": 2,
        "facts": 5,
        "quotes-that-hold": Decimal("0.6667"),
        "quotes": 3,
        "withheld-facts": 1,
        "unread-documents": Decimal("0.3333"),
        "findings": 4,
        "lapsed-reviews": 1,
    }
    assert "quotes-that-hold" not in quality(readings[1:], 0)
    assert "unread-documents" not in quality([], 0)


def test_the_run_is_named_after_what_it_was_made_of() -> None:
    """The same files and versions give the same run in any order; another file, rule or reference another."""
    readings, made = [_reading("a"), _reading("b")], Versions("1", "2")

    def runs(*arguments: Any) -> set[str]:
        return {line.partition(" ")[0] for line in quads(record(*arguments)) if "/id/build/" in line.partition(" ")[0]}

    first = runs(readings, made, 0)
    assert len(first) == 1
    assert runs(readings[::-1], made, 0) == first
    for other in ((readings[:1], made), (readings, Versions("x", "2")), (readings, Versions("1", "x"))):
        assert runs(*other, 0) != first


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Two minutes and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("record")
    (folder / "in").mkdir()
    for name, text in (("a", TEXT.format(2031)), ("b", TEXT.format(2032)), ("tom", "")):
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    return build(collect([folder / "in"]), folder / "store")


def test_record_of_a_release(release: Release) -> None:
    """The question gives each figure with the versions; the catalogue conforms to the shapes."""
    rows = {row["metric"]: row for row in release.store().rows(question("quality-of-the-release").text).records()}
    assert (rows["quotes-that-hold"]["value"], rows["unread-documents"]["value"]) == ("1", "0.3333")
    assert int(rows["quotes"]["value"]) == sum(reading["quotes"] for reading in release.report()["documents"]) > 0
    assert {(row["rules"], row["reference"]) for row in rows.values()} == {(versions.rules(), versions.reference())}
    assert check_release(release).conforms


def test_seconds_stand_in_the_log_and_not_in_the_graph(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log has them, and status tells them beside the figures."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    store: Path = release.folder.parents[1]
    (entry,) = History(store).entries()
    assert (entry.seconds > 0, entry.documents) == (True, 2)
    status = CliRunner().invoke(main, ["--store", str(store), "status"]).stdout
    assert f"Made {entry.published} in {entry.seconds} s" in status
    assert f"Rules {versions.rules()}, reference data {versions.reference()}, files " in status
    assert "  share of the files that could not be read: 0.3333" in status
    assert not any(entry.published in line for line in release.quads())


def test_the_run_in_prov_with_its_seconds(release: Release) -> None:
    """status --format ttl: program, versions, each file with its hash, when the run began and ended, figures."""
    store: Path = release.folder.parents[1]
    told = Graph().parse(data=CliRunner().invoke(main, ["--store", str(store), "status", "--format", "ttl"]).stdout)
    (run,) = told.subjects(RDF.type, KG.Build)
    began, ended = (told.value(run, name).toPython() for name in (PROV.startedAtTime, PROV.endedAtTime))  # type: ignore[union-attr]
    (entry,) = History(store).entries()
    assert (ended - began).total_seconds() == entry.seconds
    assert ended.isoformat() == entry.published
    used = {str(told.value(file, KG.sha256)) for file in told.objects(run, PROV.used)} - {"None"}
    assert used == {reading["sha256"] for reading in [*release.report()["documents"], *release.report()["failed"]]}
    assert str(told.value(run, PROV.wasAssociatedWith)).endswith(f"kommunegraf-{software_version()}")
    assert {str(told.value(run, KG.rulesVersion)), str(told.value(run, KG.referenceVersion))} == {
        versions.rules(),
        versions.reference(),
    }
    assert len(set(told.subjects(RDF.type, DQV.QualityMeasurement))) == len(METRICS)
