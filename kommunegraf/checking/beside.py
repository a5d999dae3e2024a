"""Checks what is small and lies beside a release: its base, its pages of terms, and the lists of the store folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rdflib import URIRef

from kommunegraf import site
from kommunegraf.checking.stored import Fault
from kommunegraf.quads import split
from kommunegraf.reading.pieces import lines_of
from kommunegraf.releases import hashes, withdrawal
from kommunegraf.releases.release import FLEETING, VOCABULARY, Release
from kommunegraf.terminology import documentation
from kommunegraf.terms import VOID

SPACE: Final = f"> <{VOID.uriSpace}> "


def base(release: Release) -> Iterator[Fault]:
    """A base that is not the address that the things of the graphs begin with, as the catalogue names it."""
    named = (release.folder / site.FILE).read_text(encoding="utf-8", errors="replace")
    wanted = {split(line)[2].text for line in lines_of(release.folder / "graphs" / "catalogue.nq") if SPACE in line}
    if wanted and f"{named}id/" not in wanted:
        there = ", ".join(sorted(wanted))
        yield (
            f"{site.FILE}: {named} er ikke grafens adresse; den begynder {there}",
            f"{site.FILE}: {named} is not the address of the graph, which begins {there}",
        )


def pages(release: Release) -> Iterator[Fault]:
    """Pages of terms that are not what the vocabulary and their examples give, and examples that no graph has.

    Those that another version of this program made may be others.
    """
    folder = release.folder / VOCABULARY
    made_of = json.loads((folder / documentation.MADE_OF).read_text(encoding="utf-8"))
    examples = {URIRef(term): lines for term, lines in made_of["examples"].items()}
    wanted = {line for lines in examples.values() for line in lines}
    stated = (line for slug, path in release.graphs().items() if slug not in FLEETING for line in lines_of(path))
    differing = [documentation.MADE_OF] if wanted.difference(stated) else []
    given = documentation.pages(examples)
    others = [name for name, page in given.items() if (folder / name).read_bytes() != page.encode()]
    if made_of["digest"] == documentation.version():
        differing += others
    elif not others:
        differing = [documentation.MADE_OF]
    for name in differing:
        yield (
            f"{VOCABULARY}/{name}: er ikke, hvad ordforrådet og graferne giver.",
            f"{VOCABULARY}/{name}: is not what the vocabulary and the graphs give.",
        )


def known_files(release: Release) -> Iterator[Fault]:
    """Hashes of files that have not been touched since, but are not those of their bytes: the file, or the list."""
    path = release.folder.parent.parent / hashes.FILE
    for name, (state, sha256) in json.loads(path.read_text(encoding="utf-8")).items() if path.exists() else ():
        file = Path(name)
        if not file.is_file():
            continue
        found = file.stat()
        if state == [found.st_size, found.st_ino, found.st_mtime_ns] and _hash(file) != sha256:
            yield (
                f"{hashes.FILE}: {name} har en anden kontrolsum: er filen i orden, så slet {hashes.FILE}, og byg igen.",
                f"{hashes.FILE}: {name} has another hash: if the file is right, remove {hashes.FILE} and build again.",
            )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def withdrawn(release: Release) -> Iterator[Fault]:
    """Withdrawals that are not what the release says of them, or that no document of a release was taken out for.

    One that was undone since is in the release alone, one that came after a release that was gone back to not there.
    """
    folder = release.folder.parent.parent
    held = withdrawal.withdrawals(folder)
    with release.index() as index:
        told = {values["slug"]: withdrawal.restored(values) for values in index.noted("withdrawn") or ()}
    added = held.keys() - told.keys() - {*withdrawal.unforgotten(folder)} if told.keys() - held.keys() else set()
    for slug in sorted({slug for slug in held.keys() & told.keys() if held[slug] != told[slug]} | added):
        yield (
            f"{withdrawal.FILE}: {slug} er ikke trukket tilbage, som grafen siger.",
            f"{withdrawal.FILE}: {slug} was not withdrawn as the graph says.",
        )
