"""Reforms and national plans that change a field of the public sector, with the agreement that made them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Document
from extract.fact import Agreement, DocumentFact, Fact, Facts, Reform
from extract.grammar.agreement_name import identity
from extract.grammar.dates import find_dates
from extract.grammar.reform_names import ReformName
from extract.reformed import NamedReform, named_reforms
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
    for named in named_reforms(document):
        title = named.title
        start, name = next(place for place in named.places if place[1].title == title)
        made = next((fact for fact in agreements if _makes(fact, name)), None)
        date = made.date if made and made.date else _brought(document, facts, named)
        yield Reform(
            title=title,
            agreement=made.title if made else "",
            date=date,
            evidence=document.evidence(start, start + len(title), "reforms/name"),
        )


def _makes(agreement: Agreement, name: ReformName) -> bool:
    title, reform = identity(agreement.title), identity(re.sub(r"(reform|plan)en\b", r"\1", name.title))
    return len(reform) > 6 and reform in title


def _brought(document: Document, facts: Facts, named: NamedReform) -> str:
    """When it was put forward or adopted, told in a sentence that names it."""
    known = facts.of(DocumentFact)
    today = known[0].date if known else ""
    for sentence in sentences(document):
        told = any(sentence.start <= start < sentence.end for start, _ in named.places)
        if not told or not BROUGHT.search(sentence.text):
            continue
        for date in find_dates(sentence.text):
            near = sentence.text[max(0, date.start - 60) : date.end + 60]
            if re.search(r"(?:i kraft|ikrafttræden|virkning)\W+(?:fra |den |pr\. )*$", sentence.text[: date.start]):
                continue
            if BROUGHT.search(near) and (not today or date.iso[: len(today)] <= today[: len(date.iso)]):
                return date.iso
    return ""
