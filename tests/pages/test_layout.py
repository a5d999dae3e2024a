"""What every page has: one heading, a language, a way past the menu, labels on its fields, and no script or style."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

PAGES = [
    "/",
    "/?lang=en",
    "/questions/what-a-municipality-got",
    "/questions/allocations?lang=en",
    "/findings",
    "/news",
    "/vocabulary",
    "/vocabulary/Funding",
    "/search?q=pulje",
    "/sparql",
    "/graph",
    "/graph?of=municipality/0851",
    "/id/municipality/0851",
    "/id/meeting/kkr-nordjylland/2026-09-11",
    "/evidence/kkr-nordjylland-2026-09-11?page=2",
    "/nowhere",
]


@pytest.mark.parametrize("path", PAGES)
def test_frame(site: TestClient, path: str) -> None:
    """A page has its language, a title, one first heading, a main part that a link skips to, and a style sheet."""
    text = site.get(path).text
    language = "en" if "lang=en" in path else "da"
    assert text.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert 1 == text.count("<h1>") == text.count('<main id="content"') == text.partition("</head>")[0].count("<title>")
    assert '<a class="skip" href="#content">' in text
    assert '<link rel="stylesheet" href="/web/style.css">' in text


@pytest.mark.parametrize("path", PAGES)
def test_whole_without_scripts(site: TestClient, path: str) -> None:
    """A page has no script and no style within it, and its policy allows none but those it loads from here."""
    response = site.get(path)
    rest, loaded = re.subn(r'<script src="/web/built/\w+\.js" defer></script>', "", response.text)
    assert not re.search(r"<script|<style| style=| on[a-z]+=|javascript:", rest)
    policy = response.headers["content-security-policy"]
    assert ("script-src 'self';" in f"{policy};") == bool(loaded)
    assert bool(loaded) == ("script-src" in policy)


@pytest.mark.parametrize("path", PAGES)
def test_fields_and_tables_have_names(site: TestClient, path: str) -> None:
    """Each field has a label, each heading of a column its scope, each table a caption or the heading above it."""
    text = site.get(path).text
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', text))
    fields = re.findall(r"<(?:input|select|textarea)(?![^>]*hidden)[^>]*>", text)
    assert [] == [field for field in fields if not labelled & set(re.findall(r'id="([^"]+)"', field))]
    assert [] == [head for head in re.findall(r"<th\b[^>]*>", text) if "scope=" not in head]
    names = re.findall(r' id="([^"]+)"', text)
    assert len(names) == len(set(names))
