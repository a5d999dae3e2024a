"""A thing's page: what it is, its facts by kind with their evidence, its timeline, and what links to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kommunegraf import wording
from kommunegraf.endpoint.refused import Refused
from kommunegraf.pages import evidence, verdicts
from kommunegraf.pages.asking import Found, about, ask, asked
from kommunegraf.pages.describing import described
from kommunegraf.pages.language import Links, language
from kommunegraf.pages.quotes import of_facts
from kommunegraf.pages.rendering import page
from kommunegraf.pages.sections import Section, sections_of
from kommunegraf.pages.tables import Maker, Source, Table
from kommunegraf.terms import BASE
from kommunegraf.wording import Words

SHOWN: Final = 50
"""Rows of one section; the questions give the whole."""
EACH: Final = 4
"""Places shown of one fact."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it is shown: its name and heading, its table, and how many rows there are."""

    name: str
    heading: str
    table: Table
    count: int


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of a timeline: when, what kind of thing it is, and what it is called."""

    when: str
    kind: str
    what: str
    href: str


async def thing(request: Request, iri: str) -> Response:
    """The page of a thing of ours; evidence has a page of its own. Raises Refused where the graph does not know it."""
    if iri.startswith(f"{BASE}evidence/"):
        shown = await evidence.of_annotation(request, iri)
        if shown is not None:
            return shown
    words, links = wording.words(language(request)), Links.of(request)
    known = await described(request, iri, words, links)
    if known is None:
        raise Refused(404, f"Om {iri} vides intet.", f"Nothing is known of {iri}.")
    found = [
        (section, await ask(request, about(section.question, thing=iri))) for section in sections_of(known.classes)
    ]
    places = await of_facts(request, [iri, *_facts(answer for _, answer in found)], links)
    maker = Maker(words, links, hidden=frozenset({"fact"}))
    parts = [_part(maker, section, answer, places) for section, answer in found if answer.rows]
    return page(
        request,
        "thing.html",
        thing=known,
        parts=parts,
        places=places.get(iri, ())[:SHOWN],
        moments=_moments(parts),
        linking=_linking(await asked(request, "linking", thing=iri), words, links),
        verdict=verdicts.pool({part.name: part.table for part in parts}, words),
        pair=await verdicts.item(request, iri, words, links) if "AgendaItem" in known.classes else None,
        iri=iri,
    )


def _facts(answers: Iterable[Found]) -> list[str]:
    stated = (row["fact"]["value"] for answer in answers for row in answer.rows[:SHOWN] if "fact" in row)
    return list(dict.fromkeys(stated))


def _part(maker: Maker, section: Section, answer: Found, places: dict[str, tuple[Source, ...]]) -> Part:
    shown = Found(answer.columns, answer.rows[:SHOWN])
    table = maker.whole(shown)
    facts = [row["fact"] for row in shown.texts()] if "fact" in shown.columns else [""] * len(shown.rows)
    lines = tuple(
        replace(line, sources=places.get(fact, ())[:EACH]) for line, fact in zip(table.lines, facts, strict=True)
    )
    filled = [at for at, _ in enumerate(table.headings) if any(line.cells[at].text for line in lines)]
    lines = tuple(replace(line, cells=tuple(line.cells[at] for at in filled)) for line in lines)
    table = replace(table, headings=tuple(table.headings[at] for at in filled), lines=lines)
    summary = section.question.summary if maker.words.language == "da" else section.question.summary_en
    return Part(section.question.name, summary, table, len(answer.rows))


def _moments(parts: Iterable[Part]) -> list[Moment]:
    """What has a date, the oldest first."""
    found: list[Moment] = []
    for part in parts:
        names = [heading.name for heading in part.table.headings]
        if "date" not in names:
            continue
        at = names.index("date")
        for line in part.table.lines:
            date = line.cells[at]
            named = next((cell.text for cell in line.cells if cell.text and cell is not date), "")
            if date.value:
                found.append(Moment(date.value, part.heading, named, _href(line.cells)))
    return sorted(dict.fromkeys(found), key=lambda moment: (moment.when, moment.kind, moment.what))


def _href(cells: Iterable[object]) -> str:
    return next((href for cell in cells if (href := getattr(cell, "href", ""))), "")


def _linking(found: Found, words: Words, links: Links) -> list[tuple[str, str, str, str]]:
    """What kinds of things link to a thing, by which property, how many, and where one of them is."""
    rows = (row for row in found.texts() if row["example"].startswith(BASE))
    told = {
        (words.term(row["class"]), words.term(row["property"])): (
            words.number(row["count"]),
            links.thing(row["example"]),
        )
        for row in rows
    }
    return [(*by, *found) for by, found in told.items()]
