"""What all tests share: an option that renews expected rows, a small release, and processes that read at once."""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from kommunegraf.reading import lanes
from kommunegraf.releases.index import Index
from kommunegraf.releases.release import drafting, publish
from kommunegraf.store import Store


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-expected", action="store_true", help="write what is found as the expected rows")


@pytest.fixture
def update_expected(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-expected"))


@pytest.fixture(scope="session")
def readers() -> ForkServerContext:
    """Starts processes that have loaded all that reading takes: copies of one that has read a file."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["readers_at_hand"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent / "readers"))
        forkserver.ensure_running()
    return context


@pytest.fixture(scope="session", autouse=True)
def _read_by_readers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Builds within the tests start such processes; the commands that tests run start theirs as they do for users."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lanes, "get_context", lambda _: request.getfixturevalue("readers"))
        yield


@pytest.fixture(scope="session")
def dataset() -> Path:
    """The small made dataset that questions, commands and pages are tried on."""
    return Path(__file__).parent / "queries" / "dataset.trig"


@pytest.fixture(scope="session")
def served(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder whose release holds the small made dataset."""
    folder = tmp_path_factory.mktemp("served")
    failed = {
        "slug": "x",
        "file": "x.pdf",
        "content": "",
        "piece": "",
        "failure": {"da": "x.pdf: er tom.", "en": "x.pdf: is empty."},
    }
    with drafting(folder) as draft:
        lines = "".join(f"{line}\n" for line in sorted(Store.of(dataset).lines()))
        (draft / "graphs" / "dataset.nq").write_text(lines, encoding="utf-8")
        with Index.write(draft) as index:
            index.add(failed, "", "", ())
        publish(folder, draft)
    return folder
