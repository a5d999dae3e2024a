"""The commands that meet other open data: dcat describes the graph for catalogues, enrich fetches facts of others."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kommunegraf.cli.progress import WAIT, interruptible, progress
from kommunegraf.errors import NOT_CONFORMING, Unreachable
from kommunegraf.messages import language, say

if TYPE_CHECKING:
    from rdflib import Graph

    from kommunegraf.enrich.running import Fetched
    from kommunegraf.opendata.publisher import Publisher

PUBLISHING = (
    click.option(
        "--address",
        default="",
        metavar="URL",
        help=say(
            "Adressen, det lægges ud på; ellers grafens egen (--base).",
            "The address it is put at; else that of the graph (--base).",
        ),
    ),
    click.option("--publisher", default="", help=say("Hvem der udgiver.", "Who publishes.")),
    click.option(
        "--publisher-address",
        default="",
        metavar="URL",
        help=say("Udgiverens adresse.", "The publisher's address."),
    ),
    click.option("--contact", default="", metavar="MAIL|URL", help=say("Hvor man skriver til.", "Where to write to.")),
    click.option(
        "--frequency",
        default="",
        metavar="CODE",
        help=say(
            "Hvor tit data fornyes (EU's kode, fx MONTHLY; ellers IRREG).",
            "How often the data are renewed (the EU's code, such as MONTHLY; else IRREG).",
        ),
    ),
    click.option(
        "--theme",
        "themes",
        multiple=True,
        metavar="CODE",
        help=say("Tema (EU's kode; ellers GOVE og REGI).", "Theme (the EU's code; else GOVE and REGI)."),
    ),
    click.option(
        "--sparql",
        default="",
        metavar="URL",
        help=say("SPARQL-tjenestens adresse.", "Address of the SPARQL service."),
    ),
)
"""The options that say who publishes, and where."""


def published(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options of publishing to a command."""
    for option in reversed(PUBLISHING):
        command = option(command)
    return command


def publisher_of(settings: dict[str, Any]) -> Publisher:
    """Who publishes, from the options; what was not given is as it is unless said otherwise."""
    from kommunegraf.opendata.publisher import Publisher

    names = {
        "publisher": "name",
        "publisher_address": "iri",
        "contact": "contact",
        "frequency": "frequency",
        "themes": "themes",
    }
    return Publisher(**{field: settings[name] for name, field in names.items() if settings[name]})


@click.command(
    help=say(
        "Beskriv grafen for datakataloger (DCAT-AP 3, DCAT-AP-DK 2.0.2) til stdout, og kontrollér beskrivelsen.",
        "Describe the graph for data catalogues (DCAT-AP 3, DCAT-AP-DK 2.0.2) to stdout, and check the description.",
    )
)
@published
@click.option(
    "--files",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=say(
        "Mappe med de filer, der lægges ud; ellers beskrives en server (kommunegraf serve).",
        "Folder of the files that are put out; else a server is described (kommunegraf serve).",
    ),
)
@click.option(
    "--shapes",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say(
        "En profils SHACL-fil, som beskrivelsen også kontrolleres mod.",
        "A profile's SHACL file that the description is checked against, too.",
    ),
)
@click.option("--format", "name", type=click.Choice(["ttl", "rdf", "jsonld", "nt"]), default="ttl", show_default=True)
@click.pass_obj
def dcat(
    store: Path, /, address: str, files: Path | None, shapes: tuple[Path, ...], name: str, **settings: Any
) -> None:
    """Describes the release for catalogues of open data."""
    from kommunegraf.base import SITE
    from kommunegraf.changes.history import History
    from kommunegraf.opendata import offers
    from kommunegraf.opendata.describing import describe
    from kommunegraf.opendata.writing import written
    from kommunegraf.releases.release import current
    from kommunegraf.site import address as checked

    site = checked(address or SITE)
    release, publisher = current(store), publisher_of(settings)
    offered = list(offers.of_folder(files, site) if files else offers.of_server(site))
    sparql = settings["sparql"] or ("" if files else f"{site}sparql")
    graph = describe(release, History(store), publisher, site, offered, sparql)
    click.echo(written(graph, name), nl=False)
    if not told(graph, shapes):
        sys.exit(NOT_CONFORMING)


