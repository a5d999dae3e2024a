"""Words that stand for something named elsewhere: short names, abbreviations, "aftalen", "jf. pkt. 3.2", "heraf"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.agreed import YEARLY
from extract.antecedents import Thing, antecedents, things
from extract.document import Document
from extract.fact import AgendaItem, Attachment, Body, Fact, Facts, Funding, Reference
from extract.gazetteer import gazetteer
from extract.grammar.agreement_name import WITHOUT_YEAR
from extract.grammar.agreement_names import find_agreement_names
from extract.grammar.money import find_money
from extract.grammar.pointers import DEFINED, ELSEWHERE, Pointer, find_pointers
from extract.outline import outline
from extract.reformed import named_reforms

BRACKET = re.compile(r" \([^()]*\)$")
BEFORE_SHARE = 240
"""Characters before "heraf" in which the sum that it is a share of stands."""


def extract(document: Document, facts: Facts) -> Iterator[Fact]:
    """One Reference for each form of words that points at a thing, with how often; what is not clear stays open.

    Looks for::

        Med ØA31 fik kommunerne en pulje til trygge stier.
        Aftale om Flere lærepladser (herefter aftalen) ... Puljen fordeles efter ansøgning, jf. pkt. 3.2.
        Der afsættes 40 mio. kr., heraf 5 mio. kr. til drift.

    Rules, in this order: a name that differs from the title of its thing; a short name that a bracket gives; a
    pointing word, by what is named nearest before it (extract/antecedents.py); the number of an item or attachment;
    "heraf", by the sum printed last before it. Where the rule finds nothing, or more than one thing, the gap says so.
    """
    told: dict[tuple[object, ...], Reference] = {}
    for found in sorted(_found(document, facts), key=lambda each: each.evidence.start):
        key = (found.printed.lower(), found.kind, found.target, found.item_number, found.funding, found.gap)
        known = told.get(key)
        told[key] = replace(known, times=known.times + found.times) if known else found
    yield from told.values()


def _found(document: Document, facts: Facts) -> Iterator[Reference]:
    known = things(document, facts)
    defined, taken = list(_defined(document, facts, known)), _taken(document, known)
    yield from _other_names(document, known)
    for reference, places in defined:
        taken += places
        known = [_with(thing, reference, places) for thing in known]
        yield reference
    for block in document.blocks:
        if block.kind != "row":
            for pointer in find_pointers(document.text[block.start : block.end]):
                start, end = block.start + pointer.start, block.start + pointer.end
                if not any(first < end and start < last for first, last in taken):
                    found = _pointed(document, facts, pointer, block.start, known)
                    # what is pointed at is at hand for the next pointing word
                    known = [_with(thing, found, [(start, end)]) for thing in known]
                    if found.printed.lower() != found.target.lower():
                        yield found


def _with(thing: Thing, found: Reference, places: list[tuple[int, int]]) -> Thing:
    """A thing with more places where it is meant, if it is what a reference is to."""
    meant = (thing.kind, thing.name) == (found.kind, found.target)
    return replace(thing, places=(*thing.places, *places)) if meant else thing


def _taken(document: Document, known: list[Thing]) -> list[tuple[int, int]]:
    """The ranges of the names of things, and of full names of agreements that are no facts."""
    found = [place for thing in known for place in thing.places]
    for block in document.blocks:
        for name in find_agreement_names(document.text[block.start : block.end]):
            if not name.short:
                found.append((block.start + name.start, block.start + name.end))
    return found


def _other_names(document: Document, known: list[Thing]) -> Iterator[Reference]:
    """Names that are not the title: "ØA31" of the agreement on the economy for 2031, "skovreformen" of a reform."""
    title_of = {place: thing.name for thing in known for place in thing.places}
    for block in document.blocks:
        for name in find_agreement_names(document.text[block.start : block.end]):
            start, end = block.start + name.start, block.start + name.end
            yearly = YEARLY.match(name.key) is not None
            if name.key in WITHOUT_YEAR:
                continue
            title = title_of.get((start, end), "")
            if title and name.title.lower() == title.lower():
                continue
            title = title or (name.title if yearly and name.short else "")
            if title and (name.short or yearly):
                yield _reference(document, start, end, "name", "agreement", target=title)
    for reform in named_reforms(document):
        own = next(name.key for _, name in reform.places if name.title == reform.title)
        for start, variant in reform.places:
            goes_on = variant.key.startswith((f"{own} ", f"{own},")) or own.startswith(f"{variant.key} ")
            if variant.key != own and not goes_on and reform.title in title_of.values():
                end = start + variant.end - variant.start
                yield _reference(document, start, end, "name", "reform", target=reform.title)


def _defined(document: Document, facts: Facts, known: list[Thing]) -> Iterator[tuple[Reference, list[tuple[int, int]]]]:
    """Short names given in a bracket behind a full one, with every later place where they stand."""
    for match in DEFINED.finditer(document.text):
        term = match["term"].strip()
        thing = _before(document, facts, known, match)
        if thing is None or (not match["called"] and term[0].lower() != thing[1][0].lower()):
            continue
        later = re.compile(rf"(?<!\w){re.escape(term)}(?:['’]?s)?(?!\w)", 0 if term.isupper() else re.IGNORECASE)
        places = [each.span() for each in later.finditer(document.text, match.end())]
        found = _reference(document, *match.span("term"), "defined", thing[0], target=thing[1])
        yield replace(found, times=1 + len(places)), [match.span("term"), *places]


def _before(document: Document, facts: Facts, known: list[Thing], match: re.Match[str]) -> tuple[str, str] | None:
    """The kind and name of what stands right before a bracket."""
    for thing in known:
        if any(match.start() - 2 <= end <= match.start() for _, end in thing.places):
            return thing.kind, thing.name
    text = document.text[max(0, match.start() - 120) : match.start()]
    labels = {text[each.start : each.end]: text[each.start : each.end] for each in gazetteer().find(text)}
    # a body may be known by its name with the bracket behind it
    labels |= {BRACKET.sub("", body.label): body.label for body in facts.of(Body)}
    ending = [label for label in labels if text.endswith((label, f"{label}s")) and label != match["term"]]
    return ("body", labels[max(ending, key=lambda label: (len(label), label))]) if ending else None


def _pointed(document: Document, facts: Facts, pointer: Pointer, shift: int, known: list[Thing]) -> Reference:
    start, end = shift + pointer.start, shift + pointer.end
    if pointer.kind == "sum":
        return _share(document, facts, start, end)
    if pointer.kind in ("item", "attachment"):
        return _numbered(document, facts, pointer, start, end)
    meant = antecedents(document, facts, pointer, start, known)
    named = len(meant) == 1 and any(thing.name == meant[0] for thing in known)
    target, gap = (meant[0], "") if named else ("", "several" if len(meant) > 1 else "none")
    return _reference(document, start, end, "nearest", pointer.kind, target=target, gap=gap)


def _numbered(document: Document, facts: Facts, pointer: Pointer, start: int, end: int) -> Reference:
    """An item by its number, an attachment by the number in its title among those of the item it is named in."""
    if ELSEWHERE.match(document.text, end):
        return _reference(document, start, end, "number", pointer.kind, gap="elsewhere")
    item = outline(document).item_at(start)
    if pointer.kind == "item":
        found = [(fact.number, "") for fact in facts.of(AgendaItem) if fact.number.rstrip(".") == pointer.number]
    else:
        titled = re.compile(rf"\bbilag (?:nr\. )?{pointer.number}\b", re.IGNORECASE)
        found = [
            (fact.title, fact.item_number)
            for fact in facts.of(Attachment)
            if item and fact.item_number == item.number and titled.search(fact.title)
        ]
    if len(set(found)) != 1:
        return _reference(document, start, end, "number", pointer.kind, gap="several" if found else "none")
    return _reference(document, start, end, "number", pointer.kind, target=found[0][0], item=found[0][1])


def _share(document: Document, facts: Facts, start: int, end: int) -> Reference:
    """The sum that "heraf" takes its share of: the one printed last before it in the paragraph."""
    first = max(document.block_at(start).start, start - BEFORE_SHARE)
    sums = list(find_money(document.text[first:start]))
    near = [fact for fact in (facts.of(Funding) if sums else ()) if fact.amount.value == sums[-1].money.value]
    here = [fact for fact in near if fact.evidence.start <= first + sums[-1].start < fact.evidence.end]
    near = here or near
    if len(near) != 1:
        return _reference(document, start, end, "share", "sum", gap="several" if near else "none")
    return replace(_reference(document, start, end, "share", "sum", target=near[0].purpose), funding=near[0])


def _reference(
    document: Document, start: int, end: int, rule: str, kind: str, target: str = "", gap: str = "", item: str = ""
) -> Reference:
    """The words text[start:end] as a reference to a target (an attachment of ``item``), or with the gap."""
    shown = document.evidence(start, end, f"references/{rule}")
    return Reference(printed=shown.quote, kind=kind, target=target, item_number=item, gap=gap, evidence=shown)
