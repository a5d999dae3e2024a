"""Where the data folders ontology/, shapes/ and queries/ lie: beside the code, or in the installed package."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent.parent

ROOT = next(root for root in (_HERE / "kommunegraf" / "_data", _HERE) if (root / "ontology").is_dir())
"""The folder that holds ontology/, shapes/ and queries/."""
