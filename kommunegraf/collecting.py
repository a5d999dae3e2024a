"""How often Python looks for things that only refer to each other: seldom, while very many are made that stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

YOUNG: Final = 100_000
"""So many new things are made before they are looked through; Python's own number is 700."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Looks a hundred times less often meanwhile: with the readings of 10,000 documents it took a tenth of a build."""
    before = gc.get_threshold()
    gc.set_threshold(YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
