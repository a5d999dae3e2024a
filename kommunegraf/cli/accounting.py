"""The commands that show how a document was read: ledger, explain."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.errors import DocumentError
from kommunegraf.cli.asking import PRINTED_WIDTH, print_table
from kommunegraf.errors import BadParameter, NothingFound, NothingRead
from kommunegraf.messages import language, say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from extract.ledger.entries import Ledger
    from kommunegraf.explain import Explained, Told, Unread

TOO_MANY = 3
"""The exit code where more numbers are unaccounted than ``--at-most`` allows."""


@click.command(
    help=say(
        "Vis hvert tal i filer eller mapper: hvilken kendsgerning der bruger det, hvad det ellers er, eller intet.",
        "Show each number of files or folders: which fact uses it, what it is instead, or neither.",
    )
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…")
@click.option("--unaccounted", is_flag=True, help=say("Kun de uforklarede tal.", "Only the unaccounted ones."))
@click.option("--summary", is_flag=True, help=say("En linje for hver fil.", "One line for each file."))
@click.option(
    "--at-most",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help=say(
        "Slut med kode 3, hvis flere procent end dette er uforklarede.",
        "End with code 3 where more than this percentage is unaccounted.",
    ),
)
@click.option("--format", "name", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def ledger(paths: tuple[Path, ...], unaccounted: bool, summary: bool, at_most: float | None, name: str) -> None:
    """Shows the ledgers of files."""
    from kommunegraf import ledgers

    whole = _ledgers(paths)
    shown = [_only_unaccounted(found) for found in whole] if unaccounted else whole
    if name == "csv":
        click.echo(ledgers.as_csv(whole if summary else shown, summary), nl=False)
    elif name == "json":
        click.echo(ledgers.as_json(whole if summary else shown, summary), nl=False)
    else:
        _print(whole, shown, summary)
    click.echo(ledgers.told(whole), err=name != "table")
    number = sum(len(found.entries) for found in whole)
    missing = sum(found.counts()["unaccounted"] for found in whole)
    if at_most is not None and 100 * missing > at_most * number:
        sys.exit(TOO_MANY)


def _ledgers(paths: Iterable[Path]) -> list[Ledger]:
    """The ledgers of what can be read; what cannot is a line on stderr."""
    from kommunegraf.ledgers import ledger_of
    from kommunegraf.reading.sources import collect

    found = []
    for source in collect(paths).files:
        try:
            found.append(ledger_of(source))
        except DocumentError as error:
            click.echo(error.message(language()), err=True)
        except OSError as error:
            click.echo(f"{source.path.name}: {error.strerror or error}", err=True)
    if not found:
        raise NothingRead("Ingen af filerne kan læses.", "None of the files can be read.")
    return found


def _only_unaccounted(found: Ledger) -> Ledger:
    return replace(found, entries=tuple(entry for entry in found.entries if entry.verdict == "unaccounted"))


def _print(whole: Sequence[Ledger], shown: Sequence[Ledger], summary: bool) -> None:
    from kommunegraf.ledgers import facts_of, named

    if summary:
        heads = say("dokument,tal,brugt,klassificeret,uforklaret", "document,numbers,used,classed,unaccounted")
        counts = [(found.slug, str(len(found.entries)), *map(str, found.counts().values())) for found in whole]
        print_table(tuple(heads.split(",")), counts)
        return
    for found in shown:
        if len(shown) > 1:
            click.echo(found.slug)
        heads = say("side,tal,udfald,hvad,sætning", "page,number,verdict,what,sentence")
        rows = [
            (
                str(entry.page or ""),
                entry.printed,
                named(entry.verdict),
                facts_of(entry) or named(entry.name),
                entry.sentence,
            )
            for entry in found.entries
        ]
        print_table(tuple(heads.split(",")), rows)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else PRINTED_WIDTH)


@click.command(
    help=say(
        "Vis afsnit for afsnit, hvilken regel der læste hvad i en fil, og de sætninger, som ingen regel læste.",
        "Show section by section which rule read what in a file, and the sentences that no rule read.",
    )
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--section", default="", metavar="TEXT", help=say("Kun afsnit med dette.", "Only sections with this."))
@click.option("--kind", default="", metavar="KIND", help=say("Kun denne slags.", "Only this kind of fact."))
@click.option("--format", "name", type=click.Choice(["text", "json"]), default="text", show_default=True)
def explain(file: Path, section: str, kind: str, name: str) -> None:
    """Shows how a file was read."""
    from extract.extractors import extract
    from extract.read import read
    from kommunegraf import explain as explaining
    from kommunegraf.identity import slug

    chosen = _kind(kind)
    document = read(file, slug(file.stem))
    found = explaining.explain(document, list(extract(document)), section, chosen)
    if section and not found:
        raise NothingFound(f"Intet afsnit hedder noget med {section}.", f"No section is called {section}.")
    if name == "json":
        click.echo(explaining.as_json(document.slug, found), nl=False)
        return
    for each in found:
        _print_section(each)


def _kind(kind: str) -> str:
    """The kind of fact of this name, in any case; raises BadParameter where there is none."""
    from kommunegraf.describe import DESCRIBERS

    names = {each.__name__.lower(): each.__name__ for each in DESCRIBERS}
    if kind and kind.lower() not in names:
        listed = ", ".join(sorted(names.values()))
        raise BadParameter(f"Ukendt slags {kind}. Der er: {listed}.", f"Unknown kind {kind}. There are: {listed}.")
    return names.get(kind.lower(), "")


def _print_section(section: Explained) -> None:
    from rich.text import Text

    console = _console()
    heading = f"{section.number} {section.title}".strip() or say(
        "(før første overskrift)", "(before the first heading)"
    )
    console.print(Text(f"{heading}{_page(section.page)}", style="bold underline"))
    for fact in section.facts:
        _print_fact(console, fact)
    if section.unread:
        console.print(Text(say("  Ikke læst af nogen regel:", "  Read by no rule:"), style="bold"))
    for unread in section.unread:
        console.print(_unread_line(unread))
    console.print()


def _print_fact(console: Console, fact: Told) -> None:
    """The kind and rule, each value with the words that give it where they differ, and the quote."""
    from rich.text import Text

    console.print(Text.assemble("  ", (fact.kind, "bold cyan"), f" {fact.rule} – {fact.looks_for}"))
    for value in fact.values:
        words = " ".join(value.words.split())
        told = (
            "" if words == value.value else f"  ← «{words}»" if words else say("  (ikke i citatet)", "  (not in quote)")
        )
        console.print(Text.assemble("    ", (value.field, "dim"), f": {value.value}", (told, "dim")))
    console.print(Text(f"    «{fact.quote}»{_page(fact.page)}", style="italic"))


def _unread_line(unread: Unread) -> Text:
    """A sentence with the looks of its unaccounted numbers behind each: "12 [money]"."""
    from rich.text import Text

    from kommunegraf.ledgers import named

    line, rest = Text("  – "), unread.text
    for number, looks in unread.numbers:
        before, found, rest = rest.partition(" ".join(number.split()))
        line.append(before).append(found, style="bold red").append(f" [{named(looks)}]" if found else "", style="red")
    return line.append(rest).append(_page(unread.page), style="dim")


def _page(page: int | None) -> str:
    return f" ({say('s.', 'p.')} {page})" if page else ""


COMMANDS = (ledger, explain)
