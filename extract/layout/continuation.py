"""Whether a printed line goes on with the one before it: list markers told from dates and numbers at a line's start."""

from __future__ import annotations

import re

BULLET = re.compile(
    r"\s*(?:(?:[-–—‒·*o]|\./\.|\(?\d{1,2}[.)]|\(?[a-zæøå][.)])\s+\S|[•●▪◦▫■□➢✓\uf0b7\uf0a7\uf0fc]\s*\S)"
)
"""A list marker at the start of a line."""
NUMBERED_HEADING = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*\.?\s+[A-ZÆØÅ]")
MONTH = r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
ORDINAL = re.compile(
    rf"\s*\d{{1,2}}\.\s+(?:{MONTH}\b|(?:kvartal|halvår|halvdel|behandling|viceborgmester|næstformand|semester|fase|etape"
    r"|runde|klasse|plads|gang|række|sal|punktum|led|pkt|udgave|verdenskrig|generation|trin|møde)\b)"
)
"""A number that counts the word after it, as in "4. oktober", "2. kvartal": no list marker."""
POINTER = re.compile(
    r"(?:^|[\s(])(?:den|d\.|pkt\.|punkt|nr\.|§+|kap\.|kapitel|stk\.|bilag|kl\.|side|s\.|ca\.|på|til|fra|og|eller|end"
    rf"|med|af|i|samt|mindst|højst|over|under|omkring|cirka|godt|knap|de|senest|pr\.|inden|medio|ultimo|primo|{MONTH})\s*$",
    re.IGNORECASE,
)
"""The end of a line that a number completes."""
FIGURE = re.compile(r"\s*(?:\d{4}\b|\d{1,3}(?:\.\d{3})+\b|\d+,\d|\d+\s*(?:%|pct\b|mio\b|mia\b|kr\b))")
"""A year, an amount or a share: never a list marker."""
LABEL = re.compile(r"\s*(?:[A-ZÆØÅ][\w.]*(?:[ -][\w-]+){0,3}\.?:(?:\s|$)|[A-ZÆØÅ]{2,6}-\d{2})")
"""A line that opens with a label or a case number: "Sted: …", "SAG-2031-…"."""
OPEN_END = re.compile(
    r"\b(?:og|eller|samt|for|til|på|i|af|med|fra|om|ved|mellem|under|over|efter|mod|den|det|de|en|et|at|som|der|blandt|inden"
    r"|vedrørende|dens|dets|deres|sin|sit|sine|hos|uden|mens|hvor|når|hvis|end|har|er|skal|kan|vil|bliver|blev)\s*$"
)
"""The end of a line that no paragraph ends with."""
TERMINAL = re.compile(r"(?:[.!?:;]|\./\.)[”\"»’')\]]*\s*$")
ABBREVIATED = re.compile(
    r"\b(?:ca|bl\.a|f\.eks|fx|nr|pkt|stk|jf|inkl|ekskl|hhv|evt|vedr|pga|ift|ifm|mht|pr|kl|den|d"
    r"|(?:den|d\.|til|fra) \d{1,2})\.\s*$"
)
LEADER = re.compile(r"(?:[._…]{3,}|(?:\. ){3,})\s*\d+\s*$")
"""The end of an entry of a table of contents."""
URL = re.compile(r"\s*(?:https?://|www\.)\S+\s*$")


TAIL = 40
"""How many characters are looked at for what ends a line: more than any word or abbreviation that may."""


def starts_item(line: str, before: str = "") -> bool:
    """Whether a line opens a list item, given the line before it ("" where it stands alone)."""
    if not BULLET.match(line) or ORDINAL.match(line):
        return False
    return not (before and line.lstrip()[0].isdigit() and POINTER.search(before[-TAIL:]))


def ended(line: str) -> bool:
    """Whether a line ends where a sentence may end: at a full stop that belongs to no abbreviation or ordinal."""
    tail = line[-TAIL:]
    return bool(TERMINAL.search(tail)) and not ABBREVIATED.search(tail)


def must_continue(before: str, line: str) -> bool:
    """Whether a line can only be read with the one before it: in lower case, or a figure that the other awaits."""
    if not before.strip() or ended(before) or URL.match(line) or URL.match(before):
        return False
    if ORDINAL.match(line) or FIGURE.match(line):
        return (
            bool(POINTER.search(before[-TAIL:])) or before.rstrip()[-1:] in ",-–\x02\ufffe" or len(before.strip()) > 35
        )
    if line.lstrip()[:1].isdigit() and re.search(r"\d[-–]\s*$", before[-TAIL:]):
        return True
    if starts_item(line, before) or NUMBERED_HEADING.match(line):
        return False
    return line.lstrip()[:1].islower() or bool(OPEN_END.search(before[-TAIL:]))


def first_word(line: str) -> str:
    """The word that would have had to fit on the line before."""
    return line.split(maxsplit=1)[0] if line.strip() else ""
