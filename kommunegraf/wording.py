"""How pages read in Danish and in English: their texts, columns, coded values, numbers and days."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rdflib import SKOS, Graph

from extract.resources import ROOT
from kommunegraf.labels import day, label

FOLDER: Final = Path(__file__).parent / "web"
NUMBERS: Final = frozenset(
    {"amount", "amount_per_place", "allotted", "printed_total", "difference", "value", "places", "total", "share"}
    | {"whole_amount", "part_amount", "other_amount", "expected", "per_inhabitant", "inhabitants", "times", "weight"}
    | {"count", "of", "percent", "seats", "municipal_seats", "recipients", "mentioning", "items", "pages", "files"}
)
"""Columns of figures: set to the right, with a sign between the thousands."""
CODED: Final = frozenset(
    {
        "action",
        "bound",
        "decided",
        "direction",
        "holding",
        "kind",
        "outcome",
        "period_kind",
        "qualifier",
        "recommended",
        "recurrence",
        "review_status",
        "status",
        "verdict",
    }
)
"""Columns whose values are notations of our closed lists, several of them parted by commas."""
SCHEMES: Final = {"decided": "outcome", "recommended": "action", "holding": "coverage-status"}
"""The closed list of a column that does not go by its name."""
DAY: Final = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


@dataclass(frozen=True, slots=True)
class Words:
    """The wording of one language, from the file of its name in web/."""

    language: str
    texts: Mapping[str, str]
    counts: Mapping[str, list[str]]
    columns: Mapping[str, str]
    names: Mapping[str, str]
    concepts: Mapping[tuple[str, str], str]

    def text(self, name: str, **values: object) -> str:
        """The text of this name with its values set in. Raises KeyError for a name that the file does not have."""
        return self.texts[name].format(**values)

    def counted(self, name: str, count: int) -> str:
        """How many there are of something: "1 dokument", "1.204 dokumenter"."""
        one, many = self.counts[name]
        return f"{self.number(count)} {one if count == 1 else many}"

    def column(self, name: str) -> str:
        """The heading of a column."""
        return self.columns.get(name, name.replace("_", " "))

    def number(self, value: object) -> str:
        """A number with the signs of the language between its thousands and before its decimals; else as it is."""
        text = str(value)
        if not re.fullmatch(r"-?\d+(?:\.\d+)?", text):
            return text
        whole, _, decimals = text.partition(".")
        sign = "-" if whole.startswith("-") else ""
        grouped = sign + f"{int(whole.lstrip('-')):,}" + (f".{decimals}" if decimals.strip("0") else "")
        return grouped.translate(str.maketrans(",.", ".,")) if self.language == "da" else grouped

    def day(self, iso: str) -> str:
        """A day, month or year as it is written: 2031-09-06 → 6. september 2031."""
        danish, english = day(iso)
        return danish if self.language == "da" else english

    def concept(self, notation: str, scheme: str = "") -> str:
        """The label of a notation of the closed lists, of one whose name ends so where there is one; else itself."""
        found = {name: label for (name, known), label in self.concepts.items() if known == notation}
        best = next((label for name, label in found.items() if scheme and name.endswith(scheme)), "")
        return best or next(iter(found.values()), notation)

    def term(self, iri: str) -> str:
        """What a class or property is called, else its local name."""
        danish, english = label(iri)
        local = iri.rpartition("#")[2].rpartition("/")[2]
        ours = danish if self.language == "da" else english
        return (ours if "kommunegraf" in iri else "") or self.names.get(local) or ours or local

    def truth(self, value: str, datatype: str) -> str:
        """Yes or no for a truth value; any other value as it is."""
        return self.text("yes" if value == "true" else "no") if datatype == "boolean" else value

    def cell(self, name: str, value: str) -> str:
        """A value of a column as a reader of the language expects it."""
        value = " ".join(value.split())
        if name in CODED:
            return ", ".join(self.concept(part, SCHEMES.get(name, name)) for part in value.split(", "))
        if name in NUMBERS:
            return self.number(value)
        return self.day(value) if DAY.fullmatch(value) else value


@lru_cache(maxsize=2)
def words(language: str) -> Words:
    """The wording of "da" or "en"."""
    found: dict[str, Any] = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return Words(language, found["texts"], found["counts"], found["columns"], found["names"], _concepts(language))


def _concepts(language: str) -> dict[tuple[str, str], str]:
    """The label of each concept of the closed lists, by list and notation."""
    concepts = Graph().parse(ROOT / "ontology" / "concepts.ttl")
    return {
        (str(concept).rpartition("/")[0].rpartition("/")[2], str(notation)): str(label)
        for concept, notation in sorted(concepts.subject_objects(SKOS.notation))
        for label in concepts.objects(concept, SKOS.prefLabel)
        if getattr(label, "language", None) == language
    }
