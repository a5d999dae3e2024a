"""Meetings: the one that a document is about, and those that it refers to by their full date.

Looks for lines such as::

    Referat af møde i KKR Sjælland den 4. marts 2031 er udsendt.
    Byrådet besluttede den 3. februar 2031, at sagen skulle genoptages.
    17-02-2031 Teknik- og Miljøudvalget
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extract.document import Block, Document
from extract.extractors import Facts
from extract.fact import Meeting
from extract.grammar.dates import DateContext, DateMatch, document_year, find_dates
from extract.grammar.deciding_bodies import BodyMatch, body_name, find_bodies
from extract.grammar.times import find_times
from extract.meeting_head import MeetingHead, meeting_head
from extract.outline import outline
from extract.sentences import sentences

RULE_HEAD = "meetings/head"
RULE_REFERENCE = "meetings/reference"
RULE_COURSE = "meetings/course-of-case"
RULE_PLANNED = "meetings/planned-dates"

_DECIDED = (
    r"(?:beslutte(?:de|r)|besluttet|godkendte?|godkender|vedtog|vedtaget|behandle(?:de|t|s|r)|drøfte(?:de|t|s|r)|"
    r"tiltrådte?|afsatte|bevilgede|nedsatte|udpegede?|udpeget|blev|fik|tog|orientere(?:de|t|s)|anbefalede|indstillede|"
    r"afviste|udsatte|sendte|valgte|holdt|afholdt|afholder|holder|forelagt|forelægges|fremlægges|forventes|beslutning(?:en)?|"
    r"behandling(?:en)?|dialog|igangsatte|frigav|prioriterede|præsentere(?:t|s|de)|tages? stilling|træffe[rs]?)"
)
_MET = r"(?:møde(?:t|r)?|seance|samling|session)"
_BETWEEN = re.compile(rf"(?:\b{_DECIDED}\b|\b{_MET}\b)(?:(?!\bhvor\b)[^.;])*$|^\s*(?:s\s+)?{_MET}\b", re.I)
_POSSESSED = re.compile(rf"\s*(?:\w+\s+)?(?:{_MET}|beslutning(?:en)?|behandling(?:en)?)\s*(?:på\s+{_MET}\s*)?", re.I)
_SUBORDINATE = re.compile(r",? (?:at|der|som|hvor|hvilke[nt]?|hvordan|om at)\s(?!.*\bmødet?\s*$)", re.I)
_DEADLINE = re.compile(r"\b(?:senest|inden|pr\.|fra|efter|før|til og med)\s+(?:den\s+|d\.\s*)?$", re.I)
_OTHER_SUBJECT = re.compile(
    r"\b(?:administrationen|forvaltningen|direktionen|borgmesteren|formanden|ministeren|regeringen|folketinget|kommunen|sekretariatet)\b",
    re.I,
)
_MEETING_IN = re.compile(rf"\b\w*{_MET}\s+(?:\w+\s+)?(?:i|for|med|mellem|af|hos)\s+(?:\w+\s+){{0,2}}$", re.I)
_TREATED_IN = re.compile(rf"\b{_DECIDED}\b[^.;]*\b(?:af|i|på|for|hos|til|under)\s+(?:det\s+|den\s+)?$", re.I)
_AFTER = re.compile(rf"^\s*,?\s*(?:har\s+|at\s+)?{_DECIDED}\s+(?:det\s+)?(?:samlede\s+)?$", re.I)
_NAMED_MEETING = re.compile(
    r"\b(?P<body>byråd|kommunalbestyrelse|økonomiudvalg|regionsråd)s?møde(?:t|r)?\s+(?:den|d\.)?\s*$", re.I
)
_OWN_MEETING = re.compile(
    rf"\b(?:(?:næste|kommende|seneste|sidste|forrige|tidligere)\s+(?:ordinære\s+)?{_MET}|referat(?:et)?\s+(?:af|fra)\s+{_MET})"
    r"(?:[^.;,]{0,60}?)\b(?:den|d\.)?\s*$",
    re.I,
)
_PARTNER = re.compile(r"\bdialogmøde(?:t|r)?\s+med\s+(?P<name>(?:[A-ZÆØÅ][\wæøåÆØÅ-]*\s+)+)(?:den|d\.)\s*$")
_COUNCILS = frozenset(("Byråd", "Byrådet", "Kommunalbestyrelse", "Kommunalbestyrelsen"))
_COURSE = re.compile(
    r"(?P<date>\d\d?[-./]\d\d?[-./]\d{4})\s+(?P<body>[A-ZÆØÅ][\wæøåÆØÅ,& -]{4,70}?)(?=$|\s*[.:(]|\s{2})", re.M
)
_PLANNED = re.compile(r"\b(?:møde(?:datoer|rækken?|plan(?:en)?|kalender(?:en)?|tidspunkter)|møder(?:ne)?)\b", re.I)
_PLANNED_FOR = re.compile(
    r"\b(?:mødedatoer\w*|møder(?:ne)?|møde\w+)\s+(?:for|i)\s+(?P<body>[^:.]{4,80}?)\s*(?:er\b|i \d{4}|:|$)", re.I
)
_ALL_IN = re.compile(
    r"\b(?:alle )?møder(?:ne)?\s+(?:vil\s+(?:være|blive\s+\w+)|holdes|afholdes|bliver|foregår|er|finder sted)\s+(?:på|i|hos)\s+(?P<place>[^.;]{3,90})",
    re.I,
)
_PLACE = re.compile(r"^\s*,?\s*(?:i|på|hos)\s+(?P<place>[A-ZÆØÅ][^.;]{2,80})")


@dataclass(frozen=True, slots=True)
class _Found:
    body: str
    date: str
    start: int
    end: int
    rule: str
    begin: str = ""
    finish: str = ""
    place: str = ""


def extract(document: Document, _facts: Facts) -> Iterator[Meeting]:
    """The document's own meeting first, then the others in the order of the text, each once."""
    if outline(document).family == "other":
        return
    head = meeting_head(document)
    own = [_own(head)] if head and head.body else []
    found = [*own, *sorted(_others(document, head), key=lambda meeting: meeting.start)]
    merged: dict[tuple[str, str], _Found] = {}
    names: dict[str, str] = {}
    for meeting in found:
        name = _own_council(meeting.body, head)
        folded = re.sub(r"\W+", "", name).lower()
        meeting = replace(meeting, body=names.setdefault(folded, name))
        key = (folded, meeting.date)
        known = merged.get(key)
        if known is None or (not known.begin and meeting.begin and known.rule != RULE_HEAD):
            merged[key] = meeting
    for meeting in merged.values():
        yield Meeting(
            evidence=document.evidence(meeting.start, meeting.end, meeting.rule),
            body=meeting.body,
            date=meeting.date,
            start=meeting.begin,
            end=meeting.finish,
            place=meeting.place,
        )


