"""The record of a release: the run that made it, by which versions and of which files, and how good it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from rdflib import RDF, SKOS, XSD, Graph, Literal

from kommunegraf import identity
from kommunegraf.describe.literals import decimal
from kommunegraf.graph import software_version
from kommunegraf.releases.catalogue import DATASET, HEAD
from kommunegraf.terms import DQV, KG, PROV

METRICS: Final = {
    "documents": ("dokumenter, der er læst", "documents that were read"),
    "facts": ("kendsgerninger, der er læst i dem", "facts that were read from them"),
    "quotes-that-hold": (
        "andel af citaterne, der står i dokumentet, hvor de skal",
        "share of the quotes that stand where they should",
    ),
    "quotes": ("citater, der er kontrolleret", "quotes that were checked"),
    "withheld-facts": ("brud på reglerne, hvis kendsgerninger er udeladt", "violations whose facts are withheld"),
    "unread-documents": ("andel af filerne, der ikke kunne læses", "share of the files that could not be read"),
    "findings": ("ting, der ikke stemmer", "things that do not agree"),
    "lapsed-reviews": ("bedømmelser, der ikke gælder", "reviews that do not count"),
}
"""What is measured of a release, in Danish and English."""
PLACES: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Versions:
    """What the documents of a release were read by: the version of the rules and that of the reference data."""

    rules: str
    reference: str


def record(readings: Sequence[Mapping[str, Any]], versions: Versions, findings: int) -> Graph:
    """The run and the quality of a release, from the reading of each file; the same readings give the same graph."""
    graph = Graph(identifier=identity.graph("catalogue"))
    inputs = _inputs(readings)
    run = identity.iri("build", identity.digest(software_version(), versions.rules, versions.reference, inputs))
    agent = identity.iri("agent", f"kommunegraf-{software_version()}")
    graph.add((agent, RDF.type, PROV.SoftwareAgent))
    graph.add((run, RDF.type, KG.Build))
    graph.add((run, PROV.used, HEAD))
    graph.add((run, PROV.generated, DATASET))
    graph.add((run, PROV.wasAssociatedWith, agent))
    graph.add((run, KG.rulesVersion, Literal(versions.rules)))
    graph.add((run, KG.referenceVersion, Literal(versions.reference)))
    graph.add((run, KG.inputsHash, Literal(inputs)))
    for name, value in quality(readings, findings).items():
        _measure(graph, name, value)
    return graph


def _inputs(readings: Iterable[Mapping[str, Any]]) -> str:
    """One hash for all files by name and content, whatever their order."""
    lines = sorted(f"{reading['slug']}\0{reading['sha256']}" for reading in readings)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def quality(readings: Sequence[Mapping[str, Any]], findings: int) -> dict[str, Decimal]:
    """The value of each of METRICS; a share of nothing is left out."""
    quotes, holding = (sum(reading[name] for reading in readings) for name in ("quotes", "holding"))
    failed = sum(bool(reading["failure"]) for reading in readings)
    values = {
        "documents": Decimal(len(readings) - failed),
        "facts": Decimal(sum(number for reading in readings for number in reading["facts"].values())),
        "quotes-that-hold": _share(holding, quotes),
        "quotes": Decimal(quotes),
        "withheld-facts": Decimal(withheld(readings)),
        "unread-documents": _share(failed, len(readings)),
        "findings": Decimal(findings),
        "lapsed-reviews": Decimal(sum(len(reading["reviews"]) for reading in readings)),
    }
    return {name: value for name, value in values.items() if value is not None}


def withheld(readings: Iterable[Mapping[str, Any]]) -> int:
    """How many violations there are, whose facts are left out."""
    return sum(problem["severity"] == "violation" for reading in readings for problem in reading["problems"])


def _share(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) / whole).quantize(PLACES) if whole else None


def _measure(graph: Graph, name: str, value: Decimal) -> None:
    metric, measured = identity.iri("metric", name), identity.iri("measurement", name)
    danish, english = METRICS[name]
    graph.add((metric, RDF.type, DQV.Metric))
    graph.add((metric, SKOS.prefLabel, Literal(danish, lang="da")))
    graph.add((metric, SKOS.prefLabel, Literal(english, lang="en")))
    graph.add((metric, SKOS.notation, Literal(name)))
    graph.add((measured, RDF.type, DQV.QualityMeasurement))
    graph.add((measured, DQV.isMeasurementOf, metric))
    graph.add((measured, DQV.computedOn, DATASET))
    graph.add((measured, DQV.value, decimal(value) or Literal("0", datatype=XSD.decimal)))
