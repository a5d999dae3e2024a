"""Outcomes of decisions: what the words of a minute say was decided (approved, noted, forwarded …)."""

from __future__ import annotations

import re

_OUTCOMES: tuple[tuple[str, str], ...] = (
    (
        "returned",
        r"send(?:t|te|es|er|e)\b[^.]{0,60}?\b(?:tilbage|retur)|tilbagesend(?:t|es|te)|hjemvi(?:st|ses|ste)|"
        r"tilbagevi(?:st|ses)\b|gå(?:r|et)? tilbage til",
    ),
    (
        "postponed",
        r"beslutte(?:de|t),? at (?:udsætte|udskyde)|udsat(?:te)?|udsætte[rs]|udskydes|udskudt|udskød|genoptages|"
        r"(?:sagen|punktet) (?:blev |er )?(?:udgår|udgået|udgik|taget af)|tages? af dagsordenen",
    ),
    (
        "rejected",
        r"forkast(?:et|ede|es)|afvi(?:st|ste|ses)|nedstem(?:t|te)|stemt ned|bortfald(?:t|er)|"
        r"(?:anbefales|godkendes|vedtages|imødekommes|tiltrædes) ikke|"
        r"(?:ikke|kunne ikke|kan ikke) (?:anbefale[ts]?|godkend(?:t|es|e)|vedtag(?:et|es)|imødekom(?:met|mes))",
    ),
    (
        "appointed",
        r"(?:gen)?udpege(?:t|de|s|r)|beslutte(?:de|t),? at udpege|(?:gen|ny)?valgt(?:e|es)?|(?:gen)?vælges|indtræder",
    ),
    (
        "forwarded",
        r"anbefal(?:er|es|et|ede|edes)|(?<!som )indstill(?:er|es|et|ede|edes)|"
        r"(?:over|videre)send(?:t|es|er|te|tes)(?! af\b)|"
        r"fremsend(?:t|es|er|te|tes)(?=\W*$|[^.]{0,80}?\btil (?:(?-i:[A-ZÆØÅ])|"
        r"(?:\w+ )?(?:godkendelse|behandling|beslutning|byråd|kommunalbestyrelse|regionsråd|[\wæøå]*udvalg)))|"
        r"send(?:t|te|tes|es|er)\b[^.]{0,120}?\b(?:i (?:\w+ )?høring|"
        r"til (?:\w+ )?(?:godkendelse|behandling|høring|drøftelse))|"
        r"(?:send(?:t|te|es)) videre|"
        r"beslutte(?:de|t|r),? at (?:over|videre)?sende\b[^.]{0,120}?\b(?:videre|i høring|til [A-ZÆØÅ])",
    ),
    ("noted", r"til efterretning|til orientering taget|taget til orientering"),
    (
        "approved",
        r"godkend(?:t|te|tes|es|er)|vedtag(?:et|es|er)|vedtog(?:es)?|tiltrådt(?:e|es)?|tiltrådte|tiltræde[rs]|"
        r"(?:indstillingen|indstillingerne) (?:\w+ )?følge[rs]|(?:følger|fulgte) indstillingen|tilslutte(?:r|de|s) sig|"
        r"samtykke(?:t)? (?:er|som) givet|imødekom(?:met|mes)|bevilge(?:t|des|s)|(?<!har )meddelt(?:es)?(?!,? at\b)|"
        r"(?:beslutte(?:de|r|t)|enige? om),? at (?:godkende|vedtage|tiltræde|imødekomme|følge indstillingen)",
    ),
)
_WORD = re.compile("|".join(f"(?P<{name}>\\b(?:{pattern})(?!\\w))" for name, pattern in _OUTCOMES), re.IGNORECASE)
_ASIDE = re.compile(
    r",? (?:dog )?(?:med (?:en |den |de |følgende )?(?:\w+ )?(?:bemærkning|tilføjelse|præcisering|kommentar)\w*|idet|"
    r"således at|med henblik på|hvorefter|hvorved|da|fordi|forudsat|under forudsætning af)\b",
    re.IGNORECASE,
)
_MINORITY = re.compile(
    r"\b(?:stemte (?:imod|for|hverken)|for stemte|imod stemte|undlod|tog forbehold|tager forbehold|"
    r"ønske(?:r|de)\b[^.]{0,40}\bprotokol|mindretalsudtalelse|deltog ikke|var inhabil)",
    re.IGNORECASE,
)
_OWN_VIEW = re.compile(
    r"^\W*(?!(?:[\wæøå-]*(?:udvalg|råd|bestyrelse|nævn|magistrat|direktion|forvaltning|administration)(?:et|en)?|KKR|der|det|"
    r"sagen|forslaget|indstillingen|ansøgningen|punktet|et flertal|flertallet)\b)"
    r"[A-ZÆØÅ][^.]{2,60}?\bk(?:an|unne) ikke (?:anbefale|tiltræde|godkende|støtte|tilslutte)\b",
    re.IGNORECASE,
)
"""A member or a group that would have decided otherwise: "Signe Krag (F) kan ikke tiltræde indstillingen"."""
_DEPENDS = frozenset(("approved", "noted", "appointed"))
"""Outcomes that, after "anbefales" or "indstilles", say what is recommended and not what is decided."""


def outcomes(sentence: str) -> tuple[str, ...]:
    """The outcomes that a sentence of a minute states, in the order printed, each once; () where it states none.

    "Anbefales godkendt" is forwarded alone, "Taget til efterretning, oversendes" noted and forwarded; remarks ("med
    bemærkning om, at …") and votes of a minority are left out.
    """
    if _OWN_VIEW.match(sentence):
        return ()
    if _MINORITY.search(sentence) and not re.search(r"\bstemmer(?:ne)?\b", sentence):
        return ()
    if re.search(r"\bønske[rd]e? ikke\b", sentence):
        return ("rejected",)
    aside = _ASIDE.search(sentence)
    text = sentence[: aside.start()] if aside and _WORD.search(sentence[: aside.start()]) else sentence
    found: list[str] = []
    for match in _WORD.finditer(text):
        name = str(match.lastgroup)
        if name in _DEPENDS and "forwarded" in found:
            continue
        if re.search(r"\b(?:hvis|såfremt|når)\b[^,]*$", text[: match.start()], re.IGNORECASE):
            continue
        if name not in found:
            found.append(name)
    return tuple(found)