def _own_council(body: str, head: MeetingHead | None) -> str:
    """ "Byrådet" for the council of the municipality that publishes ("Vejle Byråd"), any other name as it is."""
    place, _, council = body.rpartition(" ")
    return body_name(council) if place and council in _COUNCILS and head and head.publisher.startswith(place) else body


def _own(head: MeetingHead) -> _Found:
    return _Found(head.body, head.date, *head.date_range, RULE_HEAD, head.start, head.end, head.place)


def _others(document: Document, head: MeetingHead | None) -> Iterator[_Found]:
    day = date.fromisoformat(head.date) if head else None
    context = DateContext(reference=day) if day else DateContext(year=document_year(document))
    yield from _courses(document)
    yield from _planned(document, context)
    start = outline(document).sections[0].start if head else 0
    for sentence in sentences(document):
        if sentence.start < start:
            continue
        for day in find_dates(sentence.text, context):
            if day.precision != "day" or _DEADLINE.search(sentence.text[: day.start]):
                continue
            if meeting := _reference(sentence.text, day, head):
                place = sentence.start
                yield _Found(
                    meeting.body,
                    day.iso,
                    place + meeting.start,
                    place + meeting.end,
                    RULE_REFERENCE,
                    meeting.begin,
                    meeting.finish,
                    meeting.place,
                )


