"""The commands that carry a release to and from object storage: push, pull."""

from __future__ import annotations

from pathlib import Path

import click

from kommunegraf.cli.progress import WAIT, interruptible
from kommunegraf.messages import say


@click.command(
    help=say(
        "Læg udgaven i et objektlager (s3://…, file://…), så andre maskiner kan vise den med pull.",
        "Put the release in object storage (s3://…, file://…), for other machines to serve it with pull.",
    )
)
@click.argument("url")
@click.pass_obj
def push(store: Path, url: str) -> None:
    """Puts the release in object storage."""
    from kommunegraf.publishing.depot import put

    with interruptible():
        archive = put(store, url)
    megabytes = archive.size / 1e6
    click.echo(
        say(
            f"{url} nævner nu {archive.release} ({megabytes:.1f} MB, SHA-256 {archive.sha256}).",
            f"{url} names {archive.release} now ({megabytes:.1f} MB, SHA-256 {archive.sha256}).",
        ),
        err=True,
    )


@click.command(
    help=say(
        "Hent udgaven fra et objektlager eller nettet (s3://…, https://…), kontrollér den, og vis den.",
        "Fetch the release from object storage or the web (s3://…, https://…), verify it, and serve it.",
    )
)
@click.argument("url")
@WAIT
@click.pass_obj
def pull(store: Path, url: str, wait: float) -> None:
    """Fetches the release from object storage."""
    from kommunegraf.publishing.depot import bring

    with interruptible():
        release = bring(url, store, wait)
    click.echo(say(f"Grafen er nu {release.name}.", f"The graph is {release.name} now."), err=True)


COMMANDS = (push, pull)
