"""What the text around a sentence tells of a sum in it: the list it heads, the pool it is from, and what it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from extract.document import Block, Document
from extract.fact import Scale
from extract.grammar.dates import find_dates
from extract.grammar.money import find_money
from extract.money import purposes
from extract.money.cues import cues
from extract.money.kinds import lead_kind
from extract.money.periods import Period, period_of_sum
from extract.money.purpose_words import GENERIC
from extract.money.sums import INSIDE, Sum
from extract.outline import Section, outline
from extract.sentences import Sentence
from extract.structure.item_titles import item_title
from extract.structure.parts import part_heading

_POINTING = re.compile(
    r"(?:(?:Det|Dette|Hertil|Dertil)\s+(?:indebærer|medfører|betyder|svarer|giver|kommer|afsættes|er)|"
    r"Til (?:det|dette|formålet|det formål)\s+(?:er|bliver|afsættes|prioriteres|reserveres|bevilges))\b"
)
_ANAPHOR = re.compile(r"(?:Projektet|Initiativet|Indsatsen|Tiltaget|Forslaget|Ordningen)\s")
"""Opens a sentence about what the one before names."""
_IMPERSONAL = re.compile(
    r"(?:Der|Derfor|Til formålet|Til dette|Byrådet|Kommunalbestyrelsen|\w*[Pp]arterne|\w*[Pp]artierne)\s+"
    r"(?:(?:er|bliver|blev) (?:der )?(?:derfor )?(?:afsat|reserveret|bevilget)|afsæt(?:tes|ter)|"
    r"reserveres|bevilges|tilføres|spares|prioriteres)\b"
)
_AIM_BEFORE = re.compile(r"\b(?:aftale|forlig|plan|indsats|pakke)\w*, (?:der|som) skal (?P<aim>\w+e [^,;:]{5,90})$")
"""Ends a sentence with what the agreement is for whose money the next one tells."""
_FOR_THIS = re.compile(r"[-–•●*\s]*(?:Til (?:formålet|dette)|Hertil|Dertil|I den forbindelse)\b")
"""Opens an item that tells the money of what the item before is about."""
_LAST_LINK = re.compile(r".*\s(?:af|til|for|på)\s(?=\S+\s\S)")
_LABELLED = re.compile(
    rf"[-–•●*\s]*(?:\d{{1,2}}[.)]\s+)?[^.:;!?\d]{INSIDE}{{3,110}}?(?::|\s[–-]\s|\s\()\s*"
    r"(?:(?:varigt|årligt|i alt|ca\.|netto)\s)*[\d-][^:!?]*"
)
_SUM_FIRST = re.compile(r"[-–•●*\s]*\d[\d.,]* ?(?:mi[ao]|mill|kr|t\. ?kr)")
_NAMED = re.compile(r"[-–•●*\s]*[^.:;!?]{3,140}?\(\s*(?:ca\. |i alt )?\d[\d.,]* ?(?:mi[ao]|mill|kr|t\. ?kr)")
_SET_ASIDE = re.compile(r"\b(?:afsættes|afsat|bevilges|bevilget|tilføres|prioriteres|reserveres|forlænges)\b")
_IN_UNIT = re.compile(r"\((?:\w+ )?(mio|mia|1\.000|1000|t)\.? ?kr\.?\)", re.IGNORECASE)
_SCALES: Final[dict[str, Scale]] = {
    "mio": "million",
    "mia": "billion",
    "1.000": "thousand",
    "1000": "thousand",
    "t": "thousand",
}
_FUND_FOR = re.compile(r"\b\w*(?:pulje|ramme|fond)(?:n|en)? til (?=[^\W\d])", re.IGNORECASE)
_AIM = re.compile(
    r"\b(?:afsat|afsættes|bevilges|bevilget|reserveret|reserveres|prioriteres|prioriteret) til (?!følgende)"
)
_HEAD = re.compile(r"[A-ZÆØÅ][^.:;!?\t]{3,88}[^.:;!?,\t]")
_HEAD_REACH = 3
"""Blocks above a sentence in which the line that heads it stands."""
_SHORT = 90
_NAME = 60
"""Longest sentence taken whole, and longest phrase taken for the name of a thing, in characters."""
_WHOLE_COST = re.compile(r"\bsamlede? udgift", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:(?:Tabel|Figur|Bilag) \d+\.?|(?:Lukket|Åbent?)(?: (?:punkt|sag))?:)\s*")
_PARTS = re.compile(
    r"økonomi|økonomiske konsekvenser|baggrund|(?:sags)?fremstilling|indstilling|resum[eé]|beslutning|konsekvenser",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """What the words over a list tell of its items: their kind of money, the scale of bare numbers, years and aim."""

    kind: str = ""
    unit: Scale | None = None
    period: Period | None = None
    purpose: str = ""


def listed_in(document: Document, block: Block) -> Listed:
    """What a list tells of the block that is an item of it; of any other block nothing.

    In a budget agreement a line that is a label and its sum needs no words over it, in any other agreement an item
    that is; and neither does an item that tells behind its sum that it is set aside.
    """
    above = list_lead(document, block)
    text = document.text[above.start : above.end] if above else ""
    told = _told_over(text) if text.endswith(":") or any(find_money(text)) else Listed()
    if told.kind:
        return told
    family, labelled = outline(document).family, _LABELLED.fullmatch(document.text, block.start, block.end)
    own = bool(labelled and family.endswith("-agreement") and block.kind == "item") or (
        family == "budget-agreement" and (labelled or _SUM_FIRST.match(document.text, block.start, block.end))
    )
    named = block.kind == "item" and _NAMED.match(document.text, block.start, block.end)
    return Listed("grant") if own or (named and _SET_ASIDE.search(document.text, named.end(), block.end)) else told


@lru_cache(maxsize=64)
def _told_over(text: str) -> Listed:
    """What the words over a list tell of its items; kept, as each item asks."""
    kind, end = lead_kind(text), len(text)
    if not text.endswith(":"):
        return Listed(kind)
    printed = _IN_UNIT.search(text)
    unit = _SCALES[printed[1].lower()] if printed and kind else None
    aim = _AIM.search(text)
    purpose = purposes.phrase(text, aim.end(), end) if aim else None
    period = period_of_sum(text, end, end, 0, end, annual=False)
    period = period and replace(period, start=-1, end=-1)  # it stands in another block than the sums
    return Listed(kind, unit, period, purpose.words if purpose else "")


def list_lead(document: Document, block: Block) -> Block | None:
    """The block over the list that a block is an item of, None for a block that is none."""
    if block.kind != "item":
        return None
    above = (document.blocks[place] for place in range(document.place_of(block) - 1, -1, -1))
    return next((other for other in above if other.kind != "item"), None)


def pool_before(earlier: Sequence[Sentence], sentence: Sentence) -> tuple[str, Period | None] | None:
    """The kind and years of the pool that the sentence before names, for a share that is given of it."""
    told = earlier[-1].text if earlier and earlier[-1].block is sentence.block else ""
    pool = next((cue for cue in cues(told, 0, len(told)) if cue.kind in {"pool", "loan-pool"}), None)
    if pool is None:
        return None
    return pool.kind, period_of_sum(told, pool.start, pool.end, pool.start, len(told), annual=False)


def purpose_around(document: Document, sentence: Sentence, one: Sum, earlier: Sequence[Sentence]) -> str:
    """The purpose of a sum that its own sentence does not tell, "" where nothing around does.

    It is the title of a list item, what "det" points back to, what the sentence before a "samlede udgift" is about,
    what the same pool, cut or cost is for elsewhere in the section, or else the title of the section.
    """
    item = _item_before(sentence, earlier) or item_title(document, sentence, stopped=True)
    if item:
        return item
    before = earlier[-1].text if earlier and earlier[-1].block is sentence.block else ""
    if before and _POINTING.match(sentence.text):
        link = _LAST_LINK.search(before) if len(before) > _SHORT else None
        return before[link.end() if link else 0 :].rstrip(". ")
    if before and len(before) <= _SHORT and _ANAPHOR.match(sentence.text) and not any(find_money(before)):
        return before.rstrip(". ")
    if before and _WHOLE_COST.search(sentence.text, one.first, one.start):
        return re.sub(r"^I (?:19|20)\d\d ", "", before).rstrip(".")
    aim = _aim_before(before) if _IMPERSONAL.match(sentence.text) and not any(find_money(before)) else ""
    return aim or _of_section(document, sentence, one) or _fund_before(sentence, one, earlier)


def _aim_before(before: str) -> str:
    """What the sentence before one of money wants: all of a short one, or what its agreement is for."""
    aim = purposes.aim(before, 0, len(before)) if len(before) <= _SHORT else None
    clause = _AIM_BEFORE.search(before)
    return aim.words if aim else clause["aim"].rstrip(". ") if clause else ""


def _fund_before(sentence: Sentence, one: Sum, earlier: Sequence[Sentence]) -> str:
    """What the pool is for that the sentences before name, for a sum of "midlerne" or "puljen" outside of sections."""
    word = sentence.text[one.cue.start : one.cue.end] if one.cue and one.cue.noun else ""
    named = [link for told in earlier for link in _FUND_FOR.finditer(told.text)] if GENERIC.fullmatch(word) else []
    phrase = purposes.phrase(named[-1].string, named[-1].end(), len(named[-1].string)) if named else None
    return phrase.words if phrase else ""


def _item_before(sentence: Sentence, earlier: Sequence[Sentence]) -> str:
    """How the item before begins, for an item that opens with "Til formålet …", "" for any other."""
    if sentence.block.kind != "item" or not _FOR_THIS.match(sentence.text) or not earlier:
        return ""
    opening = next(told for told in earlier if told.block is earlier[-1].block)
    beside = opening.block.kind == "item" and opening.block is not sentence.block
    return opening.text.strip("-–•●* .")[:_SHORT] if beside else ""


def _of_section(document: Document, sentence: Sentence, one: Sum) -> str:
    """What the section or item around a sentence tells its sum to be for, "" outside of all."""
    item = outline(document).item_at(sentence.start)
    section = _section(document, sentence.start) or item
    if section is None:
        return ""
    if one.cue and one.cue.noun:
        elsewhere = _told_of_same(document, section, sentence, one, sentence.text[one.cue.start : one.cue.end])
        if elsewhere:
            return elsewhere
    named = item if item and _PARTS.fullmatch(section.title) else section
    nearer = "" if item else _line_above(document, sentence, named)
    return re.split(r"\s[-–]\s|:\s", _NUMBERED.sub("", nearer or named.title))[0].strip()


def _line_above(document: Document, sentence: Sentence, section: Section) -> str:
    """The short line over the paragraph of a sentence that heads it within its section, "" where none does."""
    at = document.place_of(sentence.block)
    for block in reversed(document.blocks[max(0, at - _HEAD_REACH) : at]):
        text = document.text[block.start : block.end].strip()
        if block.start < section.heading_end or block.kind != "paragraph":
            return ""
        if _HEAD.fullmatch(text) and not (part_heading(text) or any(find_money(text)) or any(find_dates(text))):
            return text
    return ""


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
