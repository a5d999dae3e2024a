"""Documents come from object storage, exports go there; what has not changed there is not read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from click.testing import CliRunner
from moto.server import ThreadedMotoServer

from kommunegraf.build import build
from kommunegraf.cli import main
from kommunegraf.errors import NotReached
from kommunegraf.reading.remote import fetched, send
from kommunegraf.reading.sources import collect

TEXT = "Referat\nKKR Made\nMødedato: {day}. marts 2031\n\n1. Godkendelse af dagsorden\n\nBeslutning\nGodkendt.\n"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty bucket of an S3 server on loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "made")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    fsspec.filesystem("s3").mkdir("made")
    yield "s3://made"
    fsspec.filesystem("s3").rm("made", recursive=True)  # the server keeps what it holds in this process
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    server.stop()


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
