"""The ways that people go through the site, in a real browser."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Opener = Callable[..., Page]
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
WRITE = "(text) => document.querySelector('.CodeMirror').CodeMirror.setValue(text)"
READ = "() => document.querySelector('.CodeMirror').CodeMirror.getValue()"
TABS = "#editor .select_{name}"


def _write(page: Page, query: str) -> None:
    page.locator("#run").wait_for()
    page.evaluate(WRITE, query)


@pytest.mark.parametrize("language", ["da-DK", "en-GB"])
def test_from_the_front_page_to_a_highlighted_quote(visit: Opener, language: str) -> None:
    """A newcomer goes from the front page by a question to a row's quote, and to its place on the document's page."""
    page = visit("/", language)
    page.locator('.card a[href^="/questions/what-a-municipality-got"]').click()
    page.locator("details.source summary").first.click()
    quote = page.locator("details.source blockquote").first.inner_text()
    assert quote
    page.locator("details.source a").first.click()
    expect(page.locator("mark").first).to_have_text(quote)
    expect(page.locator("figure.sheet svg rect").first).to_be_visible()
    assert language[:2] == page.locator("html").get_attribute("lang")


def test_a_question_is_changed_and_downloaded(visit: Opener, tmp_path: Path) -> None:
    """A question is asked of one municipality, and its CSV holds that municipality alone."""
    page = visit("/questions/what-a-municipality-got")
    page.locator("#p-municipality").fill("Aalborg")
    page.locator("form.ask button").click()
    shown = page.locator("table tbody tr").count()
    with page.expect_download() as download:
        page.locator(".files a", has_text="CSV").click()
    download.value.save_as(tmp_path / "answer.csv")
    rows = list(csv.DictReader((tmp_path / "answer.csv").open(encoding="utf-8")))
    assert 0 < len(rows) <= shown
    assert {"Aalborg"} == {row["recipient"].removesuffix(" Kommune") for row in rows}


def test_a_query_is_written_and_run(visit: Opener) -> None:
    """A Danish word is completed to a term with its prefix, and the query that is written so is answered."""
    page = visit("/sparql")
    _write(page, "SELECT ?s { ?s a kommun")
    page.evaluate("const c = document.querySelector('.CodeMirror').CodeMirror; c.focus(); c.setCursor(0, 99)")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hints li", has_text="kg:Municipality").click()
    page.evaluate("() => document.querySelector('.CodeMirror').CodeMirror.replaceSelection(' } LIMIT 7')")
    assert "PREFIX kg:" in page.evaluate(READ)
    page.locator("#run").click()
    expect(page.locator("#editor table.dataTable tbody tr")).to_have_count(7)


def test_the_editor_speaks_danish(visit: Opener) -> None:
    """What the editor and its table say of their own accord is Danish on the Danish page, else English."""
    page = visit("/sparql?lang=da")
    page.locator("#run").click()
    expect(page.get_by_text("Viser 1 til")).to_be_visible()
    for text in ("Luk fanen", "Åbn indstillinger", "Del forespørgslen", "Hent svaret"):
        assert page.locator(f"#editor [title='{text}'], #editor [aria-label='{text}']").count(), text
    assert 0 == page.locator("#editor [title='Close tab'], #editor [title='Download result']").count()
    english = visit("/sparql?lang=en")
    expect(english.locator("#editor [title='Close tab']").first).to_be_attached()


def test_an_example_as_chart_and_map(visit: Opener) -> None:
    """A named question is chosen in the editor, and its answer is shown as a chart and as a map."""
    page = visit("/sparql")
    page.locator("#example").select_option("what-a-municipality-got")
    page.locator("#run").click()
    page.locator("#editor table.dataTable tbody tr").first.wait_for()
    page.locator(TABS.format(name="chart")).click()
    expect(page.locator("#editor .bars tr").first).to_be_visible()
    page.locator(TABS.format(name="map")).click()
    expect(page.locator("#editor .area")).to_have_count(98 + page.locator("#editor .legend li").count())


def test_an_answer_as_graph(visit: Opener) -> None:
    """The things of a row are connected in a drawing."""
    page = visit("/sparql")
    _write(page, "SELECT * { ?s <https://w3id.org/kommunegraf/ns#region> ?o } LIMIT 20")
    page.locator("#run").click()
    page.locator("#editor table.dataTable tbody tr").first.wait_for()
    page.locator(TABS.format(name="graph")).click()
    expect(page.locator("#editor .drawing canvas").first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "told"), [("da-DK", "stoppet efter 3 sekunder"), ("en-GB", "stopped after 3 seconds")]
)
def test_a_stopped_query_says_why(visit: Opener, language: str, told: str) -> None:
    """A query that takes too long is stopped, and the page says after how many seconds."""
    page = visit("/sparql", language)
    _write(page, SLOW)
    page.locator("#run").click()
    expect(page.locator("#editor .wrong")).to_contain_text(told, timeout=20_000)


def test_a_query_of_an_address(visit: Opener) -> None:
    """A question's page leads to the editor with its query."""
    page = visit("/questions/topics")
    page.locator("section.take summary").click()
    page.locator("section.take details a").click()
    page.locator("#run").wait_for()
    assert "kg:topic" in page.evaluate(READ)


