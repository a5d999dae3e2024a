"""The commands that keep releases: list them, go back, verify, withdraw a document."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from kommunegraf.cli.progress import WAIT
from kommunegraf.messages import language, say


@click.command(
    help=say("Vis de udgaver af grafen, der har været vist her.", "List the releases that were served from here.")
)
@click.pass_obj
def releases(store: Path) -> None:
    """Lists the releases."""
    from kommunegraf.changes.history import History
    from kommunegraf.cli.asking import print_table
    from kommunegraf.releases.release import current

    served = current(store).name
    head = ("nr.", say("udgave", "release"), say("vist fra", "served from"), say("dokumenter", "documents"), "−", "+")
    entries = History(store).entries()
    rows = [
        (
            str(entry.number),
            entry.release + (" *" if entry.release == served and entry.number == len(entries) else ""),
            entry.published,
            str(entry.documents),
            str(entry.removed),
            str(entry.added),
        )
        for entry in entries
    ]
    print_table(head, rows)


@click.command(help=say("Gå tilbage til udgaven før denne.", "Go back to the release before this one."))
@WAIT
@click.pass_obj
def rollback(store: Path, wait: float) -> None:
    """Serves the release before."""
    from kommunegraf.changes.history import History
    from kommunegraf.releases.release import current, locked, switch
    from kommunegraf.releases.withdrawal import unforgotten
    from kommunegraf.writing import writing

    current(store)  # where nothing was built there is nothing to lock either
    if unforgotten(store):
        from kommunegraf.build import renew

        renew(store, wait)  # a withdrawal that was interrupted is brought to its end: there may be no way back then
    with writing(store), locked(store, wait):
        history = History(store)
        history.record()
        release = history.back()
        switch(store, release)
        history.record()
    click.echo(say(f"Grafen er igen {release.name}.", f"The graph is {release.name} again."), err=True)


@click.command(
    help=say(
        "Kontrollér, at grafen er, hvad dens navn siger: filer, database og citater; og at eksporter af den er det.",
        "Check that the graph is what its name says: files, store and quotes; and that exports of it are.",
    )
)
@click.argument("dumps", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[EXPORT…]")
@click.pass_obj
def verify(store: Path, dumps: tuple[Path, ...]) -> None:
    """Verifies the release, and exports of it."""
    from kommunegraf.checking.verifying import verify as verified
    from kommunegraf.releases.release import current

    found = verified(current(store), dumps)
    for danish, english in found.faults:
        click.echo(danish if language() == "da" else english)
    click.echo(
        say(
            f"{found.release}: {found.graphs} grafer, {found.quads} udsagn, {found.quotes} citater; "
            f"{len(found.faults)} fejl.",
            f"{found.release}: {found.graphs} graphs, {found.quads} quads, {found.quotes} quotes; "
            f"{len(found.faults)} {'fault' if len(found.faults) == 1 else 'faults'}.",
        )
    )
    if found.faults:
        sys.exit(3)


@click.command(
    help=say(
        "Træk et dokument tilbage: intet af det er tilbage i grafen, kun grund og dag.",
        "Withdraw a document: nothing of it stays in the graph but the reason and the day.",
    )
)
@click.argument("document")
@click.option("--reason", help=say("Hvorfor det trækkes tilbage.", "Why it is withdrawn."))
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help=say("Dagen; i dag, hvis den ikke gives.", "The day; today if none is given."),
)
@click.option("--undo", is_flag=True, help=say("Lad næste build læse det igen.", "Let the next build read it again."))
@WAIT
@click.pass_obj
def withdraw(store: Path, document: str, reason: str | None, day: datetime | None, undo: bool, wait: float) -> None:
    """Withdraws a document, or undoes that."""
    from kommunegraf import build
    from kommunegraf.releases.release import current, locked
    from kommunegraf.releases.withdrawal import undone
    from kommunegraf.writing import writing

    current(store)  # where nothing was built there is nothing to lock either
    if undo:
        with writing(store), locked(store, wait):
            undone(store, document)
        click.echo(say(f"Næste build læser {document} igen.", f"The next build reads {document} again."), err=True)
        return
    if not (reason or "").strip():
        raise click.UsageError(say("Sig hvorfor med --reason.", "Say why with --reason."))
    release = build.withdraw(store, document, str(reason).strip(), (day or datetime.now()).date().isoformat(), wait)
    click.echo(
        say(
            f"{document} er trukket tilbage. Grafen er nu {release.name}; udgaven før er slettet, hvis den havde det.",
            f"{document} is withdrawn. The graph is {release.name} now; the one before is gone if it held it.",
        ),
        err=True,
    )


COMMANDS = (releases, rollback, verify, withdraw)
