"""Which format a request is answered in: the weights of an Accept header, and the names that people write."""

from __future__ import annotations

import pytest

from kommunegraf.formats import GRAPHS, RESULTS, negotiate, weights, wished

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "formats", "name"),
    [
        ("", RESULTS, "json"),
        ("*/*", RESULTS, "json"),
        ("text/*", RESULTS, "csv"),
        ("text/*;q=0.5, application/*;q=0.1", RESULTS, "csv"),
        ("text/csv", RESULTS, "csv"),
        ("TEXT/CSV; header=present", RESULTS, "csv"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.6", RESULTS, "xml"),
        ("text/csv;q=0.4, application/sparql-results+xml; q=0.39", RESULTS, "csv"),
        ("application/sparql-results+json;q=0, */*;q=0.1", RESULTS, "xml"),
        ("text/csv, text/csv;q=0", RESULTS, "csv"),
        ("text/csv;q=1.0000", RESULTS, None),
        ("text/csv;q=nan", RESULTS, None),
        ("text/csv;q=2", RESULTS, None),
        ("image/png", RESULTS, None),
        (",;,", RESULTS, "json"),
        (BROWSER, RESULTS, "xml"),
        ("", GRAPHS, "ttl"),
        ("application/n-quads", GRAPHS, "nq"),
        ("application/ld+json;profile=x, text/turtle;q=0.9", GRAPHS, "jsonld"),
        ("application/rdf+xml;q=0.8, application/trig;q=0.9", GRAPHS, "trig"),
        ("application/sparql-results+json, text/plain", GRAPHS, "ttl"),
    ],
)
def test_negotiate(accept: str, formats: tuple[object, ...], name: str | None) -> None:
    """The heaviest wish that fits wins, the most specific one tells the weight, and a weight out of form is none."""
    found = negotiate(accept, formats)  # type: ignore[arg-type]
    assert name == (found.name if found else None)


@pytest.mark.parametrize(
    ("name", "formats", "found"),
    [
        ("csv", RESULTS, "csv"),
        ("CSV ", RESULTS, "csv"),
        ("text/csv", RESULTS, "csv"),
        ("application/json", RESULTS, "json"),
        ("turtle", GRAPHS, "ttl"),
        ("json", GRAPHS, "jsonld"),
        ("ntriples", GRAPHS, "nt"),
        ("N-Triples", GRAPHS, "nt"),
        ("n-quads", GRAPHS, "nq"),
        ("json-ld", GRAPHS, "jsonld"),
        ("RDF/XML", GRAPHS, "rdf"),
        ("application/sparql-results json", RESULTS, "json"),
        ("application/rdf+xml", GRAPHS, "rdf"),
        ("pdf", GRAPHS, None),
        ("", RESULTS, None),
    ],
)
def test_wished(name: str, formats: tuple[object, ...], found: str | None) -> None:
    """A person may write a format's name, its ending or its media type."""
    chosen = wished(name, formats)  # type: ignore[arg-type]
    assert found == (chosen.name if chosen else None)


def test_weights() -> None:
    """Names are in lower case, in order, each with the weight of its first mention."""
    assert {"da": 1.0, "en-gb": 0.5, "*": 0.0} == weights("DA, en-GB ; q=0.5, *;q=x, da;q=0.1")
