"""A query alone in a process of its own: it keeps to its limits, and its answer comes while it is written."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import IO

import pytest

from kommunegraf.errors import BadQuery, KommunegrafError, Stopped, UnknownFormat
from kommunegraf.pool import alone
from kommunegraf.pool.limits import MIB
from kommunegraf.store import Store

ALL = "SELECT ?a ?b ?c ?d { ?a ?p ?q . ?b ?r ?s . ?c ?t ?u . ?d ?v ?w }"
"""Rows without end: every thing with every other, three times."""


def _asked(
    dataset: Path, text: str, memory: int = 512, seconds: float | None = None, name: str = "csv"
) -> Generator[bytes, None, None]:
    def write(store: Store, output: IO[bytes]) -> None:
        store.query(text).write(name, output)

    return alone.answered(lambda: Store.of(dataset), write, memory * MIB, seconds)


def test_the_answer_is_that_of_the_store(dataset: Path) -> None:
    """The pieces together are what the store writes."""
    text = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o"
    assert Store.of(dataset).query(text).write("csv") == b"".join(_asked(dataset, text))


def test_memory_is_bounded(dataset: Path) -> None:
    """A query that remembers rows without end is stopped at its bound, and the reason names it."""
    with pytest.raises(Stopped, match="more than 64 MiB of memory"):
        list(_asked(dataset, ALL.replace("SELECT", "SELECT DISTINCT") + " ORDER BY ?a", memory=64))


def test_memory_of_python_is_bounded(dataset: Path) -> None:
    """The bound is of all that is done with the answer, too."""
    with pytest.raises(Stopped, match="more than 64 MiB of memory"):
        list(
            alone.answered(lambda: Store.of(dataset), lambda store, output: output.write(bytes(1 << 30)), 1 << 26, None)
        )


def test_time_is_bounded(dataset: Path) -> None:
    """A query that takes longer than it may is stopped, and the reason tells how long that was."""
    with pytest.raises(Stopped, match=r"more than 0\.3 seconds") as told:
        list(_asked(dataset, ALL.replace("?a ?b ?c ?d", "(COUNT(*) AS ?n)"), seconds=0.3))
    assert "0,3 sekunder" in told.value.message("da")


def test_an_answer_without_end_takes_no_memory(dataset: Path) -> None:
    """Rows come while others are still looked for: more bytes are read here than the query may remember."""
    pieces = _asked(dataset, ALL, memory=64)
    read = 0
    for piece in pieces:
        read += len(piece)
        if read > 128 * MIB:
            break
    pieces.close()
    assert read > 128 * MIB


def test_nothing_is_left_running(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who does not want the rest of an answer ends the process that gives it."""
    started: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: started.append(fork()) or started[-1])  # type: ignore[func-returns-value]
    pieces = _asked(dataset, ALL)
    next(pieces)
    pieces.close()
    with pytest.raises(ProcessLookupError):
        os.kill(started[0], 0)


@pytest.mark.parametrize(
    ("text", "name", "kind", "told"),
    [
        ("SELECT * {", "csv", BadQuery, "Not a SPARQL query"),
        ("ASK {}", "ttl", UnknownFormat, "ttl"),
    ],
)
def test_mistakes(dataset: Path, text: str, name: str, kind: type[KommunegrafError], told: str) -> None:
    """What is wrong with a query is told as where it is asked here."""
    with pytest.raises(kind, match=told):
        list(_asked(dataset, text, name=name))


def test_a_fault_is_no_lack_of_memory(dataset: Path) -> None:
    """An error that nobody foresaw is told by its own words."""
    with pytest.raises(KommunegrafError, match="division"):
        list(alone.answered(lambda: Store.of(dataset), lambda store, output: 1 // 0, 1 << 26, None))
