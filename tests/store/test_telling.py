"""What changed between two releases is told in sentences: of facts, of whole documents, of files and of findings."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rdflib import RDF

from kommunegraf.build import build, withdraw
from kommunegraf.changes.delta import Change
from kommunegraf.changes.history import History
from kommunegraf.changes.telling import Sentence, known, tell
from kommunegraf.changes.timeline import timelines
from kommunegraf.cli import main
from kommunegraf.errors import NothingFound
from kommunegraf.labels import day
from kommunegraf.quads import Value, split
from kommunegraf.reading.sources import collect
from kommunegraf.releases.release import current
from kommunegraf.terms import BASE, ELI_DL, KG, OA

MINUTES = (
    "Referat\n{more}Byrådet i Lemvig Kommune\n4. marts 2031\n\n1. Godkendelse af dagsorden\nBeslutning: {first}\n\n"
    "2. Stier i skoven\nDer afsættes {sum} mio. kr. i 2032 til nye stier.\nBeslutning: {second}\n"
)
OTHER = "Dagsorden til møde i Byrådet i Odder Kommune\nDen 4. marts 2031 kl. {hour}:00 på Rådhuset\n\nPunkt 1: Stier\n"


def _write(folder: Path, **files: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def _minutes(first: str = "Godkendt.", second: str = "Udsat.", millions: str = "5", more: str = "") -> str:
    return MINUTES.format(first=first, second=second, sum=millions, more=more)


def _told(store: Path, number: int) -> list[Sentence]:
    told = tell(History(store).changes(number), known(current(store)))
    return [found for found in told if found.graph != "ontology"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six releases: of a file, changed, moved on its page, with others that contradict, unreadable, withdrawn."""
    folder = tmp_path_factory.mktemp("telling")
    steps = (
        {"a": _minutes()},
        {"a": _minutes(second="Godkendt.", millions="6")},
        {"a": _minutes(second="Godkendt.", millions="6", more="\n\n")},
        {"b": OTHER.format(hour=15), "c": OTHER.format(hour=17)},
        {"c": ""},
    )
    for files in steps:
        _write(folder / "in", **files)
        build(collect([folder / "in"]), folder / "store")
    withdraw(folder / "store", "b", "En fejl.", "2031-05-12")
    return folder / "store"


def test_a_change_of_a_fact_is_a_sentence(store: Path) -> None:
    """Whose document, of when, what it is now and what it was; the same fact by its name, whatever its IRI."""
    assert [(found.kind, found.danish) for found in _told(store, 2)] == [
        (
            "changed",
            "Byrådet, Lemvig Kommune, 4. marts 2031: offentligt beløb til et formål «nye stier»: "
            "trykt beløb er nu 6 mio. kr. (før: 5 mio. kr.).",
        ),
        ("changed", "Byrådet, Lemvig Kommune, 4. marts 2031: punkt 2 er nu godkendt (før: udsat)."),
    ]
    assert (
        _told(store, 2)[1].english
        == "Byrådet, Lemvig Kommune, 4 March 2031: item 2 is now approved (before: postponed)."
    )


def test_a_committee_is_named() -> None:
    """The body that met stands before whose it is, where these are two."""
    lines = {
        f'<{BASE}document/a> <{KG.publisherName}> "Greve Kommune"',
        f"<{BASE}document/a> <{KG.meeting}> <{BASE}meeting/m>",
        f'<{BASE}meeting/m> <{KG.bodyName}> "Skovudvalget"',
        f"<{BASE}document/a> <{RDF.type}> <{KG.Document}>",
        f"<{BASE}decision/d> <{RDF.type}> <{KG.Decision}>",
        f'<{BASE}decision/d> <{KG.itemNumber}> "3.4"',
        f"<{BASE}evidence/a/e> <{OA.hasBody}> <{BASE}decision/d>",
    }
    outcome = f"<{BASE}decision/d> <{ELI_DL.decision_outcome}> <{BASE}concept/decision-outcome/approved>"
    graph = f"<{BASE}graph/a> ."
    (told,) = tell([Change("a", (), (f"{outcome} {graph}",))], lambda _: [f"{line} {graph}" for line in lines])
    assert told.english == "Skovudvalget, Greve Kommune: item 3.4 is now approved."


def test_what_only_moved_is_not_told(store: Path) -> None:
    """The same words elsewhere in the text are no change of a fact."""
    assert History(store).entries()[2].added > 0
    assert _told(store, 3) == []


