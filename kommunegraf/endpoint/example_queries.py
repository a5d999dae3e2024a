"""The named questions as SHACL SPARQL executables, the form in which public endpoints publish their example queries."""

from __future__ import annotations

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from kommunegraf import sparql
from kommunegraf.queries import Question, questions
from kommunegraf.terms import PREFIXES, SDO, SH

PATH = "/.well-known/sparql-examples"
KINDS = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
}


def add_examples(graph: Graph, base: str) -> None:
    """Adds every question; ``base`` is the address of the site, without a slash at its end."""
    for question in questions():
        _add(graph, base, question)
    for prefix, namespace in PREFIXES.items():
        node = URIRef(f"{base}{PATH}#prefix-{prefix}")
        graph.add((URIRef(f"{base}{PATH}#prefixes"), SH.declare, node))
        graph.add((node, SH.prefix, Literal(prefix)))
        graph.add((node, SH.namespace, Literal(str(namespace), datatype=XSD.anyURI)))


def runnable(question: Question) -> str:
    """The query of a question without the lines of its header."""
    return "".join(line for line in question.text.splitlines(keepends=True) if not line.startswith("#+")).strip()


def _add(graph: Graph, base: str, question: Question) -> None:
    node = URIRef(f"{base}{PATH}/{question.name}")
    kind, text = KINDS[sparql.form(question.text)]
    graph.add((node, RDF.type, SH.SPARQLExecutable))
    graph.add((node, RDF.type, kind))
    graph.add((node, text, Literal(runnable(question))))
    graph.add((node, RDFS.comment, Literal(question.summary, lang="da")))
    graph.add((node, RDFS.comment, Literal(question.summary_en, lang="en")))
    graph.add((node, SH.prefixes, URIRef(f"{base}{PATH}#prefixes")))
    graph.add((node, SDO.target, URIRef(f"{base}/sparql")))
    graph.add((node, SDO.keywords, Literal("table" if question.is_table else "across documents")))
    for parameter in question.parameters:
        graph.add((node, SDO.keywords, Literal(parameter.name)))
