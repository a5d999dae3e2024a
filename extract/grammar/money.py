"""Sums of Danish money in running text: "ca. 3,7 mia. kr.", "60-65 mio. kr. årligt", "kr. 25.000,-"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extract.fact import Bound, Money, Scale
from extract.grammar.numbers import AFTER, BEFORE, DIGITS, SIGN, WORD, is_quantity, parse_number

FACTORS: dict[Scale, int] = {"one": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
BOUNDS: dict[Bound, str] = {
    "up-to": r"op til|(?:aller)?højst|maksimalt|maks\.?|max\.?|ikke mere end|mindre end|under|ikke over",
    "at-least": r"(?:som )?minimum|mindst|ikke under|ikke mindre end|min\.",
    "over": r"mere end|over|godt(?: og vel)?",
    "about": r"ca\.?|cirka|omkring|omtrent|knap|næsten|i størrelsesordenen|i omegnen af|skønsmæssigt",
}
"""The words before a number that make it a bound."""

_BOUND_WORD = "|".join(sorted("|".join(BOUNDS.values()).split("|"), key=lambda word: (-len(word), word)))
_NUMBER = rf"{SIGN}(?:{BEFORE}(?:{DIGITS}{AFTER}|\d{{1,3}}\.\d{{1,2}}(?![\d.,]))|\b{WORD}\b)"
_SCALES: dict[Scale, str] = {
    "billion": r"mia\b\.?|milliard(?:er)?\b",
    "million": r"mio\b\.?|mill\b\.?|million(?:er)?\b",
    "thousand": r"t(?=\.?\s?kr\b)\.?|tusinde?\b",
}
_SCALE = "|".join(_SCALES.values())
_KRONER = r"(?:danske\s)?(?:kroner\b|kr\b\.?|DKK\b)"
_SUM = re.compile(
    rf"(?:\b(?<!summer )(?P<bound>{_BOUND_WORD})\s+(?:i alt\s+)?)?"
    rf"(?:\b(?P<prefix>kr\b\.?|DKK)\s*)?"
    rf"(?:(?:\bmellem\s+(?P<between>{_NUMBER})\s*(?:(?P<inner>{_SCALE})\s*)?(?:{_KRONER}\s*)?og"
    rf"\s|(?P<low>{_NUMBER})(?:[-–]| [-–] |\stil\s)))?"
    rf"(?P<number>{_NUMBER})(?:(?:\.(?= ?(?-i:mi[ao]|"
    rf"mill)))?\s?(?P<scale>{_SCALE}))?(?P<dash>,[-–])?(?P<unit>\s?{_KRONER})?",
    re.IGNORECASE,
)
# after a bare "mio." these words show that kroner are counted; a noun shows what else is ("mio. indbyggere")
_KRONER_FOLLOW = re.compile(
    r"\s*(?:$|[^\w\s]|\d|[A-ZÆØÅ]|(?:til|i|om|pr|per|fra|og|eller|på|over|ved|for|af|som|der|er|var|bliver|ekstra|"
    r"mere|mindre|"
    r"yderligere|varigt|årligt?|samlet|samt|med|mens|heraf|hvoraf|hvert?|efter|inden|under|allerede|alene|ud|netto|"
    r"brutto|"
    r"fordelt|afsat|tilført|bevilget|finansieret|øremærket|ekskl|inkl|at|hvis|blev|har|skal|kan|vil|gennem|de|det|den|"
    r"afsætter|reserverer|prioriterer|bevilger|investerer|tilfører|giver|bruger|sender|går|"
    r"udover|mod|svarende|hos|siden|fremadrettet|herudover|dog|end|så|når|\w+es)\b)"
)
_RATE = re.compile(
    r"\s*(?:/|pr\b\.?\s*(?!år\b|\d|1\.|januar)\w|per (?!år\b)\w|i (?:timen|døgnet|måneden|ugen|dagen|kvartalet)\b|"
    r"om (?:måneden|dagen|ugen)\b|månedligt?\b|for hver\b|hver\b)",
    re.IGNORECASE,
)
_ANNUAL = (
    r"årligt|varigt|permanent|pr\.? år\b|per år\b|om året|hvert år|hvert af årene"
    r"|og (?:frem(?:efter|adrettet|over)?|årene (?:frem|derefter|fremover))\b(?! mod| til (?:og med|\d))"
)
_ANNUAL_AFTER = re.compile(rf"\b(?:{_ANNUAL}|(?:årlig|varig)\b(?! [a-zæøå]))|/ ?år\b", re.IGNORECASE)
_ANNUAL_BEFORE = re.compile(rf"\b(?:{_ANNUAL}|årlige?|varige?)\b", re.IGNORECASE)
_LISTED = re.compile(
    rf"(?P<lead>\b(?:henholdsvis|hhv\.?)\s+)?(?P<items>{_NUMBER}(?:,\s+{_NUMBER})*)\s+og\s+$", re.IGNORECASE
)
_YEARS_BEHIND = re.compile(r"\s*(?:årligt\s+)?i\s+((?:20\d\d(?:,\s+|\s+og\s+)?){2,9})")
_CLAUSE_END = re.compile(r"[;!?\n]|\.\s+(?=[A-ZÆØÅ])|,\s+(?!\d{4})")
_CLAUSE_START = re.compile(r"[;:!?\n]|\.\s+(?=[A-ZÆØÅ])|, |\bi alt\b|\bsamlet\b", re.IGNORECASE)
_REACH = 60
"""How far from a sum a word may stand that tells its recurrence, in characters."""


@dataclass(frozen=True, slots=True)
class MoneyMatch:
    """A sum in the text, with its bound word: ``annual`` where the words around it say that it comes each year,
    ``rate`` where it is the price of one unit ("300 kr./ton") rather than a sum."""

    start: int
    end: int
    money: Money
    annual: bool
    rate: bool = False


def find_money(text: str, unit: Scale | None = None) -> Iterator[MoneyMatch]:
    """The sums in a text, in order; with ``unit`` (a table's scale) numbers without a unit of their own are sums too.

    A range ("60-65 mio. kr.") gives two matches, at-least and up-to, both with the whole range as printed words.
    """
    return iter(_sums(text, unit))


_MONEYED = re.compile(r"kr|dkk|mi[ao]|mill|tusind|,[-–]", re.IGNORECASE)
"""What a sum that tells its own unit has in it."""


@lru_cache(maxsize=4096)
def _sums(text: str, unit: Scale | None) -> tuple[MoneyMatch, ...]:
    """The sums in a text, kept: several rules look at the same sentence."""
    return tuple(_found(text, unit)) if unit or _MONEYED.search(text) else ()


def _found(text: str, unit: Scale | None) -> Iterator[MoneyMatch]:
    found = [(match, scale) for match in _SUM.finditer(text) if (scale := _scale(match, text, unit))]
    told = 0
    for index, (match, scale) in enumerate(found):
        following = found[index + 1][0].start() if index + 1 < len(found) else len(text)
        before, after = _annual(text, told, match, following)
        told = max(match.end(), after)
        rate = bool(_RATE.match(text, match.end()))
        for start, end, money in _listed_before(match, text, scale):
            yield MoneyMatch(start, end, money, annual=(before or after > 0) and not rate, rate=rate)
        for start, end, money in _amounts(match, text, scale):
            yield MoneyMatch(start, end, money, annual=(before or after > 0) and not rate, rate=rate)


def _named(words: str) -> Scale:
    return next(scale for scale, pattern in _SCALES.items() if re.match(pattern, f"{words} kr", re.IGNORECASE))


def _scale(match: re.Match[str], text: str, unit: Scale | None) -> Scale | None:
    """The scale of what ``_SUM`` matched, or None where it is no sum of money."""
    number = match["number"]
    if match["scale"]:
        spelled = match["unit"] or match["prefix"] or match["scale"][0] in "tT"
        scale = _named(match["scale"])
        return scale if spelled or (scale != "thousand" and _KRONER_FOLLOW.match(text, match.end())) else None
    if parse_number(number) is None:
        return None
    if match["unit"]:
        return None if _is_header(match, text) else "one"
    if match["dash"]:
        return "one"
    if match["prefix"] and not re.fullmatch(r"(?:19|20)\d\d", number):
        # in "mio. kr. 12" the unit belongs to what stands before it
        return None if re.search(r"(?:mi[ao]|1\.000|hele|\bt)\.?\s?$", text[: match.start("prefix")]) else "one"
    return unit if unit and number[-1:].isdigit() and is_quantity(text, *match.span("number")) else None


def _is_header(match: re.Match[str], text: str) -> bool:
    """Whether "1.000 kr." names the scale of a table and no sum."""
    return match["number"] == "1.000" and bool(re.search(r"(?:\(|\bi |\bhele )$", text[: match.start()]))


def _amounts(match: re.Match[str], text: str, scale: Scale) -> Iterator[tuple[int, int, Money]]:
    """The one sum of a match, or the two of a range."""
    value = _value(match["number"], scale)
    bound = _bound(match["bound"])
    low_group = "between" if match["between"] else "low"
    low = _value(match[low_group], _named(match["inner"]) if match["inner"] else scale) if match[low_group] else None
    if low is not None and scale == "one" and low < 1000 <= low * 1000 < value and value % 1000 == 0:
        low *= 1000  # "500-700.000 kr." leaves the thousands of the first out
    if low is None:
        yield match.start(), match.end(), Money(value, match.group(), scale, bound)
    elif low >= value or text[: match.start()].lower().endswith("fra ") or _is_year(match[low_group]):
        # no range: "2025 - 5 mio. kr.", or a change "fra 2 til 3 mio. kr."
        if not _is_year(match[low_group]):
            yield match.start(low_group), match.end(low_group), Money(low, match[low_group], scale, "exact")
        yield (
            match.start("number"),
            match.end(),
            Money(value, text[match.start("number") : match.end()], scale, "exact"),
        )
    else:
        yield match.start(), match.end(low_group), Money(low, match.group(), scale, "at-least")
        yield match.start("number"), match.end(), Money(value, match.group(), scale, "up-to")


def _listed_before(match: re.Match[str], text: str, scale: Scale) -> Iterator[tuple[int, int, Money]]:
    """The sums before a match that leave their unit to it: "henholdsvis 2, 3 og 4 mio. kr."."""
    lead = text[max(0, match.start() - 2 * _REACH) : match.start()]
    listed = _LISTED.search(lead)
    if listed is None or match["low"] or match["between"]:
        return
    numbers = [each for each in re.finditer(_NUMBER, listed["items"]) if each.group() and not _is_year(each.group())]
    years = _YEARS_BEHIND.match(text, match.end())
    respective = years and len(re.findall(r"20\d\d", years[1])) == len(numbers) + 1
    if not (listed["lead"] or respective) or parse_number(numbers[0].group() if numbers else "") is None:
        return
    shift = match.start() - len(lead) + listed.start("items")
    for number in numbers:
        value = _value(number.group(), scale)
        yield shift + number.start(), shift + number.end(), Money(value, number.group(), scale, "exact")


def _value(number: str, scale: Scale) -> Decimal:
    parsed = parse_number(number)
    if parsed is None:
        # "2.5 mio." and "0.75 mio.": a full stop as decimal sign, which only a unit after it makes plain
        parsed = Decimal(number.replace("−", "-").replace("–", "-"))
    value = parsed * FACTORS[scale]
    return value.to_integral_value() if value == value.to_integral_value() else value


def _is_year(number: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", number))


def _bound(words: str | None) -> Bound:
    folded = " ".join((words or "").lower().split())
    return next((bound for bound, pattern in BOUNDS.items() if folded and re.fullmatch(pattern, folded)), "exact")


def _annual(text: str, told: int, match: re.Match[str], following: int) -> tuple[bool, int]:
    """Whether a recurrence word stands before the sum, and the end of the one after it (0 for none), in its clause."""
    lead = text[max(told, match.start() - _REACH) : match.start()]
    clauses = list(_CLAUSE_START.finditer(lead))
    before = bool(_ANNUAL_BEFORE.search(lead, clauses[-1].end() if clauses else 0))
    limit = min(following, match.end() + _REACH)
    # one character back, since the stop of "kr." may close the sentence too
    closed = _CLAUSE_END.search(text, match.end() - 1, limit)
    after = _ANNUAL_AFTER.search(text, match.end(), closed.start() if closed else limit)
    return before, after.end() if after else 0
