"""A release to export, and how an export is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kommunegraf.export import export
from kommunegraf.export.selection import Selection
from kommunegraf.releases.release import Release, current

Exported = Callable[..., Path]


@pytest.fixture(scope="session")
def release(served: Path) -> Release:
    """The release of the small made dataset."""
    return current(served)


@pytest.fixture
def exported(release: Release, tmp_path: Path) -> Exported:
    """Writes the release to a file or folder of this ending, whole or as selected; its path."""

    def write(ending: str, **selection: object) -> Path:
        path = tmp_path / f"graf.{ending}"
        export(release, path, Selection(**selection))  # type: ignore[arg-type]
        return path

    return write
