"""The command that serves the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kommunegraf.messages import say


@click.command(
    help=say("Vis spørgsmålene på en side, og svar på SPARQL.", "Show the questions on a page, and answer SPARQL.")
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8700, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--limit",
    default=10.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    help=say("Sekunder, en forespørgsel må tage.", "Seconds that a query may take."),
)
@click.pass_obj
def serve(store: Path, host: str, port: int, limit: float) -> None:
    """Serves the release."""
    import uvicorn

    from kommunegraf import release
    from kommunegraf.server import application

    release.current(store)
    click.echo(say(f"Grafen kan spørges på http://{host}:{port}/", f"Ask the graph at http://{host}:{port}/"), err=True)
    uvicorn.run(application(store, limit), host=host, port=port, log_level="warning")


COMMANDS = (serve,)
