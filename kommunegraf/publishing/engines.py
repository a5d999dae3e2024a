"""Where each kind of SPARQL store takes graphs, updates and queries, below the address that its users know it by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from kommunegraf.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Engine:
    """A kind of store: paths below its address ("" is the address itself, None what it has not).

    ``parameter`` names the graph in Graph Store Protocol; with ``digest`` a password is proved, never sent.
    ``refused`` are datatypes that it does not take, or changes, by Update.
    """

    query: str = ""
    update: str | None = ""
    graphs: str | None = None
    parameter: str = "graph"
    digest: bool = False
    refused: tuple[str, ...] = ()


ENGINES: Final = {
    "sparql": Engine(),
    "virtuoso": Engine(
        "sparql",
        "sparql-auth",
        "sparql-graph-crud-auth",
        parameter="graph-uri",
        digest=True,
        refused=("<http://www.w3.org/2001/XMLSchema#time>", "<http://www.w3.org/2001/XMLSchema#gYear>"),
    ),
    "oxigraph": Engine("query", "update", "store"),
    "fuseki": Engine("query", "update", "data"),
    "rdf4j": Engine("", "statements", "rdf-graphs/service"),
}
"""By the name that the user gives; GraphDB is an rdf4j, and ``sparql`` takes queries and updates at one address."""


@dataclass(frozen=True, slots=True)
class Address:
    """The addresses of one store: of its queries, its updates and its graphs; the last two "" where it has none."""

    url: str
    query: str
    update: str
    graphs: str
    parameter: str
    digest: bool
    refused: tuple[str, ...] = ()


def address(url: str, engine: str, by: str = "") -> Address:
    """The addresses of the store at an address; ``by`` is "graph-store" or "update" where only that may be used.

    Raises WrongUse where the address is none of the web, holds a password, or the store does not work so.
    """
    parts, kind = urlsplit(url), ENGINES[engine]
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise WrongUse(f"{url} er ingen webadresse.", f"{url} is no address of the web.")
    if parts.username or parts.password:
        raise WrongUse(
            "Skriv ikke bruger og kodeord i adressen: brug --user og KOMMUNEGRAF_PUBLISH_PASSWORD.",
            "Do not write the user and password in the address: use --user and KOMMUNEGRAF_PUBLISH_PASSWORD.",
        )
    update, graphs = _below(url, kind.update), _below(url, kind.graphs)
    if by == "graph-store" and not graphs:
        raise WrongUse(
            f"{engine} har ingen Graph Store; vælg --engine efter databasen, eller --by update.",
            f"{engine} has no graph store; choose --engine by the database, or --by update.",
        )
    return Address(
        url.rstrip("/"),
        _below(url, kind.query),
        "" if by == "graph-store" else update,
        "" if by == "update" else graphs,
        kind.parameter,
        kind.digest,
        kind.refused,
    )


def _below(url: str, path: str | None) -> str:
    return "" if path is None else f"{url.rstrip('/')}/{path}" if path else url
