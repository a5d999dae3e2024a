"""The built wheel works in an environment of its own, with its data inside."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_wheel_builds_and_answers(tmp_path: Path) -> None:
    """A wheel installed in an empty environment builds a graph from a sample and answers a named question."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--constraint", str(ROOT / "constraints.txt"), str(wheel)], check=True, capture_output=True)

    def run(*arguments: str) -> str:
        command = [str(environment / "bin" / "kommunegraf"), "--store", str(tmp_path / "store"), *arguments]
        clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path, env=clean)
        return done.stdout

    run("build", str(ROOT / "samples"))
    rows = run("query", "allocations", "--format", "csv").splitlines()
    assert rows[0] == "document,pool,recipient,recipient_code,amount,places"
    assert sum("kkr-nordjylland-2026-09-11" in row for row in rows[1:]) == 5
