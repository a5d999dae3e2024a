"""A page of all terms in each language: `python -m kommunegraf.documentation DIRECTORY [--store FOLDER]`.

Each term has its definition, its place, an example, what the shapes demand of it and, where a graph is given, a live
example from that graph. The pages are whole in themselves: no script, no font and nothing else is fetched.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from extract.resources import ROOT
from kommunegraf.store import Store
from kommunegraf.terms import BASE, DCT, KG, SH, SKOS, compact
from kommunegraf.vocabulary import load, own_terms

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
STYLE: Final = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
section section { border-top: 1px solid #bbb; padding: .5rem 0 }
pre { white-space: pre-wrap; background: #f4f4f4; padding: .5rem }
h3 { margin: .5rem 0 }
dt { font-weight: 600 }
nav li { display: inline-block; margin-right: .8rem }
"""
MOST: Final = 12
"""So many triples of a thing are shown."""


class Pages:
    """The pages of the vocabulary, with live examples where a store is given."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
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
        terms = own_terms(self._terms, kind)
        links = "".join(f'<li><a href="#{_local(term)}">{_local(term)}</a></li>' for term in terms)
        parts = "".join(self._term(term, kind, language) for term in terms)
        return f"<section>\n<h2>{WORDS[language][kind]}</h2>\n<nav><ul>{links}</ul></nav>\n{parts}</section>\n"

    def _term(self, term: URIRef, kind: URIRef, language: str) -> str:
        words, text = WORDS[language], _in(self._terms, language)
        rows = [
            (words[name], ", ".join(f"<code>{escape(compact(value))}</code>" for value in values))
            for name, predicate in PLACES
            if (values := sorted(self._terms.objects(term, predicate), key=str))
        ]
        rows += [(words["example"], _shown(str(value))) for value in self._terms.objects(term, SKOS.example)]
        live = self._live(term, kind)
        rows += [(words["live"], _shown(live))] if live else []
        demands = list(self._demands(term, kind, language))
        if demands:
            rows.append((words["demands"], "<ul>" + "".join(f"<li>{escape(said)}</li>" for said in demands) + "</ul>"))
        listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>\n" for name, value in rows)
        return (
            f'<section id="{_local(term)}">\n<h3>{escape(text(term, RDFS.label))} <code>{compact(term)}</code></h3>\n'
            f"<p>{escape(text(term, RDFS.comment))}</p>\n<dl>\n{listed}</dl>\n</section>\n"
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

    def _live(self, term: URIRef, kind: URIRef) -> str:
        """The first thing of a class with what is said of it, or the first two things that a property joins."""
        if self._store is None:
            return ""
        if kind != OWL.Class:
            found = self._store.rows(f"SELECT ?s ?o WHERE {{ ?s <{term}> ?o }} ORDER BY ?s ?o LIMIT 1").rows
            return "".join(f"{_short(s)} {compact(term)} {_short(o)} ." for s, o in found)
        first = self._store.rows(f"SELECT ?s WHERE {{ ?s a <{term}> }} ORDER BY ?s LIMIT 1").rows
        for (subject,) in first:
            asked = f"SELECT DISTINCT ?p ?o WHERE {{ <{subject}> ?p ?o }} ORDER BY ?p ?o LIMIT {MOST}"
            said = [f"{_short(p)} {_short(o)}" for p, o in self._store.rows(asked).rows]
            return f"{_short(subject)} " + " ;\n    ".join(said) + " ."
        return ""


def _in(graph: Graph, language: str) -> Callable[[Node, URIRef], str]:
    """A function that gives the text of a property in a language, or nothing."""

    def text(term: Node, predicate: URIRef) -> str:
        texts = (value for value in graph.objects(term, predicate) if isinstance(value, Literal))
        return next((str(value) for value in texts if value.language == language), "")

    return text


def _short(value: str) -> str:
    """A value as an example shows it: prefixed, below our base, or quoted."""
    if value.startswith(BASE):
        return f"<{value.removeprefix(BASE)}>"
    short = "a" if value == str(RDF.type) else compact(value)
    if short != value:
        return short
    return f"<{value}>" if value.startswith(("http://", "https://")) else f'"{value}"'


def _local(term: URIRef) -> str:
    return term.removeprefix(str(KG))


def _shown(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"


def write(directory: Path, store: Store | None = None) -> None:
    """Writes the page of each language into a directory, which is made where it is missing."""
    directory.mkdir(parents=True, exist_ok=True)
    pages = Pages(store)
    for language, name in NAMES.items():
        (directory / name).write_text(pages.page(language), encoding="utf-8", newline="\n")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m kommunegraf.documentation")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--store", type=Path, help="folder of a built graph, for live examples")
    given = parser.parse_args()
    if given.store is None:
        write(given.directory)
    else:
        from kommunegraf.release import current

        write(given.directory, current(given.store).store())


if __name__ == "__main__":
    main()
