"""What a query may cost: time, memory, the size of its answer, and how many wait beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

MIB: Final = 1 << 20
SMALLEST_MEMORY: Final = 512 * MIB
LARGEST_MEMORY: Final = 4096 * MIB


def processors() -> int:
    """How many queries are worked on at once unless said otherwise: one for each processor, at least two."""
    return max(2, os.cpu_count() or 1)


@lru_cache(maxsize=1)
def machine_memory() -> int:
    """Bytes of memory that this machine, or the container that we are in, has."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        return min(whole, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    except (OSError, ValueError):  # no container, or one without a bound ("max")
        return whole


def _memory() -> int:
    """Half of the machine shared by all workers, within sensible bounds."""
    return min(LARGEST_MEMORY, max(SMALLEST_MEMORY, machine_memory() // 2 // (processors() + 1)))


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a pool; sizes are in bytes."""

    seconds: float = 30.0
    """From the moment that a query is asked until its worker is killed, waiting included."""
    workers: int = field(default_factory=processors)
    """Queries worked on at once; one more worker is kept for an asker of whom nothing is being worked on."""
    memory: int = field(default_factory=_memory)
    """What one worker may take beyond what it has when it starts."""
    answer: int = 64 * MIB
    query: int = MIB
    waiting: int = 256
    """Queries that may wait for a worker."""
    waiting_each: int = 128
    """Queries of one asker that may wait; askers take turns, so that it delays nobody else."""
    slow: float = 5.0
    """Seconds after which a query is told of in the log."""
    resident: int = field(default_factory=lambda: machine_memory() // 40)
    """N-Quads of a release that is loaded into memory; a larger one stays on disk. In memory short ones take nine times
    as much: a quarter of the machine, and half of it while one release follows another."""
    kept: int = 64 * MIB
    """Answers that are kept to be given again."""
    namespace: bool = True
    """Whether the workers leave the network, where the system lets them."""

    def message(self) -> str:
        """The limits as the workers read them."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, message: str) -> Limits:
        """The limits of a message."""
        values: Mapping[str, int] = json.loads(message)
        return cls(**values)  # type: ignore[arg-type]  # the names and values are those of message()
