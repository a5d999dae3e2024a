"""The parties of an agreement, from the sentence that tells its making or from its list of signatories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from extract.agreed import Named, named_agreements
from extract.document import Document
from extract.fact import Agreement, AgreementParty, Fact, Facts
from extract.gazetteer import gazetteer
from extract.grammar.marks import holds
from extract.grammar.party_lists import Party, split_parties
from extract.grammar.party_phrases import (
    AFTER_VERB,
    AGREED,
    BEFORE_VERB,
    BEHIND,
    BETWEEN,
    BETWEEN_INSIDE,
    CONSISTING,
    ECONOMY_PARTIES,
    ENTERED,
    ENTERED_BETWEEN,
    ENTERED_HERE,
    ENTERED_IT,
    ENTERED_WITH,
    FOR,
    FRAMEWORK,
    HEAD,
    IN_BRACKET,
    IS_BETWEEN,
    LOCAL_BETWEEN,
    MADE_BETWEEN,
    MADE_ECONOMY,
    MARKS,
    NAME_BETWEEN,
    OF_ONE,
    OWNER,
    PARTERNE,
    PARTY_WORD,
    PLAIN_BETWEEN,
    STANDS_BEHIND,
    SUBJECT,
    THERE_IS,
    TOGETHER,
    WERE_AGREED,
    WITH,
    WITH_THEM,
)
from extract.grammar.party_standing import standing_rows
from extract.outline import outline
from extract.sentences import Sentence, sentences
from extract.structure.signatories import signatories

OPENING = 1500
"""Characters in which a document that is an agreement names itself."""
LOCAL_LIST = re.compile(r".*(?:[Ll]isten?|[Ll]øsgænger)")
"""A party of one municipality alone."""
BELOW = 20
"""Characters between a name and the line below it that goes on with it."""


POLITICAL = ("budget-agreement", "political-agreement")
"""The kinds of agreements that parties make."""
Made: TypeAlias = dict[tuple[str, str], Party]
"""The parties found, by agreement and by what the forms of a party's name share."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of parties at a range of the document's text, and the agreement they made; ``one`` party is not split."""

    start: int
    end: int
    title: str
    one: bool = False


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """One AgreementParty for each party that the making of an agreement names.

    Looks for::

        Regeringen har den 3. maj 2030 indgået aftale om Flere grønne byrum med Venstre og SF.
        Bag budgetforliget står Socialdemokratiet, Borgerlisten og Radikale Venstre.
    """
    titles = {agreement.title: agreement for agreement in facts.of(Agreement)}
    if not titles:
        return
    made: Made = {}
    _collect(document, _lists(document, titles), made)
    _collect(document, _standing(document, titles, made), made)
    for (title, _), party in made.items():
        shown = document.evidence(party.start, party.end, "agreement_parties/making")
        yield AgreementParty(agreement=title, party=party.name, evidence=shown)


def _collect(document: Document, lists: Iterable[Listed], made: Made) -> None:
    """Adds the parties of each list to those found so far, each once and by its longer name."""
    for listed in lists:
        whole = Party(listed.start, listed.end, document.text[listed.start : listed.end])
        for party in [whole] if listed.one else split_parties(document.text, listed.start, listed.end):
            key = (listed.title, _identity(party.name))
            if key not in made or len(made[key].name) == 1 < len(party.name):
                made[key] = party


def _standing(document: Document, titles: dict[str, Agreement], made: Made) -> list[Listed]:
    """The parties of the one political agreement that a document tells of, where no other rule found any.

    They are those of the first sentence that tells of agreeing with a row of parties in it.
    """
    if outline(document).family in ("agenda", "minutes"):
        return []
    political = [title for title, fact in titles.items() if fact.kind in POLITICAL]
    title = _own(document, titles) or (political[0] if len(political) == 1 else "")
    if not title or titles[title].kind not in POLITICAL or any(key[0] == title for key in made):
        return []
    taken = {party.start for party in made.values()}
    for sentence in sentences(document):
        rows = [(sentence.start + start, sentence.start + end) for start, end in standing_rows(sentence.text)]
        if rows:
            mine = not any(start <= place < end for start, end in rows for place in taken)
            return [Listed(start, end, title) for start, end in rows] if mine else []
    return []


def _identity(name: str) -> str:
    """What the forms of one party's name share: "V", "Venstre", "Regeringen", "regeringens"."""
    entry = gazetteer().resolve(name, "party") or gazetteer().resolve(name)
    return entry.iri_path if entry else name.lower().removesuffix("s")


