"""The answer to a question with one more column: the evidence that each row rests on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kommunegraf import identity
from kommunegraf.queries import Question
from kommunegraf.terms import OA

EVIDENCE: Final = "evidence"
FACT: Final = re.compile(r"\?(\w+) a kg:(\w+)")
ANNOTATION: Final = re.compile(r"\?(\w+) oa:hasBody")
WHERE: Final = re.compile(r"^WHERE \{$", re.MULTILINE)
NAMED: Final = re.compile(r"\((?:[^()]|\([^()]*\))* AS (\?\w+)\)")
END: Final = re.compile(r"^\}$", re.MULTILINE)
GROUPED: Final = re.compile(r"^GROUP BY (?=\?)", re.MULTILINE)
"""How a question tells each row once where an engine's DISTINCT cannot be trusted; it counts nothing."""
Row = Mapping[str, Mapping[str, str]]
"""The terms of a row by column, as in SPARQL results JSON; a column that is not bound is missing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its evidence: the columns, the last of which is EVIDENCE, and the rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def text(self, row: Row, column: str) -> str:
        """The bare value of a cell, "" where there is none."""
        return row[column]["value"] if column in row else ""


def evidenced(question: Question, text: str) -> str:
    """A question's query, its parameters bound, that asks for the evidence of each row beside its own columns.

    The evidence is what the question itself looks at, else that of the first fact that it names. A question that asks
    the reference data or the catalogue rests on no quotes and is left as it is.
    """
    begin, ends = WHERE.search(text), list(END.finditer(text))
    if question.answers_from or not begin or not ends or EVIDENCE in _projected(text[: begin.start()]):
        return text
    head, at, end = text[: begin.start()], begin.start(), ends[-1].start()
    asked, more = f"?{EVIDENCE}", ""
    if f"?{EVIDENCE}" not in text:
        more, fact = _more(text)
        is_distinct = "SELECT DISTINCT" in head or GROUPED.search(text, end)
        if not is_distinct and fact not in _projected(head):
            asked += f" ?{fact}"  # two facts that read the same are two rows
    tail = GROUPED.sub(f"GROUP BY {asked} ", text[end:])
    return f"{head}  {asked}\n{text[at:end]}{more}{tail}"


def _projected(head: str) -> list[str]:
    """The columns that a query asks for, in order."""
    return re.findall(r"\?(\w+)", NAMED.sub(r"\1", head.rpartition("SELECT")[2]))


def _more(text: str) -> tuple[str, str]:
    """The pattern that finds the evidence of a question that does not look at any, and the variable of the fact."""
    looked = ANNOTATION.search(text)
    if looked:
        return f"  BIND(?{looked[1]} AS ?{EVIDENCE})\n", looked[1]
    fact = next((name for name, kind in FACT.findall(text) if kind != "Document"), "source")
    pattern = f"?{EVIDENCE} <{OA.hasBody}> ?{fact}"
    inner = f"GRAPH ?g {{ {pattern} }}" if "GRAPH ?g" in text else pattern
    return f"  OPTIONAL {{ {inner} }}\n", fact


def read(question: Question, written: bytes | str) -> Answer:
    """The answer from the results JSON of an evidenced query: the rows of the question itself.

    A row that has several pieces of evidence is told once, with one of them, always the same.
    """
    found = json.loads(written)
    variables = found["head"]["vars"]
    begin = WHERE.search(question.text)
    own = _projected(question.text[: begin.start()]) if begin else variables
    rows: dict[tuple[object, ...], dict[str, Mapping[str, str]]] = {}
    for row in found["results"]["bindings"]:
        key = tuple(tuple(sorted(row.get(name, {}).items())) for name in variables if name != EVIDENCE)
        told = rows.setdefault(key, {name: row[name] for name in (*own, EVIDENCE) if name in row})
        if EVIDENCE in row and row[EVIDENCE]["value"] < told[EVIDENCE]["value"]:
            told[EVIDENCE] = row[EVIDENCE]
    if question.answers_from:
        graph = {"type": "uri", "value": str(identity.graph(question.answers_from))}
        for told in rows.values():
            told[EVIDENCE] = graph
    return Answer((*(name for name in own if name != EVIDENCE), EVIDENCE), tuple(rows.values()))
