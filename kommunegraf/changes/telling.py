"""Changes told to people: each fact that came, went or was changed as a sentence in Danish and one in English."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, RDFS

from kommunegraf.changes.delta import Change
from kommunegraf.labels import Text, day, label, values
from kommunegraf.quads import Value, split
from kommunegraf.reading.pieces import lines_of
from kommunegraf.releases.release import Release
from kommunegraf.terms import BASE, DCT, ELI_DL, KG, OA, SCHEMA

Known = Callable[[str], Iterable[str]]
"""The N-Quads lines of a graph by its slug, as far as they are still at hand; none where they are not."""
Node = Mapping[str, frozenset[Value]]
"""The values of each property of a node, by the property's IRI."""
CLIPPED: Final = 120
NAMED: Final = (
    *(KG[name] for name in ("itemNumber", "number", "personName", "partyName", "recipientName", "bodyName", "purpose")),
    *(KG[name] for name in ("what", "statement", "entityName", "datasetName", "measure", "period", "printed")),
    DCT.title,
    *(KG[name] for name in ("organisationName", "agreementName", "poolName", "role", "topic", "about")),
    DCT.date,
    RDFS.label,
)
"""The properties that a fact goes by, in the order in which they are said; it goes by the first three that it has."""
UNTOLD: Final = frozenset(str(KG[name]) for name in ("sha256", "fileName", "pageCount", "recognisedBy"))
"""What is said of the file and not by it."""
SUMMED: Final = {"ontology": ("ordforrådet", "the vocabulary"), "reference": ("referencedata", "the reference data")}
"""The graphs of which only the number of changes is told."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What changed of one fact: the slug of its graph, its IRI, "new", "gone" or "changed", and the two sentences."""

    graph: str
    fact: str
    kind: str
    danish: str
    english: str


def tell(changes: Iterable[Change], around: Known) -> Iterator[Sentence]:
    """The sentences of some changes, graph by graph; ``around`` gives what stands around them.

    Only facts are told of, not the evidence that hangs on them: a fact that merely moved on its page has not changed.
    A document that came or went whole is one sentence.
    """
    for change in changes:
        if change.graph in SUMMED:
            yield _summed(change)
        else:
            yield from _Graph(change, around(change.graph)).sentences()


def known(release: Release) -> Known:
    """What the graphs of a release hold, none of a graph that it does not have."""
    paths = release.graphs()
    return lambda slug: lines_of(paths[slug]) if slug in paths else ()


def _summed(change: Change) -> Sentence:
    number = len(change.added) + len(change.removed)
    danish, english = SUMMED[change.graph]
    said = f"I {danish} er {number} udsagn ændret.", f"In {english} {number} statements changed."
    return Sentence(change.graph, "", "changed", *said)


