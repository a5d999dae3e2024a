"""Whether a description satisfies a profile of DCAT: the constraints of shapes/publishing, or of files named."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from rdflib import RDF, Graph
from rdflib.term import Node

from extract.resources import ROOT
from kommunegraf.errors import WrongUse
from kommunegraf.formats import by_ending
from kommunegraf.terms import SH, compact

LOG: Final = logging.getLogger(__name__)
FOLDER: Final = ROOT / "shapes" / "publishing"
SAID: Final = {
    "MinCountConstraintComponent": ("mangler", "is missing"),
    "MaxCountConstraintComponent": ("står flere gange, end det må", "stands more often than it may"),
    "ClassConstraintComponent": ("er ikke af den klasse, det skal være", "is not of the class that it must be of"),
    "DatatypeConstraintComponent": ("har en anden datatype, end det skal", "has another datatype than it must have"),
    "NodeKindConstraintComponent": (
        "skal være en adresse eller en tekst, og er det andet",
        "must be an address or a text, and is the other",
    ),
    "NodeConstraintComponent": ("har ikke den form, det skal have", "has not the form that it must have"),
    "PatternConstraintComponent": ("er ikke på den liste, det skal være fra", "is not on the list that it must be of"),
    "HasValueConstraintComponent": ("har ikke den værdi, der kræves", "has not the value that is required"),
}
"""What is wrong, in Danish and English, by the sort of constraint as SHACL names it."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One violation: the thing, the property, the value where there is one, and the sort of constraint."""

    focus: str
    path: str
    value: str
    component: str

    def message(self, language: str) -> str:
        """What is wrong, in Danish ("da") or English."""
        fallback = f"holder ikke {self.component}", f"violates {self.component}"
        danish, english = SAID.get(self.component, fallback)
        what = f"{self.focus}: {self.path} {self.value}".rstrip()
        return f"{what} {danish if language == 'da' else english}."


def profiles() -> tuple[Path, ...]:
    """The profiles that a description of ours satisfies: one file each."""
    return tuple(sorted(FOLDER.glob("*.ttl")))


def check(description: Graph, shapes: Path) -> list[Fault]:
    """The violations of one file of shapes, in order; warnings and advice of the file are not told.

    Raises WrongUse where the file cannot be read as shapes.
    """
    from kommunegraf.checking.engine_pyshacl import Malformed, whole_report

    try:
        report = whole_report(description, _load(shapes))
    except Malformed as error:
        raise WrongUse(f"{shapes} kan ikke bruges: {error}", f"{shapes} cannot be used: {error}") from error
    found = report.subjects(SH.resultSeverity, SH.Violation)
    return sorted({_fault(report, result) for result in found if (None, SH.result, result) in report})


def _fault(report: Graph, result: Node) -> Fault:
    value = report.value(result, SH.value)
    component = str(report.value(result, SH.sourceConstraintComponent) or "")
    return Fault(
        focus=compact(report.value(result, SH.focusNode)),
        path=compact(report.value(result, SH.resultPath) or ""),
        value="" if value is None else compact(value),
        component=component.rpartition("#")[2],
    )


@lru_cache(maxsize=8)
def _load(path: Path) -> Graph:
    written = by_ending(path.name)
    names = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld", "nt": "nt"}
    try:
        graph = Graph().parse(path, format=names.get(written.name if written else "", "turtle"))
    except Exception as error:  # rdflib raises what its parsers raise
        raise WrongUse(f"{path} kan ikke læses: {error}", f"{path} cannot be read: {error}") from error
    if (None, RDF.type, SH.NodeShape) not in graph:
        raise WrongUse(f"{path} rummer ingen SHACL-former.", f"{path} holds no SHACL shapes.")
    for shape, part in list(graph.subject_objects(SH.property)):
        if (part, SH.path, None) not in graph:  # DCAT-AP 3.0.1 is published with some
            LOG.warning("%s: %s has no sh:path and is left out", path.name, part)
            graph.remove((shape, SH.property, part))
    return graph


def faults(description: Graph, files: Iterable[Path]) -> dict[Path, list[Fault]]:
    """The violations of each file of shapes."""
    return {path: check(description, path) for path in files}
