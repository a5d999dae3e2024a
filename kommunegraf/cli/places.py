"""Arguments that are paths of this machine or addresses like s3://bucket/folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click


class Place(click.Path):
    """A path as click checks it, or an address as it was written, a string."""

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A Path, or the address."""
        return value if isinstance(value, str) and "://" in value else super().convert(value, param, ctx)


def brought(store: Path, places: tuple[Path | str, ...]) -> list[Path]:
    """The paths, and for each address the folder that its documents were brought to."""
    from kommunegraf.reading.remote import fetched

    return [fetched(place, store) if isinstance(place, str) else place for place in places]


@contextmanager
def written(place: Path | str) -> Iterator[Path]:
    """A path to write to; for an address one of this machine, from where all that was written is sent there."""
    from kommunegraf.storage import send

    if not isinstance(place, str):
        yield place
        return
    folder, _, name = place.rstrip("/").rpartition("/")
    with tempfile.TemporaryDirectory() as aside:
        yield Path(aside) / name
        for path in sorted(Path(aside).iterdir()):
            send(path, f"{folder}/{path.name}")
