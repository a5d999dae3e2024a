"""The command that serves the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kommunegraf.messages import say

if TYPE_CHECKING:
    from kommunegraf.pool.limits import Limits

GRACE: Final = 5
"""Seconds that answers being sent get beyond the time of a query, once the server is told to end."""


@click.command(
    help=say("Vis spørgsmålene på en side, og svar på SPARQL.", "Show the questions on a page, and answer SPARQL.")
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8700, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--limit",
    default=30.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    help=say("Sekunder, en forespørgsel må tage.", "Seconds that a query may take."),
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    help=say("Forespørgsler ad gangen; ellers én per processor.", "Queries at once; else one for each processor."),
)
@click.option(
    "--memory",
    type=click.IntRange(64),
    help=say("MiB, en forespørgsel må bruge; ellers efter maskinen.", "MiB that a query may use; else by the machine."),
)
@click.option(
    "--in-memory",
    type=click.IntRange(0),
    help=say(
        "MiB N-Quads, der højst indlæses i hukommelsen; en større udgave læses fra disken.",
        "MiB of N-Quads that are loaded into memory at most; a larger release is read from disk.",
    ),
)
@click.option(
    "--originals/--no-originals",
    default=True,
    show_default=True,
    help=say("Vis dokumenternes sider som billeder.", "Show the pages of the documents as images."),
)
@click.option(
    "--log",
    "log_form",
    type=click.Choice(("text", "json")),
    help=say(
        "Skriv hver forespørgsel i loggen som tekst eller JSON; ellers kun det usædvanlige.",
        "Write each request to the log as text or JSON; else only what is unusual.",
    ),
)
@click.option(
    "--slow",
    default=5.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help=say("Sekunder, hvorefter en forespørgsel skrives i loggen.", "Seconds after which a query is logged."),
)
@click.option(
    "--proxy",
    default="127.0.0.1",
    show_default=True,
    help=say(
        "Adresser, hvis X-Forwarded-For og X-Forwarded-Proto tros, med komma imellem.",
        "Addresses whose X-Forwarded-For and X-Forwarded-Proto are believed, with commas between.",
    ),
)
@click.pass_obj
def serve(
    store: Path, /, host: str, port: int, originals: bool, log_form: str | None, proxy: str, **bounds: float | None
) -> None:
    """Serves the release."""
    import gc

    import uvicorn

    from kommunegraf import logs
    from kommunegraf.endpoint.connection import Connection
    from kommunegraf.endpoint.observing import REQUEST
    from kommunegraf.releases import release
    from kommunegraf.server import application

    release.current(store)
    logs.start(log_form or "text", REQUEST.get, requests=log_form is not None)
    click.echo(say(f"Grafen kan spørges på http://{host}:{port}/", f"Ask the graph at http://{host}:{port}/"), err=True)
    limits = _limits(**bounds)
    app = application(store, limits=limits, originals=originals)
    gc.freeze()  # what is here now stays: no collection need look at it again
    uvicorn.run(
        app,
        host=host,
        port=port,
        http=Connection,
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=proxy,
        timeout_graceful_shutdown=int(limits.seconds) + GRACE,
    )


def _limits(**bounds: float | None) -> Limits:
    """The bounds of the pool from the options, those that were not given as they are unless said otherwise."""
    from kommunegraf.pool.limits import MIB, Limits

    names = {"limit": "seconds", "in_memory": "resident"}
    sizes = {"memory", "in_memory"}
    given = {name: value for name, value in bounds.items() if value is not None}
    values = {names.get(name, name): int(MIB * value) if name in sizes else value for name, value in given.items()}
    return Limits(**values)  # type: ignore[arg-type]  # workers is an integer by its option


COMMANDS = (serve,)