class _Graph:
    """One named graph before and after a change."""

    def __init__(self, change: Change, around: Iterable[str]) -> None:
        self._slug = change.graph
        lines, added, removed = set(around), set(change.added), set(change.removed)
        self._before = _nodes((lines - added) | removed)
        self._after = _nodes((lines - removed) | added)
        self._touched = {split(line)[0] for line in (*change.added, *change.removed)}

    def sentences(self) -> Iterator[Sentence]:
        if self._slug == "catalogue":
            return self._of_files()
        if self._slug in {"findings", "coverage"}:
            return self._of_comments()
        document = f"{BASE}document/{self._slug}"
        here, there = (str(KG.Document) in _types(nodes.get(document, {})) for nodes in (self._before, self._after))
        return self._of_facts() if here == there else self._of_document(document, there)

    def _of_document(self, document: str, came: bool) -> Iterator[Sentence]:
        nodes = self._after if came else self._before
        facts = len(_facts(nodes))
        title = _first(nodes[document], DCT.title)
        named = f"{self._slug} («{title}»)" if title else self._slug
        number = (
            f"{facts} {'kendsgerning' if facts == 1 else 'kendsgerninger'}",
            f"{facts} {'fact' if facts == 1 else 'facts'}",
        )
        danish = f"Dokumentet {named} er {'kommet til' if came else 'udgået'} med {number[0]}."
        english = f"The document {named} was {'added' if came else 'removed'} with {number[1]}."
        yield Sentence(self._slug, document, "new" if came else "gone", danish, english)

    def _of_files(self) -> Iterator[Sentence]:
        """Files that can no longer or can now be read, and documents that were withdrawn."""
        for node in sorted(self._touched):
            old, new = self._before.get(node, {}), self._after.get(node, {})
            was, now = (_in_both(found.get(str(KG.failureReason), ())) for found in (old, new))
            if was != now and now[0]:
                yield Sentence(self._slug, node, "gone", f"Kan ikke læses: {now[0]}", f"Cannot be read: {now[1]}")
            elif was != now and str(KG.readingStatus) in new:
                yield Sentence(
                    self._slug, node, "new", f"Kan nu læses. Før: {was[0]}", f"Can be read. Before: {was[1]}"
                )
            if reason := "" if _first(old, KG.withdrawalReason) else _first(new, KG.withdrawalReason):
                slug, date = node.rpartition("/")[2], day(_first(new, KG.withdrawalDate))
                said = (
                    f"{slug} er trukket tilbage den {date[0]}: {reason}",
                    f"{slug} was withdrawn on {date[1]}: {reason}",
                )
                yield Sentence(self._slug, node, "gone", *said)

    def _of_comments(self) -> Iterator[Sentence]:
        """Findings and gaps of the ledger, which come with a text of their own."""
        marks = {
            "findings": (("Stemmer ikke", "Does not agree"), ("Stemmer nu", "Agrees now")),
            "coverage": (("Hul", "Gap"), ("Hul lukket", "Gap closed")),
        }[self._slug]
        for node in sorted(self._touched & (self._before.keys() ^ self._after.keys())):
            came = node in self._after
            found = (self._after if came else self._before)[node]
            if str(RDFS.comment) in found:
                about = _first(found, KG.about)
                texts = [f"{about}: {text}" if about else text for text in _in_both(found[str(RDFS.comment)])]
                mark = marks[0] if came else marks[1]
                said = (f"{mark[0]}: {texts[0]}", f"{mark[1]}: {texts[1]}")
                yield Sentence(self._slug, node, "new" if came else "gone", *said)

    def _of_facts(self) -> Iterator[Sentence]:
        """Each fact that is not what it was; one that went and one that came under the same name are one change."""
        before, after = _facts(self._before), _facts(self._after)
        touched = {node for node in before | after if self._is_touched(node)}
        pairs = {node: (node, node) for node in touched & before & after}
        gone: dict[tuple[str, Text], list[str]] = defaultdict(list)
        for node in sorted(touched & (before - after), reverse=True):
            gone[_kind(self._before[node]), self._name(self._before, node)].append(node)
        for node in sorted(touched & (after - before)):
            namesakes = gone[_kind(self._after[node]), self._name(self._after, node)]
            pairs[node] = (namesakes.pop() if namesakes else "", node)
        pairs.update({node: (node, "") for nodes in gone.values() for node in nodes})
        told = [found for old, new in pairs.values() for found in self._fact(old, new)]
        yield from sorted(told, key=lambda found: (_natural(found.danish), found.fact))

    def _is_touched(self, node: str) -> bool:
        if node in self._touched:
            return True
        parts = (*self._parts(self._before, node), *self._parts(self._after, node))
        return any(part in self._touched for part in parts)

    @staticmethod
    def _parts(nodes: Mapping[str, Node], node: str) -> list[str]:
        """The nodes that are no facts and belong to one: its sum, its recommendation."""
        links = (SCHEMA.amount, KG.recommendation)
        return [value.text for link in links for value in nodes.get(node, {}).get(str(link), ())]

    def _told(self, nodes: Mapping[str, Node], node: str) -> dict[str, Text]:
        """The values of a fact, those of its parts included, as they are said."""
        found: dict[str, Text] = {}
        for part in (node, *self._parts(nodes, node)):
            for predicate, stated in nodes.get(part, {}).items():
                said = values(predicate, stated)
                if said is not None and predicate not in UNTOLD:
                    found.setdefault(predicate, said)
        return found

    @staticmethod
    def _name(nodes: Mapping[str, Node], node: str) -> Text:
        """What a fact goes by, whatever its sum or its outcome."""
        stated = nodes[node]
        found = (values(name, stated[name]) for name in map(str, NAMED) if name in stated)
        parts = [said for said in found if said][:3]
        return _clip(", ".join(part[0] for part in parts)), _clip(", ".join(part[1] for part in parts))

    def _fact(self, old: str, new: str) -> Iterator[Sentence]:
        nodes, node = (self._after, new) if new else (self._before, old)
        was, now = self._told(self._before, old), self._told(self._after, new)
        kind = "changed" if old and new else "new" if new else "gone"
        decided = str(ELI_DL.decision_outcome)
        if str(KG.Decision) in _types(nodes[node]) and was.get(decided) != now.get(decided):
            said = self._decision(nodes, node, was.get(decided), now.get(decided))
        else:
            named, cls = self._name(nodes, node), label(_kind(nodes[node]))
            if kind == "changed":
                parts = [_changed(predicate, was, now) for predicate in sorted({*was, *now})]
                differing = [part for part in parts if part]
                if not differing:
                    return
                texts = [f"{cls[n]} «{named[n]}»: {'; '.join(part[n] for part in differing)}" for n in (0, 1)]
                said = texts[0], texts[1]
            else:
                way = ("er kommet til", "was added") if new else ("er udgået", "was removed")
                sum_ = (now or was).get(str(KG.printed), ("", ""))
                whole = [f"«{named[n]}» ({sum_[n]})" if sum_[n] else f"«{named[n]}»" for n in (0, 1)]
                said = f"{cls[0]} {way[0]}: {whole[0]}", f"{cls[1]} {way[1]}: {whole[1]}"
        head = self._head()
        ends = [f"{head[n]}: {said[n]}".removesuffix(".") + "." for n in (0, 1)]
        yield Sentence(self._slug, node, kind, ends[0], ends[1])

    @staticmethod
    def _decision(nodes: Mapping[str, Node], node: str, was: Text | None, now: Text | None) -> Text:
        item = _first(nodes[node], KG.itemNumber) or _first(nodes[node], DCT.subject).rpartition("/")[2]
        before = (f" (før: {was[0]})", f" (before: {was[1]})") if was else ("", "")
        if now is None:
            return (
                f"punkt {item} er ikke længere besluttet{before[0]}.",
                f"item {item} is no longer decided{before[1]}.",
            )
        return f"punkt {item} er nu {now[0]}{before[0]}", f"item {item} is now {now[1]}{before[1]}"

    def _head(self) -> Text:
        """Whose document it is, by the body that met, too, and of when; or else its slug."""
        name = f"{BASE}document/{self._slug}"
        nodes = self._after if name in self._after else self._before
        document = nodes.get(name, {})
        publisher, issued = _first(document, KG.publisherName), _first(document, DCT.issued)
        if not publisher:
            return self._slug, self._slug
        body = _first(nodes.get(_first(document, KG.meeting), {}), KG.bodyName)
        whose = publisher if not body or body in publisher else f"{body}, {publisher}"
        written = day(issued)
        return (f"{whose}, {written[0]}", f"{whose}, {written[1]}") if issued else (whose, whose)


