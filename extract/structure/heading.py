"""A heading of an agenda, with what speaks for it being an item."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: its title, its range (case number included) and what speaks for an agenda item."""

    number: str
    title: str
    start: int
    end: int
    line: int
    case_number: str = ""
    officer: str = ""
    headed: bool = False
    """A part heading follows directly."""
    labelled: bool = False
    """Printed with "Punkt", "(Åben)" and the like."""
    listed: bool = False
    """Stands in the contents at the top too."""
    bodied: bool = False
    """An indstilling or a decision follows before the next number: weaker than a part that follows directly."""
    plain: bool = False
    """May be an item by its number alone."""
    is_item: bool = False

    @property
    def key(self) -> tuple[int, ...]:
        """The number as whole numbers, for comparison; 0 for what is none, as a letter."""
        return tuple(int(part) if part.isdigit() else 0 for part in self.number.split("."))

    @property
    def evidence(self) -> bool:
        """Whether anything but its number speaks for an item."""
        return bool(self.case_number) or self.headed or self.labelled or self.listed
