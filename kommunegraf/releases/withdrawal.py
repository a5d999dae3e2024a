"""Documents that are no longer to be shown: which, why and since when; every build leaves them out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from kommunegraf import identity
from kommunegraf.base import BASE
from kommunegraf.changes.history import History
from kommunegraf.errors import NothingFound
from kommunegraf.quads import split
from kommunegraf.rdf import term
from kommunegraf.reading.sources import RESERVED, Source, Sources
from kommunegraf.releases.release import PREVIOUS, Release, current
from kommunegraf.terms import KG
from kommunegraf.writing import drop

FILE: Final = "withdrawn.json"
LEFT: Final = "forgetting.json"
"""Names the documents of which something may still be kept; it is there from before a withdrawal until that is done."""
LENGTH: Final = 16
"""So many hexadecimal digits of the hash of an address are kept: two addresses have hardly the same."""
ONLY_HERE: Final = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX kg: <https://w3id.org/kommunegraf/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?thing {{
  {{ GRAPH {graph} {{ ?thing ?p ?o }} }}
  UNION {{ ?evidence oa:hasBody ?thing ; oa:hasTarget/oa:hasSource {document} . GRAPH {findings} {{ ?thing a ?kind }} }}
  UNION {{ GRAPH {coverage} {{ ?thing dct:subject|kg:knownFrom {document} }} }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?thing a ?kind }} FILTER(?other NOT IN ({graph}, {findings}, {coverage})) }}
}}
"""
"""The things that only one document tells of: its own, what was found in it, what the ledger knows by it."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A document that was withdrawn: its slug, the hash of its file, the reason in words, and the day (ISO 8601).

    ``gone`` are marks of the addresses that only it told of, by which ``knew`` tells them from others.
    """

    slug: str
    sha256: str
    reason: str
    date: str
    gone: tuple[str, ...] = ()

    def knew(self, iri: str) -> bool:
        """Whether only this document told of a thing."""
        return mark(self.sha256, iri) in self.gone


def mark(sha256: str, iri: str) -> str:
    """What is kept of the address of a thing that only a withdrawn document told of: no word of it can be read there.

    The hash of the document is its salt. So the same thing has another mark in each withdrawal, and no table of names
    that was made beforehand finds it; nothing is random, so that the same withdrawal is the same everywhere. Who
    guesses a whole address can see that it was right, as by asking the service, which answers 410 there.
    """
    return hashlib.sha256(f"{sha256}\0{iri.removeprefix(BASE)}".encode()).hexdigest()[:LENGTH]


def withdrawals(folder: Path) -> dict[str, Withdrawal]:
    """What was withdrawn from a store folder, by slug."""
    found = map(restored, _read(folder / FILE))
    return {withdrawal.slug: withdrawal for withdrawal in found}


def restored(values: dict[str, Any]) -> Withdrawal:
    """A withdrawal from its values in JSON."""
    return Withdrawal(**{**values, "gone": tuple(values.get("gone", ()))})


def keep(folder: Path, found: Iterable[Withdrawal]) -> None:
    """Writes what is withdrawn, in one step; of two of one name the later."""
    last = {withdrawal.slug: asdict(withdrawal) for withdrawal in found}
    _write(folder / FILE, [last[slug] for slug in sorted(last)])


def unforgotten(folder: Path) -> list[str]:
    """The slugs of withdrawn documents of which something may still be kept: forgetting them is not done yet."""
    return [slug for slug in _read(folder / LEFT) if slug in withdrawals(folder)]


def to_forget(folder: Path, slugs: Iterable[str]) -> None:
    """Notes that nothing of some documents is to be kept, before they are withdrawn: whatever is interrupted then."""
    _write(folder / LEFT, sorted({*_read(folder / LEFT), *slugs}))


def forgotten(folder: Path) -> None:
    """Notes that nothing of any withdrawn document is left."""
    (folder / LEFT).unlink(missing_ok=True)


def _read(path: Path) -> list[Any]:
    values: list[Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return values


def _write(path: Path, values: list[Any]) -> None:
    aside = path.with_suffix(".new")
    aside.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    aside.replace(path)


def noted(folder: Path, slug: str, reason: str, date: str) -> Withdrawal:
    """Notes that a document is withdrawn: one that the graph holds, or did in a release that is still told of.

    Raises NothingFound where there is none of this name.
    """
    before = withdrawals(folder).get(slug)
    known = next(_known(folder, slug), (before.sha256, ()) if before else None)
    if known is None:
        raise NothingFound(
            f"Der er intet dokument {slug} i grafen. Se dem med: kommunegraf status",
            f"There is no document {slug} in the graph. List them with: kommunegraf status",
        )
    sha256, things = known
    gone = {mark(sha256, thing) for thing in things if thing.startswith(BASE) and slug not in thing.split("/")}
    withdrawal = Withdrawal(slug, sha256, reason, date, tuple(sorted({*gone, *(before.gone if before else ())})))
    to_forget(folder, [slug])
    keep(folder, [*withdrawals(folder).values(), withdrawal])
    return withdrawal


def _known(folder: Path, slug: str) -> Iterator[tuple[str, Collection[str]]]:
    """The hash of the file of a document ("" where it could not be opened) and the things that only it told of.

    Once for each release and each patch that tells of a document of this name, the newest first.
    """
    for path in (current(folder).folder, folder / PREVIOUS):
        if path.exists():
            release = Release(path.resolve())
            with release.index() as index:
                hashes = [str(reading["sha256"]) for reading in index.readings() if reading["slug"] == slug]
            if hashes:
                yield hashes[0], _only_here(release, slug)
    document = str(identity.iri("document", slug))
    history = History(folder)
    for entry in reversed(history.entries()):
        changes = {change.graph: change.removed for change in history.changes(entry.number)}
        for line in changes.get("catalogue", ()):
            subject, predicate, value = split(line)
            if (subject, predicate) == (document, str(KG.sha256)):
                yield value.text, {split(line)[0] for line in changes.get(slug, ())}


def _only_here(release: Release, slug: str) -> set[str]:
    names = {name: term(str(identity.graph(name)), "iri") for name in RESERVED}
    document = term(str(identity.iri("document", slug)), "iri")
    query = ONLY_HERE.format(**names, graph=term(str(identity.graph(slug)), "iri"), document=document)
    return {thing for (thing,) in release.store().rows(query).rows}


def undone(folder: Path, slug: str) -> None:
    """Forgets that a document was withdrawn: the next build reads it. Raises NothingFound where it was not."""
    found = withdrawals(folder)
    if slug not in found:
        raise NothingFound(f"{slug} er ikke trukket tilbage.", f"{slug} is not withdrawn.")
    keep(folder, [withdrawal for withdrawal in found.values() if withdrawal.slug != slug])


def without(sources: Sources, found: Iterable[Withdrawal]) -> Sources:
    """The sources less those that were withdrawn, by name or by content."""
    found = list(found)
    slugs = {withdrawal.slug for withdrawal in found}
    contents = {withdrawal.sha256 for withdrawal in found} - {""}

    def stays(source: Source) -> bool:
        return source.slug not in slugs and source.sha256 not in contents

    return replace(sources, files=tuple(source for source in sources.files if stays(source)))


def forget_previous(folder: Path, slug: str) -> None:
    """Removes the release before where it still holds a document, or tells of one that could not be read."""
    link = folder / PREVIOUS
    if link.exists():
        with Release(link.resolve()).index() as index:
            held = index.pieces()
        if slug in held:
            drop(link.resolve(), folder)
            link.unlink()
