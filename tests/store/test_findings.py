"""What the facts of all documents contradict: each rule finds its clash and keeps quiet where nothing is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDFS, Graph

from extract import fact
from extract.document import Document
from extract.text import read_text
from kommunegraf import identity
from kommunegraf.build import build
from kommunegraf.checking.checks import check_release
from kommunegraf.checking.validation import Shapes, load_context, load_shapes
from kommunegraf.evidence import verify
from kommunegraf.graph import document_graph, quads
from kommunegraf.reading.pieces import graph_of
from kommunegraf.reading.sources import collect
from kommunegraf.releases.findings import NAME, alone, sources, together
from kommunegraf.status import status
from kommunegraf.terms import DCT, KG, OA

Facts = Callable[[Document], Sequence[fact.Fact]]


def document_of(slug: str, text: str) -> Document:
    return read_text(slug, f"{slug}.txt", hashlib.sha256(text.encode()).hexdigest(), text)


def quoted(document: Document, words: str) -> fact.Evidence:
    start = document.text.index(words)
    return document.evidence(start, start + len(words), "made/up")


def found(*stated: tuple[Document, Sequence[fact.Fact]]) -> Graph:
    """The findings of documents that state these facts; they conform, and every quote stands where it says."""
    documents = {document.slug: document for document, _ in stated}
    graphs = [document_graph(document, facts) for document, facts in stated]
    lines = {document.slug: quads(graph) for (document, _), graph in zip(stated, graphs, strict=True)}
    found = _all(lines, documents)
    assert found == _all(dict(reversed(lines.items())), documents)
    assert all(line.endswith(f" <{identity.graph('findings')}> .") for line in found)
    graph = Graph().parse(data="\n".join(line.rpartition(" <")[0] + " ." for line in found), format="nt")
    assert verify(graph, documents).holds
    assert shapes().validate(graph).problems == ()
    return graph


def _all(lines: dict[str, list[str]], documents: dict[str, Document]) -> list[str]:
    """The lines of all findings: within each document, and among what they claim; those of the ledger left out."""
    found: set[str] = set()
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for slug, stating in lines.items():
        stated = alone(slug, stating, documents[slug].text)
        found |= set(stated["findings"])
        for rule, group, row in stated["claims"]:
            groups.setdefault((rule, group), []).append(row)
    for (rule, _), claims in groups.items():
        found |= set(together(rule, claims, lines))
    return sorted(line for line in found if graph_of(line) == NAME)


@cache
def shapes() -> Shapes:
    """The shapes in a context that knows the documents of these tests."""
    return Shapes(load_shapes(), load_context() + sources(("a", "b")))


def kinds(graph: Graph) -> list[str]:
    return sorted(str(kind).rpartition("/")[2] for kind in graph.objects(None, DCT.type) if "finding-kind" in str(kind))


def sides(graph: Graph) -> list[str]:
    """The quotes on each side of the findings."""
    return sorted(str(quote) for quote in graph.objects(None, OA.exact))


def document_fact(document: Document, publisher: str = "Odder Kommune", date: str = "2031-01-10") -> fact.DocumentFact:
    words = document.text.split("\n")[0]
    return fact.DocumentFact(
        evidence=quoted(document, words), title=words, kind="agenda", publisher=publisher, date=date
    )


def sum_of(document: Document, words: str, millions: str, purpose: str = "nye stier") -> fact.Funding:
    money = fact.Money(Decimal(millions) * 1_000_000, f"{millions.replace('.', ',')} mio. kr.", "million")
    return fact.Funding(
        evidence=quoted(document, words),
        purpose=purpose,
        amount=money,
        kind="pool",
        from_year=2031,
        to_year=2032,
        agreement="Aftale om nye stier i skoven",
    )


@pytest.mark.parametrize(
    ("words", "percent", "expected"),
    [
        ("45 af 98 kommuner", "46", []),
        ("45 af 98 kommuner", "45", []),
        ("45 af 98 kommuner", "45.9", []),
        ("45 af 98 kommuner", "64", ["percentage"]),
        ("45 ud af de 98 kommuner (46 %)", "", []),
        ("45 ud af de 98 kommuner (64,0 pct.)", "", ["percentage"]),
    ],
)
def test_percentages(words: str, percent: str, expected: list[str]) -> None:
    """A percentage that its count and total do not give, beyond the last digit that is printed."""
    document = document_of("a", f"Svar\n{words} har svaret")
    claim = fact.Indicator(
        evidence=quoted(document, words),
        statement="kommuner har svaret",
        count=Decimal(45),
        of=Decimal(98),
        percent=Decimal(percent) if percent else None,
    )
    assert expected == kinds(found((document, [document_fact(document), claim])))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["2"], []),
        (["5"], []),
        (["6"], ["share"]),
        (["2", "3"], []),
        (["2", "3", "1"], ["share"]),
        (["6", "1"], ["share"]),
    ],
)
def test_shares(parts: list[str], expected: list[str]) -> None:
    """A part that is larger than the sum it is a part of, or parts that together are; told once for each whole."""
    listed = ", ".join(f"{part} mio. kr. til hus {number}" for number, part in enumerate(parts))
    document = document_of("a", f"Aftale\nDer afsættes 5 mio. kr. til nye stier. Heraf går {listed}.")
    whole = sum_of(document, "5 mio. kr. til nye stier", "5")
    shares = [
        replace(sum_of(document, f"{part} mio. kr. til hus {number}", part, f"hus {number}"), part_of=whole)
        for number, part in enumerate(parts)
    ]
    graph = found((document, [document_fact(document), whole, *shares]))
    assert expected == kinds(graph)
    largest = max(range(len(parts)), key=lambda number: Decimal(parts[number]))
    told = ["5 mio. kr. til nye stier", f"{parts[largest]} mio. kr. til hus {largest}"] if expected else []
    assert sides(graph) == sorted(told)


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ({"bound": "over"}, {}),
        ({"bound": "about"}, {}),
        ({}, {"bound": "up-to"}),
        ({"price_level": 2030}, {"price_level": 2031}),
    ],
)
def test_sums_that_bound_nothing(whole: dict[str, Any], part: dict[str, Any]) -> None:
    """A part may be larger where the whole is no limit, the part is one, or the prices are those of other years."""
    document = document_of("a", "Aftale\nDer afsættes 5 mio. kr. til nye stier. Heraf går 6 mio. kr. til skilte.")
    facts = [
        sum_of(document, "5 mio. kr. til nye stier", "5"),
        sum_of(document, "6 mio. kr. til skilte", "6", "skilte"),
    ]
    above, below = (replace(f, amount=replace(f.amount, **how)) for f, how in zip(facts, (whole, part), strict=True))
    stated = [document_fact(document), above, replace(below, part_of=above)]
    assert kinds(found((document, stated))) == []


def test_a_yearly_whole_bounds_no_total() -> None:
    """Two years of a yearly sum are more than the sum."""
    document = document_of(
        "a", "Aftale\nDer afsættes 5 mio. kr. årligt til nye stier. Heraf går 6 mio. kr. til skilte."
    )
    whole = replace(sum_of(document, "5 mio. kr. årligt", "5"), recurrence="annual")
    part = replace(sum_of(document, "6 mio. kr. til skilte", "6", "skilte"), recurrence="total", part_of=whole)
    assert kinds(found((document, [document_fact(document), whole, part]))) == []


def test_sums_at_two_price_levels_agree() -> None:
    """Two documents may give one purpose two sums, told in the prices of two years."""
    stated = []
    for slug, millions, level in (("a", "5", 2030), ("b", "6", 2031)):
        document = document_of(slug, f"Aftale\nDer afsættes {millions} mio. kr. til nye stier.")
        told = sum_of(document, f"{millions} mio. kr.", millions)
        told = replace(told, amount=replace(told.amount, price_level=level))
        stated.append((document, [document_fact(document), told]))
    assert kinds(found(*stated)) == []


@pytest.mark.parametrize(("seats", "expected"), [(1, ["seats"]), (2, []), (3, [])])
def test_seats(seats: int, expected: list[str]) -> None:
    """More persons than seats; fewer may be filled later, and substitutes have no seat."""
    document = document_of(
        "a", "Dagsorden\nKKR Sjælland udpeger medlemmer. Ane Bech, Bo Lund og suppleant Ib Krog udpeges."
    )

    def appointed(words: str, role: str = "medlem", **more: object) -> fact.Appointment:
        return fact.Appointment(
            evidence=quoted(document, words),
            body="Stirådet",
            role=role,
            appointed_by="KKR Sjælland",
            **more,  # type: ignore[arg-type]
        )

    facts = [
        document_fact(document),
        appointed("udpeger medlemmer", "medlemmer", seats=seats),
        appointed("Ane Bech", person="Ane Bech"),
        appointed("Bo Lund", person="Bo Lund"),
        appointed("Ib Krog", "suppleant", person="Ib Krog"),
    ]
    assert expected == kinds(found((document, facts)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Stier\n2. Skilte\n4. Broer", ["numbering"]),
        ("1. Stier\n2. Skilte\n3. Bænke\n4. Broer", []),
        ("1. Stier\n2. Skilte\n4. Broer\nLukkede punkter nævnes ikke.", []),
    ],
)
def test_numbering(text: str, expected: list[str]) -> None:
    """A number that an agenda leaves out, unless the text has it or tells of closed items."""
    document = document_of("a", "Dagsorden\n" + text)
    items = [
        fact.AgendaItem(evidence=quoted(document, title), meeting_date="2031-01-10", number=number, title=title)
        for number, title in (("1", "Stier"), ("2", "Skilte"), ("4", "Broer"))
    ]
    meeting = fact.Meeting(evidence=quoted(document, "Dagsorden"), body="Byrådet", date="2031-01-10")
    graph = found((document, [document_fact(document), meeting, *items]))
    assert expected == kinds(graph)
    assert sides(graph) == (["Broer", "Skilte"] if expected else [])


def test_indicators() -> None:
    """One claim with two values in a document; a claim of few words may be made of many things."""
    document = document_of("a", "Svar\n45 af 98 har svaret, men 54 af 98 har svaret.")

    def claim(words: str, statement: str, count: int) -> fact.Indicator:
        evidence = quoted(document, words)
        return fact.Indicator(evidence=evidence, statement=statement, count=Decimal(count), of=Decimal(98))

    long = "kommuner har svaret på spørgsmålet"
    head = document_fact(document)
    assert ["indicator"] == kinds(found((document, [head, claim("45 af 98", long, 45), claim("54 af 98", long, 54)])))
    assert [] == kinds(
        found((document, [head, claim("45 af 98", "har svaret", 45), claim("54 af 98", "har svaret", 54)]))
    )


@pytest.mark.parametrize(("other", "expected"), [("5", []), ("5.04", []), ("6", ["sum"])])
def test_sums(other: str, expected: list[str]) -> None:
    """Two documents with different sums for one purpose of one agreement, beyond rounding."""
    one, two = document_of("a", "Aftale\n5 mio. kr."), document_of("b", f"Referat\n{other} mio. kr.")
    graph = found(
        (one, [document_fact(one), sum_of(one, "5 mio. kr.", "5")]),
        (two, [document_fact(two), sum_of(two, f"{other} mio. kr.", other)]),
    )
    assert expected == kinds(graph)
    assert len(list(graph.objects(None, KG.concerns))) == 2 * len(expected)


@pytest.mark.parametrize(("date", "expected"), [("2031", []), ("2031-05", []), ("2031-06-01", ["agreement-date"])])
def test_agreement_dates(date: str, expected: list[str]) -> None:
    """Two dates of one agreement, as far as both are precise."""
    one, two = document_of("a", "Første\nAftale om stier"), document_of("b", "Andet\nAftale om stier")
    graph = found(
        *(
            (
                document,
                [document_fact(document), fact.Agreement(evidence=quoted(document, title), title=title, date=day)],
            )
            for title, document, day in (("Aftale om stier", one, "2031-05-28"), ("Aftale om stier", two, date))
        )
    )
    assert expected == kinds(graph)


@pytest.mark.parametrize(
    ("parties", "expected"),
    [(("Venstre", "Socialdemokratiet"), []), (("Venstre",), []), (("Venstre", "Alternativet"), ["agreement-parties"])],
)
def test_agreement_parties(parties: tuple[str, ...], expected: list[str]) -> None:
    """Each names a party that the other does not; naming fewer contradicts nothing."""
    one, two = document_of("a", "Første\nAftale om stier"), document_of("b", "Andet\nAftale om stier")

    def stated(document: Document, names: tuple[str, ...]) -> tuple[Document, list[fact.Fact]]:
        evidence = quoted(document, "Aftale om stier")
        made = [fact.AgreementParty(evidence=evidence, agreement="Aftale om stier", party=name) for name in names]
        return document, [document_fact(document), *made]

    assert expected == kinds(found(stated(one, ("Venstre", "Socialdemokratiet")), stated(two, parties)))


def meeting(document: Document, date: str, words: str, **more: str) -> fact.Meeting:
    return fact.Meeting(evidence=quoted(document, words), body="KKR Sjælland", date=date, **more)


@pytest.mark.parametrize(
    ("called", "expected"), [("2031-03-13", ["meeting-date"]), ("2031-03-14", []), ("2031-06-13", [])]
)
def test_meeting_dates(called: str, expected: list[str]) -> None:
    """The next meeting is called for a day close to the one that the body's own agenda has."""
    one, two = document_of("a", "Referat\nnæste møde"), document_of("b", "Dagsorden\nmødet. 1. Stier")
    item = fact.AgendaItem(evidence=quoted(two, "1. Stier"), meeting_date="2031-03-14", number="1", title="Stier")
    graph = found(
        (one, [document_fact(one, "KKR Sjælland"), meeting(one, called, "næste møde")]),
        (two, [document_fact(two, "KKR Sjælland", "2031-03-14"), meeting(two, "2031-03-14", "mødet"), item]),
    )
    assert expected == kinds(graph)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"start": "10:00"}, {"start": "10:00", "place": "Slagelse"}, []),
        ({"start": "10:00"}, {"start": "13:00"}, ["meeting-time"]),
        ({"place": "Rådhuset"}, {"place": "Lokale 3"}, []),
        ({"place": "Lokale 5"}, {"place": "Lokale 3"}, ["meeting-place"]),
        ({"place": "Kroen, 4200 Slagelse"}, {"place": "Hotellet, 4700 Næstved"}, ["meeting-place"]),
    ],
)
def test_meeting_details(one: dict[str, str], other: dict[str, str], expected: list[str]) -> None:
    """One meeting at two hours or in two places of one sort; a room may be in the building that the other names."""
    first, second = document_of("a", "Referat\nmødet"), document_of("b", "Dagsorden\nmødet")
    graph = found(
        (first, [document_fact(first), meeting(first, "2031-03-14", "mødet", **one)]),
        (second, [document_fact(second), meeting(second, "2031-03-14", "mødet", **other)]),
    )
    assert expected == kinds(graph)
    assert sides(graph) == ["mødet", "mødet"] * len(expected)


