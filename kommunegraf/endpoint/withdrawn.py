"""What was withdrawn answers 410 with the reason and the day: the document, its graph, and what only it told of."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from kommunegraf.endpoint.refused import Refused
from kommunegraf.releases.withdrawal import withdrawals
from kommunegraf.terms import BASE


def refuse_withdrawn(folder: Path, iri: str, *, shared: bool = False) -> None:
    """Raises Refused (410) where an address of ours is that of a withdrawn document, its graph or what belongs to it.

    Documents, graphs and runs are the document's own. Any other address that has its name in it, or of which only it
    told, may be shared with others, as an agreement is: with ``shared`` it is refused too, to be asked for once nothing
    else was found there.
    """
    kind, *rest = iri.removeprefix(BASE).split("/") if iri.startswith(BASE) else [""]
    if kind not in {"document", "graph", "run"} and not shared:
        return
    found = withdrawals(folder)
    named = (found[segment] for segment in rest if segment in found)
    knew = (withdrawal for withdrawal in found.values() if shared and withdrawal.knew(iri))
    withdrawal = next(chain(named, knew), None)
    if withdrawal is not None:
        raise Refused(
            410,
            f"{withdrawal.slug} blev trukket tilbage {withdrawal.date}: {withdrawal.reason}",
            f"{withdrawal.slug} was withdrawn on {withdrawal.date}: {withdrawal.reason}",
        )
