"""The commands by which words and programs reach the graph: search, mcp."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kommunegraf.cli.asking import print_table
from kommunegraf.errors import MissingLibrary, NothingFound
from kommunegraf.messages import say

if TYPE_CHECKING:
    from kommunegraf.search.hits import Found


@click.command(
    context_settings={"ignore_unknown_options": True},
    help=say(
        'Søg i navne og citater: flere ord, "ord i rækkefølge", begyndelser*, -ikke.',
        'Search in labels and quotes: several words, "words in a row", beginnings*, -not.',
    ),
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option("--kind", default="", metavar="KIND", help=say("Kun denne slags (fx Funding).", "Only this kind."))
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--format", "name", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.pass_obj
def search(store: Path, words: tuple[str, ...], kind: str, limit: int, name: str) -> None:
    """Searches in the words of the release."""
    from kommunegraf.releases.release import current
    from kommunegraf.search.hits import COLUMNS, Search

    wanted = " ".join(_written(word) for word in words)
    found = Search(current(store).folder).find(wanted, kind, limit)
    records = [hit.record() for hit in found.hits]
    if name == "json":
        whole = {"query": wanted, "total": found.total, "kinds": found.kinds, "hits": records}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1))
    elif name == "csv":
        table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(records)
    elif not found.hits:
        raise NothingFound(f"Intet i grafen har ordene {wanted}.", f"Nothing in the graph has the words {wanted}.")
    else:
        _print(found)


def _written(word: str) -> str:
    """A word as it was written before the shell took its quotation marks: words in a row are quoted again."""
    return f'"{word}"' if " " in word and '"' not in word else word


def _print(found: Found) -> None:
    heads = say("slags,navn,fundet,citat,dokument,side", "kind,name,found,quote,document,page")
    rows = [
        (
            hit.kind,
            hit.label,
            hit.snippet,
            hit.quote.text if hit.quote else "",
            hit.quote.document if hit.quote else "",
            str(hit.quote.page or "") if hit.quote else "",
        )
        for hit in found.hits
    ]
    print_table(tuple(heads.split(",")), rows)
    kinds = ", ".join(f"{kind} {number}" for kind, number in found.kinds.items())
    shown, total = len(found.hits), found.total
    click.echo(say(f"{shown} af {total}; {kinds}", f"{shown} of {total}; {kinds}"), err=True)


@click.command(
    help=say(
        "Lad en agent spørge grafen over stdio (Model Context Protocol).",
        "Let an agent ask the graph over stdio (Model Context Protocol).",
    )
)
@click.pass_obj
def mcp(store: Path) -> None:
    """Serves the tools for agents on stdin and stdout."""
    from kommunegraf.releases.release import current

    try:
        from kommunegraf.agents import server
    except ModuleNotFoundError as error:
        raise MissingLibrary(
            "Det kræver biblioteket mcp: pip install 'kommunegraf[mcp]'",
            "This needs the library mcp: pip install 'kommunegraf[mcp]'",
        ) from error
    current(store)
    server(store).run("stdio")


COMMANDS = (search, mcp)
