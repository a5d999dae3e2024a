"""The front page: every question in its group with the head of its answer, figures, what is new, how complete."""

from __future__ import annotations

import time
from html import unescape

from starlette.testclient import TestClient

from kommunegraf.pages.presenting import chart_of, completed_by, groups, map_of
from kommunegraf.queries import question, questions


def _ready(site: TestClient) -> str:
    """The front page once all heads are there."""
    for _ in range(200):
        text = unescape(site.get("/").text)
        if "Svaret regnes ud" not in text:
            return text
        time.sleep(0.1)
    return text


def test_every_question(site: TestClient) -> None:
    """Each question stands on the front page once, under one group, with its sentence."""
    text = _ready(site)
    named = [text.count(f'"/questions/{found.name}"') - _named(found.name) for found in questions()]
    assert [1] * len(questions()) == named
    assert sorted(found.name for found in questions()) == sorted(q.name for found in groups().values() for q in found)


def _named(name: str) -> int:
    """How often the front page names a question outside its card."""
    return {"documents": 2, "coverage-ledger": 1}.get(name, 0)


def test_heads(site: TestClient) -> None:
    """A question's card shows the first rows of its answer, numbers as Danish readers write them."""
    card = _ready(site).partition("/questions/what-a-municipality-got")[2].partition("</article>")[0]
    assert "Aalborg" in card
    assert '<span class="number">9.800.000</span>' in card
    assert card.count("<li>") <= 3


def test_figures_news_and_completeness(site: TestClient) -> None:
    """The front page tells how much there is, what is new, and how much is missing."""
    text = _ready(site)
    assert "5 dokumenter" in text
    assert "Udgave 1," in text
    assert "5 dokumenter er læst." in text
    assert "referat" in text.partition("Af de møder, som dokumenterne kender, mangler")[2].partition(".")[0]


def test_an_unready_front_page_is_whole(made: TestClient) -> None:
    """The first visitor does not wait for the answers: the page has every question, and says what is still to come."""
    text = made.get("/").text
    assert all(f"/questions/{found.name}" in text for found in questions())


def test_what_is_presented_is_there() -> None:
    """Every field, chart and map that is presented is of a question that has that parameter and these columns."""
    for found in questions():
        for parameter in found.parameters:
            name, _, column = completed_by(found, parameter).partition(".")
            assert not column or f"?{column}" in question(name).text
        for drawing in (chart_of(found), map_of(found)):
            assert drawing is None or all(f"?{name}" in found.text for name in (drawing.by, drawing.measure) if name)
