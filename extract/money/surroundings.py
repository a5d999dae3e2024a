"""What the text around a sentence tells of a sum in it: the list it heads, the pool it is from, and what it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.document import Block, Document
from extract.grammar.money import find_money
from extract.money import purposes
from extract.money.cues import cues
from extract.money.periods import Period, period_of_sum
from extract.money.sums import Sum, lead_kind
from extract.outline import Section, outline
from extract.sentences import Sentence

_POINTING = re.compile(
    r"(?:Det|Dette|Hertil|Dertil)\s+(?:indebærer|medfører|betyder|svarer|giver|kommer|afsættes|er)\b"
)
_IMPERSONAL = re.compile(
    r"(?:Der|Derfor|Til formålet|Til dette|Byrådet|Kommunalbestyrelsen|\w*[Pp]arterne|\w*[Pp]artierne)\s+"
    r"(?:er (?:derfor )?(?:afsat|reserveret|bevilget)|afsæt(?:tes|ter)|"
    r"reserveres|bevilges|tilføres|spares|prioriteres)\b"
)
_LAST_LINK = re.compile(r".*\s(?:af|til|for|på)\s(?=\S+\s\S)")
_LABELLED = re.compile(
    r"[-–•●*\s]*[^.:;!?\d][^.:;!?]{3,110}?(?::|\s[–-]\s|\s\()\s*(?:(?:varigt|årligt|i alt|ca\.|netto)\s)*[\d-][^:!?]*"
)
_SUM_FIRST = re.compile(r"[-–•●*\s]*\d[\d.,]* ?(?:mi[ao]|mill|kr|t\. ?kr)")
_SHORT = 90
_NAME = 60
"""Longest sentence taken whole, and longest phrase taken for the name of a thing, in characters."""
_WHOLE_COST = re.compile(r"\bsamlede? udgift", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:Tabel|Figur|Bilag) \d+\.?\s*")
_PARTS = re.compile(
    r"økonomi|økonomiske konsekvenser|baggrund|(?:sags)?fremstilling|indstilling|resum[eé]|beslutning|konsekvenser",
    re.IGNORECASE,
)


def list_kind(document: Document, block: Block) -> str:
    """The kind of money that the words over a list give its items, "" for a block that is no item of one.

    In a budget agreement a line that is a label and its sum needs no words over it.
    """
    if outline(document).family == "budget-agreement" and (
        _LABELLED.fullmatch(document.text, block.start, block.end)
        or _SUM_FIRST.match(document.text, block.start, block.end)
    ):
        return "grant"
    if block.kind != "item":
        return ""
    for above in reversed(document.blocks[: document.blocks.index(block)]):
        if above.kind != "item":
            text = document.text[above.start : above.end]
            return lead_kind(text) if text.endswith(":") or any(find_money(text)) else ""
    return ""


def pool_before(earlier: Sequence[Sentence], sentence: Sentence) -> tuple[str, Period | None] | None:
    """The kind and years of the pool that the sentence before names, for a share that is given of it."""
    told = earlier[-1].text if earlier and earlier[-1].block is sentence.block else ""
    pool = next((cue for cue in cues(told, 0, len(told)) if cue.kind in {"pool", "loan-pool"}), None)
    if pool is None:
        return None
    return pool.kind, period_of_sum(told, pool.start, pool.end, pool.start, len(told), annual=False)


def purpose_around(document: Document, sentence: Sentence, one: Sum, earlier: Sequence[Sentence]) -> str:
    """The purpose of a sum that its own sentence does not tell, "" where nothing around does.

    It is what "det" points back to, what the sentence before a "samlede udgift" is about, what the same pool, cut or
    cost is for elsewhere in the section, or else the title of the section.
    """
    before = earlier[-1].text if earlier and earlier[-1].block is sentence.block else ""
    if before and _POINTING.match(sentence.text):
        link = _LAST_LINK.search(before) if len(before) > _SHORT else None
        return before[link.end() if link else 0 :].rstrip(". ")
    if before and _WHOLE_COST.search(sentence.text, one.first, one.start):
        return re.sub(r"^I (?:19|20)\d\d ", "", before).rstrip(".")
    if before and len(before) <= _SHORT and _IMPERSONAL.match(sentence.text) and not any(find_money(before)):
        aim = purposes.aim(before, 0, len(before))
        if aim:
            return aim.words
    item = outline(document).item_at(sentence.start)
    section = _section(document, sentence.start) or item
    if section is None:
        return ""
    if one.cue and one.cue.noun:
        elsewhere = _told_of_same(document, section, sentence, one, sentence.text[one.cue.start : one.cue.end])
        if elsewhere:
            return elsewhere
    named = item if item and _PARTS.fullmatch(section.title) else section
    return re.split(r"\s[-–]\s|:\s", _NUMBERED.sub("", named.title))[0].strip()


def _section(document: Document, position: int) -> Section | None:
    """The innermost section around a position whose heading names a thing and no sum."""
    inside = [section for section in outline(document).sections if section.start <= position < section.end]
    named = [section for section in inside if not any(find_money(section.title))]
    return max(named, key=lambda section: section.start, default=None)


def _told_of_same(document: Document, section: Section, sentence: Sentence, one: Sum, cue: str) -> str:
    """What hangs on the same word nearest to the sum in its section: "puljen" is "puljen til cykelstier" elsewhere."""
    stem = re.escape(re.sub(r"(?:erne|en|et|er|n)$", "", cue))
    links = re.compile(rf"\b\w*{stem}\w*\s+(?:til|for|af|vedr\.?)\s+", re.IGNORECASE)
    hits = list(links.finditer(document.text, section.start, section.end))
    for hit in sorted(hits, key=lambda each: abs(each.start() - sentence.start)):
        phrase = purposes.phrase(document.text, hit.end(), section.end)
        if phrase and len(phrase.words) <= _NAME and not re.search(r"\d", phrase.words):
            return f"{hit.group().strip()} {phrase.words}" if one.kind == "cut" else phrase.words
    return ""