def _lists(document: Document, titles: dict[str, Agreement]) -> Iterator[Listed]:
    places = [
        (place.start, place.end, title)
        for named in named_agreements(document)
        if (title := _title(document, named, titles))
        for place in named.places
    ]
    places.sort()
    yield from _local(document, titles)
    yield from _within(document, places)
    own, headed = _own(document, titles), _headed(document, places)
    last: tuple[int, int] | None = None
    for sentence in sentences(document):
        inside = [place for place in places if sentence.start <= place[0] < sentence.end]
        for start, end, title in inside:
            found = list(_making(sentence, start - sentence.start, end - sentence.start))
            if not found and last and PARTERNE.search(sentence.text[max(0, end - sentence.start - 20) :][:60]):
                found = [last]
            if not found and titles[title].kind == "economy-agreement":
                found = list(_of_economy(sentence))
            for first, final in found:
                yield Listed(first, final, title)
        agreed = AGREED.search(sentence.text) if " enige om" in sentence.text else None
        if agreed and any(split_parties(sentence.text, agreed.start("list"), agreed.end("list"))):
            last = (sentence.start + agreed.start("list"), sentence.start + agreed.end("list"))
            title = headed.get(sentence.block.start, own)
            if title and not inside:
                yield Listed(*last, title)
                bracket = IN_BRACKET.search(sentence.text)
                if bracket:
                    yield Listed(sentence.start + bracket.start("list"), sentence.start + bracket.end("list"), title)
        before = [place for place in places if place[0] < sentence.start]
        this = own or (before[-1][2] if before else "")
        entered = ENTERED_HERE.match(sentence.text)
        if entered and before and sentence.start - before[-1][1] < BELOW:
            yield Listed(sentence.start + entered.start("list"), sentence.start + entered.end("list"), before[-1][2])
        yield from _of_it(sentence, titles, own, inside[0][2] if inside else this, this)
    if own:
        head = HEAD.search(document.text, 0, OPENING)
        if head:
            yield Listed(*head.span("list"), own)
        yield from (Listed(start, end, own, one=True) for start, end in signatories(document))


