"""What the facts of all documents contradict, as data: a graph of its own, with the words of each side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kommunegraf import identity
from kommunegraf.clashes import Clash, Side, among, between, inside
from kommunegraf.clashes.asking import Row
from kommunegraf.describe.literals import danish, decimal
from kommunegraf.graph import quads
from kommunegraf.releases import holdings, lacks
from kommunegraf.store import Store
from kommunegraf.terms import DCT, KG, OA, PROV

NAME = "findings"
"""The slug of the graph that the findings stand in."""


def alone(slug: str, lines: Sequence[str], text: str) -> dict[str, Any]:
    """What is found in one document by itself, and what it claims that others may contradict.

    ``lines`` are those of its graph. The result goes into JSON: "findings" are N-Quads lines, also of the ledger of
    what is held, "claims" the rule, the group and the row of each claim.
    """
    facts = Store.of_lines(lines)
    found = _described(inside(facts, lambda _: text), {slug: lines})
    return {
        "findings": [*found, *lacks.of_document(slug, facts, text)],
        "claims": [*between.claims(facts), *holdings.claims(facts)],
    }


def together(rule: str, claims: Iterable[Row], lines: Mapping[str, Sequence[str]]) -> list[str]:
    """What one rule finds among the claims of a group, as N-Quads lines; ``lines`` gives the graph of a document."""
    if rule == holdings.RULE:
        return holdings.of_body(claims)
    if rule not in between.RULES:
        return []
    return _described(among(rule, claims), lines)


def _described(clashes: Iterable[Clash], lines: Mapping[str, Sequence[str]]) -> list[str]:
    """Clashes as sorted lines of the graph of findings.

    Each is named after the facts that it concerns, and quotes the first words that each was read from; the same facts
    give the same lines, whatever the order of the documents.
    """
    graph = Graph(identifier=identity.graph(NAME))
    for clash in clashes:
        node = _describe(graph, clash)
        rule = identity.iri("rule", NAME, clash.kind)
        graph.add((rule, RDF.type, PROV.Plan))
        for side in clash.sides:
            graph.parse(data="\n".join(_quoted(lines[side.slug], side, node)), format="nt")
            for annotation in graph.subjects(OA.hasBody, node):
                graph.add((annotation, KG.rule, rule))
    return quads(graph)


def sources(slugs: Iterable[str]) -> Graph:
    """What the evidence of findings leads to and is checked together with: documents, and the runs that read them."""
    graph = Graph()
    for slug in slugs:
        graph.add((identity.iri("document", slug), RDF.type, KG.Document))
        graph.add((identity.iri("run", slug), RDF.type, PROV.Activity))
    return graph


def _describe(graph: Graph, clash: Clash) -> URIRef:
    """A finding with both figures, or a contradiction of two statements."""
    key = [part for side in clash.sides for part in (side.fact, side.slug)]
    figures = decimal(clash.expected), decimal(clash.printed)
    if figures[0] is None or figures[1] is None:
        node = identity.iri("contradiction", identity.digest(clash.kind, *key))
        graph.add((node, RDF.type, KG.Contradiction))
    else:
        node = identity.iri("finding", identity.digest(clash.kind, *key))
        graph.add((node, RDF.type, KG.Finding))
        graph.add((node, KG.expected, figures[0]))
        graph.add((node, KG.printedValue, figures[1]))
    graph.add((node, KG.about, danish(clash.about) or Literal("")))
    graph.add((node, DCT.type, identity.concept("finding-kind", clash.kind)))
    graph.add((node, RDFS.comment, Literal(clash.danish, lang="da")))
    graph.add((node, RDFS.comment, Literal(clash.english, lang="en")))
    for side in clash.sides:
        graph.add((node, KG.concerns, URIRef(side.fact)))
    return node


def _quoted(lines: Sequence[str], side: Side, node: URIRef) -> Iterator[str]:
    """The first evidence of a fact once more, as N-Triples, on the finding: under a name and a rule of its own."""
    body = f" <{OA.hasBody}> <{side.fact}> "
    annotations = [line.partition(">")[0][1:] for line in lines if body in line]
    annotation = min(annotations, key=lambda name: (_start(lines, name), name))
    copy = identity.iri("evidence", side.slug, identity.digest(node, annotation))
    for line in lines:
        if line.startswith((f"<{annotation}>", f"<{annotation}/")) and f"<{KG.rule}>" not in line:
            triple = line.removesuffix(" .").rpartition(" ")[0].replace(f"<{annotation}", f"<{copy}")
            yield triple.replace(body.rstrip(), f" <{OA.hasBody}> <{node}>") + " ."


def _start(lines: Iterable[str], annotation: str) -> int:
    head = f"<{annotation}/position> <{OA.start}> "
    return next(int(line.removeprefix(head).split('"')[1]) for line in lines if line.startswith(head))
