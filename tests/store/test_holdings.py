"""The ledger: which papers of meetings are here, which are missing or may yet come, and what a document lacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kommunegraf.build import build, withdraw
from kommunegraf.checking.checks import check_release
from kommunegraf.clashes.asking import Row
from kommunegraf.cli import main
from kommunegraf.describe import DESCRIBERS
from kommunegraf.queries import question, questions
from kommunegraf.reading.sources import collect
from kommunegraf.releases.ground import CLASS, OF_NONE, _rests_on, ground
from kommunegraf.releases.holdings import missing, of_body
from kommunegraf.releases.lacks import contents, implausible, promised
from kommunegraf.releases.release import Release, current
from kommunegraf.releases.unread import named
from kommunegraf.status import papers

BODY = "https://w3id.org/kommunegraf/id/body/odder-byraad"
MEETING = "https://w3id.org/kommunegraf/id/meeting/odder-byraad/{}"


def _row(slug: str, date: str, kind: str = "", **more: str) -> Row:
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
        **more,
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
        (
            [_row("a", "2031-01-10", "minutes"), _row("b", "2031-02-10", own=MEETING.format("2031-03-01"))],
            {"2031-01-10/minutes": "have", "2031-02-10/minutes": "missing"},
        ),
        (
            [_row("a", "2031-01-10", "minutes"), _row("b", "2031-02-10", own="", issued="2031-02-11")],
            {"2031-01-10/minutes": "have", "2031-02-10/minutes": "missing"},
        ),
    ],
)
def test_papers_of_meetings(rows: list[Row], expected: dict[str, str]) -> None:
    """Minutes do for an agenda, an agenda not for minutes.

    What was held before the latest paper, or before a document that tells of it, is missing, the rest may yet come, and
    a body of which nothing is held is not collected. The order of the documents does not matter.
    """
    assert _entries(rows) == expected == _entries(rows[::-1])


@pytest.mark.parametrize(
    ("name", "publisher", "expected"),
    [
        ("Byrådet", "Odder Kommune", "Byrådet, Odder Kommune"),
        ("Odder Byråd", "Odder Kommune", "Odder Byråd"),
        ("Regionsrådet", "Region Syddanmark", "Regionsrådet, Region Syddanmark"),
        ("KKR Sjælland", "KKR Sjælland", "KKR Sjælland"),
        ("Byrådet", "", "Byrådet"),
    ],
)
def test_a_missing_paper_is_named_for_the_right_body(name: str, publisher: str, expected: str) -> None:
    """Every municipality has a council: the publisher of its own papers tells which, whoever tells of the meeting."""
    rows = [
        _row("a", "2031-02-10", "minutes", name=name, publisher=publisher),
        _row("b", "2031-01-10", name="Rådet", publisher="Greve Kommune"),
    ]
    assert any(f'"{expected}, 2031-01-10: referatet mangler."@da' in line for line in of_body(rows))


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
        ("Indhold\n1. Stier\n2. Salg af grund (lukket)\n3. Broer\n4. Lys\n", "1 3", "1 3 4"),
        ("", "1 2 2.1.1 2.1.2 3", "1 2.1.1"),
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
    assert [row["reason"][:16] for row in rows if row["holding"] == "unreadable"] == ["tom.txt: er tom."]
    assert check_release(release).conforms


def test_how_complete_the_ground_is(release: Release) -> None:
    """Documents that have such facts, those that could not be read, and papers that are known to be missing."""
    assert ground(release, question("agenda-items")) == (
        "Svaret bygger på 2 dokumenter; 1 kunne ikke læses, 1 kendt møde mangler referat.",
        "The answer rests on 2 documents; 1 could not be read, 1 known meeting lacks minutes.",
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "funding",
            "None of the 2 documents has what is asked for; 1 could not be read, 1 known meeting lacks minutes.",
        ),
        ("files", "The answer rests on 2 documents; 1 could not be read, 1 known meeting lacks minutes."),
        ("findings", "The answer rests on 2 documents; 1 could not be read, 1 known meeting lacks minutes."),
        ("parties", "The answer rests on reference data, not on the documents."),
    ],
)
def test_the_ground_is_that_of_the_question(release: Release, name: str, expected: str) -> None:
    """An answer rests on the documents with such facts, on all where it tells of all; reference data rests on none."""
    assert ground(release, question(name))[1] == expected


def test_each_question_asks_for_facts_or_of_all_documents() -> None:
    """The classes that a question names are of all documents, or have a kind of fact among them."""
    kinds = {kind.__name__.removesuffix("Fact") for kind in DESCRIBERS}
    asked = {each.name: set(CLASS.findall(each.text)) - OF_NONE for each in questions() if not each.answers_from}
    assert {name for name, classes in asked.items() if classes and not classes & kinds} == set()


@pytest.mark.parametrize(
    ("found", "read", "expected"),
    [
        (0, 1, "Det ene dokument har intet af det, der spørges om"),
        (0, 3, "Ingen af de 3 dokumenter har det, der spørges om"),
        (1, 1, "Svaret bygger på 1 dokument"),
        (1, 3, "Svaret bygger på 1 af 3 dokumenter"),
        (3, 3, "Svaret bygger på 3 dokumenter"),
    ],
)
def test_one_and_many(found: int, read: int, expected: str) -> None:
    """Numbers and nouns agree."""
    assert _rests_on(found, read)[0] == expected


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


def test_status_for_programs(release: Release) -> None:
    """The ledger as a table, and all of it as JSON; the body is named with its municipality."""
    store = ["--store", str(release.folder.parents[1])]
    table = CliRunner().invoke(main, [*store, "status", "--format", "csv"]).stdout
    assert 'Odder Kommune",2031-03-04,minutes,missing,a,"Byrådet, Odder Kommune, 2031-03-04: ' in table
    told = json.loads(CliRunner().invoke(main, [*store, "status", "--format", "json"]).stdout)
    assert told["seconds"] > 0
    assert (told["facts"]["AgendaItem"], told["quality"]["findings"]) == (5, 1)
    assert [paper["status"] for paper in told["papers"]] == ["have", "missing", "have", "expected"]


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
    assert list(implausible(kind, counts, counts.get("AgendaItem", 0))) == expected


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


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("kkr-sjaelland-2031-03-04-referat", ("kkr-sjaelland/2031-03-04", "KKR Sjælland", "2031-03-04", "minutes")),
        (
            "odder-byraad-dagsorden-20310304",
            ("odder-kommune-byraadet/2031-03-04", "Odder byråd", "2031-03-04", "agenda"),
        ),
        (
            "2031-03-04-referat-af-moede-soenderborg-oekonomiudvalget",
            ("soenderborg-kommune-oekonomiudvalget/2031-03-04", "Sønderborg økonomiudvalget", "2031-03-04", "minutes"),
        ),
        ("odder-byraad-2031-03-04", None),
        ("odder-byraad-referat", None),
        ("byraadet-2031-03-04-referat", None),
        ("referat-2031-03-04", None),
    ],
)
def test_the_name_of_a_file_tells_its_meeting(slug: str, expected: tuple[str, ...] | None) -> None:
    """By its day, its kind of paper and a body that is known; where one of these is not told, nothing is."""
    found = named(slug)
    told = found and (found.meeting.rpartition("/meeting/")[2], found.body, found.date, found.kind)
    assert told == expected


def test_a_paper_that_cannot_be_read_or_was_withdrawn_is_not_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question and status tell why the paper of just that meeting is not here; the release conforms."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    made, store = tmp_path / "in", tmp_path / "store"
    made.mkdir()
    (made / "later.txt").write_text(AGENDA.format(day="8. april 2031", more="\nPunkt 2: Broer\n"), encoding="utf-8")
    for slug, day in (("odder-byraad-2031-03-04", "4. marts 2031"), ("odder-byraad-2031-02-04", "4. februar 2031")):
        agenda = AGENDA.format(day=day, more="")
        (made / f"{slug}-dagsorden.txt").write_text(agenda, encoding="utf-8")
        (made / f"{slug}-referat.txt").write_text(
            agenda.replace("Dagsorden til", "Referat af") + "\nBeslutning: Godkendt.\n", encoding="utf-8"
        )
    (made / "odder-byraad-2031-03-04-referat.txt").write_text("", encoding="utf-8")
    build(collect([made]), store)
    release = withdraw(store, "odder-byraad-2031-02-04-referat", "En fejl.", "2031-05-12")
    assert {(paper.date, paper.kind, paper.status, paper.english) for paper in papers(release.store())} == {
        ("2031-02-04", "agenda", "have", ""),
        ("2031-02-04", "minutes", "withdrawn", "En fejl."),
        ("2031-03-04", "agenda", "have", ""),
        (
            "2031-03-04",
            "minutes",
            "unreadable",
            "odder-byraad-2031-03-04-referat.txt: is empty. Fetch the file again, or remove it.",
        ),
        ("2031-04-08", "agenda", "have", ""),
        ("2031-04-08", "minutes", "expected", ""),
    }
    rows = list(release.store().rows(question("coverage-ledger").text).records())
    assert [(row["date"], row["document"]) for row in rows if row["holding"] == "unreadable"] == [
        ("2031-03-04", "odder-byraad-2031-03-04-referat")
    ]
    assert not [row for row in rows if row["holding"] == "missing"]
    status = CliRunner().invoke(main, ["--store", str(store), "status"]).stdout
    assert "Papers of meetings: 3 here, 0 missing, 1 expected, 1 unreadable, 1 withdrawn" in status
    assert "  Byrådet, Odder Kommune, 2031-02-04: withdrawn: En fejl." in status
    assert check_release(release).conforms


def test_long_lists_are_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each list the first lines are shown, and how many more there are; --all shows the rest."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    (tmp_path / "in").mkdir()
    for number in range(1, 23):
        text = AGENDA.format(day=f"{number}. marts 2031", more="\nPunkt 3: Broer\n")
        (tmp_path / "in" / f"a{number:02}.txt").write_text(text, encoding="utf-8")
    build(collect([tmp_path / "in"]), tmp_path / "store")
    store = ["--store", str(tmp_path / "store"), "status"]
    short, whole = (CliRunner().invoke(main, [*store, *more]).stdout for more in ((), ("--all",)))
    assert short.count("the minutes are missing") == 20
    assert "  … and 1 more (--all shows all)" in short
    assert "  22 documents: 2 of 3 items; not found: 2 (a01, a02, a03 …)" in short
    assert "  a22: " not in short
    assert "  a22: " in whole
    assert whole.count("the minutes are missing") == 21
