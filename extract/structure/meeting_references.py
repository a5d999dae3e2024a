"""Which body met or decided on a day that a sentence names: "Byrådet besluttede den …", "på møde i KKR … den …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.grammar.dates import DateMatch, find_dates
from extract.grammar.deciding_bodies import BodyMatch, body_name, find_bodies
from extract.grammar.times import TimeMatch, find_times

FARTHEST = 120
"""Characters at most between a body and the day on which it decided."""

_DECIDED = (
    r"(?:beslutte(?:de|r)|besluttet|godkendte?|godkender|vedtog|vedtaget|behandle(?:de|t|s|r)|drøfte(?:de|t|s|r)|"
    r"tiltrådte?|afsatte|bevilgede|nedsatte|udpegede?|udpeget|blev|fik|tog|orientere(?:de|t|s)|anbefalede|"
    r"indstillede|afviste|udsatte|sendte|valgte|holdt|afholdt|afholder|holder|forelagt|forelægges|fremlægges|"
    r"forventes|beslutning(?:en)?|behandling(?:en)?|dialog|igangsatte|frigav|prioriterede|"
    r"præsentere(?:t|s|de)|tages? stilling|træffe[rs]?)"
)
_MET = r"(?:møde(?:t|r)?|seance|samling|session)"
_BETWEEN = re.compile(rf"(?:\b{_DECIDED}\b|\b{_MET}\b)(?:(?!\bhvor\b)[^.;])*$|^\s*(?:s\s+)?{_MET}\b", re.I)
_POSSESSED = re.compile(rf"\s*(?:\w+\s+)?(?:{_MET}|beslutning(?:en)?|behandling(?:en)?)\s*(?:på\s+{_MET}\s*)?", re.I)
_SUBORDINATE = re.compile(r",? (?:at|der|som|hvor|hvilke[nt]?|hvordan|om at)\s(?!.*\bmødet?\s*$)", re.I)
_DEADLINE = re.compile(r"\b(?:senest|inden|pr\.|fra|efter|før|til og med)\s+(?:den\s+|d\.\s*)?$", re.I)
_OTHER_SUBJECT = re.compile(
    r"\b(?:administrationen|forvaltningen|direktionen|borgmesteren|formanden|ministeren|regeringen|folketinget|"
    r"kommunen|sekretariatet)\b",
    re.I,
)
_MEETING_IN = re.compile(rf"\b\w*{_MET}\s+(?:\w+\s+)?(?:i|for|med|mellem|af|hos)\s+(?:\w+\s+){{0,2}}$", re.I)
_TREATED_IN = re.compile(rf"\b{_DECIDED}\b[^.;]*\b(?:af|i|på|for|hos|til|under)\s+(?:det\s+|den\s+)?$", re.I)
_AFTER = re.compile(rf"^\s*,?\s*(?:har\s+|at\s+)?{_DECIDED}\s+(?:det\s+)?(?:samlede\s+)?$", re.I)
_DAY = re.compile(r"\b(?:den|d\.|\w+dag(?:en)?(?:\s+den)?)\s*$")
_NAMED_MEETING = re.compile(
    r"\b(?P<body>byråd|kommunalbestyrelse|økonomiudvalg|regionsråd)s?møde(?:t|r)?\s+(?:den|d\.)?\s*$", re.I
)
_OWN_MEETING = re.compile(
    rf"\b(?:(?:næste|kommende|seneste|sidste|forrige|tidligere)\s+(?:ordinære\s+)?{_MET}"
    rf"|referat(?:et)?\s+(?:af|fra)\s+{_MET})"
    r"(?:\s+(?:i|for)\s+(?:udvalget|rådet|bestyrelsen|KKR))?(?:(?!\b(?:i|med|for|mellem)\b)[^.;,]){0,60}?"
    r"\b(?:den|d\.)?\s*$",
    re.I,
)
_PARTNER = re.compile(r"\bdialogmøde(?:t|r)?\s+med\s+(?P<name>(?:[A-ZÆØÅ][\wæøåÆØÅ-]*\s+)+)(?:den|d\.)\s*$")
_PLACE = re.compile(r"^\s*,?\s*(?:i|på|hos)\s+(?P<place>[A-ZÆØÅ][^.;]{2,80})")


@dataclass(frozen=True, slots=True)
class Reference:
    """A meeting that a sentence refers to: its body, hours and place, and the range of the sentence."""

    body: str
    start: int
    end: int
    begin: str = ""
    finish: str = ""
    place: str = ""


def reference(text: str, day: DateMatch, own: str) -> Reference | None:
    """The meeting held on a day that a sentence names, None where nothing met then.

    ``own`` is the body whose agenda or minutes this is, "" where there is none: "næste møde den …" is its.
    """
    before, after = text[: day.start], text[day.end :]
    if _DEADLINE.search(before):
        return None
    body = _before(before) or _named_by_meeting(before, own)
    if body is None:
        following = next((found for found in find_bodies(after) if _AFTER.search(after[: found.start])), None)
        return Reference(following.name, day.start, day.end + following.end) if following else None
    time = next(find_times(after[:60]), None)
    return _at(body, day, time, after)


def _at(body: BodyMatch, day: DateMatch, time: TimeMatch | None, after: str) -> Reference:
    if time is None:
        return Reference(body.name, body.start, day.end)
    place = _PLACE.match(after[time.end :])
    where = place["place"].strip() if place else ""
    return Reference(body.name, body.start, day.end + time.end, time.begin, time.finish, where)


def _named_by_meeting(before: str, own: str) -> BodyMatch | None:
    """The body of "byrådsmødet den", "dialogmøde med X den" and "næste møde den"."""
    named = _NAMED_MEETING.search(before)
    if named:
        return BodyMatch(named.start(), named.end(), body_name(named["body"]))
    partner = _PARTNER.search(before)
    if partner:
        return BodyMatch(partner.start(), partner.end(), partner["name"].strip())
    if own and _OWN_MEETING.search(before):
        return BodyMatch(len(before), len(before), own)
    return None


def _before(before: str) -> BodyMatch | None:
    """The body that decided or met on the day that follows: the last one named before it."""
    lead = _DAY.sub("", before)
    body = next(reversed(list(find_bodies(lead))), None)
    if body is None:
        return None
    between = lead[body.end :]
    if re.search(r"(?:[^s]s|[’']s)$", lead[body.start : body.end]) and not body.name.endswith("s"):
        return body if _POSSESSED.fullmatch(between) else None
    if not between.strip(" ,"):
        opening = lead[: body.start]
        told = _MEETING_IN.search(opening) or _TREATED_IN.search(opening)
        return body if not opening.strip() or (before != lead and told) else None
    return body if _BETWEEN.search(between) and not _is_apart(between) else None


def _is_apart(between: str) -> bool:
    """Whether the words between a body and a day tell of something else: a clause, a subject or a day of its own."""
    if len(between) > FARTHEST or _SUBORDINATE.search(between) or _OTHER_SUBJECT.search(between):
        return True
    return any(date.precision == "day" for date in find_dates(between))
