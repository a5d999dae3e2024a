"""The names of the reference data, found in running Danish text and resolved from printed labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import ORG, SKOS

from extract.grammar.kept import kept
from extract.resources import ROOT

KG: Final = Namespace("https://w3id.org/kommunegraf/ns#")
BASE: Final = "https://w3id.org/kommunegraf/id/"
KIND_OF_CLASS: Final = {
    KG.Municipality: "municipality",
    KG.Region: "region",
    KG.KKR: "kkr",
    KG.HealthCouncil: "council",
    KG.Party: "party",
    KG.Organisation: "",
}
"""Kinds by class; those of organisations are printed in the data."""

WORD: Final = re.compile(r"\w+")
GENITIVE: Final = re.compile(r"(?:['’]?s|['’])?(?![\w])(?!-\w)")
JOIN: Final = re.compile(r"-?(?:,| og| samt| eller|/| &|, og)\s+(?:i\s+|fra\s+)?(?=[A-ZÆØÅ])|/")
CELL_START: Final = re.compile(r"(?:^|[\t\n])(?:[-•–*] )?$")
CELL_END: Final = re.compile(r"(?:[ \t\n]+[\d.,%–-]+)*(?:$|[\t\n])")
SENTENCE_START: Final = re.compile(r"(?:^|[\n\t]|[.!?:] )$")
AREA_BEFORE: Final = re.compile(
    r"(?:\b[Kk]ommuner(?:ne)?:?|\b[Bb]orgmest(?:er|eren|re|rene) (?:i|fra)|\b[Kk]ommunaldirektør(?:en)? i|"
    r"\b(?:[Bb]yråd(?:et)?|[Kk]ommunalbestyrelsen?|[Kk]ommunen?) i|\([A-ZÆØÅ]\),) $"
)
AREA_AFTER: Final = re.compile(
    r" [Kk]ommun(?:er|erne|ers|ernes)\b|-?[Kk]ommunerne\b|"
    r"(?:['’]?s|['’]) (?:(?:ny|nye|tidligere|kommende|nyvalgte|mangeårige) )?"
    r"(?:(?:vice)?borgmest(?:er|re)|byråd|kommunalbestyrelse|kommunaldirektør|økonomiudvalg)\b"
)
REGIONS_BEFORE: Final = re.compile(r"\b[Rr]egionerne ")
COMPOUND_BEFORE: Final = re.compile(r"[a-zæøå]-(?:, [A-ZÆØÅ]?[a-zæøå]+-?)*,? (?:og|&) $")
"""The first parts of a compound whose last part is a name of its own: "Vej- og " before "Miljøministeriet"."""
TOWNS_BEFORE: Final = re.compile(
    r"\b(?:byer(?:ne)?|købstæder(?:ne)?|stationer(?:ne)?|[Tt]og(?:et|ene)?|[Bb]us(?:sen|ser|serne)?|motorvej(?:en)?|"
    r"jernbanen?|strækning(?:en)?|(?:sygehuse|hospitaler|afdelinger|butikker|kontorer|filialer|gymnasier|campusser)"
    r"(?:ne)? i)\b[^.:;\n]{0,40}$"
)
"""What shows that the names behind it are those of towns."""
SHORT_AREAS: Final = {"Midtjylland": "Midt", "Nordjylland": "Nord", "Syddanmark": "Syd"}
"""How the names of regions and KKR are shortened: "KKR Midt"."""
WORD_NAMES: Final = frozenset({"Venstre", "Alternativet", "Konservative", "Radikale", "Moderaterne"})
"""Parties whose names are words too: at the start of a sentence they need another party beside them."""
PARTY_AFTER: Final = re.compile(
    r"s (?:\w*gruppe\w*|\w*medlem\w*|\w*kandidat\w*|\w*borgmester\w*|ordfører|formand|gruppeformand|[A-ZÆØÅ])|"
    r" (?:stemte|stemmer|har|ønsker|indstiller|udpeger|foreslår|bemærker|tog forbehold)\b|"
    r" \([A-ZÆØÅ]\)|:? ?\d+ (?:mandat|plads|medlem)"
)
"""What shows that a party's name at the start of a sentence is meant: "Venstres byrådsgruppe"."""
PARTY_FORMS: Final = {
    "A": ("Socialdemokratiet", "Socialdemokraterne"),
    "B": ("Radikale", "De Radikale", "Det Radikale Venstre"),
    "C": ("Konservative", "De Konservative", "Konservativt Folkeparti", "Det Konservative"),
}
MINIMUM_LIST: Final = 3
"""So many municipal names in a row, or alone in their cells, are municipalities and not towns."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the reference data.

    ``kind`` is that of a body (municipality, region, kkr, council, party, ministry …); ``code`` the four digits of a
    municipality or region, the slug of a KKR or the letter of a party; ``iri_path`` its IRI below the base.
    """

    label: str
    kind: str
    code: str
    iri_path: str
    short: str


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name as printed, ``text[start:end]``, without the genitive ending that it may have."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Form:
    text: str
    entry: Entry
    bare: bool = False  # a place name: means the municipality only where the context says so

    def stands_at(self, text: str, start: int) -> int:
        """The end of the form where it is printed at ``start``, else 0."""
        end = start + len(self.text)
        printed = text[start:end]
        if printed != self.text and not (
            " " in self.text and printed[:1].isupper() and printed.casefold() == self.text.casefold()
        ):
            lower = self.entry.kind in {"government", "parliament"} and printed.casefold() == self.text.casefold()
            if not lower:
                return 0
        return end if GENITIVE.match(text, end) else 0


