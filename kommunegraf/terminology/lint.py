"""Holds every vocabulary closed: `python -m kommunegraf.terminology.lint [FILE...]` names terms that do not exist.

It reads Turtle, TriG, N-Quads, SPARQL and the examples in Markdown. An IRI of a vocabulary must stand in that
vocabulary's list (ontology/vocabulary-terms.txt, our own files, or the standards that rdflib knows); a property, class
or datatype of no vocabulary known, and a namespace written with http for https or the other way, is a fault too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, RDFS, SH, XSD, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from extract.resources import ROOT
from kommunegraf.terms import BASE, KG, KGS, PREFIXES

BUILT_IN: Final = {str(namespace): namespace for namespace in (OWL, RDF, RDFS, SH, XSD)}
FORMATS: Final = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".nt": "nt"}
BINDING: Final = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w-]*):\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)
BLOCK: Final = re.compile(r"^```(?:sparql|turtle|ttl|trig)\n(.*?)^```", re.MULTILINE | re.DOTALL)
IGNORED: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|(?:^|(?<=\s))#[^\n]*')
"""Strings and comments."""
NAME: Final = re.compile(r"(?<![\w:/?$@-])([a-z][\w-]*):([A-Za-z][\w-]*)")
ADDRESS: Final = re.compile(r"<([a-z]+://[^<>\s]*)>")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A term or prefix that does not exist: in which file, which one, and why it is refused."""

    file: str
    term: str
    reason: str


class Vocabularies:
    """Every term that may be written, by namespace."""

    def __init__(self, terms: Iterable[str], concepts: Iterable[str]) -> None:
        self.terms = frozenset(terms)
        self.concepts = frozenset(concepts)
        self.namespaces = frozenset({namespace_of(term) for term in self.terms} | set(map(str, PREFIXES.values())))
        self._longest = sorted(self.namespaces - {BASE}, key=len, reverse=True)

    def refusal(self, iri: str, is_term: bool = False) -> str:
        """Why an IRI may not be written, or nothing; ``is_term`` where it is used as property, class or datatype."""
        namespace = next((known for known in self._longest if iri.startswith(known)), "")
        if namespace:
            listed = iri == namespace or iri in (BUILT_IN.get(namespace) or self.terms)
            return "" if listed else f"is not in the vocabulary {namespace}"
        twin = iri.replace("https://", "http://", 1) if iri.startswith("https:") else iri.replace("http:", "https:", 1)
        if any(twin.startswith(known) for known in self._longest) or twin + "#" in self.namespaces:
            return f"is written {twin.partition(':')[0]}: in its own vocabulary"
        if iri.startswith(f"{BASE}concept/"):
            return "" if iri in self.concepts else "is in no closed list"
        return "is of no vocabulary that is listed" if is_term else ""


def namespace_of(term: str) -> str:
    """The namespace of a term: up to its last # or /."""
    return term[: max(term.rfind("#"), term.rfind("/")) + 1]


@lru_cache(maxsize=1)
def vocabularies() -> Vocabularies:
    """The terms of ontology/vocabulary-terms.txt, of the standards, of our ontology and of our shapes."""
    lines = (ROOT / "ontology" / "vocabulary-terms.txt").read_text(encoding="utf-8").splitlines()
    terms = {line for line in lines if line and not line.startswith("#")}
    ours = _load([*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "shapes").rglob("*.ttl")])
    named = {str(subject) for subject in ours.subjects() if isinstance(subject, URIRef)}
    terms |= {name for name in named if name.startswith((str(KG), str(KGS)))}
    return Vocabularies(terms, {name for name in named if name.startswith(f"{BASE}concept/")})


def check(files: Iterable[Path]) -> list[Fault]:
    """Every fault of these files, in order."""
    return sorted({fault for file in files for fault in check_text(file.name, file.read_text(encoding="utf-8"))})


def check_text(name: str, text: str) -> Iterator[Fault]:
    """The faults of one file by its contents; the ending of its name says what it is."""
    suffix = Path(name).suffix
    if suffix == ".md":
        for block in BLOCK.findall(text):
            yield from _written(name, block)
        return
    if suffix in FORMATS:
        yield from _bindings(name, text)
        data = Dataset()
        data.parse(data=text, format=FORMATS[suffix], publicID=BASE)
        yield from _triples(name, ((s, p, o) for s, p, o, _ in data.quads()))
    else:
        yield from _written(name, text)


def _triples(name: str, triples: Iterable[tuple[Node, Node, Node]]) -> Iterator[Fault]:
    known = vocabularies()
    for subject, predicate, value in triples:
        uses = [(subject, False), (predicate, True), (value, predicate == RDF.type)]
        uses += [(value.datatype, True)] if isinstance(value, Literal) and value.datatype else []
        for term, is_term in uses:
            reason = known.refusal(str(term), is_term) if isinstance(term, URIRef) else ""
            if reason:
                yield Fault(name, str(term), reason)


def _written(name: str, text: str) -> Iterator[Fault]:
    """The faults of a query or an example: its prefixes, its prefixed names and its whole addresses."""
    known = vocabularies()
    yield from _bindings(name, text)
    body = IGNORED.sub(" ", BINDING.sub("", text))
    for address in ADDRESS.findall(body):
        reason = known.refusal(address)
        if reason:
            yield Fault(name, address, reason)
    for prefix, local in NAME.findall(ADDRESS.sub(" ", body)):
        term = f"{PREFIXES[prefix]}{local}" if prefix in PREFIXES else ""
        reason = known.refusal(term, is_term=prefix != "id") if term else "has a prefix that is declared nowhere"
        if reason:
            yield Fault(name, term or f"{prefix}:{local}", reason)


def _bindings(name: str, text: str) -> Iterator[Fault]:
    """The prefixes that a file binds otherwise than ontology/prefixes.ttl does."""
    for prefix, namespace in BINDING.findall(text):
        if str(PREFIXES.get(prefix)) != namespace:
            yield Fault(name, f"{prefix}: <{namespace}>", f"ontology/prefixes.ttl says {PREFIXES.get(prefix)}")


def _load(paths: Iterable[Path]) -> Graph:
    graph = Graph()
    for path in sorted(paths):
        graph.parse(path, format="turtle")
    return graph


def own_files() -> list[Path]:
    """The files of this project that name terms: ontology, shapes, questions, the README examples and the test data."""
    globs = ("ontology/*.ttl", "shapes/**/*.ttl", "queries/*.rq", "*.md", "*/README.md", "tests/queries/*.trig")
    return [path for pattern in globs for path in sorted(ROOT.glob(pattern))]


def main(arguments: list[str]) -> int:
    """Checks the files named, or all of the project's own; ends with 1 where there is a fault."""
    files = [Path(argument) for argument in arguments] or own_files()
    faults = check(files)
    for fault in faults:
        print(f"{fault.file}: {fault.term} {fault.reason}")
    print(f"{len(files)} files, {len(vocabularies().terms)} terms known, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