def told(description: Graph, shapes: tuple[Path, ...] = ()) -> bool:
    """Tells on stderr what our profiles and those named say of a description; whether it satisfies them all."""
    from kommunegraf.opendata import profiles

    found = profiles.faults(description, (*profiles.profiles(), *shapes))
    for path, faults in found.items():
        for fault in faults:
            click.echo(f"{path.name}: {fault.message(language())}", err=True)
        click.echo(say(f"{path.name}: {len(faults)} brud.", f"{path.name}: {len(faults)} violations."), err=True)
    return not any(found.values())


@click.command(
    help=say(
        "Hent fakta fra andre åbne data (folketal, navne i Wikidata, lovtitler) og lav en ny udgave med dem.",
        "Fetch facts of other open data (population, labels in Wikidata, titles of acts) and make a release with them.",
    )
)
@click.option("--source", "names", multiple=True, metavar="NAME", help=say("Kun denne kilde.", "Only this source."))
@click.option(
    "--again", is_flag=True, help=say("Hent også det, der er hentet før.", "Fetch what was fetched before, too.")
)
@click.option("--list", "only_listed", is_flag=True, help=say("Vis kilderne.", "Show the sources."))
@click.option(
    "--sources",
    "table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("En anden tabel af adresser, fx et spejls.", "Another table of addresses, such as a mirror's."),
)
@WAIT
@click.pass_obj
def enrich(
    store: Path, names: tuple[str, ...], again: bool, only_listed: bool, table: Path | None, wait: float
) -> None:
    """Fetches facts of other open data and makes a release with them."""
    from kommunegraf.build import renew
    from kommunegraf.enrich import running
    from kommunegraf.enrich.sources import TABLE, chosen
    from kommunegraf.releases.release import current

    sources = chosen(table or TABLE, names)
    if only_listed:
        for source in sources:
            click.echo(f"{source.name}\t{say(source.danish, source.english)}\t{source.licence}\t{source.page}")
        return
    about, answers = running.known(current(store)), 0
    with interruptible():
        with progress() as watch:
            done = list(running.enrich(store, about, sources, renew=again, watch=watch))
        for found in done:
            answers += found.new + found.held
            click.echo(_told(found), err=True)
        if answers:
            release = renew(store, wait)
            click.echo(say(f"Udgave {release.name}", f"Release {release.name}"), err=True)
    if not answers and any(found.failure for found in done):
        raise Unreachable(
            "Ingen af kilderne kunne nås; grafen er, som den var. Prøv igen med netforbindelse.",
            "None of the sources could be reached; the graph is as it was. Try again with a network.",
        )


def _told(found: Fetched) -> str:
    """How it went with one source, in one line."""
    line = say(
        f"{found.source.name}: {found.new} svar hentet, {found.held} kendt fra før",
        f"{found.source.name}: {found.new} answers fetched, {found.held} known from before",
    )
    if found.failure is not None:
        line += f"; {found.failure.message(language())}"
    if found.absent:
        line += say(f"; {found.absent} findes ikke dér", f"; {found.absent} are not there")
    if found.left:
        line += say(f" ({found.left} forespørgsler mangler)", f" ({found.left} requests left)")
    return line


@click.command(
    help=say(
        "Skriv grafen som et statisk websted: sider, dumps, tabeller, katalogbeskrivelse og sitemap.",
        "Write the graph as a static site: pages, dumps, tables, description for catalogues and sitemap.",
    )
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@published
@click.option(
    "--most",
    type=click.IntRange(1),
    default=20_000,
    show_default=True,
    help=say("Sider og filer højst.", "Pages and files at most."),
)
@click.pass_obj
def site(store: Path, /, folder: Path, address: str, most: int, sparql: str, **settings: Any) -> None:
    """Writes the release as a static site."""
    from kommunegraf.base import SITE
    from kommunegraf.opendata.static_site import make
    from kommunegraf.site import address as checked

    with interruptible(), progress() as watch:
        made = make(
            store, folder, publisher_of(settings), checked(address or SITE), sparql=sparql, most=most, watch=watch
        )
    click.echo(say(f"{folder}: {made.pages} sider og filer.", f"{folder}: {made.pages} pages and files."), err=True)
    if made.left:
        click.echo(
            say(
                f"{made.left} links førte videre, end --most tillader.",
                f"{made.left} links led further than --most allows.",
            ),
            err=True,
        )


COMMANDS = (dcat, enrich, site)
