"""How a long build shows itself: how far it is, how long it may take, what Ctrl-C does, and how long it may wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from kommunegraf.errors import Interrupted
from kommunegraf.messages import say

if TYPE_CHECKING:
    from rich.console import Console

    from kommunegraf.build import Watch

WAIT: Final = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=0.0,
    metavar="SECONDS",
    help=say(
        "Så længe ventes der på en anden opbygning, der skriver i samme mappe.",
        "How long to wait for another build that writes to the same folder.",
    ),
)


@contextmanager
def progress(console: Console | None = None) -> Iterator[Watch]:
    """A bar on a terminal's stderr, over the files that have to be read, with the time that they may still take."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = console or Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    left = TextColumn(say("tilbage:", "left:")), TimeRemainingColumn()
    with Progress(*columns, *left, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(say("Samler", "Assembling"), total=None)

        def watch(_: object, total: int) -> None:
            bar.update(task, advance=1, total=total)
            is_done = bar.tasks[task].finished
            bar.update(task, description=say("Samler", "Assembling") if is_done else say("Læser", "Reading"))

        yield watch


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C ends a build with one line, not with a trace: raises Interrupted."""
    try:
        yield
    except KeyboardInterrupt as error:
        raise Interrupted(
            "Afbrudt. Grafen er hel, og det, der er læst, er gemt: kør samme kommando igen for at gå videre.",
            "Interrupted. The graph is whole, and what was read is kept: run the same command again to go on.",
        ) from error
