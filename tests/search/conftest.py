"""What the tests of the search share: small releases of made graphs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kommunegraf import identity
from kommunegraf.releases.index import Index
from kommunegraf.search import word_file
from kommunegraf.terms import KG, OA

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
Facts = Mapping[str, tuple[str, str, str]]
"""Class, label and quote of each fact by its name."""


def lines(slug: str, facts: Facts) -> list[str]:
    """The N-Quads of a document that states these facts."""
    graph = identity.graph(slug)
    found = []

    def state(subject: str, predicate: object, value: str) -> None:
        found.append(f"<{subject}> <{predicate}> {value} <{graph}> .")

    for number, (name, (kind, label, quote)) in enumerate(facts.items()):
        fact, evidence = identity.iri("fact", slug, name), identity.iri("evidence", slug, name)
        state(fact, TYPE, f"<{KG[kind]}>")
        if label:
            state(fact, KG["purpose"], f'"{label}"')
        if not quote:
            continue
        state(evidence, OA.hasBody, f"<{fact}>")
        state(evidence, OA.hasTarget, f"<{evidence}/target>")
        state(evidence, KG.page, f'"{number + 1}"^^<http://www.w3.org/2001/XMLSchema#integer>')
        state(f"{evidence}/target", OA.hasSource, f"<{identity.iri('document', slug)}>")
        state(f"{evidence}/target", OA.hasSelector, f"<{evidence}/quote>")
        state(f"{evidence}/target", OA.hasSelector, f"<{evidence}/position>")
        state(f"{evidence}/quote", OA.exact, f'"{quote}"')
        start = f'"{number * 100}"^^<http://www.w3.org/2001/XMLSchema#integer>'
        state(f"{evidence}/position", OA.start, start)
    return sorted(found)


@pytest.fixture
def draft(tmp_path: Path) -> Callable[..., Path]:
    """Makes the folder of a release of some documents, brought up from the one before where that is given."""

    def make(name: str, documents: Mapping[str, Facts], before: Path | None = None) -> Path:
        folder = tmp_path / name
        (folder / "graphs").mkdir(parents=True)
        for slug, facts in documents.items():
            text = "".join(f"{line}\n" for line in lines(slug, facts))
            (folder / "graphs" / f"{slug}.nq").write_text(text, encoding="utf-8")
        with Index.write(folder):
            pass
        word_file.bring_up(folder, before)
        return folder

    return make
