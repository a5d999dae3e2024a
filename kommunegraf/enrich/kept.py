"""What sources said, as files in the store folder: a build reads them and never the network."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kommunegraf.enrich.fetching import Answer

FOLDER: Final = "enrichment"


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with what was asked about, and the address that was asked."""

    ids: tuple[str, ...]
    address: str
    fetched: str
    text: str


def kept(store: Path, source: str) -> Iterator[Kept]:
    """The answers of a source, in a fixed order; a file that is not whole counts as none."""
    for path in sorted((store / FOLDER / source).glob("*.json")):
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            yield Kept(tuple(values["ids"]), values["address"], values["fetched"], values["text"])
        except (ValueError, KeyError, TypeError):
            continue


def keep(store: Path, source: str, ids: list[str], address: str, answer: Answer) -> None:
    """Keeps an answer in the place of an earlier one to the same request; in place only when it is whole."""
    folder = store / FOLDER / source
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256("|".join(ids).encode()).hexdigest()[:16]
    values = {
        "address": address,
        "fetched": answer.fetched,
        "ids": ids,
        "text": answer.body.decode("utf-8-sig", errors="replace"),
    }
    draft = folder / f".{name}"
    draft.write_text(json.dumps(values, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    os.replace(draft, folder / f"{name}.json")