def _reference(text: str, day: DateMatch, head: MeetingHead | None) -> _Found | None:
    """The meeting that a date in a sentence belongs to, with ranges of the sentence; None where it is no meeting."""
    before, after = text[: day.start], text[day.end :]
    lead = re.sub(r"\b(?:den|d\.|\w+dag(?:en)?(?:\s+den)?)\s*$", "", before)
    body, start = _body_before(lead, before), day.start
    if body is None:
        following = next((found for found in find_bodies(after) if _AFTER.search(after[: found.start])), None)
        if following:
            return _Found(following.name, day.iso, day.start, day.end + following.end, RULE_REFERENCE)
        named = _NAMED_MEETING.search(before)
        partner = _PARTNER.search(before)
        if named:
            body, start = body_name(named["body"]), named.start()
        elif partner:
            body, start = partner["name"].strip(), partner.start()
        elif head and head.body and _OWN_MEETING.search(before):
            body, start = head.body, day.start
        else:
            return None
    time = next((time for time in find_times(after[:60])), None)
    place = _PLACE.match(after[time.end :]) if time else None
    return _Found(
        body if isinstance(body, str) else body.name,
        day.iso,
        start if isinstance(body, str) else body.start,
        day.end + (time.end if time else 0),
        RULE_REFERENCE,
        time.begin if time else "",
        time.finish if time else "",
        place["place"].strip() if place else "",
    )


def _body_before(lead: str, before: str) -> BodyMatch | None:
    """The body that decided or met on the date that follows ``lead``: the last one named before it."""
    bodies = list(find_bodies(lead))
    if not bodies:
        return None
    body = bodies[-1]
    between = lead[body.end :]
    genitive = re.search(r"(?:[^s]s|[’']s)$", lead[body.start : body.end]) and not body.name.endswith("s")
    if genitive:
        return body if _POSSESSED.fullmatch(between) else None
    if (
        len(between) > 120
        or _SUBORDINATE.search(between)
        or _OTHER_SUBJECT.search(between)
        or any(date.precision == "day" for date in find_dates(between))
    ):
        return None
    if _BETWEEN.search(between):
        return body
    direct = not between.strip(" ,")
    if direct and not lead[: body.start].strip():
        return body
    if direct and before != lead and (_MEETING_IN.search(lead[: body.start]) or _TREATED_IN.search(lead[: body.start])):
        return body
    return None


def _courses(document: Document) -> Iterator[_Found]:
    """The lines of "Sagens forløb": a date and the committee that treated the case then."""
    for item in outline(document).items:
        for match in _COURSE.finditer(document.text, item.heading_end, item.end):
            opens = match.start() == document.block_at(match.start()).start
            body = next(find_bodies(match["body"]), None)
            day = next(find_dates(match["date"]), None)
            if day and body and body.start == 0 and (opens or "forløb" in " ".join(part.name for part in item.parts)):
                yield _Found(body.name, day.iso, match.start(), match.start("body") + body.end, RULE_COURSE)


def _planned(document: Document, context: DateContext) -> Iterator[_Found]:
    """Lists of planned meeting dates under a line that announces them."""
    blocks = document.blocks
    for position, block in enumerate(blocks):
        words = document.text[block.start : block.end].strip()
        if block.kind == "row" or len(words) > 200 or not _PLANNED.search(words):
            continue
        listed = _listed(document, blocks[position + 1 : position + 16])
        named = _PLANNED_FOR.search(words)
        if len(listed) < 2 or named is None:
            continue
        body = next((found.name for found in find_bodies(named["body"])), body_name(named["body"]))
        body = _in_full(document, block, body)
        following = document.text[listed[-1].end : listed[-1].end + 300]
        place = _ALL_IN.search(following)
        for item in listed:
            text = document.text[item.start : item.end]
            day = next((day for day in find_dates(text, context) if day.precision == "day"), None)
            time = next(find_times(text), None)
            if day:
                yield _Found(
                    body,
                    day.iso,
                    item.start,
                    item.end,
                    RULE_PLANNED,
                    time.begin if time else "",
                    time.finish if time else "",
                    place["place"].strip() if place else "",
                )


def _in_full(document: Document, block: Block, body: str) -> str:
    """A body named by its kind alone ("opgaveudvalget"), as the item names it in full ("opgaveudvalg om cykler")."""
    item = outline(document).item_at(block.start)
    if item is None or " " in body:
        return body
    stem = re.sub(r"(?:et|en|e)$", "", body)
    fuller = (found.name for found in find_bodies(document.text[item.start : block.start]))
    return next((name for name in fuller if name.startswith(stem) and len(name) > len(body) + 3), body)


def _listed(document: Document, blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks at the start that are each a date with little else."""
    found: list[Block] = []
    for block in blocks:
        text = document.text[block.start : block.end]
        if (
            len(text) > 90
            or not re.search(r"\d{1,2}[.-]", text)
            or not re.match(r"[\W\d]*(?:\w+dag\s+)?(?:den\s+|d\.\s*)?\d", text)
        ):
            break
        found.append(block)
    return found
