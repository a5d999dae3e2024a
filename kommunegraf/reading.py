"""One file through all steps that concern it alone: read, extract, describe, check. Runs in a process of its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import DocumentError
from kommunegraf.kept import keep
from kommunegraf.sources import Source

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: its quads and counts, or why it failed ("da" and "en", each one line).

    ``problems`` are those of kommunegraf.validation as dictionaries: violations, whose facts are not among the quads,
    and warnings.
    """

    slug: str
    file: str
    sha256: str
    media_type: str = ""
    pages: int = 0
    quads: list[str] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)
    problems: tuple[dict[str, Any], ...] = ()
    failure: dict[str, str] = field(default_factory=dict)


def failed(source: Source, danish: str, english: str) -> Reading:
    """The reading of a file that gave nothing; the messages begin with its name."""
    name = source.path.name
    messages = {"da": f"{name}: {danish}", "en": f"{name}: {english}"}
    return Reading(source.slug, name, source.sha256, failure=messages)


def read_source(source: Source, kept: Path) -> Reading:
    """Reads one file and keeps its document in a folder; a fault of one file is a failed reading, never an error."""
    try:
        return _read(source, kept)
    except DocumentError as error:
        messages = {language: error.message(language) for language in ("da", "en")}
        return Reading(source.slug, source.path.name, source.sha256, failure=messages)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return failed(source, f"kan ikke åbnes ({reason}).", f"cannot be opened ({reason}).")
    except Exception as error:  # a fault of ours must not stop the other documents
        reason = f"{type(error).__name__}: {error}"
        return failed(source, f"fejl i programmet ({reason}).", f"a fault in the program ({reason}).")


def _read(source: Source, kept: Path) -> Reading:
    from extract.extractors import extract
    from extract.read import read
    from kommunegraf.graph import document_graph, quads
    from kommunegraf.validation import conforming, validate
    from kommunegraf.warned import publish

    document = read(source.path, source.slug)
    whole = document_graph(document, extract(document))
    report = validate(whole)
    graph, left = conforming(whole, report)
    facts = count_facts(graph)
    publish(graph, source.slug, left.warnings)
    keep(document, kept)
    return Reading(
        slug=source.slug,
        file=source.path.name,
        sha256=source.sha256,
        media_type=document.media_type,
        pages=len(document.pages),
        quads=quads(graph),
        facts=facts,
        problems=tuple(asdict(problem) for problem in (*report.violations, *left.warnings)),
    )


def count_facts(graph: Graph) -> dict[str, int]:
    """How many facts of each class of ours a graph states: its nodes that evidence hangs on, by the class's name."""
    from rdflib import RDF

    from kommunegraf.terms import KG, OA

    kinds = Counter(
        str(kind).removeprefix(str(KG))
        for fact in set(graph.objects(None, OA.hasBody))
        for kind in graph.objects(fact, RDF.type)
        if str(kind).startswith(str(KG))
    )
    return dict(sorted(kinds.items()))
