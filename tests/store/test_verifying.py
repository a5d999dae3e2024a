"""A release that is not what its name says is found out, whatever was changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extract.resources import ROOT
from kommunegraf.build import build
from kommunegraf.checking.verifying import verify
from kommunegraf.reading.sources import collect
from kommunegraf.releases.release import Release


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of one sample."""
    sample = sorted((ROOT / "samples").glob("*.pdf"))[0]
    return build(collect([sample]), tmp_path_factory.mktemp("verified"))


@pytest.fixture
def release(built: Release, tmp_path: Path) -> Release:
    """A copy of it, to be harmed."""
    return Release(Path(shutil.copytree(built.folder, tmp_path / built.name)))


def test_a_whole_release_has_no_faults(release: Release) -> None:
    """What was built is what its name says, every quote included."""
    found = verify(release)
    assert found.faults == ()
    assert found.quotes > 0
    assert found.quads == len(list(release.quads()))


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("graphs/catalogue.nq", "The content is not what the name says."),
        ("graphs/{slug}.nq", "{slug}: the content was changed."),
        ("documents/{slug}.json", "{slug}: the content was changed."),
    ],
)
def test_a_changed_file_is_told(release: Release, part: str, told: str) -> None:
    """A graph or a document with other content is named."""
    slug = next(iter(release.documents()))
    path = release.folder / part.format(slug=slug)
    text = path.read_text(encoding="utf-8", errors="surrogatepass")
    path.unlink()
    path.write_text(text.replace("a", "e", 1), encoding="utf-8", errors="surrogatepass")
    assert told.format(slug=slug) in [english for _, english in verify(release).faults]


def test_a_missing_file_is_told(release: Release) -> None:
    """So is a document that is gone."""
    slug = next(iter(release.documents()))
    (release.folder / "documents" / f"{slug}.json").unlink()
    assert f"{slug}: {slug}.json is missing." in [english for _, english in verify(release).faults]
