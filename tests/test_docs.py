"""The documentation is true: it names every command, extractor, shape and query, and shows only what there is."""

from __future__ import annotations

import re
from pathlib import Path

from kommunegraf.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


def test_every_command_is_in_the_readme() -> None:
    """README shows each command, and each command has help."""
    for name, command in main.commands.items():
        assert f"`{name}" in README or f"kommunegraf {name}" in README, name
        assert command.help, name


def test_every_shown_command_exists() -> None:
    """Each `kommunegraf X` in README is a command."""
    shown = re.findall(r"^(?:\.venv/bin/)?kommunegraf (?:--store \S+ )?([a-z]+)", README, re.MULTILINE)
    assert shown
    assert set() == set(shown) - set(main.commands)


def test_every_extractor_is_in_the_readme() -> None:
    """README names each extractor."""
    for path in (ROOT / "extract" / "extractors").glob("*.py"):
        if path.stem != "__init__":
            assert f"`{path.stem}`" in README, path.stem


def test_every_shape_is_in_its_readme() -> None:
    """shapes/README.md names each shape file."""
    text = (ROOT / "shapes" / "README.md").read_text()
    for path in (ROOT / "shapes").glob("*.ttl"):
        assert path.name in text, path.name


def test_every_query_is_in_its_readme() -> None:
    """queries/README.md names each query."""
    text = (ROOT / "queries" / "README.md").read_text()
    for path in (ROOT / "queries").glob("*.rq"):
        assert f"`{path.stem}`" in text, path.stem
