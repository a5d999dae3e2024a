"""Something done in a process of its own, which is killed just before one of its changes of the disk."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from kommunegraf.cli import main

CHANGES = frozenset(
    {
        *("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"),
        *("shutil.rmtree", "shutil.copyfile", "sqlite3.connect", "open"),
    }
)
"""The audit events of Python that come before a change."""
WRITTEN = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def run(do: Callable[[], Any], folder: Path, log: Path, end: int = 0) -> None:
    """Does it; each change within the folder is a line of the log, that of number ``end`` (from 1) is not made."""
    seen, within = 0, ""
    with log.open("w", buffering=1) as lines:

        def watch(event: str, values: tuple[Any, ...]) -> None:
            nonlocal seen, within
            if event not in CHANGES or not isinstance(values[0], str | Path):
                return
            path = str(values[0])
            if event == "shutil.rmtree":
                within = path
            if event == "open" and not (isinstance(values[2], int) and values[2] & WRITTEN):
                return
            path = path if os.path.isabs(path) else f"{within}/{path}"  # a name in a folder that is being removed
            if path.startswith(f"{folder}/"):
                seen += 1
                lines.write(f"{event} {path.removeprefix(str(folder))}\n")
                if seen == end:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        do()


def go_back(store: Path) -> int:
    """The command rollback; its exit code."""
    return CliRunner().invoke(main, ["--store", str(store), "rollback"]).exit_code
