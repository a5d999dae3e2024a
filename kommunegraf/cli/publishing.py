"""The command that sends a release to another SPARQL store: publish."""

from __future__ import annotations

from pathlib import Path

import click

from kommunegraf.messages import say
from kommunegraf.publishing.engines import ENGINES


@click.command(
    help=say(
        "Send grafen til en anden SPARQL-database; efter den første gang kun det, der er ændret.",
        "Send the graph to another SPARQL store; after the first time only what has changed.",
    )
)
@click.argument("url")
@click.option(
    "--engine",
    type=click.Choice(list(ENGINES)),
    default="sparql",
    show_default=True,
    help=say(
        "Databasens art: den siger, hvor under URL den tager mod. GraphDB er rdf4j; sparql er én adresse til alt.",
        "The kind of store: it says where below URL it takes things. GraphDB is rdf4j; sparql is one address for all.",
    ),
)
@click.option(
    "--by",
    type=click.Choice(["graph-store", "update"]),
    help=say(
        "Send kun med Graph Store Protocol, eller kun med Update; ellers det, der passer bedst.",
        "Send by Graph Store Protocol only, or by Update only; otherwise by what fits best.",
    ),
)
@click.option(
    "--user", default="", show_envvar=True, help=say("Brugeren hos databasen.", "The user of the other store.")
)
@click.option(
    "--password",
    default="",
    show_envvar=True,
    help=say("Kodeordet; skriv det helst i miljøet.", "The password; better written in the environment."),
)
@click.option(
    "--chunk",
    type=click.IntRange(1, 1_000_000),
    default=1000,
    show_default=True,
    help=say("Udsagn i hver forespørgsel.", "Triples in each request."),
)
@click.option("--whole", is_flag=True, help=say("Send det hele igen.", "Send all of it again."))
@click.pass_obj
def publish(
    store: Path, url: str, engine: str, by: str | None, user: str, password: str, chunk: int, whole: bool
) -> None:
    """Sends the release to another store."""
    from kommunegraf.cli.progress import interruptible
    from kommunegraf.publishing.engines import address
    from kommunegraf.publishing.remote import Remote
    from kommunegraf.publishing.sending import publish as send

    with interruptible(), Remote(address(url, engine, by or ""), user, password) as remote:
        done = send(store, remote, chunk=chunk, whole=whole)
    click.echo(
        say(
            f"{done.release}: {done.whole} grafer sendt hele, {done.changed} som ændringer, {done.dropped} fjernet, "
            f"{done.kept} var der; {done.triples} udsagn i {done.requests} forespørgsler. Alle stemmer.",
            f"{done.release}: {done.whole} graphs sent whole, {done.changed} as changes, {done.dropped} dropped, "
            f"{done.kept} were there; {done.triples} triples in {done.requests} requests. All agree.",
        ),
        err=True,
    )


COMMANDS = (publish,)
