"""Names of bodies that meet and decide (Byrådet, committees, councils, KKR) in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.grammar.marks import holds

_CAPITAL = r"[A-ZÆØÅ][\wæøåÆØÅé]*"
_WORD = r"[A-ZÆØÅa-zæøå][\wæøåÆØÅé]*"
_COMMITTEE = (
    rf"(?:{_CAPITAL},\s+(?={_CAPITAL}-))?(?:(?:{_CAPITAL}-,?\s+)*{_CAPITAL}-?,?\s+(?:og|&|samt)\s+)?"
    rf"(?:{_WORD})?[Uu]dvalg(?:et)?(?![\wæøå]*møde)"
)
_APART = rf"(?:Det )?{_CAPITAL}(?:isk|iske|elt|elle|igt|ige|alt|ale|nt|nne|t) Udvalg(?:et)?"
_LOCAL = rf"(?:{_CAPITAL}(?:-{_CAPITAL})*\s+){{1,3}}[Ll]okaludvalg(?![\wæøå]*møde)"
_SUBJECT = rf"{_CAPITAL}(?:-?,\s+{_WORD})*(?:\s+(?:og|&)\s+{_CAPITAL}(?:\s+og\s+{_CAPITAL})?)?"
_FIELD = r"(?:det|den|de) (?!kommende|næste|seneste|sidste|første)[a-zæøå]+(?: og [a-zæøå]+)? [a-zæøå]{4,}?"
_FOR = (
    rf"(?:Udvalg(?:et)? for {_FIELD}(?=s?(?![\wæøå-]))"
    rf"|[Uu]dvalg(?:et)? for (?:(?:{_SUBJECT})|(?!de[tn]? )[a-zæøå]+(?: (?:og )?[a-zæøå]{{4,}})?))"
)
"""A committee by its field: "Udvalget for det nære sundhedsvæsen", "Udvalget for kultur og fritid"."""
_TASK = rf"(?:{_WORD}udvalg|[Oo]pgaveudvalget) (?:om|for|vedrørende) (?:{_SUBJECT}|[a-zæøå]{{4,}})"
_ASSEMBLY = (
    rf"{_CAPITAL}\s+(?:Byråd|Kommunalbestyrelse)(?=s?(?:\W|$))"
    r"|(?:Byråd|Kommunalbestyrelse|Regionsråd|Borgerrepræsentation)(?:et|e?n)?"
    r"|(?:byråd|kommunalbestyrelse|regionsråd|borgerrepræsentation)(?:et|e?n)"
    r"|Magistrat(?:en)?|Beredskabskommission(?:en)?|Økonomi-?\s?(?:og\s+Erhvervs)?udvalg(?:et)?"
)
_COUNCIL = (
    rf"(?:{_CAPITAL}\s+){{0,3}}(?!Byråd|Regionsråd){_CAPITAL}(?<!Om)(?<!om)råd(?!et)"
    rf"|(?:{_CAPITAL}-\s+(?:og|&)\s+)?(?!Byråd|Regionsråd)(?:{_CAPITAL}|bruger|borger)(?<!Om)(?<!om)[Rr]åd(?:et)?"
    rf"|{_CAPITAL}\s+Råd(?:et)?|Rådet for {_SUBJECT}"
)
_KKR = r"KKR[ -](?:[A-ZÆØÅ]{4,}|[A-ZÆØÅ][a-zæøå]+)"
_BOARD = rf"(?:KL[’']?s [Bb]estyrelse|[Bb]estyrelsen (?:for|i) {_CAPITAL}(?:\s+{_CAPITAL}){{0,3}})"
_BODY = re.compile(
    rf"(?<![\w-])(?P<name>{_KKR}|{_BOARD}|{_TASK}|{_FOR}|{_APART}|{_LOCAL}|{_COMMITTEE}|{_ASSEMBLY}|{_COUNCIL})(?P<genitive>s|[’']s)?(?![\wæøå-])"
)
_MARKS = ("dvalg", "råd", "Råd", "estyrelse", "KKR", "orgerrepræsentation", "agistrat", "edskabskommission")
"""What the names have in them."""
_GENERIC = frozenset(
    ("udvalg", "udvalget", "fagudvalg", "fagudvalget", "fagudvalgene", "udvalgene", "underudvalg", "underudvalget")
)
_DEFINITE = (("byråd", "et"), ("udvalg", "et"), ("regionsråd", "et"), ("bestyrelse", "n"), ("magistrat", "en"))


@dataclass(frozen=True, slots=True)
class BodyMatch:
    """A deciding body in the text and the name it goes by ("Byrådet", also where "byrådets" is printed)."""

    start: int
    end: int
    name: str


def find_bodies(text: str) -> Iterator[BodyMatch]:
    """The deciding bodies in a text, in order: "Byrådet", "Teknik- og Miljøudvalget", "KKR Syddanmark"."""
    for match in _BODY.finditer(text) if holds(text, _MARKS) else ():
        name = match["name"]
        if name.lower() not in _GENERIC:
            yield BodyMatch(match.start(), match.end(), body_name(name))


def body_name(printed: str) -> str:
    """The form that a body's name takes alone: first letter large, capitals lowered, municipal assemblies definite."""
    name = re.sub(r"\s+", " ", printed).strip(" .,:;")
    if name.upper() == name and len(name) > 3:
        name = " ".join(word if word == "KKR" else word.capitalize() for word in name.split())
    name = name[0].upper() + name[1:]
    for word, ending in _DEFINITE:
        if name.lower().endswith(word) and (
            " " not in name or (word == "udvalg" and not name.endswith((" Udvalg", " Lokaludvalg")))
        ):
            return name + ending
    return name


def spaced_kkr(line: str) -> str:
    """The KKR in a line of letters set apart ("K K R   S Y D D A N M A R K"), "" where it is none."""
    letters = re.sub(r"\s+", "", line)
    if re.fullmatch(r"KKR[A-ZÆØÅ]{5,}", letters) and re.match(r"K\s*K\s*R", line):
        return "KKR " + letters[3:].capitalize()
    return ""
