"""Claims about how many of a group do something: their figures and the words that say what is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.grammar.counts import PERCENT, CountMatch, find_counts
from extract.grammar.marks import holds
from extract.grammar.numbers import AFTER, BEFORE, DIGITS, WORD, parse_number

_N = rf"(?:{BEFORE}{DIGITS}{AFTER}|\b{WORD}\b)"
_PERCENT = r"\s?(?:%|pct\b\.?|procent\b)"
_GROUP = re.compile(
    r"\s*(?:[\wæøå’.-]+\s+){0,4}?(?:antal\b|[\wæøå-]{2,}(?:erne|ene|er|ere|tilbud|børn|elever|folk|"
    r"personer|unge|ældre)\b)",
    re.IGNORECASE,
)
_MASS = re.compile(
    r"\s*(?:[\wæøå’.-]+\s+){0,3}?(?:\w*udgift\w*|\w*indtægt\w*|\w*omkostning\w*|midlerne|pengene|"
    r"\w*gæld\w*|afgift\w*|\w*areal\w*|\w*kapacitet\w*|\w*pris\w*|budgett\w*|beløb\w*|løn\w*|"
    r"\w*forbrug\w*|\w*energi\w*|\w*udledning\w*|\w*selskab\w*|værdi\w*|taks\w*|tiden|\w*proces\w*|"
    r"\w*finansiering\w*|\w*puljen?|\w*investering\w*|\w*aktier?)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:mindst|over|op til|højst|maksimalt|under|minimum|ca\.?|cirka|omkring|knap|godt|"
    r"svarende til|mål(?:et)? (?:er|på|om)|[\wæøå]+ (?:med|på))\s*$",
    re.IGNORECASE,
)
_REQUIRED = re.compile(r"\b(?:skal|bør|må|mål(?:et|sætning\w*)?|kræve[rs]?|hvis|såfremt)\b", re.IGNORECASE)
_REQUIRED_BEHIND = re.compile(r"\s*(?:[\wæøå’.-]+\s+){1,3}?(?:skal|bør)\b", re.IGNORECASE)
_GOAL = re.compile(r"\b(?:mål(?:et)?|målsætning\w*|ambition\w*|ønske\w*)\b[^.:;]*$", re.IGNORECASE)
_ONE = re.compile(r"(?:en|et|én|ét)\b", re.IGNORECASE)
_SMALL_LEAD = re.compile(
    r"(?:\W|\d+[.)]|(?:[Kk]un|I|På|Blandt|Hos|I alt|Således|Ifølge [\wæøå ]{3,40}?|De|de|resterende|"
    r"Samlet|var|er|har|indgår|deltager|svarer|For|Dermed|at|fortæller|viser|og|alene|hele|bl\.a\.|"
    r"fx|omfatter)\b)*"
)
_MUNICIPALITIES = re.compile(r"\s*(?:af\s+)?(?:landets\s+|de\s+)?(?:\w+\s)?kommuner(?:ne)?\s*,?\s*", re.IGNORECASE)
_CUT_AFTER = re.compile(
    r"[.;](?=\s*$)|;|,\s(?=(?:men|mens|hvilket|hvor både|og for|og i)\b)|\s[–-]\s(?=svarende)", re.IGNORECASE
)
_CLAUSE_START = re.compile(r".*(?:[:;]\s|,\s(?:og|men|mens|at)\s|,?\s(?:hvoraf|heraf)\s|^[•\-–]\s*)", re.DOTALL)
_ASIDE = re.compile(r"\s*[–-]\s*svarende til[^–-]*?\s[–-]\s*|\s*\([^)]*\)")
_ALSO = re.compile(
    rf",?\s*og (?P<who>(?:for|i|blandt|hos) [^,.;%]{{3,70}}?) er det (?P<percent>{BEFORE}{DIGITS}){_PERCENT}",
    re.IGNORECASE,
)
_EQUALS = re.compile(rf"[^.;:]{{0,60}}?svarende til (?P<count>{_N})\s+[a-zæøå]+", re.IGNORECASE)
_LISTED = re.compile(
    rf"(?:^|,\s+|,?\s+og\s+|[-•–]\s+)(?P<percent>{BEFORE}{DIGITS}){_PERCENT}\s+(?P<what>(?:ligger|er|"
    rf"har|bor|får|går|[a-zæøå]{{3,}}er) [^,.;]+)",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(
    rf"antal(?:let)? af [\wæøå]+,? (?:der|som) (?P<what>.{{5,120}}?),? (?:er )?(?:steget|faldet|gået|"
    rf"vokset)[^.]{{0,20}}? fra (?P<first>{_N}) til (?P<last>{_N})\b(?!{_PERCENT})",
    re.IGNORECASE,
)
_OF_DEFINITE = re.compile(
    rf"(?:^|[:.;]\s+)(?P<lead>(?:i|på|hos|for|kun) )?(?P<count>{_N}) af (?P<group>[a-zæøå]{{4,}}(?:erne|ene))\b",
    re.IGNORECASE,
)
_OUT_OF_FIRST = re.compile(
    rf"(?:^|[:.;]\s+)(?:ud\s+)?af\s+(?:de|landets|i alt|samtlige|alle|"
    rf"\s)*(?P<of>{_N})\s+(?P<group>[a-zæøå]+)\s+(?P<verb>har|er|[a-zæøå]+er|"
    rf"[a-zæøå]+ede)\s+(?:kun\s+)?(?P<count>{_N})\s+(?!pct|%|mio|mia|kr)(?P<what>[^.;]+)",
    re.IGNORECASE,
)
_HEREOF = re.compile(
    rf"heraf\b[^.\d]{{0,30}}?(?P<count>{_N})\s+(?P<what>[^.,]{{2,80}}), svarende til "
    rf"(?P<percent>{BEFORE}{DIGITS}){_PERCENT}",
    re.IGNORECASE,
)
_TOTAL = re.compile(rf"(?:samlede antal|i alt)\s+(?P<what>.+?)\s+er\s+(?P<of>{_N})\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim in ``text[start:end]`` of a sentence: what is not stated is None."""

    start: int
    end: int
    statement: str
    count: Decimal | None = None
    of: Decimal | None = None
    percent: Decimal | None = None


