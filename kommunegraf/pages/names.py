"""The things that names in an answer mean, so that each is a link to the page of what it names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.requests import Request

from kommunegraf.endpoint.refused import Refused
from kommunegraf.pages.asking import Found, ask
from kommunegraf.rdf import term

COLUMNS: Final = frozenset(
    {"agreement", "appointed_by", "body", "council", "entity", "funder", "kkr", "label", "municipality", "one"}
    | {"organisation", "other", "party", "payer", "paying_body", "person", "pool", "publisher", "receiving_body"}
    | {"recipient", "reform", "region", "who"}
)
"""The columns that hold names of things."""
MOST: Final = 400
"""Names that are looked up for one page."""
QUERY: Final = """\
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX kg: <https://w3id.org/kommunegraf/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?name (MIN(STR(?thing)) AS ?iri) WHERE {{
  VALUES ?name {{ {names} }}
  {{
    ?thing skos:prefLabel|skos:altLabel|kg:shortName|foaf:name ?name
    FILTER NOT EXISTS {{ ?thing skos:inScheme ?list }}
  }}
  UNION {{ VALUES ?class {{ kg:Agreement kg:FundingPool kg:Reform }} ?thing dct:title ?name ; a ?class }}
}} GROUP BY ?name HAVING (COUNT(DISTINCT ?thing) = 1)"""


async def names(request: Request, found: Found) -> dict[str, str]:
    """The IRI of the thing that each name in the columns of names means; none for one that several things have."""
    columns = COLUMNS & set(found.columns)
    said = dict.fromkeys(row[name] for row in found.texts() for name in columns if row[name])
    return await meant(request, list(said)[:MOST])


async def meant(request: Request, said: Iterable[str]) -> dict[str, str]:
    """The IRI of the one thing that each of these names means; nothing where that cannot be told in time."""
    written = " ".join(f"{term(name, 'text')} {term(name, 'text')}@da" for name in said)
    if not written:
        return {}
    try:
        rows = (await ask(request, QUERY.format(names=written))).texts()
    except Refused:
        return {}
    meaning: dict[str, set[str]] = {}
    for row in rows:
        meaning.setdefault(row["name"], set()).add(row["iri"])
    return {name: iris.pop() for name, iris in meaning.items() if len(iris) == 1}
