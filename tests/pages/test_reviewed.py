"""What people said of a fact stands on its page and its document's, and each quote has a row to say it with."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extract.extractors import extract
from extract.text import read_text
from kommunegraf.build import build
from kommunegraf.reading.sources import collect
from kommunegraf.releases.release import Release
from kommunegraf.reviews.applying import APPLIED, apply
from kommunegraf.reviews.table import read_reviews, row
from kommunegraf.server import application

TEXT = (
    "Referat\nByrådet i Lemvig Kommune\n4. marts 2031\n\n1. Stier\nDer afsættes 5 mio. kr. til nye stier.\n"
    "Beslutning: Godkendt.\n"
)
HEAD = "document,quote,fact,verdict,property,value,who,when,note\n"
ROW = "a,Beslutning: Godkendt.,Decision,corrected,outcome,postponed,Ane Bech,2031-05-12,Se lydfilen\n"
DECISIONS = (
    "SELECT ?fact ?evidence { ?fact a <https://w3id.org/kommunegraf/ns#Decision> ."
    " ?evidence <http://www.w3.org/ns/oa#hasBody> ?fact }"
)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Minutes with a decision that a review corrects."""
    folder = tmp_path_factory.mktemp("reviewed")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "in" / "reviews.csv").write_text(HEAD + ROW, encoding="utf-8")
    return build(collect([folder / "in"]), folder / "store")


@pytest.fixture(scope="module")
def pages(release: Release) -> dict[str, str]:
    """The pages of the decision, its document and its evidence."""
    (decision, evidence), *_ = release.store().rows(DECISIONS).rows
    paths = {"fact": decision, "evidence": evidence, "document": "https://w3id.org/kommunegraf/id/document/a"}
    with TestClient(application(release.folder.parents[1], workers=1), headers={"Accept": "text/html"}) as client:
        return {
            name: unescape(client.get(path.removeprefix("https://w3id.org/kommunegraf")).text)
            for name, path in paths.items()
        }


@pytest.mark.parametrize("name", ["fact", "document"])
def test_who_corrected_what_and_when(pages: dict[str, str], name: str) -> None:
    """The verdict, the value before, who and when; a review is no event of the timeline."""
    section = pages[name].partition("Hvad mennesker har sagt om det læste")[2].partition("</section>")[0]
    for told in ("rettet", "approved", "postponed", "Ane Bech", "12. maj 2031", "Se lydfilen"):
        assert told in section, told


def test_a_row_to_copy(pages: dict[str, str], tmp_path: Path) -> None:
    """The page of a quote has a table whose row is a review of just that fact, once who and when are filled in."""
    found = re.search(r"<pre[^>]*>(document,[^<]*)</pre>", pages["evidence"])
    assert found
    (cells,) = csv.DictReader(io.StringIO(found[1]))
    assert (cells["document"], cells["fact"], cells["verdict"]) == ("a", "Decision", "wrong")
    (tmp_path / "reviews.csv").write_text(row({**cells, "who": "Ane", "when": "2031-05-12"}, headed=True), "utf-8")
    document = read_text("a", "a.txt", "0" * 64, TEXT)
    _, (outcome,) = apply(document, extract(document), read_reviews([tmp_path]))
    assert outcome.status == APPLIED