def claims(text: str, before: str = "") -> Iterator[Claim]:
    """The claims of a sentence; ``before`` is the sentence in front of it, which may state the total."""
    found = list(find_counts(text))
    for index, match in enumerate(found):
        following = found[index + 1].start if index + 1 < len(found) else len(text)
        if _is_claim(text, match):
            claim = _claim(text, match, following, opens=index > 0)
            yield claim
            yield from _also(text, claim)
    yield from _listed(text)
    yield from _of_definite(text, before)
    yield from _otherwise_put(text, before)


def _is_claim(text: str, match: CountMatch) -> bool:
    lead = text[: match.start]
    clause = re.split(r"[,:;]", lead)[-1]
    if _GOAL.search(lead):
        return False
    if (
        _ONE.match(text, match.start)
        or _BOUND.search(lead)
        or lead.count("(") > lead.count(")")
        or _REQUIRED.search(clause)
        or _REQUIRED_BEHIND.match(text, match.end)
    ):
        return False
    if match.percent is None:
        return True
    return bool(_GROUP.match(text, match.end)) and not _MASS.match(text, match.end)


def _claim(text: str, match: CountMatch, following: int, opens: bool) -> Claim:
    """The claim at a count: what follows where it opens its clause (``opens``: behind another), else the clause."""
    opening = _CLAUSE_START.match(text, 0, match.start)
    first = opening.end() if opening else 0
    start = match.start
    if opens or _SMALL_LEAD.fullmatch(text, first, match.start):
        named = (
            _MUNICIPALITIES.match(text, match.end)
            if match.percent is None
            else _MUNICIPALITIES.match(text, match.end - 2)
        )
        start = named.end() if named else match.end - 2 if match.percent is not None else match.end
    else:
        start = first
    stop = _CUT_AFTER.search(text, match.end, following)
    end = stop.start() if stop else following
    after = _ASIDE.search(text, match.end, following)
    if after and stop and stop.start() <= after.start():
        stop = _CUT_AFTER.search(text, after.end(), following)
        end = stop.start() if stop else following
    equal = _EQUALS.match(text, match.end) if match.percent is not None and match.count is None else None
    return Claim(
        min(match.start, start),
        end,
        _words(text[start:end]),
        parse_number(equal["count"]) if equal else match.count,
        match.of,
        match.percent,
    )


