"""Every release is remembered with what changed, and changes can be told forwards, backwards and over several steps."""

from __future__ import annotations

import gzip
import json
from itertools import product
from pathlib import Path

import pytest

from kommunegraf.changes.delta import Change
from kommunegraf.changes.history import History, joined, patch_lines
from kommunegraf.changes.timeline import timeline
from kommunegraf.errors import UnknownRelease
from kommunegraf.releases.index import Index
from kommunegraf.releases.release import Release, drafting, publish

LINE = '<http://a> <http://b> "{}" <http://g/{}> .'


def _release(folder: Path, **graphs: str) -> Release:
    """A release with the given values in each graph."""
    with drafting(folder) as draft:
        for name, values in graphs.items():
            lines = "".join(LINE.format(value, name) + "\n" for value in sorted(values))
            (draft / "graphs" / f"{name}.nq").write_text(lines)
        with Index.write(draft):
            release = publish(folder, draft)
        History(folder).record()
    return release


def test_each_switch_is_an_entry(tmp_path: Path) -> None:
    """A release is entered once, with the one before and the quads that left and came; the first has no patch."""
    first = _release(tmp_path, g="12", h="5")
    second = _release(tmp_path, g="13")
    History(tmp_path).record()
    entries = History(tmp_path).entries()
    assert [(e.number, e.release, e.before, e.removed, e.added) for e in entries] == [
        (1, first.name, "", 0, 0),
        (2, second.name, first.name, 2, 1),
    ]
    assert not History(tmp_path).patch(1).exists()
    with gzip.open(History(tmp_path).patch(2), "rt") as file:
        assert file.read().split("\n") == [
            f"H id <urn:kommunegraf:release:{second.name}> .",
            f"H prev <urn:kommunegraf:release:{first.name}> .",
            "TX .",
            "D " + LINE.format(2, "g"),
            "A " + LINE.format(3, "g"),
            "D " + LINE.format(5, "h"),
            "TC .",
            "",
        ]


def test_over_several_steps(tmp_path: Path) -> None:
    """Between two entries only what differs is told, the other way round backwards."""
    for values in ("1", "12", "23", "134"):
        _release(tmp_path, g=values)
    history = History(tmp_path)
    first, last = history.find("1"), history.find("4")
    expected = [Change("g", (), (LINE.format(3, "g"), LINE.format(4, "g")))]
    assert expected == history.between(first, last)
    assert [Change("g", expected[0].added, ())] == history.between(last, first)
    assert history.between(first, first) == []


def test_a_patch_leads_from_one_to_the_other(tmp_path: Path) -> None:
    """Applied to the quads of a release, what is told as RDF Patch gives those of another, forwards or backwards."""
    steps = ({"g": "12", "h": "5"}, {"g": "23"}, {"g": "2", "h": "56"}, {"g": "12", "h": "5"})
    quads = []
    for graphs in steps:
        quads.append({*_release(tmp_path, **graphs).quads()})
    history = History(tmp_path)
    for first, last in product(history.entries(), repeat=2):
        lines = {*quads[first.number - 1]}
        for line in patch_lines(history.between(first, last), first.release, last.release):
            if line.startswith("D "):
                lines.remove(line[2:])
            elif line.startswith("A "):
                assert line[2:] not in lines
                lines.add(line[2:])
        assert lines == quads[last.number - 1]


def test_what_went_and_came_back(tmp_path: Path) -> None:
    """The history of a thing has a span for each time that it was stated, the last one without an end."""
    thing = "http://x"
    for stated in ("", thing, "", "", thing):
        with drafting(tmp_path) as draft:
            number = len(History(tmp_path).entries())
            lines = [LINE.format(number, "g"), *([f"<{thing}> <http://p> <http://o> <http://g/g> ."] if stated else [])]
            (draft / "graphs" / "g.nq").write_text("".join(f"{line}\n" for line in sorted(lines)))
            with Index.write(draft):
                publish(tmp_path, draft)
            History(tmp_path).record()
    spans = timeline(tmp_path, thing).spans
    assert [(span.first.number, span.last.number if span.last else None) for span in spans] == [(2, 2), (5, None)]


def test_unknown_release(tmp_path: Path) -> None:
    """A release that was never served here is refused; one is found by its number or the start of its name."""
    name = _release(tmp_path, g="1").name
    assert History(tmp_path).find(name[:6]) == History(tmp_path).find("1")
    with pytest.raises(UnknownRelease, match="no release"):
        History(tmp_path).find("x")


def test_what_comes_and_goes_is_no_change() -> None:
    """Changes that undo each other are none."""
    there, back = Change("g", ("a",), ("b",)), Change("g", ("b",), ("a",))
    assert joined([there, back]) == []
    assert joined([there, there]) == [there]


def test_a_number_goes_before_a_name(tmp_path: Path) -> None:
    """The name of a release may begin like the number of another."""
    for number, name in ((1, "2abc"), (2, "1def"), (3, "2fed")):
        (tmp_path / "history").mkdir(exist_ok=True)
        with (tmp_path / "history" / "log.jsonl").open("a") as log:
            entry = {"number": number, "release": name, "before": "", "published": "", "documents": 0}
            log.write(json.dumps({**entry, "removed": 0, "added": 0}) + "\n")
    history = History(tmp_path)
    assert [history.find(name).number for name in ("1", "2", "2a", "2f")] == [1, 2, 1, 3]
