"""Names of agreements in running text: economy, budget and framework agreements by year, and agreements by title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.grammar.agreement_name import KIND_BY_STEM, YEARS, AgreementName, identity
from extract.grammar.agreement_words import COOPERATION_STEMS, compound_names, is_agreement_stem
from extract.grammar.kept import kept
from extract.grammar.marks import holds
from extract.grammar.titles import QUOTES, title_end, unquoted

WITH_WHOM = (
    r"med (?:KL|Danske Regioner|Kommunernes Landsforening|regeringen|regionerne|kommunerne)(?: \([^()]{1,20}\))?"
)
WHOSE = (
    r"(?P<who>(?:de (?:fem |98 )?)?(?:kommuner(?:ne)?s|regioner(?:ne)?s)|den kommunale|den regionale|landets kommuners)"
)
"""With whom an economy agreement is made, and whose economy it is about: words in any order around "om"."""
BETWEEN_WHOM = re.compile(rf" {WITH_WHOM}(?= )")
ECONOMY = re.compile(
    r"\b(?:økonomiaftale(?:n|r|rne)?|(?:kommune|"
    r"regions)aftalen)(?: mellem [^.,;]{2,40} og [^.,;]{2,30}?)?(?: (?:for|i|om))? (?P<year>20\d\d)\b|"
    rf"\b(?P<long>aftale[nr]?)(?: (?:mellem [^.,;]{{2,40}} og [^.,;]{{2,30}}?|{WITH_WHOM}))? "
    r"(?:om|for|vedrørende) (?:(?:[a-zæøå]+ ){0,5}?(?:for|af) )?"
    rf"{WHOSE} økonomi(?: og [a-zæøå]+)? "
    r"(?:for|i) (?P<year2>20\d\d)\b|"
    r"\bØA ?['’]?(?:20)?(?P<short>\d\d)\b",
    re.IGNORECASE,
)
ECONOMY_OF_NO_YEAR = re.compile(
    rf"\b(?P<of>aftalen?(?: mellem [^.,;]{{2,40}} og [^.,;]{{2,30}}?| {WITH_WHOM})? (?:om|for|vedrørende) "
    rf"(?:{WHOSE} økonomi|(?:næste års )?økonomien(?: i| for) (?:kommunerne|regionerne|næste år)))\b"
    r"(?! (?:og [a-zæøå]+ )?(?:for|i) (?:19|20)\d\d)|"
    r"\b(?:årets )?økonomiaftalen?\b(?! (?:for |i |om )?(?:19|20)\d\d)",
    re.IGNORECASE,
)
QUOTED = re.compile(
    r"\b(?P<word>[a-zæøåA-ZÆØÅ-]*(?:aftale(?:n|tekst(?:en)?)?|forlig(?:et)?)|dokument(?:et)?)"
    r"(?: (?:kaldet|der hedder|som hedder|hedder|med (?:titlen|navnet|overskriften)))? "
    r"(?P<open>[”“\"’‘»])(?P<title>[A-ZÆØÅ][^”“\"’‘»«']{5,80})[”“\"’«']"
)
HEAD = re.compile(r"-?(?:aftale(?:n|tekst(?:en)?)?|forlig(?:et)?|dokument(?:et)?)$")
OWNER = r"(?:(?:kommunens|regionens|[A-ZÆØÅ][\w-]+ kommunes|region [A-ZÆØÅ]\w+s) )?"
BUDGET = re.compile(
    r"\bbudget(?:forlig|aftale)(?:et|n)?(?: \(?(?:for|om|vedr\.|vedrørende))?(?: (?:budget(?:tet)?|perioden|"
    r"årene)(?: for)?)? "
    rf"(?P<years>{YEARS})|"
    r"\b(?:aftale|forlig)(?:n|et)? om (?:kommunens |regionens |[A-ZÆØÅ]\w+ kommunes |region [A-ZÆØÅ]\w+s )?"
    r"budget(?:tet)?(?: (?:for|i) (?:region \w+|\w+ kommune))?(?: for)?(?: perioden| årene)? "
    rf"(?P<years2>{YEARS})",
    re.IGNORECASE,
)
BUDGET_OF_NO_YEAR = re.compile(
    r"\b(?:aftale|forlig)(?:n|et)? om (?:(?:næste års|årets|kommunens|regionens) budget|budgettet)\b"
    r"(?! (?:for )?(?:perioden |årene )?(?:19|20)\d\d)",
    re.IGNORECASE,
)
FRAMEWORK = re.compile(
    rf"\brammeaftale(?:n|ns)?(?: (?:for|om))? (?P<years>{YEARS})|\brammeaftalen? (?P<by>for|på|om) (?=[a-zæøåA-ZÆØÅ])",
    re.IGNORECASE,
)
SPAN = re.compile(
    r"\b(?P<stem>[A-ZÆØÅa-zæøå]{4,})aftale(?:n|ns)? (?:for )?(?:perioden )?"
    r"(?P<years>(?:19|20)\d\d\s?[-–]\s?(?:20)?\d\d)\b"
)
LOCAL_STEMS = re.compile(
    r"(?:budget|økonomi|ramme|selvforvaltnings|drifts|tilskuds|driftstilskuds|samarbejds|partnerskabs|leje|"
    r"anvisnings|udlejnings)$",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?P<open>[”“„\"’‘»])?(?P<adjectives>(?:\b(?:politi ?ske?|brede?|bredt|nye?|endelig|flerårige?|samlet) )*)"
    r"\b(?P<word>(?:del|udmøntnings|implementerings|treparts)?aftale[nr]?|forlig(?:et)?)(?: \([^)]{2,40}\))?"
    r"(?P<between> i folketinget| mellem [^.;]{3,90}?| med (?-i:[A-ZÆØÅ])[^.;]{1,90}?)? om (?=\S)",
    re.IGNORECASE,
)
BY_STATE = re.compile(r" (?:mellem|med) (?:regeringen|.* og regeringen)\b", re.IGNORECASE)
OF_BUDGET = re.compile(r"(?:[\wæøå]+ ){0,3}budget", re.IGNORECASE)
"""What a "forlig" of a municipality is about, which other rules read."""
ABBREVIATED = ("bl.a.", "fx.", "f.eks.", "jf.", "ift.", "pba.", "vedr.", "inkl.", "m.fl.")
HEADS = ("aftale", "forlig", "øa")
"""What every name of an agreement has in it."""
NO_TITLE = re.compile(
    r"(?:det|den|de)$|(?:at|dette|disse|hvordan|hvem|hvad|hvilke[nt]?|ovenstående|følgende|nedenstående)(?: |$)"
)

TO_DO = re.compile(r"(?:[a-zæøå]+t|altid|fremover|sammen|ikke) at ")
"""What is agreed to be done, no title: "aftale om gensidigt at bakke op om …"."""


def find_agreement_names(text: str) -> Iterator[AgreementName]:
    """The names of agreements in a paragraph, in reading order, none inside another."""
    return iter(_names(text))


@kept
def _names(text: str) -> Iterator[AgreementName]:
    if not holds(text.casefold(), HEADS):
        return
    found = [*_economy(text), *_budget(text), *_framework(text), *_spans(text), *_named(text), *_quoted(text)]
    found += compound_names(text)
    end = 0
    for name in sorted(found, key=lambda name: (name.start, -name.end)):
        if name.start >= end:
            yield name
            end = name.end


def _economy(text: str) -> Iterator[AgreementName]:
    for match in ECONOMY.finditer(text):
        short = match["short"]
        year = f"20{short}" if short else match["year"] or match["year2"]
        regions = "regions" if "region" in (match["who"] or "").lower() else "municipalities"
        key = f"economy {regions} {year}"
        title = BETWEEN_WHOM.sub("", match.group())
        yield AgreementName(match.start(), match.end(), title, "economy-agreement", key, short=bool(short))
    for match in ECONOMY_OF_NO_YEAR.finditer(text):
        who = (match["who"] or "").lower()
        key = "economy regions" if "region" in who else "economy municipalities" if who else "economy"
        yield AgreementName(
            match.start(), match.end(), match.group(), "economy-agreement", key, certain=False, short=True
        )


def _quoted(text: str) -> Iterator[AgreementName]:
    """Agreements with a title of their own in quotes: "aftalen ”Grønne byer til alle”"."""
    for match in QUOTED.finditer(text):
        title, stem = match["title"].strip(), HEAD.sub("", match["word"].lower())
        kind = "budget-agreement" if stem == "budget" else KIND_BY_STEM.get(stem, "political-agreement")
        if not stem or (is_agreement_stem(stem) and stem not in COOPERATION_STEMS) or stem == "budget":
            yield AgreementName(match.start("title"), match.end("title"), title, kind, identity(title))


def _budget(text: str) -> Iterator[AgreementName]:
    for match in BUDGET.finditer(text):
        years = match["years"] or match["years2"]
        yield AgreementName(match.start(), match.end(), match.group(), "budget-agreement", f"budget {years[:4]}")
    for match in BUDGET_OF_NO_YEAR.finditer(text):
        start, end = match.span()
        yield AgreementName(start, end, match.group(), "budget-agreement", "budget", certain=False, short=True)


def _framework(text: str) -> Iterator[AgreementName]:
    for match in FRAMEWORK.finditer(text):
        if match["years"]:
            key, end = f"framework {match['years'][:4]}", match.end()
        else:
            end = title_end(text, match.end())
            parties = re.compile(r" for (?:de |alle )?(?:\w+ ){0,2}(?:kommune|region|Region)").search(
                text, match.end(), end
            )
            end = parties.start() if parties else end
            years = re.search(rf" (?:for |i )?({YEARS})$", text[match.end() : end])
            key = f"framework {years[1][:4] if years else identity(text[match.end() : end])}"
            if end <= match.end() or NO_TITLE.fullmatch(text[match.end() : end]):
                continue
        certain = match["by"] != "om"
        title = text[match.start() : end]
        yield AgreementName(match.start(), end, title, "framework-agreement", key, certain=certain)


def _spans(text: str) -> Iterator[AgreementName]:
    """Agreements known by their field and years: "Sundhedsaftalen 2028-2031"."""
    for match in SPAN.finditer(text):
        stem = match["stem"].lower()
        if not LOCAL_STEMS.search(stem):
            kind = KIND_BY_STEM.get(stem, "")
            yield AgreementName(match.start(), match.end(), match.group(), kind, f"years {stem} {match['years'][:4]}")


def _named(text: str) -> Iterator[AgreementName]:
    for match in NAMED.finditer(text):
        start, begin = match.start("adjectives"), match.end()
        if re.match(
            rf"(?:rammerne for )?(?:kommunernes|regionernes|den kommunale|den regionale) økonomi|{OWNER}budget",
            text[begin:],
            re.IGNORECASE,
        ):
            continue
        while True:
            end = _named_end(text, match, begin)
            body = unquoted(text[begin:end])
            budget = not match["word"].lower().startswith("aftale") and OF_BUDGET.match(body)
            if body and not budget and not NO_TITLE.match(body) and not TO_DO.match(text, begin):
                yield _by_title(text, match, start, begin, end)
            another = re.compile(r",? og om (?=\S)").match(text, end)
            if another is None or end <= begin:
                break
            start = begin = another.end()


def _named_end(text: str, match: re.Match[str], begin: int) -> int:
    if match["open"]:
        closing = text.find(QUOTES[match["open"]], begin)
        if 0 < closing - begin < 200:
            return closing
    return title_end(text, begin)


def _by_title(text: str, match: re.Match[str], start: int, begin: int, end: int) -> AgreementName:
    word, adjectives = match["word"], match["adjectives"].lower()
    head = "Forlig" if word.lower().startswith("forlig") else "Aftale"
    stem = re.sub(r"aftale[nr]?$|forlig(?:et)?$", "", word.lower())
    body = unquoted(text[begin:end])
    political = "politi" in adjectives
    quoted = text[begin] in QUOTES
    before = text[: match.start()].rstrip()
    sentence_start = not before or (before[-1] in ".:!?-–•" and before.rpartition(" ")[2] not in ABBREVIATED)
    capital = match["word"][0].isupper()
    definite = (
        re.search(r"\b(?:den|de)(?: seneste| nye)? $", text[: match.start("adjectives")], re.IGNORECASE) is not None
    )
    certain = (
        (political and definite)
        or quoted
        or bool(match["open"])
        or body[0].isupper()
        or re.search(r"reform(?:en)?\b|års?[-‑ ]?plan(?:en)? for\b", body) is not None
        or (capital and (not sentence_start or BY_STATE.match(match["between"] or "") is not None))
    )
    plural = word.endswith("r")
    if stem in KIND_BY_STEM:
        certain = True
    if plural and not political:
        certain = False
    kind = KIND_BY_STEM.get(stem, "political-agreement" if political else "")
    if re.match(r"(?:implementering|udmøntning)\b", body, re.IGNORECASE):
        kind = "implementation-agreement"
    noun = (
        f"{stem.capitalize()}aftale"
        if stem
        else "Politisk aftale"
        if political and not quoted and body[0].islower()
        else head
    )
    title = body if quoted and body[0].islower() else f"{noun} om {body}"
    return AgreementName(start, end, title, kind, identity(body), certain=certain)
