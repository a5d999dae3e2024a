"""The OpenAPI 3.1 description of every address, made from the formats and the questions themselves."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kommunegraf import __version__
from kommunegraf.formats import GRAPHS, RESULTS, Format
from kommunegraf.queries import Parameter, questions

Json = dict[str, Any]
TEXT: Final[Json] = {"type": "string"}
IRI: Final[Json] = {"type": "string", "format": "iri"}
SECONDS: Final[Json] = {"type": "number", "minimum": 0.1}
SCHEMAS: Final = {"integer": {"type": "integer"}, "date": {"type": "string", "format": "date"}, "iri": IRI}
REASONS: Final = {
    303: "See the address in Location",
    304: "Not changed since If-None-Match",
    400: "The request is not in order; the body says what to mend",
    403: "Updates are refused: the graph is read-only",
    404: "There is nothing here",
    406: "No format fits the Accept header; the body lists them",
    410: "The document was withdrawn; the body says when and why",
    413: "The query or its answer is too large",
    415: "The body is of another kind than this address takes",
    429: "Too many requests: try again after the seconds of Retry-After",
    503: "Busy, or the query took too long or too much memory",
}


async def document(_: Request) -> Response:
    """The description as JSON."""
    return JSONResponse(described())


def described() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kommunegraf",
            "version": __version__,
            "summary": "What Danish local government decides and agrees, with the words it was read from",
            "license": {"name": "MPL-2.0", "identifier": "MPL-2.0"},
        },
        "paths": {
            "/sparql": _sparql(),
            "/graphs": {"get": _graphs()},
            "/graphs/{name}": {"get": _get("A graph by its name", _path("name"), GRAPHS, 404, 410)},
            "/id/{path}": {"get": _get("What is said of an address of ours", _path("path"), GRAPHS, 404, 410)},
            "/.well-known/void": {"get": _get("What the data set holds (VoID)", [], GRAPHS)},
            "/.well-known/sparql-examples": {"get": _get("The questions as example queries", [], GRAPHS)},
            **_questions(),
        },
    }


def _sparql() -> Json:
    shared = [_query(f"{kind}-graph-uri", {"type": "array", "items": IRI}) for kind in ("default", "named")]
    shared.append(_query("timeout", SECONDS, description="Seconds that the query may take; shortens, never lengthens"))
    answers = _answers((*RESULTS, *GRAPHS), 400, 403, 406, 413, 429, 503)
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {
            "query": TEXT,
            "format": _names((*RESULTS, *GRAPHS)),
            "default-graph-uri": IRI,
            "timeout": SECONDS,
        },
    }
    content = {
        "application/sparql-query": {"schema": TEXT, "example": "ASK { ?s ?p ?o }"},
        "application/x-www-form-urlencoded": {"schema": form},
    }
    query = _query("query", TEXT, example="SELECT * { ?s ?p ?o } LIMIT 10")
    return {
        "get": {
            "summary": "Ask by GET; without a query, the description of the service",
            "parameters": [query, _format((*RESULTS, *GRAPHS)), *shared],
            "responses": {**answers, **_refusals(304)},
        },
        "post": {
            "summary": "Ask by POST",
            "parameters": shared,
            "requestBody": {"required": True, "content": content},
            "responses": {**answers, **_refusals(415)},
        },
    }


def _graphs() -> Json:
    found = _get("A graph: the whole data with ?default, one graph with ?graph=IRI", [], GRAPHS, 404, 410)
    found["parameters"] += [_query("default", {"const": ""}), _query("graph", IRI)]
    return found


def _questions() -> Json:
    paths: Json = {}
    for question in questions():
        parameters = [_question_parameter(parameter) for parameter in question.parameters]
        for found in RESULTS:
            paths[f"/questions/{question.name}.{found.name}"] = {
                "get": {
                    "summary": question.summary_en,
                    "description": question.summary,
                    "parameters": parameters,
                    "responses": {**_answers((found,)), **_refusals(400, 413, 429, 503)},
                }
            }
    return paths


def _question_parameter(parameter: Parameter) -> Json:
    described = _query(parameter.name, SCHEMAS.get(parameter.kind, TEXT))
    return {**described, "description": f"{parameter.english} / {parameter.danish}"}


def _get(summary: str, parameters: list[Json], formats: tuple[Format, ...], *refusals: int) -> Json:
    return {
        "summary": summary,
        "parameters": [*parameters, _format(formats)],
        "responses": {**_answers(formats), **_refusals(304, 400, 406, 413, 429, 503, *refusals)},
    }


def _answers(formats: tuple[Format, ...], *refusals: int) -> Json:
    content: Json = {found.media_type: {} for found in formats}
    return {"200": {"description": "The answer", "content": content}, **_refusals(*refusals)}


def _refusals(*statuses: int) -> Json:
    told = {"content": {"text/plain": {"schema": TEXT}, "text/html": {"schema": TEXT}}}
    return {
        str(status): {"description": REASONS[status], **(told if status >= 400 else {})} for status in sorted(statuses)
    }


def _names(formats: tuple[Format, ...]) -> Json:
    return {"type": "string", "enum": [found.name for found in formats]}


def _format(formats: tuple[Format, ...]) -> Json:
    return _query("format", _names(formats))


def _query(name: str, schema: Json, **more: Any) -> Json:
    return {"name": name, "in": "query", "schema": schema, **more}


def _path(name: str) -> list[Json]:
    return [{"name": name, "in": "path", "required": True, "schema": TEXT}]
