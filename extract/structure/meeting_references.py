"""Which body met or decided on a day that a sentence names: "Byrådet besluttede den …", "på møde i KKR … den …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
_BETWEEN = re.compile(
    rf"(?:\b{_DECIDED}\b|\b{_MET}\b)(?:(?!\bhvor\b)(?:[^.;]|(?<=\d)\.(?=\d)))*$|^\s*(?:s\s+)?{_MET}\b", re.I
)
_POSSESSED = re.compile(
    rf"\s*(?:[\w.]+\s+)?(?:\w*{_MET}|beslutning(?:en)?|behandling(?:en)?)\s*(?:på\s+{_MET}\s*|(?:om|af|vedr\w*\.?)\s[^,.;]{{2,80}})?",
    re.I,
)
_SUBORDINATE = re.compile(r",? (?:at|der|som|hvor|hvilke[nt]?|hvordan|om at)\s(?!.*\bmødet?\s*$)", re.I)
_DEADLINE = re.compile(r"\b(?:senest|inden|pr\.|fra|efter|før|til og med)\s+(?:den\s+|d\.\s*)?$", re.I)
_OTHER_SUBJECT = re.compile(
    r"\b(?:administrationen|forvaltningen|direktionen|borgmesteren|formanden|ministeren|regeringen|folketinget|"
    r"kommunen|sekretariatet)\b",
    re.I,
)
_MEETING_IN = re.compile(rf"\b\w*{_MET}\s+(?:\w+\s+)?(?:i|for|med|mellem|af|hos)\s+(?:\w+\s+){{0,2}}$", re.I)
_TREATED_IN = re.compile(
    rf"\b{_DECIDED}\b(?:[^.;]|(?<=\d)\.)*\b(?:af|i|på|for|hos|til|under)\s+(?:det\s+|den\s+)?$", re.I
)
_RESPECTIVELY = re.compile(r"\bhenholdsvis\s+(?:den|d\.)\s*")
_JOINED = re.compile(r"\.?\s*(?:,|og|samt)\s*(?:henholdsvis\s+)?(?:den\s+|d\.\s*)?")
_INVERTED = re.compile(
    r"\b(?:(?:første|anden|gen)?behandle(?:de|r)|besluttede|beslutter|vedtog|vedtager|godkendte|godkender|drøftede|"
    r"drøfter|tiltrådte|afviste|anbefalede)\s+$",
    re.I,
)
"""The verb in front of its subject: "I maj behandlede Havneudvalget planen den"."""
_HAS = re.compile(r"\s+har\s*$")
_DONE = re.compile(rf"\s*(?:[\wæøå]+\s+){{0,3}}?{_DECIDED}\b", re.I)
_HEADED = re.compile(r"\W*(?:beslutning(?:er)?|behandling(?:en)?|indstilling|vedtagelse)\W*", re.I)
_AFTER = re.compile(
    rf"^\)?\s*,?\s*(?:\(?(?:sag|punkt|pkt\.?)\s*(?:nr\.?\s*)?\d+\)?,?\s*)?(?:har\s+|at\s+)?{_DECIDED}\s+(?:det\s+)?(?:samlede\s+)?$",
    re.I,
)
_DAY = re.compile(r"\b(?:den|d\.|\w+dag(?:en)?(?:,?\s+den)?)\s*$")
_NAMED_MEETING = re.compile(
    r"\b(?P<body>byråd|kommunalbestyrelse|økonomiudvalg|regionsråd)s?møde(?:t|r)?\s+(?:den|d\.)?\s*$", re.I
)
_OWN_MEETING = re.compile(
    rf"\b(?:(?:næste|kommende|seneste|sidste|forrige|tidligere)\s+(?:ordinære\s+)?[\wæøå]*{_MET}"
    rf"|referat(?:et)?\s+(?:(?:af|fra)\s+{_MET}|nr\.?\s*\d[\d/-]*))"
    r"(?:\s+(?:i|for)\s+(?:udvalget|rådet|bestyrelsen|KKR))?(?:(?!\b(?:i|med|for|mellem)\b)[^.;,]){0,60}?"
    r",?\s*\b(?:den|d\.)?\s*$",
    re.I,
)
_OWN_DECISION = re.compile(
    rf"\b(?P<kind>udvalg|råd|bestyrelse)(?:et|n)\s+(?:\w+\s+)?{_DECIDED}\b[^.;]{{0,120}}\b(?:på|i|ved) (?:sit |et )?"
    rf"{_MET}\s+(?:den|d\.)\s*$",
    re.I,
)
"""The body that meets, named by its kind alone: "Udvalget behandlede senest sagen på mødet den"."""
_PARTNER = re.compile(r"\bdialogmøde(?:t|r)?\s+med\s+(?P<name>(?:[A-ZÆØÅ][\wæøåÆØÅ-]*\s+)+)(?:den|d\.)\s*$")
_ASSEMBLY = re.compile(
    r"(?P<name>(?:[A-ZÆØÅ][\wæøåÆØÅ-]*(?: [A-ZÆØÅ][\wæøåÆØÅ-]*)*(?:[’']?s|’)\s+)?"
    r"(?:(?:[Ss]tiftende|[Ee]kstraordinære?|[Oo]rdinære?)\s+)?"
    r"(?i:generalforsamling|landsmøde|landsråd|årsmøde|kongres|repræsentantskabsmøde))(?:en|et)?"
    r"(?:\s+i\s+(?P<place>[A-ZÆØÅ][\wæøå]+))?"
)
"""The meeting of an association's members, which bears its own name: "Foreningens landsmøde i Vejle"."""
_ADOPTED = re.compile(r"\b(?:vedtage[tn]|ændret|godkendt|beslutte[tn]|holdt|afholdt|holdes|afholdes)\b", re.I)
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