def test_documents_files_and_findings(store: Path) -> None:
    """A document that came whole is one sentence; so is a file that cannot be read, and a withdrawal.

    Of a document that was withdrawn nothing else is told, neither that it came nor what it contradicted.
    """
    told = {number: [found.english for found in _told(store, number)] for number in (4, 5, 6)}
    documents = [english for english in told[4] if english.startswith("The document")]
    assert [english.split(" ")[2] for english in documents] == ["c"]
    assert [english for english in told[5] if english.startswith("Cannot be read: c.txt: ")] != []
    assert [english for english in told[4] if "agree" in english] == []
    assert "b was withdrawn on 12 May 2031: En fejl." in told[6]


def test_backwards(store: Path) -> None:
    """From a newer release to an older one what came is gone."""
    history = History(store)
    back = tell(history.between(history.find("2"), history.find("1")), known(current(store)))
    assert "item 2 is now postponed (before: approved)" in " ".join(found.english for found in back)


def test_history_of_a_fact(store: Path) -> None:
    """The first and the last release that stated a thing, also one that nothing states any more."""
    decisions = "https://w3id.org/kommunegraf/id/decision/lemvig-kommune-byraadet/2031-03-04/2"
    (old,), (new,) = (timelines(store, f"{decisions}/{outcome}") for outcome in ("postponed", "approved"))
    assert [(span.first.number, span.last and span.last.number) for span in old.spans] == [(1, 1)]
    assert [(span.first.number, span.last and span.last.number) for span in new.spans] == [(2, None)]
    assert [(entry.number, sentence.kind) for entry, sentence in new.changes] == [(2, "changed")]
    with pytest.raises(NothingFound):
        timelines(store, "Ingen og intet")


def test_history_by_name(store: Path) -> None:
    """A name is looked up in what is served, and else in what was taken out."""
    (item,) = timelines(store, "Stier i skoven")
    assert [(span.first.number, span.last) for span in item.spans] == [(1, None)]


def _run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--store", str(store), *arguments])


def test_commands(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """diff writes sentences in the user's language, a patch, CSV and JSON; history tells the spans."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert "item 2 is now approved (before: postponed)." in _run(store, "diff", "1", "2").stdout
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    assert "punkt 2 er nu godkendt (før: udsat)." in _run(store, "diff", "1", "2").stdout
    patch = _run(store, "diff", "1", "2", "--format", "patch").stdout.splitlines()
    assert [patch[0][:5], patch[2], patch[-1]] == ["H id ", "TX .", "TC ."]
    rows = list(csv.DictReader(io.StringIO(_run(store, "diff", "1", "2", "--format", "csv").stdout)))
    assert rows == json.loads(_run(store, "diff", "1", "2", "--format", "json").stdout)
    assert "b er trukket tilbage den 12. maj 2031: En fejl." in _run(store, "diff").stdout
    assert "Trukket tilbage 2031-05-12: b: En fejl." in _run(store, "status").stdout
    assert _run(store, "diff", "1", "99").exit_code == 2
    assert "  fra nr. 1 (" in _run(store, "history", "Stier i skoven").stdout


def test_one_release_has_no_changes(tmp_path: Path) -> None:
    """With one release there is nothing to compare, and the message says so."""
    _write(tmp_path / "in", a=_minutes())
    build(collect([tmp_path / "in"]), tmp_path / "store")
    result = _run(tmp_path / "store", "diff")
    assert (result.exit_code, "releases" in result.stderr) == (2, True)


def test_days_are_written_out() -> None:
    """A day and a month in words; what is neither stays as it is."""
    assert [day(iso) for iso in ("2031-09-06", "2031-09", "2031", "2031-13")] == [
        ("6. september 2031", "6 September 2031"),
        ("september 2031", "September 2031"),
        ("2031", "2031"),
        ("2031-13", "2031-13"),
    ]


def test_quads_are_taken_apart() -> None:
    """Subject, predicate, and a value with its language, its escapes undone."""
    line = '<http://a> <http://b> "1 \\"2\\"\\n> <c"@da <http://g> .'
    assert split(line) == ("http://a", "http://b", Value('1 "2"\n> <c', language="da"))
    assert split("<http://a> <http://b> <http://c> <http://g> .")[2] == Value("http://c", is_thing=True)
    assert split('<http://a> <http://b> "1"^^<http://d> <http://g> .')[2] == Value("1")
    with pytest.raises(ValueError, match="N-Quads"):
        split("nothing")
