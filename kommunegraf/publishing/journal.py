"""What was sent to another store and acknowledged: what a run that broke off goes on from, and a diff begins from."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kommunegraf.writing import writing

FOLDER: Final = "published"


@dataclass(slots=True)
class Journal:
    """The journal of one address, in the folder of the graph; a line of JSON for each thing acknowledged.

    ``release`` is the last that was published whole, "" for none; ``graphs`` are those that are known to be there, with
    the SHA-256 of their N-Quads; ``begun`` those that are on their way, with that hash, the number of triples in a
    request and how many requests were acknowledged.
    """

    path: Path
    release: str = ""
    graphs: dict[str, str] = field(default_factory=dict)
    begun: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Path, url: str) -> Journal:
        """The journal of an address, empty where nothing was sent there; a line that a crash cut off counts as none."""
        journal = cls(store / FOLDER / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}.jsonl")
        if journal.path.exists():
            for line in journal.path.read_text(encoding="utf-8").split("\n")[:-1]:
                journal._take(json.loads(line))
        return journal

    def sent(self, graph: str, sha256: str, size: int, requests: int) -> None:
        """So many requests of a graph, of so many triples each, were acknowledged."""
        self._note({"begun": graph, "sha256": sha256, "size": size, "requests": requests})

    def holds(self, graph: str, sha256: str) -> None:
        """A graph was found there as it should be."""
        self._note({"graph": graph, "sha256": sha256})

    def gone(self, graph: str) -> None:
        """A graph is not there, or not as it should be."""
        self._note({"gone": graph})

    def complete(self, release: str) -> None:
        """A release is there whole: what led to it is forgotten."""
        self.release, self.begun = release, {}
        lines = [{"release": release}, *({"graph": name, "sha256": known} for name, known in self.graphs.items())]
        aside = self.path.with_suffix(".new")
        with writing(self.path.parent.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
            os.replace(aside, self.path)

    def _note(self, entry: dict[str, Any]) -> None:
        with writing(self.path.parent.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(entry)}\n")
        self._take(entry)

    def _take(self, entry: dict[str, Any]) -> None:
        if "release" in entry:
            self.release = entry["release"]
        elif "begun" in entry:
            self.begun[entry["begun"]] = entry["sha256"], entry["size"], entry["requests"]
        else:
            name = entry.get("graph") or entry["gone"]
            self.begun.pop(name, None)
            self.graphs.pop(name, None)
            if "graph" in entry:
                self.graphs[name] = entry["sha256"]
