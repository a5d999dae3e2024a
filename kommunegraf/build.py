"""The one place where the steps meet: files to pieces, pieces to the graphs of a release, graphs to what is served."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from extract.privacy import masked_text
from extract.resources import ROOT
from kommunegraf import catalogue, findings, holdings, identity, versions
from kommunegraf.errors import NothingRead
from kommunegraf.graph import quads
from kommunegraf.ground import NOTE
from kommunegraf.history import History
from kommunegraf.index import Group, Index
from kommunegraf.lanes import read_all
from kommunegraf.linksets import PARTS, count
from kommunegraf.pieces import DOCUMENT, GRAPH, Pieces, as_text, graph_of, key, lines_of
from kommunegraf.reading import Reading
from kommunegraf.record import Versions, record
from kommunegraf.release import CURRENT, PREVIOUS, Release, drafting, publish, served
from kommunegraf.reviews import Review
from kommunegraf.sources import Source, Sources
from kommunegraf.store import nquads
from kommunegraf.terms import KG
from kommunegraf.withdrawal import Withdrawal, forget_previous, noted, withdrawals, without

Watch = Callable[[Reading, int], None]
ONTOLOGY: Final = ("kommunegraf", "alignments", "concepts", "topics")


def build(sources: Sources, folder: Path, watch: Watch = lambda _, __: None) -> Release:
    """Reads what is new or changed and makes the result the release that is served from a folder.

    ``watch`` sees each file that had to be read, and how many there are of these. What cannot be read, and facts that
    violate a shape, are reported and left out. A build that was interrupted goes on where it was. Raises NothingRead
    where no file can be read, BuildRunning where another build writes to the folder; the release before is then
    served on.
    """
    pieces = Pieces(folder / "pieces")

    def change(index: Index) -> None:
        files = without(sources, withdrawals(folder).values()).files
        wanted = {source: key(source, versions.rules(), versions.reference()) for source in files}
        _bring_up(index, wanted, _new(index, wanted, pieces, watch), pieces)
        index.note("versions", {"rules": versions.rules(), "reference": versions.reference()})
        index.note("copies", _copies(sources))
        index.note("strays", [_stray(review) for review in sources.strays])
        if all(reading["failure"] for reading in index.readings()):
            raise NothingRead("Ingen af filerne kan læses.", "None of the files can be read.")

    return _release(folder, pieces, change)


def withdraw(folder: Path, slug: str, reason: str, date: str) -> Release:
    """Makes a release without a document, which no build brings back, and leaves nothing of it but the reason and day.

    Raises NothingFound where the graph holds no such document, BuildRunning where a build writes to the folder.
    """
    pieces = Pieces(folder / "pieces")

    def change(index: Index) -> None:
        noted(folder, slug, reason, date)
        judge(index, index.remove(slug), pieces)

    return _release(folder, pieces, change, forgotten=slug)


def _release(folder: Path, pieces: Pieces, change: Callable[[Index], None], forgotten: str = "") -> Release:
    """The next release of a folder: the index of the one before, changed, and what it holds then.

    ``forgotten`` is a document that the history and the release before must not hold either.
    """
    begun = time.monotonic()
    with drafting(folder) as draft:
        History(folder).record()
        before = served(folder)
        with Index.write(draft, before.folder if before else None) as index:
            change(index)
            _write(index, draft, pieces, withdrawals(folder).values())
        release = publish(folder, draft)
        History(folder).record(time.monotonic() - begun)
        if forgotten:
            History(folder).forget(forgotten)
            forget_previous(folder, forgotten)
        _clear(folder, pieces)  # while no other build may count on a piece
    return release


def _new(index: Index, wanted: Mapping[Source, str], pieces: Pieces, watch: Watch) -> dict[str, Reading]:
    """The readings of the files that the index does not hold as they are: read now, or in a build that broke off."""
    held = index.pieces()
    changed = {source: piece for source, piece in wanted.items() if not piece or held.get(source.slug) != piece}
    there = {source.slug: _restored(pieces, piece) for source, piece in changed.items() if piece in pieces}
    for reading in there.values():
        watch(reading, len(changed))
    for reading in read_all({source: piece for source, piece in changed.items() if source.slug not in there}, pieces):
        watch(reading, len(changed))
        there[reading.slug] = reading
    return there


def _stray(review: Review) -> dict[str, str]:
    """A review of a document that is not among the files, as kommunegraf.reading tells of one that does not count."""
    return {
        "slug": review.document,
        "quote": masked_text(review.quote),
        "da": f"intet dokument hedder {review.document}: ret navnet, eller fjern rækken.",
        "en": f"no document is called {review.document}: mend the name or remove the row.",
    }


def _copies(sources: Sources) -> list[dict[str, str]]:
    named = ((masked_text(copy.name), masked_text(first.name)) for copy, first in sources.copies)
    return [{"file": copy, "same_as": first} for copy, first in named]


def _restored(pieces: Pieces, piece: str) -> Reading:
    values = pieces.reading(piece)["reading"]
    return Reading(**{**values, **{name: tuple(values[name]) for name in ("problems", "reviews")}})


def _bring_up(index: Index, wanted: Mapping[Source, str], new: Mapping[str, Reading], pieces: Pieces) -> None:
    """Makes an index hold what is wanted: takes out what is gone or changed, puts in what is new, judges anew."""
    slugs = {source.slug for source in wanted}
    touched: set[Group] = set()
    for slug in index.pieces():
        if slug not in slugs or slug in new:
            touched |= index.remove(slug)
    for slug in sorted(new):
        touched |= _add(index, new[slug], pieces)
    judge(index, touched, pieces)


def _add(index: Index, reading: Reading, pieces: Pieces) -> set[Group]:
    stated = pieces.reading(reading.piece) if reading.piece in pieces else {"findings": [], "claims": []}
    lines = quads(catalogue.entry(reading))
    return index.add(asdict(reading), "\n".join(lines), "\n".join(stated["findings"]), stated["claims"])


def judge(index: Index, groups: Collection[Group], pieces: Pieces) -> None:
    """Judges the claims of these groups anew."""
    graphs = _Graphs(index.pieces(), pieces)
    for rule, group in sorted(groups):
        claims = index.claims((rule, group))
        index.find((rule, group), findings.together(rule, claims, graphs) if claims else ())


class _Graphs(Mapping[str, list[str]]):
    """The lines of each document's graph by its slug, read when they are asked for."""

    def __init__(self, held: Mapping[str, str], pieces: Pieces) -> None:
        self._held, self._pieces = held, pieces

    def __getitem__(self, slug: str) -> list[str]:
        return lines_of(self._pieces.path(self._held[slug], GRAPH))

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


