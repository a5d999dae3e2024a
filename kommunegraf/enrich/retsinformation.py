"""The titles of the acts and orders that documents refer to, from Retsinformation's ELI metadata.

An answer is Turtle in which the act, or an expression of it, has eli:title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kommunegraf.enrich.kept import Kept
from kommunegraf.identity import ELI as ACTS
from kommunegraf.terms import DCT, ELI

Triple = tuple[Node, URIRef, Node]
ACT: Final = re.compile(re.escape(ACTS) + r"/((?:19|20)\d\d/[1-9]\d{0,3})")
TITLES: Final = (ELI.title, ELI.title_short, DCT.title)
"""The first that there is gives the title."""
LONGEST: Final = 2000


def wanted(known: Collection[str]) -> list[str]:
    """The acts that are referred to, by year and number."""
    found = {act[1] for address in known if (act := ACT.fullmatch(address))}
    return sorted(found, key=lambda act: tuple(map(int, act.split("/"))))


def is_right(answer: str) -> bool:
    """Whether an answer is of the form that is read."""
    return bool(_title(answer))


def facts(answer: Kept, known: Collection[str]) -> Iterator[Triple]:
    """The title of the act, where a document still refers to it."""
    title = _title(answer.text)
    for act in answer.ids[:1]:
        if title and f"{ACTS}/{act}" in known:
            yield URIRef(f"{ACTS}/{act}"), DCT.title, Literal(title, lang="da")


def _title(text: str) -> str:
    """The title that an answer states, "" where it states none or is no Turtle."""
    try:
        graph = Graph().parse(data=text, format="turtle")
    except Exception:  # rdflib raises what its parser raises
        return ""
    for predicate in TITLES:
        found = sorted(" ".join(str(value).split()) for value in graph.objects(None, predicate))
        if found:
            return found[0] if len(found[0]) <= LONGEST else ""
    return ""
