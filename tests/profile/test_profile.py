"""The ontology is OWL 2 DL, as the OWL API (that of Protégé) sees it: Debian's libowlapi-java, run on Profile.java."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph

from extract.resources import ROOT
from kommunegraf.export import export
from kommunegraf.releases.release import current

JARS = Path("/usr/share/java")
PARTS = "owlapi rdf4j guava caffeine slf4j commons hppcrt jackson jsr305 javax.inject atinject xz"
VOCABULARY = sorted(
    path.stem for path in (ROOT / "ontology").glob("*.ttl") if path.stem not in ("reference", "prefixes")
)
ALLOWED = re.compile(r"xsd:(?:date|time|gYear|gYearMonth)\b|annotation property IRI: rdf:value ")
"""What keeps the data, not the vocabulary, out of OWL 2 DL: types of dates that it does not know, and rdf:value."""

pytestmark = pytest.mark.skipif(
    not ("CI" in os.environ or (shutil.which("javac") and (JARS / "owlapi-api.jar").exists())),
    reason="no OWL API here: apt-get install default-jdk-headless libowlapi-java",
)


def violations(tmp_path: Path, *files: Path) -> list[str]:
    """The files as one ontology, checked: every violation in a line."""
    whole = Graph()
    for file in files:
        whole.parse(file)
    whole.serialize(tmp_path / "whole.ttl")
    jars = sorted(str(jar) for part in PARTS.split() for jar in JARS.glob(f"{part}*.jar"))
    program = Path(__file__).parent / "Profile.java"
    command = ["java", "-cp", ":".join(jars), str(program), str(tmp_path / "whole.ttl")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert "OWL 2 DL: " in done.stdout, done.stderr
    return [line.strip() for line in done.stdout.splitlines() if line.startswith("  ")]


def test_the_vocabulary_is_owl_2_dl(tmp_path: Path) -> None:
    """Classes, properties, alignments and lists together: no undeclared term, no punning, no unknown datatype."""
    assert violations(tmp_path, *(ROOT / "ontology" / f"{name}.ttl" for name in VOCABULARY)) == []


def test_data_is_owl_2_dl_but_for_dates(tmp_path: Path) -> None:
    """With reference data and one fact of every kind, only dates and the standard selectors are outside."""
    names = [*VOCABULARY, "reference"]
    document = ROOT / "tests" / "graph" / "every-kind.expected.ttl"
    found = violations(tmp_path, *(ROOT / "ontology" / f"{name}.ttl" for name in names), document)
    assert [line for line in found if not ALLOWED.search(line)] == []


def test_the_export_for_protege_is_owl_2_dl_but_for_dates(served: Path, tmp_path: Path) -> None:
    """An .owl file declares all that it uses, the terms of other vocabularies, too."""
    path = tmp_path / "graph.owl"
    export(current(served), path)
    assert [line for line in violations(tmp_path, path) if not ALLOWED.search(line)] == []


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    """A class used as a property, and a property that nobody declares, are violations."""
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n@prefix x: <http://x/#> .\n"
        "<http://x/> a owl:Ontology . x:p a owl:ObjectProperty, owl:DatatypeProperty .\n"
        "x:a a owl:NamedIndividual ; x:undeclared x:a ; x:p 1 .\n"
    )
    found = "\n".join(violations(tmp_path, wrong))
    assert "Cannot pun" in found
    assert "undeclared" in found
