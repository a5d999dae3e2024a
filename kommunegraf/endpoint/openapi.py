"""The OpenAPI 3.1 description of every address, made from the formats and the questions themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kommunegraf import __version__
from kommunegraf.endpoint.patience import HEADER
from kommunegraf.endpoint.patience import PARAMETER as TIMEOUT
from kommunegraf.endpoint.profiles import PARAMETER, PROFILES
from kommunegraf.endpoint.refusals import PAGE
from kommunegraf.endpoint.search import FORMATS as HITS
from kommunegraf.endpoint.tabular import FORMATS as ANSWERS
from kommunegraf.formats import GRAPHS, RESULTS, Format
from kommunegraf.pages.language import LANGUAGES
from kommunegraf.queries import Parameter, questions

Json = dict[str, Any]
JSON: Final = "application/json"
ANY: Final = (*ANSWERS, PAGE)
BUSY: Final = (400, 404, 410, 413, 429, 503)
"""What may keep a page from being made."""
TEXT: Final[Json] = {"type": "string"}
IRI: Final[Json] = {"type": "string", "format": "iri"}
COUNT: Final[Json] = {"type": "integer", "minimum": 1}
SECONDS: Final[Json] = {"type": "number", "minimum": 0.1}
SCHEMAS: Final = {"integer": {"type": "integer"}, "date": {"type": "string", "format": "date"}, "iri": IRI}
REASONS: Final = {
    206: "The part of the answer that Range asks for",
    303: "See the address in Location",
    304: "Not changed since If-None-Match",
    400: "The request is not in order; the body says what to mend",
    403: "Updates are refused: the graph is read-only",
    404: "There is nothing here",
    406: "No format fits the Accept header; the body lists them",
    410: "The document was withdrawn; the body says when and why",
    413: "The query or its answer is too large",
    415: "The body is of another kind than this address takes",
    416: "The answer has no such part as Range asks for",
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
            "/id/{path}": {"get": _thing()},
            "/id/release/{name}": {
                "get": _get("A release: when it was served, and what before", _path("name"), GRAPHS, 303, 404)
            },
            "/profile/{name}": {"get": _get("A profile: how much is told of a thing", _path("name"), GRAPHS, 404)},
            "/ns": {"get": _get("The terms of the vocabulary", [], GRAPHS, 303)},
            "/ns/{name}": {"get": _get("Leads to a term of the vocabulary", _path("name"), GRAPHS, 303, 404)},
            "/shapes": {"get": _get("The shapes that the data conforms to", [], GRAPHS, 303)},
            "/alignments": {"get": _get("The vocabulary beside others", [], GRAPHS, 303)},
            "/.well-known/void": {"get": _get("What the data set holds (VoID)", [], GRAPHS)},
            "/.well-known/sparql-examples": {"get": _get("The questions as example queries", [], GRAPHS)},
            "/.well-known/sparql-examples/{name}": _leads("Leads to the page of a question", _path("name"), 404),
            "/search": {"get": _search()},
            "/q/{name}": _leads(
                "Leads to the answer to a question in the form that fits", [*_path("name"), _format(ANY)], 404, 406
            ),
            **_questions(),
            **_others(),
            **_pages(),
        },
    }


def _others() -> Json:
    """What changes, what the pages read, and what an operator asks."""
    since = _query("since", {"type": "integer", "minimum": 0}, description="Only what came after this number")
    of = _query("of", TEXT, required=True, description="The thing in the middle, by its IRI or its path")
    ending = {"name": "ending", "in": "path", "required": True, "schema": _names(GRAPHS)}
    return {
        **{
            f"/{name}.{{ending}}": _read(
                f"The same as /{name} by its ending", *_types(GRAPHS), of=[ending], refused=[404]
            )
            for name in ("ns", "shapes", "alignments")
        },
        "/changes": _read("What changed, release by release, with a cursor", JSON, of=[since], refused=[400]),
        "/changes/{number}.rdfp": _read("A change as RDF Patch", "text/plain", of=_path("number"), refused=[404]),
        "/changes.atom": _read("What changed, as a feed", "application/atom+xml"),
        "/graph.json": _read(
            "A thing and its neighbours, as the page of the graph reads it", JSON, of=[of], refused=BUSY
        ),
        "/municipalities.json": _read("The outlines of the municipalities", JSON),
        "/completion.json": _read("The words that the SPARQL editor offers", JSON, refused=BUSY),
        "/openapi.json": _read("This description", JSON),
        "/health": _read("Whether the server lives", JSON),
        "/ready": _read("Whether queries can be answered, and from which release", JSON, unready=JSON),
        "/metrics": _read("Figures for Prometheus", "text/plain"),
    }


def _pages() -> Json:
    """What people read, in Danish or English."""
    speaks = _query("lang", {"type": "string", "enum": list(LANGUAGES)}, description="Instead of Accept-Language")
    page, of, slug = _query("page", TEXT), _query("of", TEXT), _path("slug")
    told: dict[str, tuple[str, list[Json]]] = {
        "/": ("The questions", []),
        "/questions/{name}": ("A question and its answer", _path("name")),
        "/news": ("What changed from release to release", []),
        "/findings": ("What does not agree", [_query("kind", TEXT), page]),
        "/graph": ("A thing and its neighbours", [of]),
        "/vocabulary": ("All terms", []),
        "/vocabulary/{name}": ("A term", _path("name")),
        "/evidence/{slug}": ("A page of a document with words of it marked", [*slug, page, _query("quote", TEXT)]),
    }
    return {
        **{path: _read(what, PAGE.media_type, of=[*of, speaks], refused=BUSY) for path, (what, of) in told.items()},
        "/questions/{name}.{ending}": _leads(
            "Leads to the answer as a file", [*_path("name"), *_path("ending")], 400, 404
        ),
        "/evidence/{slug}/{page}.webp": _read(
            "A page of a document as an image", "image/webp", of=[*slug, *_path("page")], refused=[304, 404, 410, 503]
        ),
    }


def _sparql() -> Json:
    shared = [_query(f"{kind}-graph-uri", {"type": "array", "items": IRI}) for kind in ("default", "named")]
    told = "Seconds that the query may take; shortens, never lengthens"
    shared.append(_query(TIMEOUT, SECONDS, description=told))
    shared.append({**_query(HEADER, SECONDS, description=told), "in": "header"})
    answers = _answers((*RESULTS, *GRAPHS), 400, 403, 406, 413, 429, 503)
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {
            "query": TEXT,
            "format": _names((*RESULTS, *GRAPHS)),
            "default-graph-uri": IRI,
            TIMEOUT: SECONDS,
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


def _thing() -> Json:
    names = [profile.name for profile in PROFILES]
    told = _query(PARAMETER, {"type": "string", "enum": names}, description="How much is told; also by Accept-Profile")
    found = _get("What is said of an address of ours", _path("path"), (*GRAPHS, PAGE), 303, 404, 410)
    return {**found, "parameters": [*found["parameters"], told]}


def _questions() -> Json:
    paging = [
        _query("limit", COUNT, description="Rows of a page; without it, all rows"),
        _query("offset", {"type": "integer", "minimum": 0}, description="Rows before the page"),
        _query("page", COUNT, description="The number of a page, instead of offset; pages have 100 rows or limit"),
        _query("timeout", SECONDS),
    ]
    endings = {"name": "ending", "in": "path", "required": True, "schema": _names(ANSWERS)}
    return {
        f"/q/{question.name}.{{ending}}": {
            "get": {
                "summary": question.summary_en,
                "description": f"{question.summary} Each row ends with the address of its evidence.",
                "parameters": [endings, *map(_question_parameter, question.parameters), *paging],
                "responses": {**_paged(ANSWERS), **_refusals(206, 304, 400, 404, 413, 416, 429, 503)},
            }
        }
        for question in questions()
    }


def _search() -> Json:
    parameters = [
        _query("q", TEXT, required=True, example="skole*", description='Words, "words in a row", beginnings*, -not'),
        _query("kind", TEXT, example="Funding", description="Only things of this class"),
        _query("limit", COUNT),
        _query("offset", {"type": "integer", "minimum": 0}),
        _format(HITS),
    ]
    return {
        "summary": "Search in labels and quotes",
        "parameters": parameters,
        "responses": {**_paged(HITS), **_refusals(304, 400, 406, 503)},
    }


def _read(summary: str, *kinds: str, of: Sequence[Json] = (), refused: Sequence[int] = (), unready: str = "") -> Json:
    """An address that is read in one form; ``unready`` is the kind of its answer while the server is not ready."""
    answers: Json = {
        "200": {"description": "The answer", "content": {kind: {} for kind in kinds}},
        **_refusals(*refused),
    }
    if unready:
        answers["503"] = {"description": "Not ready", "content": {unready: {}}}
    return {"get": {"summary": summary, "parameters": list(of), "responses": answers}}


def _leads(summary: str, parameters: list[Json], *refused: int) -> Json:
    """An address that leads to another."""
    return {"get": {"summary": summary, "parameters": parameters, "responses": _refusals(303, *refused)}}


def _types(formats: tuple[Format, ...]) -> tuple[str, ...]:
    return tuple(found.media_type for found in formats)


def _paged(formats: tuple[Format, ...]) -> Json:
    """An answer in pages, with the headers that lead through them."""
    answers = _answers(formats)
    answers["200"]["headers"] = {
        "X-Total-Count": {"description": "Rows on all pages", "schema": {"type": "integer"}},
        "Link": {"description": "The first, previous, next and last page", "schema": TEXT},
    }
    return answers


def _question_parameter(parameter: Parameter) -> Json:
    described = _query(parameter.name, SCHEMAS.get(parameter.kind, TEXT))
    also = ", ".join(parameter.names[1:])
    text = f"{parameter.english} / {parameter.danish}" + (f" (also named {also})" if also else "")
    return {**described, "description": text}


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
