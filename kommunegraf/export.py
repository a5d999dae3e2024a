"""The whole graph of a release as a file, in the format that the file's ending says."""

from __future__ import annotations

from pathlib import Path

from kommunegraf.errors import UnknownFormat
from kommunegraf.formats import GRAPHS, Format, by_ending
from kommunegraf.release import Release
from kommunegraf.store import convert


def format_of(path: Path) -> Format:
    """The format that a file's ending says. Raises UnknownFormat where it says none."""
    found = by_ending(path.name)
    if found is None:
        endings = ", ".join(f".{known.name}" for known in GRAPHS)
        raise UnknownFormat(f"{path}: filens endelse skal være {endings}.", f"{path}: the file must end in {endings}.")
    return found


def export(release: Release, name: str) -> bytes:
    """The release in a format: N-Quads are its own sorted lines; formats without named graphs get the union."""
    if name == "nq":
        return "".join(f"{line}\n" for line in release.quads()).encode()
    return convert(release.quads(), name)
