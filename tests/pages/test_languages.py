"""Danish first, English for who asks for it: by the browser's wish or by a switch that every link then keeps."""

from __future__ import annotations

import re
import tomllib
from html import unescape

import pytest
from starlette.testclient import TestClient

from kommunegraf.pages import WEB


@pytest.mark.parametrize(
    ("wish", "path", "language"),
    [
        ("", "/", "da"),
        ("da-DK,da;q=0.9,en;q=0.8", "/", "da"),
        ("en-GB,en;q=0.9", "/", "en"),
        ("de", "/", "da"),
        ("*", "/", "da"),
        ("en", "/?lang=da", "da"),
        ("da", "/?lang=en", "en"),
        ("da", "/?lang=xx", "da"),
    ],
)
def test_language(site: TestClient, wish: str, path: str, language: str) -> None:
    """The address decides, then Accept-Language, then Danish; the answer says which it is and that it depends."""
    response = site.get(path, headers={"Accept-Language": wish} if wish else {})
    assert f'<html lang="{language}">' in response.text
    assert language == response.headers["content-language"]
    assert "Accept-Language" in response.headers["vary"]


@pytest.mark.parametrize("path", ["/", "/questions/allocations", "/id/municipality/0851", "/findings"])
def test_links_keep_the_language(site: TestClient, path: str) -> None:
    """A page in the language of its address leads to pages in that language; its forms send it along."""
    text = site.get(path, params={"lang": "en"}).text
    links = {unescape(link) for link in re.findall(r'<a (?:class="[a-z]+" )?href="(/[^"]*)"', text)}
    kept = {link for link in links if "lang=en" in link}
    others = {"/openapi.json", "/.well-known/void", "/changes.atom"}
    assert set() == {link for link in links - kept - others if "lang=da" not in link and not link.startswith("/q/")}
    assert len(re.findall("<form", text)) == len(re.findall('<input type="hidden" name="lang" value="en">', text))


def test_same_texts_in_both_languages() -> None:
    """Both files of wording have the same texts with the same gaps, and the same counts."""
    danish, english = (tomllib.loads((WEB / f"{name}.toml").read_text(encoding="utf-8")) for name in ("da", "en"))
    gaps = [{key: set(re.findall(r"{\w+}", text)) for key, text in file["texts"].items()} for file in (danish, english)]
    assert gaps[0] == gaps[1]
    assert danish["counts"].keys() == english["counts"].keys()


def test_every_text_is_used() -> None:
    """No text stands in the files that neither a template nor a module names, but for those of the groups."""
    texts = tomllib.loads((WEB / "da.toml").read_text(encoding="utf-8"))
    sources = [*WEB.glob("*.html"), *WEB.parent.glob("pages/*.py"), WEB.parent / "wording.py"]
    said = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    names = {*texts["texts"], *texts["counts"]} - {"not_recommended", "not_decided"}
    unused = [name for name in names if not re.search(rf"[\"']{name}[\"']", said) and not name.startswith("group_")]
    assert [] == sorted(unused)
