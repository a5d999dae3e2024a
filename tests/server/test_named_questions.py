"""Questions as addresses: each format read by what it is for, in pages, each row with a link to its evidence."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import httpx
import openpyxl
import pandas
import polars
import pytest

from kommunegraf.base import BASE
from kommunegraf.endpoint.openapi import described
from kommunegraf.endpoint.paging import NAMES
from kommunegraf.endpoint.patience import PARAMETER
from kommunegraf.queries import Question, questions

RESULT = "{http://www.w3.org/2005/sparql-results#}"
ROOT = Path(__file__).parents[2]
VALUES = {path.stem: json.loads(path.read_text()) for path in (ROOT / "tests" / "queries").glob("*.json")}
SHOWN = sorted(set(re.findall(r"http://127\.0\.0\.1:8700(/[^\s\"')]+)", (ROOT / "docs" / "tables.md").read_text())))


@pytest.fixture(scope="module")
def site(serve: Callable[..., httpx.Client], served: Path) -> httpx.Client:
    return serve(served)


def _rows(response: httpx.Response) -> list[dict[str, str]]:
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.text)))


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_the_rows_are_those_of_the_question_with_their_evidence(asked: Question, site: httpx.Client) -> None:
    """An answer has the rows of the question itself, in its order; each that has a quote links to its evidence."""
    values = VALUES.get(asked.name, {})
    plain = site.get("/sparql", params={"query": asked.bind(values), "format": "csv"})
    rows = _rows(site.get(f"/q/{asked.name}.csv", params=values))
    own = _rows(plain)
    assert [{name: value for name, value in row.items() if name in own[0]} for row in rows] == own
    assert list(rows[0])[-1] == "evidence"
    for row in rows:
        # a fact that a review took out has a quote, but nothing that it is evidence for
        bare = not row["evidence"] and (not row.get("quote") or row.get("verdict") == "wrong")
        assert bare or row["evidence"].startswith(str(site.base_url))
    assert any(row["evidence"] for row in rows)


def test_evidence_is_at_its_address(site: httpx.Client) -> None:
    """The address of the evidence answers on this site, and tells the quote of the row."""
    (row, *_) = _rows(site.get("/q/what-a-municipality-got.csv", params={"kommune": "0621"}))
    evidence = row["evidence"]
    found = site.get(evidence, headers={"Accept": "text/turtle"})
    assert (found.status_code, "oa:Annotation" in found.text) == (200, True)
    query = f"""PREFIX oa: <http://www.w3.org/ns/oa#>
      SELECT ?quote {{ <{BASE}{evidence.partition("/id/")[2]}> oa:hasTarget/oa:hasSelector/oa:exact ?quote }}"""
    quotes = _rows(site.get("/sparql", params={"query": query, "format": "csv"}))
    assert quotes == [{"quote": row["quote"]}]


def test_pandas_reads_it_by_its_address(site: httpx.Client) -> None:
    """What a data scientist writes: read_csv and read_excel of an address."""
    address = str(site.base_url.join("/q/what-a-municipality-got"))
    read = pandas.read_csv(f"{address}.csv?kommune=0621")
    assert (list(read.recipient), list(read.amount), read.amount.dtype.kind) == (["Kolding"], [3000000], "i")
    sheet = pandas.read_excel(f"{address}.xlsx?kommune=0621")
    tabs = pandas.read_csv(f"{address}.tsv?kommune=0621", sep="\t")
    assert sheet.to_dict("records") == tabs.to_dict("records") == read.to_dict("records")


def test_polars_reads_it_by_its_address(site: httpx.Client) -> None:
    """polars reads a table piece by piece (Range)."""
    address = str(site.base_url.join("/q/what-a-municipality-got.csv?kommune=0621"))
    read = polars.read_csv(address)
    assert (read["recipient"].to_list(), read["amount"].to_list()) == (["Kolding"], [3000000])


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-7", 206, slice(0, 8)),
        ("bytes=8-", 206, slice(8, None)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=5-999999", 206, slice(5, None)),
        ("bytes=7-3", 200, slice(None)),
        ("bytes=999999-", 416, slice(0, 0)),
        ("bytes=0-1,3-4", 200, slice(None)),
        ("bytes=-", 200, slice(None)),
        ("pages=1-2", 200, slice(None)),
    ],
)
def test_parts_of_a_file(site: httpx.Client, asked: str, status: int, part: slice) -> None:
    """A part that is asked for comes as such; what is asked for in another way is the whole."""
    plain = {"Accept-Encoding": "identity"}
    whole = site.get("/q/mentions.csv", headers=plain)
    found = site.get("/q/mentions.csv", headers={**plain, "Range": asked})
    assert (found.status_code, found.content) == (status, whole.content[part])
    assert (f"/{len(whole.content)}" in found.headers.get("content-range", "")) == (status != 200)


def test_a_sheet_has_numbers_links_and_no_formula(site: httpx.Client) -> None:
    """In a workbook sums are numbers, the evidence is a link, and the rest is text."""
    content = site.get("/q/what-a-municipality-got.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    head, first = (list(row) for row in sheet.iter_rows(max_row=2))
    cells = {name.value: cell for name, cell in zip(head, first, strict=True)}
    assert isinstance(cells["amount"].value, int | float)
    assert cells["evidence"].hyperlink is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"n", "s"}
    assert content == site.get("/q/what-a-municipality-got.xlsx").content


def test_json_and_xml_are_those_of_sparql(site: httpx.Client) -> None:
    """JSON and XML hold the same rows as CSV, with the kinds of their terms."""
    rows = _rows(site.get("/q/milestones.csv"))
    found = site.get("/q/milestones.json")
    assert found.headers["content-type"] == "application/sparql-results+json"
    bindings = found.json()["results"]["bindings"]
    assert [{name: term["value"] for name, term in row.items()} for row in bindings] == [
        {name: value for name, value in row.items() if value} for row in rows
    ]
    results = ElementTree.fromstring(site.get("/q/milestones.xml").content).iter(f"{RESULT}result")
    assert [{cell.get("name"): cell[0].text for cell in row} for row in results] == [
        {name: value for name, value in row.items() if value} for row in rows
    ]


def test_pages_lead_through_the_whole(site: httpx.Client) -> None:
    """From the first page the links of next lead to all rows, each once; the total is told on every page."""
    whole = _rows(site.get("/q/mentions.csv"))
    assert len(whole) > 2
    for start in ("limit=2", "limit=2&page=1"):
        rows, address = [], f"/q/mentions.csv?{start}"
        while address:
            response = site.get(address)
            rows += _rows(response)
            assert int(response.headers["x-total-count"]) == len(whole)
            address = response.links.get("next", {}).get("url", "")
        assert rows == whole
    last = site.get(response.links["first"]["url"]).links["last"]["url"]
    assert _rows(site.get(last))[-1] == whole[-1]
    assert "prev" in site.get(last).links
    assert "link" not in site.get("/q/mentions.csv").headers
    assert _rows(site.get("/q/mentions.csv", params={"offset": "1"})) == whole[1:]
    assert _rows(site.get("/q/mentions.csv", params={"page": "99"})) == []


@pytest.mark.parametrize("name", ["municipality", "kommune"])
def test_parameters_have_names_in_both_languages(site: httpx.Client, name: str) -> None:
    """A parameter is given by its English or its Danish name; links go on with the English one."""
    response = site.get("/q/what-a-municipality-got.csv", params={name: "0621", "limit": "1"})
    assert [row["recipient"] for row in _rows(response)] == ["Kolding"]
    assert "municipality=0621" in response.links["first"]["url"]


@pytest.mark.parametrize("name", ["year", "år", "aar"])
def test_danish_letters_may_be_left_out(site: httpx.Client, name: str) -> None:
    """A Danish name with æ, ø or å is also read without them, as many programs write addresses."""
    found = site.get("/q/sums-by-price-level.csv", params={name: "2031"})
    assert (found.status_code, found.text) == (200, site.get("/q/sums-by-price-level.csv?year=2031").text)


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/q/nothing.csv", 404, "no question nothing"),
        ("/q/mentions.pdf", 404, "json, xml, csv, tsv, xlsx, html"),
        ("/q/mentions.csv?colour=red", 400, "no parameter colour"),
        ("/q/mentions.csv?limit=0", 400, "limit is a whole number from 1"),
        ("/q/mentions.csv?limit=-1", 400, "limit is a whole number from 1"),
        ("/q/mentions.csv?offset=x", 400, "offset is a whole number from 0"),
        ("/q/mentions.csv?page=0", 400, "page is a whole number from 1"),
        ("/q/mentions.csv?page=1&offset=1", 400, "either page or offset"),
        ("/q/mentions.csv?limit=1&limit=2", 400, "limit is there twice"),
        ("/q/what-a-municipality-got.csv?kommune=0621&municipality=0101", 400, "same parameter"),
        ("/q/what-falls-due.csv?from=soon", 400, "from: soon does not fit"),
    ],
)
def test_mistakes_are_told(site: httpx.Client, address: str, status: int, told: str) -> None:
    """A mistake is a status and a sentence that says what to write instead."""
    response = site.get(address)
    assert (response.status_code, told in response.text) == (status, True), response.text


def test_a_value_is_a_term_and_never_text(site: httpx.Client) -> None:
    """A value that looks like SPARQL is looked for as it is."""
    hostile = '0621" } UNION { ?s ?p ?o } #'
    assert _rows(site.get("/q/what-a-municipality-got.csv", params={"kommune": hostile})) == []


def test_a_browser_goes_on_to_the_page(site: httpx.Client) -> None:
    """The ending .html leads to the question's page, with the parameters."""
    response = site.get("/q/what-a-municipality-got.html?kommune=0621&limit=3")
    place = "/questions/what-a-municipality-got?municipality=0621"
    assert (response.status_code, response.headers["location"]) == (303, place)


