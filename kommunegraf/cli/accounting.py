"""The commands that show how a document was read, and to say whether that is right: ledger, explain, review."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
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

    from extract.document import Document
    from extract.fact import Fact
    from extract.ledger.entries import Ledger
    from kommunegraf.explain import Explained, Told, Unread
    from kommunegraf.reviews.applying import Outcome

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
    facts, reviewed = _reviewed(document, list(extract(document)), file.parent)
    found = explaining.explain(document, facts, section, chosen)
    if section and not found:
        raise NothingFound(f"Intet afsnit hedder noget med {section}.", f"No section is called {section}.")
    if name == "json":
        click.echo(explaining.as_json(document.slug, found), nl=False)
        return
    for each in found:
        _print_section(each)
    for outcome in reviewed:
        click.echo(_review_line(outcome))


def _reviewed(document: Document, facts: list[Fact], folder: Path) -> tuple[list[Fact], list[Outcome]]:
    """The facts as they are after the reviews that lie beside a document, and what came of these."""
    from kommunegraf.reviews.applying import apply
    from kommunegraf.reviews.table import FILES, read_reviews

    files = [folder / name for name in FILES if (folder / name).exists()]
    return apply(document, facts, [each for each in read_reviews([], *files) if each.document == document.slug])


def _review_line(outcome: Outcome) -> str:
    """Who said what of which words and when; why it does not count, where it does not."""
    said = outcome.review
    verdicts = {"wrong": ("forkert", "wrong"), "right": ("rigtigt", "right"), "corrected": ("rettet", "corrected")}
    change = f" ({said.property}: {outcome.former} → {said.value})" if outcome.former or said.value else ""
    told = say(outcome.danish, outcome.english)
    line = f"{said.when} {said.who}: «{said.quote}» {say(*verdicts[said.verdict])}{change}"
    return f"{line} – {say('gælder ikke', 'does not count')}: {told}" if told else line


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


@click.command(
    help=say(
        "Skriv i en tabel, at en kendsgerning er læst forkert (uden andet), rigtigt eller skal rettes. DOCUMENT er "
        "navnet i status, QUOTE ordene, som et svar viser dem. Det gælder, næste gang grafen bygges.",
        "Write in a table that a fact was read wrongly (with nothing else), rightly, or is to be corrected. DOCUMENT "
        "is the name in status, QUOTE the words as an answer shows them. It counts from the next build.",
    )
)
@click.argument("document")
@click.argument("quote")
@click.option("--right", is_flag=True, help=say("Den er læst rigtigt.", "It was read rightly."))
@click.option("--set", "assigned", default="", metavar="PROPERTY=VALUE", help=say("Ret en værdi.", "Correct a value."))
@click.option("--fact", default="", metavar="KIND", help=say("Slagsen, fx Funding.", "The kind, such as Funding."))
@click.option("--who", required=True, help=say("Hvem der siger det.", "Who says so."))
@click.option("--note", default="", help=say("Hvorfor.", "Why."))
@click.option(
    "--reviews",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("reviews.csv"),
    show_default=True,
    help=say("Tabellen; læg den ved dokumenterne.", "The table; keep it with the documents."),
)
@click.pass_obj
def review(store: Path, /, document: str, quote: str, right: bool, assigned: str, file: Path, **said: str) -> None:
    """Adds a review to a table."""
    from kommunegraf.kept.documents import restore
    from kommunegraf.releases import release
    from kommunegraf.reviews.adding import add
    from kommunegraf.reviews.table import Review

    name, equals, value = assigned.partition("=")
    if assigned and (right or not equals):
        raise BadParameter(
            f"--set {assigned}: skriv felt=værdi, uden --right.", f"--set {assigned}: write property=value."
        )
    kept = release.current(store).folder / "documents" / f"{document}.json"
    if not kept.exists():
        raise NothingFound(f"Der er intet dokument {document}.", f"There is no document {document}.")
    verdict = "corrected" if assigned else "right" if right else "wrong"
    found = Review(
        document=document,
        when=date.today().isoformat(),  # what a person says has a day; a build only reads it
        quote=" ".join(quote.split()),
        verdict=verdict,
        property=name,
        value=value,
        **said,
    )
    times = add(file, found, restore(kept).text)
    told = say(f"Skrevet i {file}; gælder fra næste build.", f"Written to {file}; counts from the next build.")
    if times > 1:
        told += say(
            f" Citatet står {times} steder: tag flere ord med, hvis det ikke gælder dem alle.",
            f" The quote stands in {times} places: quote more words where it is not about all of them.",
        )
    click.echo(told, err=True)


COMMANDS = (ledger, explain, review)
