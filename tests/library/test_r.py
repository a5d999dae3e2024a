"""The example of docs/tables.md for R runs on the address that it names."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extract.resources import ROOT
from kommunegraf.server import application

pytestmark = pytest.mark.skipif(not shutil.which("Rscript"), reason="no R here: apt-get install r-base-core")

EXAMPLE = re.findall(r"```r\n(.*?)```", (ROOT / "docs" / "tables.md").read_text(encoding="utf-8"), re.DOTALL)[0]


@pytest.fixture
def address(served: Path) -> Iterator[str]:
    """A server on loopback that hands out what the service answers."""
    with TestClient(application(served)) as client:

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer = client.get(self.path)
                self.send_response(answer.status_code)
                self.send_header("Content-Type", answer.headers["content-type"])
                self.end_headers()
                self.wfile.write(answer.content)

            def log_request(self, *_: object) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


def test_r_reads_an_answer(address: str, tmp_path: Path) -> None:
    """R sums what a municipality got of each pool, its names with their Danish letters."""
    program = tmp_path / "example.R"
    example = EXAMPLE.replace("127.0.0.1:8700", address).replace("kommune=0851", "kommune=0621")
    program.write_text(f"sums <- {{\n{example}}}\ncat(sums$pool, sums$amount, sep = '|')\n", encoding="utf-8")
    command = ["Rscript", "--vanilla", "--encoding=UTF-8", str(program)]
    settings = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=120, check=False)
    assert "Pulje til lærepladser|3000000" == done.stdout, done.stderr
