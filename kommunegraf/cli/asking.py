"""The commands that ask the graph: queries, query, show, status, evaluate, export."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kommunegraf.errors import BadParameter
from kommunegraf.formats import GRAPHS, RESULTS
from kommunegraf.messages import language, say

if TYPE_CHECKING:
    from kommunegraf.evaluate import Score

TABLE = "table"
FORMATS = (TABLE, *(found.name for found in (*RESULTS, *GRAPHS)))
PRINTED_WIDTH = 160


@click.command(help=say("Vis de spørgsmål, der kan stilles.", "List the questions that can be asked."))
def queries() -> None:
    """Lists the questions."""
    from kommunegraf.queries import questions

    rows = []
    for question in questions():
        parameters = " ".join(f"-p {parameter.name}=…" for parameter in question.parameters)
        rows.append((question.name, say(question.summary, question.summary_en), parameters))
    _print_table((say("navn", "name"), say("spørgsmål", "question"), say("parametre", "parameters")), rows)


@click.command(
    help=say(
        "Stil et spørgsmål fra listen, fra en fil (.rq) eller fra stdin (-).",
        "Ask a question of the list, of a file (.rq) or from stdin (-).",
    )
)
@click.argument("name", metavar="NAME|FILE.rq|-")
@click.option("-p", "parameters", multiple=True, metavar="NAME=VALUE", help=say("En parameter.", "A parameter."))
@click.option("--format", "format_name", type=click.Choice(FORMATS), default=TABLE, show_default=True)
@click.pass_obj
def query(store: Path, name: str, parameters: tuple[str, ...], format_name: str) -> None:
    """Asks a question."""
    from kommunegraf import queries as asked
    from kommunegraf import release, sparql

    if name == "-":
        question = asked.Question("stdin", sys.stdin.read())
    elif name.endswith(".rq"):
        question = asked.read_question(Path(name))
    else:
        question = asked.question(name)
    text = question.bind(dict(_pair(parameter) for parameter in parameters))
    sparql.form(text)
    found = release.current(store).store().query(text)
    if format_name == TABLE:
        answer = found.rows()
        _print_table(answer.columns, answer.rows)
    else:
        click.echo(found.write(format_name), nl=False)


def _pair(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals:
        raise BadParameter(f"-p {parameter}: skriv navn=værdi.", f"-p {parameter}: write name=value.")
    return name, value


@click.command(help=say("Vis, hvad grafen ved om noget, med citater.", "Show what is known of something, with quotes."))
@click.argument("name", metavar="NAME|IRI")
@click.pass_obj
def show(store: Path, name: str) -> None:
    """Shows what is known of a thing."""
    from kommunegraf import release
    from kommunegraf import show as known

    served = release.current(store).store()
    things = known.find(served, name)
    if len(things) > 1 and not all(thing.name.casefold() == name.casefold() for thing in things):
        click.echo(say("Flere passer; vælg én:", "Several fit; choose one:"), err=True)
        for thing in things:
            click.echo(f"{thing.iri.removeprefix(known.BASE)}\t{thing.name}")
        return
    for thing in things:
        click.echo(f"{thing.name}\n{thing.iri}")
        for values in known.names(served, thing).records():
            click.echo(f"  {values['property'].rpartition('#')[2].rpartition('/')[2]}: {values['value']}")
        for fact in known.told(served, thing, language()):
            place = f"{fact.document}, {say('s.', 'p.')} {fact.page}" if fact.page else fact.document
            click.echo(f"\n{fact.kind} ({place})")
            for label, value in fact.values.items():
                click.echo(f"  {label}: {value}")
            click.echo(f"  «{' '.join(fact.quote.split())}»")


@click.command(help=say("Vis, hvad grafen er bygget af.", "Show what the graph is built of."))
@click.pass_obj
def status(store: Path) -> None:
    """Shows what the release is built of."""
    from kommunegraf import release
    from kommunegraf.status import status as status_of

    found = status_of(release.current(store))
    click.echo(say(f"Udgave {found.release}", f"Release {found.release}"))
    click.echo(say(f"{len(found.documents)} dokumenter læst:", f"{len(found.documents)} documents read:"))
    for document in found.documents:
        click.echo(f"  {document['slug']}: {sum(document['facts'].values())}")
    if found.failed:
        click.echo(say(f"{len(found.failed)} filer kunne ikke læses:", f"{len(found.failed)} files could not be read:"))
        for failure in found.failed:
            click.echo(f"  {failure[language()]}")
    for copy in found.copies:
        click.echo(f"  {copy['file']} = {copy['same_as']}")
    click.echo(say("Kendsgerninger af hver slags:", "Facts of each kind:"))
    for kind, number in found.facts.items():
        click.echo(f"  {kind}: {number}")
    if found.withheld:
        click.echo(say(f"{found.withheld} brud på reglerne, holdt tilbage.", f"{found.withheld} violations, withheld."))
    number = len(found.findings.rows)
    click.echo(say(f"{number} ting stemmer ikke:", f"{number} things do not agree:"))
    for finding in found.findings.records():
        click.echo(f"  {finding['document']}: {finding['explanation']}")


@click.command(
    help=say(
        "Mål svarene mod rigtige svar: præcision, dækning og F1.", "Score the answers against right ones: P, R, F1."
    )
)
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="GOLD_DIR")
@click.option("--documents", is_flag=True, help=say("Også hvert dokument for sig.", "Each document on its own, too."))
@click.pass_obj
def evaluate(store: Path, gold: Path, documents: bool) -> None:
    """Scores the answers of the release."""
    from kommunegraf import evaluate as scoring
    from kommunegraf import release

    scores = scoring.evaluate(gold, scoring.answers(release.current(store).store()))
    head = (say("tabel", "table"), "gold", say("givet", "given"), say("rigtige", "right"), "P (95 %)", "R (95 %)", "F1")

    def row(score: Score, f1: float) -> tuple[str, ...]:
        shares = ((score.precision, score.hits, score.given), (score.recall, score.hits, score.gold))
        spans = [(share, *scoring.wilson(hits, total)) for share, hits, total in shares]
        written = [f"{share:.3f} ({low:.2f}–{high:.2f})" for share, low, high in spans]
        return score.table, str(score.gold), str(score.given), str(score.hits), *written, f"{f1:.3f}"

    if documents:
        first = say("dokument", "document")
        _print_table((first, *head), [(score.document, *row(score, score.f1)) for score in scores])
    _print_table(head, [row(total, f1) for total, f1 in scoring.by_table(scores)])
    click.echo(f"{say('gennemsnit', 'mean')} F1 {scoring.mean(scores):.4f} ({len(scores)} {say('tabeller', 'tables')})")


@click.command(
    help=say(
        "Skriv hele grafen i en fil: .ttl, .trig, .nt, .nq, .jsonld eller .rdf.",
        "Write the whole graph to a file: .ttl, .trig, .nt, .nq, .jsonld or .rdf.",
    )
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def export(store: Path, file: Path) -> None:
    """Writes the release to a file."""
    from kommunegraf import release
    from kommunegraf.export import export as exported
    from kommunegraf.export import format_of

    found = format_of(file)
    content = exported(release.current(store), found.name)
    file.write_bytes(content)
    click.echo(say(f"{file}: {len(content)} byte.", f"{file}: {len(content)} bytes."), err=True)


def _print_table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """A table as wide as the terminal; elsewhere of a fixed width, so that the same answer is the same text."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Column, Table

    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else PRINTED_WIDTH)
    table = Table(*(Column(column, overflow="fold") for column in columns), box=SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(" ".join(cell.split()) for cell in row))
    console.print(table)


COMMANDS = (queries, query, show, status, evaluate, export)
