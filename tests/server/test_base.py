"""A graph under a domain of one's own: its addresses answer, and its pages read as those of any other."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
SITE = "https://data.example.dk/"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server, by the commands that people use, of a graph that was built for a site of its own."""
    store = tmp_path_factory.mktemp("own") / "store"
    command = [sys.executable, "-m", "kommunegraf", "--store", str(store)]
    samples = sorted(map(str, (ROOT / "samples").glob("kkr-*.pdf")))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KOMMUNEGRAF_")}
    subprocess.run([*command, "--base", SITE, "build", *samples], cwd=ROOT, env=environment, check=True)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    server = subprocess.Popen([*command, "serve", "--port", str(port)], cwd=ROOT, env=environment)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            for _ in range(600):
                try:
                    if client.get("/ready").status_code == 200:
                        break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield client
    finally:
        server.terminate()
        server.wait(60)


def test_things_answer_under_their_own_addresses(own: httpx.Client) -> None:
    """All things begin with the address of the site, and one of each kind answers there, as RDF and as a page."""
    query = "SELECT DISTINCT ?thing { ?thing ?p ?o FILTER(ISIRI(?thing) && CONTAINS(STR(?thing), '/id/')) }"
    things = own.post("/sparql", data={"query": query, "format": "csv"}).text.split()[1:]
    assert [] == [thing for thing in things if not thing.startswith(f"{SITE}id/")]
    one_of_each = {thing.split("/")[4]: thing.removeprefix(SITE) for thing in things}
    assert len(one_of_each) > 20
    for path in one_of_each.values():
        for accept in ("text/turtle", "text/html"):
            found = own.get(f"/{path}", headers={"Accept": accept}, follow_redirects=True)
            assert (path, 200, True) == (path, found.status_code, found.headers["content-type"].startswith(accept))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/questions/decisions", "godkendt"),
        ("/questions/what-a-municipality-got?kommune=0851", "Pulje til"),
        ("/id/municipality/0851", "kommune"),
        ("/vocabulary/Funding", "offentligt beløb til et formål"),
    ],
)
def test_pages_have_their_labels(own: httpx.Client, path: str, said: str) -> None:
    """Coded values, names and terms are told by their Danish labels, and no link leads to the site of another."""
    text = own.get(path, headers={"Accept": "text/html", "Accept-Language": "da"}).text
    assert said in text
    assert [] == re.findall(r'href="https://w3id\.org/kommunegraf/id[^"]*"', text)


def test_evidence_is_linked_on_the_site_that_was_asked(own: httpx.Client) -> None:
    """The links of an answer lead to the site as it was asked, where they are answered."""
    row = own.get("/q/allocations.csv?limit=1").text.splitlines()[1]
    evidence = row.rpartition(",")[2]
    assert evidence.startswith(str(own.base_url))
    assert 200 == own.get(evidence, headers={"Accept": "text/html"}).status_code
