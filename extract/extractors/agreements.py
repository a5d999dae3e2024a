"""Named agreements: of KL and the government, of parties, of organisations, of a municipality with an institution."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.agreed import MADE, MAKING, Named, Place, made_locally, named_agreements
from extract.document import Document
from extract.fact import Agreement, DocumentFact, Fact, Facts
from extract.grammar.agreement_name import WITHOUT_YEAR
from extract.grammar.agreement_words import is_agreement_stem
from extract.grammar.dates import find_dates
from extract.grammar.lexicon import FINITE
from extract.made import made_on
from extract.outline import Section, outline
from extract.sentences import sentences

ORGANISATIONS = re.compile(
    r"\bFOA\b|\bFH\b|\bDA\b|\b3F\b|Danske Regioner|Fagbevægelsens|Arbejdsgiverforening|Dansk Industri|Dansk Metal|"
    r"Landbrug & Fødevarer|Naturfredningsforening|arbejdsmarkedets parter|\btrepart|grønne trepart"
)
LOCAL = re.compile(
    r"(?:selvforvaltnings|drifts|driftstilskuds|tilskuds|samarbejds|partnerskabs|udviklings|velfærds|resultat)aftale\b|"
    r"\b[Aa]ftale (?:om|med|mellem)\b|driftsoverenskomst",
    re.IGNORECASE,
)
ITEM_LEAD = re.compile(
    r"^(?:lukket: ?)?(?:beslutning|orientering|drøftelse|godkendelse|stillingtagen|forlængelse|fornyelse|indgåelse|"
    r"genforhandling)"
    r"(?:[:,]| (?:af|om|vedr\.|vedrørende|til))? (?:af |om )?(?:ny |forslag til |udkast til )?",
    re.IGNORECASE,
)
NOT_ONE = re.compile(
    r"^(?:proces|status|opfølgning|evaluering|høring|opsigelse|udbud|manglende)\b|aftaler\b", re.IGNORECASE
)
CHANGED = re.compile(r"(?:opdateret|ændret|revideret)\W+(?:d\. |den )?$", re.IGNORECASE)
NO_KIND = ("years ", "body ", "local ")
"""How the keys of agreements begin that municipalities and regions make; most of them are of no kind."""
OPENING = 400
"""Characters in which a document that is an agreement names itself."""
LONGEST = 10
"""Words of a title that has a verb."""
NAMES_ONE = re.compile(r"(?:aftale|forlig|budget)\w*\W+\w|\w\W+\w*(?:aftale|forlig|budget)", re.IGNORECASE)
ABOUT_ONE = re.compile(
    r"(?:: |^)(?:her|sådan|få|læs|se|det|dette|overblik|fakta|grafik|tema|nyt om)\b|\?$", re.IGNORECASE
)
"""A title that tells of an agreement and is not its name."""
OWN_NAME = re.compile(
    r"(?:(?:ny|fælles|politisk|strategisk|forpligtende|udkast til) )*(?P<stem>[\wæøåÆØÅ-]*?)-?"
    r"(?:aftale|udviklingskontrakt|resultatkontrakt)n?(?P<rest> .*)?(?<! på plads)(?<! i hus)(?<! indgået)",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r":$|^(?:andre|dele af|flere|mere om|bag|om|nyt|nyheder?|overblik|fakta|se|læs|her er)\b|"
    r"^budget\w*\b(?:(?!aftale|forlig).)*\b(?:på plads|i hus|vedtaget|klar)$",
    re.IGNORECASE,
)
"""A title of a part of a page, or news of a budget."""
BUDGET_ALONE = re.compile(r"(?:forslag til )?budget\w*(?: for)?[ \d/–-]*", re.IGNORECASE)
"""The title of a budget, which is no agreement unless the making of one is told."""
EXPECTED = re.compile(r"\b(?:forvent\w*|skal|hvis|ventes|når)\b")
BETWEEN_PARTIES = re.compile(r"(?:[Pp]olitisk )?[Aa]ftale mellem .* om:?")
"""The first line of a name that goes on below."""
ONE_WORD = re.compile(r"\w{3,}(?:aftalen?|forlig(?:et)?|enighed(?:en)?)\b", re.IGNORECASE)
ONE = re.compile(r"(?:aftale|forlig)\w*", re.IGNORECASE)
SEVERAL = re.compile(r"\w*(?:aftaler|forligene)\b", re.IGNORECASE)
PUT_FORWARD = re.compile(
    r"\bat (?P<title>(?:[A-ZÆØÅ]\w*aftale|Aftale)\b[^.;:]{4,110}?) (?:godkendes|indgås|tiltrædes|forlænges|vedtages)\b"
)


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """One Agreement for each agreement that the text names, with its kind and the date it was made.

    Looks for::

        Med økonomiaftalen for 2031 blev puljen videreført.
        Regeringen indgik den 3. maj 2030 politisk aftale om Flere grønne byrum med Venstre og SF.
        4. Forlængelse af driftsaftale med Havnebyens Museum 2031-33
    """
    local = list(_local(document))
    told = list(_told(document, [section for _, section in local]))
    own = list(_own(document, facts, told))
    yield from own
    family = outline(document).family
    if not own and not any(kind == family or named.places[0].start < OPENING for named, kind in told):
        own = list(_recognised(document, facts))
        yield from own
    known = facts.of(DocumentFact)
    today = known[0].date if known else ""
    own_told = bool(own)
    titled = [named for named, kind in told if kind and known and named.places[0].start == known[0].evidence.start]
    for named, kind in told:
        if own and named.key in WITHOUT_YEAR:
            continue  # a word for the agreement that the document is
        best = named.best
        opens = not own_told and (named in titled if titled else _opens(document, facts, named, kind))
        own_told = own_told or opens
        made = made_on(document, today, named)
        yield Agreement(
            title=best.name.title,
            kind=kind,
            date=made or (_issued(document, facts) if opens else ""),
            evidence=document.evidence(best.start, best.end, "agreements/name"),
        )
    for agreement, _ in local:
        yield agreement


def _opens(document: Document, facts: Facts, named: Named, kind: str) -> bool:
    """Whether an agreement is the one that the document is: of its kind at its opening, of no kind in its title."""
    family, first = outline(document).family, named.places[0].start
    if kind:
        return kind == family and first < OPENING
    titled = [fact.evidence for fact in facts.of(DocumentFact)]
    return family == "other" and any(shown.start <= first < shown.end for shown in titled)


def _told(document: Document, taken: list[Section]) -> Iterator[tuple[Named, str]]:
    """The agreements that the text names, with their kinds; those that agenda items are about are told as that."""
    for named in named_agreements(document):
        of_item = _of_item(named, taken)
        kind = "" if of_item else _kind(document, named)
        if kind or (not of_item and _is_own_sort(document, named)):
            yield named, kind


def _own(document: Document, facts: Facts, told: list[tuple[Named, str]]) -> Iterator[Agreement]:
    """The agreement that a document is, where its title is no name that is told already."""
    family = outline(document).family
    known = facts.of(DocumentFact)
    if not known or SEVERAL.match(known[0].title) or not (family.endswith("-agreement") or family == "other"):
        return
    shown, title = known[0].evidence, known[0].title
    full = [(named, kind) for named, kind in told if named.key not in WITHOUT_YEAR]
    head = ONE.search(title)
    within = shown.start + (head.end() if head else 0)
    there = any(shown.start <= place.start < within for named, _ in full for place in named.places)
    name = _is_name(title) and not there
    between = BETWEEN_PARTIES.fullmatch(title)
    if between and any(kind == family and named.places[0].start < OPENING for named, kind in full):
        return
    if any(kind and kind != family and named.places[0].start == shown.start for named, kind in full):
        return  # the name that is the title is told already, with a kind of its own
    if family == "other":
        if not name or any(named.key.split(" ")[1:2] == [_stem(title)] for named, _ in full):
            return
    elif any(kind == family and named.places[0].start < OPENING for named, kind in full):
        if not name or family != "political-agreement":
            return
    elif between:
        after = document.block_at(document.text.find("\n", shown.end) + 1)
        shown = document.evidence(after.start, after.end, "agreements/own")
        title = shown.quote
    elif (
        not NAMES_ONE.search(title)
        or (BUDGET_ALONE.fullmatch(title) and not any(_tells_making(each.text) for each in sentences(document)))
        or NO_NAME.search(title)
        or _is_sentence(title)
        or (_tells_of(title, family) and any(kind == family for _, kind in full))
    ):
        return
    kind = "" if family == "other" else family
    yield Agreement(title=title, kind=kind, date=_issued(document, facts), evidence=shown)


def _tells_making(text: str) -> bool:
    """Whether a sentence tells that an agreement is made, and not that it is expected."""
    return MADE.search(text) is not None and ONE.search(text) is not None and not EXPECTED.search(text)


def _is_sentence(title: str) -> bool:
    """Whether a title is a sentence of the text."""
    words = re.findall(r"[a-zæøå]+", title.lower())
    told_of = words[:1] in (["aftalen"], ["forliget"], ["reformen"], ["parterne"], ["partierne"])
    return (told_of or len(words) > LONGEST) and not FINITE.isdisjoint(words)


def _stem(title: str) -> str:
    """The first part of the compound that a title begins with."""
    name = OWN_NAME.fullmatch(title)
    return name["stem"].lower() if name else ""


def _recognised(document: Document, facts: Facts) -> Iterator[Agreement]:
    """The agreement by the words that show what the document is, where nothing names it better."""
    family, shown = outline(document).family, outline(document).shown
    if family.endswith("-agreement") and shown[0] < OPENING and ONE_WORD.search(document.text[slice(*shown)]):
        evidence = document.evidence(*shown, "agreements/recognised")
        yield Agreement(title=evidence.quote, kind=family, date=_issued(document, facts), evidence=evidence)


def _is_name(title: str) -> bool:
    """Whether a title of a document of no known family is the name of an agreement."""
    name = OWN_NAME.fullmatch(title)
    verbs = FINITE.intersection(re.findall(r"[a-zæøå]+", title))
    return name is not None and not verbs and not ABOUT_ONE.search(title) and is_agreement_stem(name["stem"])


def _tells_of(title: str, family: str) -> bool:
    """Whether a title may tell of an agreement without being its name; a yearly one has its year in its name."""
    yearly = family in ("budget-agreement", "economy-agreement")
    return ABOUT_ONE.search(title) is not None or (yearly and not re.search(r"20\d\d", title))


def _issued(document: Document, facts: Facts) -> str:
    """The date of the document, unless it is only that of its last change."""
    known = facts.of(DocumentFact)
    issued = known[0].date if known else ""
    told = [day for day in find_dates(document.text) if issued and day.iso == issued]
    changed = [day for day in told if CHANGED.search(document.text[max(0, day.start - 30) : day.start])]
    return "" if told and changed == told else issued


def _of_item(named: Named, taken: list[Section]) -> bool:
    """Whether it is the agreement that an agenda item is about, told as that already."""
    return not named.kind and any(item.start <= place.start < item.end for item in taken for place in named.places)


def _kind(document: Document, named: Named) -> str:
    """The kind by name, else by who made it and by the sentence it stands in; "" for what only a municipality made."""
    if (named.kind and named.kind != "political-agreement") or named.key.startswith(NO_KIND):
        return named.kind
    around = [place.sentence.text if place.sentence else _block(document, place) for place in named.places]
    making = [text for text in around if MAKING.search(text)]
    if any(ORGANISATIONS.search(text) for text in making) or (
        not named.kind and any("trepart" in text for text in around)
    ):
        return "tripartite-agreement"
    if named.kind:
        return named.kind
    if _municipal(document):
        state = re.compile(r"[Rr]egeringen|[Ff]olketinget|[Pp]olitisk(?:e)? aftale|forligskreds|\bKL\b")
        return "political-agreement" if any(state.search(text) for text in around) else ""
    local = not any(place.name.certain for place in named.places) and any(made_locally(text) for text in making)
    return "" if local else "political-agreement"


def _is_own_sort(document: Document, named: Named) -> bool:
    """Whether an agreement of no kind is told in its own right: in the papers of a municipality only what is named by
    its years or its body, for the others are the business of an item.
    """
    return named.key.startswith(("years ", "body ")) or not _municipal(document)


def _municipal(document: Document) -> bool:
    return outline(document).family in ("agenda", "minutes") and not re.search(r"\bK ?K ?R\b", document.text[:700])


def _block(document: Document, place: Place) -> str:
    block = document.block_at(place.start)
    return document.text[block.start : block.end]


def _local(document: Document) -> Iterator[tuple[Agreement, Section]]:
    """Agreements of a municipality that are the subject of an agenda item."""
    if not _municipal(document):
        return
    for item in outline(document).items:
        title = item.title.strip()
        bare = ITEM_LEAD.sub("", title)
        put = PUT_FORWARD.search(document.text, item.heading_end, item.end)
        named = LOCAL.search(title) and not NOT_ONE.search(bare) and not NOT_ONE.search(title)
        if not named and not put:
            continue
        start = put.start("title") if put else max(item.start, document.text.find(bare, item.start, item.heading_end))
        words = put["title"] if put else bare
        shown = document.evidence(start, min(start + len(words), item.end), "agreements/item")
        yield Agreement(title=words, evidence=shown), item
