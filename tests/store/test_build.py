"""A build reads what it can, says what it cannot, and gives the same bytes whatever the order of the paths."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from kommunegraf.build import build
from kommunegraf.errors import NothingRead
from kommunegraf.reading.file import Reading
from kommunegraf.reading.lanes import Limits, read_all
from kommunegraf.reading.pieces import Pieces
from kommunegraf.reading.sources import Source, collect
from kommunegraf.releases.release import Release, current

TEXT = "Referat\nByrådet i Lemvig Kommune\n4. marts 2031\n\n1. Godkendelse af dagsorden\nBeslutning: Godkendt.\n"


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _slugs(paths: Iterable[Path]) -> dict[str, str]:
    return {source.slug: source.path.name for source in collect(paths).files}


def test_what_a_folder_holds(tmp_path: Path) -> None:
    """A folder is read with its subfolders; hidden files and other endings are left out unless given by name."""
    folder = _write(tmp_path, a_txt="1", b_pdf="2", c_docx="3", inner__d_txt="4", _hidden__e_txt="5", _f_txt="6")
    assert {"a", "b", "d"} == set(_slugs([folder]))
    assert {"c"} == set(_slugs([folder / "c.docx"]))


def test_a_folder_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The documents of a closed subfolder do not vanish without a word: it is a file that cannot be opened."""
    folder = _write(tmp_path, a_txt=TEXT)
    (closed := folder / "lukket").mkdir()
    look = os.scandir

    def scandir(path: Path) -> object:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(os, "scandir", scandir)
    sources = collect([folder])
    assert [("a", 64), ("lukket", 0)] == [(source.slug, len(source.sha256)) for source in sources.files]
    report = build(sources, tmp_path / "store").report()
    assert ["lukket"] == [failure["slug"] for failure in report["failed"]]
    assert report["failed"][0]["en"].startswith("lukket: cannot be opened (")


def test_slugs_of_namesakes(tmp_path: Path) -> None:
    """The PDF keeps the stem, the text beside it gets its ending, a namesake elsewhere its folder, in any order."""
    folder = _write(tmp_path, x_pdf="1", x_txt="2", inner__x_pdf="3", inner__x_txt="4", **{"Året 2031_txt": "5"})
    paths = [folder / "x.pdf", folder / "x.txt", folder / "inner", folder]
    assert (_slugs(paths)) == {
        "x": "x.pdf",
        "x-txt": "x.txt",
        "inner-x": "x.pdf",
        "inner-x-txt": "x.txt",
        "aaret-2031": "Året 2031.txt",
    }
    assert collect(paths) == collect(reversed(paths))


def test_copies_are_read_once(tmp_path: Path) -> None:
    """Of two files with the same bytes the outer one is read, the other named."""
    folder = _write(tmp_path, b_txt="same", inner__a_txt="same")
    found = collect([folder, folder / "b.txt"])
    assert [source.slug for source in found.files] == ["b"]
    assert [(copy.name, first.name) for copy, first in found.copies] == [("a.txt", "b.txt")]


def test_build_reports_and_goes_on(tmp_path: Path) -> None:
    """Unreadable files are named with a reason in both languages; the rest is served."""
    folder = _write(tmp_path / "in", good_txt=TEXT, empty_txt="", bad_pdf="%PDF-1.4 broken")
    seen: list[Reading] = []
    release = build(collect([folder]), tmp_path / "store", lambda reading, _: seen.append(reading))
    assert {"good", "empty", "bad"} == {reading.slug for reading in seen}
    report = release.report()
    assert [document["slug"] for document in report["documents"]] == ["good"]
    assert [failure["slug"] for failure in report["failed"]] == ["bad", "empty"]
    assert report["failed"][1]["da"].startswith("empty.txt: er tom")
    rows = release.store().rows(
        "SELECT ?file ?why { ?d <https://w3id.org/kommunegraf/ns#fileName> ?file ;"
        ' <https://w3id.org/kommunegraf/ns#failureReason> ?why FILTER(LANG(?why) = "en") } ORDER BY ?file'
    )
    assert [row[0] for row in rows.rows] == ["bad.pdf", "empty.txt"]
    assert list(release.documents()) == ["good"]


def test_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    """Two builds of the same files in another order give the same sorted N-Quads and the same release."""
    folder = _write(tmp_path / "in", a_txt=TEXT, b_txt=TEXT.replace("2031", "2032"))
    files = sorted(folder.iterdir())
    releases: list[Release] = [
        build(collect(paths), tmp_path / name) for name, paths in (("1", files), ("2", reversed(files)))
    ]
    assert releases[0].name == releases[1].name
    lines = list(releases[0].quads())
    assert lines == list(releases[1].quads())
    assert len(lines) == len(set(lines))
    assert not any("_:" in line.split(" ")[0] for line in lines)


def test_nothing_read(tmp_path: Path) -> None:
    """Where no file can be read nothing is published, the old release stays, and the error says why of each."""
    folder = _write(tmp_path / "in", good_txt=TEXT, empty_txt="")
    release = build(collect([folder / "good.txt"]), tmp_path / "store")
    with pytest.raises(NothingRead, match=r"can be read\.\nempty\.txt: is empty\."):
        build(collect([folder / "empty.txt"]), tmp_path / "store")
    assert release == current(tmp_path / "store")


class _Deadly(type(Path())):  # type: ignore[misc]
    """A path that ends the process that unpacks it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (9,)


def test_crash_is_one_documents_failure(tmp_path: Path) -> None:
    """A process that dies takes its document with it, not the others."""
    folder = _write(tmp_path, a_txt=TEXT, b_txt=TEXT, c_txt=TEXT)
    paths = folder / "a.txt", _Deadly(folder / "b.txt"), folder / "c.txt"
    sources = {Source(path, path.stem, ""): "" for path in paths}
    readings = {reading.slug: reading for reading in read_all(sources, Pieces(tmp_path))}
    assert {slug: reading.failure for slug, reading in readings.items() if slug != "b"} == {"a": {}, "c": {}}
    assert readings["b"].failure["en"] == "b.txt: reading it crashed."


def test_a_process_reads_so_many_and_another_goes_on(tmp_path: Path) -> None:
    """A process is followed by a new one after some documents, so that what it keeps in memory does not add up."""
    folder = _write(tmp_path, a_txt=TEXT, b_txt=TEXT.replace("2031", "2032"), c_txt=TEXT.replace("2031", "2033"))
    sources = {Source(folder / f"{name}.txt", name, ""): "" for name in "abc"}
    readings = list(read_all(sources, Pieces(tmp_path), Limits(documents=1)))
    assert [(reading.slug, reading.failure) for reading in readings] == [("a", {}), ("b", {}), ("c", {})]


def test_a_file_that_changes_meanwhile_is_not_kept(tmp_path: Path) -> None:
    """What was read is kept under the bytes that were seen first: a file with other bytes by then is not read."""
    folder = _write(tmp_path, a_txt=TEXT)
    (source,) = collect([folder]).files
    source.path.write_text(f"{TEXT}Mere.\n", encoding="utf-8")
    (reading,) = read_all({source: "piece"}, pieces := Pieces(tmp_path / "pieces"))
    assert reading.failure["en"] == "a.txt: was changed meanwhile: build again."
    assert (reading.piece, "piece" in pieces) == ("", False)
