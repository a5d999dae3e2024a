"""The one place where the steps meet: files to pieces, pieces to the graphs of a release, graphs to what is served."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

from extract.privacy import masked_text
from kommunegraf import versions
from kommunegraf.changes.history import History
from kommunegraf.errors import NothingRead
from kommunegraf.graph import quads
from kommunegraf.kept import originals
from kommunegraf.reading.file import Reading
from kommunegraf.reading.lanes import read_all
from kommunegraf.reading.pieces import GRAPH, Pieces, key, lines_of
from kommunegraf.reading.sources import Source, Sources
from kommunegraf.releases import catalogue, findings
from kommunegraf.releases.assembling import assemble
from kommunegraf.releases.carrying import Carrying
from kommunegraf.releases.clearing import clear
from kommunegraf.releases.index import Group, Index
from kommunegraf.releases.licence import NOTE
from kommunegraf.releases.release import SPARE, Release, current, drafting, publish, served
from kommunegraf.releases.withdrawal import noted, unforgotten, withdrawals, without
from kommunegraf.reviews.table import Review
from kommunegraf.writing import writing

Watch = Callable[[Reading, int], None]
Reader = Callable[[Mapping[Source, str], Pieces], Iterator[Reading]]
"""What reads files, each with the name of its piece: the processes of this machine, or those of many."""


def build(
    sources: Sources,
    folder: Path,
    watch: Watch = lambda _, __: None,
    wait: float = 0.0,
    read: Reader = read_all,
    licence: str = "",
) -> Release:
    """Reads what is new or changed and makes the result the release that is served from a folder.

    ``watch`` sees each file that had to be read, and how many there are of these; ``licence`` is the address of the
    data's licence from now on. What cannot be read, and facts that violate a shape, are reported and left out. A build
    that was interrupted goes on where it was. Raises NothingRead where no file can be read, BuildRunning where another
    build still writes to the folder after ``wait`` seconds, NotWritable where the disk is full or may not be written;
    the release before is then served on.
    """
    pieces = Pieces(folder / "pieces")
    with _next_release(folder, pieces, wait) as draft:
        files = without(sources, withdrawals(folder).values()).files
        wanted = {source: key(source, versions.rules(), versions.reference()) for source in files}
        if {source.slug: piece for source, piece in wanted.items()} != draft.held:
            draft.carry()
        new = _new(draft.held, wanted, pieces, watch, read)
        _bring_up(draft.index, wanted, new, pieces)
        _note(draft.index, sources, licence)
        originals.keep(folder, wanted, draft.index.readings())
    return draft.release


def withdraw(folder: Path, slug: str, reason: str, date: str, wait: float = 0.0) -> Release:
    """Makes a release without a document, which no build brings back, and leaves nothing of it but the reason and day.

    Raises NothingFound where the graph holds no such document, and BuildRunning and NotWritable as ``build`` does.
    """
    with _next_release(folder, Pieces(folder / "pieces"), wait) as draft:
        noted(folder, slug, reason, date)
    return draft.release


def renew(folder: Path, wait: float = 0.0) -> Release:
    """Makes the next release of what the one before holds, with what was fetched from other open data since.

    Raises NoRelease where nothing was built, and BuildRunning and NotWritable as ``build`` does.
    """
    current(folder)
    with _next_release(folder, Pieces(folder / "pieces"), wait) as draft:
        pass
    return draft.release


class _Draft:
    """The next release while it is made: ``held`` is the piece of each document in the one before."""

    release: Release
    """It, once it is made."""

    def __init__(self, folder: Path, before: Path | None, carrying: Carrying, closing: ExitStack) -> None:
        self.held = _pieces(before)
        self.carry = carrying.begin
        self._folder, self._before, self._carrying, self._closing = folder, before, carrying, closing

    @cached_property
    def index(self) -> Index:
        """What it will hold; all is carried over when this is first asked for."""
        return self._closing.enter_context(Index.write(self._folder, self._before, self._carrying.end()))


@contextmanager
def _next_release(folder: Path, pieces: Pieces, wait: float) -> Iterator[_Draft]:
    """The next release of a folder, to be changed meanwhile; then it is made and served.

    Its index is that of the one before. What stays may be carried over while files are read, which takes no time.
    Documents that were withdrawn, also by who was interrupted then, are taken out, and nothing of them is kept.
    """
    with writing(folder), drafting(folder, wait) as path:
        begun = time.monotonic()
        History(folder).record()
        before = release.folder if (release := served(folder)) else None
        with Carrying(path, before, folder / SPARE) as carrying, ExitStack() as closing:
            draft = _Draft(path, before, carrying, closing)
            yield draft
            for slug in unforgotten(folder):
                judge(draft.index, draft.index.remove(slug), pieces)
            assemble(draft.index, path, pieces, withdrawals(folder).values(), folder)
        draft.release = publish(folder, path, afresh=bool(unforgotten(folder)))
        History(folder).record(time.monotonic() - begun)
        clear(folder)  # while no other build may count on a piece


def _note(index: Index, sources: Sources, licence: str) -> None:
    """Notes what is true of the whole release. Raises NothingRead where no file could be read."""
    index.note("versions", {"rules": versions.rules(), "reference": versions.reference()})
    index.note("copies", _copies(sources))
    if licence:
        index.note(NOTE, licence)
    index.note("strays", [_stray(review) for review in sources.strays])
    failures = [reading["failure"] for reading in index.readings()]
    if all(failures):
        why = {each: "".join(f"\n{failure[each]}" for failure in failures) for each in ("da", "en")}
        raise NothingRead(f"Ingen af filerne kan læses.{why['da']}", f"None of the files can be read.{why['en']}")


def _pieces(release: Path | None) -> dict[str, str]:
    if release is None:
        return {}
    with Index.read(release) as index:
        return index.pieces()


def _new(
    held: Mapping[str, str], wanted: Mapping[Source, str], pieces: Pieces, watch: Watch, read: Reader
) -> dict[str, Reading]:
    """The readings of the files that are not held as they are: read now, or in a build that broke off."""
    changed = {source: piece for source, piece in wanted.items() if not piece or held.get(source.slug) != piece}
    there = {source.slug: _restored(pieces, piece) for source, piece in changed.items() if piece in pieces}
    for reading in there.values():
        watch(reading, len(changed))
    for reading in read({source: piece for source, piece in changed.items() if source.slug not in there}, pieces):
        watch(reading, len(changed))
        there[reading.slug] = reading
    return there


def _stray(review: Review) -> dict[str, str]:
    """A review of a document that is not among the files, as reading.file tells of one that does not count."""
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
    return Reading(**{**values, **{name: tuple(values[name]) for name in ("problems", "reviews", "unread")}})


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
    graphs = _Graphs(index, pieces)
    for rule, group in sorted(groups):
        claims = index.claims((rule, group))
        index.find((rule, group), findings.together(rule, claims, graphs) if claims else ())


class _Graphs(Mapping[str, list[str]]):
    """The lines of each document's graph by its slug, read when they are asked for."""

    def __init__(self, index: Index, pieces: Pieces) -> None:
        self._index, self._pieces = index, pieces

    @cached_property
    def _held(self) -> dict[str, str]:
        return self._index.pieces()

    def __getitem__(self, slug: str) -> list[str]:
        return lines_of(self._pieces.path(self._held[slug], GRAPH))

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
