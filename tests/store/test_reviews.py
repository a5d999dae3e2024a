"""Reviews in a table beside the documents: applied at each build, told in the graph, lapsing when the text changes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import RDF, Graph

from extract import fact
from extract.text import read_text
from kommunegraf import identity
from kommunegraf.build import build
from kommunegraf.checking.checks import check_release
from kommunegraf.cli import main
from kommunegraf.errors import BadReview
from kommunegraf.queries import question
from kommunegraf.reading.file import Reading
from kommunegraf.reading.sources import collect
from kommunegraf.releases.release import Release, current
from kommunegraf.reviews.applying import APPLIED, LAPSED, OPEN, apply
from kommunegraf.reviews.table import Review, read_reviews
from kommunegraf.terms import KG

HEAD = "document,quote,fact,verdict,property,value,who,when,note\n"
TEXT = (
    "Referat\nByrådet i Lemvig Kommune\n4. marts 2031\n\n1. Stier\nDer afsættes 5 mio. kr. til nye stier, "
    "heraf 2 mio. kr. til skilte.\nBeslutning: Godkendt.\n"
)
DOCUMENT = read_text("a", "a.txt", "0" * 64, TEXT)


def _review(quote: str, verdict: str, **more: str) -> Review:
    values = {"document": "a", "when": "2031-05-12", "fact": "", "property": "", "value": "", "note": ""}
    return Review(**{**values, "quote": quote, "verdict": verdict, "who": "Ane Bech", **more})


def _evidence(words: str, rule: str) -> fact.Evidence:
    start = DOCUMENT.text.index(words)
    return DOCUMENT.evidence(start, start + len(words), rule)


def _facts() -> list[fact.Fact]:
    """A sum, its part, a topic of the part, and a decision."""
    whole, part = (
        fact.Funding(
            evidence=_evidence(words, "funding/sentence"),
            purpose=purpose,
            amount=fact.Money(Decimal(millions) * 1_000_000, f"{millions} mio. kr.", "million"),
            kind="grant",
        )
        for words, purpose, millions in (
            ("5 mio. kr. til nye stier", "stier", 5),
            ("2 mio. kr. til skilte", "skilte", 2),
        )
    )
    part = fact.Funding(evidence=part.evidence, purpose="skilte", amount=part.amount, kind="grant", part_of=whole)
    topic = fact.Topic(evidence=_evidence("skilte", "topics/sum"), topic="mobility", funding=part)
    decision = fact.Decision(
        evidence=_evidence("Beslutning: Godkendt.", "decisions/line"), item_number="1", outcome="approved"
    )
    return [whole, part, topic, decision]


def test_a_wrong_fact_is_left_out_with_what_is_said_of_it() -> None:
    """A topic of a sum goes with it; a part whose whole is wrong stays, as a part of nothing."""
    kept, (outcome,) = apply(DOCUMENT, _facts(), [_review("2 mio. kr. til skilte", "wrong")])
    assert [type(found).__name__ for found in kept] == ["Funding", "Decision"]
    assert outcome.status == APPLIED
    kept, _ = apply(DOCUMENT, _facts(), [_review("5 mio. kr. til nye stier", "wrong", fact="Funding")])
    assert [getattr(found, "purpose", "") for found in kept] == ["skilte", "", ""]
    assert isinstance(kept[0], fact.Funding)
    assert kept[0].part_of is None


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("amount.value", "6000000", Decimal(6_000_000)),
        ("amount.value", "6.500.000,50", Decimal("6500000.50")),
        ("amount.bound", "up-to", "up-to"),
        ("to_year", "2033", 2033),
        ("to_year", "", None),
        ("recipient", "Odder", "Odder"),
    ],
)
def test_a_corrected_value_replaces_what_was_read(name: str, value: str, expected: object) -> None:
    """By the name of a field, also within a sum; numbers as Danes write them too. What points to it sees it."""
    row = _review("5 mio. kr. til nye stier", "corrected", property=name, value=value)
    kept, (outcome,) = apply(DOCUMENT, _facts(), [row])
    found: object = kept[0]
    for part in name.split("."):
        found = getattr(found, part)
    assert found == expected
    assert outcome.facts == (kept[0],)
    assert isinstance(kept[1], fact.Funding)
    assert kept[1].part_of == kept[0]


@pytest.mark.parametrize(
    ("review", "status", "told"),
    [
        (_review("7 mio. kr.", "wrong"), LAPSED, "«7 mio. kr.» is no longer in the text"),
        (_review("mio. kr.", "corrected", property="to_year", value="2033"), OPEN, "gives 2 facts"),
        (_review("Stier", "wrong"), OPEN, "no such fact is read"),
        (_review("5 mio. kr. til nye stier", "corrected", property="colour"), OPEN, "Funding has no colour; it has"),
        (_review("5 mio. kr. til nye stier", "corrected", property="evidence"), OPEN, "Funding has no evidence"),
        (_review("5 mio. kr. til nye stier", "corrected", property="to_year", value="x"), OPEN, "write a number"),
        (_review("5 mio. kr. til nye stier", "corrected", property="amount.scale", value="x"), OPEN, "write one, thou"),
        (_review("5 mio. kr. til nye stier", "corrected", property="part_of", value="x"), OPEN, "cannot be corrected"),
        (
            _review("5 mio. kr. til nye stier", "corrected", property="amount", value="6"),
            OPEN,
            "write amount.value, am",
        ),
    ],
)
def test_what_does_not_count(review: Review, status: str, told: str) -> None:
    """A quote that is gone, and a row that fits no single fact or value, change nothing and say what to do."""
    kept, (outcome,) = apply(DOCUMENT, _facts(), [review])
    assert kept == _facts()
    assert outcome.status == status
    assert told in outcome.english
    assert outcome.danish != outcome.english


def test_more_words_tell_facts_of_the_same_words_apart() -> None:
    """What stands in two places is no review of either; with the words around one it is."""
    text = "1. Stier\nBeslutning: Godkendt.\n2. Broer\nBeslutning: Godkendt.\n"
    document = read_text("b", "b.txt", "0" * 64, text)
    facts: list[fact.Fact] = [
        fact.Decision(evidence=document.evidence(at, at + 9, "decisions/line"), item_number=number, outcome="approved")
        for number, at in (("1", document.text.index("Godkendt.")), ("2", document.text.rindex("Godkendt.")))
    ]
    kept, (outcome,) = apply(document, facts, [_review("Godkendt.", "wrong")])
    assert (kept, outcome.status) == (facts, OPEN)
    kept, (outcome,) = apply(document, facts, [_review("Broer Beslutning: Godkendt.", "wrong")])
    assert (kept, outcome.status) == (facts[:1], APPLIED)


def test_a_property_tells_facts_of_one_quote_apart() -> None:
    """With a property and its value only the facts that say so are wrong."""
    row = _review("til", "wrong", fact="funding", property="purpose", value="skilte")
    kept, _ = apply(DOCUMENT, _facts(), [row])
    assert [getattr(found, "purpose", "") for found in kept] == ["stier", ""]


def _meeting() -> fact.Fact:
    return fact.Meeting(evidence=_evidence("4. marts 2031", "meetings/head"), body="Byrådet", date="2031-03-04")


@pytest.mark.parametrize(
    ("value", "status", "expected"),
    [
        ("2031-03-05", APPLIED, "2031-03-05"),
        ("05-03-2031", APPLIED, "2031-03-05"),
        ("2031-03", APPLIED, "2031-03"),
        ("2031", APPLIED, "2031"),
        ("i foråret", OPEN, "2031-03-04"),
        ("2031-02-30", OPEN, "2031-03-04"),
    ],
)
def test_corrected_days_are_days(value: str, status: str, expected: str) -> None:
    """A day, a month or a year; other words would take the fact out of the graph."""
    row = _review("4. marts 2031", "corrected", property="date", value=value)
    (found,), (outcome,) = apply(DOCUMENT, [_meeting()], [row])
    assert isinstance(found, fact.Meeting)
    assert (outcome.status, found.date) == (status, expected)


@pytest.mark.parametrize(("name", "code"), [("Odder", "0727"), ("Odder Kommune", "0727"), ("Skovkirken", "")])
def test_a_corrected_municipality_has_its_own_code(name: str, code: str) -> None:
    """The code goes with the name, and is left out where the name is no municipality's."""
    mention = fact.Mention(evidence=_evidence("Lemvig Kommune", "mentions/name"), label="Lemvig", code="0665")
    (found,), _ = apply(DOCUMENT, [mention], [_review("Lemvig Kommune", "corrected", property="label", value=name)])
    assert isinstance(found, fact.Mention)
    assert (found.label, found.code) == (name, code)


