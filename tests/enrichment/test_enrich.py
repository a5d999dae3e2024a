"""Facts of other open data: fetched within bounds, kept, and graphs of their own in the next release."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rdflib import RDF, Dataset, Graph

from kommunegraf.build import build, renew
from kommunegraf.checking.validation import validate
from kommunegraf.cli import main
from kommunegraf.enrich import retsinformation, wikidata
from kommunegraf.enrich.fetching import QUIET, fetch
from kommunegraf.enrich.kept import FOLDER, kept
from kommunegraf.enrich.running import PATIENCE, enrich, known
from kommunegraf.enrich.sources import TABLE, chosen, sources
from kommunegraf.errors import Unreachable, WrongUse
from kommunegraf.queries import question
from kommunegraf.reading.pieces import lines_of
from kommunegraf.reading.sources import collect
from kommunegraf.releases.release import Release, current
from kommunegraf.terms import DCT, KG, PROV, VOID

NAMES = ["enrichment-population", "enrichment-retsinformation", "enrichment-wikidata"]


def enriched(store: Path, site: Any) -> Release:
    """A graph with what the recorded answers say."""
    for found in enrich(store, known(current(store)), site.table()):
        assert found.failure is None, found.failure
    return renew(store)


def graph_of(release: Release, name: str) -> Graph:
    data = Dataset()
    data.parse(data="\n".join(lines_of(release.graphs()[name])), format="nquads")
    return next(graph for graph in data.graphs() if len(graph))


def test_each_source_is_a_graph_of_its_own(store: Path, site: Any) -> None:
    """The next release has a graph for each source, the others are as they were, and all of it satisfies the shapes."""
    before = {name: path.read_bytes() for name, path in current(store).graphs().items() if name != "catalogue"}
    release = enriched(store, site)
    assert NAMES == [name for name in release.graphs() if name.startswith("enrichment")]
    assert before == {name: path.read_bytes() for name, path in release.graphs().items() if name in before}
    for name in NAMES:
        assert () == validate(graph_of(release, name)).problems


def test_a_graph_says_who_when_and_on_what_terms(store: Path, site: Any) -> None:
    """Title, licence, and the time that the answer itself gives."""
    release = enriched(store, site)
    for source in sources():
        graph = graph_of(release, f"enrichment-{source.name}")
        head = next(graph.subjects(RDF.type, VOID.Dataset))
        assert {source.danish, source.english} == {str(title) for title in graph.objects(head, DCT.title)}
        assert source.licence == str(graph.value(head, DCT.license))
        assert "2031-02-03T10:11:12+00:00" == str(graph.value(head, PROV.generatedAtTime))


def test_population_is_of_the_first_of_january(store: Path, site: Any) -> None:
    """Only first quarters count, of places that are known, in years that the reference data do not have."""
    rows = (
        enriched(store, site)
        .store()
        .rows(
            f"SELECT ?place ?year ?value {{ GRAPH ?g {{ ?p a <{KG.Population}> ; <{KG.entity}> ?place ; "
            f"<{KG.period}> ?year ; <{KG.value}> ?value }} FILTER(STRENDS(STR(?g), 'enrichment-population')) }} "
            "ORDER BY ?place ?year"
        )
    )
    assert [
        ("municipality/0101", "2030", "700000"),
        ("municipality/0101", "2031", "710000"),
        ("municipality/0621", "2031", "94000"),
        ("region/1084", "2031", "1900000"),
    ] == [(place.partition("/id/")[2], year, value.partition(".")[0]) for place, year, value in rows.rows]


def test_labels_are_of_what_is_linked_to(store: Path, site: Any) -> None:
    """Labels and descriptions in Danish and English, of the items that were asked about."""
    lines = [line for line in lines_of(enriched(store, site).graphs()["enrichment-wikidata"]) if "/entity/Q" in line]
    assert [
        ("Q26061", '"Region Syddanmark"@da'),
        ("Q504977", '"Greve Kommune"@da'),
        ("Q504977", '"Greve Municipality"@en'),
        ("Q504977", '"kommune ved en bugt"@da'),
    ] == sorted(
        (line.partition("/entity/")[2].partition(">")[0], line.split("> ", 2)[2].rpartition(" <")[0]) for line in lines
    )
    asked = [path for path in site.asked if path.startswith("/wikidata")]
    assert all(path.count("%7C") < 50 for path in asked)
    assert len(wikidata.wanted(known(current(store)))) == sum(path.count("%7C") + 1 for path in asked)


def test_acts_that_documents_name_get_their_titles(store: Path, site: Any) -> None:
    """The act of the document is asked about, and no other."""
    release = enriched(store, site)
    assert ["/eli/lta/2030/412.ttl"] == [path for path in site.asked if path.startswith("/eli")]
    assert any(
        '"Lov om nye cykelstier"@da' in line for line in lines_of(release.graphs()["enrichment-retsinformation"])
    )
    assert ["2030/412"] == retsinformation.wanted(known(release))


def test_the_title_of_an_act_is_in_the_answer(store: Path, site: Any) -> None:
    """Who asks which acts documents refer to sees what they are called."""
    rows = enriched(store, site).store().rows(question("laws-referred-to").text).records()
    assert ["Lov om nye cykelstier"] == [row["act_title"] for row in rows]


def test_an_act_that_is_not_there_stops_no_other(store: Path, site: Any) -> None:
    """It is asked for once, and told; the others get their titles."""
    about = {f"https://www.retsinformation.dk/eli/lta/2030/{number}" for number in (7, 412, 900)}
    table = [source for source in site.table() if source.name == "retsinformation"]
    (found,) = enrich(store, about, table)
    assert (1, 2, 0, None) == (found.new, found.absent, found.left, found.failure)
    (again,) = enrich(store, about, table)
    assert (0, 3, 0) == (again.new, again.held, again.absent)
    assert 3 == len(site.asked)


def test_a_source_that_has_moved_is_told(store: Path, site: Any) -> None:
    """Where nothing at all is there, nothing is kept, and not every thing is asked for; what was kept stays."""
    about = {f"https://www.retsinformation.dk/eli/lta/2030/{number}" for number in range(600, 630)}
    table = [source for source in site.table() if source.name != "wikidata"]
    population, acts = enrich(store, about, table)
    assert population.failure is None
    assert acts.failure is not None
    assert (PATIENCE, []) == (len(site.asked) - 1, list(kept(store, "retsinformation")))
    site.says["/folk1a.csv"] = (404, {}, b"")
    (population,) = enrich(store, about, table[:1], renew=True)
    assert population.failure is not None
    assert "101;2031K1" in next(kept(store, "population")).text


def test_what_is_kept_is_not_asked_for_again(store: Path, site: Any) -> None:
    """A second run asks for nothing and gives the same release; with ``renew`` it asks for all of it."""
    first = enriched(store, site)
    number = len(site.asked)
    assert first == enriched(store, site)
    assert number == len(site.asked)
    list(enrich(store, known(first), site.table(), renew=True))
    assert 2 * number == len(site.asked)


def test_a_build_reads_what_is_kept(store: Path, site: Any, tmp_path: Path) -> None:
    """A later build, and one in another folder with the same kept answers, has the same graphs, byte for byte."""
    first = enriched(store, site)
    papers = collect([tmp_path / "papers"])
    assert first == build(papers, store)
    assert first == build(papers, store)
    (store / FOLDER).rename(tmp_path / "aside")
    assert not any(name.startswith("enrichment") for name in build(papers, store).graphs())
    (tmp_path / "aside").rename(store / FOLDER)
    assert first.name == build(papers, store).name


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ((302, {"Location": "http://localhost:9/elsewhere"}, b""), "localhost:9"),
        ((302, {"Location": "file:///etc/hostname"}, b""), ""),
        ((500, {}, b"no"), "HTTP 500"),
        ((200, {}, b"x" * 5000), "> 4000 B"),
        ((200, {"Content-Length": "900"}, b"cut"), ""),
        ((200, {}, b"<html>a page</html>"), "another form"),
    ],
    ids=["elsewhere", "file", "error", "large", "cut", "page"],
)
def test_an_answer_that_is_not_right_is_not_kept(store: Path, site: Any, says: Any, why: str) -> None:
    """A source that fails is told with its reason, keeps nothing, and stops no other."""
    site.says["/folk1a.csv"] = says
    table = [replace(source, bytes=4000) if source.name == "population" else source for source in site.table()]
    found = list(enrich(store, known(current(store)), table))
    assert ["population", "wikidata", "retsinformation"] == [one.source.name for one in found]
    assert [True, False, False] == [one.failure is not None for one in found]
    assert found[0].failure is not None
    assert why in found[0].failure.message("en")
    assert [] == list(kept(store, "population"))
    assert 1 == len(list(kept(store, "retsinformation")))


def test_a_redirect_on_the_same_host_is_followed(site: Any) -> None:
    """A source may move an address within itself."""
    site.says["/old"] = (301, {"Location": f"{site.address}/folk1a.csv"}, b"")
    assert fetch(f"{site.address}/old", "text/csv", 4000).body.startswith("OMRÅDE".encode())


def test_a_source_that_takes_too_long_is_left(site: Any) -> None:
    """The whole answer has its time, however steadily it comes."""
    with pytest.raises(Unreachable, match="timeout"):
        fetch(f"{site.address}/folk1a.csv", "text/csv", 4000, seconds=QUIET, clock=iter([0.0, QUIET + 1]).__next__)


def test_no_more_requests_than_the_table_says(store: Path, site: Any) -> None:
    """What is left over is told, and fetched by the next run."""
    table = [replace(source, requests=1, at_once=100) for source in site.table() if source.name == "wikidata"]
    found = next(iter(enrich(store, known(current(store)), table)))
    assert 1 == found.new
    assert found.left > 0
    again = next(iter(enrich(store, known(current(store)), table)))
    assert (1, found.left - 1) == (again.new, again.left)


def test_the_command_goes_on_without_a_source(store: Path, site: Any, tmp_path: Path) -> None:
    """One source is gone: it says so and makes the release with the others; all gone: exit code 1."""
    table = tmp_path / "sources.toml"
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    new = iter(
        [f"{site.address}/gone", f"{site.address}/wikidata.json?ids={{ids}}", f"{site.address}/eli/lta/{{ids}}.ttl"]
    )
    table.write_text(
        "\n".join(f'address = "{next(new)}"' if line.startswith("address") else line for line in lines),
        encoding="utf-8",
    )
    before = current(store).name
    run = CliRunner().invoke(main, ["--store", str(store), "enrich", "--sources", str(table)])
    assert 0 == run.exit_code, run.output
    assert "HTTP 404" in run.output
    assert NAMES[1:] == [name for name in current(store).graphs() if name.startswith("enrichment")]
    assert before != current(store).name
    alone = CliRunner().invoke(
        main, ["--store", str(store), "enrich", "--sources", str(table), "--source", "population"]
    )
    assert 1 == alone.exit_code
    listed = CliRunner().invoke(main, ["--store", str(store), "enrich", "--list"])
    assert ["population", "wikidata", "retsinformation"] == [line.split("\t")[0] for line in listed.output.splitlines()]


def test_a_source_that_is_not_there_is_refused() -> None:
    """A name of the command line that is no source."""
    with pytest.raises(WrongUse):
        chosen(TABLE, ["weather"])
