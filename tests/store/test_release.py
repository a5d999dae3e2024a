"""A release is switched to whole or not at all; the one before it stays, older ones go."""

from __future__ import annotations

import json
from array import array
from pathlib import Path

import pytest

from extract.text import read_text
from kommunegraf.errors import BuildRunning, NoRelease
from kommunegraf.kept.documents import kept, restore
from kommunegraf.releases.index import Index
from kommunegraf.releases.release import Release, current, drafting, publish


def _release(folder: Path, value: str, line: str = '<http://a> <http://b> "{}" <http://g> .') -> Release:
    with drafting(folder) as draft:
        (draft / "graphs" / "g.nq").write_text(line.format(value) + "\n")
        with Index.write(draft):
            return publish(folder, draft)


def _value(release: Release) -> str:
    return release.store().rows("SELECT ?o { <http://a> <http://b> ?o }").rows[0][0]


def test_nothing_built(tmp_path: Path) -> None:
    """An empty folder has no release, and the message says how to make one."""
    with pytest.raises(NoRelease, match="build"):
        current(tmp_path)


def test_switch_and_previous(tmp_path: Path) -> None:
    """The newest release is served, the one before is kept, older ones are removed."""
    first, second, third = (_release(tmp_path, value) for value in ("1", "2", "3"))
    assert _value(current(tmp_path)) == "3"
    assert third.folder == current(tmp_path).folder
    assert second.folder == (tmp_path / "previous").resolve()
    assert not first.folder.exists()
    assert {second.name, third.name} == {path.name for path in (tmp_path / "releases").iterdir()}


def test_same_content_is_the_same_release(tmp_path: Path) -> None:
    """A release is named after what it holds: the same content again changes nothing."""
    _release(tmp_path, "0")
    first, again = _release(tmp_path, "1"), _release(tmp_path, "1")
    assert first == again == current(tmp_path)
    assert _value(Release((tmp_path / "previous").resolve())) == "0"


def test_failure_leaves_the_old_release(tmp_path: Path) -> None:
    """What fails while it is drafted leaves the old release served and nothing behind."""
    _release(tmp_path, "1")
    with pytest.raises(FileNotFoundError), drafting(tmp_path) as draft:
        (draft / "half" / "written").write_text("")
    assert _value(current(tmp_path)) == "1"
    assert [current(tmp_path).name] == [path.name for path in (tmp_path / "releases").iterdir()]


def test_bad_quads_are_not_served(tmp_path: Path) -> None:
    """Quads that cannot be loaded are an error, and the old release stays."""
    _release(tmp_path, "1")
    with pytest.raises(SyntaxError):
        _release(tmp_path, "", "<http://a> nonsense .")
    assert _value(current(tmp_path)) == "1"


def test_second_build_is_refused(tmp_path: Path) -> None:
    """Two builds cannot write to one folder; afterwards it is free again."""
    with drafting(tmp_path), pytest.raises(BuildRunning, match="Another build"), drafting(tmp_path):
        pass
    _release(tmp_path, "1")


def test_reader_outlives_a_switch(tmp_path: Path) -> None:
    """A store that is open goes on answering from its own release."""
    reader = _release(tmp_path, "1").store()
    _release(tmp_path, "2")
    assert reader.rows("SELECT ?o { <http://a> <http://b> ?o }").rows[0][0] == "1"


def test_documents_are_kept_whole(tmp_path: Path) -> None:
    """A kept document has the same text, pages and origins, its origins written as runs."""
    document = read_text("d", "d.txt", "0" * 64, "Første side, sam-\nmen skrevet\n\fAnden  side\n")
    (tmp_path / "d.json").write_text(kept(document))
    again = restore(tmp_path / "d.json")
    assert (document.text, document.raw, document.pages) == (again.text, again.raw, again.pages)
    assert document.origin == again.origin
    assert isinstance(again.origin, array)
    assert len(json.loads((tmp_path / "d.json").read_text())["origin"]) < len(document.text) / 2
