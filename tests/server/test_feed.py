"""The change feed over HTTP: entries after a cursor, the patches, and Atom."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from starlette.applications import Starlette

from kommunegraf.changes.feed import ATOM, PAGE, ROUTES
from kommunegraf.changes.history import History
from kommunegraf.releases.index import Index
from kommunegraf.releases.release import drafting, publish, switch

COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
LINE = '<http://a/{n}> <{p}> "{n} & mere"@{l} <https://w3id.org/kommunegraf/id/graph/findings> .\n'


def _release(folder: Path, number: int) -> None:
    """A release with one finding of its own."""
    with drafting(folder) as draft:
        lines = "".join(LINE.format(n=number, p=COMMENT, l=language) for language in ("da", "en"))
        (draft / "graphs" / "findings.nq").write_text(lines)
        with Index.write(draft):
            publish(folder, draft)
        History(folder).record()


class _Pool:
    """What the feed asks of the pool: where the releases lie."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder


class _Client:
    """Asks the routes without a server."""

    def __init__(self, folder: Path) -> None:
        self._app = Starlette(routes=[*ROUTES])
        self._app.state.pool = _Pool(folder)

    def get(self, path: str, **how: dict[str, str]) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://feed") as client:
                return await client.get(path, **how)  # type: ignore[arg-type]

        return asyncio.run(ask())


@pytest.fixture
def client(tmp_path: Path) -> _Client:
    """A client of the routes, over a folder of three releases."""
    for number in (1, 2, 3):
        _release(tmp_path, number)
    return _Client(tmp_path)


def test_entries_after_a_cursor(client: _Client) -> None:
    """Each entry has number, release, time, sentences and patch; next leads to what comes later, and to nothing."""
    first = client.get("/changes").json()
    assert [(found["number"], found["patch"]) for found in first["changes"]] == [
        (1, None),
        (2, "/changes/2.rdfp"),
        (3, "/changes/3.rdfp"),
    ]
    assert first["changes"][1]["sentences"] == [
        {"da": "Stemmer nu: 1 & mere", "en": "Agrees now: 1 & mere"},
        {"da": "Stemmer ikke: 2 & mere", "en": "Does not agree: 2 & mere"},
    ]
    assert first["changes"][0]["sentences"][0]["en"] == "A release of 0 documents."
    assert (first["next"], first["more"]) == (3, False)
    assert [found["number"] for found in client.get("/changes?since=2").json()["changes"]] == [3]
    assert client.get("/changes?since=3").json() == {"changes": [], "next": 3, "more": False}


@pytest.mark.parametrize("since", ["x", "-1", "1.5"])
def test_a_cursor_is_a_number(client: _Client, since: str) -> None:
    """Anything else is refused with a line that says how to ask."""
    response = client.get("/changes", params={"since": since})
    assert (response.status_code, "since=12" in response.text) == (400, True)


def test_a_page_of_entries(client: _Client, tmp_path: Path) -> None:
    """A long history comes in parts."""
    for number in range(4, PAGE + 3):
        _release(tmp_path, number)
    first = client.get("/changes").json()
    assert (len(first["changes"]), first["next"], first["more"]) == (PAGE, PAGE, True)
    rest = client.get(f"/changes?since={first['next']}").json()
    assert [found["number"] for found in rest["changes"]] == [PAGE + 1, PAGE + 2]


def test_patches(client: _Client, tmp_path: Path) -> None:
    """A patch comes as it is kept, packed or not; there is none of the first entry and of those to come."""
    expected = gzip.decompress(History(tmp_path).patch(2).read_bytes()).decode()
    for encoding in ("gzip", "identity"):
        response = client.get("/changes/2.rdfp", headers={"Accept-Encoding": encoding})
        assert (response.status_code, response.text) == (200, expected)
    assert [client.get(f"/changes/{number}.rdfp").status_code for number in ("1", "9")] == [404, 404]


def test_going_back_is_an_entry(client: _Client, tmp_path: Path) -> None:
    """After a rollback who follows by the cursor is told what went, and the patch leads to what is served."""
    switch(tmp_path, History(tmp_path).back())
    History(tmp_path).record()
    later = client.get("/changes?since=3").json()
    assert (later["next"], later["more"], [found["number"] for found in later["changes"]]) == (4, False, [4])
    assert {found["en"] for found in later["changes"][0]["sentences"]} == {
        "Agrees now: 3 & mere",
        "Does not agree: 2 & mere",
    }
    there, back = (client.get(f"/changes/{number}.rdfp").text.splitlines()[2:] for number in (3, 4))
    assert sorted(back) == sorted({"A ": "D ", "D ": "A "}.get(line[:2], line[:2]) + line[2:] for line in there)


def test_atom_is_xml_whatever_a_document_says(client: _Client, tmp_path: Path) -> None:
    """A character that XML may not have is replaced; other marks stay."""
    with drafting(tmp_path) as draft:
        line = f'<http://a/4> <{COMMENT}> "\x0b\ufffeæ <b>"@{{}} <https://w3id.org/kommunegraf/id/graph/findings> .\n'
        said = "".join(map(line.format, ("da", "en")))
        (draft / "graphs" / "findings.nq").write_text(said, encoding="utf-8")
        with Index.write(draft):
            publish(tmp_path, draft)
        History(tmp_path).record()
    feed = ElementTree.fromstring(client.get("/changes.atom").content)
    assert "Does not agree: \ufffd\ufffdæ <b>" in (feed.findtext(f"{{{ATOM}}}entry/{{{ATOM}}}content") or "")


def test_atom(client: _Client) -> None:
    """The newest entry is first; each has an id of its own, a title in both languages, a time and its sentences."""
    response = client.get("/changes.atom")
    assert response.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert len({entry.findtext(f"{{{ATOM}}}id") for entry in entries}) == 3
    title = entries[0].findtext(f"{{{ATOM}}}title") or ""
    assert title.startswith("Udgave 3, ")
    assert " / Release 3, " in title
    assert "Does not agree: 3 & mere" in (entries[0].findtext(f"{{{ATOM}}}content") or "")
    assert feed.findtext(f"{{{ATOM}}}updated") == entries[0].findtext(f"{{{ATOM}}}updated")
