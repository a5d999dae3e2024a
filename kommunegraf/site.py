"""The address of the site that a graph is made for: named when it is built, remembered by its release."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from kommunegraf.errors import KommunegrafError, WrongUse

VARIABLE: Final = "KOMMUNEGRAF_BASE"
CANONICAL: Final = "https://w3id.org/kommunegraf/"
"""The address that the files of ontology/, shapes/ and queries/ are written with; that of all who name no other."""
FILE: Final = "base"
"""The file of a release that holds the address it was made for."""
ADDRESS: Final = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~-]+)*/?", re.ASCII)


def remembered(store: Path) -> str:
    """The address that the release of a store folder was made for, "" where there is none.

    Raises KommunegrafError where what is kept is no address.
    """
    path = store / "current" / FILE
    kept = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    if kept and not ADDRESS.fullmatch(kept):
        raise KommunegrafError(
            f"{path} er ødelagt: der står ingen adresse. Byg grafen igen med --base ADRESSE",
            f"{path} is damaged: no address stands there. Build the graph anew with --base ADDRESS",
        )
    return kept


def address(written: str) -> str:
    """An address as IRIs begin with it. Raises WrongUse where it is none of the web."""
    if not ADDRESS.fullmatch(written):
        raise WrongUse(
            f"{written} er ingen adresse; skriv fx https://data.example.dk/",
            f"{written} is no address; write for example https://data.example.dk/",
        )
    return written.rstrip("/") + "/"


def use(site: str) -> None:
    """Has all things of this process, and of those that it starts, begin with an address; called before all else.

    Raises WrongUse where this process has begun with another.
    """
    if site != (os.environ.get(VARIABLE) or CANONICAL):
        os.environ[VARIABLE] = site
    from kommunegraf.base import SITE

    if site != SITE:
        raise WrongUse(f"Grafen hører til {site}, ikke {SITE}.", f"The graph belongs to {site}, not {SITE}.")


def settle(store: Path, wished: str, *, renews: bool) -> None:
    """Uses the address of a store's release, or where that is made anew, or is not there, the one that is wished.

    Raises WrongUse where another is wished than that of a release that is only read.
    """
    wished = address(wished) if wished else ""
    kept = "" if wished and renews else remembered(store)
    if kept and wished and kept != wished and not renews:
        raise WrongUse(
            f"Grafen i {store} er bygget til {kept}, ikke {wished}. Byg den igen med --base {wished}",
            f"The graph in {store} was built for {kept}, not {wished}. Build it anew with --base {wished}",
        )
    use(wished or kept or CANONICAL)
