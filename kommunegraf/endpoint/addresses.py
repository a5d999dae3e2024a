"""What an address of ours stands for: /id/… tells of a thing, as RDF or as a page, as briefly or fully as is wished."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kommunegraf import identity, pages
from kommunegraf.base import BASE
from kommunegraf.endpoint.asking import Pairs, answered, body, chosen_format, values
from kommunegraf.endpoint.profiles import PARAMETER, PROFILES, Profile, chosen_profile, query
from kommunegraf.endpoint.protocol import parameters
from kommunegraf.endpoint.refusals import PAGE
from kommunegraf.endpoint.refused import Refused
from kommunegraf.endpoint.withdrawn import refuse_withdrawn
from kommunegraf.formats import GRAPHS, Format, by_ending
from kommunegraf.pool.pool import Request as Asked
from kommunegraf.rdf import term

WAYS: Final = (*GRAPHS, PAGE)
"""What a thing is told in; who wants nothing particular gets the first."""
NAMED: Final = ("ttl", "jsonld", PAGE.name)
"""Those that each answer leads to."""
GRAPH: Final = "graph/"


async def thing(request: Request) -> Response:
    """What is said of one thing; 404 where nothing is known of it, 410 where it was withdrawn."""
    pairs = parameters(request)
    path, ending = split(request.path_params["path"])
    iri = str(identity.iri(path))
    chosen = ending or chosen_format(request, pairs, WAYS)
    folder = request.app.state.pool.folder
    refuse_withdrawn(folder, iri)
    if path.startswith(GRAPH) and chosen in GRAPHS and not values(pairs, PARAMETER):
        wished = f"?format={chosen.name}" if ending or values(pairs, "format") else ""
        return RedirectResponse(f"/graphs/{quote(path.removeprefix(GRAPH), safe='')}{wished}", 303)
    if b"false" in await body(request, Asked(f"ASK {{ {term(iri, 'iri')} ?p ?o }}", "csv")):
        refuse_withdrawn(folder, iri, shared=True)
        if path.startswith(GRAPH) and (count := await _count(request, iri)):
            return pages.sheet.graph(request, iri, count)
        raise Refused(404, f"Om {iri} vides intet.", f"Nothing is known of {iri}.")
    if chosen is PAGE:
        return _located(await pages.thing(request, iri), iri)
    profile = chosen_profile(request, pairs)
    return await answered(
        request, Asked(query(iri, profile), chosen.name), chosen, **_headers(iri, chosen, profile, pairs)
    )


async def _count(request: Request, iri: str) -> int:
    """How many triples a named graph has."""
    counted = await body(request, Asked("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "csv", [iri]))
    return int(counted.split()[1])


def split(path: str) -> tuple[str, Format | None]:
    """A path without the ending that names a format, and that format: "person/x.ttl" is person/x as Turtle."""
    stem, point, ending = path.rpartition(".")
    if not point or "/" in ending or not stem or stem.endswith("/"):
        return path, None
    found = PAGE if ending == PAGE.name else by_ending(ending)
    return (stem, found) if found else (path, None)


def located(iri: str) -> str:
    """The path at which this site tells of a thing."""
    return "/id/" + iri.removeprefix(BASE)


def _located(response: Response, iri: str) -> Response:
    response.headers["Content-Location"] = f"{located(iri)}.{PAGE.name}"
    response.headers["Link"] = _links(iri, PROFILES[0], "")
    response.headers.add_vary_header("Accept")
    return response


def _headers(iri: str, chosen: Format, profile: Profile, pairs: Pairs) -> dict[str, str]:
    asked = f"?{PARAMETER}={profile.name}" if values(pairs, PARAMETER) or profile is not PROFILES[0] else ""
    return {
        "Content-Location": f"{located(iri)}.{chosen.name}{asked}",
        "Content-Profile": f"<{profile.iri}>",
        "Link": _links(iri, profile, asked),
        "Vary": "Accept, Accept-Profile",
    }


def _links(iri: str, profile: Profile, asked: str) -> str:
    """What is described, by which profile, and where else it is told of."""
    others = (
        f'<{located(iri)}.{way.name}{asked}>; rel="alternate"; type="{way.media_type}"'
        for way in WAYS
        if way.name in NAMED
    )
    return ", ".join((f'<{iri}>; rel="describes"', f'<{profile.iri}>; rel="profile"', *others))
