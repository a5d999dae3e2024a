"""Real stores on loopback to publish to, each in a temporary folder, and a release to send."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from kommunegraf.changes.history import History
from kommunegraf.publishing.engines import address
from kommunegraf.publishing.remote import Remote
from kommunegraf.reading.pieces import as_text, graph_of
from kommunegraf.releases.index import Index
from kommunegraf.releases.release import Release, drafting, publish
from kommunegraf.store import Store

Make = Callable[[Path, Mapping[str, Sequence[str]]], Release]
SETTINGS = Path("/etc/virtuoso-opensource-7/virtuoso.ini")
PASSWORD = "dba"  # noqa: S105, what a new Virtuoso has; it listens on loopback only


@pytest.fixture(scope="session")
def make() -> Make:
    """Makes a release of these graphs the one that is served from a folder."""

    def made(folder: Path, graphs: Mapping[str, Sequence[str]]) -> Release:
        with drafting(folder) as draft:
            for name, lines in graphs.items():
                (draft / "graphs" / f"{name}.nq").write_text(as_text(sorted(lines)), encoding="utf-8")
            with Index.write(draft):
                release = publish(folder, draft)
            History(folder).record()
        return release

    return made


@pytest.fixture(scope="session")
def graphs(dataset: Path) -> dict[str, list[str]]:
    """The graphs of the small made dataset by their slugs."""
    found: dict[str, list[str]] = {}
    for line in Store.of(dataset).lines():
        found.setdefault(graph_of(line), []).append(line)
    return found


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Oxigraph server."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("needs the oxigraph server: pip install 'kommunegraf[dev]'")
    port, folder = _free_port(), tmp_path_factory.mktemp("oxigraph")
    command = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    yield from _running(command, folder, f"http://127.0.0.1:{port}", "/query?query=ASK%7B%7D")


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Virtuoso, Debian's package."""
    program = shutil.which("virtuoso-t")
    if program is None or not SETTINGS.exists():
        pytest.skip("needs virtuoso-opensource-7 of Debian")
    port, folder = _free_port(), tmp_path_factory.mktemp("virtuoso")
    changed = {
        "ServerPort = 1111": f"ServerPort = 127.0.0.1:{_free_port()}",
        "ServerPort = 8890": f"ServerPort = 127.0.0.1:{port}",
    }
    lines = []
    for line in SETTINGS.read_text(encoding="utf-8").split("\n"):
        moved = line.replace("/var/lib/virtuoso-opensource-7/db/", f"{folder}/")
        lines.append(changed.get(" ".join(moved.split()), moved))
    (folder / "virtuoso.ini").write_text("\n".join(lines), encoding="utf-8")
    command = [program, "+configfile", "virtuoso.ini", "+foreground"]
    yield from _running(command, folder, f"http://127.0.0.1:{port}", "/sparql?query=ASK%7B%7D")


@pytest.fixture(params=["oxigraph graph-store", "oxigraph update", "virtuoso graph-store", "virtuoso update"])
def remote(request: pytest.FixtureRequest) -> Iterator[Remote]:
    """Each store, by each protocol; with none of our graphs in it."""
    engine, by = request.param.split()
    url: str = request.getfixturevalue(engine)
    with connected(url, engine, by) as found:
        for row in found.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
            if "/id/graph/" in row["g"]:
                found.drop(row["g"])
        yield found


def connected(url: str, engine: str, by: str = "") -> Remote:
    user = ("dba", PASSWORD) if engine == "virtuoso" else ("", "")
    return Remote(address(url, engine, by), *user, tries=2, pause=0.01)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _running(command: list[str], folder: Path, url: str, first: str) -> Iterator[str]:
    """A server while it is needed, from when it answers."""
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        try:
            for _ in range(600):
                if _answers(url + first):
                    break
                assert process.poll() is None, (folder / "said").read_text()
                time.sleep(0.1)
            yield url
        finally:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url).close()  # noqa: S310, our own server
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
