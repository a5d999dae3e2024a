"""Every format: chosen by the ending, opened by what it is for, whole or not there, the same each time."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
import zstandard

from extract.resources import ROOT
from kommunegraf.cli import main
from kommunegraf.errors import NothingFound, UnknownFormat, WrongUse
from kommunegraf.export import ENDINGS, FILES, export
from kommunegraf.export.rdf import distinct, quads
from kommunegraf.export.selection import Selection
from kommunegraf.rdf import convert
from kommunegraf.releases.release import Release
from kommunegraf.store import Store

HERE = Path(__file__).parent
CASES = {
    **dict.fromkeys(("ttl", "nt", "rdf", "jsonld", "trig", "nq"), "test_export.py"),
    "owl": "test_protege.py",
    "graphml": "test_graphml.py",
    "gexf": "test_gexf.py",
    "cyjs": "test_cytoscape.py",
    "xlsx": "test_workbook.py",
    "parquet": "test_parquet.py",
    "neo4j": "test_neo4j.py",
    "datapackage": "test_data_package.py",
}


def files(path: Path) -> dict[str, bytes]:
    """The content of a file or of each file of a folder."""
    return {file.name: file.read_bytes() for file in (sorted(path.iterdir()) if path.is_dir() else [path])}


def test_every_format_has_a_case() -> None:
    """Each ending has a test that opens what is written with the library that it is for."""
    assert set(ENDINGS) == set(CASES)
    for ending, name in CASES.items():
        assert f'"{ending}"' in (HERE / name).read_text(encoding="utf-8")


def test_every_format_is_in_the_readme() -> None:
    """README names each ending, and so does the help of the command."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for ending in ENDINGS:
        assert f"`.{ending}`" in readme
        assert f".{ending}" in str(main.commands["export"].help)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_bytes_each_time(release: Release, tmp_path: Path, ending: str) -> None:
    """Two exports of a release are equal byte for byte, and nothing else is left in the folder."""
    one, other = tmp_path / f"en.{ending}", tmp_path / f"to.{ending}"
    sizes = [export(release, path) for path in (one, other)]
    assert files(other) == files(one) if one.is_dir() else other.read_bytes() == one.read_bytes()
    assert sizes[0] == sum(len(content) for content in files(one).values())
    assert {one, other} == set(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf", "jsonld", "trig"])
def test_rdf_is_the_whole_graph(release: Release, tmp_path: Path, ending: str) -> None:
    """Written as it comes, RDF is what conversion in memory makes of it, and holds the same triples."""
    path = tmp_path / f"graf.{ending}"
    export(release, path)
    if ending not in ("trig", "jsonld"):
        assert convert(release.quads(), ending) == path.read_bytes()
    whole = {line.rpartition(" <")[0] for line in release.quads()}
    given = {line.rpartition(" <")[0] if ending in ("trig", "jsonld") else line[:-2] for line in _lines(path)}
    assert len(whole) == len(given)


def _lines(path: Path) -> list[str]:
    return Store.of(path).lines()


def test_n_quads_are_the_lines_of_the_release(release: Release, tmp_path: Path) -> None:
    """ "nq" is the release as it lies there."""
    export(release, tmp_path / "graf.nq")
    assert list(release.quads()) == (tmp_path / "graf.nq").read_text(encoding="utf-8").split("\n")[:-1]


def test_packed(release: Release, tmp_path: Path) -> None:
    """.gz and .zst after the ending pack the same bytes."""
    for name in ("graf.graphml", "graf.graphml.gz", "graf.graphml.zst"):
        export(release, tmp_path / name)
    plain = (tmp_path / "graf.graphml").read_bytes()
    assert plain == gzip.decompress((tmp_path / "graf.graphml.gz").read_bytes())
    with zstandard.open(tmp_path / "graf.graphml.zst") as file:
        assert plain == file.read()


@pytest.mark.parametrize("name", ["graf.nq.gz", "graf.neo4j"])
def test_checksums(release: Release, tmp_path: Path, name: str) -> None:
    """The SHA-256 of each file stands beside it, as sha256sum reads it."""
    export(release, tmp_path / name, checksum=True)
    lines = (tmp_path / f"{name}.sha256").read_text(encoding="utf-8").splitlines()
    for line in lines:
        digest, _, file = line.partition("  ")
        assert digest == hashlib.sha256((tmp_path / file).read_bytes()).hexdigest()
    assert len(files(tmp_path / name)) == len(lines)
    if checker := shutil.which("sha256sum"):
        subprocess.run([checker, "--check", f"{name}.sha256"], cwd=tmp_path, check=True, capture_output=True)


@pytest.mark.parametrize("name", ["graf.docx", "graf", "ttl", "graf.neo4j.gz", "graf.gz"])
def test_unknown_endings(release: Release, tmp_path: Path, name: str) -> None:
    """An ending that names no format, and a packed folder, are wrong use; the message lists the endings."""
    with pytest.raises(UnknownFormat, match=r"\.graphml"):
        export(release, tmp_path / name)
    assert [] == list(tmp_path.iterdir())


def test_only_an_export_is_replaced(release: Release, tmp_path: Path) -> None:
    """A folder that holds something else, a folder for a file, and a file for a folder are left alone."""
    own = tmp_path / "graf.neo4j"
    own.mkdir()
    (own / "mine.txt").write_text("x")
    (tmp_path / "graf.ttl").mkdir()
    (tmp_path / "graf.datapackage").write_text("x")
    for name in ("graf.neo4j", "graf.ttl", "graf.datapackage", "nowhere/graf.ttl"):
        with pytest.raises(WrongUse):
            export(release, tmp_path / name)
    assert ["mine.txt"] == [path.name for path in own.iterdir()]
    (own / "mine.txt").unlink()
    export(release, own)
    (own / "nodes-Old.csv").write_text("x")
    export(release, own)
    assert not (own / "nodes-Old.csv").exists()


def test_what_fails_leaves_nothing(release: Release, tmp_path: Path) -> None:
    """Where nothing fits, no file is made, and one that was there stays."""
    path = tmp_path / "graf.graphml"
    path.write_text("before")
    with pytest.raises(NothingFound):
        export(release, path, Selection(year=1812))
    assert [path] == list(tmp_path.iterdir())
    assert path.read_text() == "before"


def test_distinct_lines() -> None:
    """Lines come in the order of their characters, each once, whatever the order they are given in."""
    given = ["b .", "æ .", "a .", "b .", 'a"@da .', "Z ."]
    assert sorted(set(given)) == list(distinct(given))


def test_kinds_are_selected(release: Release) -> None:
    """A kind takes its facts with their evidence and what they refer to, and no other fact."""
    lines = "\n".join(quads(release, Selection(kinds=("Funding",))))
    assert "ns#Funding>" in lines
    assert "schema.org/value" in lines
    assert "oa#exact" in lines
    for other in ("Milestone", "Allocation", "Attendance"):
        assert f"ns#{other}>" not in lines


def test_documents_are_selected(release: Release) -> None:
    """A body, a year and a topic take whole documents, and of the reference data what these refer to."""
    every = Selection().graphs(release)
    documents = {slug for slug, lines in every if any(f"/document/{slug}> <" in line for line in lines)}
    kolding = Selection(body="Kolding Kommune").documents(release)
    assert kolding == frozenset({"budget-kolding-2032"})
    assert kolding == Selection(body="municipality/0621").documents(release)
    assert documents >= {"budget-kolding-2032", "kkr-syddanmark-2031-03-14"}
    assert documents >= (Selection(year=2031).documents(release) or set())
    of_topic = Selection(topic=_topic(release)).documents(release)
    assert of_topic
    lines = "\n".join(quads(release, Selection(body="Kolding Kommune")))
    assert "graph/kkr-syddanmark" not in lines


def _topic(release: Release) -> str:
    rows = (
        release.store().rows("PREFIX kg: <https://w3id.org/kommunegraf/ns#> SELECT ?t { ?s kg:topic ?t } LIMIT 1").rows
    )
    return str(rows[0][0]).rpartition("/")[2]


def test_files_and_folders_are_told_apart() -> None:
    """Endings of files and of folders do not overlap."""
    assert len(set(ENDINGS)) == len(ENDINGS)
    assert set(FILES) < set(ENDINGS)
