"""What the tests of enrichment share: a source on loopback that gives recorded answers, and a small graph to enrich."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kommunegraf.build import build
from kommunegraf.enrich.sources import Source, sources
from kommunegraf.reading.sources import collect

ANSWERS = Path(__file__).parent / "answers"
TIME = "Mon, 03 Feb 2031 10:11:12 GMT"


@dataclass
class Site:
    """A site on loopback: its address, what it was asked, and what it says instead of the recorded answers."""

    address: str
    asked: list[str] = field(default_factory=list)
    says: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)

    def table(self) -> tuple[Source, ...]:
        """The table of sources with the addresses of this site; bounds, names and licences as they are."""
        paths = {
            "population": "/folk1a.csv?Tid=*",
            "wikidata": "/wikidata.json?ids={ids}",
            "retsinformation": "/eli/lta/{ids}.ttl",
        }
        return tuple(replace(source, address=self.address + paths[source.name]) for source in sources())


@pytest.fixture
def site() -> Iterator[Site]:
    """The site, on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            path = urlsplit(self.path).path
            recorded = ANSWERS / path.lstrip("/")
            body = recorded.read_bytes() if recorded.is_file() else b""
            status, headers, body = found.says.get(path, (200 if recorded.is_file() else 404, {}, body))
            self.send_response_only(status)
            for name, value in {"Date": TIME, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one invented document, which refers to an act, beside the folder of the document."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "papers").mkdir()
    (folder / "papers" / "referat.txt").write_text(
        "Referat af møde i Kultur- og Fritidsudvalget i Greve Kommune\nDato: 4. marts 2031\n\n"
        "1. Cykelstier\nSagen behandles efter lov nr. 412 af 3. maj 2030 om nye stier.\n"
        "Beslutning\nGodkendt.\n",
        encoding="utf-8",
    )
    build(collect([folder / "papers"]), folder / "graph")
    return folder


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    """A copy of that graph, to be changed."""
    shutil.copytree(built, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path / "graph"
