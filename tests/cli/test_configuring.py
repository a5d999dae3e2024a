"""Settings from a file and the environment, and a graph under another address than ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = (
    "Referat\nByrådet i Lemvig Kommune\n4. marts 2031\n\n"
    "1. Godkendelse af dagsorden\nSagsnr. 31-0007\nBeslutning: Godkendt.\n"
)
SITE = "https://data.lemvig.example/"


def _run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, with no setting but these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KOMMUNEGRAF", "LC_", "LANG"))}
    command = [sys.executable, "-m", "kommunegraf", *map(str, arguments)]
    variables = {**kept, "LANG": "C.UTF-8", **environment}
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of settings for a store that was built with it, from one small text, for the address SITE."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "in").mkdir()
    (folder / "in" / "referat.txt").write_text(TEXT, encoding="utf-8")
    file = folder / "kommunegraf.toml"
    file.write_text(f'store = "{folder / "store"}"\nbase = "{SITE}"\n\n[query]\nformat = "csv"\n', encoding="utf-8")
    ran = _run("--config", file, "build", folder / "in")
    assert ran.returncode == 0, ran.stderr
    return file


def test_every_thing_is_under_the_address(settings: Path) -> None:
    """No thing of the graph begins with our address, the terms of the vocabulary still do, and it conforms."""
    current = settings.parent / "store" / "current"
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((current / "graphs").iterdir()))
    assert "w3id.org/kommunegraf/id/" not in text
    assert f"<{SITE}id/municipality/0665> " in text
    assert "<https://w3id.org/kommunegraf/ns#Meeting>" in text
    assert _run("--config", settings, "validate").returncode == 0


def test_questions_are_asked_under_the_address(settings: Path) -> None:
    """Questions that name things find them; the release remembers its address, so that nobody else need name it."""
    name = "how-many-municipalities-mention"
    told = [_run("--config", settings, "query", name), _run("--store", settings.parent / "store", "query", name)]
    assert [0, 0] == [ran.returncode for ran in told]
    assert all("98" in ran.stdout for ran in told)
    assert "," in told[0].stdout


def test_another_address_is_refused(settings: Path) -> None:
    """To read a graph under another address than it was built for is wrong use, and the message says what to do."""
    ran = _run("--config", settings, "--base", "https://other.example", "status")
    assert (2, True) == (ran.returncode, "Build it anew with --base https://other.example/" in ran.stderr)
    assert 2 == _run("--base", "no address", "status").returncode


def test_the_environment_comes_before_the_file(settings: Path, tmp_path: Path) -> None:
    """The command line comes before the environment, and that before the file."""
    ran = _run("status", KOMMUNEGRAF_CONFIG=str(settings), KOMMUNEGRAF_STORE=str(tmp_path / "none"))
    assert (1, True) == (ran.returncode, str(tmp_path / "none") in ran.stderr)
    name = ("query", "meetings")
    assert "," in _run(*name, KOMMUNEGRAF_CONFIG=str(settings)).stdout
    json = _run(*name, KOMMUNEGRAF_CONFIG=str(settings), KOMMUNEGRAF_QUERY_FORMAT_NAME="json").stdout
    assert json.startswith("{")
    tsv = _run(*name, "--format", "tsv", KOMMUNEGRAF_CONFIG=str(settings), KOMMUNEGRAF_QUERY_FORMAT_NAME="json").stdout
    assert tsv.startswith("?")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("stor = 'x'\n", "stor is no setting"),
        ("[serve]\nprot = 1\n", "prot is no setting"),
        ("[nothing]\n", "nothing is no setting"),
        ("serve = 3\n", "serve is no setting"),
        ("a =\n", "cannot be read"),
    ],
)
def test_mistakes_in_the_file(tmp_path: Path, written: str, told: str) -> None:
    """A file that is not in order, or names what there is not, is wrong use that says where."""
    (tmp_path / "kommunegraf.toml").write_text(written)
    ran = _run("--config", tmp_path / "kommunegraf.toml", "status")
    assert (2, True, True) == (ran.returncode, told in ran.stderr, "kommunegraf.toml" in ran.stderr)
