"""Reads files on many machines: each document as one task of a Dask scheduler, read there within the same limits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import current_process
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from kommunegraf import versions
from kommunegraf.errors import MissingLibrary, NoScheduler
from kommunegraf.reading.file import Reading, failed, read_source
from kommunegraf.reading.lanes import LIMITS, Lane, Limits
from kommunegraf.reading.pieces import READING, Pieces
from kommunegraf.reading.sources import Source

if TYPE_CHECKING:
    from distributed import Client, Future

RETRIES: Final = 3
"""How often a document is read again whose worker went away."""
AHEAD: Final = 64
"""Documents that are handed out before the first of them is back: their bytes lie in memory meanwhile."""
SECONDS: Final = 30
"""So long the scheduler may take to answer first."""
Parts = dict[str, bytes]
"""The files of a piece by their names."""
Answer = tuple[Reading, Parts]
"""What a worker sends back."""
Version = tuple[str, str]
"""Of the rules and of the reference data."""
_LANES: Final[dict[Limits, list[Lane]]] = {}
"""The processes of a worker that read nothing at the moment."""


def read_far(
    sources: Mapping[Source, str], pieces: Pieces, scheduler: str, limits: Limits = LIMITS
) -> Iterator[Reading]:
    """The reading of each source, in their order, as ``read_all`` gives it; what was read is kept in these pieces.

    The workers need neither the files nor the folder of the graph, only this program in the same version and with the
    same address of the site. One that goes away while it reads loses nothing: another reads that document again.
    Raises NoScheduler where there is none or no worker of this version, MissingLibrary, and NotWritable.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingLibrary(
            "--scheduler kræver Dask: pip install 'kommunegraf[cluster]'",
            "--scheduler needs Dask: pip install 'kommunegraf[cluster]'",
        ) from error
    try:
        client = Client(scheduler, timeout=SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise _no_scheduler(f"{scheduler} svarer ikke ({error})", f"{scheduler} does not answer ({error})") from error
    with client:
        _has_workers(client)
        waiting: list[tuple[Source, str, Future[Answer] | Reading]] = []
        for source, piece in sources.items():
            waiting.append((source, piece, _sent(client, source, piece, pieces, limits)))
            if len(waiting) >= AHEAD:
                yield _back(*waiting.pop(0), pieces)
        while waiting:
            yield _back(*waiting.pop(0), pieces)


def _has_workers(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=SECONDS)
    except TimeoutError as error:
        raise _no_scheduler("den har ingen arbejdere", "it has no workers") from error


def _sent(client: Client, source: Source, piece: str, pieces: Pieces, limits: Limits) -> Future[Answer] | Reading:
    """A document on its way to a worker; one that cannot be opened is a failed reading at once."""
    try:
        content = source.path.read_bytes() if piece else b""
    except OSError:
        piece = ""
    if not piece:
        return read_source(source, piece, pieces)
    asked = replace(source, path=Path(source.path.name))
    return client.submit(_read_here, content, asked, piece, limits, _version(), retries=RETRIES, pure=False)


def _back(source: Source, piece: str, sent: Future[Answer] | Reading, pieces: Pieces) -> Reading:
    """What a worker made of a document, kept as if it had been read here."""
    from distributed import CancelledError, KilledWorker
    from distributed.comm.core import CommClosedError

    if isinstance(sent, Reading):
        return sent
    try:
        reading, parts = sent.result()
    except KilledWorker:
        return failed(source, "de maskiner, der læste den, gik ned.", "the machines that read it went down.")
    except (CommClosedError, CancelledError) as error:
        raise _no_scheduler(f"forbindelsen brast ({error})", f"the connection broke ({error})") from error
    if parts and piece not in pieces:
        texts = {name: content.decode(errors="surrogatepass") for name, content in parts.items()}
        pieces.add(piece, json.loads(texts.pop(READING)), texts)
    found: Reading = reading
    return found


def _read_here(content: bytes, source: Source, piece: str, limits: Limits, version: Version) -> Answer:
    """What a worker does: reads a document in a process of its own; the reading, and the parts of its piece."""
    if version != _version():
        raise _no_scheduler("en arbejder har en anden version", "a worker has another version")
    with TemporaryDirectory() as folder, _lane(limits) as lane:
        path, pieces = Path(folder) / source.path.name, Pieces(Path(folder) / ".store" / "pieces")
        path.write_bytes(content)
        reading = lane.read(replace(source, path=path), piece, pieces)
        parts = {found.name: found.read_bytes() for found in sorted((pieces.folder / piece).glob("*"))}
    return reading, parts


@contextmanager
def _lane(limits: Limits) -> Iterator[Lane]:
    """A process that reads, for one task at a time; it is kept for the next one."""
    idle = _LANES.setdefault(limits, [])
    try:
        lane = idle.pop()
    except IndexError:
        # Dask's workers are daemons, to which Python allows no children; this one ends when its worker does.
        current_process()._config["daemon"] = False  # type: ignore[attr-defined]
        lane = Lane(limits)
    try:
        yield lane
    finally:
        idle.append(lane)


def _version() -> Version:
    return versions.rules(), versions.reference()


def _no_scheduler(danish: str, english: str) -> NoScheduler:
    return NoScheduler(
        f"Klyngen kan ikke læse: {danish}. Det, der er læst, er gemt.",
        f"The cluster cannot read: {english}. What was read is kept.",
    )
