"""Which language a page is in, and addresses that keep it: Danish first, English for who asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from starlette.requests import Request

from kommunegraf.endpoint.headers import joined
from kommunegraf.formats import weights
from kommunegraf.terms import BASE

LANGUAGES: Final = ("da", "en")
GRAPH: Final = f"{BASE}graph/"
PARAMETER: Final = "lang"
"""What switches the language of a page; every link of that page then keeps it."""


def language(request: Request) -> str:
    """ "da" or "en": as the address says, else as Accept-Language prefers; Danish where it names neither."""
    wished = request.query_params.get(PARAMETER, "")
    if wished in LANGUAGES:
        return wished
    found = weights(joined(request, "accept-language"))
    best = {"da": found.get("*", 0.0), "en": 0.0}
    for name, weight in found.items():
        main = name.partition("-")[0].lower()
        if main in best:
            best[main] = max(best[main], weight)
    return "en" if best["en"] > best["da"] else "da"


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses on one page: they keep the language that its own address names."""

    kept: str
    path: str
    values: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: Request) -> Links:
        """Those of the page that a request asks for."""
        wished = request.query_params.get(PARAMETER, "")
        values = tuple(pair for pair in request.query_params.multi_items() if pair[0] != PARAMETER)
        return cls(wished if wished in LANGUAGES else "", request.url.path, values)

    def to(self, path: str, values: Mapping[str, object] | None = None, /, **more: object) -> str:
        """The address of a page; values that are None or "" are left out."""
        given = {**(values or {}), **more, PARAMETER: self.kept}
        query = urlencode({name: value for name, value in given.items() if value not in (None, "")})
        escaped = quote(path, safe="/-._~':@!$&()*+,;=%")
        return f"{escaped}?{query}" if query else escaped

    def again(self, **changed: object) -> str:
        """The address of this page with some values changed; None takes one away."""
        return self.to(self.path, {**dict(self.values), **changed})

    def switched(self, other: str) -> str:
        """The address of this page in another language."""
        return Links(other, self.path, self.values).again()

    def thing(self, iri: str) -> str:
        """The address of the page of a thing of ours, of a graph its own; any other IRI as it is."""
        if iri.startswith(GRAPH):
            return f"/graphs/{quote(iri.removeprefix(GRAPH), safe='')}"
        return self.to(f"/id/{iri.removeprefix(BASE)}") if iri.startswith(BASE) else iri
