"""A page of all terms in each language: `python -m kommunegraf.terminology.documentation DIRECTORY [--store FOLDER]`.

A build writes them too, into the folder vocabulary/ of the release. Each term has its definition, its place, an
example, what the shapes demand of it and, where a graph is given, a live example from it.
The pages are whole in themselves: no script, no font and nothing else is fetched.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from rdflib import OWL, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from extract.resources import ROOT
from kommunegraf.changes.delta import Change
from kommunegraf.reading.sources import RESERVED
from kommunegraf.terminology.examples import examples, last, shown
from kommunegraf.terminology.vocabulary import load, own_terms
from kommunegraf.terms import DCT, KG, SH, SKOS, compact

WORDS: Final = {
    "da": {
        "title": "Kommunegrafens ordforråd",
        "intro": "Hvad der kan siges i grafen, og med hvilke ord.",
        "other": "English",
        "version": "Version",
        "license": "Licens",
        OWL.Class: "Klasser",
        OWL.ObjectProperty: "Forbindelser",
        OWL.DatatypeProperty: "Værdier",
        "under": "er en slags",
        "from": "fra",
        "to": "til",
        "example": "Eksempel",
        "live": "I grafen",
        "demands": "Krav",
    },
    "en": {
        "title": "The vocabulary of Kommunegraf",
        "intro": "What may be said in the graph, and by which names.",
        "other": "dansk",
        "version": "Version",
        "license": "Licence",
        OWL.Class: "Classes",
        OWL.ObjectProperty: "Links",
        OWL.DatatypeProperty: "Values",
        "under": "is a kind of",
        "from": "from",
        "to": "to",
        "example": "Example",
        "live": "In the graph",
        "demands": "Demands",
    },
}
KINDS: Final = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
PLACES: Final = (
    ("under", RDFS.subClassOf),
    ("under", RDFS.subPropertyOf),
    ("from", RDFS.domain),
    ("to", RDFS.range),
)
NAMES: Final = {"da": "ordforraad.html", "en": "vocabulary.html"}
"""The file of each language's page."""
MADE_OF: Final = "made-of.json"
"""The file beside the pages that tells what they were made of: the lines of each example, none for a term without."""
STYLE: Final = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
section section { border-top: 1px solid #bbb; padding: .5rem 0 }
pre { white-space: pre-wrap; background: #f4f4f4; padding: .5rem }
h3 { margin: .5rem 0 }
dt { font-weight: 600 }
nav li { display: inline-block; margin-right: .8rem }
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as it is told in a language: its names, its definition, its places, examples, and what shapes demand."""

    iri: str
    local: str
    name: str
    kind: str
    label: str
    definition: str
    places: tuple[tuple[str, tuple[str, ...]], ...]
    shown: tuple[tuple[str, str], ...]
    demanded: str
    demands: tuple[str, ...]


class Pages:
    """The pages of the vocabulary, with live examples where some are given."""

    def __init__(self, live: Mapping[URIRef, str]) -> None:
        self._live = live
        self._terms = load("kommunegraf")
        self._shapes = Graph()
        for path in sorted((ROOT / "shapes").glob("*.ttl")):
            self._shapes.parse(path, format="turtle")

    def page(self, language: str) -> str:
        """The page in Danish ("da") or English ("en")."""
        words, other = WORDS[language], "en" if language == "da" else "da"
        name = URIRef(str(KG).rstrip("#"))
        version = f"{words['version']} {self._terms.value(name, OWL.versionInfo)}"
        license_ = self._terms.value(name, DCT.license)
        sections = [self._kind(kind, language) for kind in KINDS]
        return (
            f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{words["title"]}</title>\n'
            f"<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{words['title']}</h1>\n"
            f"<p>{words['intro']} {version}. {words['license']}: "
            f'<a href="{license_}">{str(license_).rpartition("/")[2]}</a>. '
            f'<a href="{NAMES[other]}" hreflang="{other}" lang="{other}">{words["other"]}</a></p>\n</header>\n'
            f"<main>\n{''.join(sections)}</main>\n</body>\n</html>\n"
        )

    def _kind(self, kind: URIRef, language: str) -> str:
        entries = list(self.entries(kind, language))
        links = "".join(f'<li><a href="#{entry.local}">{entry.local}</a></li>' for entry in entries)
        parts = "".join(map(_section, entries))
        return f"<section>\n<h2>{WORDS[language][kind]}</h2>\n<nav><ul>{links}</ul></nav>\n{parts}</section>\n"

    def entries(self, kind: URIRef, language: str) -> Iterator[Entry]:
        """The terms of a kind, one of KINDS, as they are told in a language."""
        words, text = WORDS[language], _in(self._terms, language)
        for term in own_terms(self._terms, kind):
            places = (
                (words[name], tuple(compact(value) for value in sorted(self._terms.objects(term, predicate), key=str)))
                for name, predicate in PLACES
            )
            shown = [(words["example"], str(value)) for value in self._terms.objects(term, SKOS.example)]
            shown += [(words["live"], self._live[term])] if term in self._live else []
            yield Entry(
                iri=str(term),
                local=_local(term),
                name=compact(term),
                kind=words[kind],
                label=text(term, RDFS.label),
                definition=text(term, RDFS.comment),
                places=tuple((name, values) for name, values in places if values),
                shown=tuple(shown),
                demanded=words["demands"],
                demands=tuple(self._demands(term, kind, language)),
            )

    def _demands(self, term: URIRef, kind: URIRef, language: str) -> Iterator[str]:
        """What the shapes demand of a class, or of the values of a property, in words."""
        text = _in(self._shapes, language)
        if kind == OWL.Class:
            for shape in sorted(self._shapes.subjects(SH.targetClass, term), key=str):
                yield from filter(None, (text(shape, RDFS.label), text(shape, SH.description)))
            return
        for constraint in sorted(self._shapes.subjects(SH.path, term), key=str):
            said = text(constraint, SH.description) or text(constraint, SH.message)
            owners = sorted(compact(cls) for cls in self._classes(constraint))
            if said:
                yield f"{', '.join(owners)}: {said}" if owners else said

    def _classes(self, constraint: Node) -> Iterator[Node]:
        for shape in self._shapes.subjects(SH.property, constraint):
            yield from self._shapes.objects(shape, SH.targetClass)


def _section(entry: Entry) -> str:
    rows = [(name, ", ".join(f"<code>{escape(value)}</code>" for value in values)) for name, values in entry.places]
    rows += [(name, f"<pre>{escape(said)}</pre>") for name, said in entry.shown]
    if entry.demands:
        rows.append((entry.demanded, "<ul>" + "".join(f"<li>{escape(said)}</li>" for said in entry.demands) + "</ul>"))
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>\n" for name, value in rows)
    return (
        f'<section id="{entry.local}">\n<h3>{escape(entry.label)} <code>{entry.name}</code></h3>\n'
        f"<p>{escape(entry.definition)}</p>\n<dl>\n{listed}</dl>\n</section>\n"
    )


def _in(graph: Graph, language: str) -> Callable[[Node, URIRef], str]:
    """A function that gives the text of a property in a language, or nothing."""

    def text(term: Node, predicate: URIRef) -> str:
        texts = (value for value in graph.objects(term, predicate) if isinstance(value, Literal))
        return next((str(value) for value in texts if value.language == language), "")

    return text


def _local(term: URIRef) -> str:
    return term.removeprefix(str(KG))


def write(
    directory: Path, graphs: Iterable[Path] = (), before: Path | None = None, changes: Iterable[Change] | None = None
) -> None:
    """Writes the page of each language into a directory, which is made where it is missing.

    Live examples are taken from the graphs, files of sorted N-Quads. Where the directory ``before`` holds the pages of
    the same vocabulary, and what changes in the graphs since is given, they are these as long as their examples last.
    """
    directory.mkdir(parents=True, exist_ok=True)
    made_of = version()
    kept = before / MADE_OF if before is not None else None
    if before is not None and changes is not None and kept is not None and kept.exists():
        known = json.loads(kept.read_text(encoding="utf-8"))
        if known["digest"] == made_of and last(known["examples"], changes):
            for name in (*NAMES.values(), MADE_OF):
                os.link(before / name, directory / name)
            return
    terms = load("kommunegraf")
    classes, *properties = (own_terms(terms, kind) for kind in KINDS)
    named = [*classes, *(term for found in properties for term in found)]
    live = examples(
        sorted(graphs, key=lambda path: (path.stem not in RESERVED, path.stem)),
        classes,
        named[len(classes) :],
    )
    for name, page in pages(live).items():
        (directory / name).write_text(page, encoding="utf-8", newline="\n")
    found = {"digest": made_of, "examples": {str(term): live.get(term, []) for term in named}}
    (directory / MADE_OF).write_text(json.dumps(found, ensure_ascii=False, indent=0), encoding="utf-8", newline="\n")


def pages(live: Mapping[URIRef, Collection[str]]) -> dict[str, str]:
    """The page of each language by the name of its file, with the lines of an example for each term that has one."""
    both = Pages({term: shown(lines) for term, lines in live.items() if lines})
    return {name: both.page(language) for language, name in NAMES.items()}


def version() -> str:
    """The hash of all that a page is made of but the examples: the vocabulary, the shapes and this module."""
    digest = hashlib.sha256()
    for path in (Path(__file__), ROOT / "ontology" / "kommunegraf.ttl", *sorted((ROOT / "shapes").glob("*.ttl"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m kommunegraf.terminology.documentation")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--store", type=Path, help="folder of a built graph, for live examples")
    given = parser.parse_args()
    graphs: Iterable[Path] = ()
    if given.store is not None:
        from kommunegraf.releases.release import current

        graphs = current(given.store).graphs().values()
    write(given.directory, graphs)


if __name__ == "__main__":
    main()
