"""The static site: every page of the server that is the same for everyone, with links that hold in any folder."""

from __future__ import annotations

import hashlib
import html
import json
import re
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from kommunegraf.cli import main
from kommunegraf.errors import WrongUse
from kommunegraf.opendata import profiles
from kommunegraf.opendata.places import ELSEWHERE, link, place
from kommunegraf.opendata.publisher import Publisher
from kommunegraf.opendata.static_site import MARK, make
from kommunegraf.queries import questions
from kommunegraf.terms import DCAT, SPDX

SITE = "https://data.example.dk/graph/"
LINK = re.compile(r'\b(?:href|src|action)="([^"]*)"')


@pytest.fixture(scope="module")
def made(served: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site of the small made dataset."""
    folder = tmp_path_factory.mktemp("made") / "site"
    assert 0 == make(served, folder, Publisher("Ny Kommune"), SITE).left
    return folder


def links(folder: Path) -> dict[Path, list[str]]:
    pages = sorted(folder.rglob("*.html"))
    return {path: [html.unescape(found) for found in LINK.findall(path.read_text(encoding="utf-8"))] for path in pages}


def test_every_link_within_the_site_resolves(made: Path) -> None:
    """A crawl of the folder finds a file behind each link, and an element behind each fragment of one."""
    broken = []
    for path, found in links(made).items():
        for address in found:
            wanted = urlsplit(address)
            if wanted.scheme or wanted.netloc:
                continue
            there = (path.parent / unquote(wanted.path)).resolve() if wanted.path else path
            if not there.is_file() or not there.is_relative_to(made.resolve()):
                broken.append((path.name, address))
    assert [] == broken


def test_no_link_needs_the_root_of_a_server(made: Path) -> None:
    """The folder may lie under any path: no link begins with a slash, and no page has a script."""
    assert [] == [(path.name, found) for path, all_ in links(made).items() for found in all_ if found.startswith("/")]
    assert [] == [path.name for path in made.rglob("*.html") if "<script" in path.read_text(encoding="utf-8")]


def test_each_question_has_its_page_in_both_languages(made: Path) -> None:
    """And the answers of those without parameters as CSV, beside the front page that shows them."""
    for question in questions():
        for folder, summary in ((made, question.summary), (made / "en", question.summary_en)):
            text = (folder / "questions" / f"{question.name}.html").read_text(encoding="utf-8")
            assert html.escape(summary, quote=False) in html.unescape(text) or summary in html.unescape(text)
    table = (made / "q" / "allocations.csv").read_text(encoding="utf-8-sig")
    assert "Kolding" in table
    for address in re.findall(r"https://data\.example\.dk/[^\s,\"]+", table):
        assert (made / unquote(address.removeprefix(SITE))).is_file()
    assert 'lang="en"' in (made / "en" / "index.html").read_text(encoding="utf-8")


def test_things_have_pages(made: Path) -> None:
    """A thing that an answer names is a click away."""
    assert "Kolding" in (made / "id" / "municipality" / "0621.html").read_text(encoding="utf-8")


def test_dumps_are_what_their_checksums_say(made: Path) -> None:
    """Each dump and table has the SHA-256 that stands beside it, and the SHA-1 that the description gives."""
    lines = [
        line for sums in (made / "dumps").glob("*.sha256") for line in sums.read_text(encoding="utf-8").splitlines()
    ]
    assert lines
    for line in lines:
        expected, _, name = line.partition("  ")
        assert expected == hashlib.sha256((made / "dumps" / name).read_bytes()).hexdigest()
    description = Graph().parse(made / "catalog.ttl")
    for node, address in description.subject_objects(DCAT.downloadURL):
        content = (made / str(address).removeprefix(SITE)).read_bytes()
        told = str(description.value(description.value(node, SPDX.checksum), SPDX.checksumValue))
        assert hashlib.sha1(content).hexdigest() == told  # noqa: S324, what the profile asks for


def test_the_description_satisfies_the_profiles(made: Path) -> None:
    """In each of its forms it is the same graph, and nothing of it violates a profile."""
    description = Graph().parse(made / "catalog.ttl")
    assert [] == [fault for found in profiles.faults(description, profiles.profiles()).values() for fault in found]
    assert URIRef(f"{SITE}dumps/kommunegraf.nq.gz") in set(description.objects(None, DCAT.downloadURL))
    for name, written in (("rdf", "xml"), ("jsonld", "json-ld")):
        assert meant(description) == meant(Graph().parse(made / f"catalog.{name}", format=written))


def meant(graph: Graph) -> set[tuple[str, str, str]]:
    """The triples by the values that literals stand for: 1 and 1.0 are one number."""
    return {
        (str(s), str(p), str(o.toPython().normalize() if isinstance(o.toPython(), Decimal) else o)) for s, p, o in graph
    }  # type: ignore[attr-defined]


def test_the_sitemap_lists_every_page(made: Path) -> None:
    """Each page but the one that says what is not here, by its address."""
    listed = re.findall("<loc>([^<]+)</loc>", (made / "sitemap.xml").read_text(encoding="utf-8"))
    pages = {path.relative_to(made).as_posix() for path in made.rglob("*.html") if path.name != ELSEWHERE}
    assert pages == {unquote(html.unescape(address).removeprefix(SITE)) for address in listed}
    assert f"Sitemap: {SITE}sitemap.xml" in (made / "robots.txt").read_text(encoding="utf-8")


def test_a_bound_leaves_no_link_broken(served: Path, tmp_path: Path) -> None:
    """With few pages the rest is told, and the links to them lead to the page that says so."""
    found = make(served, tmp_path / "site", Publisher(), SITE, most=12)
    assert 12 >= found.pages
    assert found.left > 0
    test_every_link_within_the_site_resolves(tmp_path / "site")


def test_a_folder_of_others_is_left_alone(served: Path, tmp_path: Path) -> None:
    """Only an empty folder, or a site of ours, is replaced; by the command with code 2."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WrongUse):
        make(served, tmp_path, Publisher(), SITE, most=3)
    target = tmp_path / "site"
    arguments = [
        "--store",
        str(served),
        "site",
        str(target),
        "--most",
        "5",
        "--address",
        SITE,
        "--publisher",
        "Ny Kommune",
    ]
    first = CliRunner().invoke(main, arguments)
    assert 0 == first.exit_code, first.output
    marked = json.loads((target / MARK).read_text(encoding="utf-8"))
    assert SITE == marked["site"]
    before = {path.relative_to(target): path.read_bytes() for path in target.rglob("*") if path.is_file()}
    assert 0 == CliRunner().invoke(main, arguments).exit_code
    assert before == {path.relative_to(target): path.read_bytes() for path in target.rglob("*") if path.is_file()}
    refused = CliRunner().invoke(main, ["--store", str(served), "site", str(tmp_path), "--most", "3"])
    assert 2 == refused.exit_code


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/?lang=en", "en/index.html"),
        ("/questions/funding", "questions/funding.html"),
        ("/questions/funding?lang=da", "questions/funding.html"),
        ("/questions/funding?sort=amount", None),
        ("/questions/funding.csv", None),
        ("/q/funding.csv", "q/funding.csv"),
        ("/q/funding.csv?pool=x", None),
        ("/id/municipality/0101", "id/municipality/0101.html"),
        ("/search?q=x", None),
        ("/sparql", None),
        ("/id/../../secret", None),
        ("https://elsewhere.example/x", None),
    ],
)
def test_what_becomes_a_file(address: str, file: str | None) -> None:
    """Pages that are the same for everyone are files; what answers to what one types is not."""
    found = place(address)
    assert file == (found.file if found else None)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_no_name_leads_out_of_the_folder(text: str) -> None:
    """Whatever an address holds, its file is a plain one within the site, with no part too long for a disk."""
    found = place("/id/" + text)
    if found is None:
        return
    parts = found.file.split("/")
    assert not {"", ".", ".."} & set(parts)
    assert all(len(part.encode()) <= 255 for part in parts)
    assert not any(ord(letter) < 0x20 for letter in found.file)


def test_links_are_relative() -> None:
    """From any depth to any other."""
    assert "../../questions/funding.html#top" == link("id/person/x.html", "questions/funding.html", "top")
    assert "en/index.html" == link("index.html", "en/index.html")