def _write(index: Index, draft: Path, pieces: Pieces, withdrawn: Collection[Withdrawal]) -> None:
    """Writes the graphs and documents of a draft: those of documents as links to their pieces."""
    readings = index.readings()
    read = [reading for reading in readings if not reading["failure"]]
    for reading in read:
        slug, piece = reading["slug"], reading["piece"]
        os.link(pieces.path(piece, GRAPH), draft / "graphs" / f"{slug}.nq")
        os.link(pieces.path(piece, DOCUMENT), draft / "documents" / f"{slug}.json")
    shared: dict[str, set[str]] = {name: set() for name in (findings.NAME, holdings.NAME)}
    for line in index.found():
        shared[graph_of(line)].add(line)
    shared |= {
        "ontology": set(nquads(*_ontology(*ONTOLOGY), graph=identity.graph("ontology"))),
        "reference": set(nquads(*_ontology("reference"), graph=identity.graph("reference"))),
    }
    facts = totals(reading["facts"] for reading in read)
    links = totals([*(reading["links"] for reading in read), *(count(shared[part], part) for part in PARTS)])
    head = quads(catalogue.heading([reading["slug"] for reading in read], facts, links))
    stones = quads(catalogue.tombstones(withdrawn))
    found = facts.get("Finding", 0) + len(_findings(shared[findings.NAME]))
    made = quads(record(readings, Versions(**index.noted("versions")), found))
    shared["catalogue"] = {*head, *made, *index.catalogued(), *stones}
    index.note(NOTE, holdings.missing(shared[holdings.NAME]))
    index.note("withdrawn", [asdict(withdrawal) for withdrawal in withdrawn])
    for name, lines in shared.items():
        (draft / "graphs" / f"{name}.nq").write_text(as_text(sorted(lines)), encoding="utf-8", newline="\n")


def _findings(lines: Iterable[str]) -> set[str]:
    """The findings of all documents, by their IRIs."""
    return {line.partition(">")[0] for line in lines if f"> <{KG.about}> " in line}


def _ontology(*names: str) -> list[Path]:
    return [ROOT / "ontology" / f"{name}.ttl" for name in names]


def _clear(folder: Path, pieces: Pieces) -> None:
    """Removes the pieces that neither the release that is served nor the one before is made of."""
    kept: set[str] = set()
    for name in (CURRENT, PREVIOUS):
        if (folder / name).exists():
            with Index.read(folder / name) as index:
                kept |= set(index.pieces().values())
    pieces.keep_only(kept)


def totals(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Counts of all documents taken together, by name."""
    found: Counter[str] = Counter()
    for counted in counts:
        found.update(counted)
    return dict(sorted(found.items()))
