"""Checks that a file or folder that was exported is what the release gives: by its checksums, and byte by byte."""

from __future__ import annotations

import gzip
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, cast

from kommunegraf.checking.stored import Fault
from kommunegraf.export import Target, export
from kommunegraf.releases.release import Release

AT_ONCE: Final = 1 << 20


def dump(release: Release, path: Path) -> Iterator[Fault]:
    """Why an export of the whole release is not, or no longer, that; its format is known by its ending.

    Packed files are compared by what is in them: another version of the packer may pack the same otherwise.
    Raises UnknownFormat where the ending names no format, and what the unpackers raise where the file is damaged.
    """
    target = Target.of(path)
    yield from _checksums(path)
    with tempfile.TemporaryDirectory(prefix="kommunegraf-verify-") as folder:
        again = Path(folder) / path.name
        export(release, again)
        names = {file.name for each in (path, again) if each.is_dir() for file in each.iterdir()} or {""}
        for name in sorted(names):
            one, other = path / name, again / name
            if not (one.exists() and other.exists()) or _digest(one, target) != _digest(other, target):
                yield (
                    f"{one}: er ikke, hvad udgave {release.name} giver.",
                    f"{one}: is not what release {release.name} gives.",
                )


def _checksums(path: Path) -> Iterator[Fault]:
    """The lines of the file of checksums beside an export that do not hold."""
    beside = path.with_name(f"{path.name}.sha256")
    for line in beside.read_text(encoding="utf-8").splitlines() if beside.exists() else ():
        wanted, _, name = line.partition("  ")
        file = path.parent / name
        if not file.is_file() or _hash(file) != wanted:
            yield f"{file}: kontrolsummen i {beside.name} holder ikke.", f"{file}: its checksum in {beside.name} fails."


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(path: Path, target: Target) -> str:
    digest = hashlib.sha256()
    with _unpacked(path, target.packed) as file:
        while part := file.read(AT_ONCE):
            digest.update(part)
    return digest.hexdigest()


@contextmanager
def _unpacked(path: Path, packed: str) -> Iterator[IO[bytes]]:
    if packed == "gz":
        with gzip.open(path) as file:
            yield cast(IO[bytes], file)
    elif packed == "zst":
        import zstandard

        with path.open("rb") as inner, zstandard.ZstdDecompressor().stream_reader(inner) as reader:
            yield cast(Any, reader)
    else:
        with path.open("rb") as file:
            yield file
