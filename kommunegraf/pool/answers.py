"""Answers that were given, to be given again: a release never changes, so neither does the answer to a query."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Answers(Generic[Answer]):
    """The answers asked for last, up to a size in bytes; one that takes more than an eighth of it is not kept."""

    def __init__(self, size: int) -> None:
        self._room = size
        self._largest = size // 8
        self._kept: OrderedDict[Hashable, tuple[Answer, int]] = OrderedDict()

    def get(self, key: Hashable) -> Answer | None:
        """The answer kept under a key."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def keep(self, key: Hashable, answer: Answer, size: int) -> None:
        """Keeps an answer of this many bytes, and lets go of those not asked for longest."""
        if size > self._largest or key in self._kept:
            return
        self._kept[key] = (answer, size)
        self._room -= size
        while self._room < 0:
            _, (_, freed) = self._kept.popitem(last=False)
            self._room += freed

    def clear(self) -> None:
        """Lets go of all of them."""
        self._room += sum(size for _, size in self._kept.values())
        self._kept.clear()
