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
@click.pass_obj
def serve(
    store: Path, host: str, port: int, limit: float, workers: int | None, memory: int | None, in_memory: int | None
) -> None:
    """Serves the release."""
    import uvicorn

    from kommunegraf import release
    from kommunegraf.limits import MIB, Limits
    from kommunegraf.server import application

    release.current(store)
    click.echo(say(f"Grafen kan spørges på http://{host}:{port}/", f"Ask the graph at http://{host}:{port}/"), err=True)
    sizes = {"memory": memory, "resident": in_memory}
    limits = Limits(**{name: MIB * size for name, size in sizes.items() if size is not None})  # type: ignore[arg-type]
    uvicorn.run(
        application(store, limit, workers, limits), host=host, port=port, log_level="warning", server_header=False
    )


COMMANDS = (serve,)
