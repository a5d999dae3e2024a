"""The questions of queries/: one file each, with its summary, parameters and columns in the header."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from extract.resources import ROOT
from kommunegraf.base import own
from kommunegraf.errors import BadParameter, UnknownQuestion, WrongUse
from kommunegraf.rdf import term
from kommunegraf.search.stems import fold

FOLDER: Final = ROOT / "queries"
HEADER: Final = re.compile(r"^#\+ ([a-z-]+): (.+)$", re.MULTILINE)
PARAMETER: Final = re.compile(r'(\w+)(?:/(\w+))? (text|municipality|date|integer|iri) "([^"]+)" "([^"]+)"')
UNDEFINED: Final = "UNDEF"
BLOCK: Final = re.compile(r"VALUES \?(\w+) \{ (\S+) \}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the asker may set: its name, its kind (text, municipality, date, integer, iri) and what it means.

    ``danish_name`` names it as well, also without æ, ø and å (maaneder for måneder).
    ``default`` is what stands in the question's own VALUES block, "" where that is UNDEF.
    """

    name: str
    kind: str
    danish: str
    english: str
    default: str
    danish_name: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All names that it may be given by; its own first."""
        return tuple(dict.fromkeys(filter(None, (self.name, self.danish_name, fold(self.danish_name)))))


@dataclass(frozen=True)
class Question:
    """A question that anyone can ask without knowing SPARQL."""

    name: str
    text: str

    @cached_property
    def _header(self) -> list[tuple[str, str]]:
        return HEADER.findall(self.text)

    def _field(self, name: str) -> str:
        return next((value for key, value in self._header if key == name), "")

    @property
    def summary(self) -> str:
        """The question in Danish."""
        return self._field("summary")

    @property
    def summary_en(self) -> str:
        """The question in English."""
        return self._field("summary-en")

    @cached_property
    def columns(self) -> tuple[tuple[str, bool], ...]:
        """For a table of single documents: its columns after ``document``, with whether each tells rows apart."""
        names = [name for part in self._field("columns").split(",") if (name := part.strip())]
        return tuple((name.lower(), name.isupper()) for name in names)

    @property
    def answers_from(self) -> str:
        """The graph that it asks where that is not what documents say: reference, catalogue, ontology; else ""."""
        return self._field("answers-from")

    @property
    def is_table(self) -> bool:
        """Whether it lists the facts of single documents, to be scored and counted, or asks across documents."""
        return bool(self.columns)

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its parameters, in the order of the header. Raises ValueError where a header line is not in form."""
        found: list[Parameter] = []
        for key, value in self._header:
            if key == "parameter":
                match = PARAMETER.fullmatch(value)
                block = match and next((block for block in BLOCK.finditer(self.text) if block[1] == match[1]), None)
                if not match or not block:
                    raise ValueError(f"{self.name}: parameter {value} is not in form or has no VALUES block")
                default = "" if block[2] == UNDEFINED else block[2].strip('<>"')
                found.append(Parameter(match[1], match[3], match[4], match[5], default, match[2] or ""))
        return tuple(found)

    def bind(self, values: Mapping[str, str]) -> str:
        """The query with its VALUES blocks set to these values, as RDF terms; "" leaves a parameter as it is.

        Raises BadParameter for a name that it does not have or a value that is not of its kind.
        """
        written: dict[str, str] = {}
        for name, value in self.named(values).items():
            parameter = next(parameter for parameter in self.parameters if parameter.name == name)
            written[name] = f"VALUES ?{name} {{ {_term(parameter, value)} }}"
        # All at once: a value that looks like the block of another parameter is never looked at.
        return BLOCK.sub(lambda block: written.pop(block[1], block[0]), self.text)

    def named(self, values: Mapping[str, str]) -> dict[str, str]:
        """The values that are set, by the English names of their parameters, whichever name they were given by.

        Raises BadParameter for a name that the question does not have, and where one parameter gets two values.
        """
        known = {name: parameter for parameter in self.parameters for name in parameter.names}
        found: dict[str, str] = {}
        for name, value in values.items():
            if name not in known:
                names = ", ".join(parameter.name for parameter in self.parameters) or "–"
                raise BadParameter(
                    f"{self.name} har ingen parameter {name}; den har: {names}.",
                    f"{self.name} has no parameter {name}; it has: {names}.",
                )
            parameter = known[name]
            if value.strip() and found.setdefault(parameter.name, value.strip()) != value.strip():
                raise _twice(parameter.name, parameter.danish_name)
        return found


