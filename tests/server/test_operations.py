"""What an operator needs: figures, health, ids of requests, the log, a graceful end and a new release taken over."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from kommunegraf.releases.index import Index
from kommunegraf.releases.release import Release, drafting, publish

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(?a != ?d || STR(?c) != STR(?f)) }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def _figures(site: httpx.Client) -> dict[str, float]:
    lines = (line for line in site.get("/metrics").text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_figures(site: httpx.Client) -> None:
    """Requests are counted by address, method and status, the short way and the long one; the pool tells its state."""
    before = _figures(site)
    for path, times in (("/sparql?query=ASK{}", 3), ("/sparql?query=ASK", 2), ("/id/nothing", 1)):
        for _ in range(times):
            site.get(path)
    after = _figures(site)

    def more(address: str, status: int) -> float:
        name = f'kommunegraf_requests_total{{address="{address}",method="GET",status="{status}"}}'
        return after[name] - before.get(name, 0)

    assert [3, 2, 1] == [more("/sparql", 200), more("/sparql", 400), more("/id", 404)]
    assert after['kommunegraf_request_seconds_count{address="/sparql"}'] >= 5
    assert [1, 1] == [after["kommunegraf_ready"], after["kommunegraf_workers"]]
    assert after["kommunegraf_queries_kept_total"] > before["kommunegraf_queries_kept_total"]
    assert 1 == after[f'kommunegraf_release{{name="{site.pool.release}"}}']  # type: ignore[attr-defined]


def test_nobody_makes_figures(site: httpx.Client) -> None:
    """Addresses and methods that there are not are counted together."""
    methods = ("PROPFIND", "MKCOL", "LOCK", "UNLOCK", "REPORT")
    for number, method in enumerate(methods):
        site.request(method, f"/made-up-{number}")
    assert not [name for name in _figures(site) if "made-up" in name or any(method in name for method in methods)]
    assert [5.0] == [
        value for name, value in _figures(site).items() if 'requests_total{address="other",method="other"' in name
    ]


def test_health(site: httpx.Client) -> None:
    """The server says that it lives and that it can answer, and by which release."""
    assert {"status": "ok"} == site.get("/health").json()
    assert {"status": "ready", "release": site.pool.release} == site.get("/ready").json()  # type: ignore[attr-defined]


def test_not_ready_without_workers(site: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a worker the server lives, but is not ready."""
    monkeypatch.setattr(site.pool._source, "workers", set())  # type: ignore[attr-defined]
    assert [200, 503] == [site.get(path).status_code for path in ("/health", "/ready")]


@pytest.mark.parametrize("path", ["/sparql?query=ASK{}", "/", "/nowhere"])
def test_each_request_has_an_id(site: httpx.Client, path: str) -> None:
    """The id that a proxy gives is kept where it is one; else each request gets its own."""
    assert "from-the-proxy.1" == site.get(path, headers={"X-Request-ID": "from-the-proxy.1"}).headers["x-request-id"]
    made = [site.get(path, headers={"X-Request-ID": given}).headers["x-request-id"] for given in ("", "a b", "x" * 65)]
    assert 3 == len(set(made))
    assert all(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]+", name) for name in made)


@contextmanager
def _serving(store: Path, *options: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """The command itself in a process of its own, and a client of it."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "kommunegraf", "--store", str(store), "serve", "--port", str(port), *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KOMMUNEGRAF")}
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**environment, "LANG": "C.UTF-8", **settings}
    )
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=300) as client:
        for _ in range(1000):
            try:
                if client.get("/ready").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.05)
        try:
            yield process, client
        finally:
            process.kill()
            process.wait()


@pytest.mark.parametrize("form", ["json", "text"])
def test_log(served: Path, form: str) -> None:
    """Each request is one line with its id, and so is a slow query with its text; who asked is not told."""
    with _serving(served, "--log", form, "--slow", "0.000001", "--workers", "1") as (process, client):
        name = client.get("/sparql", params={"query": "ASK { ?æ ?p ?o }"}).headers["x-request-id"]
        process.send_signal(signal.SIGTERM)
        _, written = process.communicate(timeout=60)
    lines = [line for line in written.splitlines() if name in line]
    if form == "json":
        slow, asked = map(json.loads, lines)
        assert ("warning", "slow query", "ASK { ?æ ?p ?o }") == (slow["level"], slow["event"], slow["query"])
        assert ("request", "/sparql", 200, name) == tuple(asked[key] for key in ("event", "path", "status", "request"))
        assert asked["seconds"] >= 0
    else:
        assert 'event="slow query"' in lines[0]
        assert 'query="ASK { ?æ ?p ?o }"' in lines[0]
        assert "event=request" in lines[1]
    assert "127.0.0.1" not in "".join(lines)


def test_graceful_end(served: Path) -> None:
    """Told to end, the server answers who has asked, whole, and then ends with all its processes."""
    with _serving(served, "--workers", "1", "--limit", "300") as (process, client):
        asked: list[httpx.Response] = []
        asking = threading.Thread(target=lambda: asked.append(client.get("/sparql", params={"query": SLOW})))
        asking.start()
        with httpx.Client(base_url=client.base_url) as other:
            while _working(other) < 1 and asking.is_alive():
                time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        asking.join()
        process.wait(timeout=300)
    assert [200] == [response.status_code for response in asked]
    assert asked[0].json()["results"]["bindings"]


def _working(client: httpx.Client) -> float:
    return _figures(client)["kommunegraf_queries_working"]


def test_settings_by_file_and_environment(served: Path, tmp_path: Path) -> None:
    """What the command takes as options it takes from a file, and before that from the environment."""
    (tmp_path / "kommunegraf.toml").write_text("[serve]\nlimit = 0.4\nworkers = 3\n")
    settings = {"KOMMUNEGRAF_CONFIG": str(tmp_path / "kommunegraf.toml"), "KOMMUNEGRAF_SERVE_WORKERS": "2"}
    with _serving(served, **settings) as (_, client):
        assert 2 == _figures(client)["kommunegraf_workers"]
        assert "0.4 seconds" in client.get("/sparql", params={"query": ENDLESS}).text


def test_a_new_release_is_taken_over(tmp_path: Path, serve: Callable[..., httpx.Client]) -> None:
    """A release that is published while the server runs is told by /ready and /metrics soon after."""
    first = _release(tmp_path, "first")
    client = serve(tmp_path)
    assert first.name == client.get("/ready").json()["release"]
    second = _release(tmp_path, "second")
    client.wait_for(second)  # type: ignore[attr-defined]
    assert second.name == client.get("/ready").json()["release"]
    assert 1 == _figures(client)[f'kommunegraf_release{{name="{second.name}"}}']
    assert "second" in client.get("/sparql", params={"query": "SELECT ?o { ?s ?p ?o }"}).text


def _release(folder: Path, value: str) -> Release:
    with drafting(folder) as draft:
        (draft / "graphs" / "g.nq").write_text(f'<http://a> <http://b> "{value}" <http://g> .\n')
        with Index.write(draft):
            return publish(folder, draft)
