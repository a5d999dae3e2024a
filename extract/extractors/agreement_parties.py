"""The parties of an agreement, from the sentence that tells its making or from its list of signatories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.agreed import Named, named_agreements
from extract.document import Document
from extract.fact import Agreement, AgreementParty, Fact, Facts
from extract.gazetteer import gazetteer
from extract.grammar.marks import holds
from extract.grammar.party_lists import PARTIES, Party, split_parties
from extract.outline import outline
from extract.sentences import Sentence, sentences

MADE = (
    r"(?:indgik|indgår|har(?: den [^,]{4,20}| i \w+ \d{4}| netop| nu| [a-zæøå]+dag)? indgået|"
    r"blev(?: [^,]{4,25})? enige|"
    r"er blevet enige|er nået til enighed|gik [^.,;]{0,40}?(?:\d\. \w+ )?sammen om)"
)
BEFORE_VERB = re.compile(rf"(?P<list>{PARTIES}),? {MADE}")
AFTER_VERB = re.compile(
    rf"\b(?:indgik|har|blev|er),? (?:partierne )?(?P<list>{PARTIES})(?= (?:den|i|en|et|sammen|indgået|enige|\w*aftale|"
    rf"\w*forlig|budget|om|nu|netop|derfor|som) )"
)
BRIDGE = r"(?:[^.;]|(?<=\d)\.(?= [a-zæøå]))"
"""A character that may stand between an agreement and its parties: also the full stop of a day."""
WITH = re.compile(rf"^{BRIDGE}{{0,40}}?\bmed (?P<list>{PARTIES})")
WITH_THEM = re.compile(rf"\bmed (?P<list>{PARTIES}) (?:indgået|(?:en )?(?:\w+ )?(?:politisk )?aftale)")
FOLLOWING = r"(?:(?:følgende |de )?parti(?:er|erne)(?: i [^:.]{3,40})?:? )?"
BETWEEN = re.compile(rf"^{BRIDGE}{{0,60}}?\bi?mellem {FOLLOWING}(?P<list>{PARTIES})")
FOR = re.compile(rf"^ for (?P<list>{PARTIES})(?= (?:for|i) \d|[.,]| om\b)")
LOCAL_BETWEEN = re.compile(rf"\b\w*aftalen?\b[^.\n]{{0,60}}?\bmellem (?P<list>{PARTIES})")
BETWEEN_INSIDE = re.compile(rf"\b(?:i?mellem|med) (?P<list>{PARTIES})(?= om\b)")
ENTERED = re.compile(r"\b(?:indg(?:ik|ået|ås|år|åede)|enige|enighed|sammen om)\b")
IN_BRACKET = re.compile(
    rf"(?:\w*(?:forligskredsen|aftalekredsen|partierne|parterne)|arbejdsmarkedets parter) \((?P<list>{PARTIES})\)"
)
AGREED = re.compile(rf"(?P<list>{PARTIES}) er(?: [a-zæøå]+){{0,3}} enige om")
BEHIND = re.compile(
    rf"\b(?:[Pp]artierne bag (?:budget)?(?:aftalen|forliget|budgettet) er|"
    rf"[Bb]ag (?:aftalen|forliget|budgetaftalen|budgetforliget|budgettet) står|"
    rf"(?:[Bb]udget)?(?:[Aa]ftalen|[Ff]orliget) er (?:indgået|lavet|underskrevet) (?:{BRIDGE}{{0,40}} )??"
    rf"(?:i?mellem|af)|"
    rf"(?:[Aa]ftale|[Ff]orligs)(?:parterne|partierne|kredsen)(?: er| består af|:)|"
    rf"(?:[Aa]ftalens|[Ff]orligets) part(?:er|ier)(?: er|:)):? (?:partierne |byrådets partier |"
    rf"følgende partier: )?(?P<list>{PARTIES})"
)
ENTERED_IT = re.compile(
    rf"(?:(?P<subject>{PARTIES}) (?:har )?)?indg(?:ået|ik) (?:aftalen|forliget)(?: sammen)? med (?P<list>{PARTIES})"
)
ENTERED_BETWEEN = re.compile(
    rf"\b(?:indgået|enighed om|landet) (?:en |et )?(?:\w+ )?(?:budget)?(?:aftale|forlig)(?: om budget\w*)?"
    rf"(?: for \d{{4}})? "
    rf"i?mellem {FOLLOWING}(?P<list>{PARTIES})"
)
FRAMEWORK = re.compile(
    rf"\b[Rr]ammeaftalen (?:er (?:en aftale(?:,? (?:der|som) (?:er|bliver) indgået)?|indgået) |indgås (?:årligt )?)"
    rf"i?mellem (?P<list>{PARTIES})"
)
THERE_IS = re.compile(rf"\b[Mm]ellem (?:partierne )?(?P<list>{PARTIES}) er der(?: \w+)? indgået")
STANDS_BEHIND = re.compile(
    rf"(?P<list>{PARTIES}) (?:står (?:alle )?bag|er (?:alle )?med i|har (?:underskrevet|tilsluttet sig)) "
    rf"(?:(?:årets|denne|dette|den|det|en|et) )?(?:(?:brede|bred|nye|fælles) )?(?:budget)?(?:aftalen?|forlig(?:et)?)\b"
)
OF_ONE = re.compile(r"ftale|orlig|udgettet (?:er|står)|der(?: \w+)? indgået")
"""What all that tells the parties of an agreement without its name has in it: most sentences have not."""
MARKS = {
    FRAMEWORK: ("ammeaftalen",),
    ENTERED_IT: ("indgå", "indgik"),
    ENTERED_BETWEEN: ("mellem ",),
    BEHIND: ("bag ", "Bag ", " er ", "parterne", "partierne", "kredsen", " part"),
    STANDS_BEHIND: (" bag ", " med i ", " underskrevet ", " tilsluttet "),
    THERE_IS: (" er der",),
}
"""What each of these has in it."""
PARTERNE = re.compile(r"mellem parterne|\w+te parterne")
SIGNED = re.compile(
    r"^(?:For )?(?P<party>[A-ZÆØÅ][\wæøåÆØÅ]*(?: [A-ZÆØÅ][\wæøåÆØÅ]*| folkeparti| venstre|"
    r" alliance){0,3})(?: \([A-ZÆØÅ]{1,2}\))?(?:$| ?[:,] )"
)
OPENING = 1500
"""Characters in which a document that is an agreement names itself."""
HEAD = re.compile(rf"\b[Aa]ftale mellem (?P<list>{PARTIES}) om\b")
SIGNATURES = re.compile(
    r"underskr|aftalepart|forligspart|(?:aftalens|forligets) part|partierne bag|aftalen er indgået|"
    r"bag (?:aftalen|forliget) står|^i?mellem:?$",
    re.IGNORECASE,
)
POLITICAL = re.compile(
    r"Socialdemokrati|Venstre|Konservative|Folkeparti|Enhedslisten|Liberal Alliance|Moderaterne|Danmarksdemokraterne|"
    r"Alternativet|Nye Borgerlige|Kristendemokraterne|liste[n]?\b|Liste\b|Borgerliste|^SF$|Løsgænger|Slesvigsk Parti"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of parties at a range of the document's text, and the agreement they made."""

    start: int
    end: int
    title: str


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """One AgreementParty for each party that the making of an agreement names.

    Looks for::

        Regeringen har den 3. maj 2030 indgået aftale om Flere grønne byrum med Venstre og SF.
        Bag budgetforliget står Socialdemokratiet, Borgerlisten og Radikale Venstre.
    """
    titles = {agreement.title: agreement for agreement in facts.of(Agreement)}
    if not titles:
        return
    made: dict[tuple[str, str], Party] = {}
    for listed in _lists(document, titles):
        for party in split_parties(document.text, listed.start, listed.end):
            key = (listed.title, _identity(party.name))
            if key not in made or len(made[key].name) == 1 < len(party.name):
                made[key] = party
    for (title, _), party in made.items():
        shown = document.evidence(party.start, party.end, "agreement_parties/making")
        yield AgreementParty(agreement=title, party=party.name, evidence=shown)


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
    own, headed = _own(document, titles), _headed(document, places)
    last: tuple[int, int] | None = None
    for sentence in sentences(document):
        inside = [place for place in places if sentence.start <= place[0] < sentence.end]
        for start, end, title in inside:
            found = list(_making(sentence, start - sentence.start, end - sentence.start))
            if not found and last and PARTERNE.search(sentence.text[max(0, end - sentence.start - 20) :][:60]):
                found = [last]
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
        about = inside[0][2] if inside else own or (before[-1][2] if before else "")
        yield from _of_it(sentence, titles, own, about)
    if own:
        head = HEAD.search(document.text, 0, OPENING)
        if head:
            yield Listed(*head.span("list"), own)
        yield from _signatures(document, own)


