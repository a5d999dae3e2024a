"""The ledger: which papers of meetings are here, which are missing or may yet come, and what a document lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kommunegraf.build import build
from kommunegraf.checking.checks import check_release
from kommunegraf.clashes.asking import Row
from kommunegraf.cli import main
from kommunegraf.queries import question
from kommunegraf.reading.sources import collect
from kommunegraf.releases.ground import ground
from kommunegraf.releases.holdings import contents, implausible, missing, of_body, promised
from kommunegraf.releases.release import Release, current

BODY = "https://w3id.org/kommunegraf/id/body/odder-byraad"
MEETING = "https://w3id.org/kommunegraf/id/meeting/odder-byraad/{}"


def _row(slug: str, date: str, kind: str = "") -> Row:
    """A document that tells of a meeting; with a kind it is the paper of that meeting."""
    meeting = MEETING.format(date)
    return {
        "g": f"https://w3id.org/kommunegraf/id/graph/{slug}",
        "fact": meeting,
        "date": date,
        "name": "Byrådet",
        "body": BODY,
        "own": meeting if kind else MEETING.format("2000-01-01"),
        "kind": f"https://w3id.org/kommunegraf/id/concept/document-kind/{kind or 'minutes'}",
    }


def _entries(rows: list[Row]) -> dict[str, str]:
    """The status of each paper, by the day and the kind."""
    mark = "#coverageStatus> <https://w3id.org/kommunegraf/id/concept/coverage-status/"
    found: dict[str, str] = {}
    for line in of_body(rows):
        if mark in line:
            entry, _, status = line.partition(mark)
            found["/".join(entry.partition(">")[0].split("/")[-2:])] = status.partition(">")[0]
    return found


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([_row("a", "2031-01-10", "minutes")], {"2031-01-10/minutes": "have"}),
        (
            [_row("a", "2031-01-10", "agenda")],
            {"2031-01-10/agenda": "have", "2031-01-10/minutes": "expected"},
        ),
        (
            [_row("a", "2031-01-10", "agenda"), _row("b", "2031-02-10", "minutes")],
            {"2031-01-10/agenda": "have", "2031-01-10/minutes": "missing", "2031-02-10/minutes": "have"},
        ),
        (
            [_row("a", "2031-02-10", "minutes"), _row("a", "2031-01-10"), _row("a", "2031-03-10")],
            {"2031-01-10/minutes": "missing", "2031-02-10/minutes": "have", "2031-03-10/agenda": "expected"},
        ),
        ([_row("a", "2031-01-10"), _row("b", "2031-02-10")], {}),
    ],
)
def test_papers_of_meetings(rows: list[Row], expected: dict[str, str]) -> None:
    """Minutes do for an agenda, an agenda not for minutes.

    What was held before the latest paper is missing, the rest may yet come, and a body of which nothing is held is not
    collected. The order of the documents does not matter.
    """
    assert _entries(rows) == expected == _entries(rows[::-1])


def test_missing_papers_are_counted() -> None:
    """By kind, as the sentence under an answer tells it."""
    rows = [_row("a", "2031-02-10", "minutes"), _row("a", "2031-01-10"), _row("b", "2031-01-17")]
    assert missing(of_body(rows)) == {"minutes": 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Indholdsfortegnelse\n1. Stier .... 2\n2. Skilte .... 3\n2.1 Farver .... 3\n\nTekst\n3. ikke med\n",
            "1 2 2.1",
        ),
        ("Dagsorden:\nPunkt 1: Stier\nPunkt 2: Skilte\nPunkt 3: Broer\n", "1 2 3"),
        ("Indhold\n1. Stier\n2. Skilte\n", ""),
        ("Tekst\n1. Stier\n2. Skilte\n3. Broer\n", ""),
    ],
)
def test_lists_of_contents(text: str, expected: str) -> None:
    """Three numbered lines or more, right under a line that says what they are."""
    assert contents(text) == set(expected.split())


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("", "1 2 4", "1 2 3"),
        ("", "12 13 15", "12 13 14"),
        ("", "1 2.1 2.3 3", "1 2.1 2.2"),
        ("", "1 2 2031", ""),
        ("Der er lukkede punkter.", "1 2 4", ""),
        ("", "", ""),
        ("Punkt 1: Stier\nPunkt 3: Broer\nse punkt 7: Lys\n", "1", "1 2 3"),
    ],
)
def test_gaps_between_numbers(text: str, found: str, expected: str) -> None:
    """What lies between the first and the last number of a chapter; a number over others is no item of its own."""
    assert promised(text, set(found.split())) == set(expected.split())


AGENDA = "Dagsorden til møde i Byrådet i Odder Kommune\nDen {day} kl. 15:00 på Rådhuset\n\nPunkt 1: Stier\n{more}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two agendas of one body, the first with a gap, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("holdings") / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(AGENDA.format(day="4. marts 2031", more="\nPunkt 2: Broer\n\nPunkt 4: Skilte\n"))
    (folder / "b.txt").write_text(AGENDA.format(day="8. april 2031", more="\nPunkt 2: Broer\n"))
    (folder / "tom.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def release(folder: Path) -> Release:
    return build(collect([folder]), folder.parent / "store")


def test_ledger_of_a_release(release: Release) -> None:
    """The question tells what is here, missing, expected and unreadable, and what is missing in a document."""
    rows = list(release.store().rows(question("coverage-ledger").text).records())
    papers = {(row["date"], row["kind"], row["holding"], row["document"]) for row in rows if row["date"]}
    assert papers == {
        ("2031-03-04", "agenda", "have", "a"),
        ("2031-03-04", "minutes", "missing", "a"),
        ("2031-04-08", "agenda", "have", "b"),
        ("2031-04-08", "minutes", "expected", "b"),
    }
    assert [(row["document"], row["items"], row["missing_items"]) for row in rows if row["items"]] == [
        ("a", "4", "3"),
    ]
    assert [row["reason"][:16] for row in rows if row["holding"] == "failed"] == ["tom.txt: er tom."]
    assert check_release(release).conforms


def test_how_complete_the_ground_is(release: Release) -> None:
    """Documents that have such facts, those that could not be read, and papers that are known to be missing."""
    assert ground(release, question("agenda-items")) == (
        "Svaret bygger på 2 dokumenter; 1 kunne ikke læses, 1 kendt møde mangler referat.",
        "The answer rests on 2 documents; 1 could not be read, 1 known meeting lacks minutes.",
    )


def test_commands_tell_of_it(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    """query says on stderr what its answer rests on; status lists what is missing."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    store = ["--store", str(release.folder.parents[1])]
    asked = CliRunner().invoke(main, [*store, "query", "agenda-items", "--format", "csv"])
    assert asked.stderr == "The answer rests on 2 documents; 1 could not be read, 1 known meeting lacks minutes.\n"
    status = CliRunner().invoke(main, [*store, "status"]).stdout
    assert "Papers of meetings: 2 here, 1 missing, 1 expected" in status
    assert ", 2031-03-04: the minutes are missing. (a)" in status
    assert "  a: 3 of 4 items; not found: 3" in status


