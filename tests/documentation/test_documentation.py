"""The pages of the vocabulary: one per language, every term in it, whole in themselves."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import OWL, RDFS, Literal

from extract.resources import ROOT
from kommunegraf.documentation import KINDS, NAMES, Pages, write
from kommunegraf.store import Store
from kommunegraf.terms import KG
from kommunegraf.vocabulary import load, own_terms

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Outline(HTMLParser):
    """Which elements are open, which ids are given and where links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [value for name, value in given.items() if name == "id" and value]
        self.links += [value for name, value in given.items() if name in ("href", "src") and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.of(ROOT / "tests" / "queries" / "dataset.trig", ROOT / "ontology" / "reference.ttl")


@pytest.fixture(scope="module")
def pages(store: Store) -> Pages:
    return Pages(store)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_term_is_on_the_page(pages: Pages, language: str) -> None:
    """Each term has its own place with label and definition in the language of the page."""
    text, graph = pages.page(language), load("kommunegraf")
    terms = [term for kind in KINDS for term in own_terms(graph, kind)]
    outline = Outline(text)
    assert outline.open == []
    assert sorted(str(term).removeprefix(str(KG)) for term in terms) == sorted(outline.ids)
    assert f'<html lang="{language}">' in text
    for term in terms:
        for said in graph.objects(term, RDFS.comment):
            if isinstance(said, Literal):
                assert (str(said).replace("'", "&#x27;") in text) == (said.language == language), said


@pytest.mark.parametrize("language", ["da", "en"])
def test_links_lead_somewhere(pages: Pages, language: str) -> None:
    """Links lead to a term of the page, to the other language or to the licence; nothing is fetched from elsewhere."""
    outline = Outline(pages.page(language))
    for link in outline.links:
        assert link.removeprefix("#") in outline.ids or link in NAMES.values() or "spdx.org" in link


def test_live_examples(pages: Pages, store: Store) -> None:
    """Every class that the data has is shown with a thing of it; what a shape demands is told."""
    text = pages.page("da")
    for cls in own_terms(load("kommunegraf"), OWL.Class):
        section = text.partition(f'<section id="{str(cls).removeprefix(str(KG))}">')[2].partition("</section>")[0]
        assert ("<dt>I grafen</dt>" in section) == bool(store.rows(f"SELECT * {{ ?s a <{cls}> }} LIMIT 1").rows), cls
    meeting = text.partition('<section id="Meeting">')[2].partition("</section>")[0]
    assert "&lt;meeting/kkr-syddanmark/2031-03-14&gt; dct:date" in meeting
    assert "<dt>Krav</dt>" in meeting


def test_pages_are_written_the_same_each_time(tmp_path: Path) -> None:
    """Two runs write the same bytes, also without a graph."""
    write(tmp_path / "a")
    write(tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert sorted(NAMES.values()) == names
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)
