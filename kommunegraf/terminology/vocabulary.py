"""The tables of ontology/README.md and shapes/README.md: `python -m kommunegraf.terminology.vocabulary`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from extract.resources import ROOT
from kommunegraf.terms import KG, SH, SKOS, compact

ONTOLOGY: Final = ("kommunegraf", "alignments", "concepts", "prefixes", "reference", "topics")
"""The files of ontology/, without their ending."""
KINDS: Final = (
    (OWL.Class, "Classes", ("term", "dansk", "English", "under", "what it is")),
    (OWL.ObjectProperty, "Links", ("term", "dansk", "English", "from → to", "what it says")),
    (OWL.DatatypeProperty, "Values", ("term", "dansk", "English", "from → to", "what it says")),
)
TABLE: Final = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
"""Where a README takes a table in, and which."""


def load(name: str) -> Graph:
    """One file of ontology/."""
    return Graph().parse(ROOT / "ontology" / f"{name}.ttl", format="turtle")


def own_terms(graph: Graph, kind: Node) -> list[URIRef]:
    """Our own classes or properties that a graph declares, by name."""
    return sorted(term for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef) and term.startswith(KG))


def terms_table() -> str:
    """Every term of the vocabulary with its names and definition."""
    graph = load("kommunegraf")
    parts: list[str] = []
    for kind, title, head in KINDS:
        rows = [_term(graph, term, kind) for term in own_terms(graph, kind)]
        parts.append(f"### {title}\n\n{_table(head, rows)}")
    return "\n".join(parts)


def picture() -> str:
    """The classes as a Mermaid diagram: what each is a kind of, and the links that lead from one of ours to another."""
    graph = load("kommunegraf")
    classes = own_terms(graph, OWL.Class)
    lines = ["```mermaid", "classDiagram", "direction LR"]
    above = sorted(
        (node, cls) for cls in classes for node in graph.objects(cls, RDFS.subClassOf) if isinstance(node, URIRef)
    )
    named: set[Node] = {*classes, *(node for node, _ in above)}
    lines += [f'class {_box(node)}["{compact(node)}"]' for node in sorted(named, key=str)]
    lines += [f"{_box(node)} <|-- {_box(cls)}" for node, cls in above]
    links = {(start, link, end) for start, link, end in _links(graph) if {start, end} <= named}
    lines += [f"{_box(start)} --> {_box(end)} : {_box(link)}" for start, link, end in sorted(links, key=str)]
    return "\n".join([*lines, "```", ""])


def _links(graph: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """Which class links to which by what: by domain and range, and as the shapes demand it."""
    for link in own_terms(graph, OWL.ObjectProperty):
        for start in graph.objects(link, RDFS.domain):
            yield from ((start, link, end) for end in graph.objects(link, RDFS.range))
    shapes = Graph()
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        shapes.parse(path, format="turtle")
    for shape, start in shapes.subject_objects(SH.targetClass):
        for constraint in shapes.objects(shape, SH.property):
            way = shapes.value(constraint, SH.path)
            if isinstance(way, URIRef):
                yield from ((start, way, end) for end in shapes.objects(constraint, SH["class"]))


def _box(term: Node | None) -> str:
    """The name of a class in the diagram: letters, digits and low lines."""
    return re.sub(r"\W", "_", compact(term).removeprefix("kg:"))


def lists_table() -> str:
    """Every closed list with its concepts."""
    graph = load("concepts")
    rows: list[tuple[str, ...]] = []
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        notations = sorted(
            str(graph.value(concept, SKOS.notation)) for concept in graph.subjects(SKOS.inScheme, scheme)
        )
        name = str(scheme).rpartition("/")[2]
        rows.append((f"`{name}`", _text(graph, scheme, SKOS.prefLabel, "da"), ", ".join(f"`{n}`" for n in notations)))
    return _table(("list", "dansk", "notations"), rows)


def topics_table() -> str:
    """Every topic with its names, the concepts of EuroVoc and the main group of KLE that are near it."""
    graph = load("topics")
    rows: list[tuple[str, ...]] = []
    for topic in sorted(graph.subjects(RDF.type, SKOS.Concept), key=str):
        near = sorted(graph.objects(topic, SKOS.closeMatch), key=str)
        subjects, groups = (_last(near, mark) for mark in ("eurovoc", "/kle/"))
        names = [_text(graph, topic, SKOS.prefLabel, language) for language in ("da", "en")]
        rows.append((f"`{graph.value(topic, SKOS.notation)}`", *names, subjects, groups))
    return _table(("topic", "dansk", "English", "EuroVoc", "KLE"), rows)


def _last(matches: Iterable[Node], mark: str) -> str:
    """The last parts of the addresses that contain a mark, one after the other."""
    return ", ".join(str(match).rpartition("/")[2] for match in matches if mark in str(match))


def shapes_table() -> str:
    """Every file of shapes/ with what it demands and how many of its constraints stop a fact or only warn."""
    rows: list[tuple[str, ...]] = []
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        graph = Graph().parse(path, format="turtle")
        if (None, RDF.type, SH.NodeShape) not in graph:
            continue
        warnings = len(list(graph.subjects(SH.severity, SH.Warning)))
        stops = len(list(graph.subjects(SH.message))) // 2 - warnings
        shape = next(shape for shape in graph.subjects(RDF.type, SH.NodeShape) if (shape, RDFS.label, None) in graph)
        demands = [_text(graph, shape, RDFS.label, language) for language in ("da", "en")]
        classes = sorted({compact(target) for target in graph.objects(shape, SH.targetClass)})
        rows.append((f"[{path.stem}]({path.name})", f"`{', '.join(classes)}`", *demands, str(stops), str(warnings)))
    return _table(("file", "class", "krav", "demand", "stops", "warns"), rows)


def _term(graph: Graph, term: URIRef, kind: Node) -> tuple[str, ...]:
    if kind == OWL.Class:
        place = ", ".join(sorted(compact(above) for above in graph.objects(term, RDFS.subClassOf)))
    else:
        ends = (graph.value(term, RDFS.domain), graph.value(term, RDFS.range))
        place = " → ".join(compact(end) if end is not None else "…" for end in ends)
    names = [_text(graph, term, RDFS.label, language) for language in ("da", "en")]
    return (f"`{compact(term)}`", *names, place, _text(graph, term, RDFS.comment, "en"))


def _text(graph: Graph, term: Node, predicate: URIRef, language: str) -> str:
    found = (text for text in graph.objects(term, predicate) if isinstance(text, Literal) and text.language == language)
    return str(next(found, ""))


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


TABLES: Final = {
    "terms": terms_table,
    "picture": picture,
    "lists": lists_table,
    "topics": topics_table,
    "shapes": shapes_table,
}


def made(text: str) -> str:
    """A README with its tables made anew."""
    return TABLE.sub(lambda match: f"{match[1]}\n{TABLES[match[2]]()}\n{match[3]}", text)


READMES: Final[tuple[Path, ...]] = (ROOT / "ontology" / "README.md", ROOT / "shapes" / "README.md")


def main() -> None:
    """Writes the tables of both READMEs anew."""
    for path in READMES:
        path.write_text(made(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
