"""One file through all steps that concern it alone: read, extract, describe, check. Runs in a process of its own."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from extract.errors import DocumentError
from extract.privacy import masked_text
from kommunegraf.errors import NotWritable
from kommunegraf.kept.documents import kept
from kommunegraf.reading.pieces import DOCUMENT, GRAPH, Pieces, as_text
from kommunegraf.reading.sources import Source

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

    from extract.document import Document
    from extract.fact import Fact
    from kommunegraf.reviews.applying import Outcome


class Changed(Exception):
    """A file has other bytes than when it was looked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: its counts, or why it failed ("da" and "en", each one line).

    ``facts`` counts those of each class, ``links`` those to other data.

    ``problems`` are those of checking.validation as dictionaries: violations, whose facts are not served, and
    warnings. ``content`` is the hash of the document's graph and of what was kept of it; ``piece`` is where they lie,
    "" where the failure may not last. Of ``quotes`` in the graph so many are ``holding``: they stand where they should.
    ``reviews`` are those that do not count, each with its quote and why ("da" and
    "en"). ``unread`` are the scanned pages that were left out, since no text recognition is installed.
    """

    slug: str
    file: str
    sha256: str
    media_type: str = ""
    pages: int = 0
    triples: int = 0
    content: str = ""
    piece: str = ""
    facts: dict[str, int] = field(default_factory=dict)
    links: dict[str, int] = field(default_factory=dict)
    problems: tuple[dict[str, Any], ...] = ()
    reviews: tuple[dict[str, str], ...] = ()
    unread: tuple[int, ...] = ()
    quotes: int = 0
    holding: int = 0
    failure: dict[str, str] = field(default_factory=dict)


def failed(source: Source, danish: str, english: str) -> Reading:
    """The reading of a file that gave nothing; the messages begin with its name."""
    name = masked_text(source.path.name)
    messages = {"da": f"{name}: {danish}", "en": f"{name}: {english}"}
    return Reading(source.slug, name, source.sha256, failure=messages)


def read_source(source: Source, piece: str, pieces: Pieces) -> Reading:
    """Reads one file and keeps what it gave as a piece; a fault of one file is a failed reading, never an error.

    Raises NotWritable where it cannot be kept.
    """
    try:
        return _read(source, piece, pieces)
    except DocumentError as error:
        messages = {language: masked_text(error.message(language)) for language in ("da", "en")}
        reading = Reading(source.slug, masked_text(source.path.name), source.sha256, piece=piece, failure=messages)
        if piece:
            pieces.add(piece, {"reading": asdict(reading), "findings": [], "claims": []}, {})
        return reading
    except Changed:
        return failed(source, "blev ændret undervejs: byg igen.", "was changed meanwhile: build again.")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return failed(source, f"kan ikke åbnes ({reason}).", f"cannot be opened ({reason}).")
    except (MemoryError, NotWritable):
        raise  # the process that reads has a limit, and says so; a full disk is no fault of the file
    except Exception as error:  # a fault of ours must not stop the other documents
        reason = f"{type(error).__name__}: {error}"
        return failed(source, f"fejl i programmet ({reason}).", f"a fault in the program ({reason}).")


def get_ready() -> None:
    """Loads what each reading takes, by reading next to nothing: that takes longer than to read a short document."""
    with NamedTemporaryFile(suffix=".txt") as file:
        file.write(b"Godkendt.")
        file.flush()
        read_source(Source(Path(file.name), "ready", ""), "", Pieces(Path()))  # it has no name, so it is not kept


def _read(source: Source, piece: str, pieces: Pieces) -> Reading:
    from extract.extractors import extract
    from kommunegraf.checking.validation import conforming, validate
    from kommunegraf.checking.warned import publish
    from kommunegraf.evidence import verify
    from kommunegraf.graph import document_graph, quads
    from kommunegraf.releases import findings, linksets
    from kommunegraf.reviews import applying as reviewing

    document = _document(source)
    stating, reviewed = reviewing.apply(document, extract(document), source.reviews)
    nodes: dict[Fact, URIRef] = {}
    whole = document_graph(document, stating, nodes)
    report = validate(whole)
    graph, left = conforming(whole, report)
    facts = count_facts(graph)
    publish(graph, source.slug, left.warnings)
    reviewing.publish(graph, source.slug, reviewed, nodes)
    verified = verify(graph, {source.slug: document})
    parts = {GRAPH: as_text(lines := quads(graph)), DOCUMENT: kept(document)}
    reading = Reading(
        slug=source.slug,
        file=document.name,
        sha256=source.sha256,
        media_type=document.media_type,
        pages=len(document.pages),
        triples=len(lines),
        content=hashlib.sha256("\0".join(parts.values()).encode(errors="surrogatepass")).hexdigest(),
        piece=piece,
        facts=facts,
        links=linksets.count(lines),
        problems=tuple(asdict(problem) for problem in (*report.violations, *left.warnings)),
        quotes=verified.checked,
        holding=verified.checked - len(verified.failures),
        reviews=tuple(_told(found) for found in reviewed if found.danish),
        unread=tuple(sorted(document.unread)),
    )
    if piece:
        stated = findings.alone(source.slug, lines, document.text)
        pieces.add(piece, {"reading": asdict(reading), **stated}, parts)
    return reading


def _document(source: Source) -> Document:
    """The file as a document. Raises Changed where its bytes are not those that it was chosen by."""
    from extract.read import read

    document = read(source.path, source.slug)
    if source.sha256 not in {"", document.sha256}:
        raise Changed
    return document


def _told(found: Outcome) -> dict[str, str]:
    """Why a review does not count, as the build and the status say it."""
    texts = {"quote": found.review.quote, "da": found.danish, "en": found.english}
    return {name: masked_text(text) for name, text in texts.items()}


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
