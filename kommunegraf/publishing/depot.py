"""A release put in object storage and brought from there, for machines that serve what another has built.

A place holds ``current.json``, which names a release with the size and SHA-256 of its archive, and that archive,
``<release>.tar.zst``: the release, the pieces and the originals that it was made of, and what is withdrawn. The archive
is there whole before it is named, so a place always names a whole release; one is served only when its archive has the
SHA-256 that was named and its content the name of the release.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final, cast

import zstandard

from kommunegraf.changes.history import History
from kommunegraf.errors import NotReached
from kommunegraf.kept import originals
from kommunegraf.releases import withdrawal
from kommunegraf.releases.clearing import clear
from kommunegraf.releases.release import CURRENT, PREVIOUS, Release, content_hash, current, locked, served, switch
from kommunegraf.storage import opened, reaching
from kommunegraf.writing import writing

NAMED: Final = "current.json"
ENDING: Final = ".tar.zst"
RELEASE: Final = "release"
PIECES: Final = "pieces"
PARTS: Final = (RELEASE, PIECES, originals.FOLDER, withdrawal.FILE)
"""What an archive holds."""
AT_ONCE: Final = 1 << 20
LOG: Final = "LOG"
"""What the names of files begin with in which the store tells of itself, with times of day; they are left out."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What a place names: a release, and the size in bytes and the SHA-256 of its archive."""

    release: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The file of the archive, below the address of the place."""
        return f"{self.release}{ENDING}"


def put(store: Path, address: str) -> Archive:
    """Puts the release that is served from a store folder at an address, unless it is named there already.

    Archives of releases that this store keeps no more are removed there, and with them what was withdrawn.
    Raises NoRelease, NotReached, MissingLibrary and NotWritable.
    """
    release = current(store)
    with reaching(address):
        system, root = opened(address)
        there = _named(system, root)
        if there is not None and there.release == release.name:
            _remove_others(system, root, store)
            return there
    aside = store / f".{release.name}{ENDING}"
    try:
        with writing(store), aside.open("wb") as file:
            _pack(store, release, file)
        archive = Archive(release.name, aside.stat().st_size, _sha256(aside))
        with reaching(address):
            system.makedirs(root, exist_ok=True)
            system.put_file(str(aside), f"{root}/{archive.name}")
            system.pipe_file(f"{root}/{NAMED}", json.dumps(asdict(archive), indent=1).encode())
            _remove_others(system, root, store)
    finally:
        aside.unlink(missing_ok=True)
    return archive


def bring(address: str, store: Path, wait: float = 0.0) -> Release:
    """Makes the release that an address names the one that is served from a store folder.

    It is fetched and verified beside the one that is served, and switched to in one step; builds go on from it.
    Raises NotReached where the place names none or gives another archive than it names, MissingLibrary, NotWritable,
    and BuildRunning where another build writes to the folder after ``wait`` seconds.
    """
    with reaching(address):
        system, root = opened(address)
        archive = _named(system, root)
    if archive is None:
        raise NotReached(f"{address} nævner ingen udgave ({NAMED}).", f"{address} names no release ({NAMED}).")
    before = served(store)
    if before is not None and before.name == archive.release:
        return before
    with writing(store):
        releases = store / "releases"
        releases.mkdir(parents=True, exist_ok=True)
        with locked(store, wait):
            History(store).record()
            aside = releases / ".brought"
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir()
            try:
                _fetch(address, system, f"{root}/{archive.name}", archive, aside / ENDING)
                with reaching(address):
                    _unpack(aside / ENDING, aside)
                if content_hash(aside / RELEASE) != archive.release:
                    raise _wrong(address)
                return _take(store, aside, archive.release)
            finally:
                shutil.rmtree(aside, ignore_errors=True)


def _take(store: Path, aside: Path, name: str) -> Release:
    """Puts what was unpacked in its place, switches to it, and leaves nothing of what was withdrawn there."""
    for part in (PIECES, originals.FOLDER):
        (store / part).mkdir(exist_ok=True)
        for found in sorted((aside / part).iterdir()) if (aside / part).is_dir() else ():
            if not (store / part / found.name).exists():
                found.rename(store / part / found.name)
    release = Release(store / "releases" / name)
    if not release.folder.exists():
        (aside / RELEASE).rename(release.folder)
    there, here = withdrawal.withdrawals(aside), withdrawal.withdrawals(store)
    withdrawal.to_forget(store, there.keys() - here.keys())
    withdrawal.keep(store, {**here, **there}.values())
    switch(store, release)
    History(store).record()
    clear(store)
    return release


def _named(system: Any, root: str) -> Archive | None:
    """What a place names, None where it names nothing."""
    try:
        found = json.loads(system.cat_file(f"{root}/{NAMED}"))
    except FileNotFoundError:
        return None
    archive = Archive(**found)
    if not (archive.release.isalnum() and archive.release.isascii()):
        raise ValueError(f"{NAMED}: {archive.release!r}")
    return archive


def _remove_others(system: Any, root: str, store: Path) -> None:
    """Removes the archives of releases that a store neither serves nor served before."""
    kept = {(store / name).resolve().name for name in (CURRENT, PREVIOUS) if (store / name).exists()}
    for path in system.ls(root, detail=False):
        name = path.rstrip("/").rpartition("/")[2]
        if name.endswith(ENDING) and name.removesuffix(ENDING) not in kept:
            system.rm_file(path)


def _pack(store: Path, release: Release, file: IO[bytes]) -> None:
    """Writes an archive; files with two names are in it once."""
    packer = zstandard.ZstdCompressor(level=3).stream_writer(file, closefd=False)
    with packer, tarfile.open(fileobj=cast(IO[bytes], packer), mode="w|", format=tarfile.PAX_FORMAT) as archive:
        for path, name in _parts(store, release):
            archive.add(path, name, recursive=False, filter=_plain)


def _parts(store: Path, release: Release) -> Iterator[tuple[Path, str]]:
    """Every file of an archive with its name there, in order."""
    for path in sorted(release.folder.rglob("*")):
        if path.is_file() and not path.name.startswith(LOG):
            yield path, f"{RELEASE}/{path.relative_to(release.folder).as_posix()}"
    with release.index() as index:
        pieces, readings = sorted(set(index.pieces().values()) - {""}), index.readings()
    for piece in pieces:
        for path in sorted((store / PIECES / piece).glob("*")):
            yield path, f"{PIECES}/{piece}/{path.name}"
    for sha256 in sorted({reading["sha256"] for reading in readings}):
        original = originals.find(store, sha256)
        if original is not None:
            yield original, f"{originals.FOLDER}/{sha256}"
    if (store / withdrawal.FILE).exists():
        yield store / withdrawal.FILE, withdrawal.FILE


def _plain(found: tarfile.TarInfo) -> tarfile.TarInfo:
    """An entry without what differs from machine to machine."""
    found.uid = found.gid = found.mtime = 0
    found.uname = found.gname = ""
    found.mode = 0o644
    return found


def _fetch(address: str, system: Any, name: str, archive: Archive, path: Path) -> None:
    """Copies an archive here. Raises NotReached where it is not the one that was named."""
    digest, size = hashlib.sha256(), 0
    with reaching(address), system.open(name, "rb") as there, path.open("wb") as here:
        while size <= archive.size and (block := there.read(AT_ONCE)):
            digest.update(block)
            size += len(block)
            here.write(block)
    if (size, digest.hexdigest()) != (archive.size, archive.sha256):
        raise _wrong(address)


def _unpack(path: Path, folder: Path) -> None:
    """Unpacks an archive; what is no file, or would lie outside the folder, is refused."""
    unpacker = zstandard.ZstdDecompressor()
    with (
        path.open("rb") as file,
        unpacker.stream_reader(file) as packed,
        tarfile.open(fileobj=cast(IO[bytes], packed), mode="r|") as archive,
    ):
        for found in archive:
            target = _within(folder, found.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            content = None if found.islnk() else archive.extractfile(found)
            if content is None:
                os.link(_within(folder, found.linkname), target)
                continue
            with target.open("wb") as here:
                shutil.copyfileobj(content, here, AT_ONCE)
    path.unlink()


def _within(folder: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if not parts or parts[0] not in PARTS or ".." in parts:
        raise tarfile.ExtractError(f"{name!r} is no file of a release")
    return folder.joinpath(*parts)


def _wrong(address: str) -> NotReached:
    return NotReached(
        f"{address}: arkivet er ikke det, der er nævnt; grafen her er, som den var. Prøv igen.",
        f"{address}: the archive is not the one that is named; the graph here is as it was. Try again.",
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