def test_messages_are_in_both_languages() -> None:
    """A finding tells in Danish and English what does not agree, with numbers as each writes them."""
    one, two = document_of("a", "Aftale\n5 mio. kr."), document_of("b", "Aftale\n6,5 mio. kr.")
    graph = found(
        (one, [document_fact(one), sum_of(one, "5 mio. kr.", "5")]),
        (two, [document_fact(two), sum_of(two, "6,5 mio. kr.", "6.5")]),
    )
    assert sorted(str(text) for text in graph.objects(None, RDFS.comment)) == [
        "Det ene dokument har 5 mio. kr., det andet 6,5 mio. kr.",
        "One document has 5 mio. kr., the other 6,5 mio. kr.",
    ]


def test_a_build_serves_and_checks_its_findings(tmp_path: Path) -> None:
    """A percentage that its count does not give is served, and the check of the release covers it."""
    head = "Dagsorden til møde i Byrådet i Lemvig Kommune\nDen 4. marts 2031 kl. 15:00 på Rådhuset\n"
    item = "\nPunkt 1: Stier\nSagsfremstilling\n45 ud af 98 kommuner (64 pct.) har svaret på spørgsmålene om stier.\n"
    (tmp_path / "a.txt").write_text(head + item, encoding="utf-8")
    release = build(collect([tmp_path / "a.txt"]), tmp_path / "store")
    named = f"<{identity.graph('findings')}>"
    assert any(named in line for line in release.quads())
    checked = check_release(release)
    assert checked.conforms
    assert checked.quotes == len([line for line in release.quads() if f"> <{OA.hasBody}> <" in line])
    assert [row["kind"] for row in status(release).findings.records()] == ["percentage"]
