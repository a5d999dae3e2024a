"""What a graph holds, told by one query that every store answers alike: so two stores are compared without a copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

QUERY: Final = """\
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?bucket (COUNT(*) AS ?triples)
WHERE {{
  GRAPH <{graph}> {{ ?s ?p ?o }}
  BIND(IF(isIRI(?s), STR(?s), "") AS ?subject)
  BIND(IF(isLiteral(?o), DATATYPE(?o), "") AS ?type)
  BIND(REPLACE(STR(?o), "^(-?[0-9]+)[.]0*$", "$1") AS ?whole)
  BIND(REPLACE(?whole, "^(-?[0-9]+[.][0-9]*[1-9])0+$", "$1") AS ?number)
  BIND(IF(isIRI(?o), STR(?o), IF(!isLiteral(?o), "", IF(LANG(?o) != "", CONCAT(LCASE(LANG(?o)), STR(?o)),
    IF(?type = xsd:string, STR(?o), IF(?type != xsd:boolean, ?number,
    IF(STR(?o) IN ("true", "1"), "true", "false")))))) AS ?object)
  BIND({danish} AS ?danish)
  BIND(IF(REGEX(?danish, "[^\\t\\n\\r -~]"), STR(STRLEN(?object)), ?danish) AS ?ascii)
  BIND(SUBSTR(MD5(CONCAT(?subject, " ", STR(?p), " ", ?ascii)), 1, 2) AS ?bucket)
}}
GROUP BY ?bucket
"""
"""The triples of a graph in 256 heaps by the MD5 of what they say, and how many lie in each.

Stores write numbers and truth values each in their own way: they are told by value, 4.0 as 4 and 1 as true.
The datatype of a value is not compared.
The texts are in ASCII there, since Virtuoso takes the MD5 of Latin-1 where it can: of a text
with other letters than the Danish it knows only how long it is.
"""
LETTERS: Final = {"æ": "{ae}", "ø": "{oe}", "å": "{aa}", "Æ": "{AE}", "Ø": "{OE}", "Å": "{AA}"}
COUNTS: Final = "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
Fingerprint = dict[str, int]


def query(graph: str) -> str:
    """The query that tells the fingerprint of a graph."""
    return QUERY.format(graph=graph, danish=_in_ascii("?object"))


def _in_ascii(text: str) -> str:
    """The expression of a text with its Danish letters written out."""
    for letter, written in LETTERS.items():
        text = f'REPLACE({text}, "{letter}", "{written}")'
    return text


def fingerprint(rows: Iterable[Mapping[str, str]]) -> Fingerprint:
    """The fingerprint that the rows of its query give."""
    return {row.get("bucket", ""): int(row["triples"]) for row in rows if int(row["triples"])}
