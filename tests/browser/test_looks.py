"""Every kind of page on a phone and on a desk: nothing sticks out, and axe finds nothing serious."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Opener = Callable[..., Page]
PAGES = {
    "/": "main",
    "/?lang=en": "main",
    "/questions/what-a-municipality-got": "#areas",
    "/questions/recommended-and-decided?lang=en": "main",
    "/search?q=pulje": "main",
    "/findings": "main",
    "/news": "main",
    "/vocabulary": "main",
    "/vocabulary/Funding": "main",
    "/id/municipality/0851": "main",
    "/id/meeting/kkr-nordjylland/2026-09-11": "main",
    "/evidence/kkr-nordjylland-2026-09-11?page=2": ".sheet",
    "/graph?of=municipality/0851": "#list li",
    "/sparql": "#run",
    "/nowhere": "main",
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_page(visit: Opener, axe: str, path: str, width: int) -> None:
    """A page is no wider than the screen, and axe names no serious or critical fault."""
    page = visit(path, width=width) if path != "/nowhere" else visit("/graph?of=", width=width)
    page.locator(PAGES[path]).first.wait_for()
    assert width >= page.evaluate("document.documentElement.scrollWidth")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    grave = [one for one in found["violations"] if one["impact"] in {"serious", "critical"}]
    assert [] == [(one["id"], node["html"][:160]) for one in grave for node in one["nodes"]]
