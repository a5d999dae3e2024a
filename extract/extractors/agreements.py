"""Named agreements: of KL and the government, of parties, of organisations, of a municipality with an institution."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.agreed import MAKING, Named, Place, named_agreements
from extract.document import Document
from extract.fact import Agreement, DocumentFact, Fact, Facts
from extract.grammar.dates import DateContext, DateMatch, find_dates
from extract.outline import Section, outline

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
OPENING = 400
"""Characters in which a document that is an agreement names itself."""
NAMES_ONE = re.compile(r"(?:aftale|forlig|budget)\w*\W+\w|\w\W+\w*(?:aftale|forlig|budget)", re.IGNORECASE)
ABOUT_ONE = re.compile(r": (?:her|sådan|få|læs|se|det|dette)\b|\?$", re.IGNORECASE)
"""A title that tells of an agreement and is not its name."""
PUT_FORWARD = re.compile(
    r"\bat (?P<title>(?:[A-ZÆØÅ]\w*aftale|Aftale)\b[^.;:]{4,110}?) (?:godkendes|indgås|tiltrædes|forlænges|vedtages)\b"
)
PAST_YEAR = re.compile(r" ?\(?(?:fra|i) (?P<year>(?:19|20)\d\d)\b")
DATED = re.compile(r"[”’\"]? ?\(?(?:af|fra|indgået|underskrevet|dateret)? ?(?:den )?$")


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """One Agreement for each agreement that the text names, with its kind and the date it was made.

    Looks for::

        Med økonomiaftalen for 2031 blev puljen videreført.
        Regeringen indgik den 3. maj 2030 politisk aftale om Flere grønne byrum med Venstre og SF.
        4. Forlængelse af driftsaftale med Havnebyens Museum 2031-33
    """
    local = list(_local(document))
    taken = [section for _, section in local]
    yield from _own(document, facts, _told_in_opening(document))
    own_told = False
    for named in named_agreements(document):
        kind = "" if _of_item(named, taken) else _kind(document, named)
        if not kind and (not named.key.startswith("years") or _of_item(named, taken)):
            continue
        best = named.best
        own = not own_told and kind == outline(document).family and named.places[0].start < OPENING
        own_told = own_told or own
        made = _made(document, facts, named)
        yield Agreement(
            title=best.name.title,
            kind=kind,
            date=made or (_issued(document, facts) if own else ""),
            evidence=document.evidence(best.start, best.end, "agreements/name"),
        )
    for agreement, _ in local:
        yield agreement


def _own(document: Document, facts: Facts, told: set[str]) -> Iterator[Agreement]:
    """The agreement that a document is, where its title is no name that is told already."""
    family = outline(document).family
    known = facts.of(DocumentFact)
    if not family.endswith("-agreement") or not known or family in told:
        return
    shown, title = known[0].evidence, known[0].title
    if re.fullmatch(r"(?:[Pp]olitisk )?[Aa]ftale mellem .* om:?", title):
        after = document.block_at(document.text.find("\n", shown.end) + 1)
        shown = document.evidence(after.start, after.end, "agreements/own")
        title = shown.quote
    elif not NAMES_ONE.search(title) or (_tells_of(title, family) and _names(document, family)):
        return
    yield Agreement(title=title, kind=family, date=_issued(document, facts), evidence=shown)


def _tells_of(title: str, family: str) -> bool:
    """Whether a title may tell of an agreement without being its name; a yearly one has its year in its name."""
    yearly = family in ("budget-agreement", "economy-agreement")
    return ABOUT_ONE.search(title) is not None or (yearly and not re.search(r"20\d\d", title))


def _names(document: Document, kind: str) -> bool:
    """Whether the document names an agreement of a kind."""
    return any(_kind(document, named) == kind for named in named_agreements(document))


def _issued(document: Document, facts: Facts) -> str:
    """The date of the document, unless it is only that of its last change."""
    known = facts.of(DocumentFact)
    issued = known[0].date if known else ""
    told = [day for day in find_dates(document.text) if issued and day.iso == issued]
    changed = [day for day in told if CHANGED.search(document.text[max(0, day.start - 30) : day.start])]
    return "" if told and changed == told else issued


def _told_in_opening(document: Document) -> set[str]:
    """The kinds of the agreements that are named where a document names itself."""
    return {_kind(document, named) for named in named_agreements(document) if named.places[0].start < OPENING}


def _of_item(named: Named, taken: list[Section]) -> bool:
    """Whether it is the agreement that an agenda item is about, told as that already."""
    return not named.kind and any(item.start <= place.start < item.end for item in taken for place in named.places)


def _kind(document: Document, named: Named) -> str:
    """The kind by name, else by who made it and by the sentence it stands in; "" for what only a municipality made."""
    if (named.kind and named.kind != "political-agreement") or named.key.startswith("years"):
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
    return "political-agreement"


def _municipal(document: Document) -> bool:
    return outline(document).family in ("agenda", "minutes") and not re.search(r"\bK ?K ?R\b", document.text[:700])


def _block(document: Document, place: Place) -> str:
    block = document.block_at(place.start)
    return document.text[block.start : block.end]


def _made(document: Document, facts: Facts, named: Named) -> str:
    """The date of the making, the most precise one told; "" where the text tells none or the agreement is planned."""
    known = facts.of(DocumentFact)
    today = known[0].date if known else ""
    found: list[str] = []
    year = int(today[:4]) if today else int(named.key[-4:]) - 1 if re.match(r"budget \d{4}$", named.key) else None
    context = DateContext(year=year)  # a budget is agreed in the year before it
    for place in named.places:
        found.extend(_dates_of(document, place, context))
    past = [date for date in found if not today or date[: len(today)] <= today[: len(date)]]
    return max(past, key=len, default="")


def _dates_of(document: Document, place: Place, context: DateContext) -> Iterator[str]:
    text = document.text
    block = document.block_at(place.start)
    after = text[place.end : block.end]
    year = PAST_YEAR.match(after)
    if year and place.name.kind == "political-agreement":
        yield year["year"]
    for date in find_dates(after[:60], context):
        if date.precision != "year" and DATED.fullmatch(after[: date.start]):
            yield date.iso
    sentence = place.sentence
    if sentence is None or not MAKING.search(sentence.text):
        return
    shift = sentence.start
    dates = [date for date in find_dates(sentence.text, context) if not place.start <= shift + date.start < place.end]
    for date in dates:
        if _tells(sentence.text, date, place.start - shift, place.end - shift) and not _nearer(
            document, place, date, shift
        ):
            yield date.iso


def _nearer(document: Document, place: Place, date: DateMatch, shift: int) -> bool:
    """Whether another agreement stands between the name and the date."""
    first, last = min(place.end, shift + date.start), max(place.start, shift + date.end)
    return any(first <= other.start < last for named in named_agreements(document) for other in named.places)


MADE_AT = re.compile(r"\bgik\b.*\bsammen om|indgik|indgået|indgåede|enige|underskre|vedtog|vedtaget|landede")
OTHER_MAKING = re.compile(r"\b(?:godkendt|offentliggj|fremlagt|træder|trådte|udløber|ophører|gælder|løber)\w*")


def _tells(text: str, date: DateMatch, name_start: int, name_end: int) -> bool:
    """Whether a date is that of the making of the agreement named at text[name_start:name_end]."""
    start, end = date.start, date.end
    first, last = min(start, name_start), max(end, name_end)
    reach = 25 if date.precision == "year" else 60
    span = (
        text[max(0, start - reach) : end + reach]
        if date.precision == "year"
        else text[max(0, first - reach) : last + reach]
    )
    between = text[min(end, name_end) : max(start, name_start)]
    if OTHER_MAKING.search(between) or re.search(r"[;:]", between):
        return False
    if re.search(r"\b(?:skal|vil|forventes|senest|inden)\b", text[max(0, start - 30) : start]):
        return False
    return MADE_AT.search(span) is not None


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
