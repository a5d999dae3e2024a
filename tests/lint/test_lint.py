"""The closed-vocabulary lint: nothing of ours is refused, and each trap that others fell into is caught."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.extractors import extract
from extract.read import read
from extract.resources import ROOT
from kommunegraf.graph import document_graph, quads
from kommunegraf.reading.file import Reading
from kommunegraf.releases.catalogue import entry, heading
from kommunegraf.releases.licence import DEFAULT
from kommunegraf.terminology import lint
from kommunegraf.terms import PREFIXES

HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items() if prefix != "id")
SAMPLES = sorted((ROOT / "samples").glob("*-*.md"))


def test_own_files_hold() -> None:
    """Ontology, shapes, questions, READMEs and the data of the tests use no term and no prefix that does not exist."""
    assert lint.check(lint.own_files()) == []


def test_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The command ends with 0 where all is well and 1 where not, and names the fault."""
    assert lint.main([]) == 0
    assert "0 faults" in capsys.readouterr().out
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text("<http://x/s> <http://www.w3.org/ns/oa#source> <http://x/o> .")
    assert lint.main([str(wrong)]) == 1
    assert "oa#source is not in the vocabulary" in capsys.readouterr().out


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_data_of_the_samples_holds(path: Path) -> None:
    """What a build of the samples serves uses listed terms only."""
    document = read(path, path.stem)
    lines = quads(document_graph(document, extract(document)))
    assert list(lint.check_text("graph.nq", "\n".join(lines) + "\n")) == []


def test_catalogue_holds() -> None:
    """So does the catalogue."""
    readings = [Reading("a", "a.txt", "0" * 64, "text/plain", 1), Reading("b", "b.pdf", "", failure={"da": "x"})]
    head = heading(["a"], {"Meeting": 2}, {}, DEFAULT)
    lines = [line for graph in (head, *map(entry, readings)) for line in quads(graph)]
    assert list(lint.check_text("graph.nq", "\n".join(lines) + "\n")) == []


@pytest.mark.parametrize(
    ("triple", "reason"),
    [
        ("<http://x/s> a <http://data.europe.eu/m8g/PublicOrganisation>", "of no vocabulary"),
        ("<http://x/s> <http://data.europe.eu/m8g/role> 1", "of no vocabulary"),
        ("<http://x/s> a <https://www.w3.org/ns/oa#Annotation>", "written http:"),
        ("<http://x/s> a <https://schema.org/MonetaryAmount>", "written http:"),
        ("<http://x/s> a <https://data.vlaanderen.be/ns/besluit#Agendapunt>", "written http:"),
        ("<http://x/s> a <http://data.vlaanderen.be/ns/dossier#Dossier>", "written https:"),
        ("<http://x/s> oa:source <http://x/o>", "not in the vocabulary"),
        ("<http://x/s> schema:fundedBy <http://x/o>", "not in the vocabulary"),
        ("<http://x/s> a m8g:PublicOrganization", "not in the vocabulary"),
        ("<http://x/s> kg:agendaNumber 1", "not in the vocabulary"),
        ("<http://x/s> sh:minimumCount 1", "not in the vocabulary"),
        ('<http://x/s> rdfs:label "x"^^xsd:text', "not in the vocabulary"),
        ('<http://x/s> rdfs:label "x"^^<http://x/y#z>', "of no vocabulary"),
        ("<http://x/s> dct:type <https://w3id.org/kommunegraf/id/concept/scale/dozen>", "in no closed list"),
    ],
)
def test_traps(triple: str, reason: str) -> None:
    """A made-up term, the other form of http, a misspelt host and a concept of no list are each found, once."""
    (fault,) = lint.check_text("x.ttl", f"{HEAD}{triple} .\n")
    assert reason in fault.reason


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("PREFIX kg: <https://w3id.org/kommunegraf/ns/>\nSELECT ?s WHERE { ?s kg:code ?c }", "kg: <https"),
        ("SELECT ?s WHERE { ?s foo:bar ?c }", "foo:bar"),
        ("SELECT ?s WHERE { ?s org:memberOf ?c }", "http://www.w3.org/ns/org#memberOf"),
        ("SELECT ?s WHERE { ?s <https://schema.org/amount> ?c }", "https://schema.org/amount"),
    ],
)
def test_queries(text: str, term: str) -> None:
    """So are a prefix bound otherwise, one that is declared nowhere, and made-up names in a query."""
    faults = list(lint.check_text("x.rq", text))
    assert [fault.term.startswith(term) for fault in faults] == [True]


def test_strings_and_comments_are_no_terms() -> None:
    """A colon in a string, a comment or an address names nothing."""
    text = "# see foo:bar\nSELECT ?s WHERE { ?s kg:code \"foo:bar\" . ?s ?p <http://x/a:b> FILTER(?p != 'foo:x') }"
    assert list(lint.check_text("x.rq", text)) == []


def test_examples_in_markdown() -> None:
    """Only what stands between ```sparql or ```turtle and ``` is an example."""
    text = "foo:bar\n```sparql\nSELECT ?s WHERE { ?s kg:nothing ?o }\n```\n```sh\nfoo:bar\n```\n"
    assert [fault.term for fault in lint.check_text("x.md", text)] == [f"{PREFIXES['kg']}nothing"]