class Gazetteer:
    """Names by their first word, for running text, and by their folded form, for labels."""

    def __init__(self, entries: Iterable[tuple[Entry, tuple[str, ...]]]) -> None:
        self._forms: dict[str, list[_Form]] = {}
        self._labels: dict[tuple[str, str], Entry] = {}
        self._areas: dict[str, dict[str, Entry]] = {"region": {}, "kkr": {}}
        for entry, aliases in entries:
            self._add(entry, aliases)
        for forms in self._forms.values():
            forms.sort(key=lambda form: (-len(form.text), form.entry.iri_path))
        self._kept = kept(self._found)

    def find(self, text: str) -> Iterator[NameMatch]:
        """The names in a text, in order and without overlap; place names only where they mean the municipality."""
        return iter(self._kept(text))

    def _found(self, text: str) -> Iterator[NameMatch]:
        # a name may be broken over two lines or blocks: "Region" above "Sjælland"
        candidates = list(self._candidates(text.replace("\n", " ")))
        places = [match for match, form in candidates if form.bare]
        full = {match.start for match, form in candidates if not form.bare and match.entry.kind == "municipality"}
        meant = set(_meant(text, places, full))
        parties = sum(form.entry.kind == "party" for _, form in candidates)
        for match, form in candidates:
            if form.bare:
                if match.start in meant:
                    yield match
            elif not (
                form.text in WORD_NAMES
                and parties < 2
                and SENTENCE_START.search(text, max(0, match.start - 2), match.start)
                and not PARTY_AFTER.match(text, match.end)
            ):
                yield match

    def resolve(self, label: str, kind: str = "") -> Entry | None:
        """The entry that a printed label means; a party's letter and a region's bare name need their kind."""
        folded = _fold(label)
        for name in (folded, re.sub(r"['’]?s$|['’]$", "", folded)):
            found = self._labels.get((name, kind))
            if found is not None:
                return found
        return None

    def _add(self, entry: Entry, aliases: tuple[str, ...]) -> None:
        if entry.kind in self._areas:
            area = entry.short or entry.label.removeprefix("KKR ")
            self._areas[entry.kind][area] = entry
            self._label(area, entry, bare=True)
            aliases += tuple(self._short_forms(entry.kind, area))
        for name in dict.fromkeys((entry.label, entry.short, *aliases)):
            bare = entry.kind == "municipality" and "ommune" not in name
            self._label(name, entry)
            if not _is_findable(name, entry):
                continue
            self._form(_Form(name, entry, bare))
            if bare:
                self._label(f"{name} kommune", entry)
                self._form(_Form(f"{name} Kommune", entry))
                if not name.endswith("s"):
                    self._form(_Form(f"{name}s Kommune", entry))
        if entry.kind == "party":
            self._label(entry.code, entry, bare=True)

    @staticmethod
    def _short_forms(kind: str, area: str) -> Iterator[str]:
        word = "KKR" if kind == "kkr" else "Region"
        if area in SHORT_AREAS:
            yield f"{word} {SHORT_AREAS[area]}"
        if kind == "kkr":
            yield f"KKR-{area}"
        elif area == "Hovedstaden":
            yield "Region H"

    def _label(self, name: str, entry: Entry, bare: bool = False) -> None:
        for kind in (entry.kind,) if bare or (entry.kind == "region" and name == entry.short) else ("", entry.kind):
            if name:
                self._labels.setdefault((_fold(name), kind), entry)

    def _form(self, form: _Form) -> None:
        first = WORD.match(form.text)
        if first:
            self._forms.setdefault(first.group().casefold(), []).append(form)

    def _candidates(self, text: str) -> Iterator[tuple[NameMatch, _Form]]:
        position = 0
        regions = {match.end() for match in REGIONS_BEFORE.finditer(text)}
        for word in WORD.finditer(text):
            forms = self._beginning(word.group().casefold())
            start = word.start()
            if not forms and start not in regions:
                continue
            if start < position or (start > 1 and text[start - 1] == "-" and text[start - 2].isalnum()):
                continue
            joined = forms and text.endswith(("og ", "& "), 0, start)
            if joined and COMPOUND_BEFORE.search(text, max(0, start - 60), start):
                # "Vej- og Miljøministeriet" is not the latter, "Nyborg- og Kerteminde Kommune" is
                forms = [form for form in forms if form.entry.kind == "municipality"]
            for form in forms:
                end = form.stands_at(text, start)
                if end:
                    yield NameMatch(start, end, form.entry), form
                    position = end
                    for match in self._continued(text, end, form.entry):
                        yield match, form
                        position = match.end
                    break
            else:
                if start in regions:
                    for match in self._coordinated(text, start, "region"):
                        yield match, _Form("", match.entry)
                        position = match.end

    def _beginning(self, word: str) -> list[_Form]:
        """The forms whose first word a word in small letters is, or is in the genitive, the longest first."""
        forms = self._forms.get(word, [])
        owner = self._forms.get(word[:-1]) if word[-1] == "s" else None
        return sorted(forms + owner, key=lambda form: -len(form.text)) if owner else forms

    def _continued(self, text: str, end: int, entry: Entry) -> Iterator[NameMatch]:
        """The bare names that follow in "Region A, B og C" or "KKR A og B"."""
        join = JOIN.match(text, end)
        if entry.kind in self._areas and join:
            yield from self._coordinated(text, join.end(), entry.kind)

    def _coordinated(self, text: str, start: int, kind: str) -> Iterator[NameMatch]:
        while True:
            area = next((name for name in self._areas[kind] if text.startswith(name, start)), "")
            end = start + len(area)
            if not area or not GENITIVE.match(text, end):
                return
            yield NameMatch(start, end, self._areas[kind][area])
            join = JOIN.match(text, end)
            if not join:
                return
            start = join.end()


