"""SPARQL 1.1 Protocol, query operation: by GET, by POST of a form and by POST of the query itself."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kommunegraf import sparql
from kommunegraf.endpoint import patience
from kommunegraf.endpoint.asking import Pairs, answered, chosen_format, values
from kommunegraf.endpoint.description import describe_service
from kommunegraf.endpoint.refused import Refused
from kommunegraf.errors import BadQuery
from kommunegraf.formats import GRAPHS, RESULTS
from kommunegraf.pool.pool import Request as Asked
from kommunegraf.rdf import term

LARGEST_QUERY: Final = 1 << 20
"""Bytes of a body."""
MOST_PARAMETERS: Final = 1000
FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"


async def endpoint(request: Request) -> Response:
    """The answer to a query; without one, the description of the service."""
    pairs = parameters(request)
    if request.method == "POST":
        text, pairs = await _posted(request, pairs)
    else:
        _only_read(pairs)
        if not values(pairs, "query"):
            return await describe_service(request, pairs)
        text = _one_query(pairs)
    try:
        form = sparql.form(text)
    except sparql.ReadOnly as error:
        raise Refused(403, error.danish, error.english) from error
    except BadQuery as error:
        raise Refused(400, error.danish, error.english) from error
    chosen = chosen_format(request, pairs, GRAPHS if form in {"CONSTRUCT", "DESCRIBE"} else RESULTS)
    default, named = (_graphs(pairs, f"{kind}-graph-uri") for kind in ("default", "named"))
    seconds = patience.seconds(request, "".join(values(pairs, patience.PARAMETER)[:1]))
    return await answered(request, Asked(text, chosen.name, default, named, seconds), chosen)


def parameters(request: Request) -> Pairs:
    """The parameters of the address. Raises Refused where they are not UTF-8 or too many."""
    return _parsed(request.scope["query_string"])


def _parsed(text: bytes) -> Pairs:
    try:
        return parse_qsl(text.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except UnicodeDecodeError as error:
        raise _not_utf8() from error
    except ValueError as error:
        most = MOST_PARAMETERS
        raise Refused(400, f"Der er flere end {most} parametre.", f"More than {most} parameters.") from error


async def _posted(request: Request, pairs: Pairs) -> tuple[str, Pairs]:
    """The query that was posted, and the parameters of the address and of the form."""
    kind, charset = _content_type(request.headers.get("content-type", ""))
    if kind == UPDATE:
        raise _read_only()
    if kind not in {QUERY, FORM}:
        told = f"{FORM} / {QUERY}"
        raise Refused(415, f"Send forespørgslen som {told}.", f"Send the query as {told}.", {"Accept-Post": told})
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise Refused(415, "Send forespørgslen i UTF-8.", "Send the query in UTF-8.")
    body = await _body(request)
    if kind == FORM:
        pairs = [*pairs, *_parsed(body)]
        _only_read(pairs)
        return _one_query(pairs), pairs
    _only_read(pairs)
    if values(pairs, "query"):
        raise _not_one()
    try:
        return body.decode(), pairs
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _content_type(header: str) -> tuple[str, str]:
    """The media type and the charset of a Content-Type header, in lower case."""
    kind, *rest = (part.strip().lower() for part in header.split(";"))
    charset = next((part.partition("=")[2].strip("\" '") for part in rest if part.startswith("charset=")), "")
    return kind, charset


async def _body(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_QUERY:
            most = LARGEST_QUERY
            raise Refused(413, f"En forespørgsel har højst {most} bytes.", f"A query has at most {most} bytes.")
    return body


def _one_query(pairs: Pairs) -> str:
    queries = values(pairs, "query")
    if len(queries) != 1:
        raise _not_one()
    return queries[0]


def _graphs(pairs: Pairs, name: str) -> list[str]:
    """The graphs that a parameter names. Raises Refused where one is no IRI."""
    found = values(pairs, name)
    for iri in found:
        try:
            term(iri, "iri")
        except ValueError as error:
            raise Refused(400, f"{name}: {iri} er ingen adresse (IRI).", f"{name}: {iri} is no IRI.") from error
    return found


def _only_read(pairs: Pairs) -> None:
    if values(pairs, "update"):
        raise _read_only()


def _read_only() -> Refused:
    return Refused(403, "Grafen kan kun læses.", "The graph is read-only.")


def _not_one() -> Refused:
    return Refused(400, "Send én forespørgsel, i parameteren query.", "Send one query, in the parameter query.")


def _not_utf8() -> Refused:
    return Refused(400, "Forespørgslen skal være UTF-8.", "The query must be UTF-8.")
