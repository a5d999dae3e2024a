"""Places in object storage and on the web, through fsspec: opened, and written to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kommunegraf.errors import MissingLibrary, NotReached


def opened(address: str) -> tuple[Any, str]:
    """The file system of an address, and what the address is called in it. Raises MissingLibrary."""
    try:
        import fsspec

        system, root = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise MissingLibrary(
            "Adresser som s3:// kræver fsspec: pip install 'kommunegraf[remote]'",
            "Addresses like s3:// need fsspec: pip install 'kommunegraf[remote]'",
        ) from error
    system.invalidate_cache()
    return system, str(root).rstrip("/")


@contextmanager
def reaching(address: str) -> Iterator[None]:
    """What goes wrong there meanwhile is told as NotReached; libraries of storage raise errors of many kinds."""
    try:
        yield
    except (MissingLibrary, NotReached):
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise NotReached(f"{address} kan ikke nås ({reason}).", f"{address} cannot be reached ({reason}).") from error


def send(file: Path, address: str) -> None:
    """Puts a file, or a folder with all that is in it, at an address. Raises NotReached and MissingLibrary."""
    with reaching(address):
        system, root = opened(address)
        for path in sorted(file.rglob("*")) if file.is_dir() else [file]:
            if path.is_file():
                name = f"{root}/{path.relative_to(file).as_posix()}" if file.is_dir() else root
                system.makedirs(name.rpartition("/")[0], exist_ok=True)
                system.put_file(str(path), name)
