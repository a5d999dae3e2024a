"""Maps of the 98 municipalities: each an area whose shade is its figure, drawn on the server, without scripts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from rdflib import RDF
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kommunegraf.base import own
from kommunegraf.pages.asking import Found
from kommunegraf.pages.charts import facts, figure
from kommunegraf.pages.language import Links, language
from kommunegraf.pages.presenting import Drawing
from kommunegraf.pages.rendering import WEB
from kommunegraf.terminology.vocabulary import load
from kommunegraf.terms import KG, SKOS
from kommunegraf.wording import Words, words

NAMED: Final = (SKOS.prefLabel, SKOS.altLabel, KG.shortName)
SHADES: Final = 5
"""Shades of a map; each holds about as many municipalities as the next."""


@dataclass(frozen=True, slots=True)
class Area:
    """A municipality as it is drawn: its outline, its name, its figure, and its shade, 0 where it has no figure."""

    outline: str
    name: str
    figure: str
    shade: int
    href: str


@dataclass(frozen=True, slots=True)
class Shade:
    """A shade of the legend: the figures from ``least`` to ``most``, and how many municipalities have it."""

    number: int
    least: str
    most: str
    count: int


@dataclass(frozen=True, slots=True)
class Map:
    """A map: the areas, the legend, and how many municipalities have a figure."""

    measure: str
    areas: tuple[Area, ...]
    legend: tuple[Shade, ...]
    count: int
    ground: Mapping[str, Any]


def drawn(found: Found, drawing: Drawing, spoken: Words, links: Links) -> Map | None:
    """The map of an answer, None where none of its rows names a municipality with a figure."""
    if drawing.by not in found.columns or drawing.measure not in found.columns:
        return None
    codes = named()
    sums: Counter[str] = Counter()
    for row in facts(found):
        code = codes.get(row[drawing.by].casefold())
        value = figure(row[drawing.measure])
        if code and value is not None:
            sums[code] += value  # type: ignore[assignment]
    if not sums:
        return None
    steps = _steps(list(sums.values()))
    shades = {code: next(at for at, step in enumerate(steps, 1) if value <= step[-1]) for code, value in sums.items()}
    areas = tuple(_area(code, sums.get(code), shades.get(code, 0), spoken, links) for code in _ground()["outlines"])
    legend = tuple(
        Shade(at, spoken.number(step[0]), spoken.number(step[-1]), len(step)) for at, step in enumerate(steps, 1)
    )
    return Map(spoken.column(drawing.measure), areas, legend, len(sums), _ground())


def _steps(values: Iterable[Any]) -> list[list[Decimal]]:
    """The figures in order, cut into as many steps as there are shades; like figures share a step."""
    ranked = sorted(values)
    shades = min(SHADES, len(set(ranked)))
    steps: dict[int, list[Decimal]] = {}
    for value in ranked:
        steps.setdefault(ranked.index(value) * shades // len(ranked), []).append(value)
    return list(steps.values())


def _area(code: str, value: object, shade: int, spoken: Words, links: Links) -> Area:
    said = spoken.number(value) if value is not None else spoken.text("map_nothing")
    return Area(_ground()["outlines"][code], _short()[code], said, shade, links.to(f"/id/municipality/{code}"))


async def municipalities(request: Request) -> Response:
    """What a script draws a map from: the outlines by code, the names, and the codes that names mean."""
    spoken = words(language(request))
    told = {**_ground(), "names": _short(), "codes": named(), "nothing": spoken.text("map_nothing")}
    return JSONResponse(told, headers={"Cache-Control": "public, max-age=3600"})


@lru_cache(maxsize=1)
def _ground() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((WEB / "outlines.json").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def _short() -> dict[str, str]:
    """The short name of each municipality by its code."""
    graph = load("reference")
    return {
        str(graph.value(place, KG.code)): str(graph.value(place, KG.shortName))
        for place in graph.subjects(RDF.type, KG.Municipality)
    }


@lru_cache(maxsize=1)
def named() -> dict[str, str]:
    """The code of each municipality by all that it is called, without regard to case: names, code and address."""
    graph, found = load("reference"), {}
    for place in graph.subjects(RDF.type, KG.Municipality):
        code = str(graph.value(place, KG.code))
        spoken = (name for stated in NAMED for name in graph.objects(place, stated))
        for name in (code, code.lstrip("0"), own(str(place)), *map(str, spoken)):
            found[name.casefold()] = code
    return found