def _of_economy(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The state and the association in a sentence that tells the making of an economy agreement, if it has both."""
    found = {match.lastgroup: match for match in reversed(list(ECONOMY_PARTIES.finditer(sentence.text)))}
    if len(found) == len(ECONOMY_PARTIES.groupindex) and MADE_ECONOMY.search(sentence.text):
        yield from ((sentence.start + match.start(), sentence.start + match.end()) for match in found.values())


def _within(document: Document, places: list[tuple[int, int, str]]) -> Iterator[Listed]:
    """The parties that the name in a cell of a table tells: "Sundhedsaftale 2031-2034 mellem Region Nordsø og …"."""
    for start, end, title in places:
        match = NAME_BETWEEN.search(document.text, start, end)
        if match and document.block_at(start).kind == "row":
            yield Listed(match.start("list"), match.end("list"), title)


def _headed(document: Document, places: list[tuple[int, int, str]]) -> dict[int, str]:
    """Where the paragraphs begin that stand right under a line that is an agreement's name, with its title."""
    titles = {start: title for start, _, title in places}
    return {
        below.start: titles[block.start]
        for block, below in pairwise(document.blocks)
        if block.start in titles and not document.text[block.start : block.end].endswith((".", ",", ":"))
    }


def _of_it(sentence: Sentence, titles: dict[str, Agreement], own: str, about: str, this: str) -> Iterator[Listed]:
    """The parties of an agreement that a sentence does not name: "Bag aftalen står …", "Rammeaftalen indgås mellem …".

    ``own`` is the agreement that the document is, ``about`` the one named here or last, ``this`` the one that "denne
    aftale" means; "" where there is none.
    """
    if not OF_ONE.search(sentence.text):
        return
    frames = [title for title, fact in titles.items() if fact.kind == "framework-agreement"]
    meant = [
        (FRAMEWORK, frames[0] if len(frames) == 1 else ""),
        (ENTERED_IT, own),
        (ENTERED_BETWEEN, own),
        (TOGETHER, own),
    ]
    meant += [(each, about) for each in (BEHIND, STANDS_BEHIND, THERE_IS, IS_BETWEEN)]
    state = bool(own) and about == own and titles[own].kind != "budget-agreement"
    political = (PLAIN_BETWEEN, SUBJECT, WERE_AGREED, ENTERED_WITH)
    meant += [(each, about) for each in political if _of_parties(each, sentence.text, state)]
    for pattern, title in [*meant, (CONSISTING, own), (MADE_BETWEEN, this)]:
        match = pattern.search(sentence.text) if title and holds(sentence.text, MARKS[pattern]) else None
        for group in ("subject", "list") if match else ():
            if match and match.groupdict().get(group):
                yield Listed(sentence.start + match.start(group), sentence.start + match.end(group), title)


def _of_parties(pattern: re.Pattern[str], text: str, state: bool) -> bool:
    """Whether those whom a pattern finds are several political parties, with the government among them if it may."""
    likely = holds(text, MARKS[pattern]) and PARTY_WORD.search(text)
    match = pattern.search(text) if likely else None
    names = [party.name for party in split_parties(text, *match.span("list"))] if match else []
    political = [name for name in names if gazetteer().resolve(name, "party")]
    others = [name.lower() for name in names if name not in political and not LOCAL_LIST.fullmatch(name)]
    return len(names) > 1 and bool(political) and others in ([], ["regeringen"] if state else [])


def _local(document: Document, titles: dict[str, Agreement]) -> Iterator[Listed]:
    """The parties of a municipality's own agreement, told anywhere in the agenda item that is about it."""
    for title, fact in titles.items():
        item = outline(document).item_at(fact.evidence.start)
        match = LOCAL_BETWEEN.search(document.text, item.start, item.end) if item and not fact.kind else None
        if match:
            yield Listed(*match.span("list"), title)


def _title(document: Document, named: Named, titles: dict[str, Agreement]) -> str:
    title = named.best.name.title
    if title in titles:
        return title
    item = outline(document).item_at(named.places[0].start)
    return next(
        (
            name
            for name, fact in titles.items()
            if item and not fact.kind and item.start <= fact.evidence.start < item.end
        ),
        "",
    )


def _own(document: Document, titles: dict[str, Agreement]) -> str:
    """The agreement that the document itself is or is about: "enige om" without a name speaks of it."""
    family = outline(document).family
    economy = [
        title for title, fact in titles.items() if fact.kind == "economy-agreement" and re.search(r"20\d\d", title)
    ]
    if family in ("economy-agreement", "analysis") and economy:
        return max(economy, key=lambda title: re.findall(r"20\d\d", title)[-1])
    kind = "" if family == "other" else family
    kinds = [kind, "tripartite-agreement", "implementation-agreement"] if kind == "political-agreement" else [kind]
    for each in kinds:
        same = [title for title, fact in titles.items() if fact.kind == each and fact.evidence.start < OPENING]
        if same:
            return same[0]
    return ""


def _making(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lists of parties in a sentence that tells the making of the agreement named at text[start:end]."""
    text = sentence.text
    if text.endswith("partierne bag ", 0, start):
        return  # those who made it made another
    inside = BETWEEN_INSIDE.search(text, start, min(len(text), end + 3))
    matches = [inside, BETWEEN.match(text[end:])]
    if text[start:].lower().startswith("rammeaftale"):
        matches.append(FOR.match(text[end:]))
    if ENTERED.search(text):
        matches += [
            IN_BRACKET.search(text),
            BEFORE_VERB.search(text),
            AFTER_VERB.search(text),
            WITH_THEM.search(text),
            WITH.match(text[end:]),
        ]
    if any(match and match.group().lstrip().startswith("med ") for match in matches):
        matches.append(OWNER.search(text, 0, start))
    for match in matches:
        if match is None:
            continue
        shift = sentence.start + (end if match.string is not text else 0)
        if match.re is BEFORE_VERB and not _of_that_verb(text, match, start, end):
            continue
        yield shift + match.start("list"), shift + match.end("list")


def _of_that_verb(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether the agreement named at text[start:end] is what a verb's subject made.

    Not "enige om, hvordan havneaftalen skal gennemføres"; behind the name only "…, som regeringen indgik".
    """
    if match.start() > end:
        return re.fullmatch(r",? som (?:den )?", text[end : match.start()]) is not None
    return re.search(r"\bom,? (?:hvordan|hvor|hvad|hvornår)\b", text[match.end() : start]) is None
