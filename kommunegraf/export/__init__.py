"""The ways out of a release: one file for each format, chosen by the ending of the file that is written."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final, cast

from kommunegraf.errors import UnknownFormat, WrongUse
from kommunegraf.export import (
    cytoscape,
    data_package,
    gexf,
    graphml,
    neo4j,
    parquet,
    protege,
    rdf,
    workbook,
)
from kommunegraf.export.selection import Selection
from kommunegraf.formats import GRAPHS, by_ending
from kommunegraf.releases.lasting import lasting
from kommunegraf.releases.release import Release

FILES: Final[dict[str, Callable[[Release, Selection, IO[bytes]], None]]] = {
    **{found.name: partial(rdf.write, found.name) for found in GRAPHS},
    "owl": protege.write,
    "graphml": graphml.write,
    "gexf": gexf.write,
    "cyjs": cytoscape.write,
    "xlsx": workbook.write,
    "parquet": parquet.write,
}
"""What writes a file, by its ending."""
FOLDERS: Final[dict[str, tuple[Callable[[Release, Selection, Path], None], str]]] = {
    "neo4j": (neo4j.write, "import.args"),
    "datapackage": (data_package.write, "datapackage.json"),
}
"""What fills a folder, by its ending, and a file by which a folder that was filled so is known."""
PACKED: Final = ("gz", "zst")
"""Endings that may follow that of a file."""
ENDINGS: Final = (*FILES, *FOLDERS)
BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be written: the ending that names the format, and how the file is packed ("" for not at all)."""

    path: Path
    ending: str
    packed: str = ""

    @classmethod
    def of(cls, path: Path) -> Target:
        """What the ending of a path says. Raises UnknownFormat where it says none."""
        name, packed = path.name.lower(), ""
        for known in PACKED:
            if name.endswith(f".{known}"):
                name, packed = name.removesuffix(f".{known}"), known
        ending = name.rpartition(".")[2] if "." in name else ""
        if ending not in FILES and ending not in FOLDERS:
            found = by_ending(name) if "." in name else None
            ending = found.name if found else ""
        if not ending or (packed and ending in FOLDERS):
            endings = ", ".join(f".{known}" for known in ENDINGS)
            raise UnknownFormat(
                f"{path}: endelsen skal være {endings}; filer også med .gz eller .zst efter.",
                f"{path}: it must end in {endings}; files also with .gz or .zst after that.",
            )
        return cls(path, ending, packed)

    def check(self) -> None:
        """Raises WrongUse where what is there already is not what an export may replace, or the folder is missing."""
        if not self.path.parent.is_dir():
            raise WrongUse(f"{self.path.parent}: mappen findes ikke.", f"{self.path.parent}: there is no such folder.")
        known = FOLDERS[self.ending][1] if self.ending in FOLDERS else ""
        if self.path.is_dir():
            replaces = known and (not any(self.path.iterdir()) or (self.path / known).exists())
        else:
            replaces = not known or not self.path.exists()
        if not replaces:
            raise WrongUse(
                f"{self.path} er der allerede og er ikke en eksport: vælg et andet navn.",
                f"{self.path} is there already and is no export: choose another name.",
            )


def export(release: Release, path: Path, selection: Selection | None = None, *, checksum: bool = False) -> int:
    """Writes a release, or a selection of it, to a file or folder in the format of its ending; the bytes written.

    The file or folder is in place only when it is whole, and the same release gives the same bytes. With ``checksum``
    the SHA-256 of every file stands in a file beside it, as ``sha256sum --check`` reads it.
    Raises UnknownFormat, NothingFound where nothing fits the selection, and ReleaseGone.
    """
    target, chosen = Target.of(path), selection or Selection()
    target.check()
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as aside:
        draft = Path(aside) / path.name
        with lasting(release.folder):
            if target.ending in FOLDERS:
                draft.mkdir()
                FOLDERS[target.ending][0](release, chosen, draft)
            else:
                with draft.open("wb") as file, _packed(file, target.packed) as output:
                    FILES[target.ending](release, chosen, output)
        if target.ending in FOLDERS:
            shutil.rmtree(path, ignore_errors=True)
        os.replace(draft, path)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    if checksum:
        lines = "".join(f"{_sha256(file)}  {file.relative_to(path.parent)}\n" for file in files)
        path.with_name(f"{path.name}.sha256").write_text(lines, encoding="utf-8")
    return sum(file.stat().st_size for file in files)


@contextmanager
def _packed(file: IO[bytes], packed: str) -> Iterator[IO[bytes]]:
    """A file to write to that packs what it is given; without names or times of day."""
    if packed == "gz":
        with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as output:
            yield cast(IO[bytes], output)
    elif packed == "zst":
        import zstandard

        with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as output:
            yield cast(IO[bytes], output)
    else:
        yield file


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
