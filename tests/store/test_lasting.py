"""A release that newer ones take the place of while it is read: the whole answer, or a clear error."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kommunegraf.cli import main
from kommunegraf.errors import ReleaseGone
from kommunegraf.export import export
from kommunegraf.export.selection import Selection
from kommunegraf.releases.index import Index
from kommunegraf.releases.lasting import lasting
from kommunegraf.releases.release import Release, current, drafting, publish

LINE = '<http://a> <http://b> "{}" <http://g/{}> .\n'


def _release(folder: Path, value: int) -> Release:
    """A release of two graphs."""
    with drafting(folder) as draft:
        for graph in ("g", "h"):
            (draft / "graphs" / f"{graph}.nq").write_text(LINE.format(value, graph))
        with Index.write(draft):
            return publish(folder, draft)


def _overtaken(folder: Path) -> None:
    """Two further builds: the release that was served is dropped."""
    for value in (2, 3):
        _release(folder, value)


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store folder, in which two further builds end just after somebody has seen which graphs its release has."""
    folder = tmp_path / "store"
    first = _release(folder, 1)
    graphs = first.graphs()

    def overtaken(_: Release) -> dict[str, Path]:
        monkeypatch.undo()
        _overtaken(folder)
        return graphs

    monkeypatch.setattr(Release, "graphs", overtaken)
    return folder


@pytest.mark.parametrize("selection", [Selection(), Selection(kinds=("Funding",))])
def test_an_export_is_whole_or_not_there(read: Path, tmp_path: Path, selection: Selection) -> None:
    """What was exported before stays in place of half an export."""
    path = tmp_path / "graph.nq"
    path.write_text("before")
    with pytest.raises(ReleaseGone):
        export(current(read), path, selection)
    assert path.read_text() == "before"


def test_a_command_says_so_in_one_line(read: Path, tmp_path: Path) -> None:
    """The command ends with exit code 1, a line that says what to do, and no trace; the next one succeeds."""
    run = ["--store", str(read), "export", str(tmp_path / "graph.nq")]
    result = CliRunner().invoke(main, run)
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: The release was replaced while it was read: newer ones came, or something was withdrawn. "
        "Run the command again.\n"
    )


def test_whatever_went_wrong_is_told_as_that(tmp_path: Path) -> None:
    """An error that comes of files that are gone is told as what it comes from; another one stays what it is."""
    first = _release(tmp_path, 1)
    with pytest.raises(ZeroDivisionError), lasting(first.folder):
        raise ZeroDivisionError
    _overtaken(tmp_path)
    for error in (FileNotFoundError(), SystemExit(3)):
        with pytest.raises(ReleaseGone), lasting(first.folder):
            raise error
    with lasting(first.folder, lambda: False):
        pass


def test_one_build_does_no_harm(tmp_path: Path) -> None:
    """The release before is kept: who began to read it before a build goes on."""
    first = _release(tmp_path, 1)
    with lasting(first.folder):
        _release(tmp_path, 2)
