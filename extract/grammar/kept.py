"""What a rule found in a text, kept while one document is read: several rules look at the same sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final, TypeVar

Found = TypeVar("Found")

MOST: Final = 8192
"""So many texts are kept for each rule: more than a long document has sentences."""
_FORGETTING: Final[list[Callable[[], None]]] = []


def kept(find: Callable[..., Iterator[Found]]) -> Callable[..., tuple[Found, ...]]:
    """What ``find`` yields for its arguments, found once and kept until the next document."""

    @lru_cache(maxsize=MOST)
    def found(*arguments: Any) -> tuple[Found, ...]:
        return tuple(find(*arguments))

    _FORGETTING.append(found.cache_clear)
    return found


def forget() -> None:
    """Forgets what was found: a document's text is not kept once it is read."""
    for clear in _FORGETTING:
        clear()
