"""Danish numbers: how "1.234,5", "2½", "halvanden" and "femogtyve" are printed, and which digits count something."""

from __future__ import annotations

import re
from decimal import Decimal

FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_ONES = ["en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni"]
_TEENS = ["ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten"]
_TENS = ["tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems"]
_HALVES = {"en halv": "0.5", "et halvt": "0.5", "halvanden": "1.5", "halvandet": "1.5", "halvtredje": "2.5"}


def _lexicon() -> dict[str, Decimal]:
    words = {word: Decimal(value) for value, word in enumerate([*_ONES, *_TEENS], 1)}
    words |= {"et": Decimal(1), "én": Decimal(1), "ét": Decimal(1), "nul": Decimal(0), "hundrede": Decimal(100)}
    words |= {"tusind": Decimal(1000), "tusinde": Decimal(1000)}
    for value, tens in zip(range(20, 100, 10), _TENS, strict=True):
        words[tens] = Decimal(value)
        words |= {f"{one}og{tens}": Decimal(value + digit) for digit, one in enumerate(_ONES, 1)}
    words |= {f"{one}hundrede": Decimal(100 * digit) for digit, one in enumerate(["et", *_ONES[1:]], 1)}
    return words | {word: Decimal(value) for word, value in _HALVES.items()}


WORDS = _lexicon()
"""The value of each number word from "nul" to "nihundrede", with the halves."""

WORD = "(?:" + "|".join(sorted(map(re.escape, WORDS), key=lambda word: (-len(word), word))) + ")"
GROUPED = r"\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?:,\d+)?"
DIGITS = rf"(?:(?:{GROUPED}|\d+(?:,\d+)?)[½¼¾]?|[½¼¾])"
"""A number in digits, without its sign; the pattern asks nothing of the text around it."""

BEFORE = r"(?<![\w½¼¾])(?<!\d[.,/:])"
AFTER = r"(?![\d½¼¾])(?![.,]\d)"
"""What may not touch a number: a match never starts or ends inside a longer run of digits."""

SIGN = r"(?:(?<![^\s(:;\t])[-−–](?=[\d½¼¾]))?"
NUMERAL = re.compile(rf"{SIGN}{BEFORE}(?:{DIGITS}){AFTER}|\b{WORD}\b", re.IGNORECASE)
_MONTH = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
_LABELS = (
    r"(?:§+|stk\.?|nr\.?|litra|pkt\.?|punkt(?:et)?|sag|bilag|side|s\.|afsnit|kapitel|kap\.?|tabel|figur|boks|fase|spor|"
    r"artikel|lov|lbk|bek|note|vers\.?|version|model|scenarie|tlf\.?:?|telefon:?|cvr|kl\.?|klokken|den|d\.|uge|"
    r"matr\.?|lokalplan|dok\.?|sagsnr\.?:?|journalnr\.?:?|id|værelse|lokale)"
)
_LABELLED = re.compile(rf"(?<!\w){_LABELS}\s*(?:(?:nr|stk)\.?\s*)?(?:\d+(?:[.,/-]\d+)*(?:,| og|-)\s*)*$", re.IGNORECASE)
_DATE_AFTER = re.compile(rf"\.?\s*(?:{_MONTH})[a-zæøå]*\b| ?/ ?\d|-\d{{1,2}}-\d|-(?:19|20)\d\d\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\.\s*[-–]?\s*[a-zæøå]|\.\s+(?:og|eller|til|-)\s+\d+\.")
_PAIR_AFTER, _PAIR_BEFORE = re.compile(r"(?: \d\d){1,3}(?!\d)"), re.compile(r"(?<!\d)\d\d(?: \d\d)* $")
_PLACE = re.compile(r" +[A-ZÆØÅ][a-zæøå]+\b(?! \d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_JOINED = re.compile(r"\w ?/ ?$|[^\W\d]-$|\d\d?-\d\d?-$|\d{4}-$")
_OUTLINE = re.compile(r"(?:^|\n)[ \t]*$")


def parse_number(printed: str) -> Decimal | None:
    """The value of a number as Danes write it, or None where the words are no number ("3.4", "1.2345", "cirka")."""
    words = " ".join(printed.lower().split())
    if words in WORDS:
        return WORDS[words]
    sign = -1 if words[:1] in {"-", "−", "–"} else 1
    words = words[sign < 0 :].lstrip() if sign < 0 else words
    if not re.fullmatch(DIGITS, words):
        return None
    fraction = FRACTIONS.get(words[-1:], Decimal(0))
    whole = re.sub(r"[.\u00a0\u202f]", "", words.rstrip("½¼¾")).replace(",", ".")
    return sign * (Decimal(whole or "0") + fraction)


def is_quantity(text: str, start: int, end: int) -> bool:
    """Whether the numeral at ``text[start:end]`` counts or measures something.

    It does not where it is part of a date, a time, a year, an ordinal, an item, page, law or case number, a telephone
    number or a postcode.
    """
    printed, before, after = text[start:end], text[max(0, start - 30) : start], text[end : end + 30]
    if not printed[-1:].isdigit():
        return True
    if re.match(r"\s*(?:kr\b|kroner|mio\b|mia\b|%|pct\b|procent)", after):
        return True
    if _LABELLED.search(before) or _DATE_AFTER.match(after) or _ORDINAL.match(after):
        return False
    if _JOINED.search(before) or _is_telephone(printed, before, after):
        return False
    if re.fullmatch(r"\d{4}", printed) and (_YEAR.fullmatch(printed) or _PLACE.match(after)):
        return False
    # a numeral that opens a line and is closed by a stop or a bracket numbers that line
    return not (_OUTLINE.search(before) and re.match(r"[.)]", after))


def _is_telephone(printed: str, before: str, after: str) -> bool:
    if re.fullmatch(r"\d{8,}", printed):
        return True
    if not re.fullmatch(r"\d\d", printed):
        return False
    follow, lead = _PAIR_AFTER.match(after), _PAIR_BEFORE.search(before)
    return (len(follow.group()) // 3 if follow else 0) + ((len(lead.group()) + 1) // 3 if lead else 0) >= 3
