"""A release reaches any SPARQL store whole and as changes, goes on where it broke off, and is compared there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from kommunegraf import identity
from kommunegraf.errors import NotPublished
from kommunegraf.publishing.journal import Journal
from kommunegraf.publishing.remote import Remote
from kommunegraf.publishing.sending import publish
from kommunegraf.releases.release import Release

Make = Callable[[Path, Mapping[str, Sequence[str]]], Release]
Graphs = dict[str, list[str]]


def _line(number: int, graph: str = "made") -> str:
    return f'<http://a/{number}> <http://b> "på gaden {number}"@da <{identity.graph(graph)}> .'


def _count(remote: Remote, graph: str) -> int:
    rows = remote.rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{identity.graph(graph)}> {{ ?s ?p ?o }} }}")
    return int(rows[0]["n"])


def test_whole_and_again(remote: Remote, graphs: Graphs, make: Make, tmp_path: Path) -> None:
    """Every graph of a release arrives with all its triples; the second time nothing has to be sent."""
    refused = () if remote.address.graphs else remote.address.refused
    sent = {
        name: [line for line in lines if not any(kind in line for kind in refused)] for name, lines in graphs.items()
    }
    make(tmp_path, sent)
    done = publish(tmp_path, remote, chunk=200)
    triples = sum(map(len, sent.values()))
    assert (len(sent), 0, 0, 0, triples) == (done.whole, done.changed, done.dropped, done.kept, done.triples)
    assert {name: len(lines) for name, lines in sent.items()} == {name: _count(remote, name) for name in sent}
    again = publish(tmp_path, remote, chunk=200)
    assert (0, len(sent), 0) == (again.whole, again.kept, again.requests)


def test_changes(remote: Remote, make: Make, tmp_path: Path) -> None:
    """Of a later release only what changed is sent, by Update where that is there; a graph that is gone is dropped."""
    make(tmp_path, {"made": [_line(number) for number in range(40)], "going": [_line(1, "going")]})
    publish(tmp_path, remote)
    make(tmp_path, {"made": [_line(number) for number in range(1, 41)]})
    done = publish(tmp_path, remote)
    wanted = (0, 1, 1, 2) if remote.address.update else (1, 0, 1, 40)
    assert wanted == (done.whole, done.changed, done.dropped, done.triples)
    assert (40, 0) == (_count(remote, "made"), _count(remote, "going"))


def test_what_was_lost_there_comes_back(remote: Remote, make: Make, tmp_path: Path) -> None:
    """A graph that the other store has lost, or holds more in, is sent whole again; others' graphs stay."""
    other = "http://other.example/graph"
    remote.begin(other, ["<http://a> <http://b> <http://c> ."])
    make(tmp_path, {"made": [_line(1)], "more": [_line(2, "more")]})
    publish(tmp_path, remote)
    remote.drop(str(identity.graph("made")))
    remote.add(str(identity.graph("more")), ["<http://x> <http://b> <http://c> ."])
    done = publish(tmp_path, remote)
    assert 2 == done.whole
    assert (1, 1) == (_count(remote, "made"), _count(remote, "more"))
    rows = remote.rows(f"SELECT ?s {{ GRAPH <{other}> {{ ?s ?p ?o }} }}")
    assert [{"s": "http://a"}] == rows


def test_it_goes_on_where_it_broke_off(
    remote: Remote, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was acknowledged before a run broke off is not sent again."""
    make(tmp_path, {"made": [_line(number) for number in range(50)]})
    add, left = remote.add, iter(range(2))

    def breaking(graph: str, triples: Sequence[str]) -> None:
        if next(left, None) is None:
            raise NotPublished("væk", "away")
        add(graph, triples)

    with monkeypatch.context() as patched:
        patched.setattr(remote, "add", breaking)
        with pytest.raises(NotPublished):
            publish(tmp_path, remote, chunk=10)
    assert 30 == _count(remote, "made")
    done = publish(tmp_path, remote, chunk=10)
    assert (2, 20) == (done.requests, done.triples)
    assert 50 == _count(remote, "made")
    assert {} == Journal.of(tmp_path, remote.address.url).begun


VALUES = (
    '"på gaden"@da',
    '"4.50"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"-97000000000"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    '"2031-02-03"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"2031-02"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
)


@pytest.mark.parametrize(
    ("there", "agrees"),
    [
        (('"på', '"p?'), False),
        (("4.50", "4.51"), False),
        (("-97000000000", "97000000000"), False),
        (("true", "false"), False),
        (("2031-02-03", "2031-02-04"), False),
        (('"2031-02"', '"2031-03"'), False),
        (("4.50", "4.5"), True),
        (('"true"', '"1"'), True),
    ],
)
def test_a_store_that_changes_what_it_gets(
    remote: Remote,
    make: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    there: tuple[str, str],
    agrees: bool,
) -> None:
    """As many triples with another word, number, date or truth value are found out, and the journal does not hold them.

    The same value written otherwise is the same.
    """
    graph = identity.graph("made")
    make(tmp_path, {"made": [f"<http://a/{n}> <http://b> {value} <{graph}> ." for n, value in enumerate(VALUES)]})
    begin = remote.begin

    def damaging(graph: str, triples: Sequence[str]) -> None:
        begin(graph, [triple.replace(*there) for triple in triples])

    monkeypatch.setattr(remote, "begin", damaging)
    if agrees:
        assert len(VALUES) == publish(tmp_path, remote).triples
        return
    with pytest.raises(NotPublished, match="does not hold"):
        publish(tmp_path, remote)
    assert {} == Journal.of(tmp_path, remote.address.url).graphs
