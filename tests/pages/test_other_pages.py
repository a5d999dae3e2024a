"""The pages of findings, of the vocabulary, of a search and of what is new."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from kommunegraf.terminology.documentation import KINDS, Pages


def test_findings(site: TestClient) -> None:
    """A total that does not agree stands with what was expected and printed, its quote and the way to its page."""
    text = unescape(site.get("/findings").text)
    assert "sum i tabel" in text
    assert "24.500.000" in text
    assert "24.600.000" in text
    assert re.search(r"<blockquote>I alt\t24,6\b", text)
    assert re.search(r'href="/id/evidence/kkr-nordjylland-2026-09-11/[^"]+">Se stedet', text)


def test_findings_side_by_side(made: TestClient) -> None:
    """Where two places do not agree, both quotes stand beside each other, each with its document."""
    text = unescape(made.get("/findings").text)
    pairs = [article.count("<blockquote>") for article in text.split('<article class="finding">')[1:]]
    assert max(pairs) >= 2


def test_findings_of_one_kind(made: TestClient) -> None:
    """The kinds are counted, and each leads to its findings alone."""
    text = unescape(made.get("/findings").text)
    for address, count in re.findall(r'href="(/findings\?kind=[^"]+)"[^>]*>[^<]+</a> <span class="hint">(\d+)<', text):
        assert int(count) == made.get(address).text.count('<article class="finding">')


@pytest.mark.parametrize("language", ["da", "en"])
def test_vocabulary(site: TestClient, language: str) -> None:
    """Each term stands with its label, its definition and how often this release uses it."""
    text = unescape(site.get("/vocabulary", params={"lang": language}).text)
    for kind in KINDS:
        for entry in Pages({}).entries(kind, language):
            assert f'/vocabulary/{entry.local}?lang={language}">{entry.label}</a>' in text
            assert entry.definition in text


def test_term(site: TestClient) -> None:
    """A term has its definition, what the shapes demand in words, its count, and a live example to open."""
    text = unescape(site.get("/vocabulary/Allocation").text)
    assert re.search(r"I denne udgave</dt>\s*<dd>5 · <a href=\"/id/allocation/", text)
    assert "<h2>Krav</h2>" in text
    assert 404 == site.get("/vocabulary/Nothing").status_code


def test_search(site: TestClient) -> None:
    """A search marks the words it found and leads to the things and to where they stand."""
    text = unescape(site.get("/search", params={"q": "stoppesteder"}).text)
    assert "<mark>stoppesteder</mark>" in text
    assert re.search(r'<a href="/id/(pool|funding|agenda-item)/', text)
    assert 'value="stoppesteder"' in text
    assert "Intet har de ord" in site.get("/search", params={"q": "xyzzyx"}).text
    assert "Skriv" in site.get("/search").text


def test_search_as_data(site: TestClient) -> None:
    """A program that asks for JSON gets the hits, not the page."""
    assert "hits" in site.get("/search", params={"q": "pulje"}, headers={"Accept": "application/json"}).json()


def test_news(site: TestClient) -> None:
    """What is new names each release with its day, the newest first."""
    text = unescape(site.get("/news").text)
    assert re.search(r"Udgave 1, \d+\. [a-z]+ \d{4}", text)
    assert "/changes.atom" in text
