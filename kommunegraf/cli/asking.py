"""The commands that ask the graph: queries, query, show, status, evaluate, export."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kommunegraf.cli.places import Place, written
from kommunegraf.errors import BadParameter
from kommunegraf.formats import GRAPHS, RESULTS
from kommunegraf.messages import language, say

if TYPE_CHECKING:
    from kommunegraf.evaluate import Score
    from kommunegraf.status import Status

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
@click.pass_obj
def query(store: Path, name: str, parameters: tuple[str, ...], format_name: str) -> None:
    """Asks a question."""
    from kommunegraf import queries as asked
    from kommunegraf import sparql
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
    found = served.store().query(matching.expanded(text, served.folder))
    if format_name == TABLE:
        answer = found.rows()
        print_table(answer.columns, answer.rows)
    else:
        click.echo(found.write(format_name), nl=False)
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


@click.command(help=say("Vis, hvad grafen er bygget af.", "Show what the graph is built of."))
@click.pass_obj
def status(store: Path) -> None:
    """Shows what the release is built of."""
    from kommunegraf.releases import release
    from kommunegraf.status import status as status_of

    found = status_of(release.current(store))
    click.echo(say(f"Udgave {found.release}", f"Release {found.release}"))
    _record(store, found)
    click.echo(say(f"{len(found.documents)} dokumenter læst:", f"{len(found.documents)} documents read:"))
    for document in found.documents:
        click.echo(f"  {document['slug']}: {sum(document['facts'].values())}")
    if found.failed:
        click.echo(say(f"{len(found.failed)} filer kunne ikke læses:", f"{len(found.failed)} files could not be read:"))
        for failure in found.failed:
            click.echo(f"  {failure[language()]}")
    for copy in found.copies:
        click.echo(f"  {copy['file']} = {copy['same_as']}")
    for gone in found.withdrawn.records():
        click.echo(say("Trukket tilbage", "Withdrawn") + f" {gone['date']}: {gone['document']}: {gone['reason']}")
    if found.reviews:
        number = len(found.reviews)
        click.echo(say(f"{number} rettelser gælder ikke:", f"{number} reviews do not count:"))
        for review in found.reviews:
            click.echo(f"  {review['slug']}: {review[language()]}")
    click.echo(say("Kendsgerninger af hver slags:", "Facts of each kind:"))
    for kind, number in found.facts.items():
        click.echo(f"  {kind}: {number}")
    if found.withheld:
        click.echo(say(f"{found.withheld} brud på reglerne, holdt tilbage.", f"{found.withheld} violations, withheld."))
    _ledger(found)
    number = len(found.findings.rows)
    click.echo(say(f"Det stemmer ikke ({number}):", f"What does not agree ({number}):"))
    for finding in found.findings.records():
        click.echo(f"  {finding['document']}: {finding['explanation']}")


def _record(store: Path, found: Status) -> None:
    """When the release was made and how long that took, by which versions, and how good it is."""
    from kommunegraf.changes.history import History
    from kommunegraf.releases.record import METRICS

    made = [entry for entry in History(store).entries() if entry.release == found.release and entry.seconds]
    if made:
        seconds, published = made[-1].seconds, made[-1].published
        click.echo(say(f"Lavet {published} på {seconds} s", f"Made {published} in {seconds} s"))
    for number, row in enumerate(found.quality.records()):
        if number == 0:
            versions = row["rules"], row["reference"], row["files"][:16]
            click.echo(
                say(
                    "Regler {}, referencedata {}, filer {}".format(*versions),
                    "Rules {}, reference data {}, files {}".format(*versions),
                )
            )
        click.echo(f"  {say(*METRICS[row['metric']])}: {row['value']}")


def _ledger(found: Status) -> None:
    """What is held of meetings, what is missing, and what documents lack."""
    here, missing, expected = (found.papers.get(status, 0) for status in ("have", "missing", "expected"))
    if found.papers:
        click.echo(
            say(
                f"Dagsordener og referater: {here} er her, {missing} mangler, {expected} ventes",
                f"Papers of meetings: {here} here, {missing} missing, {expected} expected",
            )
        )
    for paper in found.missing:
        click.echo(f"  {paper[language()]} ({paper['documents']})")
    lacking: dict[str, list[Mapping[str, str]]] = {}
    for row in found.lacking:
        lacking.setdefault(row["document"], []).append(row)
    if lacking:
        click.echo(say("Dokumenter, der mangler noget:", "Documents that lack something:"))
    for slug, rows in lacking.items():
        for danish, english in _lacks(rows):
            click.echo(say(f"  {slug}: {danish}", f"  {slug}: {english}"))


def _lacks(rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """What one document lacks, in Danish and English: items that it promises, usual facts, plausible numbers."""
    from kommunegraf.labels import label
    from kommunegraf.terms import KG

    items = {row["item"]: int(row["items"]) for row in rows if row["item"]}
    if items:
        listed, whole = ", ".join(items), max(items.values())
        part = whole - len(items)
        yield f"{part} af {whole} punkter; ikke fundet: {listed}", f"{part} of {whole} items; not found: {listed}"
    facts = [label(f"{KG}{row['fact']}") for row in rows if row["fact"]]
    if facts:
        danish, english = (", ".join(names) for names in zip(*facts, strict=True))
        yield f"ingen {danish}", f"no {english}"
    for row in rows:
        if row["unlikely"]:
            name, _, number = row["unlikely"].partition(": ")
            danish, english = label(f"{KG}{name}")
            yield f"usandsynligt antal, {danish}: {number}", f"implausible, {english}: {number}"


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


def print_table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
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
