"""The commands that tell what changed: diff between two releases, and the history of one thing."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kommunegraf.messages import say

if TYPE_CHECKING:
    from kommunegraf.changes.delta import Change
    from kommunegraf.changes.history import Entry, History
    from kommunegraf.changes.telling import Sentence


@click.command(
    help=say(
        "Fortæl, hvad der er ændret fra udgave A til B (numre eller navne fra releases); uden dem: i den nyeste.",
        "Tell what changed from release A to release B (numbers or names of releases); without them: in the newest.",
    )
)
@click.argument("first", required=False, metavar="[A]")
@click.argument("last", required=False, metavar="[B]")
@click.option(
    "--format", "name", type=click.Choice(["text", "patch", "csv", "json"]), default="text", show_default=True
)
@click.pass_obj
def diff(store: Path, first: str | None, last: str | None, name: str) -> None:
    """Tells the changes between two releases."""
    from kommunegraf.changes.history import History, patch_lines
    from kommunegraf.changes.telling import known, tell
    from kommunegraf.releases.release import current

    release, history = current(store), History(store)
    one, other = _chosen(history, first, last)
    changes = history.between(one, other)
    for number in range(min(one.number, other.number) + 1, max(one.number, other.number) + 1):
        if not history.patch(number).exists():
            click.echo(
                say(f"Nr. {number}: ændringerne er ikke gemt.", f"No. {number}: no changes were kept."), err=True
            )
    if name == "patch":
        for line in patch_lines(changes, one.release, other.release):
            click.echo(line)
        return
    sentences = list(tell(changes, known(release)))
    _write(sentences, name)
    click.echo(_summary(one, other, changes, len(sentences)), err=True)


def _chosen(history: History, first: str | None, last: str | None) -> tuple[Entry, Entry]:
    """The two entries: the last two where none is named, from the one named to the newest where one is."""
    from kommunegraf.errors import UnknownRelease

    entries = history.entries()
    if len(entries) < 2 and (first is None or last is None):
        raise UnknownRelease(
            "Der har kun været én udgave: der er intet at sammenligne med. Se dem med: kommunegraf releases",
            "There was only one release: there is nothing to compare with. List them with: kommunegraf releases",
        )
    return (
        history.find(first) if first is not None else entries[-2],
        history.find(last) if last is not None else entries[-1],
    )


def _summary(one: Entry, other: Entry, changes: list[Change], told: int) -> str:
    removed, added = (sum(len(getattr(change, way)) for change in changes) for way in ("removed", "added"))
    return say(
        f"Fra nr. {one.number} ({one.release}) til nr. {other.number} ({other.release}): "
        f"{told} {'ændring' if told == 1 else 'ændringer'}; {removed} udsagn væk, {added} nye.",
        f"From no. {one.number} ({one.release}) to no. {other.number} ({other.release}): "
        f"{told} {'change' if told == 1 else 'changes'}; {removed} statements gone, {added} new.",
    )


def _write(sentences: list[Sentence], name: str) -> None:
    if name == "json":
        click.echo(json.dumps([asdict(sentence) for sentence in sentences], ensure_ascii=False, indent=1))
    elif name == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("graph", "fact", "kind", "danish", "english"))
        writer.writerows((found.graph, found.fact, found.kind, found.danish, found.english) for found in sentences)
    else:
        for found in sentences:
            click.echo(say(found.danish, found.english))


@click.command(
    help=say(
        "Vis, fra hvilken til hvilken udgave en kendsgerning eller en ting har stået i grafen.",
        "Show from which to which release a fact or a thing stood in the graph.",
    )
)
@click.argument("name", metavar="NAME|IRI")
@click.pass_obj
def history(store: Path, name: str) -> None:
    """Shows when a thing was stated."""
    from kommunegraf.changes.timeline import timelines

    for found in timelines(store, name):
        click.echo(found.iri)
        for span in found.spans:
            first = f"{_entry(span.first)}"
            until = say("nu", "now") if span.last is None else _entry(span.last)
            click.echo(say(f"  fra {first} til {until}", f"  from {first} to {until}"))
        for entry, sentence in found.changes:
            click.echo(f"  {say('nr.', 'no.')} {entry.number}: {say(sentence.danish, sentence.english)}")


def _entry(entry: Entry) -> str:
    return f"{say('nr.', 'no.')} {entry.number} ({entry.release}, {entry.published})"


COMMANDS = (diff, history)
