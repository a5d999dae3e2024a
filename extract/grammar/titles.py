"""Where the title of an agreement, reform or plan ends in running Danish text."""

from __future__ import annotations

import re

from extract.grammar.lexicon import ARTICLES, CLAUSE, FINITE, INFINITIVE, PARTICIPLE, TRAILING

QUOTES = {"”": "”", "“": "”", "„": "”", '"': '"', "’": "’", "‘": "’", "'": "'", "»": "«", "«": "»"}
LONGEST = 18
"""Words: a longer run is a sentence, not a title."""

WORD = re.compile(r"[\wæøåÆØÅ§&/]+(?:[-‑'’.][\wæøåÆØÅ]+)*-?|\d+(?:[.,]\d+)*")
BEGINS = re.compile(
    r"(?:Regeringen|KL|Parterne|Kommunerne|Regionerne|Partierne|Der|De|Det|Den|Som|Med|Vi|I|For|Aftalen|Hertil)$"
)
"""Words that begin a sentence whose full stop is missing."""
LACKING = re.compile(r"uden (?!(?:at|for|om|der|dog|videre|hensyn|forbehold|en|et|de|den|det|dette)\b)(?=[a-zæøå])")
"""What a noun in a title lacks: "unge uden job"."""
PREPOSITION = re.compile(r"\b(?:på|i|for|af|til|om|med|ved|over|mod|fra|og|hele|samt) $")
PHRASE = re.compile(
    r"på baggrund|i forbindelse|i forlængelse|som led|med henblik|i regi|til efterretning|til orientering|"
    r"til godkendelse|til drøftelse|på plads|i hus|i kraft|på tværs|i medfør|i henhold|i stedet|i overensstemmelse|"
    r"for alvor|indenfor |for at |frem for|med virkning|i løbet|frem mod|frem til|for perioden|i perioden|for årene|"
    r"efter [a-zæøå]+ning|i folketinget|(?:man|tirs|ons|tors|fre|lør|søn)dag\b|"
    r"med (?:dens|deres|sine|støttepartier|regeringen|kommunerne|partierne|et (?:bredt )?flertal|folketingets|"
    r"kl\b|[A-ZÆØÅ])|"
    r"og (?:[”“\"’']?[Aa]ftale|om |dermed |(?:vi|de|det|der|at|som|ikke|vil|skal|er|har) )|samt (?:at |om )|"
    r"(?:af|fra|den|i|pr\.|indgået|underskrevet|vedtaget) (?:den )?(?:\d{1,2}\. |(?:januar|februar|marts|april|maj|"
    r"juni|juli|august|"
    r"september|oktober|november|december|efteråret|foråret|sommeren|vinteren)\b|(?:19|20)\d\d\b(?!\s?[-–]\s?\d))",
)
YEAR = re.compile(r".*\b(?:19|20)\d\d(?:[-–]\d{2,4})?")
"""What ends with a year is whole."""
SUM = re.compile(r"\d[\d.,]* ?(?:mio|mia|kr|pct|procent|%|millioner|milliarder)")
PASSIVE = re.compile(
    r"(?!\w+(?:rnes|enes|elses|heds|ings|dets|tets|ernes)$)"
    r"(?:[a-zæøå]{3,}(?:[^rsn]es|[aeiouyæøå]ses|sses|nnes|ndes|eres)|[a-zæøå]*(?:fø|gø|sty|hø)res)$"
)
DEFINITE = re.compile(r"[a-zæøå]{3,}(?:et|en|erne|ene) $")
"""A noun in the definite form: what follows it in -er is a verb, not a noun."""
SUBTITLE = re.compile(r" [–—-] (?=[a-zæøå])(?!(?:og|men|der|som|det|dette|en|et|dog|både|hvor|bl|fx|samt|herunder)\b)")


def title_end(text: str, start: int) -> int:
    """Where a title that starts at ``start`` ends: at its closing quote, or before the verb, clause, date or party "
    "after it."""
    closing = QUOTES.get(text[start : start + 1])
    if closing:
        end = text.find(closing, start + 1)
        return end + 1 if 0 < end - start <= 240 else start
    return _trimmed(text, start, _words_end(text, start))


def unquoted(title: str) -> str:
    """A title without the quotes around it."""
    return title.strip("".join(QUOTES) + "”« ")


def _words_end(text: str, start: int) -> int:
    position = end = start
    for count in range(LONGEST):
        word = WORD.match(text, position)
        if word is None or _stops(text, word, count) or (count and YEAR.fullmatch(text, start, end)):
            return end
        end = word.end()
        gap = SUBTITLE.match(text, end) or re.compile(r"/| ").match(text, end)
        if gap is None:
            listed = re.compile(r", (?=[a-zæøå]+(?: [a-zæøå]+)?(?:, [a-zæøå]+)? og [a-zæøå]+)").match(text, end)
            if listed is None or re.match(r"(?:og|der|som|hvor|men|samt)\b", text[listed.end() :]):
                return end
            gap = listed
        position = gap.end()
    return end


def _stops(text: str, word: re.Match[str], count: int) -> bool:
    plain = word.group()
    if plain in ARTICLES and (not count or PREPOSITION.search(text[: word.start()])):
        return False
    if count and (LACKING.match(text, word.start()) or text.startswith("som følge af ", word.start())):
        return False
    if (
        plain in FINITE
        or plain in CLAUSE
        or plain in PARTICIPLE
        or PHRASE.match(text, word.start())
        or SUM.match(text, word.start())
    ):
        return True
    if (
        count
        and plain[0].isupper()
        and (BEGINS.match(plain) or text[: word.start()].rstrip().endswith((" og", " samt")))
    ):
        return True
    if count and re.fullmatch(r"[a-zæøå]+er", plain) and DEFINITE.search(text[: word.start()]):
        return True
    return bool(count and plain[0].islower()) and (plain in INFINITIVE or PASSIVE.fullmatch(plain) is not None)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start:
        last = re.search(r"[\wæøå]+$", text[start:end].rstrip(" ,–-"))
        if last is None or last.group().lower() not in TRAILING:
            return start + len(text[start:end].rstrip(" ,–-"))
        end = start + last.start()
    return start
