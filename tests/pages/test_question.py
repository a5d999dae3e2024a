"""A question's page: fields with completion, an answer that sorts and filters, a chart, quotes, and ways to take it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from kommunegraf.pages.tables import VIEW
from kommunegraf.queries import questions

GOT = "/questions/what-a-municipality-got"


def _column(text: str, number: int) -> list[str]:
    rows = re.findall(r"<tr>(.*?)</tr>", text.partition('<section aria-labelledby="answer">')[2], re.DOTALL)[1:]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [re.sub(r"<[^>]+>", "", row[number]).strip() for row in cells]


@pytest.mark.parametrize("name", [question.name for question in questions()])
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_question_has_a_page(made: TestClient, name: str, language: str) -> None:
    """Each question is answered on a page of its own, with its sentence in the language of the page."""
    question = next(found for found in questions() if found.name == name)
    response = made.get(f"/questions/{name}", params={"lang": language})
    assert 200 == response.status_code
    assert f"<h1>{question.summary if language == 'da' else question.summary_en}</h1>" in unescape(response.text)


def test_a_parameter_narrows_the_answer(made: TestClient) -> None:
    """A value in the address narrows the answer, stays in its field, and goes along to the files."""
    text = unescape(made.get(GOT, params={"municipality": "Vejle"}).text)
    assert ["Vejle"] == _column(text, 0)
    assert 'value="Vejle"' in text
    assert "/q/what-a-municipality-got.csv?municipality=Vejle" in text
    assert "Kolding" in _column(unescape(made.get(GOT).text), 0)


def test_quote_on_demand(made: TestClient) -> None:
    """A row says where it stands: folded up, the words themselves and the way to the page that shows them."""
    text = unescape(made.get(GOT, params={"municipality": "Vejle"}).text)
    assert ["Vejle", "15", "1,8"] == text.partition("<blockquote>")[2].partition("</blockquote>")[0].split()
    assert re.search(r'<details class="source">\s*<summary>.*?</summary>\s*<blockquote>', text)
    assert re.search(r'<a href="/id/evidence/[^"]+">Se stedet i dokumentet</a>', text)


def test_fields_offer_what_there_is(site: TestClient) -> None:
    """A field offers municipalities by name, parties by letter, and the pools that the release knows."""
    assert '<option value="Aalborg">' in site.get(GOT).text
    assert '<option value="A">' in site.get("/questions/votes").text
    offered = site.get("/questions/who-got-how-much-per-place").text
    assert '<option value="Pulje til trygge stationer og stoppesteder">' in offered
    assert '<option value="approved">godkendt</option>' in site.get("/questions/decisions-by-outcome").text


def test_sorting(site: TestClient) -> None:
    """A column sorts both ways, figures by their value, words by the Danish alphabet; the heading says which."""
    up = site.get(GOT, params={"sort": "amount"}).text
    assert ["2.400.000", "2.900.000", "4.300.000", "5.100.000", "9.800.000"] == _column(up, 2)
    assert 'aria-sort="ascending"' in up
    names = _column(site.get(GOT, params={"sort": "-recipient"}).text, 0)
    assert ["Aalborg", "Thisted", "Mariagerfjord", "Hjørring", "Frederikshavn"] == names[-1:] + names[:-1]


def test_finding(site: TestClient) -> None:
    """The rows that hold all of some words are shown, whatever column or quote they stand in."""
    assert ["Hjørring"] == _column(site.get(GOT, params={"find": "hjørring STATIONER"}).text, 0)
    assert "Ingen svar" not in site.get(GOT, params={"find": "xyzzy"}).text


def test_chart(site: TestClient) -> None:
    """Where a number and a category are there, bars show them beside their figures, the longest first."""
    chart = site.get(GOT).text.partition('<section class="chart"')[2].partition("</section>")[0]
    assert ["Aalborg", "Hjørring", "Frederikshavn", "Mariagerfjord", "Thisted"] == re.findall(r'"row">(.+?)<', chart)
    assert ["100.0", "52.0"] == re.findall(r'<rect width="([\d.]+)"', chart)[:2]
    assert "9.800.000" in chart


def test_map(site: TestClient) -> None:
    """Where a municipality and a number are there, a map shades the municipalities, and says each figure in words."""
    chart = site.get(GOT).text.partition('<figure class="map"')[2].partition("</figure>")[0]
    assert "<title>Aalborg: 9.800.000</title>" in chart
    assert 98 == len(re.findall(r'<path class="area', chart))
    assert "intet tal" in chart


def test_names_lead_to_things(site: TestClient) -> None:
    """A name that means one thing is a link to its page."""
    text = site.get(GOT).text
    assert '<a href="/id/municipality/0851">Aalborg</a>' in text
    assert '<a href="/id/pool/pulje-til-trygge-stationer-og-stoppesteder">' in text


def test_ways_to_take_it_along(site: TestClient) -> None:
    """The page leads to CSV, Excel and JSON, shows the SPARQL, and how to cite it with the release."""
    text = unescape(site.get(GOT, params={"municipality": "0851"}).text)
    for name in ("csv", "xlsx", "json"):
        assert f'href="/q/what-a-municipality-got.{name}?municipality=0851"' in text
        assert 200 == site.get(f"/q/what-a-municipality-got.{name}", params={"municipality": "0851"}).status_code
    assert 'VALUES ?municipality { "0851" }' in text
    assert site.app.state.pool.release in text  # type: ignore[attr-defined]
    assert "http://testserver/questions/what-a-municipality-got?municipality=0851" in text


def test_what_is_typed_is_shown_as_text(site: TestClient) -> None:
    """Markup in a value is shown, not obeyed, wherever it is typed."""
    typed = "<script>alert(1)</script>"
    for path, name in [(GOT, "municipality"), (GOT, "find"), (GOT, "sort"), ("/search", "q"), ("/findings", "kind")]:
        assert "<script" not in site.get(path, params={name: typed}).text


def test_refusals_are_pages(site: TestClient) -> None:
    """An unknown question is 404 and names those near it, a value that does not fit 400; both as a page."""
    unknown = site.get("/questions/alocations")
    assert 404 == unknown.status_code
    assert "allocations" in unknown.text
    assert "<h1>Det gik ikke" in unknown.text
    assert 400 == site.get("/questions/what-falls-due", params={"from": "soon"}).status_code
    assert 404 == site.get("/questions/allocations.pdf", follow_redirects=True).status_code


def test_a_page_with_an_ending_leads_to_the_answer(site: TestClient) -> None:
    """There is one file of each answer, with its evidence; how the page is shown has no say in it."""
    asked = site.get(f"{GOT}.csv", params={"kommune": "0851", "sort": "amount", "lang": "en"}, follow_redirects=False)
    assert (303, "/q/what-a-municipality-got.csv?kommune=0851") == (asked.status_code, asked.headers["location"])


def test_no_parameter_is_named_as_a_view() -> None:
    """No question has a parameter of the names by which an address says how its answer is shown."""
    assert set() == {parameter.name for question in questions() for parameter in question.parameters} & VIEW
