"""One invented meeting set in the layouts that secretariats use: each must give the same facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from extract.extractors import agenda_items, attachments, attendance, decisions, documents, meetings
from extract.fact import AgendaItem, Attachment, Attendance, Decision, Facts, Meeting
from extract.read import read

PLACE = "Hotel Havblik, Havnegade 2, 6000 Kolding"
PRESENT = {"Asta Holm (A)": "Nordby", "Viggo Brask (V)": "Sydby", "Yrsa Bæk (C)": "Østby", "Signe Krag (F)": "Vestby"}
ABSENT = "Birk Lund (F)"


@dataclass(frozen=True)
class Item:
    """An agenda item, its parts as printed."""

    number: str
    title: str
    told: str
    asked: str = ""
    decided: str = ""
    attached: tuple[str, ...] = ()


ITEMS = (
    Item("1", "Godkendelse af dagsorden", "Dagsordenen blev udsendt en uge før.", "", "Godkendt."),
    Item(
        "2",
        "Fælles plan for natfærger",
        "Kommunerne har længe arbejdet på en fælles plan.",
        "Det indstilles, at KKR Syddanmark drøfter planen.",
        "KKR Syddanmark godkendte planen.",
        ("Plan for natfærger", "Kort over lejer"),
    ),
    Item("3", "Budget for sekretariatet", "Budgettet fremlægges.", "", "Sagen blev udsat.", ("Budgetnotat",)),
    Item("4", "Eventuelt", "Intet."),
)


def prose(folder: Path) -> Path:
    """The head is a sentence, items are "Pkt. 2: …" and their parts stand behind labels."""
    lines = [
        f"KKR Syddanmark holdt ordinært møde onsdag den 12. marts 2031, kl. 9.30-12.00, på {PLACE}",
        "",
        "Referat",
        "",
    ]
    lines += [f"Deltagere: {', '.join(PRESENT)}", f"Afbud: {ABSENT}.", ""]
    for item in ITEMS:
        lines += [f"Pkt. {item.number}: {item.title}", "", item.told, ""]
        lines += [f"Bilag: {'; '.join(item.attached)}", ""] if item.attached else []
        lines += [f"Indstilling: {item.asked}", ""] if item.asked else []
        lines += [f"Beslutning: {item.decided}", ""] if item.decided else []
    return written(folder, lines)


def listed(folder: Path) -> Path:
    """Those present are marked in a table, the contents come first and titles stand below "Sag nr. 2"."""
    lines = ["Dagsorden til møde i KKR Syddanmark", "", "Dato: Onsdag den 12. marts 2031", "Tidspunkt: Kl. 9.30-12.00"]
    lines += [f"Sted: {PLACE}", "", "Medlem\tKommune\tTil stede\tAfbud"]
    lines += [*(f"{name}\t{place} Kommune\tX\t" for name, place in PRESENT.items()), f"{ABSENT}\tVestby Kommune\t\tX"]
    lines += ["", "Indhold", *(f"{item.number}. {item.title} ........ {item.number}" for item in ITEMS), ""]
    for item in ITEMS:
        lines += [f"Sag nr. {item.number}", item.title, "", "Resumé", item.told, ""]
        lines += ["Sekretariatets indstilling", item.asked, ""] if item.asked else []
        lines += ["Vedlagte bilag", *(f"- {title}" for title in item.attached), ""] if item.attached else []
        lines += ["KKR's beslutning", item.decided, ""] if item.decided else []
    return written(folder, lines)


def pointed(folder: Path) -> Path:
    """The items are listed first and told further down as "Ad 2", without their titles."""
    lines = ["Referat af møde i KKR Syddanmark den 12. marts 2031 kl. 9.30-12.00", f"Sted: {PLACE}", ""]
    lines += ["Til stede:", *PRESENT, "", "Ikke til stede:", ABSENT, "", "Dagsorden"]
    lines += [*(f"{item.number}. {item.title}" for item in ITEMS), ""]
    for item in ITEMS:
        lines += [f"Ad {item.number}.", "", item.told, "", item.decided, ""]
    return written(folder, lines)


def with_head_table(folder: Path) -> Path:
    """A table holds the head, and a bar parts "Punkt 2" from the title."""
    rows = [("Mødeforum", "KKR Syddanmark"), ("Dato", "12. marts 2031"), ("Tid", "Kl. 9.30-12.00"), ("Sted", PLACE)]
    rows += [("Deltagere", ", ".join(PRESENT)), ("Afbud", ABSENT)]
    story: list[Flowable] = [heading("Referat"), table(rows), Spacer(1, 14)]
    for item in ITEMS:
        story.append(heading(f"Punkt {item.number} | {item.title}"))
        for label, words in parts(item):
            story += [heading(label), *(plain(line) for line in words)]
    return drawn(folder, story)


def with_forms(folder: Path) -> Path:
    """Each item is a table, its parts in the rows."""
    story: list[Flowable] = [heading("KKR Syddanmark"), heading("Referat af møde den 12. marts 2031 kl. 9.30-12.00")]
    story += [plain(f"Sted: {PLACE}"), plain(f"Til stede: {', '.join(PRESENT)}"), plain(f"Afbud: {ABSENT}")]
    for item in ITEMS:
        rows = [(f"Punkt {item.number}", item.title)]
        rows += [(label, "<br/>".join(words)) for label, words in parts(item)]
        story += [Spacer(1, 12), table(rows)]
    return drawn(folder, story)


def in_rows(folder: Path) -> Path:
    """The whole meeting is one table, a row for each item."""
    story: list[Flowable] = [heading("Beslutningsreferat")]
    story.append(plain(f"Møde i KKR Syddanmark, onsdag den 12. marts 2031, kl. 9.30-12.00, {PLACE}"))
    story += [plain(f"Deltagere: {', '.join(PRESENT)}"), plain(f"Afbud: {ABSENT}"), Spacer(1, 12)]
    rows = [("Nr.", "Emne", "Konklusion"), *((item.number, item.title, item.decided) for item in ITEMS)]
    return drawn(folder, [*story, table(rows)])


def parts(item: Item) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "Sagsfremstilling", (item.told,)
    if item.asked:
        yield "Indstilling", (item.asked,)
    if item.attached:
        yield "Bilag", item.attached
    if item.decided:
        yield "Beslutning", (item.decided,)


def heading(words: str) -> Paragraph:
    return Paragraph(words, getSampleStyleSheet()["Heading2"])


def plain(words: str) -> Paragraph:
    return Paragraph(words, getSampleStyleSheet()["BodyText"])


def table(rows: Sequence[tuple[str, ...]]) -> Table:
    cells = [[plain(words) for words in row] for row in rows]
    widths = [40, 180, 230] if len(rows[0]) == 3 else [100, 340]
    return Table(
        cells, colWidths=widths, style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    )


def written(folder: Path, lines: list[str]) -> Path:
    path = folder / "moede.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def drawn(folder: Path, story: list[Flowable]) -> Path:
    path = folder / "moede.pdf"
    SimpleDocTemplate(str(path)).build(story)
    return path


def facts_of(path: Path) -> Facts:
    document, facts = read(path, "moede"), Facts()
    for module in (documents, meetings, agenda_items, decisions, attendance, attachments):
        facts.add(list(module.extract(document, facts)))
    return facts


@pytest.mark.parametrize("layout", [prose, listed, pointed, with_head_table, with_forms, in_rows])
def test_one_meeting_in_any_layout(layout: Callable[[Path], Path], tmp_path: Path) -> None:
    """The meeting, its items, what was decided and who was there are the same however a meeting is set."""
    facts = facts_of(layout(tmp_path))
    met = [(fact.body, fact.date, fact.start, fact.end, fact.place) for fact in facts.of(Meeting)]
    assert met == [("KKR Syddanmark", "2031-03-12", "09:30", "12:00", PLACE)]
    assert [(fact.number, fact.title) for fact in facts.of(AgendaItem)] == [(i.number, i.title) for i in ITEMS]
    decided = {(fact.item_number, fact.outcome) for fact in facts.of(Decision) if fact.outcome != "other"}
    assert decided == {("1", "approved"), ("2", "approved"), ("3", "postponed")}
    status = {fact.person: fact.status for fact in facts.of(Attendance)}
    assert status == {name[:-4]: "present" for name in PRESENT} | {ABSENT[:-4]: "absent"}


@pytest.mark.parametrize("layout", [prose, listed, with_head_table, with_forms])
def test_attachments_in_any_layout(layout: Callable[[Path], Path], tmp_path: Path) -> None:
    """Attachments are found in a list, behind a label and in the cell of a table."""
    found = [(fact.item_number, fact.title) for fact in facts_of(layout(tmp_path)).of(Attachment)]
    assert found == [(item.number, title) for item in ITEMS for title in item.attached]
