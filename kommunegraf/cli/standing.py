"""The command that shows how a release stands: status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kommunegraf.cli.asking import print_table
from kommunegraf.messages import language, say

if TYPE_CHECKING:
    from kommunegraf.changes.history import Entry
    from kommunegraf.status import Status

SHOWN: Final = 20
"""So many lines of a list are shown, unless all are asked for."""
ALIKE: Final = 3
"""Where more documents lack the same, they are told of together."""
PAPERS: Final = (
    "er her, mangler, ventes, kan ikke læses, trukket tilbage",
    "here, missing, expected, unreadable, withdrawn",
)
"""The statuses of papers in Danish and English, in the order of kommunegraf.status.STATUSES."""


@click.command(
    help=say(
        "Vis, hvad grafen er bygget af, hvad der mangler, og hvor god den er.",
        "Show what the graph is built of, what is missing, and how good it is.",
    )
)
@click.option("--all", "whole", is_flag=True, help=say("Vis også lange lister helt.", "Show long lists whole."))
@click.option(
    "--format",
    "name",
    type=click.Choice(["table", "csv", "json", "ttl"]),
    default="table",
    show_default=True,
    help=say(
        "csv: hvert mødes dagsorden og referat; json: det hele; ttl: kørslen og kvaliteten i PROV og DQV.",
        "csv: the agenda and minutes of each meeting; json: all of it; ttl: the run and the quality in PROV and DQV.",
    ),
)
@click.pass_obj
def status(store: Path, whole: bool, name: str) -> None:
    """Shows how the release stands."""
    from kommunegraf import status as standing
    from kommunegraf.changes.history import History
    from kommunegraf.releases import release

    served = release.current(store)
    found = standing.status(served)
    made = [entry for entry in History(store).entries() if entry.release == found.release and entry.seconds]
    last = made[-1] if made else None
    if name == "csv":
        click.echo(standing.as_csv(found), nl=False)
    elif name == "json":
        click.echo(standing.as_json(found, last), nl=False)
    elif name == "ttl":
        click.echo(standing.as_turtle(served, last), nl=False)
    else:
        _print(found, last, None if whole else SHOWN)


def _print(found: Status, made: Entry | None, shown: int | None) -> None:
    """The status for people; of each list so many lines."""
    from kommunegraf.labels import label
    from kommunegraf.terms import KG

    click.echo(say(f"Udgave {found.release}", f"Release {found.release}"))
    _print_record(found, made)
    documents = [f"{each['slug']}: {sum(each['facts'].values())}" for each in found.documents]
    _list(
        _counted(len(documents), "dokument læst", "dokumenter læst", "document read", "documents read"),
        documents,
        shown,
    )
    failures = [failure[language()] for failure in found.failed]
    unread = _counted(
        len(failures),
        "fil kunne ikke læses",
        "filer kunne ikke læses",
        "file could not be read",
        "files could not be read",
    )
    _list(unread, failures, shown)
    copies = [f"{copy['file']} = {copy['same_as']}" for copy in found.copies]
    _list(_counted(len(copies), "kopi", "kopier", "copy", "copies"), copies, shown)
    for gone in found.withdrawn.records():
        click.echo(say("Trukket tilbage", "Withdrawn") + f" {gone['date']}: {gone['document']}: {gone['reason']}")
    reviews = [f"{review['slug']}: {review[language()]}" for review in found.reviews]
    number = len(reviews)
    unused = "bedømmelse gælder ikke", "bedømmelser gælder ikke", "review does not count", "reviews do not count"
    _list(_counted(number, *unused), reviews, shown)
    click.echo(say("Kendsgerninger af hver slags:", "Facts of each kind:"))
    for kind, number in found.facts.items():
        click.echo(f"  {say(*label(f'{KG}{kind}'))} ({kind}): {number}")
    if found.withheld:
        click.echo(say(f"{found.withheld} brud på reglerne, holdt tilbage.", f"{found.withheld} violations, withheld."))
    _print_papers(found, shown)
    lacking: dict[str, list[Mapping[str, str]]] = {}
    for row in found.lacking:
        lacking.setdefault(row["document"], []).append(row)
    _list(say("Dokumenter, der mangler noget", "Documents that lack something"), list(_lacks_together(lacking)), shown)
    findings = [f"{finding['document']}: {finding['explanation']}" for finding in found.findings.records()]
    _list(say(f"Det stemmer ikke ({len(findings)})", f"What does not agree ({len(findings)})"), findings, shown)


def _counted(number: int, dansk: str, flere: str, one: str, many: str) -> str:
    """A number with its noun: "1 fil", "2 filer"."""
    return f"{number} {say(dansk, one) if number == 1 else say(flere, many)}"


def _list(heading: str, lines: Sequence[str], shown: int | None) -> None:
    """A heading with its lines, or the first of them and how many more there are; nothing where there are none."""
    if lines:
        click.echo(f"{heading}:")
    for line in islice(lines, shown):
        click.echo(f"  {line}")
    _more(len(lines), shown)


def _more(number: int, shown: int | None) -> None:
    if shown is not None and number > shown:
        left = number - shown
        click.echo(say(f"  … og {left} til (--all viser alt)", f"  … and {left} more (--all shows all)"))


def _print_record(found: Status, made: Entry | None) -> None:
    """When the release was made and how long that took, by which versions, and how good it is."""
    from kommunegraf.releases.record import METRICS

    if made:
        click.echo(say(f"Lavet {made.published} på {made.seconds} s", f"Made {made.published} in {made.seconds} s"))
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


def _print_papers(found: Status, shown: int | None) -> None:
    """What is held of meetings and what is not, of each body, and what is missing by name."""
    from kommunegraf.status import STATUSES, by_body

    names = dict(zip(STATUSES, say(*PAPERS).split(", "), strict=True))
    counts = [(body, *(str(count[status] or "") for status in STATUSES)) for body, count in by_body(found.papers)]
    if not counts:
        return
    total = {status: sum(paper.status == status for paper in found.papers) for status in STATUSES}
    told = [f"{total[status]} {name}" for status, name in names.items() if total[status] or status in STATUSES[:3]]
    click.echo(f"{say('Dagsordener og referater', 'Papers of meetings')}: {', '.join(told)}")
    print_table((say("organ", "body"), *names.values()), counts[:shown])
    _more(len(counts), shown)
    away = [paper for paper in found.papers if paper.status not in {"have", "expected"}]
    lines = [
        f"{say(paper.danish, paper.english)} ({', '.join(paper.documents)})"
        if paper.status == "missing"
        else f"{paper.body}, {paper.date}: {names[paper.status]}: {say(paper.danish, paper.english)}"
        for paper in away
    ]
    _list(say("Er her ikke", "Not here"), lines, shown)


def _lacks_together(lacking: Mapping[str, Iterable[Mapping[str, str]]]) -> Iterator[str]:
    """What each document lacks, a line each; where many lack the same, one line with the first of them."""
    alike: dict[str, list[str]] = {}
    for slug, rows in lacking.items():
        for lack in _lacks(rows):
            alike.setdefault(say(*lack), []).append(slug)
    for told, slugs in sorted(alike.items(), key=lambda each: (-len(each[1]), each[1])):
        if len(slugs) > ALIKE:
            yield f"{len(slugs)} {say('dokumenter', 'documents')}: {told} ({', '.join(slugs[:ALIKE])} …)"
        else:
            yield from (f"{slug}: {told}" for slug in slugs)


def _lacks(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """What one document lacks, in Danish and English: items that it promises, usual facts, plausible numbers."""
    from kommunegraf.labels import label
    from kommunegraf.terms import KG

    rows = list(rows)
    items = {row["item"]: int(row["items"]) for row in rows if row["item"]}
    if items:
        listed, whole = ", ".join(items), max(items.values())
        part = whole - len(items)
        yield f"{part} af {whole} punkter; ikke fundet: {listed}", f"{part} of {whole} items; not found: {listed}"
    facts = [label(f"{KG}{row['fact']}") for row in rows if row["fact"]]
    if facts:
        danish, english = (", ".join(names) for names in zip(*facts, strict=True))
        yield f"uden {danish}", f"no {english}"
    for row in rows:
        if row["unlikely"]:
            name, _, number = row["unlikely"].partition(": ")
            danish, english = label(f"{KG}{name}")
            yield f"usandsynligt antal, {danish}: {number}", f"implausible, {english}: {number}"


COMMANDS = (status,)
