"""Nothing gets out: no query reaches the network or a file, by any of the doors alone, whatever the others do."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunegraf.errors import BadQuery
from kommunegraf.pool import guard
from kommunegraf.pool.limits import MIB, Limits
from kommunegraf.pool.pool import Pool, Reply, Request
from kommunegraf.store import Store

NOBODY = "http://127.0.0.1:1/"
"""Loopback, at a port where nobody listens: whoever asks there is told so."""
ELSEWHERE = [
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }",
    "SELECT * { sErViCe<%s>{ ?s ?p ?o } }",
    "PREFIX : <%s> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <%s> SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
    "PREFIX : <%s> PREFIX service: <http://a/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <%s> SELECT * { ?a ?b ?c.SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <%s> SELECT * { ?a ?b 1.SERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?a ?b 1SERVICE<%s>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b trueSERVICE<%s>{ ?s ?p ?o } }",
    "PREFIX e: <http://e/> SELECT * { ?a ?b e:.SERVICE<%s>{ ?s ?p ?o } }",
    "PREFIX : <%s> SELECT * { FILTER(1<?b)SERVICE:x#>\n{ ?s ?p ?b } }",
    'SELECT * { BIND(1 AS ?b) FILTER(0<?b#>"""\n) SERVICE <%s> { ?s ?p ?o } #"""\n}',
    "SELECT * { VALUES ?x { '''a'} SERVICE <%s> { ?s ?p ?o } #\\q'''\n}",
    "SELECT * { SERVICE # here\n <%s> { ?s ?p ?o } }",
    "BASE <%s> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } } } }",
    "SELECT * { VALUES ?u { <%s> } SERVICE ?u { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * FROM <%s> { ?s ?p ?o }",
    "SELECT * FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }",
    "DESCRIBE <%s>",
    "LOAD <%s>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o } # %s",
    "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } } # %s",
]
HARMLESS = [
    'SELECT * { ?s ?p "SERVICE <http://a> {}" }',
    "SELECT * { ?s ?p '''it's a SERVICE''' } # SERVICE <http://a> {}",
    "SELECT ?service { ?service ?p $SERVICE }",
    "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?s a sd:Service ; sd:service_1 ?x }",
    "SELECT * { ?s <http://a/service#x> <service> . ?s ?p 'a\\n\\u00e6' FILTER(1 < 2 && 3 > 2) }",
    "SELECT * { _:service ?p 'service'@en-service }",
]
MARKS = [*"<>#'\"\\{}()[].;,:?a1", "'''", '"""', "\n", " ", "#>", "||", "\\q"]
WORDS = ["?b", "<?b", "1<", "FILTER(", "BIND(", "VALUES ?x {", "e:", "_:b", "@en", "true", "'a'", "SERVICE"]
PIECES = st.lists(st.sampled_from([*MARKS, *WORDS, "SERVICE:x{}", f"SERVICE<{NOBODY}>{{}}"]), max_size=12)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A listener on loopback that never has to wait for a connection that is there."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        found.setblocking(False)
        yield found


def _address(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}/"


def _is_alone(listener: socket.socket) -> bool:
    """Whether nobody has connected."""
    try:
        listener.accept()
    except BlockingIOError:
        return True
    return False


@pytest.mark.parametrize("resident", [True, False])
@pytest.mark.parametrize("namespace", [True, False])
def test_nothing_is_fetched(served: Path, listener: socket.socket, namespace: bool, resident: bool) -> None:
    """No query reaches a listener on loopback, with namespaces and without, from memory and from disk."""

    async def ask() -> list[Reply]:
        limits = Limits(seconds=20, workers=1, memory=256 * MIB, namespace=namespace)
        pool = Pool(served, limits=limits if resident else Limits(**{**_values(limits), "resident": 0}))
        await pool.start()
        try:
            return [await pool.ask(Request(query.replace("%s", _address(listener)), "json")) for query in ELSEWHERE]
        finally:
            await pool.stop()

    replies = dict(zip(ELSEWHERE, asyncio.run(ask()), strict=True))
    assert _is_alone(listener)
    for query, reply in replies.items():
        if "SERVICE" in query.upper() and not query.startswith("INSERT"):
            assert (query, reply.status) == (query, 400)
        elif query.startswith(("LOAD", "INSERT")):
            assert (query, reply.status) == (query, 403)
        elif "FROM" in query:
            assert b'"bindings":[]' in reply.body


def _values(limits: Limits) -> dict[str, object]:
    return {name: getattr(limits, name) for name in limits.__slots__}


@pytest.mark.parametrize("door", ["leave_network", "close_doors"])
def test_each_door_alone_holds(listener: socket.socket, door: str) -> None:
    """A process that has left the network, or that can open nothing more, reaches nobody though the query is run."""
    query = f"SELECT * {{ SERVICE <{_address(listener)}> {{ ?s ?p ?o }} }}"
    script = (
        "import sys; from kommunegraf.pool import worker; from kommunegraf.store import Store; store = Store.of();"
        f"print(worker.{door}(), flush=True)\n"
        f"try: store.rows({query!r})\nexcept OSError as error: print('refused', error.errno is not None)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    if done.stdout.startswith("False"):
        pytest.skip("this system does not let processes leave the network")
    assert "refused" in done.stdout
    assert _is_alone(listener)


@pytest.mark.parametrize("query", [query for query in ELSEWHERE if "SERVICE" in query.upper()])
def test_the_text_alone_tells(query: str) -> None:
    """A query that asks elsewhere is known by its text, however its keywords are written together."""
    with pytest.raises(BadQuery):
        guard.check(query.replace("%s", NOBODY))


@pytest.mark.parametrize("query", HARMLESS)
def test_words_that_only_look_so(query: str) -> None:
    """Strings, comments, variables, local names and addresses may contain the word."""
    guard.check(query)


@settings(max_examples=400, deadline=None)
@given(PIECES, PIECES)
def test_what_passes_asks_nobody(before: list[str], after: list[str]) -> None:
    """Whatever is written around the keyword: a query that passes the guard does not try to connect."""
    head = f"PREFIX : <{NOBODY}> PREFIX e: <http://e/> SELECT * {{ "
    for keyword in (f"SERVICE<{NOBODY}>{{}}", "SERVICE:x{}"):
        text = f"{head}{''.join(before)}{keyword}{''.join(after)} }}"
        try:
            guard.check(text)
            Store.of().rows(text)
        except BadQuery:
            continue
        except (ValueError, RuntimeError):
            continue


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    """Any text is either let through or refused with a sentence."""
    for told in _refusal(text):
        assert told.endswith(".")


def _refusal(text: str) -> list[str]:
    try:
        guard.check(text)
    except BadQuery as error:
        return [error.danish, error.english]
    return []
