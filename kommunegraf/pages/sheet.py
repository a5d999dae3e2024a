"""The page of what the graph itself says little of: a release, a named graph, a profile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from kommunegraf import identity, wording
from kommunegraf.changes.history import Entry
from kommunegraf.pages.language import Links, language
from kommunegraf.pages.rendering import page


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said: what it is called, how it reads, and where it leads."""

    name: str
    text: str
    href: str = ""


def release(request: Request, name: str, entries: Iterable[Entry], *, is_served: bool) -> Response:
    """The page of a release that was served at these times; one may come back."""
    words, links = wording.words(language(request)), Links.of(request)
    lines = [Line(words.text("release_now"), words.text("yes" if is_served else "no"))]
    for entry in entries:
        when = datetime.fromisoformat(entry.published)
        told = f"{words.day(entry.published[:10])} {when:%H:%M} UTC"
        lines.append(Line(words.text("release_served"), told, links.to("/news") + f"#r{entry.number}"))
        lines.append(Line(words.text("documents"), words.number(entry.documents)))
        if entry.before:
            changed = words.text("release_quads", added=words.number(entry.added), removed=words.number(entry.removed))
            lines.append(Line(words.text("release_changed"), changed))
            lines.append(Line(words.text("release_before"), entry.before, links.to(f"/id/release/{entry.before}")))
    return _sheet(request, "release_kind", name, lines, str(identity.iri("release", name)))


def graph(request: Request, iri: str, triples: int) -> Response:
    """The page of a named graph of which nothing is said but what it holds."""
    words, links = wording.words(language(request)), Links.of(request)
    lines = [Line(words.text("graph_triples"), words.number(triples), links.thing(iri))]
    return _sheet(request, "graph_kind", iri.rpartition("/")[2], lines, iri)


def profile(request: Request, iri: str, name: str, danish: str, english: str) -> Response:
    """The page of a way to tell of a thing."""
    words = wording.words(language(request))
    lines = [Line(words.text("profile_tells"), danish if words.language == "da" else english)]
    return _sheet(request, "profile_kind", name, lines, iri)


def _sheet(request: Request, kind: str, heading: str, lines: Iterable[Line], iri: str) -> Response:
    return page(request, "sheet.html", kind=kind, heading=heading, lines=lines, iri=iri)