def test_an_answer_is_asked_for_again_with_its_tag(site: httpx.Client) -> None:
    """The same answer is 304 to who has it; another page or another format has a tag of its own."""
    first = site.get("/q/mentions.csv?limit=2")
    again = site.get("/q/mentions.csv?limit=2", headers={"If-None-Match": first.headers["etag"]})
    others = [site.get(address).headers["etag"] for address in ("/q/mentions.csv?limit=3", "/q/mentions.tsv?limit=2")]
    assert (again.status_code, again.content) == (304, b"")
    assert len({first.headers["etag"], *others}) == 3


def test_no_question_takes_the_name_of_a_shared_parameter() -> None:
    """No question's parameter has the name of one that every address has."""
    names = {name for asked in questions() for parameter in asked.parameters for name in parameter.names}
    assert names.isdisjoint({*NAMES, PARAMETER})


def test_every_parameter_has_a_danish_name() -> None:
    """Each parameter of the questions is named in Danish, too, and no name means two parameters."""
    for asked in questions():
        names = [name for parameter in asked.parameters for name in parameter.names]
        assert len(names) == len(set(names)), asked.name
        assert all(parameter.danish_name for parameter in asked.parameters), asked.name


def test_described_by_openapi(site: httpx.Client) -> None:
    """Every question has its path, its parameters and its formats in the description."""
    paths = described()["paths"]
    for asked in questions():
        operation = paths[f"/q/{asked.name}.{{ending}}"]["get"]
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert names == {"ending", "limit", "offset", "page", "timeout", *(found.name for found in asked.parameters)}
    assert re.search(r"kommune", json.dumps(paths["/q/what-a-municipality-got.{ending}"]))
    formats = operation["parameters"][0]["schema"]["enum"]
    for ending in formats:
        media_type = site.get(f"/q/documents.{ending}").headers["content-type"].partition(";")[0]
        assert media_type in operation["responses"]["200"]["content"], ending


