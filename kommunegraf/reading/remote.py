"""Documents in object storage and on the web, brought into a folder of the graph; only what changed is brought again.

A place is what fsspec opens: ``file://``, ``s3://``, ``http(s)://`` and others. The web has no folders: there a place
is one file, or a page with links to files below it (as web servers list a folder), whose links are followed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import unquote

from kommunegraf.errors import NotReached
from kommunegraf.reading.sources import ENDINGS
from kommunegraf.releases.hashes import Hashes
from kommunegraf.releases.withdrawal import withdrawals
from kommunegraf.storage import opened, reaching
from kommunegraf.writing import writing

FOLDER: Final = "fetched"
LIST: Final = ".fetched.json"
"""The file of a folder of fetched files that says which state each of them was in."""
WITHDRAWN: Final = "withdrawn "
"""Stands there before the hash of a file that was withdrawn, in place of its state."""
REVIEWS: Final = frozenset({"reviews.csv", "reviews.ttl"})
MOST: Final = 50 << 30
"""So many bytes of one place are brought here at most."""
DEEPEST: Final = 8
"""So many pages of links are followed below one another."""
WEB: Final = ("http://", "https://")
TAGS: Final = ("ETag", "etag")
DAYS: Final = ("LastModified", "Last-Modified", "mtime")
"""What file systems call the mark of a file's content, and the time it was changed."""


def fetched(address: str, store: Path, most: int = MOST) -> Path:
    """A folder with the documents and reviews of an address; only what changed there since the last time is read.

    A file has changed when its ETag has, or where it has none, its size or day. What is gone there is removed here;
    what was withdrawn is not brought, or not kept. Raises NotReached where the address cannot be read or holds more
    than ``most`` bytes, MissingLibrary and NotWritable.
    """
    folder = store / FOLDER / hashlib.sha256(address.encode()).hexdigest()[:16]
    with reaching(address):
        system, root = opened(address)
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
        gone = _withdrawn(store)
        known, states = _known(folder), {}
        for name, info in sorted(found.items()):
            states[name] = _brought(address, system, info, folder / name, known.get(name, ""), gone)
            _note(folder, {**known, **states})
        for name in known.keys() - states.keys():
            (folder / name).unlink(missing_ok=True)
        _note(folder, states)
        forget_withdrawn(store)
    return folder


def forget_withdrawn(store: Path) -> None:
    """Removes the files of withdrawn documents from all fetched folders, and notes that they are not to come back."""
    gone, hashes = _withdrawn(store), Hashes(store)
    for folder in sorted((store / FOLDER).glob("*")) if gone else ():
        states = _known(folder)
        held = {name: hashes.of(folder / name) for name in states}
        for name, sha256 in held.items():
            if sha256 in gone:
                states[name] = f"{WITHDRAWN}{sha256}"
                _note(folder, states)
                (folder / name).unlink()


def _withdrawn(store: Path) -> set[str]:
    return {withdrawal.sha256 for withdrawal in withdrawals(store).values()} - {""}


def _files(system: Any, root: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is read of a place, by its name below it: documents and reviews, hidden ones left out."""
    if not root.startswith(WEB):
        found = system.find(root, detail=True).items()
    elif _is_read(root):
        found = [(root, system.info(root))]
    else:
        found = ((path, system.info(path)) for path in system.find(root, maxdepth=DEEPEST) if _is_read(path))
    for path, info in found:
        name = path.removeprefix(root).lstrip("/") or path.rpartition("/")[2]
        name = unquote(name).lstrip("/") if root.startswith(WEB) else name
        if _is_read(name) and not any(part.startswith(".") for part in PurePosixPath(name).parts):
            yield name, {**info, "name": path}


def _is_read(path: str) -> bool:
    name = PurePosixPath(path)
    return name.suffix.lower() in ENDINGS or name.name in REVIEWS


def _brought(address: str, system: Any, info: Mapping[str, Any], path: Path, known: str, gone: Collection[str]) -> str:
    """The state of a file there, which is here then, unless it was withdrawn in the state it is known in."""
    if known.startswith(WITHDRAWN) and known.removeprefix(WITHDRAWN) in gone:
        return known
    state = _state(info)
    if known != state or not path.exists():
        _bring(address, system, info["name"], path)
    return state


def _state(info: Mapping[str, Any]) -> str:
    """What a file has another of when it was changed."""
    tag = next((info[name] for name in TAGS if info.get(name)), "")
    day = next((info[name] for name in DAYS if info.get(name)), "")
    return str(tag) if tag else f"{info.get('size')} {day}"


def _known(folder: Path) -> dict[str, str]:
    path = folder / LIST
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return known


def _note(folder: Path, states: Mapping[str, str]) -> None:
    aside = folder / f"{LIST}.new"
    aside.write_text(json.dumps(states), encoding="utf-8")
    aside.replace(folder / LIST)


def _bring(address: str, system: Any, name: str, path: Path) -> None:
    """Copies a file from there and puts it in place in one step."""
    aside = path.with_name(f".{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    with reaching(address), system.open(name, "rb") as there, aside.open("wb") as here:
        shutil.copyfileobj(there, here, 1 << 20)
    aside.replace(path)
