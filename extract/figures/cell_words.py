"""The words of table cells: numbers with their units, the periods that heads name, and heads without either."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extract.grammar.numbers import parse_number

YEARS = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)?\d\d)(?![\d.,]*\d))?(?!\d)")
PRICE_LEVEL = re.compile(
    r"\(?\b(?:19|20)\d\d\s*[-– ]?\s*(?:PL|p/l|pl|prisniveau|priser|tal|niveau)\b\)?", re.IGNORECASE
)
_FIGURE = re.compile(
    r"(?P<sign>[+\-–−]\s?)?(?P<number>\d[\d.\u00a0]*(?:,\d+)?|\d{1,3}(?: \d{3})+)\s*(?P<unit>%|"
    r"pct\.?|procent|kr\.?|mio\. ?kr\.?|mia\. ?kr\.?)?"
    r"\s*(?:,-)?\s*\**",
    re.IGNORECASE,
)
_UNITS: tuple[tuple[re.Pattern[str], str, int], ...] = (
    (re.compile(r"\(?\b(?:i |beløb i )?(?:mia\.?|milliarder)\s*(?:kr\.?|kroner)\)?", re.I), "kr.", 1_000_000_000),
    (re.compile(r"\(?\b(?:i |beløb i )?(?:mio\.?|millioner)\s*(?:kr\.?|kroner)\)?", re.I), "kr.", 1_000_000),
    (
        re.compile(
            r"\(?\b(?:i |beløb i )?(?:1\.?000\s*kr\.?|t\. ?kr\.?|tkr\.?|tusinde? kr(?:\.|oner)?|hele 1\.000)\)?", re.I
        ),
        "kr.",
        1_000,
    ),
    (re.compile(r"\(?\b(?:i )?(?:kr\.|kroner\b|hele kr\.?|DKK\b)\)?", re.I), "kr.", 1),
    (re.compile(r"\(?\s?(?:i )?(?:%|\bpct\b\.?|\bprocent\b)\)?|procent(?=\w*$)", re.I), "pct.", 1),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What the figures of a column are printed in: "kr.", "pct.", a counted noun or "", and the printed scale."""

    name: str = ""
    factor: int = 1


def figure(text: str) -> tuple[Decimal, str] | None:
    """The number in a cell that holds nothing else and the unit printed behind it ("12,5 pct."), or None."""
    match = _FIGURE.fullmatch(text.strip())
    if not match:
        return None
    value = parse_number(match["number"].replace(" ", ".").replace("\u00a0", "."))
    if value is None:
        return None
    return (-value if (match["sign"] or "").strip() in {"-", "–", "−"} else value), (match["unit"] or "")


def unit_of(text: str) -> Unit | None:
    """The unit that a head or caption states ("Beløb (1.000 kr.)"), or None."""
    for pattern, name, factor in _UNITS:
        if pattern.search(text):
            return Unit(name, factor)
    return None


def unbroken(text: str) -> str:
    """A head or label without the hyphens at which a narrow cell breaks a word ("Tillægs-bevilling")."""
    return re.sub(r"(?<=[a-zæøå]{3})-(?=[a-zæøå]{4})", "", " ".join(text.split()))


def without_unit(text: str) -> str:
    """A head without the unit that stands in or behind it: "Serviceudgifter (mio. kr.)" is "Serviceudgifter"."""
    for pattern, _, _ in _UNITS:
        text = pattern.sub(" ", text)
    return unbroken(text).replace("()", "").strip(" ,:;")


_DAY = re.compile(r"(?<!\d)\d{1,2}[./]\s?\d{1,2}[-./](?:20)?(\d\d)(?![\d/])")
"""A day in figures, whose year is two digits or four: "31/7-23"."""


def period_of(text: str) -> str:
    """The year or span of years that a head or label states, "" for none or more than one; price levels are none."""
    matches = [(first, last) for first, last in YEARS.findall(PRICE_LEVEL.sub(" ", text))]
    if not matches and len(days := set(_DAY.findall(text))) == 1:
        return f"20{days.pop()}"
    if len(set(matches)) != 1:
        return ""
    first, last = matches[0]
    return first if not last else f"{first}-{last if len(last) == 4 else first[:2] + last}"


def without_period(text: str) -> str:
    """A head or label without its period: "Budget 2025" is "Budget"; a price level ("2025-priser") stays."""
    if not period_of(text) or PRICE_LEVEL.search(text):
        return text
    return re.sub(r"\s+(?:i|for|pr\.?)$", "", " ".join(YEARS.sub(" ", text).split()).strip(" ,:;-–"))