def test_several_corrections_of_one_fact_are_told_of_it() -> None:
    """Each review speaks of the fact as it is after all of them."""
    quote = "5 mio. kr. til nye stier"
    rows = [
        _review(quote, "corrected", property=name, value="2033", fact="Funding") for name in ("to_year", "from_year")
    ]
    kept, outcomes = apply(DOCUMENT, _facts(), rows)
    assert [outcome.facts for outcome in outcomes] == [(kept[0],), (kept[0],)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"verdict": "right"}, {"verdict": "wrong", "when": "2031-05-13"}, [OPEN, APPLIED]),
        ({"verdict": "right"}, {"verdict": "wrong"}, [OPEN, OPEN]),
        ({"verdict": "right"}, {"verdict": "right", "who": "Bo"}, [APPLIED, APPLIED]),
        ({"property": "to_year", "value": "2033"}, {"property": "to_year", "value": "2034"}, [OPEN, OPEN]),
        ({"property": "to_year", "value": "2033"}, {"property": "from_year", "value": "2031"}, [APPLIED, APPLIED]),
        ({"property": "to_year", "value": "2033"}, {"verdict": "wrong", "when": "2031-05-13"}, [OPEN, APPLIED]),
        ({"property": "to_year", "value": "2033"}, {"verdict": "wrong", "fact": "decision"}, [APPLIED, OPEN]),
    ],
)
def test_two_reviews_that_contradict_each_other(
    first: dict[str, str], second: dict[str, str], expected: list[str]
) -> None:
    """The later one counts; of one day neither does, and each says whom it contradicts."""
    quote = "5 mio. kr. til nye stier"
    rows = [_review(quote, **{"verdict": "corrected", "fact": "Funding", **more}) for more in (first, second)]
    _, outcomes = apply(DOCUMENT, _facts(), rows)
    assert [outcome.status for outcome in outcomes] == expected
    if expected == [OPEN, APPLIED]:
        assert "Ane Bech said otherwise on 2031-05-13 (wrong)" in outcomes[0].english


