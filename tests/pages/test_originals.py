"""The files kept for their pages: by hash, only what was read and may be shown, gone with the document."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from pathlib import Path

import pytest

from extract.resources import ROOT
from kommunegraf.build import build, withdraw
from kommunegraf.kept import facsimile, originals
from kommunegraf.kept.facsimile import Facsimiles
from kommunegraf.reading.sources import Source, collect
from kommunegraf.releases.release import current

PDF = ROOT / "samples" / "uddrag-oekonomiaftale-2027.pdf"
HASH = hashlib.sha256(PDF.read_bytes()).hexdigest()


def _reading(sha256: str, **changed: object) -> dict[str, object]:
    return {"sha256": sha256, "failure": {}, "media_type": "application/pdf", "facts": {}, **changed}


def test_kept_by_hash(tmp_path: Path) -> None:
    """A PDF that was read is kept as it was, under the hash of its bytes."""
    originals.keep(tmp_path, [Source(PDF, "a", HASH)], [_reading(HASH)])
    kept = originals.find(tmp_path, HASH)
    assert kept is not None
    assert PDF.read_bytes() == kept.read_bytes()


@pytest.mark.parametrize(
    "changed", [{"failure": {"da": "x", "en": "x"}}, {"media_type": "text/plain"}, {"facts": {"Redaction": 1}}]
)
def test_not_kept(tmp_path: Path, changed: dict[str, object]) -> None:
    """A file that could not be read, that is plain text, or that has a personal number, is not kept."""
    originals.keep(tmp_path, [Source(PDF, "a", HASH)], [_reading(HASH, **changed)])
    assert None is originals.find(tmp_path, HASH)


def test_changed_or_gone_meanwhile(tmp_path: Path) -> None:
    """A file whose bytes are no longer those that were read, or that is gone, is left out and leaves nothing."""
    other = "0" * 64
    files = [Source(PDF, "a", other), Source(tmp_path / "gone.pdf", "b", HASH)]
    originals.keep(tmp_path, files, [_reading(other), _reading(HASH)])
    assert [] == list((tmp_path / originals.FOLDER).glob("*"))


def test_gone_with_the_document(tmp_path: Path) -> None:
    """A document that is withdrawn takes its file along; those of the others stay."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for path in sorted((ROOT / "samples").glob("*.pdf"))[:2]:
        shutil.copy(path, folder)
    store = tmp_path / "store"
    build(collect([folder]), store)
    slugs = sorted(current(store).documents())
    hashes = {slug: document.sha256 for slug, document in current(store).documents().items()}
    withdraw(store, slugs[0], "prøve", "2031-05-02")
    assert [None, True] == [
        originals.find(store, hashes[slugs[0]]),
        originals.find(store, hashes[slugs[1]]) is not None,
    ]


def test_draws_or_gives_nothing(tmp_path: Path) -> None:
    """A page is drawn in a process of its own; a page that there is not, or a file that is broken, gives no image."""
    broken = tmp_path / "broken"
    broken.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)

    async def drawn() -> list[bool]:
        images = Facsimiles()
        return [await images.page(path, number) is not None for path, number in ((PDF, 1), (PDF, 99), (broken, 1))]

    assert [True, False, False] == asyncio.run(drawn())


def test_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page has no more pixels than the limit, whatever its form."""
    import io

    from PIL import Image

    monkeypatch.setattr(facsimile, "PIXELS", 10_000)
    with Image.open(io.BytesIO(facsimile.draw(PDF, 1))) as image:
        assert image.width * image.height <= 10_000 * 1.05


def test_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that takes longer than it may is given up."""
    monkeypatch.setattr(facsimile, "SECONDS", 0.001)
    assert None is asyncio.run(Facsimiles().page(PDF, 1))
