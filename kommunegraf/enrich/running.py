"""Fetching what is not known yet: source by source, each within its bounds; one that fails stops no other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kommunegraf.enrich import graphs as enrichment
from kommunegraf.enrich.fetching import Answer, NotThere, fetch
from kommunegraf.enrich.kept import keep, kept
from kommunegraf.enrich.sources import Source, sources
from kommunegraf.errors import Unreachable
from kommunegraf.reading.pieces import lines_of
from kommunegraf.releases.release import Release

PATIENCE: Final = 10
"""A source that never gave anything, and has nothing of so many things in a row, is taken to have moved."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """How it went with one source: answers that are new, those kept from before, and why it stopped, if it did.

    ``left`` requests were not made or not answered; of ``absent`` things the source has nothing, which is kept, too.
    """

    source: Source
    new: int
    held: int
    failure: Unreachable | None = None
    left: int = 0
    absent: int = 0


def known(release: Release) -> set[str]:
    """What a release names that there is to know more about."""
    graphs = release.graphs()
    return enrichment.known(release.folder / "graphs", lines_of(graphs["reference"]))


def enrich(
    store: Path,
    about: Collection[str],
    table: Iterable[Source] = (),
    *,
    renew: bool = False,
    watch: Callable[[Any, int], None] = lambda _, __: None,
) -> Iterator[Fetched]:
    """Fetches from each source what is asked for and not kept (with ``renew`` all of it) and keeps it.

    ``about`` are the addresses of ``known``. ``watch`` sees each answer, and how many there will be of the source.
    A source that fails is asked no more; the others are. One that has nothing of a single thing (an act that was cited
    wrongly) is asked on, unless it has nothing of the first things at all.
    """
    for source in table or sources():
        yield _from(store, source, about, renew, watch)


def _from(
    store: Path, source: Source, about: Collection[str], renew: bool, watch: Callable[[Any, int], None]
) -> Fetched:
    reader = enrichment.READERS[source.name]
    there = {asked for answer in kept(store, source.name) for asked in answer.ids}
    ids = [asked for asked in reader.wanted(about) if renew or asked not in there]
    batches = [ids[at : at + source.at_once] for at in range(0, len(ids), source.at_once)]
    taken, new = batches[: source.requests], 0
    absent: list[tuple[list[str], NotThere]] = []
    for batch in taken:
        try:
            keep(store, source.name, batch, source.asked(batch), _answer(source, batch))
            new += 1
        except NotThere as failure:
            absent.append((batch, failure))
            if not new and not there and len(absent) == PATIENCE:
                break
        except Unreachable as failure:
            return Fetched(source, new, len(there), failure, len(batches) - new)
        watch(batch, len(taken))
    lost = [gone for batch, gone in absent if not (new or there) or there.intersection(batch)]
    if lost:
        return Fetched(source, new, len(there), lost[0], len(batches) - new)
    for batch, gone in absent:
        keep(store, source.name, batch, source.asked(batch), gone.answer)
    return Fetched(source, new, len(there), None, len(batches) - len(taken), len(absent))


def _answer(source: Source, batch: list[str]) -> Answer:
    """What a source says of some things. Raises Unreachable where that has not the form that is read."""
    address = source.asked(batch)
    answer = fetch(address, source.accept, source.bytes)
    if not enrichment.READERS[source.name].is_right(answer.body.decode("utf-8-sig", errors="replace")):
        raise Unreachable(
            f"{source.name}: svaret har en anden form, end der læses: {address}",
            f"{source.name}: the answer is of another form than is read: {address}",
        )
    return answer
