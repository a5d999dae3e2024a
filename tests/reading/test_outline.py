"""How outlines are told: families, items against lists and contents, and the parts of items."""

from __future__ import annotations

import pytest

from extract.document import Document
from extract.outline import outline
from extract.text import read_text


def document(text: str) -> Document:
    return read_text("case", "case.txt", "0" * 64, text)


AGENDA = """Dagsorden
Økonomiudvalget
Dato: 3. marts 2031

1. Tilbud på is i parken
2. Nye bænke

1. Tilbud på is i parken
Sagsnr. 31-0001

Indstilling
1. Forvaltningen foreslår is
2. Nye bænke opstilles ved søen
3. Prisen er fem kroner

2. Nye bænke
Sagsnr. 31-0002

Beslutning: Godkendt.
"""


def test_contents_and_lists_are_no_items() -> None:
    """A title in the contents and a numbered point of a list give no item; each item has its own parts."""
    items = outline(document(AGENDA)).items
    expected = [("1", "31-0001", ["indstilling"]), ("2", "31-0002", ["beslutning"])]
    assert expected == [(item.number, item.case_number, [part.name for part in item.parts]) for item in items]


def test_inline_label_opens_a_part() -> None:
    """The content of a labelled part starts after its colon."""
    case = document(AGENDA)
    part = outline(case).items[1].parts[0]
    expected = "Godkendt."
    assert expected == case.text[part.body : part.end].strip()


def test_heading_above_items_is_a_section() -> None:
    """A number without case number above numbers with one groups them and is no item."""
    text = (
        "REFERAT 2031\nDato: 3. marts 2031\n1. Trafik\n1.1. Broen over fjorden og dens\nafgifter\nSAG-2031-12345 abcd\n"
        "Indstilling\nDet indstilles, at sagen drøftes.\n"
    )
    found = [(section.title, section.is_item, section.officer) for section in outline(document(text)).sections]
    expected = [("Trafik", False, ""), ("Broen over fjorden og dens afgifter", True, "abcd")]
    assert expected == found


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("agenda", AGENDA.replace("Beslutning: Godkendt.", "")),
        ("minutes", AGENDA),
        ("budget-agreement", "Budgetforlig 2032\nHedensted Kommune\nVenstre og SF har indgået forlig.\n"),
        ("economy-agreement", "Aftale om kommunernes økonomi for 2032\nRegeringen og KL har indgået aftale.\n"),
        ("framework-agreement", "Rammeaftale 2031-2032\nKommunerne og regionen samarbejder om pladser.\n"),
        ("political-agreement", "Aftale om bedre broer\nRegeringen, Venstre og SF er blevet enige.\n"),
        ("analysis", "Analyse af børns veje til skole\nVi har spurgt tolv kommuner.\n"),
        ("other", "Opskrift på rugbrød\nBland mel og vand.\n"),
    ],
)
def test_family(family: str, text: str) -> None:
    """The family follows from the opening and from how the text is built."""
    assert family == outline(document(text)).family


def test_unnumbered_headings_are_sections() -> None:
    """A short line without end punctuation above a longer paragraph heads a section that runs to the next one."""
    body = "Partierne vil bygge en ny skole ved stationen og flytte biblioteket derhen inden for fire år."
    case = document(f"Budgetforlig 2032\nHedensted Kommune\n\nSkole\n\n{body}\n\nVeje\n\n{body}\n")
    sections = {section.title: section for section in outline(case).sections}
    assert {"Skole", "Veje"} <= set(sections)
    assert sections["Veje"].start == sections["Skole"].end


def test_items_without_numbers_are_counted() -> None:
    """Where no numbers are printed, a title above parts that the item before has had opens the next item."""
    text = (
        "Referat\nTeknisk Udvalg\nDato: 3. marts 2031\n\nNye bænke\n\nIndstilling\n\n"
        "Det indstilles, at bænke købes.\n\n"
        "Priser på træ\n\nØkonomi\n\nBænke koster fem kroner.\n\nBeslutning\n\nGodkendt.\n\nBroen ved søen\n\n"
        "Indstilling\n\nDet indstilles, at broen males.\n\nBeslutning\n\nUdsat.\n"
    )
    items = [(item.number, item.title) for item in outline(document(text)).items]
    assert [("1", "Nye bænke"), ("2", "Broen ved søen")] == items


def test_numbers_alone_make_items_of_a_meetings_paper() -> None:
    """In a paper headed as minutes the numbers that count on are items, the points of lists inside them are not."""
    body = "1. Velkomst\n\nAlle kom:\n\n1. Asta\n2. Birk\n\n2. Ture\n\nTuren går til søen.\n\n3. Evt.\n"
    paper = document(f"Referat af møde i Strandrådet\n3. marts 2031\n\n{body}")
    assert ["Velkomst", "Ture", "Evt."] == [item.title for item in outline(paper).items]
    assert () == outline(document(f"Ture for alle\nRåd til dig\n\n{body}")).items


def test_heading_printed_on_behind_a_word() -> None:
    """A heading of the contents that stands again at the end of another line opens its item there."""
    text = AGENDA.replace("2. Nye bænke\nSagsnr.", "Prisen er tre kroner2. Nye bænke ved søen\nSagsnr.")
    items = outline(document(text.replace("2. Nye bænke\n\n", "2. Nye bænke ved søen\n\n"))).items
    assert ["Tilbud på is i parken", "Nye bænke ved søen"] == [item.title for item in items]


def test_paper_without_items_is_known_by_its_head() -> None:
    """A headed paper of a body that decides is minutes, and the words that say so are told; any other text is not."""
    paper = document("Referat fra møde i Økonomiudvalget\n3. marts 2031\n\nDer var ingen sager på mødet.\n")
    found = outline(paper)
    assert ("minutes", "Referat") == (found.family, paper.text[slice(*found.shown)])
    assert outline(document("Referat fra klubben\n3. marts 2031\n\nVi så på fugle.\n")).family == "other"
