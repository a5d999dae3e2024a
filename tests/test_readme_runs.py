"""Every command that README shows runs as it is written there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCKS = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)


@pytest.mark.slow
def test_shown_commands_run(tmp_path: Path) -> None:
    """The lines with kommunegraf run in order, in a folder with the samples, and each exits with 0."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    shown = [block for block in BLOCKS if "kommunegraf" in block and "make " not in block]
    assert len(shown) >= 3
    for block in shown:
        lines = [line for line in block.splitlines() if not line.startswith(". .venv")]
        done = subprocess.run(
            ["/bin/bash", "-euo", "pipefail", "-c", "\n".join(lines)],
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert 0 == done.returncode, f"{block}\n{done.stderr}"
        assert done.stdout
