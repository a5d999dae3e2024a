"""Files in object storage and on the web: documents brought into a folder of the graph, exports sent out."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, Final

from kommunegraf.errors import MissingLibrary, NotReached
from kommunegraf.reading.sources import ENDINGS
from kommunegraf.writing import writing

FOLDER: Final = "fetched"
LIST: Final = ".fetched.json"
"""The file of a folder of fetched files that says which state each of them was in."""
REVIEWS: Final = frozenset({"reviews.csv", "reviews.ttl"})
MOST: Final = 50 << 30
"""So many bytes of one place are brought here at most."""


def fetched(address: str, store: Path, most: int = MOST) -> Path:
    """A folder with the documents and reviews of an address; only what changed there since the last time is read.

    A file has changed when its ETag has, or where it has none, its size or day. What is gone there is removed here.
    Raises NotReached where the address cannot be read or holds more than ``most`` bytes, MissingLibrary and
    NotWritable.
    """
    folder = store / FOLDER / hashlib.sha256(address.encode()).hexdigest()[:16]
    with _reaching(address):
        system, root = _opened(address)
        found = dict(_files(system, root))
    if not found:
        raise NotReached(
            f"{address}: der er ingen dokumenter ({', '.join(sorted(ENDINGS))}).",
            f"{address}: there are no documents ({', '.join(sorted(ENDINGS))}).",
        )
    size = sum(int(info.get("size") or 0) for info in found.values())
    if size > most:
        raise NotReached(
            f"{address} fylder {size >> 20} MB; der hentes højst {most >> 20} MB. Vælg en undermappe.",
            f"{address} holds {size >> 20} MB; at most {most >> 20} MB are fetched. Choose a folder within.",
        )
    with writing(store):
        folder.mkdir(parents=True, exist_ok=True)
        known, states = _known(folder), {}
        for name, info in sorted(found.items()):
            state, path = _state(info), folder / name
            if known.get(name) != state or not path.exists():
                _bring(address, system, info["name"], path)
            states[name] = state
            _note(folder, {**known, **states})
        for name in known.keys() - states.keys():
            (folder / name).unlink(missing_ok=True)
        _note(folder, states)
    return folder


def send(file: Path, address: str) -> None:
    """Puts a file, or a folder with all that is in it, at an address. Raises NotReached and MissingLibrary."""
    with _reaching(address):
        system, root = _opened(address)
        for path in sorted(file.rglob("*")) if file.is_dir() else [file]:
            if path.is_file():
                name = f"{root}/{path.relative_to(file).as_posix()}" if file.is_dir() else root
                system.makedirs(name.rpartition("/")[0], exist_ok=True)
                system.put_file(str(path), name)


def _opened(address: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as error:
        raise _missing() from error
    try:
        system, root = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise _missing() from error
    system.invalidate_cache()
    return system, str(root).rstrip("/")


def _missing() -> MissingLibrary:
    return MissingLibrary(
        "Adresser som s3:// kræver fsspec: pip install 'kommunegraf[remote]'",
        "Addresses like s3:// need fsspec: pip install 'kommunegraf[remote]'",
    )


@contextmanager
def _reaching(address: str) -> Iterator[None]:
    """What goes wrong there meanwhile is told as NotReached; libraries of storage raise errors of many kinds."""
    try:
        yield
    except (MissingLibrary, NotReached):
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise NotReached(f"{address} kan ikke nås ({reason}).", f"{address} cannot be reached ({reason}).") from error


def _files(system: Any, root: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is read of a place, by its name below it: documents and reviews, hidden ones left out."""
    for path, info in system.find(root, detail=True).items():
        name = path.removeprefix(root).lstrip("/") or PurePosixPath(path).name
        parts = PurePosixPath(name).parts
        wanted = PurePosixPath(name).suffix.lower() in ENDINGS or parts[-1] in REVIEWS
        if wanted and not any(part.startswith(".") for part in parts):
            yield name, {**info, "name": path}


def _state(info: dict[str, Any]) -> str:
    """What a file has another of when it was changed."""
    tag = info.get("ETag") or info.get("etag")
    day = info.get("LastModified") or info.get("mtime") or ""
    return str(tag) if tag else f"{info.get('size')} {day}"


def _known(folder: Path) -> dict[str, str]:
    path = folder / LIST
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return known


def _note(folder: Path, states: dict[str, str]) -> None:
    aside = folder / f"{LIST}.new"
    aside.write_text(json.dumps(states), encoding="utf-8")
    aside.replace(folder / LIST)


def _bring(address: str, system: Any, name: str, path: Path) -> None:
    """Copies a file from there and puts it in place in one step."""
    aside = path.with_name(f".{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    with _reaching(address), system.open(name, "rb") as there, aside.open("wb") as here:
        shutil.copyfileobj(there, here, 1 << 20)
    aside.replace(path)