def _meant(text: str, places: list[NameMatch], full: set[int]) -> Iterator[int]:
    """Where place names mean municipalities: in lists, in tables, beside words that say so or a full name.

    ``full`` is where full names begin: in "Nyborg og Kerteminde Kommune" the first is a municipality too.
    """
    cells = [
        p.start for p in places if CELL_START.search(text, max(0, p.start - 3), p.start) and CELL_END.match(text, p.end)
    ]
    if len(cells) >= MINIMUM_LIST:
        yield from cells
    run: list[NameMatch] = []
    for index, place in enumerate(places):
        run.append(place)
        following = places[index + 1].start if index + 1 < len(places) else -1
        join = JOIN.match(text, place.end)
        if join and join.end() == following:
            continue
        before, after = text[max(0, run[0].start - 30) : run[0].start], text[place.end : place.end + 16]
        listed = len(run) >= MINIMUM_LIST and not TOWNS_BEFORE.search(text, max(0, run[0].start - 80), run[0].start)
        joined = join is not None and join.end() in full
        if listed or joined or AREA_BEFORE.search(before) or AREA_AFTER.match(after):
            yield from (match.start for match in run)
        run = []


def _fold(label: str) -> str:
    return " ".join(label.replace("–", "-").casefold().split())


def _is_findable(name: str, entry: Entry) -> bool:
    """Whether a name is told from other words in running text: no letters, no bare regions, no persons' names."""
    if entry.kind in {"region", "kkr"} and " " not in name and not name.startswith("KKR-"):
        return False
    if entry.kind == "party" and entry.label == entry.short and len(entry.label.split()) > 2:
        return False  # a party that bears nothing but its founder's name
    return len(name) > 2 or name == entry.label or (entry.kind in {"party", "association"} and len(name) == 2)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of ontology/reference.ttl, read once."""
    graph = Graph().parse(ROOT / "ontology" / "reference.ttl", format="turtle")
    return Gazetteer(_entries(graph))


def _entries(graph: Graph) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    for class_, kind in KIND_OF_CLASS.items():
        for thing in sorted(graph.subjects(RDF.type, class_), key=str):
            if isinstance(thing, URIRef):
                classified = str(graph.value(thing, ORG.classification) or "").rpartition("/")[2]
                code = graph.value(thing, KG.code) or graph.value(thing, KG.letter) or ""
                entry = Entry(
                    label=_danish(graph, thing)[0],
                    kind=kind or classified,
                    code=str(code),
                    iri_path=thing.removeprefix(BASE),
                    short=str(graph.value(thing, KG.shortName) or ""),
                )
                aliases = tuple(sorted(str(value) for value in graph.objects(thing, SKOS.altLabel)))
                yield entry, aliases + PARTY_FORMS.get(str(code) if kind == "party" else "", ())


def _danish(graph: Graph, thing: URIRef) -> list[str]:
    labels = graph.objects(thing, SKOS.prefLabel)
    return [str(label) for label in labels if isinstance(label, Literal) and label.language == "da"]