@pytest.mark.parametrize("quote", ["nye  stier, heraf", "til nye-\nstier, heraf", "heraf 2 mio. kr. til skil- te."])
def test_quotes_over_lines_and_hyphens(quote: str) -> None:
    """As a page prints them: other spaces, and words parted at the end of a line."""
    text = TEXT.replace("nye stier", "nye-stier") if "-\n" in quote else TEXT
    document = read_text("a", "a.txt", "0" * 64, text)
    _, (outcome,) = apply(document, _facts(), [_review(" ".join(quote.split()), "right", fact="Funding")])
    assert outcome.status != LAPSED


@pytest.mark.parametrize("kind", ["Topic", "TopicStatement", "topics"])
def test_kinds_by_each_of_their_names(kind: str) -> None:
    """That of the program, that of the graph, and that of the extractor."""
    kept, _ = apply(DOCUMENT, _facts(), [_review("skilte", "wrong", fact=kind)])
    assert [type(found).__name__ for found in kept] == ["Funding", "Funding", "Decision"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_as_spreadsheets_write_them(tmp_path: Path, encoding: str, separator: str) -> None:
    """Any of their encodings and separators, days as Danes write them, empty rows, verdicts in Danish, any case."""
    rows = [
        ["Document", "quote ", "fact", "Verdict", "property", "value", "who", "when", "note"],
        ["a", "på 5 mio. kr.", "", "Forkert", "", "", "Søren Østergård", "12-05-2031", ""],
        [""] * 9,
    ]
    path = tmp_path / "reviews.csv"
    path.write_text("".join(f"{separator.join(row)}\r\n" for row in rows), encoding=encoding, newline="")
    assert read_reviews([tmp_path]) == (_review("på 5 mio. kr.", "wrong", who="Søren Østergård"),)


def test_tables_with_semicolons_and_other_columns(tmp_path: Path) -> None:
    """What a spreadsheet writes is read: a mark at the start, semicolons, columns in any order, more columns."""
    path = tmp_path / "reviews.csv"
    path.write_text("\ufeffwho;when;document;verdict;quote;mere\nAne;2031-05-12;a;right;5  mio. kr.;x\n", "utf-8")
    assert read_reviews([tmp_path]) == (_review("5 mio. kr.", "right", who="Ane"),)
    assert read_reviews([tmp_path], path) == read_reviews([], path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("document,quote\n", "the column verdict, who, when is missing"),
        (HEAD + "a,x,,good,,,Ane,2031-05-12,\n", "line 2: verdict is good; write wrong, right, corrected"),
        (HEAD + "a,x,,wrong,,,Ane,i maj,\n", "line 2: when is i maj; write yyyy-mm-dd"),
        (HEAD + "a,x,,wrong,,,Ane,2031-02-30,\n", "line 2: when is 2031-02-30; write yyyy-mm-dd"),
        (HEAD + "a,x,Fnding,wrong,,,Ane,2031-05-12,\n", "line 2: fact is Fnding; write AgendaItem, Agreement"),
        (HEAD + "a,x,,wrong,,,Ane,2031-05-12,Se, bilaget\n", "line 2: the row has more fields than the head"),
        (HEAD + "a,,,wrong,,,Ane,2031-05-12,\n", "line 2: quote is empty"),
        (HEAD + "a,x,,corrected,,1,Ane,2031-05-12,\n", "line 2: property is empty"),
    ],
)
def test_a_table_that_cannot_be_understood(tmp_path: Path, text: str, told: str) -> None:
    """The message names file, line and what to write."""
    (tmp_path / "reviews.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadReview, match=told):
        read_reviews([tmp_path])


def _build(folder: Path, rows: str) -> tuple[Release, list[str]]:
    seen: list[Reading] = []
    (folder / "in" / "reviews.csv").write_text(HEAD + rows, encoding="utf-8")
    release = build(collect([folder / "in"]), folder / "store", lambda reading, _: seen.append(reading))
    return release, [reading.slug for reading in seen]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two minutes, the first with a decision that a review corrects."""
    folder = tmp_path_factory.mktemp("reviews")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "in" / "b.txt").write_text(TEXT.replace("2031", "2032"), encoding="utf-8")
    return folder


def _graph(release: Release, slug: str) -> Graph:
    lines = release.graphs()[slug].read_text(encoding="utf-8").splitlines()
    return Graph().parse(data="\n".join(line.rpartition(" <")[0] + " ." for line in lines), format="nt")


def test_reviews_survive_each_build(folder: Path) -> None:
    """Only what a review concerns is read again; graph and question tell who and when; the release conforms."""
    _build(folder, "")
    row = "a,Beslutning: Godkendt.,Decision,corrected,outcome,postponed,Ane Bech,2031-05-12,Se lydfilen\n"
    release, seen = _build(folder, row)
    assert seen == ["a"]
    assert _build(folder, row) == (release, [])
    graph = _graph(release, "a")
    (review,) = graph.subjects(RDF.type, KG.Review)
    (decision,) = graph.subjects(RDF.type, KG.Decision)
    assert str(decision).endswith("/1/postponed")
    assert list(graph.objects(review, KG.reviewed)) == [decision]
    (found,) = release.store().rows(question("reviews").text).records()
    assert [found[name] for name in ("document", "verdict", "review_status", "value", "former", "who", "date")] == [
        "a",
        "corrected",
        "applied",
        "postponed",
        "approved",
        "Ane Bech",
        "2031-05-12",
    ]
    checked = check_release(release)
    assert checked.conforms, [problem for _, problem in checked.problems if problem.severity == "violation"]


def test_lapsed_reviews_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """build and status say of each review that does not count which document and quote, and what to do."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    rows = "a,7 mio. kr.,,wrong,,,Ane,2031-05-12,\nx,1 mio. kr.,,wrong,,,Ane,2031-05-12,\n"
    (folder / "in" / "reviews.csv").write_text(HEAD + rows, encoding="utf-8")
    store = ["--store", str(folder / "store")]
    built = CliRunner().invoke(main, [*store, "build", str(folder / "in")])
    told = "a: the quote «7 mio. kr.» is no longer in the text: read it again and mend or remove the row."
    assert told in built.stderr
    assert "x: no document is called x: mend the name or remove the row." in built.stderr
    status = CliRunner().invoke(main, [*store, "status"])
    assert "2 reviews do not count:" in status.stdout
    assert f"  {told}" in status.stdout
    node = identity.concept("review-status", "lapsed")
    assert any(f"<{node}>" in line for line in current(folder / "store").quads())


TURTLE = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/kommunegraf/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

[] a kg:Review ;
  dct:subject <document/a> ; kg:reviewedQuote "5 mio. kr.  til stier" ; dct:type kg:Funding ;
  kg:verdict <concept/review-verdict/corrected> ; kg:reviewedProperty "to_year" ; kg:correctedValue "2033" ;
  kg:reviewer "Ane Bech" ; dct:date "2031-05-12"^^xsd:date ; rdfs:comment "Se bilaget"@da .
<review/second> a kg:Review ;
  dct:subject "b" ; kg:reviewedQuote "2 mio. kr." ; kg:verdict "wrong" ; kg:reviewer "Ane" ; dct:date "2031-05-13" .
"""


def test_turtle_says_what_the_table_says(tmp_path: Path) -> None:
    """Things by their address or their name; a review in both is one."""
    rows = (
        "a,5 mio. kr. til stier,Funding,corrected,to_year,2033,Ane Bech,2031-05-12,Se bilaget\n"
        "b,2 mio. kr.,,wrong,,,Ane,2031-05-13,\n"
    )
    (tmp_path / "reviews.ttl").write_text(TURTLE, encoding="utf-8")
    in_turtle = read_reviews([tmp_path])
    (tmp_path / "reviews.csv").write_text(HEAD + rows, encoding="utf-8")
    assert in_turtle == read_reviews([], tmp_path / "reviews.csv") == read_reviews([tmp_path])
    assert len(in_turtle) == 2


def test_what_the_graph_tells_of_a_review_can_be_read_again(folder: Path) -> None:
    """The reviews of a release, taken out of its graph, are the same reviews, but for the kind of fact."""
    row = "a,Beslutning: Godkendt.,,corrected,outcome,postponed,Ane Bech,2031-05-12,Se lydfilen\n"
    release, _ = _build(folder, row)
    graph = _graph(release, "a")
    told = Graph()
    for review in graph.subjects(RDF.type, KG.Review):
        told += ((review, *rest) for rest in graph.predicate_objects(review))
    told.serialize(folder / "told.ttl", format="turtle")
    assert read_reviews([], folder / "told.ttl") == read_reviews([folder / "in"])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('"2 mio. kr."', '"2 mio. kr.'), r"line \d+: the file is no Turtle"),
        (('"2 mio. kr."', '"2 mio. kr.", "3 mio. kr."'), "review/second: there are 2 values for quote"),
        (('kg:verdict "wrong"', 'kg:verdict "good"'), "review/second: verdict is good; write wrong, right, corrected"),
        (('"to_year"', '""'), "«5 mio. kr.  til stier»: property is empty"),
        ((TURTLE, "\udcff"), "cannot be read as UTF-8"),
    ],
)
def test_turtle_that_cannot_be_understood(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    """The message names file and review, or the line, and what to write."""
    text = TURTLE.replace(*change)
    (tmp_path / "reviews.ttl").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(BadReview, match=told):
        read_reviews([tmp_path])


def test_a_review_by_command(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command writes the row that a build then applies, in the columns that the table has."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    _build(folder, "")
    table = tmp_path / "reviews.csv"
    command = ["--store", str(folder / "store"), "review", "a"]
    more = ["--who", "Ane Bech", "--reviews", str(table)]
    first = CliRunner().invoke(main, [*command, "Beslutning:  Godkendt.", "--set", "outcome=postponed", *more])
    assert first.stderr == f"Written to {table}; counts from the next build.\n"
    table.write_text(table.read_text("utf-8").replace(",", ";"), encoding="cp1252")
    second = CliRunner().invoke(main, [*command, "mio. kr.", "--right", "--note", "Se; bilaget", *more])
    assert "The quote stands in 2 places" in second.stderr
    rows = read_reviews([], table)
    assert [(row.quote, row.verdict, row.property, row.value, row.note) for row in rows] == [
        ("Beslutning: Godkendt.", "corrected", "outcome", "postponed", ""),
        ("mio. kr.", "right", "", "", "Se; bilaget"),
    ]
    assert apply(DOCUMENT, _facts(), rows[:1])[1][0].status == APPLIED


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("x", "Godkendt."), 1, "There is no document x."),
        (("a", "7 mio. kr."), 2, "«7 mio. kr.» is not in a."),
        (("a", "Godkendt.", "--fact", "Decison"), 2, "fact is Decison; write "),
        (("a", "Godkendt.", "--set", "outcome"), 2, "write property=value"),
        (("a", "Godkendt.", "--reviews", "reviews.ttl"), 2, "reviews.ttl is no .csv file"),
    ],
)
def test_a_command_that_cannot_be_followed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, told: str
) -> None:
    """It says why, and writes nothing."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(main, ["--store", str(folder / "store"), "review", *arguments, "--who", "Ane"])
    assert (ran.exit_code, told in ran.stderr) == (code, True), ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_explain_tells_of_the_reviews_beside_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The facts are shown as corrected; then who said what and when, and what does not count."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    rows = (
        "a,Beslutning: Godkendt.,Decision,corrected,outcome,postponed,Ane Bech,2031-05-12,\n"
        "a,7 mio. kr.,,wrong,,,Bo,2031-05-13,\nb,5 mio. kr.,,wrong,,,Bo,2031-05-13,\n"
    )
    (tmp_path / "reviews.csv").write_text(HEAD + rows, encoding="utf-8")
    told = CliRunner().invoke(main, ["explain", str(tmp_path / "a.txt"), "--kind", "Decision"]).stdout
    assert "    outcome: postponed" in told
    last = told.splitlines()[-2:]
    assert last[0] == "2031-05-12 Ane Bech: «Beslutning: Godkendt.» corrected (outcome: approved → postponed)"
    assert last[1].startswith("2031-05-13 Bo: «7 mio. kr.» wrong – does not count: the quote «7 mio. kr.» is no longer")
