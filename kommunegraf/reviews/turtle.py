"""Reviews written in Turtle: the same as the table says, by the terms that the graph tells of them with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kommunegraf.errors import BadReview
from kommunegraf.terms import BASE, DCT, KG

TERMS: Final = {
    "document": DCT.subject,
    "quote": KG.reviewedQuote,
    "fact": DCT.type,
    "verdict": KG.verdict,
    "property": KG.reviewedProperty,
    "value": KG.correctedValue,
    "who": KG.reviewer,
    "when": DCT.date,
    "note": RDFS.comment,
}
"""The term for each column of the table; documents, kinds of fact and verdicts are things, the rest is text."""
THINGS: Final = frozenset({"document", "fact", "verdict"})


def rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The reviews of a Turtle file as rows of the table, each with the name that messages call it by.

    Relative addresses are ours: <document/referat-2031-03-04>, <concept/review-verdict/wrong>. Raises BadReview where
    the file is no Turtle, or where a review has two values for one column.
    """
    graph = _parsed(path)
    for node in sorted(graph.subjects(RDF.type, KG.Review), key=lambda node: _sorted(graph, node)):
        name = node.removeprefix(BASE) if isinstance(node, URIRef) else f"«{graph.value(node, KG.reviewedQuote)}»"
        yield name, {column: _value(graph, node, column, f"{path}, {name}") for column in TERMS}


def _parsed(path: Path) -> Graph:
    try:
        return Graph().parse(data=path.read_text(encoding="utf-8-sig"), format="turtle", publicID=BASE)
    except (OSError, UnicodeDecodeError) as error:
        raise BadReview(f"{path} kan ikke læses som UTF-8.", f"{path} cannot be read as UTF-8.") from error
    except SyntaxError as error:
        line = getattr(error, "lines", 0) + 1
        raise BadReview(
            f"{path}, linje {line}: filen er ikke Turtle.", f"{path}, line {line}: the file is no Turtle."
        ) from error


def _sorted(graph: Graph, node: Node) -> list[str]:
    return [str(value) for column in TERMS for value in sorted(graph.objects(node, TERMS[column]), key=str)]


def _value(graph: Graph, node: Node, column: str, place: str) -> str:
    values = sorted(graph.objects(node, TERMS[column]), key=str)
    if len(values) > 1:
        raise BadReview(
            f"{place}: der er {len(values)} værdier for {column}; skriv en bedømmelse for hver.",
            f"{place}: there are {len(values)} values for {column}; write a review for each.",
        )
    if not values:
        return ""
    text = str(values[0])
    is_name = column in THINGS and not isinstance(values[0], Literal)
    return text.replace("#", "/").rstrip("/").rpartition("/")[2] if is_name else text
