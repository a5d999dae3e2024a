"""The package says the truth about itself: version, layers, lock and licence."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import kommunegraf

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_version_is_written_once() -> None:
    """The version in pyproject.toml is the one that the package reads from its metadata."""
    assert PROJECT["version"] == kommunegraf.__version__ == version("kommunegraf")


def test_lock_covers_what_is_needed() -> None:
    """Every dependency has an exact version in constraints.txt, and the lock records no address."""
    lock = (ROOT / "constraints.txt").read_text()
    locked = {line.split("==")[0].lower() for line in lock.splitlines() if "==" in line}
    needed = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    assert set() == {re.split(r"[><=\[]", name)[0].lower() for name in needed} - locked
    assert "://" not in lock


def test_heavy_libraries_are_named_where_they_belong() -> None:
    """pypdfium2, pdfplumber, pySHACL, shacl and pyoxigraph are each imported by the modules that are theirs alone."""
    homes = {
        "pypdfium2": {f"extract/layout/pdfium_{part}.py" for part in ("pages", "paths", "pictures", "text")},
        "pdfplumber": {"extract/layout/plumber.py"},
        "pyshacl": {"kommunegraf/checking/engine_pyshacl.py"},
        "shacl": {"kommunegraf/checking/engine_shacl.py"},
        "pyoxigraph": {"kommunegraf/store.py", "kommunegraf/rdf.py"},
    }
    for library, home in homes.items():
        naming = {
            str(path.relative_to(ROOT))
            for folder in ("extract", "kommunegraf")
            for path in (ROOT / folder).rglob("*.py")
            if re.search(rf"^\s*(?:import|from) {library}\b", path.read_text(), re.MULTILINE)
        }
        assert naming <= home, library
        assert naming, library


def test_modules_begin_with_a_sentence() -> None:
    """The first line of each module is a docstring that ends in a full stop or colon."""
    for folder in ("extract", "kommunegraf"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            assert re.match(r'"""[A-Z].+[.:]', path.read_text()), path
