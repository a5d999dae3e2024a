"""What the tests of the library share: the release of the samples, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kommunegraf.build import build
from kommunegraf.reading.sources import collect

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder whose release holds the samples."""
    folder = tmp_path_factory.mktemp("samples") / "kommunegraf-data"
    build(collect([ROOT / "samples"]), folder)
    return folder
