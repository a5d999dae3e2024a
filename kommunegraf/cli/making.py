"""The commands that make and check the graph: build, extract, validate."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kommunegraf.cli.places import Place, brought
from kommunegraf.cli.progress import WAIT, interruptible, progress
from kommunegraf.collecting import seldom_collecting
from kommunegraf.errors import NOT_CONFORMING
from kommunegraf.messages import language, say

if TYPE_CHECKING:
    from kommunegraf.build import Reader
    from kommunegraf.checking.checks import Checked
    from kommunegraf.releases.release import Release

FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.command(help=say("Læs filer og mapper, og byg grafen.", "Read files and folders and build the graph."))
@click.argument("paths", nargs=-1, required=True, type=Place(exists=True, path_type=Path), metavar="PATH|URL…")
@click.option(
    "--reviews",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say(
        "Bedømmelser som tabel (CSV) eller Turtle; reviews.csv og reviews.ttl i mapperne læses altid.",
        "Reviews as a table (CSV) or Turtle; every reviews.csv and reviews.ttl in the folders is read anyway.",
    ),
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help=say(
        "Læs på de maskiner, som denne Dask-scheduler har (tcp://…).",
        "Read on the machines of this Dask scheduler (tcp://…).",
    ),
)
@click.option(
    "--licence",
    default="",
    metavar="URL",
    help=say(
        "Datas licens fra nu af; ellers den, grafen har, og første gang CC BY 4.0.",
        "The licence of the data from now on; else that of the graph, the first time CC BY 4.0.",
    ),
)
@WAIT
@click.pass_obj
def build(
    store: Path,
    paths: tuple[Path | str, ...],
    reviews: tuple[Path, ...],
    scheduler: str | None,
    licence: str,
    wait: float,
) -> None:
    """Builds a release."""
    from kommunegraf.releases.licence import address

    terms = address(licence) if licence else ""
    with interruptible(), seldom_collecting(), _reader(scheduler) as read:
        from kommunegraf.build import build as build_release  # imported while the process that reads starts
        from kommunegraf.reading.sources import collect
        from kommunegraf.releases.hashes import Hashes

        hashes = Hashes(store)
        sources = collect(brought(store, paths), hashes, reviews)
        for copy, first in sources.copies:
            click.echo(say(f"{copy}: samme indhold som {first}.", f"{copy}: same content as {first}."), err=True)
        with progress() as watch:
            release = build_release(sources, store, watch, wait, read, terms)
        hashes.save()
        _tell_build(release, store)


@contextmanager
def _reader(scheduler: str | None) -> Iterator[Reader]:
    """What reads the files: the processes of this machine, or the workers of a scheduler."""
    if scheduler is None:
        from kommunegraf.reading.lanes import Lanes

        with Lanes() as lanes:
            yield lanes.read
    else:
        from kommunegraf.reading.cluster import read_far

        yield partial(read_far, scheduler=scheduler)


def _tell_build(release: Release, store: Path) -> None:
    """What a build could not read, the reviews that do not count, and the sum of it all."""
    from kommunegraf.releases.assembling import SUMMARY

    report = release.report(whole=False)
    with release.index() as index:
        summary = index.noted(SUMMARY)
    for failure in report["failed"]:
        click.echo(failure[language()], err=True)
    for document in report["documents"]:
        if document.get("unread"):
            click.echo(_scans_left_out(document["file"], document["unread"]), err=True)
    for review in report["reviews"]:
        click.echo(f"{review['slug']}: {review[language()]}", err=True)
    told = say(
        "{read} dokumenter læst, {failed} fejlede, {facts} kendsgerninger, {withheld} udeladt. Graf: {store}",
        "{read} documents read, {failed} failed, {facts} facts, {withheld} withheld. Graph: {store}",
    )
    click.echo(told.format(**summary, store=store), err=True)


def _scans_left_out(file: str, pages: Sequence[int]) -> str:
    from extract.errors import ScannedDocument

    numbers = ", ".join(map(str, pages))
    return say(
        f"{file}: skannede sider uden tekst er ikke læst: {numbers}. {ScannedDocument.advice_da}",
        f"{file}: scanned pages without text were not read: {numbers}. {ScannedDocument.advice_en}",
    )


@click.command(help=say("Skriv ét dokuments graf til stdout.", "Write the graph of one document to stdout."))
@click.argument("file", type=FILE)
@click.option(
    "--format", "name", type=click.Choice(["trig", "nq", "jsonld", "jsonl"]), default="trig", show_default=True
)
def extract(file: Path, name: str) -> None:
    """Writes the graph of one document."""
    from extract.extractors import extract as find_facts
    from extract.read import read
    from kommunegraf.graph import document_graph, quads
    from kommunegraf.rdf import convert
    from kommunegraf.reading.sources import file_slug

    with _on_disk(file) as path:
        document = read(path, file_slug(path))
    facts = find_facts(document)
    if name == "jsonl":
        from kommunegraf.lines import json_line

        for fact in facts:
            click.echo(json_line(document.slug, fact))
    else:
        click.echo(convert(quads(document_graph(document, facts)), name), nl=False)


@contextmanager
def _on_disk(file: Path) -> Iterator[Path]:
    """The file itself, or what comes on stdin in a file for a while."""
    if str(file) != "-":
        yield file
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stdin"
        path.write_bytes(sys.stdin.buffer.read())
        yield path


@click.command(
    help=say(
        "Kontrollér den byggede graf, eller filers kendsgerninger, mod reglerne, og hvert citat mod dets dokument.",
        "Check the graph, or the facts of files, against the shapes, and every quote against its document.",
    )
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="[FILE…]")
@click.option(
    "--engine",
    type=click.Choice(["shacl", "pyshacl"]),
    default="shacl",
    show_default=True,
    help=say(
        "Det, der kontrollerer reglerne: shacl er hurtig, pyshacl er referencen.",
        "What checks the shapes: shacl is fast, pyshacl is the reference.",
    ),
)
@click.option("--format", "name", type=click.Choice(["table", "csv"]), default="table", show_default=True)
@click.pass_obj
def validate(store: Path, files: tuple[Path, ...], engine: str, name: str) -> None:
    """Checks the release, or files."""
    from kommunegraf.checking.checks import check_files, check_release, withheld
    from kommunegraf.cli.counts import counts_as_csv, counts_as_table
    from kommunegraf.releases import release

    if files:
        checked = check_files(files, engine)
    else:
        served = release.current(store)
        checked = check_release(served, engine)
        for slug, problem in withheld(served.report()):
            text = problem["danish" if language() == "da" else "english"]
            mark = say("udeladt", "withheld")
            click.echo(_line(mark, slug, problem["page"], text, problem["quote"]), err=name == "csv")
    _tell(checked, aside=name == "csv")
    counts_as_csv(checked) if name == "csv" else counts_as_table(checked)
    if not checked.conforms:
        sys.exit(NOT_CONFORMING)


def _tell(checked: Checked, aside: bool) -> None:
    """Each problem and the sum of it all, on stdout, or aside on stderr where stdout is for a program."""
    marks = {"violation": say("fejl", "violation"), "warning": say("advarsel", "warning"), "info": "info"}
    for slug, problem in checked.problems:
        mark = marks.get(problem.severity, problem.severity)
        click.echo(_line(mark, slug, problem.page, problem.message(language()), problem.quote), err=aside)
    for failure in checked.failures:
        click.echo(f"{failure.annotation}: {failure.reason} «{failure.quote}»", err=aside)
    wrong = sum(problem.severity == "violation" for _, problem in checked.problems)
    click.echo(
        say(
            f"{checked.documents} dokumenter kontrolleret: {wrong} brud på reglerne. "
            f"{checked.quotes} citater kontrolleret: {len(checked.failures)} står ikke, hvor de skal.",
            f"{checked.documents} documents checked: {wrong} violations. "
            f"{checked.quotes} quotes checked: {len(checked.failures)} do not stand where they should.",
        ),
        err=aside,
    )


def _line(mark: str, slug: str, page: int | None, text: str, quote: str) -> str:
    place = f"{slug}, {say('s.', 'p.')} {page}" if page else slug
    return f"{mark}: {place}: {text} «{quote}»" if quote else f"{mark}: {place}: {text}"


COMMANDS = (build, extract, validate)
