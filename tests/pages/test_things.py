"""The page of a thing of each kind: facts with their evidence, what was decided, what adds up, what links to it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kommunegraf.pages.asking import FOLDER, about, own
from kommunegraf.pages.sections import Section, sections, sections_of
from kommunegraf.releases.release import current
from kommunegraf.wording import words

ITEM = "/id/agenda-item/kkr-nordjylland/2026-09-11/2.1"
POOL = "/id/pool/pulje-til-trygge-stationer-og-stoppesteder"


def _page(client: TestClient, path: str, **values: str) -> str:
    response = client.get(path, params=values)
    assert (200, True) == (response.status_code, response.headers["content-type"].startswith("text/html"))
    return unescape(response.text)


def _headings(text: str) -> list[str]:
    found = re.findall(r"<h2[^>]*>(.*?)</h2>", text, re.DOTALL)
    return [re.sub(r"<span.*|<[^>]+>", "", heading).strip() for heading in found]


@pytest.mark.parametrize(
    ("path", "name", "headings"),
    [
        (
            "/id/municipality/0851",
            "Aalborg",
            {"Penge fra puljer", "Hører under", "Hvor det nævnes", "Numre i registre"},
        ),
        ("/id/kkr/kkr-nordjylland", "KKR Nordjylland", {"Kommuner, der er med", "Møder", "Dokumenter herfra"}),
        ("/id/agreement/oekonomiaftale-2027", "kommunernes økonomi for 2027", {"Parter", "Penge i aftalen"}),
        ("/id/reform/aeldrereform", "ældrereform", {"Hvor det står"}),
        (POOL, "Pulje til trygge stationer", {"Hvordan puljen er fordelt", "Trykt total"}),
        ("/id/person/birgitte-skovlund", "Birgitte Skovlund", {"Udpeget til"}),
        ("/id/meeting/kkr-nordjylland/2026-09-11", "11. september 2026", {"Punkter: indstillet og besluttet"}),
        (ITEM, "Punkt 2.1:", {"Indstillet", "Besluttet", "Bilag"}),
        (
            "/id/document/kkr-nordjylland-2026-09-11",
            "KKR Nordjylland",
            {"Dagsordenspunkter", "Beløb", "Hvad der er læst"},
        ),
        ("/id/concept/topic/mobility", "mobilitet", {"Handler om emnet"}),
        ("/id/party/A", "Socialdemokratiet", {"Personer i partiet"}),
        ("/id/case/kl/sag-2026-01207", "SAG-2026-01207", {"Sagens vej"}),
    ],
)
def test_kinds(site: TestClient, path: str, name: str, headings: set[str]) -> None:
    """A thing of each kind has its name as the heading, its sections, what links to it, and its data."""
    text = _page(site, path)
    assert name.casefold() in text.partition("<h1>")[2].partition("</h1>")[0].casefold()
    assert set() == headings - set(_headings(text))
    assert f'href="{path}?format=ttl"' in text
    assert f'<code class="address">https://w3id.org/kommunegraf{path}</code>' in text


def test_english(site: TestClient) -> None:
    """The same page in English has English headings, kinds and numbers; what documents say stays as it is."""
    text = _page(site, POOL, lang="en")
    assert "How the pool was shared" in _headings(text)
    assert "9,800,000" in text
    assert "Pulje til trygge stationer og stoppesteder" in text


def test_pool_adds_up_or_not(site: TestClient) -> None:
    """A pool whose shares do not make the printed total says so, with the difference."""
    text = _page(site, POOL)
    assert "Andelene giver 24.500.000 kr., men der er trykt 24.600.000 kr. i alt: forskellen er 100.000 kr." in text


def test_recommended_beside_decided(site: TestClient, samples: Path) -> None:
    """An item shows what was recommended beside what was decided; what was not read is said to be unknown."""
    open_item = _page(site, ITEM)
    assert "sende videre" in open_item.partition("Indstillet</h2>")[2].partition("Besluttet</h2>")[0]
    assert "Ingen beslutning er læst" in open_item.partition("Besluttet</h2>")[2]
    rows = (
        current(samples)
        .store()
        .rows(
            "PREFIX dct: <http://purl.org/dc/terms/> PREFIX kg: <https://w3id.org/kommunegraf/ns#> "
            "SELECT ?item { ?d a kg:Decision ; dct:subject ?item } ORDER BY ?item LIMIT 1"
        )
    )
    decided = _page(site, rows.rows[0][0].removeprefix("https://w3id.org/kommunegraf"))
    assert "Ingen beslutning er læst" not in decided
    assert "<blockquote>" in decided.partition("Besluttet</h2>")[2].partition("</section>")[0]


def test_evidence_under_each_fact(site: TestClient) -> None:
    """Each row of a section that is a fact shows its quote and leads to the page that has it."""
    shares = _page(site, POOL).partition('id="s-shares"')[2].partition("</section>")[0]
    assert 5 == shares.count("<blockquote>") == len(re.findall(r'href="/id/evidence/', shares))


def test_timeline_and_links(site: TestClient) -> None:
    """What has a date stands in order on a timeline; what links to a thing is counted by kind and connection."""
    text = _page(site, "/id/kkr/kkr-nordjylland")
    days = re.findall(r'<time datetime="([^"]+)"', text)
    assert days == sorted(days)
    assert "2026-09-11" in days
    assert "mødeindkaldelse" in text or "møde" in text.partition('id="linking"')[2]


def test_identifiers_elsewhere(site: TestClient) -> None:
    """A municipality leads to itself at Wikidata, and has its numbers in the registers."""
    text = _page(site, "/id/municipality/0851")
    assert re.search(r'<a href="https?://www\.wikidata\.org/entity/Q\d+" rel="external">wikidata\.org: Q\d+', text)
    assert "DAGI" in text.partition('id="s-registers"')[2]


def test_a_fact_and_a_bare_part(site: TestClient) -> None:
    """A single fact has a page too, and so has any part of one, under a name that people can read."""
    address = re.search(r'href="(/id/recommendation/[^"]+)"', _page(site, ITEM))
    assert address
    assert "indstilling" in _page(site, address[1])
    assert "Grafen" not in _headings(_page(site, "/id/area/0851"))


def test_unknown(site: TestClient) -> None:
    """Of an address that nothing is known of, a page says so with 404."""
    response = site.get("/id/municipality/9999")
    assert 404 == response.status_code
    assert "<h1>Det gik ikke" in response.text


@pytest.mark.parametrize("section", sections(), ids=lambda section: section.question.name)
def test_sections_are_in_form(section: Section, samples: Path) -> None:
    """The query of a section runs, is of classes that exist, has a heading in both languages and columns in Danish."""
    assert section.question.summary
    assert section.question.summary_en
    assert section in sections_of(section.of)
    iri = "https://w3id.org/kommunegraf/id/municipality/0851"
    columns = current(samples).store().rows(about(section.question, thing=iri)).columns
    shown = [name for name in columns if not name.endswith("_iri") and name != "fact"]
    assert [] == [name for name in shown if name not in words("da").columns]
    assert all(name.removesuffix("_iri") in columns for name in columns)


@pytest.mark.parametrize("name", [path.stem for path in sorted(FOLDER.glob("*.rq"))])
def test_own_queries_run(name: str, samples: Path) -> None:
    """Each query of the pages runs, with the things that it is about set and without."""
    question = own(name)
    address = "https://w3id.org/kommunegraf/id/municipality/0851"
    asked_for = question.text.partition("WHERE")[0]
    free = (parameter.name for parameter in question.parameters if f"?{parameter.name}" not in asked_for)
    values = dict.fromkeys(free, address)
    columns = [current(samples).store().rows(text).columns for text in (about(question, **values), question.text)]
    assert columns[0] == columns[1]
