"""Plain text: paragraphs, list items, pages and tables."""

from __future__ import annotations

import pytest

from extract.document import Document
from extract.text import read_text

FILLER = "\n".join(
    f"Linje {word} fylder hele bredden ud med ord som ingen læser til ende, men som {word}"
    for word in ("alfa", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa")
)


def read(raw: str) -> Document:
    return read_text("x", "x.txt", "0", raw)


def blocks(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def last_block(raw: str) -> str:
    return blocks(read(f"{FILLER}.\n\n{raw}"))[-1]


@pytest.mark.parametrize(
    "raw",
    [
        "Udvalget fik sagen forelagt på et møde der blev holdt i skolens aula den\n4. oktober 2031.",
        "Udvalget fik sagen forelagt på et møde der blev holdt i skolens aula i oktober\n2031 og igen året efter.",
        "Regnskabet blev lagt frem i slutningen af måneden og viste et resultat for\n3. kvartal på 12 kroner.",
        "Broen åbnes for alle i kommunen og betales af staten med i alt omtrent\n1.250 kroner pr. meter.",
        "Planen gælder for hele området og strækker sig over årene fra 2031-\n2034 uden ændringer.",
    ],
)
def test_a_number_at_a_line_start_may_go_on_with_a_sentence(raw: str) -> None:
    """A date, a year or an amount that wraps to the next line opens no list item."""
    expected = raw.replace("-\n", "-").replace("\n", " ")
    assert expected == last_block(raw)


def test_numbered_and_dashed_lines_are_items() -> None:
    """Lines with list marks are items, one each."""
    document = read(f"{FILLER}.\n\nDet skal ske:\n1. male døren\n2. male væggen\n- feje gulvet\n• slukke lyset")
    items = [document.text[b.start : b.end] for b in document.blocks if b.kind == "item"]
    assert items == ["1. male døren", "2. male væggen", "- feje gulvet", "• slukke lyset"]


def test_double_spaced_text_is_read_as_single_spaced() -> None:
    """A blank line after each line parts no paragraphs; a blank one that holds a space does."""
    single = [*FILLER.splitlines(), "og slut.", " ", *FILLER.splitlines(), "og slut igen."]
    document = read("\n\n".join(single) + "\n\n")
    assert len(document.blocks) == 2


def test_a_sentence_goes_on_after_the_page() -> None:
    """A paragraph cut by a form feed is one block that knows both its pages; links at the foot follow it."""
    document = read(f"{FILLER}\n\nhttps://example.org/side\n\fog så kom enden på det.\n\nNy side her.")
    first = document.blocks[0]
    assert document.text[first.start : first.end].endswith("som kappa og så kom enden på det.")
    assert (document.page_at(first.start), document.page_at(first.end - 2)) == (1, 2)
    assert blocks(document)[1] == "https://example.org/side"
    assert document.page_at(document.blocks[1].start) == 1


def cells(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


def test_tabs_make_cells() -> None:
    """Lines with tabs are the rows of a table; a list mark before a tab is none."""
    document = read("Emne\tTal\nFugle\t12\nFisk\t7\n\n•\tEn lap\n•\tTo lapper")
    assert cells(document) == [[["Emne", "Tal"], ["Fugle", "12"], ["Fisk", "7"]]]
    assert [block.kind for block in document.blocks[-2:]] == ["item", "item"]


def test_wide_blanks_make_cells() -> None:
    """Three lines with cells under one another are a table."""
    document = read("Emne        Tal    År\nFugle        12  2031\nFisk          7  2032\n")
    assert cells(document) == [[["Emne", "Tal", "År"], ["Fugle", "12", "2031"], ["Fisk", "7", "2032"]]]


def test_labels_with_numbers_under_a_header() -> None:
    """Lines of a label and its numbers are a table where a line above names the columns; a label may fill a line."""
    rows = "Andeby 10,5 8\nGåserød\n20,0 15\nHønsinge-\nborg 31,8 5\nI alt 62,3 28"
    raw = f"{FILLER}.\n\nBy Udgift (1.000 kr) Antal huse\n{rows}"
    expected = [
        ["By", "Udgift (1.000 kr)", "Antal huse"],
        ["Andeby", "10,5", "8"],
        ["Gåserød", "20,0", "15"],
        ["Hønsingeborg", "31,8", "5"],
        ["I alt", "62,3", "28"],
    ]
    assert [expected] == cells(read(raw))


def test_a_stacked_header_with_groups() -> None:
    """Header cells one under the other, with groups that span evenly, become two rows."""
    raw = f"{FILLER}.\n\nSommer-\nhuse\nVinterhuse\n\nAntal\n2031\nAntal\n2032\n"
    raw = raw.replace(
        "Antal\n2031\nAntal\n2032\n", "Opgø-\nrelse 31\nOpgø-\nrelse 32\nOpgø-\nrelse 31\nOpgø-\nrelse 32\n"
    )
    raw += "Andeby 1 2 3 4\nGåserød 5 6 7 8\nI alt 6 8 10 12\n"
    expected = [
        ["", "Sommerhuse", "", "Vinterhuse", ""],
        ["", "Opgørelse 31", "Opgørelse 32", "Opgørelse 31", "Opgørelse 32"],
        ["Andeby", "1", "2", "3", "4"],
        ["Gåserød", "5", "6", "7", "8"],
        ["I alt", "6", "8", "10", "12"],
    ]
    assert [expected] == cells(read(raw))


def test_a_table_of_contents_is_no_table() -> None:
    """Entries with page numbers that count up are no table of figures."""
    assert cells(read("Indhold Side\nFugle 3\nFisk 5\nBiller 9\nSlut 12\n")) == []


def test_lone_page_numbers_are_furniture() -> None:
    """Numbers that stand alone and count up through the text are the numbers of its pages."""
    document = read("\n".join(f"{FILLER}\n{FILLER}.\n{number}" for number in (4, 5, 6)))
    assert document.furniture == ("4", "5", "6")


def test_table_of_bars() -> None:
    """Lines that bars part are a table; the rule below its header is no row."""
    document = read_text("x", "x.txt", "0" * 64, "Tal:\n\n| By | Tal |\n|:---|---:|\n| Sandby | 12,5 |\n\nSlut.\n")
    assert [["By", "Tal"], ["Sandby", "12,5"]] == [[cell.text for cell in row] for row in document.tables[0].rows]


def test_marks_of_headings_are_no_text() -> None:
    """The marks of headings and of lines in bold are left out; each character still stands where the file has it."""
    raw = "## Nye veje\n\n**Beslutning**\n\nGodkendt.\n"
    document = read_text("x", "x.txt", "0" * 64, raw)
    assert "Nye veje\nBeslutning\nGodkendt.\n" == document.text
    assert all(
        raw[place] == letter for letter, place in zip(document.text, document.origin, strict=True) if letter != "\n"
    )
