"""Agreements named by one compound word and what follows it: "forsvarsforliget", "samarbejdsaftale om …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.grammar.agreement_name import KIND_BY_STEM, YEARS, AgreementName, identity
from extract.grammar.lexicon import FINITE, words
from extract.grammar.titles import title_end

COMPOUND = re.compile(
    r"\b(?P<stem>[A-ZÆØÅa-zæøå]{3,})-?(?P<head>aftale|forlig)(?P<definite>en|et|n)?\b"
    r"(?P<complement> (?:for|om|på) (?=[a-zæøåA-ZÆØÅ]|(?:19|20)\d\d\b))?"
)
COOPERATION_STEMS = words(
    "samarbejds partnerskabs sundheds udviklings konstituerings kultur frikommune frisættelses lokal "
    "bosætnings forsøgs delegations fælles erhvervshus styrings region kommunesamarbejds venskabs landsby "
    "børnehjælps tværsektoriel opgave"
)
"""Agreements that municipalities and regions make with each other, with ministers and with others, of no given kind."""
NO_AGREEMENT = words(
    "leje køb købs salgs låne kredit licens databehandler ansættelses bruger handels frihandels kontrakt leverandør "
    "entreprise forpagtnings bytte løn overdragelses erstatnings gælds medlems abonnements forsikrings paris kyoto "
    "oslo freds våbenhvile atom associerings dobbeltbeskatnings udleverings schengen aconto betalings "
    "afdrags rådigheds service anvisnings udlejnings fuldmagts hensigts princip hemmeligholdelses fortroligheds "
    "drifts tilskuds driftstilskuds selvforvaltnings økonomi ramme kommune regions mål mødeaftale for ud af op til"
)
"""Stems of contracts and treaties, and of agreements that other rules read."""
DETERMINED = re.compile(r"\b(?:de[nt] (?:[a-zæøå]{3,}e )?|(?:gældende|nuværende|kommende) )$", re.IGNORECASE)
"""What makes a word without an article's ending one agreement: "det nuværende medieforlig"."""
ANNOUNCED = re.compile(r"\b(?:et|en) (?:nyt|ny|kommende|næste) $", re.IGNORECASE)
"""What makes a -forlig one that is to come: "et nyt forsvarsforlig"; a new -aftale may be of the world's states."""
ONE = re.compile(r"\b(?:en|et|følgende) (?:[a-zæøå]+ ){0,2}$", re.IGNORECASE)
"""What stands before one that is told for the first time: "indgik en bred færgeaftale"."""
PAST = re.compile(
    r" ?\(?(?:(?<=\()|(?:fra|i|af) )(?:(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|"
    r"november|december) )?(?P<year>(?:19|20)\d\d)\b"
)
OF_BODY = re.compile(
    r" (?:for|med|mellem) (?P<body>(?:[A-ZÆØÅ][\wæøåÆØÅ-]+ ){1,2}[Kk]ommune\b|Region [A-ZÆØÅ][a-zæøå]+(?: og "
    r"(?:kommunerne i (?:regionen|Region [A-ZÆØÅ][a-zæøå]+)|de [a-zæøå0-9 ]{0,12}kommuner))?)"
)
LISTED = re.compile(
    rf"(?P<word>(?P<stem>[A-ZÆØÅ][a-zæøå-]{{2,}}?)-?aftale)n?"
    rf"(?P<rest>(?: (?P<years>{YEARS}))?(?: (?:om|mellem|for|med|vedr\.|vedrørende) \S.*)?)"
)
"""A line or cell that is nothing but a name, such as an entry of a list of cases."""
ADDED = re.compile(r"(?: \([^()]*\))+$")
SUBTITLED = re.compile(r"\. (?=[Ii]ndgået\b)")
"""Between a name and who made it: "Færgeaftale om overfarten. Indgået mellem …"."""
LONGEST = 160
"""Characters of a line that is a name."""


def compound_names(text: str) -> Iterator[AgreementName]:
    """The agreements that a compound word names, in no order; those of a line that is a name with their whole line."""
    yield from _listed(text)
    for match in COMPOUND.finditer(text):
        stem = match["stem"].lower()
        if stem == "budget":
            end, certain = _word_end(match), bool(match["definite"])
            word = text[match.start() : end]
            yield AgreementName(match.start(), end, word, "budget-agreement", stem, certain=certain, short=True)
        elif stem not in NO_AGREEMENT:
            of_body = _of_body(text, match, stem)
            cooperation = stem in COOPERATION_STEMS
            found = of_body or (_cooperation if cooperation else _political)(text, match, stem)
            if found:
                yield found


