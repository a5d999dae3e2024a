"""What a paper's own repetition tells: how it counts its items, what heads its decisions, where its pages are told."""

from __future__ import annotations

import pytest

from extract.document import Document
from extract.outline import outline
from extract.structure.meeting_head import meeting_head
from extract.text import read_text

HEAD = "Havby Kommune\nHavnerådet\nReferat\nTirsdag den 4. marts 2031 kl. 16.00\n\n"
ITEMS = [
    ("Godkendelse af dagsorden", "Godkendt."),
    ("Nye cykelstier", "Drøftet."),
    ("Regnskab for 2030", "Taget til efterretning."),
]
TOLD = "Der er kommet otte svar, og de fleste peger på den samme løsning for havnen.\n\n"


def document(text: str) -> Document:
    return read_text("case", "case.txt", "0" * 64, text)


def paper(way: str, marks: list[str], decided: str = "Beslutning") -> Document:
    """Minutes whose items are headed in a way, with the mark of each, above what was decided."""
    parts = zip(ITEMS, marks, strict=True)
    told = (f"{way.format(mark, title)}\n\n{TOLD}{decided}\n\n{outcome}\n\n" for (title, outcome), mark in parts)
    return document(HEAD + "".join(told))


@pytest.mark.parametrize(
    ("way", "marks", "expected"),
    [
        ("Havnesag {} – {}", ["7", "8", "9"], ["7", "8", "9"]),
        ("{} {}", ["85/31", "86/31", "87/31"], ["85/31", "86/31", "87/31"]),
        ("{}) {}", ["A", "B", "C"], ["A", "B", "C"]),
        ("{}. {}", ["I", "II", "III"], ["I", "II", "III"]),
        ("Sag {}. – {}", ["1", "2", "3"], ["1", "2", "3"]),
        ("{} - {}", ["1", "2", "3"], ["1", "2", "3"]),
        ("#{} {}", ["1", "2", "3"], ["1", "2", "3"]),
    ],
)
def test_items_count_in_a_way_of_their_own(way: str, marks: list[str], expected: list[str]) -> None:
    """Lines alike that count up above parts are the items, however they are marked."""
    items = outline(paper(way, marks)).items
    assert [(number, title) for number, (title, _) in zip(expected, ITEMS, strict=True)] == [
        (item.number, item.title) for item in items
    ]


def test_a_number_behind_the_title_counts() -> None:
    """The mark may stand last: "Nye cykelstier (punkt 2)"."""
    items = outline(paper("{1} (punkt {0})", ["1", "2", "3"])).items
    assert [title for title, _ in ITEMS] == [item.title for item in items]


def test_titles_stand_between_decisions_and_prose() -> None:
    """Items without any mark are told by the titles between what was decided and the prose of the next."""
    items = outline(paper("{1}", ["", "", ""])).items
    assert [title for title, _ in ITEMS] == [item.title for item in items]


def test_lines_that_count_without_parts_are_no_items() -> None:
    """Models and proposals that count within a case are not its items."""
    models = "Model A. Bro\n\nModel B. Tunnel\n\nModel C. Færge\n\n"
    told = document(
        f"{HEAD}1. Ny forbindelse\n\n{models}Beslutning\n\nGodkendt.\n\n2. Eventuelt\n\nBeslutning\n\nIntet.\n"
    )
    assert ["1", "2"] == [item.number for item in outline(told).items]


@pytest.mark.parametrize("heading", ["Rådets svar", "Rådets svar den 4. marts 2031", "Udfald på mødet:"])
def test_what_comes_again_above_outcomes_heads_decisions(heading: str) -> None:
    """A line that no lexicon has is the heading of what was decided where outcomes stand below it again and again."""
    items = outline(paper("{}. {}", ["1", "2", "3"], heading)).items
    assert [["beslutning"]] * 2 == [[part.name for part in item.parts] for item in (items[0], items[2])]


def test_what_comes_again_above_prose_heads_nothing() -> None:
    """A line that comes again above other text is no part."""
    told = "".join(
        f"{n}. {title}\n\nHavnens forhold\n\n{TOLD}Beslutning\n\n{d}\n\n" for n, (title, d) in enumerate(ITEMS, 1)
    )
    assert [["beslutning"]] * 3 == [[part.name for part in item.parts] for item in outline(document(HEAD + told)).items]


def test_rising_numbers_behind_listed_titles_are_pages() -> None:
    """The last numbers of titles that stand below one another are pages where they rise, and else belong to them."""
    rising = "1. Dagsorden 4\n2. Budget 2031 9\n3. Støj fra rute 12 15\n"
    others = "1. Lokalplan 40\n2. Rute 12\n3. Havneplads 7\n"
    assert ["Dagsorden", "Budget 2031", "Støj fra rute 12"] == [i.title for i in outline(document(HEAD + rising)).items]
    assert ["Lokalplan 40", "Rute 12", "Havneplads 7"] == [i.title for i in outline(document(HEAD + others)).items]


def test_the_day_with_its_hour_is_that_of_the_meeting() -> None:
    """Of two labelled days the meeting's is the one with an hour; the day of a letter is neither's."""
    text = "2. marts 2031/ABC\nReferat\nHavnerådet\nDato: 2. marts 2031\nTid: Tirsdag den 4. marts 2031 kl. 16.00\n\n"
    head = meeting_head(
        document(f"{text}1. Dagsorden\n\nBeslutning\n\nGodkendt.\n\n2. Eventuelt\n\nBeslutning\n\nIntet.\n")
    )
    assert head is not None
    assert ("2031-03-04", "16:00") == (head.date, head.start)
