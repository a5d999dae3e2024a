"""The cover of a document of no known family, such as statutes, a programme or a list: its title and who publishes it.

Looks for lines such as::

    Vedtaget på generalforsamlingen den 4. marts 2031
    Vedtægter for Foreningen Havnebadet
"""

from __future__ import annotations

import re

from extract.document import Document
from extract.grammar.dates import find_dates
from extract.structure.printed import PrintedText, printed_lines

COVER = 12
"""Lines in which a title and a date stand on a cover."""
SENTENCE = 80
"""Characters of a line that is text, not a line of the cover."""
LONGEST = 140
"""Characters that a line of a title has at most."""

_BESIDE = re.compile(
    r"(?:(?!høringssvar|nyhedsbrev|notat\b|tema\b)[\w./ -]{1,20}:(?:\s|$)|side\s+\d|indhold|www\.|"
    r"https?:|[\d\W]+$|kl\.?\s*\d|"
    r"[-•*] |(?:skip|gå|spring) til |del (?:på|via) |you are here|forsiden?\b|søg$|menu$|.*\bcookie|"
    r"(?:vedtaget|godkendt|ajourført|revideret|udarbejdet|opdateret|senest)\b)",
    re.I,
)
"""A line of a cover that is no title: a label with its value, a number, a web page's menu, or what was done when."""
_SAYS_WHAT = re.compile(
    r"(?:regeringsgrundlag|program|vedtægter)\b|^(?:politisk |fælles |ny )?[\wæøå-]*aftalen? (?:om|mellem|for|med) ",
    re.I,
)
"""What a document of no known family calls itself."""
_NAMED = re.compile(
    r"(?:[Ff]oreningens|[Pp]artiets|[Ss]elskabets|[Rr]ådets)\s+navn\s+er\s*:?\s+[‘'\"”»“]?"
    r"(?P<name>[A-ZÆØÅ][^.‘’'\"”«\n]{2,80}(?:\n[^.‘’'\"”«\n]{2,60})?)"
)
_AUTHORITY = re.compile(r"(?:[A-ZÆØÅ][\wæøåÆØÅ-]+ ){1,2}Kommune|Region [A-ZÆØÅ][a-zæøå]+")
_OWNER = re.compile(
    r"(?P<name>(?:[A-ZÆØÅ][\wæøåÆØÅ-]+ ?)+?)(?:’s|'s|s) (?:[a-zæøå]+ ){0,2}[a-zæøå]*(?:program|vedtægter)"
)
_FOR = re.compile(r"\b\w*(?:[Pp]rogram|[Vv]edtægt(?:er)?) for (?P<name>[A-ZÆØÅ].{1,80})")
_BODY = re.compile(
    r"(?:[A-ZÆØÅ][\wæøåÆØÅ-]* (?:og |& )?){0,4}?[\wæøåÆØÅ-]*(?:klynge|råd|udvalg|nævn|forum|"
    r"bestyrelse|samvirke|styregruppe|KKR)(?:e?t|e?n)?(?: (?:for |i )?[A-ZÆØÅ][\wæøåÆØÅ-]*){0,3}"
)
_ALONE = re.compile(r"regeringen|folketinget", re.I)


def cover_lines(document: Document) -> tuple[PrintedText, ...]:
    """The lines above the first sentence of the text: what stands below tells of other days than the document's."""
    lines = printed_lines(document)[:COVER]
    told = (place for place, line in enumerate(lines) if len(line.text) > SENTENCE and not _BESIDE.match(line.text))
    return lines[: next(told, COVER)]


def cover_title(document: Document) -> tuple[str, int, int]:
    """The title and its range, ("", 0, 0) where there is none: the largest type, else the bold, else the first line.

    A line that every page repeats is the title of a list whose first page has none of its own; a table shows it then.
    """
    lines = [line for line in printed_lines(document, rows=True)[:COVER] if 3 <= len(line.text) <= LONGEST]
    running = _running(document)
    if lines and running:
        return running, lines[0].start, lines[0].end
    named = [line for line in lines if line.block.kind != "row" and not _BESIDE.match(line.text)]
    named = [line for line in named if not _only_date(line.text)]
    if not named:
        return "", 0, 0
    largest = max(line.size for line in named)
    set_large = [line for line in named if line.size >= 0.9 * largest]
    bold = [line for line in set_large if line.bold]
    above = cover_lines(document)
    saying = [line for line in set_large if line in above and _SAYS_WHAT.search(line.text)]
    run = _run(document, lines, (bold or set_large)[0])
    if saying and saying[0] not in run:
        run = _run(document, lines, saying[0])
    first, last = run[0], run[-1]
    title = re.sub(r"\s+", " ", document.text[first.start : last.end]).strip(" .:")
    return _joined(title), first.start, last.end


def _run(document: Document, lines: list[PrintedText], first: PrintedText) -> list[PrintedText]:
    """The lines of the title that a line begins."""
    run = [first]
    for line in lines[lines.index(first) + 1 :]:
        if not _goes_on(run[-1], line, document):
            break
        run.append(line)
    return run


def _running(document: Document) -> str:
    """The line that the pages repeat, where the first one begins with a label instead of a title."""
    opening = printed_lines(document)[:1]
    if not opening or not _BESIDE.match(opening[0].text):
        return ""
    return next((line for line in document.furniture if not re.match(r"side\s|[\d\W]+$", line, re.I)), "")


def _only_date(text: str) -> bool:
    """Whether a line is a date and little else."""
    return any(date.end - date.start >= 0.5 * len(text) for date in find_dates(text))


def _goes_on(last: PrintedText, line: PrintedText, document: Document) -> bool:
    """Whether a line goes on with the title: in the same type, or in capitals as the line above in a plain text."""
    if (
        line.block.kind == "row"
        or _only_date(line.text)
        or _ALONE.fullmatch(line.text)
        or last.text.endswith((".", "?", ":"))
    ):
        return False
    near = document.text[last.end : line.start].count("\n") <= 1
    if last.size:
        return near and abs(line.size - last.size) <= 0.05 * last.size and line.bold == last.bold and last.size > 12
    return near and last.text.isupper() and line.text.isupper()


def _joined(title: str) -> str:
    """A title without the spaces between the letters of a word set apart ("P R O G R A M")."""
    return re.sub(r"(?<!\w)(?:\w ){3,}\w(?!\w)", lambda word: word.group().replace(" ", ""), title)


def cover_publisher(document: Document) -> str:
    """Who publishes: named so by the text, else on the cover as its municipality, its owner or its government."""
    told = _NAMED.search(document.text)
    cover = printed_lines(document, rows=True)[:COVER]
    title = cover_title(document)[0]
    match = told or _OWNER.match(title) or _FOR.search(title)
    if match:
        return re.sub(r"\s+", " ", match["name"]).strip()
    authority = next((line.text for line in cover if _AUTHORITY.fullmatch(line.text)), "")
    government = next((line.text.capitalize() for line in cover if _ALONE.fullmatch(line.text)), "")
    return authority or government


def body_above(document: Document, position: int) -> str:
    """The body that a page is about at a position: the last line above that is the name of one, else ""."""
    above = (line.text for line in reversed(printed_lines(document)) if line.end <= position)
    return next((text for text in above if _BODY.fullmatch(text)), "")
