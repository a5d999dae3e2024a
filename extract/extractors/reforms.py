"""Reforms and national plans that change a field of the public sector, with the agreement that made them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extract.document import Document
from extract.fact import Agreement, DocumentFact, Fact, Facts, Reform
from extract.grammar.agreement_names import identity
from extract.grammar.dates import find_dates
from extract.grammar.reform_names import ReformName, find_reform_names
from extract.sentences import sentences

BROUGHT = re.compile(r"\b(?:fremlagde|fremlagt|vedtog|vedtaget|indgik|indgået|lancerede|præsenterede|enige om)\b")


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """One Reform for each reform, national plan or law of a whole field that the text names.

    Looks for::

        Med biblioteksreformen får kommunerne et nyt ansvar.
        Folketinget vedtog den 3. maj 2030 fritidens lov.
        Initiativet er en del af 8-årsplanen for børns bevægelse.
    """
    agreements = facts.of(Agreement)
    for names in _groups(document):
        title = _title([name for _, name in names])
        start, name = next(place for place in names if place[1].title == title)
        made = next((fact for fact in agreements if _makes(fact, name)), None)
        date = made.date if made and made.date else _brought(document, facts, names)
        yield Reform(
            title=title,
            agreement=made.title if made else "",
            date=date,
            evidence=document.evidence(start, start + len(title), "reforms/name"),
        )


def _groups(document: Document) -> list[list[tuple[int, ReformName]]]:
    groups: dict[str, list[tuple[int, ReformName]]] = {}
    for block in document.blocks:
        if block.kind != "row":
            for name in find_reform_names(document.text[block.start : block.end]):
                key = next((key for key in groups if _same(key, name.key)), name.key)
                groups.setdefault(key, []).append((block.start + name.start, name))
    return [names for names in groups.values() if any(name.certain for _, name in names)]


def _same(key: str, other: str) -> bool:
    """Whether two names are of one reform: equal, one with a subtitle, or "fritidsreformen" and "reformen af "
    "fritidslivet"."""
    if key == other or key.startswith(other + " ") or other.startswith(key + " "):
        return True
    word, of = (key, other) if other.startswith("reform ") else (other, key)
    stem = word.removesuffix("reform").removesuffix("s")
    return of.startswith("reform ") and word.endswith("reform") and len(stem) > 4 and stem in of


def _title(names: list[ReformName]) -> str:
    """The form used most; of two used equally the definite one, then the first."""
    counts = Counter(name.title.lower() for name in names)
    best = max(names, key=lambda name: (counts[name.title.lower()], name.title.endswith("en")))
    return best.title


def _makes(agreement: Agreement, name: ReformName) -> bool:
    title, reform = identity(agreement.title), identity(re.sub(r"(reform|plan)en\b", r"\1", name.title))
    return len(reform) > 6 and reform in title


def _brought(document: Document, facts: Facts, names: list[tuple[int, ReformName]]) -> str:
    """When it was put forward or adopted, told in a sentence that names it."""
    known = facts.of(DocumentFact)
    today = known[0].date if known else ""
    for sentence in sentences(document):
        if not any(sentence.start <= start < sentence.end for start, _ in names) or not BROUGHT.search(sentence.text):
            continue
        for date in find_dates(sentence.text):
            near = sentence.text[max(0, date.start - 60) : date.end + 60]
            if re.search(r"(?:i kraft|ikrafttræden|virkning)\W+(?:fra |den |pr\. )*$", sentence.text[: date.start]):
                continue
            if BROUGHT.search(near) and (not today or date.iso[: len(today)] <= today[: len(date.iso)]):
                return date.iso
    return ""