def _headed(document: Document, places: list[tuple[int, int, str]]) -> dict[int, str]:
    """Where the paragraphs begin that stand right under a line that is an agreement's name, with its title."""
    titles = {start: title for start, _, title in places}
    return {
        below.start: titles[block.start]
        for block, below in pairwise(document.blocks)
        if block.start in titles and not document.text[block.start : block.end].endswith((".", ",", ":"))
    }


def _of_it(sentence: Sentence, titles: dict[str, Agreement], own: str, about: str) -> Iterator[Listed]:
    """The parties of an agreement that a sentence does not name: "Bag aftalen står …", "Rammeaftalen indgås mellem …".

    ``own`` is the agreement that the document is, ``about`` the one named last; "" where there is none.
    """
    if not OF_ONE.search(sentence.text):
        return
    frames = [title for title, fact in titles.items() if fact.kind == "framework-agreement"]
    meant = [(FRAMEWORK, frames[0] if len(frames) == 1 else ""), (ENTERED_IT, own), (ENTERED_BETWEEN, own)]
    for pattern, title in [*meant, *((each, about) for each in (BEHIND, STANDS_BEHIND, THERE_IS))]:
        match = pattern.search(sentence.text) if title and holds(sentence.text, MARKS[pattern]) else None
        for group in ("subject", "list") if match else ():
            if match and match.groupdict().get(group):
                yield Listed(sentence.start + match.start(group), sentence.start + match.end(group), title)


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
    same = [title for title, fact in titles.items() if fact.kind == family and fact.evidence.start < OPENING]
    return same[0] if same else ""


def _making(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lists of parties in a sentence that tells the making of the agreement named at text[start:end]."""
    text = sentence.text
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
    for match in matches:
        if match is None:
            continue
        shift = sentence.start + (end if match.string is not text else 0)
        if (
            match.re is BEFORE_VERB
            and match.start() > end
            and not re.fullmatch(r",? som (?:den )?", text[end : match.start()])
        ):
            continue
        yield shift + match.start("list"), shift + match.end("list")


def _signatures(document: Document, title: str) -> Iterator[Listed]:
    """Parties that stand one to a line under a heading of signatories."""
    open_list = False
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if len(text) < 90 and SIGNATURES.search(text):
            open_list = True
            continue
        match = SIGNED.match(text.lstrip("-–•● "))
        if open_list and match and POLITICAL.search(match["party"]):
            start = block.start + text.index(match["party"])
            yield Listed(start, start + len(match["party"]), title)
        elif open_list and len(text) > 120:
            open_list = False