def _twice(name: str, danish: str) -> BadParameter:
    return BadParameter(
        f"{danish} og {name} er den samme parameter: skriv den én gang.",
        f"{danish} and {name} are the same parameter: write it once.",
    )


def _term(parameter: Parameter, value: str) -> str:
    try:
        return term(value, parameter.kind)
    except ValueError as error:
        wanted = {"date": "2027-01-31", "integer": "6", "iri": "https://…"}[parameter.kind]
        raise BadParameter(
            f"{parameter.name}: {value} passer ikke; skriv fx {wanted}.",
            f"{parameter.name}: {value} does not fit; write for example {wanted}.",
        ) from error


@lru_cache(maxsize=1)
def questions() -> tuple[Question, ...]:
    """All questions: those across documents first, then the tables of single documents, each by name."""
    found = [Question(path.stem, own(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.rq"))]
    return tuple(sorted(found, key=lambda question: (question.is_table, question.name)))


def question(name: str) -> Question:
    """The question of this name. Raises UnknownQuestion, naming those that are nearest."""
    found = next((question for question in questions() if question.name == name), None)
    if found is None:
        from difflib import get_close_matches

        near = ", ".join(get_close_matches(name, [question.name for question in questions()], 3, 0.4)) or "–"
        raise UnknownQuestion(
            f"Spørgsmålet {name} findes ikke. Ligner: {near}. Alle står på forsiden og i kommunegraf queries.",
            f"There is no question {name}. Near it: {near}. All are on the front page and in kommunegraf queries.",
        )
    return found


def read_question(path: Path) -> Question:
    """A question in a file of the user's own. Raises WrongUse where it cannot be read as UTF-8 text."""
    try:
        return Question(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"{path} kan ikke læses.", f"{path} cannot be read.") from error


def readme() -> str:
    """The text of queries/README.md, made from the headers."""

    def line(question: Question) -> str:
        parameters = ", ".join(f"`{'/'.join(parameter.names[:2])}`" for parameter in question.parameters)
        return (
            f"| [`{question.name}`]({question.name}.rq) | {question.summary} | {question.summary_en} | {parameters} |"
        )

    head = "| question | dansk | English | parameters |\n| --- | --- | --- | --- |\n"
    across = "\n".join(line(question) for question in questions() if not question.is_table)
    tables = "\n".join(line(question) for question in questions() if question.is_table)
    return f"{README_TOP}{head}{across}\n\n## What single documents say\n\n{README_TABLES}{head}{tables}\n"


README_TOP: Final = """\
# Questions

One question per file, in SPARQL, ready to run: `kommunegraf query NAME -p parameter=value`,
or on the page of `kommunegraf serve`.
This file is made from the headers: `python -m kommunegraf.queries` writes it anew.

Each file begins with the question in Danish (`#+ summary:`) and in English (`#+ summary-en:`).
A `#+ parameter:` line names a value that the asker may set (in English and in Danish), its kind and its meaning.
Kinds are text, municipality, date, integer and iri.
The value stands in a `VALUES` block of the query: `UNDEF` where it may be left open, otherwise its default.
Every answer says which document it stands in, with page and quote;
only questions with an `#+ answers-from:` line ask the reference data or the catalogue instead.

## Across documents

"""
README_TABLES: Final = """\
The first column is the document; the others are named in `#+ columns:`, in capitals those that tell rows apart.

"""

if __name__ == "__main__":
    (FOLDER / "README.md").write_text(readme(), encoding="utf-8")