def test_the_ledger_follows_each_build(folder: Path, release: Release) -> None:
    """When the minutes come they are no longer missing, and only they are read."""
    text = AGENDA.format(day="4. marts 2031", more="\nBeslutning: Godkendt.\n").replace("Dagsorden til", "Referat af")
    (folder / "c.txt").write_text(text)
    seen: list[str] = []
    build(collect([folder]), folder.parent / "store", lambda reading, _: seen.append(reading.slug))
    rows = list(current(folder.parent / "store").store().rows(question("coverage-ledger").text).records())
    assert seen == ["c"]
    assert ("2031-03-04", "minutes", "have", "c") in {
        (row["date"], row["kind"], row["holding"], row["document"]) for row in rows
    }
    assert [row for row in rows if row["holding"] == "missing"] == []


@pytest.mark.parametrize(
    ("kind", "counts", "expected"),
    [
        ("agenda", {"Meeting": 1, "AgendaItem": 14}, []),
        ("agenda", {"Meeting": 1, "AgendaItem": 140}, ["AgendaItem: 140 (1–100)"]),
        ("minutes", {"Meeting": 1, "AgendaItem": 14, "Decision": 14}, []),
        ("minutes", {"Meeting": 1, "AgendaItem": 14, "Decision": 3}, ["Decision: 3 (7–42)"]),
        ("minutes", {"Meeting": 1, "AgendaItem": 5, "Decision": 16}, ["Decision: 16 (3–15)"]),
        ("minutes", {"Meeting": 1, "AgendaItem": 3, "Decision": 1}, []),
        ("minutes", {"Meeting": 1, "AgendaItem": 14}, []),
        ("analysis", {"Meeting": 1000}, []),
    ],
)
def test_plausible_numbers_of_facts(kind: str, counts: dict[str, int], expected: list[str]) -> None:
    """More or fewer than the bounds, also for each item; none at all is told as missing, and not here."""
    assert list(implausible(kind, counts)) == expected


def test_implausible_numbers_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Minutes of many items with one decision: the question and status say so; the release conforms."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    head = "Referat af møde i Byrådet i Odder Kommune\nDen 4. marts 2031 kl. 15:00 på Rådhuset\n\n"
    item = "{0}. Sti ved skole {0}\n\nSagsfremstilling\nStien er slidt.\n\n{1}"
    decided = {1: "Beslutning\nGodkendt.\n\n"}
    (tmp_path / "in").mkdir()
    items = (item.format(number, decided.get(number, "")) for number in range(1, 9))
    (tmp_path / "in" / "a.txt").write_text(head + "".join(items))
    release = build(collect([tmp_path / "in"]), tmp_path / "store")
    rows = list(release.store().rows(question("coverage-ledger").text).records())
    assert [row["implausible_facts"] for row in rows if row["implausible_facts"]] == ["Decision: 1 (4–24)"]
    status = CliRunner().invoke(main, ["--store", str(tmp_path / "store"), "status"]).stdout
    assert "  a: implausible, decision: 1 (4–24)" in status
    assert check_release(release).conforms
