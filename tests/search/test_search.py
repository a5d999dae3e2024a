"""Search finds words in labels and quotes, ranks what it finds, and shows each hit with its quote."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunegraf import identity
from kommunegraf.errors import BadParameter, NoRelease, TooSlow
from kommunegraf.search import word_file
from kommunegraf.search.hits import Search, expression, snippet, terms

Draft = Callable[..., Path]
BUDGET = {
    "a": ("Funding", "nye læringscentre", "Der afsættes 4 mio. kr. til nye læringscentre i Åbenrå."),
    "b": ("Funding", "cykelstier", "Der afsættes 7 mio. kr. til cykelstier langs kysten."),
    "c": ("Milestone", "centrene åbner", "De to læringscentre åbner i 2033."),
    "d": ("TopicStatement", "", "læringscentre"),
}
MINUTES = {
    "a": ("Decision", "", "Rådet godkendte, at stierne ved kysten lægges om."),
    "b": ("Funding", "stier", "stier"),
}
BOTH = {"budget-2031": BUDGET, "referat-2031": MINUTES}


@pytest.fixture
def search(draft: Draft) -> Search:
    return Search(draft("one", BOTH))


def _names(search: Search, wanted: str, kind: str = "") -> list[str]:
    return [hit.thing.removeprefix(str(identity.iri("fact")) + "/") for hit in search.find(wanted, kind).hits]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("læringscenter", {"budget-2031/a", "budget-2031/c", "budget-2031/d"}),
        ("laeringscentrene", {"budget-2031/a", "budget-2031/c", "budget-2031/d"}),
        ("aabenraa", {"budget-2031/a"}),
        ("ÅBENRÅ", {"budget-2031/a"}),
        ("cykel", set()),
        ("cykel*", {"budget-2031/b"}),
        ("kyst", {"budget-2031/b", "referat-2031/a"}),
        ("kyst stier", {"referat-2031/a"}),
        ("kyst -cykelstier", {"referat-2031/a"}),
        ('"mio. kr. til cykelstier"', {"budget-2031/b"}),
        ('"kr. mio. til cykelstier"', set()),
        ('"langs kyst*"', set()),
        ('"langs kyst"*', {"budget-2031/b"}),
        ("nowhere", set()),
    ],
)
def test_what_is_found(search: Search, wanted: str, expected: set[str]) -> None:
    """All forms and spellings of each word, beginnings with *, words in a row in quotes, without what follows a -."""
    assert expected == set(_names(search, wanted))


def test_ranking(search: Search) -> None:
    """The word itself comes before another form of it, a label before a long quote, a bare topic last."""
    assert _names(search, "læringscentre") == ["budget-2031/a", "budget-2031/c", "budget-2031/d"]
    assert _names(search, "stier")[0] == "referat-2031/b"


def test_a_thing_comes_before_what_is_said_of_it(draft: Draft) -> None:
    """A pool comes before the shares that bear its name, with the quote of one; a word of the vocabulary comes last."""
    called = "Pulje til grønne broer"
    kinds = ("Allocation", "Concept", "AgendaItem", "FundingPool", "PoolTotal")
    many = {f"{number}-{kind}": (kind, called, "") for number, kind in enumerate([*kinds, "Allocation", "Allocation"])}
    many["share"] = ("Allocation", called, "Lund 2,4")
    search = Search(draft("one", {"a": many, "b": {"x": ("Body", "Broby", ""), "y": ("Municipality", "Broby", "")}}))
    found = search.find("grønne broer").hits
    assert ("FundingPool", "Concept") == (found[0].kind, found[-1].kind)
    assert found[0].quote is not None
    assert "Lund 2,4" == found[0].quote.text
    assert ["Municipality", "Body"] == [hit.kind for hit in search.find("broby").hits]


def test_a_hit_shows_where_it_stands(search: Search) -> None:
    """A hit has its label, the words that were found, and the quote that it rests on with its place and evidence."""
    (hit,) = search.find("cykelstierne").hits
    assert (hit.kind, hit.label, hit.snippet) == ("Funding", "cykelstier", "**cykelstier**")
    assert hit.quote is not None
    assert hit.quote.text == "Der afsættes 7 mio. kr. til cykelstier langs kysten."
    stands = (hit.quote.document, hit.quote.page, hit.quote.start, hit.quote.evidence)
    assert stands == ("budget-2031", 2, 100, str(identity.iri("evidence", "budget-2031", "b")))


def test_kinds_are_counted_whatever_kind_is_asked_for(search: Search) -> None:
    """The facets count all that was found; a kind chooses among it, in upper or lower case."""
    found = search.find("læringscentre", kind="milestone")
    assert ([hit.kind for hit in found.hits], found.total) == (["Milestone"], 1)
    assert found.kinds == {"Funding": 1, "Milestone": 1, "TopicStatement": 1}
    assert search.find("læringscentre", kind="Nothing").hits == ()


def test_pages_of_hits(search: Search) -> None:
    """Pages follow each other and together are the whole."""
    whole = search.find("kyst*").hits
    assert len(whole) == 2
    assert search.find("kyst*", limit=1).hits + search.find("kyst*", limit=1, offset=1).hits == whole


def test_quotes_of_facts_and_of_evidence(search: Search) -> None:
    """The quotes are found by the address of a fact and by that of its evidence; unknown addresses have none."""
    fact, evidence = (str(identity.iri(kind, "budget-2031", "c")) for kind in ("fact", "evidence"))
    found = search.quotes([fact, evidence, "http://other/"])
    assert {address: [quote.text for quote in quotes] for address, quotes in found.items()} == {
        fact: ["De to læringscentre åbner i 2033."],
        evidence: ["De to læringscentre åbner i 2033."],
    }


@pytest.mark.parametrize("wanted", ["", "  ", "-skole", "***", '""', "x" * 1001, " ".join("abcdefg" * 5)])
def test_a_search_for_nothing_is_refused(search: Search, wanted: str) -> None:
    """A search that names nothing, or too much, is told so."""
    with pytest.raises(BadParameter):
        search.find(wanted)


def test_a_search_that_takes_too_long_is_stopped(draft: Draft) -> None:
    """The clock is looked at while a search runs."""
    many = {f"d{number}": {str(fact): ("Funding", "", f"ord{fact} sti") for fact in range(300)} for number in range(4)}
    with pytest.raises(TooSlow):
        Search(draft("many", many)).find("sti ord*", seconds=0.0)


def test_a_release_without_words_says_so(tmp_path: Path) -> None:
    """A release that was made before it could be searched asks to be built again."""
    with pytest.raises(NoRelease):
        Search(tmp_path).find("sti")


@settings(max_examples=300, deadline=None)
@given(
    wanted=st.text(max_size=60)
    | st.lists(st.sampled_from([*'"*-:()^{}+', "AND", "NOT", "NEAR", "word", "æ", " "])).map("".join)
)
def test_whatever_is_typed_is_words_and_nothing_else(wanted: str) -> None:
    """FTS5 reads every search, and nothing typed is read as its syntax."""
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE words USING fts5 (word, stem)")
    try:
        sought = terms(wanted)
    except BadParameter:
        return
    table.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression(sought),)).fetchall()
    table.close()


@settings(deadline=None)
@given(text=st.text(max_size=600), word=st.text(min_size=1, max_size=8))
def test_a_snippet_is_a_stretch_of_the_text(text: str, word: str) -> None:
    """Without its marks and dots a snippet stands in the text."""
    try:
        sought = terms(word)
    except BadParameter:
        return
    text = text.replace("*", "").replace("…", "")
    plain = snippet(text, sought).replace("**", "").removeprefix("… ").removesuffix(" …")
    assert plain in " ".join(text.split())


def test_a_snippet_shows_the_words() -> None:
    """From a long text the stretch with most of the words is cut, and each of them is marked."""
    text = "Indledning. " * 40 + "Her står cykelstier og kysten nær hinanden. " + "Slutning. " * 40
    shown = snippet(text, terms("kyst cykelsti"))
    assert "**cykelstier** og **kysten**" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 280
    assert snippet("7 ud af 98 kommuner", terms('"ud af 98"')) == "7 **ud af 98** kommuner"


def _dump(folder: Path, search: str) -> list[tuple[object, ...]]:
    return [(hit.record(), hit.score) for hit in Search(folder).find(search, limit=100).hits]


def test_brought_up_or_made_afresh_is_the_same(draft: Draft) -> None:
    """A release that goes on from the one before finds the same, ranked the same, as one made afresh."""
    many = {f"andet-{number}": {"a": ("Funding", "sti", f"En sti nr. {number} ved kysten.")} for number in range(9)}
    first = draft("first", {**many, "budget-2031": MINUTES})
    after = {**many, "budget-2031": BUDGET, "referat-2031": MINUTES}
    second = draft("second", after, before=first)
    afresh = draft("afresh", after)
    for wanted in ("sti", "kyst*", "læringscenter", "godkendt", "2031 -sti"):
        assert _dump(afresh, wanted) == _dump(second, wanted)
    assert [path.name for path in second.iterdir() if path.name.startswith(".")] == []


def test_only_what_changed_is_read(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    """Graphs that stay are not read again."""
    many = {f"andet-{number}": {"a": ("Funding", "sti", f"Sti {number}.")} for number in range(9)}
    first = draft("first", many)
    read: list[str] = []
    lines_of = word_file.lines_of
    monkeypatch.setattr(word_file, "lines_of", lambda path: (read.append(path.stem), lines_of(path))[1])
    draft("second", {**many, "ny": MINUTES}, before=first)
    assert read == ["ny"]


def test_nothing_stays_of_a_document_that_is_gone(draft: Draft) -> None:
    """The words of a document that was taken out are in no byte of the file."""
    many = {f"andet-{number}": {"a": ("Funding", "sti", f"Sti {number}.")} for number in range(9)}
    secret = {"hemmelig": {"a": ("Funding", "", "Sagen om Zebulon Quist.")}}
    first = draft("first", {**many, **secret})
    assert b"zebulon" in (first / word_file.FILE).read_bytes()
    second = draft("second", many, before=first)
    held = (second / word_file.FILE).read_bytes().lower()
    assert (b"zebulon" in held, b"quist" in held, b"hemmelig" in held) == (False, False, False)


def test_only_things_that_changed_are_put_in_anew_where_documents_share_a_graph(draft: Draft) -> None:
    """Of the findings those that changed, came or went are cut into words again; the others stay as they are."""
    many = {f"andet-{number}": {"a": ("Funding", "sti", f"Sti {number}.")} for number in range(9)}
    old = {
        "a": ("Finding", "cykelsti", "To tal for stien."),
        "b": ("Finding", "skole", "To tal for skolen."),
        "c": ("Finding", "havn", "To tal for havnen."),
    }
    new = {
        "a": old["a"],
        "b": ("Finding", "skole", "Tre tal for skolen."),
        "d": ("Finding", "bro", "To tal for broen."),
    }
    first = draft("first", {**many, "findings": old})
    second = draft("second", {**many, "findings": new}, before=first)
    assert word_file.differing(second) == []
    rows = [_rows(folder) for folder in (first, second)]
    assert {"cykelsti", "To tal for stien."} == {text for _, text in rows[0] & rows[1] if "Sti" not in text} - {"sti"}
    held = (second / word_file.FILE).read_bytes()
    assert (b"havnen" in held, b"Tre tal" in held) == (False, True)


def _rows(folder: Path) -> set[tuple[int, str]]:
    table = sqlite3.connect(folder / word_file.FILE)
    found = set(table.execute("SELECT id, text FROM texts"))
    table.close()
    return found


def test_stems_cut_in_another_way_are_cut_anew(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the stems of the release before were cut by another version, nothing of it is gone on from."""
    first = draft("first", BOTH)
    monkeypatch.setattr(word_file.stems, "VERSION", 99)
    read: list[str] = []
    lines_of = word_file.lines_of
    monkeypatch.setattr(word_file, "lines_of", lambda path: (read.append(path.stem), lines_of(path))[1])
    draft("second", BOTH, before=first)
    assert read == sorted(BOTH)


def test_words_that_are_not_those_of_the_graphs_are_found_out(draft: Draft) -> None:
    """A file of words that was changed, or is gone, differs from the graphs of its release."""
    folder = draft("one", BOTH)
    assert word_file.differing(folder) == []
    table = sqlite3.connect(folder / word_file.FILE)
    table.execute("UPDATE texts SET text = 'another' WHERE document = 'budget-2031' AND page = 1")
    table.commit()
    table.close()
    assert word_file.differing(folder) == ["budget-2031"]
    (folder / "graphs" / "referat-2031.nq").unlink()
    assert word_file.differing(folder) == sorted(BOTH)
    (folder / word_file.FILE).unlink()
    assert word_file.differing(folder) == ["budget-2031"]
