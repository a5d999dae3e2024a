"""How the cells of a table of figures get their labels, periods and units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.document import Document
from extract.figures.cell_words import figure, period_of, unit_of
from extract.figures.figure_tables import figure_tables
from extract.text import read_text


def document(text: str) -> Document:
    return read_text("case", "case.txt", "", text)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1.234", Decimal(1234)),
        ("-0,5", Decimal("-0.5")),
        ("+ 11", Decimal(11)),
        ("40,3*", Decimal("40.3")),
        ("12 %", Decimal(12)),
        ("10-20", None),
        ("750 (1.700)", None),
        ("01.02.2031", None),
        ("Juni", None),
    ],
)
def test_a_figure_fills_its_cell(printed: str, value: Decimal | None) -> None:
    """A cell is a figure only where it holds one number and nothing else but its unit."""
    read = figure(printed)
    assert value == (read and read[0])


def test_units_scale_and_periods_come_from_the_head() -> None:
    """ "1.000 kr." scales, "(%)" does not, and a price level is no period."""
    assert ((unit := unit_of("Beløb (1.000 kr.)")) and unit.name, unit and unit.factor) == ("kr.", 1000)
    assert ((share := unit_of("Afvigelse (%)")) and share.name) == "pct."
    assert period_of("Budget 2031-33 (2030-PL)") == "2031-2033"


def test_a_table_goes_on_over_a_page() -> None:
    """A table without a head that follows one of the same width takes its head and caption."""
    text = "Tabel 1. Antal lån\n\nBibliotek\t2030\t2031\nØster\t210\t220\n\fVester\t90\t80\nI alt\t300\t300\n"
    first, second = figure_tables(document(text))
    assert (second.caption, second.goes_on, second.columns[1].period) == ("Antal lån", True, "2031")
    assert (first.rows[-1].is_total, second.rows[-1].is_total) == (False, True)


def test_a_label_printed_once_moves_the_figures_of_the_rows_below() -> None:
    """Figures stay under their heads where a label over several rows is printed only in the first of them."""
    text = "Mio. kr.\tIndmelding\tBeløb\tHeraf drift\nSport\tHaller\t4,5\t1,0\nBaner\t2,5\t0,5\n"
    (table,) = figure_tables(document(text))
    assert [Decimal(4500000), Decimal(2500000)] == [row.figures[0][2] for row in table.rows]


def test_tables_of_words_and_dates_hold_no_figures() -> None:
    """A time plan set as a table gives nothing."""
    assert figure_tables(document("Marts 2031\tDrøftelse\nJuni 2031\tGodkendelse\n")) == ()