def references(text: str, days: Sequence[DateMatch], own: str) -> Iterator[tuple[DateMatch, Reference]]:
    """The meetings held on the days that a sentence names.

    Days joined to one ("den 3. og 10. maj") are of the same body; as many bodies as days, told "henholdsvis", are one
    each.
    """
    paired = _respectively(text, days) if len(days) > 1 else {}
    last: tuple[DateMatch, Reference] | None = None
    for day in days:
        if day.precision != "day":
            continue
        body = paired.get(day.start)
        met = Reference(body, day.start, day.end) if body else reference(text, day, own)
        if met is None and last and _JOINED.fullmatch(text, last[0].end, day.start):
            met = Reference(last[1].body, last[1].start, day.end)
        met = met or _assembled(text, day)
        last = (day, met) if met else None
        if met:
            yield day, met


def _respectively(text: str, days: Sequence[DateMatch]) -> dict[int, str]:
    """The body of each day, by where the day stands, in "A og B vedtog henholdsvis den 3. maj og den 10. maj"."""
    said = _RESPECTIVELY.search(text)
    if said is None:
        return {}
    following = [day for day in days if day.start >= said.end() and day.precision == "day"]
    run = [
        day
        for place, day in enumerate(following)
        if not place or _JOINED.fullmatch(text, following[place - 1].end, day.start)
    ]
    bodies = [found.name for found in find_bodies(text[: said.start()])]
    return {day.start: name for day, name in zip(run, bodies, strict=True)} if len(run) == len(bodies) > 1 else {}


def _assembled(text: str, day: DateMatch) -> Reference | None:
    """The assembly of members that adopted something on a day, named before or right behind the day."""
    if not _ADOPTED.search(text[: day.start]):
        return None
    lead = _DAY.sub("", text[: day.start])
    before = next((found for found in _ASSEMBLY.finditer(lead) if found.end() >= len(lead.rstrip(" ,"))), None)
    behind = re.compile(r"\s*(?:på|af)\s+(?:den\s+|det\s+|en\s+|et\s+)?").match(text, day.end)
    found = before or (_ASSEMBLY.match(text, behind.end()) if behind else None)
    if found is None:
        return None
    start, end = min(found.start(), day.start), max(found.end(), day.end)
    return Reference(re.sub(r"\s+", " ", found["name"]), start, end, place=found["place"] or "")


def reference(text: str, day: DateMatch, own: str) -> Reference | None:
    """The meeting held on a day that a sentence names, None where nothing met then.

    ``own`` is the body whose agenda or minutes this is, "" where there is none: "næste møde den …" is its.
    """
    before, after = text[: day.start], text[day.end :]
    if _DEADLINE.search(before):
        return None
    body = _before(before) or _named_by_meeting(before, own) or _that_has(text, day)
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
    told = _OWN_DECISION.search(before) if own else None
    if own and (_OWN_MEETING.search(before) or (told and told["kind"].lower() in own.lower())):
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
        return body if _POSSESSED.fullmatch(between) and not lead[: body.start].endswith(" af ") else None
    if not between.strip(" ,"):
        opening = lead[: body.start]
        told = _MEETING_IN.search(opening) or _TREATED_IN.search(opening)
        told = told or _HEADED.fullmatch(opening)
        return body if not opening.strip() or (before != lead and told) else None
    told = _BETWEEN.search(between) or _INVERTED.search(lead[: body.start])
    return body if told and not _is_apart(between) else None


def _that_has(text: str, day: DateMatch) -> BodyMatch | None:
    """The body of "Byrådet har den 3. maj 2031 godkendt planen", with its year."""
    before = text[: day.start]
    lead = _HAS.search(_DAY.sub("", before))
    if lead is None or not _DONE.match(text, day.end) or not re.search(r"\d{4}", text[day.start : day.end]):
        return None
    body = next(reversed(list(find_bodies(before[: lead.start()]))), None)
    return body if body and body.end == lead.start() else None


def _is_apart(between: str) -> bool:
    """Whether the words between a body and a day tell of something else: a clause, a subject or a day of its own."""
    if len(between) > FARTHEST or _SUBORDINATE.search(between) or _OTHER_SUBJECT.search(between):
        return True
    return any(date.precision == "day" for date in find_dates(between))
