"""The pages of the vocabulary: one per language, every term in it, whole in themselves."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Dataset, Graph, Literal, URIRef

from extract.resources import ROOT
from kommunegraf.changes.delta import Change
from kommunegraf.store import Store
from kommunegraf.terminology.documentation import KINDS, MADE_OF, NAMES, Pages, write
from kommunegraf.terminology.examples import DEPTH, examples, shown
from kommunegraf.terminology.vocabulary import load, own_terms
from kommunegraf.terms import BASE, KG, PREFIXES

CLASSES = own_terms(load("kommunegraf"), OWL.Class)
PROPERTIES = [
    *own_terms(load("kommunegraf"), OWL.ObjectProperty),
    *own_terms(load("kommunegraf"), OWL.DatatypeProperty),
]
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
def graphs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The graphs of the made dataset as a release keeps them: a file of sorted lines for each."""
    folder = tmp_path_factory.mktemp("graphs")
    lines: dict[str, list[str]] = {}
    for line in Store.of(ROOT / "tests" / "queries" / "dataset.trig").lines():
        lines.setdefault(line.rsplit("/", 1)[1].removesuffix("> ."), []).append(f"{line}\n")
    for name, found in lines.items():
        (folder / f"{name}.nq").write_text("".join(sorted(found)), encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def live(graphs: list[Path]) -> dict[URIRef, str]:
    return {term: shown(lines) for term, lines in examples(graphs, CLASSES, PROPERTIES).items()}


@pytest.fixture(scope="module")
def pages(live: dict[URIRef, str]) -> Pages:
    return Pages(live)


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


def test_live_examples(pages: Pages, live: dict[URIRef, str], graphs: list[Path]) -> None:
    """Every term that the data has is shown with an example; what a shape demands is told."""
    text = pages.page("da")
    store = Store.of(*graphs)
    for term in (*CLASSES, *PROPERTIES):
        asked = f"?s a <{term}>" if term in CLASSES else f"?s <{term}> ?o"
        section = text.partition(f'<section id="{str(term).removeprefix(str(KG))}">')[2].partition("</section>")[0]
        there = bool(store.rows(f"SELECT * {{ {asked} }} LIMIT 1").rows)
        assert ("<dt>I grafen</dt>" in section) == there == (term in live), term
    meeting = text.partition('<section id="Meeting">')[2].partition("</section>")[0]
    assert "&lt;meeting/kkr-syddanmark/2031-03-14&gt; " in meeting
    assert "<dt>Krav</dt>" in meeting


def test_examples_are_true(live: dict[URIRef, str], graphs: list[Path]) -> None:
    """An example is Turtle, and all that it says is in the data."""
    data = Graph()
    for path in graphs:
        for subject, predicate, value, _ in Dataset().parse(path, format="nquads").quads():
            data.add((subject, predicate, value))
    head = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items())
    for example in live.values():
        for subject, predicate, value in Graph().parse(data=f"@base <{BASE}> .\n{head}{example}", format="turtle"):
            assert str(value) in {str(found) for found in data.objects(subject, predicate)}


def test_no_more_graphs_are_read_than_needed(graphs: list[Path], tmp_path: Path) -> None:
    """After DEPTH graphs no more is looked for: the cost does not grow with the documents."""
    missing = [tmp_path / "missing.nq"]
    assert set(examples([*graphs, *missing], [KG.Meeting], [KG.code])) == {KG.Meeting, KG.code}
    assert examples([*missing * DEPTH, *graphs], [KG.Meeting], [KG.code]) == {}


def test_pages_are_written_the_same_each_time(tmp_path: Path, graphs: list[Path]) -> None:
    """Two runs write the same bytes, whatever the order of the graphs, and also where the pages before are used."""
    write(tmp_path / "a", graphs)
    write(tmp_path / "b", reversed(graphs))
    write(tmp_path / "c", graphs, tmp_path / "a", ())
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert sorted([*NAMES.values(), MADE_OF]) == names
    for other in "bc":
        assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / other / name).read_bytes() for name in names)
    assert (tmp_path / "a" / MADE_OF).samefile(tmp_path / "c" / MADE_OF)


def test_pages_are_made_anew_where_an_example_goes_or_comes(tmp_path: Path, graphs: list[Path]) -> None:
    """Pages stay while their examples last: until a line of one goes, or a term without one comes into use."""
    write(tmp_path / "a", graphs)
    known = json.loads((tmp_path / "a" / MADE_OF).read_text(encoding="utf-8"))["examples"]
    shown_now = next(lines[0] for lines in known.values() if lines)
    lacking = next(term for term, lines in known.items() if not lines)
    changes = {
        "stays": Change("a", ("<a> <b> <c> <g> .",), ("<a> <b> <d> <g> .",)),
        "goes": Change("a", (shown_now,), ()),
        "comes": Change("a", (), (f"<a> <{lacking}> <c> <g> .",)),
        "is": Change("a", (), (f"<a> <{RDF.type}> <{lacking}> <g> .",)),
    }
    kept = set()
    for name, change in changes.items():
        write(tmp_path / name, graphs, tmp_path / "a", (change,))
        if (tmp_path / "a" / MADE_OF).samefile(tmp_path / name / MADE_OF):
            kept.add(name)
    assert {"stays"} == kept
