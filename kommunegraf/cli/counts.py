"""What `validate` prints of each shape: nodes checked, violations, warnings and seconds."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kommunegraf.messages import say

if TYPE_CHECKING:
    from kommunegraf.checking.checks import Checked


def counts_as_table(checked: Checked) -> None:
    """A line for each shape and one for all; the seconds are those of each shape asked alone, and of it all."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Column, Table

    heads = say("form,knuder,fejl,advarsler,sekunder", "shape,nodes,violations,warnings,seconds").split(",")
    columns = (Column(head, justify="right" if number else "left") for number, head in enumerate(heads))
    table = Table(*columns, box=SIMPLE_HEAD, pad_edge=False, show_footer=False)
    *rows, total = _rows(checked)
    for row in rows:
        table.add_row(*row)
    table.add_section()
    table.add_row(say("alle", "all") + f" ({checked.engine})", *total[1:])
    Console().print(table, markup=False, highlight=False)


def counts_as_csv(checked: Checked) -> None:
    """The same lines, with the same names in every language; the last is named after the engine."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("shape", "nodes", "violations", "warnings", "seconds"))
    writer.writerows(_rows(checked))


def _rows(checked: Checked) -> Iterator[tuple[str, ...]]:
    for count in checked.counts:
        seconds = "" if count.seconds is None else f"{count.seconds:.3f}"
        yield count.shape, str(count.nodes), str(count.violations), str(count.warnings), seconds
    sums = (
        sum(count.nodes for count in checked.counts),
        sum(count.violations for count in checked.counts),
        sum(count.warnings for count in checked.counts),
    )
    yield checked.engine, *map(str, sums), f"{checked.seconds:.3f}"