def _also(text: str, claim: Claim) -> Iterator[Claim]:
    """The same said of a second group: "…, og for borgere over 80 år er det 12 %"."""
    for match in _ALSO.finditer(text, claim.end):
        yield Claim(
            match.start("who"),
            match.end(),
            f"{match['who']} {_without_group(claim.statement)}",
            percent=parse_number(match["percent"]),
        )


def _listed(text: str) -> Iterator[Claim]:
    """A row of shares without a named group: "60% bor i byen, 30% bor på landet og 10% bor på en ø"."""
    found = list(_LISTED.finditer(text)) if holds(text.casefold(), PERCENT) else []
    if len(found) > 1:
        for match in found:
            yield Claim(
                match.start("percent"), match.end(), _words(match["what"]), percent=parse_number(match["percent"])
            )


def _of_definite(text: str, before: str) -> Iterator[Claim]:
    """ "I 13 af sagerne …", where the sentence or the one before says how many there are in all."""
    for match in _OF_DEFINITE.finditer(text) if " af " in text.casefold() else ():
        stem = re.sub(r"(?:erne|ene)$", "", match["group"])
        totals = re.findall(
            rf"(?:alle|de|i alt|samlet|omfatter|blandt)\s+({_N})\s+(?:\w+\s)?{stem}",
            f"{before} {text[: match.start('count')]}",
            re.IGNORECASE,
        )
        if totals and not _ONE.match(match["count"]):
            stop = _CUT_AFTER.search(text, match.end())
            end = stop.start() if stop else len(text)
            yield Claim(
                match.start("count"),
                end,
                _words(text[match.end("count") : end]),
                parse_number(match["count"]),
                parse_number(totals[-1]),
            )


def _otherwise_put(text: str, before: str) -> Iterator[Claim]:
    """Claims in other forms.

    "Ud af 98 kommuner har 40 …", "antallet af kommuner, der …, er steget fra 20 til 70", "Heraf 5 …, svarende til 2 %".
    """
    for match in _OUT_OF_FIRST.finditer(text):
        yield Claim(
            match.start("of"),
            match.end(),
            f"{match['verb']} {_words(match['what'])}",
            parse_number(match["count"]),
            parse_number(match["of"]),
        )
    for match in _TWO_YEARS.finditer(text) if "antal" in text.casefold() else ():
        for count in (match["first"], match["last"]):
            yield Claim(match.start(), match.end(), _words(match["what"]), parse_number(count))
    share = _HEREOF.search(text) if "heraf" in text.casefold() else None
    total = _TOTAL.search(before) if share else None
    if total and share:
        yield Claim(
            share.start(),
            share.end(),
            f"{total['what']} {_words(share['what'])}",
            parse_number(share["count"]),
            parse_number(total["of"]),
            parse_number(share["percent"]),
        )


def _without_group(statement: str) -> str:
    return re.sub(r"^af [\wæøå ]+?(?:erne|ene)\s", "", statement)


def _words(text: str) -> str:
    return re.sub(r"[\s,]+(?:og|samt|men)$", "", " ".join(_ASIDE.sub(" ", text).split()).strip(" ,.;:•-–"))
