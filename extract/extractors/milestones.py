"""Milestones: deadlines, entries into force and planned events with a date that are not meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from extract.document import Document
from extract.fact import Fact, Facts, Milestone
from extract.grammar import event_cues as cues
from extract.grammar.actors import actor
from extract.grammar.clauses import CONDITION, clause_bounds, event_words, with_antecedent
from extract.grammar.counts import find_counts
from extract.grammar.dates import DateContext, DateMatch, find_dates, find_spans
from extract.grammar.money import find_money
from extract.grammar.timeplans import find_steps, whole_date
from extract.now import Now, now_of
from extract.outline import outline
from extract.sentences import Sentence, sentences
from extract.structure.item_titles import item_title

SKIPPED_PARTS = ("bilag", "sagens forløb", "lovgrundlag", "mødedeltagere", "deltagere", "afbud", "tidligere behandling")
SAME = 0.6
"""The share of the shorter event's word stems that two tellings of one event have in common."""
ONLY_A_MEETING = re.compile(
    r"(?:\w+ )?[Mm]ødet? i .{3,60}|(?!.*\b[a-zæøå]{3,}(?:er|ør|es)\b)"
    r"(?:KKR|[Bb]yråd|[Rr]egionsråd|\w*udvalg)[\w -]{0,30}?(?:et|møde|mødet)?"
)
LONGEST_EVENT = 7
"""Days that an event told with two days may last."""
LONGEST_WHAT = 260
SHORT_WHAT = 60
"""Characters of an event that may need the title of its list item to be understood."""


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """One Milestone for each planned event, deadline or entry into force that is told with its date.

    Looks for::

        Lov om fælles haver træder i kraft den 1. juli 2031.
        Forvaltningen fremlægger en plan for havnen i efteråret 2030.
        Tidsplan: Primo 2031: Udbud. Ultimo 2032: Ibrugtagning.
    """
    now = now_of(document, facts)
    if now is None:
        return
    told: list[tuple[str, frozenset[str]]] = []
    steps = list(_planned(document, now))
    planned = {document.block_at(step.evidence.start).start for step in steps}
    for milestone in [*steps, *_told(document, now, planned)]:
        stems = frozenset(word[:6] for word in re.findall(r"[\wæøå]{4,}", milestone.what.lower()))
        if milestone.what and not any(milestone.date == day and _alike(stems, other) for day, other in told):
            told.append((milestone.date, stems))
            yield milestone