def test_the_graph_is_unfolded(visit: Opener, tmp_path: Path) -> None:
    """From a thing's page to its graph: unfold a neighbour by keyboard, see evidence, filter, take it along."""
    page = visit("/id/municipality/0851")
    page.locator('a[href^="/graph"]').click()
    expect(page.locator("#drawing canvas").first).to_be_visible()
    before = page.locator("#list li").count()
    page.locator("#list li", has_text="tildeling").first.get_by_role("button").last.press("Enter")
    expect(page.locator("#list li")).not_to_have_count(before)
    page.locator("#side details summary").first.click()
    expect(page.locator("#side blockquote").first).to_be_visible()
    assert "/id/evidence/" in (page.locator("#side details a").first.get_attribute("href") or "")
    shown = page.locator("#list li").count()
    page.locator("#kinds input").last.uncheck()
    left = page.locator("#list li").count()
    assert left < shown
    with page.expect_download() as download:
        page.locator("#save-graphml").click()
    download.value.save_as(tmp_path / "graph.graphml")
    nodes = ET.parse(tmp_path / "graph.graphml").findall(".//{*}node")
    assert left == len(nodes)
    with page.expect_download() as image:
        page.locator("#save-png").click()
    image.value.save_as(tmp_path / "graph.png")
    assert (tmp_path / "graph.png").read_bytes().startswith(b"\x89PNG")


def test_the_graph_by_years(visit: Opener) -> None:
    """Things before the first year that is wished are hidden; those of no year stay."""
    page = visit("/graph?of=municipality/0851")
    page.locator("#list li").first.wait_for()
    years = page.locator("#from-year option").all_inner_texts()[1:]
    page.locator("#from-year").select_option(years[-1])
    lines = page.locator("#list li").all_inner_texts()
    assert not [line for line in lines if any(f", {year}" in line for year in years[:-1])]


def test_without_scripts(visit: Opener) -> None:
    """The graph is a list and the query a form, where scripts do not run."""
    page = visit("/graph?of=municipality/0851", scripts=False)
    expect(page.locator("#plain li").first).to_be_visible()
    page = visit("/sparql", scripts=False)
    expect(page.locator("#plain textarea")).to_be_visible()


def test_the_map_of_a_question(visit: Opener) -> None:
    """A question with a municipality and a figure has a map of the 98 with a legend; its areas lead to their pages."""
    page = visit("/questions/what-a-municipality-got", scripts=False)
    expect(page.locator("#areas path")).to_have_count(98)
    assert page.locator(".legend li").count() > 1
    told = page.locator("#areas a title").first.text_content()
    page.locator("#areas a").first.press("Enter")
    assert (told or "").partition(":")[0] in page.locator("h1").inner_text()
