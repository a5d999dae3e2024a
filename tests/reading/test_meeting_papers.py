"""Minutes in layouts of offices' own: titles in bold, labels in columns, items in tables, menus of web pages above."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.document import Document
from extract.extractors import EXTRACTORS
from extract.fact import AgendaItem, Attendance, Decision, Facts, Meeting, PersonInRole
from extract.pdf import read_pdf
from extract.structure.item_tables import with_items_unrolled
from extract.text import read_text

Line = tuple[str, bool]
TOLD: list[Line] = [
    ("Forvaltningen har set på sagen sammen med brugerne af havnen, og der er otte svar som er", False),
    ("samlet i et notat.", False),
]


def facts(document: Document) -> Facts:
    found = Facts()
    for extract in EXTRACTORS:
        found.add(list(extract(document, found)))
    return found


def text(words: str) -> Facts:
    return facts(with_items_unrolled(read_text("case", "case.txt", "0" * 64, words)))


def pdf(*pages: list[list[Line]]) -> Facts:
    """The facts of pages of paragraphs, each of lines that are bold or not."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for page in pages:
        height = 780.0
        for paragraph in page:
            for words, bold in paragraph:
                canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 10)
                canvas.drawString(60, height, words)
                height -= 13
            height -= 9
        canvas.showPage()
    canvas.save()
    return facts(read_pdf("case", "case.pdf", "0" * 64, stream.getvalue()))


def item(title: list[str], asked: str, decided: str, heading: str = "Rådet vedtog") -> list[list[Line]]:
    parts: list[list[Line]] = [[(words, True) for words in title], TOLD, [("Indstilling", True)]]
    return [*parts, [("Direktøren indstiller,", False)], [(asked, False)], [(heading, True)], [(decided, False)]]


HEAD: list[list[Line]] = [
    [("BESLUTNINGSPROTOKOL", True)],
    [("Havnerådet", True)],
    [("Tirsdag den 4. marts 2031", False)],
]


def test_titles_in_bold_between_decisions_are_items() -> None:
    """A title in bold may take two lines; what a heading of the paper's own tells is decided."""
    long = ["Nye cykelstier ved havnen og langs den gamle jernbane fra Havby til den lille by", "Strandby"]
    first = item(["Godkendelse af dagsorden"], "at dagsordenen godkendes.", "Godkendt.")
    second = item(long, "at planen sendes i høring.", "Planen sendes i høring.")
    third = item(["Regnskab for 2030"], "at regnskabet tages til efterretning.", "Taget til efterretning.")
    found = pdf([*HEAD, *first, *second], third)
    assert ["Godkendelse af dagsorden", " ".join(long), "Regnskab for 2030"] == [i.title for i in found.of(AgendaItem)]
    assert ["approved", "forwarded", "noted"] == [decision.outcome for decision in found.of(Decision)]
    assert [("approve",), ("forward",), ("note",)] == [i.actions for i in found.of(AgendaItem)]


def test_a_clause_stays_below_what_introduces_it() -> None:
    """What stands below "The director recommends," does not go on with the last entry of the contents before it."""
    contents: list[list[Line]] = [[(f"{n}. {title} {'. ' * 60}{n + 2}"[:98], False)] for n, title in enumerate("AB", 1)]
    second = item(["1. Dagsorden"], "at dagsordenen godkendes.", "Godkendt.", "Beslutning")
    found = pdf([*HEAD, *contents], second)
    assert ["at dagsordenen godkendes."] == [i.recommendation[-25:] for i in found.of(AgendaItem)]


def test_an_office_goes_with_the_name_on_its_line() -> None:
    """In a list with a person to a line, the office behind a name is not that of the name below it."""
    lines = [("Deltagere Asta Holm (A), formand", False), ("Viggo Brask (V), næstformand", False)]
    found = pdf([*HEAD, [*lines, ("Signe Krag (F)", False)], *item(["1. Dagsorden"], "at den godkendes.", "Godkendt.")])
    assert [("Asta Holm", "formand"), ("Viggo Brask", "næstformand")] == [
        (p.person, p.role) for p in found.of(PersonInRole)
    ]
    assert ["Asta Holm", "Viggo Brask", "Signe Krag"] == [entry.person for entry in found.of(Attendance)]


