"""Documents come from object storage and the web, exports go there; what has not changed there is not read again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fsspec
import pytest
from click.testing import CliRunner

from kommunegraf.build import build, withdraw
from kommunegraf.cli import main
from kommunegraf.errors import NotReached
from kommunegraf.reading.remote import FOLDER, fetched
from kommunegraf.reading.sources import collect
from kommunegraf.releases.withdrawal import undone
from kommunegraf.storage import send

HandedOut = Callable[[Path], tuple[str, list[str]]]
TEXT = "Referat\nKKR Made\nMødedato: {day}. marts 2031\n\n1. Godkendelse af dagsorden\n\nBeslutning\nGodkendt.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    (folder / "2031").mkdir(parents=True)
    for day in (1, 2):
        (folder / "2031" / f"kkr-made-2031-03-0{day}-referat.txt").write_text(TEXT.format(day=day), encoding="utf-8")
    (folder / "reviews.csv").write_text("document,quote,verdict\n", encoding="utf-8")
    (folder / "notes.docx").write_text("not read")
    (folder / ".hidden.txt").write_text("not read")
    return folder


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_only_what_changed_is_read(bucket: str, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents and reviews arrive; later only a file with another ETag is read, and one that is gone goes."""
    send(papers, f"{bucket}/council")
    store = tmp_path / "store"
    folder = fetched(f"{bucket}/council", store)
    meetings = [f"2031/kkr-made-2031-03-0{day}-referat.txt" for day in (1, 2)]
    names = [".fetched.json", *meetings, "reviews.csv"]
    assert names == _names(folder)

    (papers / "2031" / "kkr-made-2031-03-01-referat.txt").write_text(TEXT.format(day=3), encoding="utf-8")
    send(papers, f"{bucket}/council")
    fsspec.filesystem("s3").rm_file("made/council/2031/kkr-made-2031-03-02-referat.txt")
    opened: list[str] = []
    system: Any = type(fsspec.filesystem("s3"))
    before = system.open

    def opening(self: Any, path: str, *args: Any, **kwargs: Any) -> Any:
        opened.append(path)
        return before(self, path, *args, **kwargs)

    monkeypatch.setattr(system, "open", opening)
    assert folder == fetched(f"{bucket}/council", store)
    assert ["made/council/2031/kkr-made-2031-03-01-referat.txt"] == opened
    assert [name for name in names if "-02-" not in name] == _names(folder)


def test_the_same_release(bucket: str, papers: Path, tmp_path: Path) -> None:
    """A release of documents in a bucket is that of the same documents on disk; its export can lie in the bucket."""
    (papers / "reviews.csv").unlink()
    send(papers, f"{bucket}/council")
    here = build(collect([papers]), tmp_path / "here")
    run = CliRunner()
    made = run.invoke(main, ["--store", str(tmp_path / "far"), "build", f"{bucket}/council"])
    assert 0 == made.exit_code, made.output
    assert here.name == (tmp_path / "far" / "current").resolve().name
    sent = run.invoke(main, ["--store", str(tmp_path / "far"), "export", f"{bucket}/out/all.nq.gz", "--checksum"])
    assert 0 == sent.exit_code, sent.output
    assert ["made/out/all.nq.gz", "made/out/all.nq.gz.sha256"] == sorted(fsspec.filesystem("s3").find("made/out"))


def test_bounds(bucket: str, papers: Path, tmp_path: Path) -> None:
    """A place that holds more than may be fetched is refused before anything is read."""
    send(papers, f"{bucket}/council")
    with pytest.raises(NotReached, match="at most"):
        fetched(f"{bucket}/council", tmp_path, most=10)
    assert [] == _names(tmp_path / "fetched")


def test_nothing_there(bucket: str, tmp_path: Path) -> None:
    """A bucket that does not exist, and a folder without documents, are told as such."""
    for address in ("s3://missing/council", f"{bucket}/empty"):
        with pytest.raises(NotReached, match=address):
            fetched(address, tmp_path)


@pytest.fixture
def web(papers: Path, handed_out: HandedOut) -> tuple[str, list[str]]:
    """The papers on a web server on loopback, and the addresses that were asked for there."""
    (papers / "2031" / "møde i råd.txt").write_text(TEXT.format(day=9), encoding="utf-8")
    return handed_out(papers)


def test_a_page_of_links(web: tuple[str, list[str]], papers: Path, tmp_path: Path) -> None:
    """The documents that a page on the web links to, below it, come under their names; again only what is newer."""
    address, asked = web
    folder = fetched(address, tmp_path)
    meetings = [f"2031/kkr-made-2031-03-0{day}-referat.txt" for day in (1, 2)]
    assert [".fetched.json", *meetings, "2031/møde i råd.txt", "reviews.csv"] == _names(folder)
    (papers / meetings[0]).write_text(TEXT.format(day=3), encoding="utf-8")
    os.utime(papers / meetings[0], (2_000_000_000, 2_000_000_000))
    asked.clear()
    fetched(address, tmp_path)
    assert [f"/{meetings[0]}"] == [path for path in asked if path.endswith((".txt", ".csv"))]
    assert "3. marts" in (folder / meetings[0]).read_text(encoding="utf-8")


def test_one_file_on_the_web(web: tuple[str, list[str]], tmp_path: Path) -> None:
    """An address that ends as a document does is that document; one that is not there is told."""
    address, _ = web
    folder = fetched(f"{address}/2031/kkr-made-2031-03-01-referat.txt", tmp_path)
    assert [".fetched.json", "kkr-made-2031-03-01-referat.txt"] == _names(folder)
    with pytest.raises(NotReached, match=r"nothing\.pdf"):
        fetched(f"{address}/nothing.pdf", tmp_path)


def test_a_folder_by_its_address(papers: Path, tmp_path: Path) -> None:
    """file:// is a place like any other."""
    folder = fetched(papers.as_uri(), tmp_path / "store")
    assert 3 == len(list(folder.rglob("*.*"))) - 1
    sent = tmp_path / "out" / "copy.txt"
    send(papers / "reviews.csv", sent.as_uri())
    assert (papers / "reviews.csv").read_bytes() == sent.read_bytes()


def test_what_is_withdrawn_stays_there(bucket: str, papers: Path, tmp_path: Path) -> None:
    """A withdrawn document is not kept here, nor fetched again, nor under another name; after --undo it is."""
    (papers / "reviews.csv").unlink()
    send(papers, f"{bucket}/council")
    store, slug = tmp_path / "store", "kkr-made-2031-03-01-referat"
    build(collect([fetched(f"{bucket}/council", store)]), store)
    withdraw(store, slug, "En fejl.", "2031-05-12")
    assert [f"2031/{slug}.txt".replace("-01-", "-02-")] == _documents(store)
    (papers / "2031" / f"{slug}.txt").rename(papers / "2031" / "again.txt")
    send(papers, f"{bucket}/council")
    for _ in range(2):
        build(collect([fetched(f"{bucket}/council", store)]), store)
        assert [f"2031/{slug}.txt".replace("-01-", "-02-")] == _documents(store)
    undone(store, slug)
    fetched(f"{bucket}/council", store)
    assert 3 == len(_documents(store))


def _documents(store: Path) -> list[str]:
    """The documents in the folder of the one place that was fetched."""
    (folder,) = (store / FOLDER).iterdir()
    return [name for name in _names(folder) if name.endswith(".txt")]
