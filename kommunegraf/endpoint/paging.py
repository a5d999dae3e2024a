"""Long answers in pages: limit and offset, or page; the addresses of the pages around; how many rows there are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import urlencode

from kommunegraf.endpoint.asking import Pairs
from kommunegraf.errors import BadParameter

LIMIT: Final = "limit"
OFFSET: Final = "offset"
PAGE: Final = "page"
NAMES: Final = (LIMIT, OFFSET, PAGE)
ROWS: Final = 100
"""Rows of a page, where only its number is given."""
LARGEST: Final = 1_000_000_000
TOTAL: Final = "X-Total-Count"
"""The header that says how many rows there are on all pages."""
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which rows are asked for: ``limit`` of them (None: all that follow) after the first ``offset``."""

    limit: int | None
    offset: int
    numbered: bool = False

    @classmethod
    def of(cls, values: Mapping[str, str], limit: int | None = None, most: int = LARGEST) -> Paging:
        """The page that the parameters of an address name; ``limit`` where they name none, at most ``most``.

        Raises BadParameter where a number is none or the two ways are mixed.
        """
        found = {name: _number(name, values[name]) for name in NAMES if values.get(name, "").strip()}
        rows = min(found.get(LIMIT) or ROWS, most) if PAGE in found else found.get(LIMIT, limit)
        if PAGE in found and OFFSET in found:
            raise BadParameter(f"Skriv enten {PAGE} eller {OFFSET}.", f"Write either {PAGE} or {OFFSET}.")
        rows = None if rows is None else min(rows, most)
        if PAGE in found:
            return cls(rows, (found[PAGE] - 1) * (rows or 0), numbered=True)
        return cls(rows, found.get(OFFSET, 0))

    def rows(self, whole: Sequence[Row]) -> Sequence[Row]:
        """The rows of this page."""
        return whole[self.offset :] if self.limit is None else whole[self.offset : self.offset + self.limit]

    def headers(self, address: str, pairs: Pairs, total: int) -> dict[str, str]:
        """How many rows there are, and the addresses of the pages around, where an answer has pages."""
        headers = {TOTAL: str(total)}
        if self.limit is not None:
            kept = [(name, value) for name, value in pairs if name not in NAMES]
            links = {name: self._address(address, kept, offset) for name, offset in self._around(total)}
            headers["Link"] = ", ".join(f'<{found}>; rel="{name}"' for name, found in links.items())
        return headers

    def _around(self, total: int) -> list[tuple[str, int]]:
        size = self.limit or 1
        last = max(0, (total - 1) // size * size)
        around = [("first", 0)]
        if self.offset > 0:
            around.append(("prev", max(0, min(self.offset - size, last))))
        if self.offset + size < total:
            around.append(("next", self.offset + size))
        return [*around, ("last", last)]

    def _address(self, address: str, kept: Pairs, offset: int) -> str:
        size = self.limit or 1
        place = (PAGE, str(offset // size + 1)) if self.numbered else (OFFSET, str(offset))
        return f"{address}?{urlencode([*kept, (LIMIT, str(size)), place])}"


def whole_number(written: str) -> int | None:
    """The number that an address names in at most nine digits, None where it names none."""
    return int(written) if re.fullmatch(r"[0-9]{1,9}", written.strip()) else None


def _number(name: str, value: str) -> int:
    least, found = 0 if name == OFFSET else 1, whole_number(value)
    if found is None or found < least:
        raise BadParameter(f"{name} er et helt tal fra {least}.", f"{name} is a whole number from {least}.")
    return found
