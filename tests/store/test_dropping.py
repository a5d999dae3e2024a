"""Folders that are no longer wanted go at once as others see it; going back finds what was served before."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kommunegraf.changes.history import History
from kommunegraf.cli import main
from kommunegraf.errors import NoRelease
from kommunegraf.reading.pieces import Pieces
from kommunegraf.releases.index import Index
from kommunegraf.releases.release import Release, current, drafting, locked, publish, switch
from kommunegraf.releases.withdrawal import Withdrawal, keep, withdrawals
from kommunegraf.writing import DROPPED, drop

LINE = '<http://a> <http://b> "{}" <http://g/g> .\n'


def _release(folder: Path, value: int) -> Release:
    with drafting(folder) as draft:
        (draft / "graphs" / "g.nq").write_text(LINE.format(value))
        with Index.write(draft):
            release = publish(folder, draft)
        History(folder).record()
    return release


def test_who_is_interrupted_leaves_no_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a piece that is being removed nothing is there under its name; what is left goes with the next."""
    pieces = Pieces(tmp_path / "pieces")
    for name in ("a", "b"):
        pieces.add(name, {}, {"graph.nq": ""})
    with monkeypatch.context() as patch:
        patch.setattr("kommunegraf.writing.shutil.rmtree", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            pieces.keep_only(())
    assert (tmp_path / DROPPED / "graph.nq").exists()
    left = [name for name in ("a", "b") if name in pieces]
    assert len(left) == 1
    drop(tmp_path / "none", tmp_path)
    assert not (tmp_path / DROPPED).exists()
    pieces.keep_only(())
    assert list(pieces.folder.iterdir()) == []


def _interrupted(_: Path) -> None:
    raise KeyboardInterrupt


def _rolled_back(folder: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--store", str(folder), "rollback"])
    return result.exit_code, result.stderr


def test_back_and_forth(tmp_path: Path) -> None:
    """The release before is served again, and after that the one that was left; the log tells of both."""
    first, second = _release(tmp_path, 1), _release(tmp_path, 2)
    for release in (first, second):
        assert (0, f"The graph is {release.name} again.\n") == _rolled_back(tmp_path)
        assert release == current(tmp_path)
    assert [first.name, second.name] * 2 == [entry.release for entry in History(tmp_path).entries()]


def test_a_switch_that_was_interrupted_between_its_links(tmp_path: Path) -> None:
    """Where both lead to the release that is served, it is gone back to the one that was served before."""
    first, second = _release(tmp_path, 1), _release(tmp_path, 2)
    (tmp_path / "previous").unlink()
    (tmp_path / "previous").symlink_to(f"releases/{second.name}")
    assert (0, f"The graph is {first.name} again.\n") == _rolled_back(tmp_path)
    assert first == current(tmp_path)


def test_nothing_to_go_back_to(tmp_path: Path) -> None:
    """A first release has none before it."""
    release = _release(tmp_path, 1)
    assert _rolled_back(tmp_path)[0] == 1
    with pytest.raises(NoRelease):
        History(tmp_path).back()
    switch(tmp_path, release)
    assert release == current(tmp_path)


def test_undoing_waits_for_a_build(tmp_path: Path) -> None:
    """A withdrawal is not undone under a build that leaves the document out just now."""
    _release(tmp_path, 1)
    keep(tmp_path, [Withdrawal("a", "", "En fejl.", "2031-05-12")])
    undo = ["--store", str(tmp_path), "withdraw", "a", "--undo"]
    with locked(tmp_path):
        result = CliRunner().invoke(main, undo)
    assert (1, True) == (result.exit_code, result.stderr.startswith("Error: Another build is writing to"))
    assert "a" in withdrawals(tmp_path)
    assert CliRunner().invoke(main, undo).exit_code == 0
    assert not withdrawals(tmp_path)
