"""OWL for Protégé (.owl, RDF/XML): the vocabulary and the data in one ontology, in which every term is declared.

What describes the data set itself is left out. Sorted in a temporary file; in memory are one file of graphs and what
SQLite sorts at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Final

from rdflib import OWL, RDF, RDFS

from extract.resources import ROOT
from kommunegraf import rdf
from kommunegraf.export.folding import ABOUT_THE_DATA
from kommunegraf.export.rdf import distinct
from kommunegraf.export.selection import Selection
from kommunegraf.quads import split
from kommunegraf.releases.release import Release

BESIDE: Final = frozenset({"prefixes", "reference"})
"""Files of ontology/ that are not of the vocabulary."""
BUILT_IN: Final = (str(OWL), str(RDF), str(RDFS))
DECLARING: Final = frozenset(
    map(str, (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype))
)


def write(release: Release, selection: Selection, output: IO[bytes]) -> None:
    """Writes the vocabulary and a selection as one ontology."""
    vocabulary = _vocabulary()
    undeclared = _undeclared(vocabulary, _data(release, selection))
    lines = _all(vocabulary, undeclared, release, selection)
    rdf.write(distinct(lines), "rdf", output)


def _all(vocabulary: list[str], undeclared: list[str], release: Release, selection: Selection) -> Iterator[str]:
    for found in (vocabulary, undeclared, _data(release, selection)):
        yield from (f"{line.rpartition(' <')[0]} ." for line in found)


def _vocabulary() -> list[str]:
    files = sorted(path for path in (ROOT / "ontology").glob("*.ttl") if path.stem not in BESIDE)
    return rdf.nquads(*files, graph=f"{OWL}vocabulary")


def _data(release: Release, selection: Selection) -> Iterator[str]:
    for slug, lines in selection.graphs(release):
        if slug not in ABOUT_THE_DATA:
            yield from lines


def _undeclared(vocabulary: Iterable[str], data: Iterable[str]) -> list[str]:
    """Declarations of the terms that the data uses and the vocabulary does not declare."""
    declared = {
        subject
        for subject, predicate, value in map(split, vocabulary)
        if predicate == str(RDF.type) and value.text in DECLARING
    }
    found: set[tuple[str, str]] = set()
    for line in data:
        _, predicate, value = split(line)
        found.add((predicate, str(OWL.AnnotationProperty)))
        if predicate == str(RDF.type):
            found.add((value.text, str(OWL.Class)))
    return sorted(
        f"<{term}> <{RDF.type}> <{kind}> <{OWL}vocabulary> ."
        for term, kind in found
        if term not in declared and not term.startswith(BUILT_IN)
    )