def test_items_and_decisions_stand_in_two_columns() -> None:
    """A table with number and title in one column and what was decided in the other is a list of items."""
    rows = "Mødepunkt\tBeslutning\n1 Dagsorden\tGodkendt.\n2 Tag på kirken\tRådet så på taget.\n3 Eventuelt\tIntet.\n"
    found = text(f"Referat\nHavnerådet\nTirsdag den 4. marts 2031 kl. 16.00\n\n{rows}")
    assert [("1", "Dagsorden"), ("2", "Tag på kirken"), ("3", "Eventuelt")] == [
        (i.number, i.title) for i in found.of(AgendaItem)
    ]
    assert ["approved", "other", "other"] == [decision.outcome for decision in found.of(Decision)]


def test_a_menu_above_hides_no_head() -> None:
    """The points of a web page's menu are no lines of the head and name no body that meets."""
    menu = "".join(
        f"• {name}\n" for name in ("Borger", "Politik", "Havneudvalgets referater", "Kontakt", "Job", "Presse")
    )
    paper = "Referat til mødet i Byrådet den 4. marts 2031 kl. 19.00\n\nPkt. 7 Nye veje\n\nBeslutning\n\nGodkendt.\n"
    found = text(f"Havby Kommune\n{menu}{menu}\n{paper}")
    assert [("Byrådet", "2031-03-04", "19:00")] == [(m.body, m.date, m.start) for m in found.of(Meeting)]


def test_several_labels_stand_on_one_line() -> None:
    """Who is away and who writes stand behind labels of their own on the line of those present."""
    people = "Til stede: Asta Holm og Viggo Brask. Afbud: Jens Ravn."
    head = f"Referat\nÆldrerådet i Havby Kommune den 4. marts 2031\n{people}\n"
    found = text(f"{head}\n1. Dagsorden\n\nBeslutning\n\nGodkendt.\n\n2. Eventuelt\n\nBeslutning\n\nIntet.\n")
    assert [("Asta Holm", "present"), ("Viggo Brask", "present"), ("Jens Ravn", "absent")] == [
        (entry.person, entry.status) for entry in found.of(Attendance)
    ]
    assert ["Ældrerådet"] == [meeting.body for meeting in found.of(Meeting)]


def test_numbers_with_pages_list_the_items_below() -> None:
    """A number without a stop heads an item where the list of items has its title with a page."""
    listed = "Pkt. Tekst Side\n1 Godkendelse af referat 3\n2 Status på strategi 3\n\n"
    told = "1 Godkendelse af referat\n\nReferatet blev godkendt.\n\n2 Status på strategi\n\nTaget til efterretning.\n"
    found = text(f"Referat\n\nBestyrelsesmøde den 4. marts 2031\n\n{listed}{told}")
    assert ["Godkendelse af referat", "Status på strategi"] == [i.title for i in found.of(AgendaItem)]


def test_a_case_number_stands_among_other_values() -> None:
    """Of the values on one line the case number and the officer are taken by their labels."""
    values = "Dok.nr.: 5726 Sagsid.: 31/101 Initialer: pkh Åben sag"
    found = text(
        f"Referat\nHavnerådet\nDato: 4. marts 2031\n\n1. Dagsorden\n{values}\n\nBeslutning\n\nGodkendt.\n\n"
        f"2. Eventuelt\n{values}\n\nBeslutning\n\nIntet.\n"
    )
    assert [("31/101", "pkh")] * 2 == [(i.case_number, i.officer) for i in found.of(AgendaItem)]


def test_who_was_invited_goes_on_no_list_of_those_away() -> None:
    """A sentence about a guest below those away is no line of their list."""
    away = "Ikke til stede: Jens Ravn (V) og Bodil Krag (A)\n\n"
    away += "Signe Toft (F) var som gruppeformand inviteret med\n\nGodkendt.\n"
    found = text(f"Referat\nHavnerådet\nDato: 4. marts 2031\n\n1. Dagsorden\n\nBeslutning\n\n{away}")
    assert ["Jens Ravn", "Bodil Krag"] == [entry.person for entry in found.of(Attendance)]


@pytest.mark.parametrize(
    "head",
    [
        "Klimaudvalget, Havby Kommune",
        "Klimaudvalget (Havby Kommune)",
        "Klimaudvalget i Havby Kommune",
        "Havby Kommune, Klimaudvalget",
        "Havby Kommune – Klimaudvalget",
        "Ny Havby Kommune - Klimaudvalget",
    ],
)
def test_a_body_and_its_seat_on_one_line(head: str) -> None:
    """The municipality may stand on the body's own line, on either side of it."""
    paper = f"Referat\n\n{head}\n\nMødet den 4. marts 2031 kl. 16:00\n\n1. Stier\n\nBeslutning\nUdsat.\n"
    assert [("Klimaudvalget", "2031-03-04")] == [(meeting.body, meeting.date) for meeting in text(paper).of(Meeting)]
