"""The warnings about a document's facts, as data beside them: one sh:ValidationReport with its sh:ValidationResults."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef

from kommunegraf import identity
from kommunegraf.checking.validation import Problem, load_shapes
from kommunegraf.terms import KGS


def publish(graph: Graph, slug: str, warnings: Iterable[Problem]) -> None:
    """Adds the warnings to the graph of a document; nothing where there are none.

    Each is named after what it is about, so that the same facts give the same graph. A path that is no single property
    is left out, for it would need a blank node; the shape that ``sh:sourceShape`` names has it.
    """
    report = identity.iri("report", slug)
    for warning in warnings:
        shape = KGS[warning.shape.removeprefix("kgs:")]
        path = load_shapes().value(shape, SH.path)
        key = (warning.focus, warning.shape, warning.component, warning.value)
        node = identity.iri("warning", slug, identity.digest(*key))
        graph.add((report, RDF.type, SH.ValidationReport))
        graph.add((report, SH.conforms, Literal("false", datatype=XSD.boolean)))
        graph.add((report, SH.result, node))
        graph.add((node, RDF.type, SH.ValidationResult))
        graph.add((node, SH.focusNode, URIRef(warning.focus)))
        graph.add((node, SH.sourceShape, shape))
        graph.add((node, SH.sourceConstraintComponent, SH[warning.component]))
        graph.add((node, SH.resultSeverity, SH[warning.severity.capitalize()]))
        graph.add((node, SH.resultMessage, Literal(warning.danish, lang="da")))
        graph.add((node, SH.resultMessage, Literal(warning.english, lang="en")))
        if isinstance(path, URIRef):
            graph.add((node, SH.resultPath, path))
