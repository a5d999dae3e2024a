"""Exports for JavaScript are opened by what they are for: Cytoscape.js, and graphology's reader of GEXF."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import networkx
import pytest

from extract.resources import ROOT
from kommunegraf.export import export
from kommunegraf.releases.release import Release

MODULES = ROOT / "client" / "node_modules"

pytestmark = pytest.mark.skipif(
    not ("CI" in os.environ or (shutil.which("node") and (MODULES / "cytoscape").is_dir())),
    reason="no Cytoscape.js here: make client, with Node",
)


def test_they_hold_what_was_written(release: Release, tmp_path: Path) -> None:
    """Each node and edge of the .cyjs and of the .gexf is there when it has been read, with the sums as numbers."""
    files = [tmp_path / "graph.cyjs", tmp_path / "graph.gexf"]
    for file in files:
        export(release, file)
    program = Path(__file__).parent / "opening.cjs"
    settings = {**os.environ, "NODE_PATH": str(MODULES)}
    command = ["node", str(program), *map(str, files)]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=120, check=True)
    whole = networkx.read_gexf(files[1], version="1.3")
    for held in json.loads(done.stdout).values():
        assert (whole.number_of_nodes(), whole.number_of_edges()) == (held["nodes"], held["edges"])
        assert [1800000, 3000000] == sorted(held["shares"])
