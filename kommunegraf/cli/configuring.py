"""Settings in a TOML file: its keys are the options of the program, its tables the commands with theirs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import click

from kommunegraf.messages import say


def configure(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    """Takes a file's settings as the defaults of options; the command line and the environment come before them.

    Raises BadParameter where the file cannot be read, or names what there is not.
    """
    if path is None:
        return
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise click.BadParameter(say(f"{path} kan ikke læses: {error}", f"{path} cannot be read: {error}")) from error
    if not isinstance(context.command, click.Group):
        raise TypeError(context.command)
    context.default_map = {
        name: _checked(path, context.command.commands[name], value)
        if isinstance(value, dict) and name in context.command.commands
        else value
        for name, value in _checked(path, context.command, found, context.command.commands).items()
    }


def _checked(path: Path, command: click.Command, values: dict[str, Any], tables: Any = ()) -> dict[str, Any]:
    """The settings of a command, each under the name of its parameter; in the file they go by their options."""
    options = (option for option in command.params if isinstance(option, click.Option) and option.name != "config")
    named = {written.lstrip("-"): option.name or "" for option in options for written in option.opts}
    for name, value in values.items():
        if name not in named and not (name in tables and isinstance(value, dict)):
            raise click.BadParameter(say(f"{path}: {name} er ingen indstilling.", f"{path}: {name} is no setting."))
    return {named.get(name, name): value for name, value in values.items()}
