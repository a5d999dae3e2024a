"""What the tests of the pages share: the site of the samples, and that of the small made dataset."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extract.resources import ROOT
from kommunegraf.build import build
from kommunegraf.reading.sources import collect
from kommunegraf.server import application

BROWSER = {"Accept": "text/html,*/*;q=0.8"}


def _client(folder: Path, *, originals: bool = True) -> TestClient:
    return TestClient(application(folder, workers=1, originals=originals), headers=BROWSER, follow_redirects=False)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder with the release of the samples and of a text file with two columns of words."""
    folder = tmp_path_factory.mktemp("samples")
    note = folder / "notat-2031.txt"
    note.write_text("Notat 2031\n\nKommunen afsætter 5 mio. kr. i 2031 til nye cykelstier.\n", encoding="utf-8")
    build(collect([ROOT / "samples", note]), folder / "store")
    return folder / "store"


@pytest.fixture(scope="module")
def site(samples: Path) -> Iterator[TestClient]:
    """A browser at the site of the samples."""
    with _client(samples) as client:
        yield client


@pytest.fixture(scope="module")
def closed(samples: Path) -> Iterator[TestClient]:
    """A browser at the site of the samples, whose publisher shows no originals."""
    with _client(samples, originals=False) as client:
        yield client


@pytest.fixture(scope="module")
def made(served: Path) -> Iterator[TestClient]:
    """A browser at the site of the small made dataset."""
    with _client(served) as client:
        yield client
