"""The pages: what people see who know no SPARQL, in Danish and English, made on the server, whole without scripts."""

from __future__ import annotations

from typing import Final

from starlette.routing import Route

from kommunegraf.pages import evidence, sheet
from kommunegraf.pages.findings import findings
from kommunegraf.pages.front import home
from kommunegraf.pages.graph import data, graph
from kommunegraf.pages.heads import Heads
from kommunegraf.pages.map import municipalities
from kommunegraf.pages.news import changes
from kommunegraf.pages.question import answer, download
from kommunegraf.pages.rendering import WEB, page, refusal
from kommunegraf.pages.results import results
from kommunegraf.pages.sparql import sparql
from kommunegraf.pages.sparql import vocabulary as completion
from kommunegraf.pages.things import thing
from kommunegraf.pages.vocabulary import term, vocabulary

__all__ = ["ROUTES", "WEB", "Heads", "page", "refusal", "results", "sheet", "sparql", "thing"]

ROUTES: Final = (
    Route("/", home),
    Route("/questions/{name}.{ending:str}", download),
    Route("/questions/{name}", answer),
    Route("/news", changes),
    Route("/findings", findings),
    Route("/municipalities.json", municipalities),
    Route("/graph", graph),
    Route("/graph.json", data),
    Route("/completion.json", completion),
    Route("/vocabulary", vocabulary),
    Route("/vocabulary/{name}", term),
    Route("/evidence/{slug}", evidence.at_place),
    Route("/evidence/{slug}/{page}.webp", evidence.image),
)
