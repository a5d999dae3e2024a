"""Personal numbers are masked as a file is read, in every form, and other numbers are not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.extractors import extract
from extract.fact import Redaction
from extract.privacy import MASK, masked_text, personal_numbers
from extract.read import read
from kommunegraf.evidence import verify
from kommunegraf.graph import document_graph, quads
from kommunegraf.reading.sources import collect

PERSONAL = re.compile(r"120355\D{0,3}1234|030457\D{0,3}4321")
EVERYWHERE = """Havneudvalget i Nyborg Kommune
Referat af møde den 3. marts 2031 kl. 15 120355-1234

1. Klage fra 120355-1234 over havnetakst
Sagsnr. 31/00120
Sagsfremstilling
Lejeren (cpr. 1203551234) klager, og ægtefællen 030457 4321 ligeså. Der afsættes 1,2 mio. kr. 120355-
1234 til bådpladser i 2032 i Nyborg Kommune 120355–1234.
Borgmester Asta Holm (V) 120355 - 1234 var formand for udvalget.
Indstilling
Administrationen indstiller, at klagen fra 030457-4321 godkendes.
Beslutning
Godkendt 120355-1234.
Bilag: Bilag 1 - Brev fra 120355-1234
"""


@pytest.mark.parametrize(
    "printed",
    [
        "120355-1234",
        "120355 1234",
        "120355 - 1234",
        "120355–1234",
        "120355\u20111234",
        "120355-\n1234",
        "1203551234",
        "12 03 55-1234",
        "720355-1234",
        "CPR-nr.: 12.03.55.1234",
        "Personnummer 12-03-55-1234",
    ],
)
def test_forms(printed: str) -> None:
    """A personal number is masked however it is parted; the text stays as long."""
    text = f"Ansøger {printed}, Havnevej 2"
    assert masked_text(text) == f"Ansøger {re.sub(r'[0-9]', MASK, printed)}, Havnevej 2"


@pytest.mark.parametrize(
    "printed",
    [
        "1.203.551.234 kr.",
        "320355-1234",
        "121355-1234",
        "tlf. 12 03 55 12",
        "2024-120355",
        "EAN 5790001203551",
        "24.10.00-P19-12-23",
        "120355 1234 5678",
        "98 120355 1234",
        "120355 1234 mio. kr.",
        "25/1203551234",
    ],
)
def test_other_numbers(printed: str) -> None:
    """Sums, telephone, case and register numbers and rows of figures stay."""
    assert masked_text(printed) == printed


@given(st.text("ab 1.\n-/", max_size=8), st.dates(), st.integers(0, 9999), st.sampled_from(["-", "", " - ", "\u2013"]))
def test_any_number(before: str, born: object, last: int, between: str) -> None:
    """No valid number stands in the masked text, whatever words stand before it."""
    number = f"{born:%d%m%y}{between}{last:04}"
    assert number not in masked_text(f"{before} nr. {number} a")


def test_nowhere_in_the_graph(tmp_path: Path) -> None:
    """A document full of personal numbers gives facts whose quotes hold, and a dump without any of them."""
    path = tmp_path / "brev 120355-1234.txt"
    path.write_text(EVERYWHERE, encoding="utf-8")
    source = collect([path]).files[0]
    document = read(source.path, source.slug)
    facts = extract(document)
    graph = document_graph(document, facts)
    dump = "\n".join(quads(graph))
    assert [] == PERSONAL.findall(dump + document.raw + document.text + document.name)
    assert "Bilag 1 - Brev fra ██████-████" in dump
    assert verify(graph, {document.slug: document}).holds
    kinds = {type(fact).__name__ for fact in facts}
    assert kinds >= {"AgendaItem", "Decision", "Attachment", "Funding", "PersonInRole", "Redaction"}


def test_counted_by_page(tmp_path: Path) -> None:
    """Each page with personal numbers is told once, with how many there are and none of them."""
    path = tmp_path / "brev.txt"
    path.write_text("Brev 120355-1234 og 030457-4321\f\nIntet her\f\nBrev 120355-1234", encoding="utf-8")
    found = extract(read(path, "brev")).of(Redaction)
    assert [(fact.evidence.page, fact.count) for fact in found] == [(1, 2), (3, 1)]


def test_cells(tmp_path: Path) -> None:
    """A number in a cell is masked in the cell's own words too."""
    path = tmp_path / "liste.txt"
    path.write_text("Navn\tCPR\tBeløb\nAne\t120355-1234\t10\nBo\t030457-4321\t20\n", encoding="utf-8")
    cells = [cell.text for row in read(path, "liste").tables[0].rows for cell in row]
    assert cells.count("██████-████") == 2
    assert list(personal_numbers("\n".join(cells))) == []
