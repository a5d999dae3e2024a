"""The command line: results on stdout, messages on stderr in Danish or English, exit codes 0, 1, 2 and 3."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Final

import click

from extract.errors import DocumentError
from kommunegraf import __version__, site
from kommunegraf.cli.configuring import configure
from kommunegraf.errors import KommunegrafError
from kommunegraf.messages import language, say
from kommunegraf.releases.lasting import lasting

MOVING: Final = frozenset({"build", "enrich", "mcp", "pull", "rollback", "serve", "withdraw"})
"""The commands that change which release is served, or follow that; every other one reads one release."""


class _Told(click.ClickException):
    """An error of ours as click shows it: one line, with the exit code that it has."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]

    def show(self, file: Any = None) -> None:
        click.echo(say("Fejl: ", "Error: ") + self.message, err=True)


class _Commands(click.Group):
    """The commands, with our errors told in the user's language and never as a trace."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _reading(ctx):
                return super().invoke(ctx)
        except KommunegrafError as error:
            raise _Told(error.message(language()), error.exit_code) from error
        except DocumentError as error:
            raise _Told(error.message(language()), 1) from error
        except Exception as error:
            from kommunegraf.writing import why

            if isinstance(error, BrokenPipeError) or (reason := why(error)) is None:
                raise
            place = "" if getattr(error, "filename", None) else f"{ctx.params['store']}: "
            raise _Told(say(*(f"{place}{said}." for said in reason)), 1) from error


def _reading(ctx: click.Context) -> AbstractContextManager[None]:
    """Sees to it that a command that reads a release ends with an error where that was removed meanwhile."""
    served: Path = ctx.params["store"] / "current"
    if not served.exists():
        return nullcontext()
    return lasting(served.resolve(), lambda: ctx.invoked_subcommand not in MOVING)


@click.group(
    cls=_Commands,
    context_settings={"auto_envvar_prefix": "KOMMUNEGRAF"},
    help=say(
        "Gør danske kommunale dokumenter til en vidensgraf, der kan spørges med SPARQL.",
        "Turns documents of Danish local government into a knowledge graph that can be asked with SPARQL.",
    ),
    epilog=say(
        "Slutkoder: 0 udført; 1 kunne ikke udføres; 2 forkert brug; 3 data overholder ikke reglerne.",
        "Exit codes: 0 done; 1 could not be done; 2 wrong use; 3 the data does not conform.",
    ),
)
@click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("kommunegraf-data"),
    envvar="KOMMUNEGRAF_STORE",
    show_default=True,
    show_envvar=True,
    help=say("Mappen, som grafen ligger i.", "The folder that holds the graph."),
)
@click.option(
    "--base",
    default="",
    envvar=site.VARIABLE,
    show_envvar=True,
    help=say(
        "Adressen, som grafens ting begynder med, når den bygges; grafen husker den.",
        "The address that the things of the graph begin with when it is built; the graph remembers it.",
    ),
)
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="KOMMUNEGRAF_CONFIG",
    show_envvar=True,
    is_eager=True,
    expose_value=False,
    callback=configure,
    help=say("En fil med indstillinger (TOML).", "A file of settings (TOML)."),
)
@click.version_option(__version__, prog_name="kommunegraf")
@click.pass_context
def main(ctx: click.Context, store: Path, base: str) -> None:
    """The group; what its commands need is the store folder."""
    site.settle(store, base, renews=ctx.invoked_subcommand == "build")
    ctx.obj = store


from kommunegraf.cli import (  # noqa: E402, the commands need the group above
    accounting,
    asking,
    changes,
    depots,
    keeping,
    making,
    opendata,
    publishing,
    reaching,
    serving,
    standing,
)

for module in (making, asking, standing, reaching, accounting, keeping, changes, opendata, publishing, depots, serving):
    for command in module.COMMANDS:
        main.add_command(command)
