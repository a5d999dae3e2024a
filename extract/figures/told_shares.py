"""Shares of a pool told in words: in a sentence that says who gets how much, or in a list of recipients and sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from extract.document import Block, Document
from extract.fact import Money, Scale
from extract.figures.cell_words import Unit, figure, unit_of
from extract.gazetteer import Entry, NameMatch, gazetteer
from extract.grammar.marks import holds
from extract.grammar.money import find_money
from extract.outline import outline
from extract.sentences import Sentence, sentences

SCALES: dict[int, Scale] = {1: "one", 1_000: "thousand", 1_000_000: "million", 1_000_000_000: "billion"}
_SMALLEST = Decimal(1000)
_GIVEN = re.compile(
    r"\b(?:får|fik|fået|modtager|modtog|modtaget|tildelt|tildeles|tildelte|bevilget|bevilges|tilsagn|gives|giver|låne)\b",
    re.IGNORECASE,
)
_GIVING = ("får", "fik", "fået", "modta", "modto", "tildel", "bevil", "tilsagn", "give", "låne")
"""What the verbs of giving have in them."""
_POOL = re.compile(
    r"\b(?:[\wæøå-]*pulje(?:n|rne|midlerne)?(?:\s+(?:til|for)\s+(?-i:[a-zæøå])[\wæøå -]+?)?|særtilskud(?:det)?|"
    r"[\wæøå]*låneadgang|lånedispensation\w*)(?=[,.;:)]|\s(?:fra|på|til|i|for|er|har|og|som|der|med)\b|\s*$)",
    re.IGNORECASE,
)
_ONLY_POOL = re.compile(r"(?:puljen|puljemidlerne|puljerne|pulje)", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)?")
_BETWEEN_NAMES = re.compile(r"(?:\s*[Kk]ommuner?)?(?:\s*,\s*|\s+(?:og|samt)\s+)")
_NAME_THEN_SUM = re.compile(r"[^.;]{0,110}")
_TO = re.compile(r"\s*(?:i (?:særtilskud|tilskud|lån) )?til\s+")
_EACH = re.compile(r"\bhver(?:især)?\b", re.IGNORECASE)
_ITEM = re.compile(
    r"[-–•●*]?\s*(?P<name>[A-ZÆØÅ][\wæøåÆØÅ -]+?)\s*(?::|\s[–-]|\s|\t)\s*(?P<sum>\d[\d.,]*)(?P<unit>[^\d]*)"
)
_LIST_LEAD = re.compile(r"^(?:oversigt|liste) over |^fordeling(?:en)? af ", re.IGNORECASE)
_SHARED = re.compile(r"pulje|tilskud|\blån|fordel|tilsagn|bevil", re.IGNORECASE)
_LEAST = 3
"""Lines that make a list of shares."""
_BACK = 3
"""Sentences before one that tells shares in which its pool is looked for."""


@dataclass(frozen=True, slots=True)
class ToldShare:
    """A share: the pool, who gets it as printed, its entry in the reference data, the sum and the words that tell it.

    ``sum_start`` is where the sum stands in the document's text.
    """

    pool: str
    recipient: str
    entry: Entry
    amount: Money
    sum_start: int
    start: int
    end: int


@lru_cache(maxsize=8)
def told_shares(document: Document) -> tuple[ToldShare, ...]:
    """The shares that a document tells outside its tables, in reading order."""
    told = sentences(document)
    found = [
        share
        for index, sentence in enumerate(told)
        for share in _of_sentence(document, sentence, told[max(0, index - _BACK) : index])
    ]
    return tuple(sorted([*found, *_of_lists(document)], key=lambda share: share.sum_start))


def _of_sentence(document: Document, sentence: Sentence, earlier: tuple[Sentence, ...]) -> Iterator[ToldShare]:
    text = sentence.text
    if not holds(text.casefold(), _GIVING) or not _GIVEN.search(text):
        return
    names = _recipients(text)
    if not names:
        return
    pool, own = _pool(document, sentence, earlier), _POOL.search(text)
    pairs = list(_pairs(text, names)) if pool else []
    for name, start, money in pairs:
        last = own.end() if own and len(pairs) == 1 else 0
        yield ToldShare(
            pool,
            text[name.start : name.end],
            name.entry,
            money,
            sentence.start + start,
            sentence.start + min(name.start, start),
            sentence.start + max(name.end, start + len(money.printed), last),
        )


def _recipients(text: str) -> list[NameMatch]:
    """The municipalities and regions of a sentence, also those printed without "Kommune"."""
    found = [m for m in gazetteer().find(text) if m.entry.kind in {"municipality", "region"}]
    for match in _NAME.finditer(text):
        entry = gazetteer().resolve(match.group(), "municipality")
        if entry and not any(other.start < match.end() and match.start() < other.end for other in found):
            found.append(NameMatch(match.start(), match.end(), entry))
    return sorted(found, key=lambda name: name.start)


def _pairs(text: str, names: list[NameMatch]) -> Iterator[tuple[NameMatch, int, Money]]:
    """Who gets which sum: names before as many sums, one name before its sum, or behind it after "til"."""
    sums = [m for m in find_money(text) if m.money.value >= _SMALLEST and not m.rate]
    groups: list[list[NameMatch]] = []
    for index, name in enumerate(names):
        joined = index > 0 and _BETWEEN_NAMES.fullmatch(text, names[index - 1].end, name.start)
        groups = [*groups[:-1], [*groups[-1], name]] if joined else [*groups, [name]]
    stops = [group[0].start for group in groups] + [len(text)]
    for group, (_, stop) in zip(groups, pairwise(stops), strict=True):
        own = [m for m in sums if group[-1].end <= m.start < stop]
        ahead = [m for m in sums if m.end <= group[0].start and _TO.fullmatch(text, m.end, group[0].start)]
        if ahead and len(group) == 1:
            yield group[0], ahead[-1].start, ahead[-1].money
        elif own and not _NAME_THEN_SUM.fullmatch(text, group[-1].end, own[0].start):
            continue
        elif len(own) == len(group):
            yield from ((name, m.start, m.money) for name, m in zip(group, own, strict=True))
        elif len(own) == 1 and _EACH.search(text, group[-1].end, own[0].end + 8):
            yield from ((name, own[0].start, own[0].money) for name in group)


def _pool(document: Document, sentence: Sentence, earlier: tuple[Sentence, ...]) -> str:
    """The pool that a sentence tells shares of; "puljen" is the one named last before it, or that of its section."""
    own = _POOL.search(sentence.text)
    if own and not _ONLY_POOL.fullmatch(own.group()):
        return own.group()
    section = outline(document).section_at(sentence.start)
    around = [one.text for one in reversed(earlier)] + ([section.title] if section else [])
    for text in around if own or section else ():
        named = [m.group() for m in _POOL.finditer(text) if not _ONLY_POOL.fullmatch(m.group())]
        if named:
            return named[-1]
    return own.group() if own else ""


def _of_lists(document: Document) -> Iterator[ToldShare]:
    """The shares of a list whose lines are a municipality and a figure, under words that tell of money given."""
    run: list[tuple[Block, re.Match[str], Entry]] = []
    above: Block | None = None
    for block in [*document.blocks, None]:
        item = _item(document, block) if block else None
        if block and item:
            run.append((block, *item))
            continue
        if above and len(run) >= _LEAST:
            yield from _listed(document, above, run)
        run, above = [], block


def _item(document: Document, block: Block) -> tuple[re.Match[str], Entry] | None:
    match = _ITEM.fullmatch(document.text, block.start, block.end) if block.kind != "row" else None
    entry = gazetteer().resolve(match["name"], "municipality") if match else None
    return (match, entry) if match and entry else None


def _listed(document: Document, above: Block, run: list[tuple[Block, re.Match[str], Entry]]) -> Iterator[ToldShare]:
    head = document.text[above.start : above.end]
    common = unit_of(head)
    for block, match, entry in run if _SHARED.search(head) else ():
        unit = unit_of(match["unit"]) or common or Unit()
        read = figure(match["sum"].rstrip(".,"))
        if read is None or unit.name != "kr.":
            continue
        amount = Money(read[0] * unit.factor, match["sum"], SCALES[unit.factor])
        name = _LIST_LEAD.sub("", re.sub(r"\s*\([^)]*\)", "", head).strip(" .:"))
        yield ToldShare(name, match["name"], entry, amount, match.start("sum"), block.start, block.end)
