"""What the facts of all documents contradict, as data: a graph of its own, with the words of each side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kommunegraf import identity
from kommunegraf.clashes import Clash, Side, clashes
from kommunegraf.describe.literals import danish, decimal
from kommunegraf.store import Store
from kommunegraf.terms import DCT, KG, OA, PROV

NAME = "findings"
"""The slug of the graph that the findings stand in."""


def findings(quads: Mapping[str, list[str]], texts: Callable[[str], str]) -> Graph:
    """The findings among the facts of all documents, from the N-Quads lines of each document's graph by its slug.

    ``texts`` gives the text of a document. Each finding is named after the facts that it concerns, and quotes the first
    words that each was read from; the same facts give the same graph, whatever the order of the documents.
    """
    graph = Graph(identifier=identity.graph(NAME))
    facts = Store.of_lines(line for slug in sorted(quads) for line in quads[slug])
    for clash in clashes(facts, texts):
        node = _describe(graph, clash)
        rule = identity.iri("rule", NAME, clash.kind)
        graph.add((rule, RDF.type, PROV.Plan))
        for side in clash.sides:
            lines = _quoted(quads[side.slug], side, node)
            graph.parse(data="\n".join(lines), format="nt")
            for annotation in graph.subjects(OA.hasBody, node):
                graph.add((annotation, KG.rule, rule))
    return graph


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
        graph.add((node, DCT.title, danish(clash.about) or Literal("")))
    else:
        node = identity.iri("finding", identity.digest(clash.kind, *key))
        graph.add((node, RDF.type, KG.Finding))
        graph.add((node, KG.about, danish(clash.about) or Literal("")))
        graph.add((node, KG.expected, figures[0]))
        graph.add((node, KG.printedValue, figures[1]))
    graph.add((node, DCT.type, identity.concept("finding-kind", clash.kind)))
    graph.add((node, RDFS.comment, Literal(clash.danish, lang="da")))
    graph.add((node, RDFS.comment, Literal(clash.english, lang="en")))
    for side in clash.sides:
        graph.add((node, KG.concerns, URIRef(side.fact)))
    return node


def _quoted(lines: Iterable[str], side: Side, node: URIRef) -> Iterator[str]:
    """The first evidence of a fact once more, as N-Triples, on the finding: under a name and a rule of its own."""
    lines = list(lines)
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
