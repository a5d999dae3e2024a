"""Names of reforms in running text: words in -reform, numbered and long-term plans, quality programmes and new laws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.grammar.kept import kept
from extract.grammar.titles import title_end

WORD = re.compile(r"\b(?P<stem>[A-ZÆØÅa-zæøå]{2,}(?:-[a-zæøå]+)?)(?:-?r|R)eform(?P<definite>en|ens)?\b")
OF = re.compile(r"\b[Rr]eform(?P<definite>en)? af (?=[a-zæøåA-ZÆØÅ])")
LONG_TERM = re.compile(
    r"\b(?:\d{1,2}|[Ff]em|[Ss]eks|[Oo]tte|[Tt]i|[Ff]ire)[-‑ ]?års?[-‑ ]?plan(?:en)? for (?=[a-zæøåA-ZÆØÅ])"
)
NUMBERED = re.compile(r"\b(?P<stem>[A-ZÆØÅ][a-zæøå]{3,})plan (?:[IVX]{1,4}|\d|Danmark)\b(?!\.\d)")
AGREED_PLAN = re.compile(r"(?:(?<=ftale om )|(?<=ftalen om ))[A-ZÆØÅ][a-zæøå]{3,}plan (?:19|20)\d\d\b")
"""A plan with its last year, as the agreement on it is named."""
PROGRAMME = re.compile(
    r"\b(?:[A-ZÆØÅa-zæøå]{4,}s )(?:nationale )?kvalitetsprogram\b|"
    r"\b(?:[Nn]ationalt )?[Kk]valitetsprogram(?:met)? for (?=[a-zæøå])"
)
LAW = re.compile(
    r"\b(?P<law>(?:[A-ZÆØÅa-zæøå]{4,}ts|[A-ZÆØÅa-zæøå]{4,}(?:ens|ernes|nes)) lov|"
    r"(?:[Dd]en )?nye? (?P<kind>[a-zæøå]{3,}lov)|[A-ZÆØÅa-zæøå]{4,}loven)\b"
)
ADOPTED = re.compile(r"\bvedt(?:og|aget|ages)\b")
IN_FORCE = re.compile(r"i kraft|ikrafttræd|vedt(?:og|aget)")
LOCAL_PLANS = re.compile(
    r"(?:lokal|kommune|helheds|spildevands|varme|tids|handle|handlings|budget|ramme|kap|region|land|etage|grund|"
    r"situations|"
    r"facade|bane|vand|trafik|udviklings|arbejds|forslags|skitse|projekt|energi|affalds|bilag|delpro|under)$",
    re.IGNORECASE,
)
PLAIN_STEMS = re.compile(r"(?:for|re|kontra|anti|del|enkelt|mini|stor|kæmpe|hoved|sådan|.*sty)$", re.IGNORECASE)
THE_ONE = re.compile(r"\bden (?:[a-zæøå]+e )?$")
DENIED = re.compile(
    r"\b(?:ingen|enhver|hver|ikke (?:en|nogen)|uden(?: en)?|sådan en|anden|som en|type|slags|"
    r"mindre|større|eventuel|mulig) $",
    re.IGNORECASE,
)
"""What stands before a word for any reform or for none: "ingen skattereform"."""


@dataclass(frozen=True, slots=True)
class ReformName:
    """A reform named at text[start:end]; ``certain`` is False for a form that may stand for any reform of its kind."""

    start: int
    end: int
    title: str
    key: str
    certain: bool = True


def find_reform_names(text: str) -> Iterator[ReformName]:
    """The names of reforms in a paragraph, in reading order."""
    return iter(_names(text))


@kept
def _names(text: str) -> Iterator[ReformName]:
    found = [
        *(_words(text) if "eform" in text else ()),
        *(_plans(text) if "plan" in text or "kvalitetsprogram" in text or "Kvalitetsprogram" in text else ()),
        *(_laws(text) if "lov" in text else ()),
    ]
    end = 0
    for name in sorted(found, key=lambda name: (name.start, -name.end)):
        if name.start >= end:
            yield name
            end = name.end


def _words(text: str) -> Iterator[ReformName]:
    for match in WORD.finditer(text):
        if PLAIN_STEMS.fullmatch(match["stem"]):
            continue
        title = match.group().removesuffix("s") if match["definite"] == "ens" else match.group()
        key = f"{match['stem'].lower()}reform"
        certain = bool(match["definite"]) or DENIED.search(text[: match.start()]) is None
        if text.startswith((", der ", ", som "), match.end()):
            certain = certain or THE_ONE.search(text[: match.start()]) is not None
        yield ReformName(match.start(), match.start() + len(title), title, key, certain)
    for match in OF.finditer(text):
        end = title_end(text, match.end())
        if end > match.end() and text[match.end() : end] not in ("området", "loven", "reglerne", "systemet"):
            known = bool(match["definite"]) or DENIED.search(text[: match.start()]) is None
            yield ReformName(
                match.start(), end, text[match.start() : end], f"reform {text[match.end() : end].lower()}", known
            )


def _plans(text: str) -> Iterator[ReformName]:
    for pattern in (LONG_TERM, PROGRAMME, NUMBERED, AGREED_PLAN):
        for match in pattern.finditer(text):
            if pattern is NUMBERED and LOCAL_PLANS.search(match["stem"]):
                continue
            end = title_end(text, match.end()) if match.group().endswith(" ") else match.end()
            if end >= match.end():
                title = text[match.start() : end]
                yield ReformName(match.start(), end, title, re.sub(r"[-‑ ]|plan(?:en)?\b", "", title.lower()))


def _laws(text: str) -> Iterator[ReformName]:
    """Laws that Folketinget adopts, and new laws with their entry into force."""
    for match in LAW.finditer(text):
        adopted = "olketinget" in text and ADOPTED.search(text)
        new = match["kind"] and IN_FORCE.search(text) and "forslag" not in text
        start = match.start("kind") if match["kind"] else match.start()
        title = text[start : match.end()]
        if title.lower() in ("grundloven", "finansloven", "lovgivningen"):
            continue
        yield ReformName(start, match.end(), title, title.lower().removesuffix("en"), bool(adopted or new))