@pytest.mark.parametrize("address", SHOWN)
def test_addresses_of_the_documentation(site: httpx.Client, address: str) -> None:
    """Each address that docs/tables.md shows answers with a table that has its evidence."""
    response = site.get(address)
    assert (response.status_code, response.text.splitlines()[0].endswith(",evidence")) == (200, True)


@pytest.mark.parametrize(
    ("accept", "query", "place"),
    [
        ("text/csv", "?kommune=0621&limit=2", "/q/what-a-municipality-got.csv?kommune=0621&limit=2"),
        ("application/json;q=0.4, text/tab-separated-values", "", "/q/what-a-municipality-got.tsv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "", "/q/what-a-municipality-got.html"),
        ("text/html", "?format=xlsx", "/q/what-a-municipality-got.xlsx"),
        ("*/*", "", "/q/what-a-municipality-got.json"),
    ],
)
def test_without_an_ending_the_request_chooses(accept: str, query: str, place: str, site: httpx.Client) -> None:
    """The address without an ending leads to the form that the Accept header or the parameter format likes best."""
    response = site.get(f"/q/what-a-municipality-got{query}", headers={"Accept": accept})
    assert (303, place) == (response.status_code, response.headers["location"])
    assert 406 == site.get("/q/what-a-municipality-got", headers={"Accept": "image/png"}).status_code
    assert 404 == site.get("/q/no-such-question").status_code
