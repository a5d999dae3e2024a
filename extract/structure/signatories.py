"""The parties of an agreement that stand one to a line, below "mellem" or under a heading of those who signed.

Looks for lines such as::

    Denne partnerskabsaftale er indgået mellem
    (1) Havneby Kommune
    (2) Foreningen Fri Leg ("FFL")

    Underskrifter
    Socialdemokratiet v/ Anna Ager
    Bo Bakke (V)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Block, Document

POLITICAL = re.compile(
    r"Socialdemokrati|Venstre|Konservative|Folkeparti|Enhedslisten|Liberal Alliance|Moderaterne|Danmarksdemokraterne|"
    r"Alternativet|Nye Borgerlige|Kristendemokraterne|liste[n]?\b|Liste\b|Borgerliste|^SF$|Løsgænger|Slesvigsk Parti"
)
_SIGNATURES = re.compile(
    r"underskr|aftalepart|forligspart|(?:aftalens|forligets) part|partierne bag|aftalen er indgået|"
    r"bag (?:aftalen|forliget) står|^i?mellem:?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:For )?(?P<party>[A-ZÆØÅ][\wæøåÆØÅ]*(?: [A-ZÆØÅ][\wæøåÆØÅ]*| folkeparti| venstre|"
    r" alliance){0,3})(?: \([A-ZÆØÅ]{1,2}\))?(?:$| ?[:,] | v/ ?| ved )"
)
_PERSON = r"[A-ZÆØÅ][\wæøåÆØÅ.’'-]*(?: [A-ZÆØÅ][\wæøåÆØÅ.’'-]*){1,4}"
_WITH_LETTER = re.compile(rf"(?:{_PERSON},? \((?P<after>[A-ZÆØÅ]{{1,2}})\)|\(?(?P<before>[A-ZÆØÅ])\)?[:.]? {_PERSON})$")
_WITH_PARTY = re.compile(rf"{_PERSON}, (?:gruppeformand for |for )?(?P<party>[A-ZÆØÅ][\wæøåÆØÅ ]+)$")
_BETWEEN = re.compile(
    r"(?:^|\b(?:indgå\w*|aftale\w*|partnerskab|oprette\w*)\b.*\b)(?:i?mellem|i?mellem (?:følgende )?parti(?:er|erne)"
    r"(?: i [^:.]{3,40})?|parter(?:ne)?(?: er)?)\s*:?$",
    re.I,
)
"""How a line ends that the parties stand below."""
_BULLET = re.compile(r"(?:\(?\d{1,2}[.)]\)?|[-–•●*o]|[a-z]\))\s+")
_JOINING = re.compile(r"(?:og|samt|og med|sammen med|på den (?:ene|anden) side,?(?: og)?)[:,]?$")
_BODY = re.compile(
    r"(?P<party>[A-ZÆØÅ][\wæøåÆØÅ&.’'/-]*(?: [\wæøåÆØÅ&.’'/-]+){0,8}?)"
    r"(?=$| ?[(,;:]| på den | CVR| v/| ved | \(?herefter|[,.]? og$| samt$)"
)
_ADDRESS = re.compile(r"\d|@|(?:CVR|EAN|Tlf|Att|Adresse|Kontakt)\b", re.I)
LONGEST_LIST, SHORT, LONG = 12, 90, 120


def signatories(document: Document) -> Iterator[tuple[int, int]]:
    """The ranges of the parties, in reading order; a person's party by the letter or name beside them."""
    yield from _below_between(document)
    open_list = False
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if len(text) < SHORT and _SIGNATURES.search(text):
            open_list = True
            continue
        found = (_several(text) or _signed(text)) if open_list else []
        yield from ((block.start + start, block.start + end) for start, end in found)
        if not found and len(text) > LONG:
            open_list = False


def _several(text: str) -> list[tuple[int, int]]:
    """Where a line that lists parties and nothing else has them."""
    parts = list(re.finditer(r"(?:^|, | og |, og )(?P<party>[A-ZÆØÅ][^,.:(]*?)(?=, | og [A-ZÆØÅ]|\.?$)", text))
    several = len(parts) > 1 and all(POLITICAL.search(part["party"]) for part in parts)
    return [part.span("party") for part in parts] if several else []


def _signed(text: str) -> list[tuple[int, int]]:
    """Where a line of signatures has its party; none where it is no such line."""
    line = text.lstrip("-–•● ")
    shift = len(text) - len(line)
    letter = _WITH_LETTER.match(line)
    if letter:
        group = "after" if letter["after"] else "before"
        return [(shift + letter.start(group), shift + letter.end(group))]
    for pattern in (_WITH_PARTY, _SIGNED):
        match = pattern.match(line)
        if match and POLITICAL.search(match["party"]):
            return [(shift + match.start("party"), shift + match.end("party"))]
    return []


def _below_between(document: Document) -> Iterator[tuple[int, int]]:
    """The bodies below a line that ends with "mellem": at least two of them."""
    blocks = document.blocks
    for position, block in enumerate(blocks):
        if not _BETWEEN.search(document.text[block.start : block.end].rstrip()):
            continue
        found = list(_bodies(document, blocks[position + 1 : position + 1 + LONGEST_LIST]))
        if len(found) > 1:
            yield from found
            return


def _bodies(document: Document, below: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    last = 0
    for block in below:
        text = document.text[block.start : block.end]
        bullet = _BULLET.match(text)
        line = text[bullet.end() :] if bullet else text
        number = int("".join(filter(str.isdigit, bullet.group())) or 0) if bullet else 0
        if number and number <= last:
            return  # the list is over: what follows is numbered anew
        last = number or last
        if _JOINING.match(line) or (not bullet and _ADDRESS.search(line)):
            continue
        match = _BODY.match(line)
        if match is None or len(line) > 2 * SHORT or (line.rstrip().endswith(".") and not bullet):
            return
        start = block.start + (bullet.end() if bullet else 0)
        yield start, start + len(match["party"])
