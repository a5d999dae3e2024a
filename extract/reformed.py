"""The reforms that a document names, each with all places where it is named, worked out once per document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from extract.document import Document
from extract.grammar.reform_names import ReformName, find_reform_names


@dataclass(frozen=True, slots=True)
class NamedReform:
    """A reform with the places where it is named, in reading order: position in the document's text and name there."""

    places: tuple[tuple[int, ReformName], ...]

    @property
    def title(self) -> str:
        """The form used most; of two used equally the definite one, then the first."""
        names = [name for _, name in self.places]
        counts = Counter(name.title.lower() for name in names)
        return max(names, key=lambda name: (counts[name.title.lower()], name.title.endswith("en"))).title


@lru_cache(maxsize=8)
def named_reforms(document: Document) -> tuple[NamedReform, ...]:
    """The reforms of a document in the order in which they are first named; words for any reform are left out."""
    groups: dict[str, list[tuple[int, ReformName]]] = {}
    for block in document.blocks:
        if block.kind != "row":
            for name in find_reform_names(document.text[block.start : block.end]):
                key = next((key for key in groups if _same(key, name.key)), name.key)
                groups.setdefault(key, []).append((block.start + name.start, name))
    return tuple(NamedReform(tuple(places)) for places in groups.values() if any(name.certain for _, name in places))


def _same(key: str, other: str) -> bool:
    """Whether two names are of one reform: equal, one with a subtitle, or "fritidsreformen" and "reformen af "
    "fritidslivet"."""
    if key == other or key.startswith(other + " ") or other.startswith(key + " "):
        return True
    word, of = (key, other) if other.startswith("reform ") else (other, key)
    stem = word.removesuffix("reform").removesuffix("s")
    return of.startswith("reform ") and word.endswith("reform") and len(stem) > 4 and stem in of