def is_agreement_stem(stem: str) -> bool:
    """Whether the first part of a compound in -aftale makes it no contract, and no agreement that other rules read."""
    return stem.lower() not in NO_AGREEMENT


def _word_end(match: re.Match[str]) -> int:
    """Where the compound itself ends."""
    return match.start("complement") if match["complement"] else match.end()


def _of_body(text: str, match: re.Match[str], stem: str) -> AgreementName | None:
    """One told by the body it is with: "velfærdsaftalen for Havneby Kommune"."""
    body = OF_BODY.match(text, _word_end(match)) if match["definite"] else None
    if body is None:
        return None
    title = text[match.start() : body.end()]
    return AgreementName(match.start(), body.end(), title, "", f"body {stem} {identity(body['body'])}")


def _political(text: str, match: re.Match[str], stem: str) -> AgreementName | None:
    """One of a known field, a definite -forlig, or one with its past year; of another field where its making is told.

    "En trepartsaftale" alone is none: its heading names it.
    """
    before, political = text[: match.start()], match["head"] == "forlig"
    determined = bool(match["definite"]) or DETERMINED.search(before) is not None
    determined = determined or (political and ANNOUNCED.search(before) is not None)
    kind = KIND_BY_STEM.get(stem, "")
    dated = PAST.match(text, _word_end(match)) is not None
    end = _title_end(text, match, stem) if kind else _word_end(match)
    full = end > _word_end(match)
    if not kind and not dated and not (political and determined) and not ONE.search(before):
        return None
    if kind not in ("", "implementation-agreement") and not full and not determined:
        return None
    certain = full or (determined and (dated or kind == "political-agreement" or political))
    key = f"{stem} {identity(text[_word_end(match) : end])}".strip()
    title = text[match.start() : end]
    return AgreementName(match.start(), end, title, kind or "political-agreement", key, certain=certain, short=not full)


def _title_end(text: str, match: re.Match[str], stem: str) -> int:
    """Where the name of an agreement of a known field ends: after what it is for or about, if that is told."""
    if not match["complement"]:
        return match.end()
    end = title_end(text, match.end())
    if end <= match.end() or re.match(r"perioden|årene|\d", text[match.end() :]):
        years = re.compile(YEARS).match(text, match.end())
        return years.end() if years and stem.startswith("finanslov") else match.start("complement")
    return end


def _cooperation(text: str, match: re.Match[str], stem: str) -> AgreementName:
    """One that municipalities or regions made, with what it is about."""
    word_end = _word_end(match)
    about = re.compile(r" om (?=[a-zæøåA-ZÆØÅ])").match(text, word_end)
    end = title_end(text, about.end()) if about else word_end
    end = end if about and end > about.end() else word_end
    key = f"local {stem} {identity(text[word_end:end].removeprefix(' om'))}".strip()
    title = text[match.start() : end]
    return AgreementName(match.start(), end, title, "", key, certain=False, short=end == word_end)


def _listed(text: str) -> Iterator[AgreementName]:
    """Lines and cells that are nothing but the name of a cooperation: "Samarbejdsaftale om unge i mistrivsel"."""
    start = 0
    for cell in re.split(r"[\t\n]", text):
        words_in = cell.lstrip("-–•●* ")
        first = start + len(cell) - len(words_in)
        start += len(cell) + 1
        bare = ADDED.sub("", SUBTITLED.split(words_in.rstrip())[0])
        match = LISTED.fullmatch(bare) if len(bare) <= LONGEST and not bare.endswith((".", ":", ",")) else None
        if match is None or not match["rest"] or match["stem"].lower() not in COOPERATION_STEMS:
            continue
        clause = re.split(r", (?:der|som) ", match["rest"])[0]
        if FINITE.isdisjoint(re.findall(r"[a-zæøå]+", clause)):
            stem = match["stem"].lower()
            key = f"years {stem} {match['years'][:4]}" if match["years"] else f"local {stem} {identity(match['rest'])}"
            yield AgreementName(first, first + len(bare), bare, "", key)