def _alike(stems: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two events of one date are the same in other words."""
    return len(stems & other) >= SAME * min(len(stems), len(other))


def _planned(document: Document, now: Now) -> Iterator[Milestone]:
    """The steps of time plans; a month that the document is dated by alone may be that of one of its steps."""
    steps = list(find_steps(document, now.context))
    own = len(now.iso) < 10 and any(step.date.iso == now.iso for step in steps)
    since = replace(now, iso=now.iso[:4]) if own else now
    day = now.iso if len(now.iso) == 10 else ""
    for step in steps:
        if (
            len(step.what.strip()) > 3
            and not ONLY_A_MEETING.fullmatch(step.what.strip(" ."))
            and (since.ahead(step.date.iso) or len(now.iso) == 4)
            and step.date.iso != day
        ):
            shown = document.evidence(step.start, step.end, "milestones/time-plan")
            who = step.who or actor(step.what, step.what)
            yield Milestone(date=step.date.iso, what=step.what.strip(' .–-"”“'), who=who, evidence=shown)


def _told(document: Document, now: Now, planned: set[int]) -> Iterator[Milestone]:
    """Events told in a sentence; ``planned`` are the starts of blocks that are steps of a time plan."""
    plan = outline(document)
    previous: Sentence | None = None
    for sentence in sentences(document):
        before = previous.text if previous and previous.block is sentence.block else ""
        item = plan.item_at(sentence.start)
        skipped = item and any(p.name in SKIPPED_PARTS and p.body <= sentence.start < p.end for p in item.parts)
        skipped = skipped or sentence.block.start in planned
        days = [] if skipped else list(_days(sentence.text, now))
        if days and not whole_date(sentence.text, now.context):
            for day in days:
                unsure = now.guessed and day.precision == "day" and _is_yearless(sentence.text, day)
                if not unsure and _is_event(sentence.text, day, now):
                    yield _milestone(document, sentence, day, before)
        previous = sentence


def _days(text: str, now: Now) -> Iterator[DateMatch]:
    """The dates of a sentence that are not the ends of a span; of dates joined to one time the one with its year."""
    spans = [span for span in find_spans(text) if not span.open and span.to_year != span.from_year]
    days = [day for day in find_dates(text, now.context) if not any(s.start <= day.start < s.end for s in spans)]
    joined: DateMatch | None = None
    for day in days:
        if joined and cues.JOINT.fullmatch(text[joined.end : day.start]):
            if joined.precision == day.precision == "day" and cues.PERIOD.search(text[: joined.start]):
                yield replace(joined, end=day.end)
                joined = replace(day, start=joined.start)
                continue
            if _apart(text, joined, day):
                yield _coming(text, replace(joined, end=day.end), now)
                joined = replace(day, start=joined.start)
                continue
            dated = joined.precision == "day" or re.search(r"\d{4}", text[joined.start : joined.end])
            kept = joined if dated else day
            joined = DateMatch(joined.start, day.end, kept.iso, kept.precision)
            continue
        if joined:
            yield _coming(text, joined, now)
        joined = day
    if joined:
        yield _coming(text, joined, now)


def _apart(text: str, first: DateMatch, second: DateMatch) -> bool:
    """Whether two days joined by "og" are two times and not one that goes on: "1. februar og 1. juli"."""
    if first.precision != "day" or second.precision != "day" or not cues.AND.match(text, first.end):
        return False
    return abs(date.fromisoformat(second.iso) - date.fromisoformat(first.iso)).days > LONGEST_EVENT


def _coming(text: str, day: DateMatch, now: Now) -> DateMatch:
    """A date printed without its year, moved to the next year where it would be past and the text looks ahead."""
    if not _is_yearless(text, day) or not cues.PLANNED.search(text) or cues.PAST.search(text):
        return day
    part = next((month for words, month in cues.PASSED if words.search(text, day.start, day.end)), "")
    passed = not now.ahead(day.iso) or (day.precision == "year" and part and now.iso[5:7] > part)
    if not passed:
        return day
    return DateMatch(day.start, day.end, f"{int(day.iso[:4]) + 1}{day.iso[4:]}", day.precision)


def _is_event(text: str, day: DateMatch, now: Now) -> bool:
    """Whether a date of a sentence is that of an event to come, not of a meeting, a sum, a forecast or a name."""
    first, last, _ = _bounds(text, day)
    clause = text[first:last]
    before = text[max(0, day.start - 24) : day.start]
    beside = text[max(first, day.start - 48) : min(last, day.end + 18)]
    in_force = (day.precision != "year" and cues.IN_FORCE.search(beside) is not None) or (
        day.precision == "day" and cues.FROM.search(before) is not None
    )
    deadline = bool(
        cues.DEADLINE.search(before + text[day.start : day.end])
        or cues.ENDING.search(clause)
        or cues.DUE.search(clause)
    )
    if (
        not _in_time(text, clause, day, now, in_force)
        or _is_other(text, clause, before, day)
        or cues.STATUS_ON.search(text[: day.start])
        or cues.DATING.search(before)
        or cues.ONWARDS.match(text, day.end)
        or _comes_again(text, clause, day)
    ):
        return False
    if any(count.of for count in find_counts(clause)):
        return False  # "40 ud af 98 kommuner skal …": a goal
    if any(find_money(re.sub(r"\([^()]*\)", "", clause))) and not (deadline and cues.PLANNED.search(clause)):
        return False
    if in_force:
        # a heading "Ændringer pr. 1. juli 2031" tells no event by itself
        return not cues.HAS_BEEN.search(clause) and bool(
            cues.IN_FORCE.search(beside.replace("pr. ", "")) or cues.FROM.search(before) or cues.ENDED.search(text)
        )
    behind = cues.BEHIND.search(text, day.end, last)
    main = text[first : behind.start() if behind else last]
    if (cues.FORECAST.search(main) and not deadline) or (cues.PAST.search(clause) and not cues.MODAL.search(clause)):
        return False
    plain = re.fullmatch(r"\d{4}", text[day.start : day.end])
    brought_up = not plain and cues.BROUGHT_UP.search(clause) is not None
    passive = day.precision != "year" and cues.PASSIVE.search(main) is not None
    held = day.precision == "day" and cues.HELD.search(main) is not None and not cues.GATHERING.search(main)
    return deadline or brought_up or passive or held or cues.PLANNED.search(clause) is not None


def _bounds(text: str, day: DateMatch) -> tuple[int, int, str]:
    """The clause of a date and the words, told before another date, that belong in front of it.

    A deadline behind an earlier date ("sendt i høring 3. maj 2031 med frist 1. juni 2031") stands apart, and so does
    what is told of the noun before it (", som skal være klar 1. juni 2031").
    """
    first, last = clause_bounds(text, day.start, day.end)
    context = DateContext(year=int(day.iso[:4]))
    found = find_dates(text[first:last], context)
    others = [replace(each, start=first + each.start, end=first + each.end) for each in found]
    others = [each for each in others if each.precision != "year"]
    for other in reversed([each for each in others if each.end <= day.start]):
        if noun := cues.AND_NOUN.fullmatch(text, other.end, day.start):
            return noun.start("noun"), last, ""
        if cues.DUE.search(text, other.end, day.start):
            return other.end, last, event_words(text, first, other.start, other.start, other.start)
        behind = cues.RELATIVE.search(text, other.end, day.start)
        if behind and day.precision != "year":
            return behind.end(), last, behind["noun"]
    for other in others:
        if other.start >= day.end and (due := cues.DUE.search(text, day.end, other.start)):
            return first, day.end + len(re.sub(r"\W+(?:med|og)?\W*$", "", text[day.end : due.start()])), ""
    return first, last, ""


def _is_other(text: str, clause: str, before: str, day: DateMatch) -> bool:
    """Whether a clause tells a condition, a meeting or the case at hand, or the year belongs to a name."""
    at_hand = cues.PRESENT_CASE.search(clause) and not cues.SET_IN_FORCE.search(clause)
    meeting = cues.MEETING.search(clause) or cues.MEETING_ON.search(before) or at_hand
    plain = re.match(r"\d{4}", text[day.start : day.end])
    named = plain and cues.OF_A_NAME.search(before)
    conditional = CONDITION.match(clause) or cues.WHERE_IF.search(
        clause[: max(0, clause.find(text[day.start : day.end]))]
    )
    return bool(conditional or (meeting and not cues.BROUGHT_UP.search(clause)) or named)


def _in_time(text: str, clause: str, day: DateMatch, now: Now, in_force: bool) -> bool:
    """Whether a date lies ahead; an entry into force may lie earlier in the same year.

    Where only the year of the document is known, a plan of the year before may still have been ahead.
    """
    joined = [day.iso, *(each.iso for each in find_dates(text[day.start : day.end], now.context))]
    if any(now.ahead(iso) for iso in joined) or (
        in_force and now.same_year(day.iso) and cues.SET_IN_FORCE.search(clause)
    ):
        return True
    return len(now.iso) == 4 and int(day.iso[:4]) == int(now.iso) - 1 and cues.MODAL.search(clause) is not None


def _milestone(document: Document, sentence: Sentence, day: DateMatch, before: str) -> Milestone:
    first, last, lead = _bounds(sentence.text, day)
    if to_do := cues.AGREED_TO.search(sentence.text, first, day.start):
        first, comma = to_do.end(), sentence.text.find(",", day.end, last)
        last = comma if comma >= 0 else last
    first += len(sentence.text[first:last]) - len(sentence.text[first:last].lstrip(" ,;–"))
    period = cues.PERIOD.search(sentence.text[: day.start])
    until = day.end if period and cues.GOES_ON.match(sentence.text, day.end) else last
    what = event_words(sentence.text, first, until, day.start, day.end)
    titled = item_title(document, sentence) if len(what) <= SHORT_WHAT and not lead else ""
    what = f"{titled}: {what}" if titled else with_antecedent(what, before)
    what = f"{lead} {cues.OTHER_END.sub('', what)}".strip()
    if period:
        what = cues.RUNS.sub("", what)
        what += " slutter" if _is_last(sentence.text, day) else " begynder"
    if len(what) > LONGEST_WHAT:
        what = what[:LONGEST_WHAT].rpartition(" ")[0]
    shown = document.evidence(sentence.start + first, sentence.start + last, "milestones/sentence")
    who = actor(what if lead else sentence.text[first:last], sentence.text)
    return Milestone(date=day.iso, what=what, who=who, evidence=shown)


def _is_yearless(text: str, day: DateMatch) -> bool:
    """Whether a date is printed without its year."""
    return re.search(r"\d{4}|\d/\d", text[day.start : day.end]) is None


def _comes_again(text: str, clause: str, day: DateMatch) -> bool:
    """Whether a day printed without its year is one of every year: "senest den 1. maj hvert år"."""
    if not _is_yearless(text, day):
        return False
    return cues.OTHER_YEAR.match(text, day.end) is not None or cues.EACH_YEAR.search(clause) is not None


def _is_last(text: str, day: DateMatch) -> bool:
    """Whether a date is the last day of the period text[day.start:day.end]."""
    days = [each.iso for each in find_dates(text[day.start : day.end])]
    return len(days) > 1 and day.iso == days[-1]
