"""The commands that ask the graph: queries, query, show, evaluate, export."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from kommunegraf.cli.places import Place, written
from kommunegraf.errors import BadParameter
from kommunegraf.formats import GRAPHS, RESULTS
from kommunegraf.messages import language, say

if TYPE_CHECKING:
    from kommunegraf.evaluate import Score
    from kommunegraf.store import Store

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
    print_table((say("navn", "name"), say("spørgsmål", "question"), say("parametre", "parameters")), rows)


@click.command(
    help=say(
        "Stil et spørgsmål fra listen, fra en fil (.rq) eller fra stdin (-).",
        "Ask a question of the list, of a file (.rq) or from stdin (-).",
    )
)
@click.argument("name", metavar="NAME|FILE.rq|-")
@click.option("-p", "parameters", multiple=True, metavar="NAME=VALUE", help=say("En parameter.", "A parameter."))
@click.option("--format", "format_name", type=click.Choice(FORMATS), default=TABLE, show_default=True)
@click.option(
    "--memory",
    type=click.IntRange(min=1),
    help=say(
        "MiB, svaret må tage; ellers halvdelen af maskinens.", "MiB that it may take; else half of the machine's."
    ),
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    help=say("Sekunder, det må tage; ellers ingen grænse.", "Seconds that it may take; else without bound."),
)
@click.pass_obj
def query(
    store: Path, name: str, parameters: tuple[str, ...], format_name: str, memory: int | None, timeout: float | None
) -> None:
    """Asks a question."""
    from kommunegraf import queries as asked
    from kommunegraf import sparql
    from kommunegraf.pool import alone
    from kommunegraf.pool.limits import MIB
    from kommunegraf.releases import release
    from kommunegraf.releases.ground import ground
    from kommunegraf.search import matching

    if name == "-":
        question = asked.Question("stdin", sys.stdin.read())
    elif name.endswith(".rq"):
        question = asked.read_question(Path(name))
    else:
        question = asked.question(name)
    text = question.bind(dict(_pair(parameter) for parameter in parameters))
    sparql.form(text)
    served = release.current(store)
    text = matching.expanded(text, served.folder)

    def write(graph: Store, output: IO[bytes]) -> None:
        found = graph.query(text)
        if format_name == TABLE:
            answer = found.rows()
            print_table(
                answer.columns,
                answer.rows,
                TextIOWrapper(output, sys.stdout.encoding, sys.stdout.errors, write_through=True),
            )
        else:
            found.write(format_name, output)

    for piece in alone.answered(served.store, write, memory * MIB if memory else alone.most_memory(), timeout):
        click.echo(piece, nl=False)
    if question.summary:
        click.echo(say(*ground(served, question)), err=True)


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
    from kommunegraf import show as known
    from kommunegraf.base import BASE
    from kommunegraf.releases import release

    served = release.current(store).store()
    things = known.find(served, name)
    if len(things) > 1 and not all(thing.name.casefold() == name.casefold() for thing in things):
        click.echo(say("Flere passer; vælg én:", "Several fit; choose one:"), err=True)
        for thing in things:
            click.echo(f"{thing.iri.removeprefix(BASE)}\t{thing.name}")
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
    from kommunegraf.releases import release

    scores = scoring.evaluate(gold, scoring.answers(release.current(store).store()))
    head = (say("tabel", "table"), "gold", say("givet", "given"), say("rigtige", "right"), "P (95 %)", "R (95 %)", "F1")

    def row(score: Score, f1: float) -> tuple[str, ...]:
        shares = ((score.precision, score.hits, score.given), (score.recall, score.hits, score.gold))
        spans = [(share, *scoring.wilson(hits, total)) for share, hits, total in shares]
        written = [f"{share:.3f} ({low:.2f}–{high:.2f})" for share, low, high in spans]
        return score.table, str(score.gold), str(score.given), str(score.hits), *written, f"{f1:.3f}"

    if documents:
        first = say("dokument", "document")
        print_table((first, *head), [(score.document, *row(score, score.f1)) for score in scores])
    print_table(head, [row(total, f1) for total, f1 in scoring.by_table(scores)])
    click.echo(f"{say('gennemsnit', 'mean')} F1 {scoring.mean(scores):.4f} ({len(scores)} {say('tabeller', 'tables')})")


@click.command(
    help=say(
        "Skriv grafen i en fil eller mappe; endelsen siger formatet: .ttl .trig .nt .nq .jsonld .rdf, .owl (Protégé), "
        ".graphml, .gexf (Gephi), .cyjs (Cytoscape), .xlsx, .parquet, .neo4j, .datapackage; filer også .gz eller .zst.",
        "Write the graph to a file or folder in the format of its ending: .ttl .trig .nt .nq .jsonld .rdf, .owl "
        "(Protégé), .graphml, .gexf (Gephi), .cyjs (Cytoscape), .xlsx, .parquet, .neo4j, .datapackage; files also "
        ".gz or .zst.",
    )
)
@click.argument("file", type=Place(path_type=Path), metavar="FILE|URL")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help=say("Kun kendsgerninger af denne art (fx Funding).", "Only facts of this kind (for example Funding)."),
)
@click.option("--body", default="", help=say("Kun dokumenter fra dette organ.", "Only documents of this body."))
@click.option(
    "--year", default=0, metavar="YEAR", help=say("Kun dokumenter fra dette år.", "Only documents of this year.")
)
@click.option("--topic", default="", help=say("Kun dokumenter om dette emne.", "Only documents about this topic."))
@click.option("--checksum", is_flag=True, help=say("Skriv SHA-256 i FILE.sha256.", "Write the SHA-256 to FILE.sha256."))
@click.pass_obj
def export(
    store: Path, file: Path | str, kinds: tuple[str, ...], body: str, year: int, topic: str, checksum: bool
) -> None:
    """Writes the release to a file or folder."""
    from kommunegraf.export import export as exported
    from kommunegraf.export.selection import Selection
    from kommunegraf.releases import release

    with written(file) as path:
        size = exported(release.current(store), path, Selection(kinds, body, year, topic), checksum=checksum)
    click.echo(say(f"{file}: {size} byte.", f"{file}: {size} bytes."), err=True)


def print_table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], file: IO[str] | None = None) -> None:
    """A table as wide as the terminal; elsewhere of a fixed width, so that the same answer is the same text.

    ``file`` is written to on its way to stdout.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Column, Table

    shown = sys.stdout.isatty()
    width = None if shown else PRINTED_WIDTH
    console = Console(file=file, force_terminal=shown, highlight=False, markup=False, width=width)
    table = Table(*(Column(column, overflow="fold") for column in columns), box=SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(" ".join(cell.split()) for cell in row))
    console.print(table)


COMMANDS = (queries, query, show, evaluate, export)
