"""Words that point at something named elsewhere: "aftalen", "samme aftale", "puljen", "jf. pkt. 3.2", "heraf"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.grammar.marks import holds

SAME = r"(?:[Dd]enne|[Dd]ette|[Nn]ærværende|[Ss]amme|[Oo]vennævnte|[Oo]venstående|[Ff]oreliggende)"
STEM = r"(?P<stem>[A-ZÆØÅ]*[a-zæøå]*?-?)"
COMPLEMENT = r"(?! (?:om|for|mellem|imellem|på|til)\b)(?! (?:fra|af) (?:19|20)\d\d)(?! mellem)"
"""What follows a word that names its thing itself: "aftalen om …", "puljen til …"."""
AGREEMENT = re.compile(
    rf"\b(?:(?P<same>{SAME}) )?{STEM}(?P<head>[Aa]ftale|[Ff]orlig)(?P<ending>n|ns|et|ets|s|)\b{COMPLEMENT}"
)
REFORM = re.compile(
    rf"\b(?:(?P<same>{SAME}) )?(?P<stem>)(?P<head>[Rr]eform)(?P<ending>en|ens|s|)\b{COMPLEMENT}(?! af\b)"
)
POOL = re.compile(rf"\b(?:(?P<same>{SAME}) )?{STEM}(?P<head>[Pp]ulje)(?P<ending>n|ns|midlerne|s|)\b{COMPLEMENT}")
KINDS = (
    ("agreement", AGREEMENT, ("ftale", "orlig")),
    ("reform", REFORM, ("eform",)),
    ("pool", POOL, ("ulje",)),
)
"""Kinds of pointing words, with what each of them has in it: what a text lacks is not looked for."""
ITEM = re.compile(
    r"\b(?:jf\.|jævnfør|se(?: også)?|henvis\w+ til|(?:behandlet|behandles) under) (?:dagsordenens |dagsordens)?"
    r"(?:pkt\.|punkt(?:et)?|sag) ?(?:nr\. )?(?P<number>\d{1,3}(?:\.\d{1,2})*)\b(?! ?(?:[-–/]\d|stk|pkt|mio|kr))"
)
ATTACHMENT = re.compile(
    r"\b(?:jf\.|jævnfør|se(?: også)?|fremgår af|henvis\w+ til|vedlagt som) bilag "
    r"(?P<numbers>\d{1,2}(?:(?:, | og | samt |[-–])\d{1,2})*)\b"
)
SHARE = re.compile(r"\b(?P<word>[Hh]eraf|hvoraf)\b(?=[^.;]{0,80}?\d[^.;]{0,20}?\b(?:kr|mio|mia|millioner|milliarder))")
ELSEWHERE = re.compile(r",? (?:på|fra|i) (?:\w+ ){0,2}?(?:mødet|møde|referatet|dagsordenen|aftalen|loven|budgettet)\b")
"""What says that a number is one of another document."""
DEFINED = re.compile(
    r" ?\((?:(?P<called>herefter|i det følgende|fremover|kaldet|benævnt|forkortet)"
    r"(?: (?:kaldet|benævnt|omtalt som|blot))? )?"
    r"[”“\"»'’]?(?P<term>(?(called)[A-ZÆØÅa-zæøå][\wæøåÆØÅ -]{1,40}?|[A-ZÆØÅ][A-ZÆØÅ&]{1,6}\d{0,4}))[”“\"«'’]?\)"
)
"""A bracket that gives what stands before it a short name: "(FBU)", "(herefter aftalen)"."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words at text[start:end] that point at an agreement, reform, pool, item, attachment or sum.

    ``stem`` is what a compound says of it ("økonomi" of "økonomiaftalen"), ``number`` what is printed with an item or
    attachment; ``same`` holds for "denne" and "nærværende", which speak of the text itself where that is such a thing.
    """

    start: int
    end: int
    kind: str
    stem: str = ""
    number: str = ""
    same: bool = False


def find_pointers(text: str) -> Iterator[Pointer]:
    """The pointing words of a paragraph, in reading order."""
    found: list[Pointer] = []
    for kind, pattern, heads in KINDS:
        found += [
            Pointer(*match.span(), kind, match["stem"].lower().rstrip("-"), same=_of_itself(match))
            for match in (pattern.finditer(text) if holds(text, heads) else ())
            if match["same"] or match["ending"] not in ("", "s")
        ]
    found += [Pointer(*match.span(), "item", number=match["number"]) for match in ITEM.finditer(text)]
    for match in ATTACHMENT.finditer(text):
        found += [Pointer(*match.span(), "attachment", number=number) for number in _each(match["numbers"])]
    found += [Pointer(*match.span("word"), "sum") for match in SHARE.finditer(text)]
    yield from sorted(found, key=lambda pointer: pointer.start)


def _of_itself(match: re.Match[str]) -> bool:
    return (match["same"] or "").lower() in ("denne", "dette", "nærværende", "foreliggende")


def _each(numbers: str) -> Iterator[str]:
    """The numbers of a list ("1, 3 og 4", "3-6")."""
    for part in re.split(r", | og | samt ", numbers):
        first, _, last = part.replace("–", "-").partition("-")
        yield from map(str, range(int(first), int(last or first) + 1))
