"""Documents that are no longer to be shown: which, why and since when; every build leaves them out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from kommunegraf import identity
from kommunegraf.changes.history import History
from kommunegraf.errors import NothingFound
from kommunegraf.quads import split
from kommunegraf.reading.sources import Source, Sources
from kommunegraf.releases.release import PREVIOUS, Release, current
from kommunegraf.terms import KG

FILE: Final = "withdrawn.json"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A document that was withdrawn: its slug, the hash of its file, the reason in words, and the day (ISO 8601)."""

    slug: str
    sha256: str
    reason: str
    date: str


def withdrawals(folder: Path) -> dict[str, Withdrawal]:
    """What was withdrawn from a store folder, by slug."""
    path = folder / FILE
    values = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return {value["slug"]: Withdrawal(**value) for value in values}


def keep(folder: Path, found: Iterable[Withdrawal]) -> None:
    """Writes what is withdrawn, in one step."""
    values = [asdict(withdrawal) for withdrawal in sorted(found, key=lambda withdrawal: withdrawal.slug)]
    aside = (folder / FILE).with_suffix(".new")
    aside.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    aside.replace(folder / FILE)


def noted(folder: Path, slug: str, reason: str, date: str) -> Withdrawal:
    """Notes that a document is withdrawn: one that the graph holds, or did in a release that is still told of.

    Raises NothingFound where there is none of this name.
    """
    sha256 = _sha256(folder, slug)
    if sha256 is None:
        raise NothingFound(
            f"Der er intet dokument {slug} i grafen. Se dem med: kommunegraf status",
            f"There is no document {slug} in the graph. List them with: kommunegraf status",
        )
    withdrawal = Withdrawal(slug, sha256, reason, date)
    keep(folder, [*withdrawals(folder).values(), withdrawal])
    return withdrawal


def _sha256(folder: Path, slug: str) -> str | None:
    """The hash of the file of a document ("" where it could not be opened), None where none is told of by this name."""
    for release in (current(folder).folder, folder / PREVIOUS):
        if release.exists():
            with Release(release.resolve()).index() as index:
                found = [reading["sha256"] for reading in index.readings() if reading["slug"] == slug]
            if found:
                return str(found[0])
    document = str(identity.iri("document", slug))
    history = History(folder)
    for entry in reversed(history.entries()):
        for change in history.changes(entry.number):
            for line in change.removed if change.graph == "catalogue" else ():
                subject, predicate, value = split(line)
                if (subject, predicate) == (document, str(KG.sha256)):
                    return value.text
    return None


def undone(folder: Path, slug: str) -> None:
    """Forgets that a document was withdrawn: the next build reads it. Raises NothingFound where it was not."""
    found = withdrawals(folder)
    if slug not in found:
        raise NothingFound(f"{slug} er ikke trukket tilbage.", f"{slug} is not withdrawn.")
    keep(folder, [withdrawal for withdrawal in found.values() if withdrawal.slug != slug])


def without(sources: Sources, found: Iterable[Withdrawal]) -> Sources:
    """The sources less those that were withdrawn, by name or by content."""
    found = list(found)
    slugs = {withdrawal.slug for withdrawal in found}
    contents = {withdrawal.sha256 for withdrawal in found} - {""}

    def stays(source: Source) -> bool:
        return source.slug not in slugs and source.sha256 not in contents

    return replace(sources, files=tuple(source for source in sources.files if stays(source)))


def forget_previous(folder: Path, slug: str) -> None:
    """Removes the release before where it still holds a document."""
    link = folder / PREVIOUS
    if link.exists() and slug in Release(link.resolve()).graphs():
        old = link.resolve()
        link.unlink()
        shutil.rmtree(old)