def _nodes(lines: Iterable[str]) -> dict[str, Node]:
    """The nodes of a graph; of evidence only which facts it hangs on, as the property oa:hasBody of nobody ("")."""
    found: dict[str, dict[str, set[Value]]] = defaultdict(lambda: defaultdict(set))
    for line in lines:
        subject, predicate, value = split(line)
        if not subject.startswith(f"{BASE}evidence/"):
            found[subject][predicate].add(value)
        elif predicate == str(OA.hasBody):
            found[""][predicate].add(value)
    return {
        subject: {predicate: frozenset(stated) for predicate, stated in node.items()} for subject, node in found.items()
    }


def _facts(nodes: Mapping[str, Node]) -> set[str]:
    """The nodes that evidence hangs on and that have a class of ours."""
    bodies = {value.text for value in nodes.get("", {}).get(str(OA.hasBody), ())}
    return {node for node in bodies if _kind(nodes.get(node, {}))}


def _types(node: Node) -> list[str]:
    return sorted(value.text for value in node.get(str(RDF.type), ()))


def _kind(node: Node) -> str:
    return next((kind for kind in _types(node) if kind.startswith(str(KG))), "")


def _first(node: Node, predicate: str) -> str:
    return min((value.text for value in node.get(str(predicate), ())), default="")


def _in_both(stated: Iterable[Value]) -> Text:
    texts = {value.language: value.text for value in stated}
    some = min(texts.values(), default="")
    return texts.get("da", some), texts.get("en", some)


def _changed(predicate: str, was: Mapping[str, Text], now: Mapping[str, Text]) -> Text | None:
    """What a property was and is, None where it is the same or has no name to say it by."""
    old, new, name = was.get(predicate), now.get(predicate), label(predicate)
    if old == new or not name[0]:
        return None
    if new is None and old is not None:
        return f"{name[0]} er udgået (før: {_clip(old[0])})", f"{name[1]} is gone (before: {_clip(old[1])})"
    if new is None:
        return None
    before = (f" (før: {_clip(old[0])})", f" (before: {_clip(old[1])})") if old else ("", "")
    return f"{name[0]} er nu {_clip(new[0])}{before[0]}", f"{name[1]} is now {_clip(new[1])}{before[1]}"


def _clip(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= CLIPPED else text[: CLIPPED - 1] + "…"


def _natural(text: str) -> list[tuple[int, str]]:
    """A key that puts item 9 before item 10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)]
