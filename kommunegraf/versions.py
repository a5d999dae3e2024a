"""What a document is read by, as two short hashes: the rules, and the reference data that they look things up in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import extract
import kommunegraf
from extract.resources import ROOT
from kommunegraf.base import BASE

READERS: Final = ("pdfplumber", "pypdfium2", "rdflib", "pyshacl", "shacl")
"""The libraries whose version may change what is read."""
STEPS: Final = (
    "clashes",
    "describe",
    "base.py",
    "checking/engine_pyshacl.py",
    "checking/engine_shacl.py",
    "checking/outcome.py",
    "checking/validation.py",
    "checking/warned.py",
    "evidence.py",
    "graph.py",
    "identity.py",
    "kept/documents.py",
    "pruning.py",
    "reading/file.py",
    "reading/pieces.py",
    "releases/catalogue.py",
    "releases/findings.py",
    "releases/holdings.py",
    "releases/lacks.py",
    "releases/linksets.py",
    "releases/unread.py",
    "reviews/applying.py",
    "reviews/table.py",
    "reviews/values.py",
    "site.py",
    "terms.py",
)
"""What in this package a reading goes through; a test holds the list against what reading a document imports."""


@lru_cache(maxsize=1)
def rules() -> str:
    """The version of the rules: of all that is imported to read a document, of the shapes and of the libraries."""
    packages = Path(extract.__file__).parent, *(Path(kommunegraf.__file__).parent / step for step in STEPS)
    lines = [BASE, *(f"{name} {_installed(name)}" for name in READERS)]
    return _digest([*_files(packages, ".py"), *_files([ROOT / "shapes"], ".ttl")], lines)


@lru_cache(maxsize=1)
def reference() -> str:
    """The version of the reference data: of everything in ontology/ that is data."""
    return _digest(_files([ROOT / "ontology"], ".ttl", ".csv", ".txt"), ())


def _files(places: Iterable[Path], *endings: str) -> list[Path]:
    found: list[Path] = []
    for place in places:
        found += [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.suffix in endings)
    return found


def _digest(files: Iterable[Path], lines: Iterable[str]) -> str:
    digest = hashlib.sha256("\n".join(lines).encode())
    for path in files:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
