"""Writes made-up agendas, minutes and budget agreements: python benchmarks/made.py FOLDER COUNT [--pdf SHARE].

The same number always gives the same document, so that a folder of 1,000 begins like one of 10,000. One in ten is a PDF
unless --pdf says otherwise. Bodies are real municipalities; all that they decide here is invented.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

FIRST = "Anne Bent Camilla Dorte Erik Finn Grethe Henrik Inge Jens Karen Lars Mette Niels Ole Pia Rasmus Sine Tove Ulla"
LAST = "Andersen Bach Christensen Dam Enevoldsen Frandsen Gade Holm Iversen Juul Kjær Lund Madsen Nissen Olesen Poulsen"
PARTIES = "A B C F I O V Ø Æ Å"
COMMITTEES = (
    "Byrådet",
    "Økonomiudvalget",
    "Børne- og Skoleudvalget",
    "Teknik- og Miljøudvalget",
    "Social- og Sundhedsudvalget",
    "Kultur- og Fritidsudvalget",
    "Klimaudvalget",
)
SUBJECTS = (
    "cykelstier langs {road}",
    "renovering af {school}",
    "kapacitet på plejehjemmet {home}",
    "flere læringsvejledere i indskolingen",
    "genopretning af veje i {road}-kvarteret",
    "udvidelse af daginstitutionen {home}",
    "klimatilpasning ved {road}",
    "ny svømmehal",
    "støtte til frivillige foreninger",
    "digitale løsninger i hjemmeplejen",
    "rekruttering af sundhedspersonale",
    "lokalplan for {road}",
    "takster for affald",
    "handleplan for beredskab",
    "varmeforsyning i {road}",
)
NAMES = ["Bakke", "Skov", "Eng", "Mose", "Kilde", "Ager", "Strand", "Høj", "Dal", "Lund"]
TITLES = ("Godkendelse af {0}", "Orientering om {0}", "Drøftelse af {0}", "Anlægsbevilling til {0}", "Status på {0}")
OUTCOMES = (
    "Godkendt.",
    "Taget til efterretning.",
    "Udsat.",
    "Indstillingen blev godkendt.",
    "Anbefales over for Byrådet.",
    "Drøftet.",
)


def municipalities() -> list[str]:
    """The names of all municipalities, in order."""
    from rdflib import RDF, SKOS, Graph

    from kommunegraf.terms import KG

    reference = Graph().parse(ROOT / "ontology" / "reference.ttl")
    labels = (reference.value(place, SKOS.prefLabel) for place in reference.subjects(RDF.type, KG.Municipality))
    return sorted({str(label).removesuffix(" Kommune") for label in labels})


def document(number: int, names: list[str]) -> tuple[str, str]:
    """The name and the text of one document."""
    random = Random(number)
    name = random.choice(names)
    day = date(2022, 1, 10) + timedelta(days=random.randrange(1800))
    kind = ("dagsorden", "referat", "referat", "budgetaftale")[number % 4]
    text = _agreement(random, name, day.year) if kind == "budgetaftale" else _meeting(random, name, day, kind)
    return f"{number:06d}-{kind}", text


def _person(random: Random) -> str:
    return f"{random.choice(FIRST.split())} {random.choice(LAST.split())} ({random.choice(PARTIES.split())})"


def _subject(random: Random) -> str:
    road, school, home = (random.choice(NAMES) + end for end in ("vej", "skolen", "gården"))
    return random.choice(SUBJECTS).format(road=road, school=school, home=home)


def _sum(random: Random) -> str:
    return f"{random.randrange(1, 90)},{random.randrange(10)} mio. kr."


def _day(day: date) -> str:
    months = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ]
    return f"{day.day}. {months[day.month - 1]} {day.year}"


def _meeting(random: Random, name: str, day: date, kind: str) -> str:
    body = random.choice(COMMITTEES)
    lines = [f"# {kind.capitalize()}", "", f"{body}, {name} Kommune", "", f"Mødet den {_day(day)} kl. 16:00"]
    lines += ["", f"Sted: Rådhuset, lokale {random.randrange(1, 20)}", ""]
    if kind == "referat":
        lines += ["**Mødedeltagere**", "", *(_person(random) for _ in range(7)), "", f"Afbud: {_person(random)}", ""]
    for item in range(1, random.randrange(5, 14)):
        subject = _subject(random)
        lines += [f"## {item}. {random.choice(TITLES).format(subject)}", ""]
        lines += [f"Sagsnr. {random.randrange(10, 30)}/{random.randrange(1000, 9999)}", "", "**Sagsfremstilling**", ""]
        lines += [
            f"Der er i {day.year} afsat {_sum(random)} til {subject}. "
            f"{random.randrange(20, 90)} ud af 98 kommuner arbejder med det samme. "
            f"Arbejdet ventes færdigt den {_day(day + timedelta(days=random.randrange(60, 600)))}.",
            "",
            "**Indstilling**",
            "",
            f"Administrationen indstiller, at {random.choice(('sagen godkendes', 'sagen drøftes'))}.",
            "",
        ]
        if kind == "referat":
            lines += ["**Beslutning**", "", random.choice(OUTCOMES), ""]
        lines += [f"Bilag: Notat om {subject}", ""]
    return "\n".join(lines)


def _agreement(random: Random, name: str, year: int) -> str:
    parties = ["Socialdemokratiet", "Venstre", "SF", "Det Konservative Folkeparti", "Radikale Venstre", "Enhedslisten"]
    chosen = random.sample(parties, random.randrange(2, 6))
    between = ", ".join(chosen[:-1]) + " og " + chosen[-1]
    lines = [f"# Budgetaftale {year + 1}-{year + 4} for {name} Kommune", ""]
    lines += [f"Aftalen er indgået den {_day(date(year, 9, random.randrange(1, 29)))} mellem {between}.", ""]
    for number in range(1, random.randrange(6, 16)):
        subject = _subject(random)
        lines += [f"## {number}. {subject[0].upper()}{subject[1:]}", ""]
        once, yearly = _sum(random), _sum(random)
        lines += [f"Parterne er enige om at afsætte {once} i {year + 1} og {yearly} årligt fra {year + 2}."]
        lines += [f"Heraf går {random.randrange(100, 900)}.000 kr. til {_subject(random)}.", ""]
    lines += ["| 1.000 kr. |" + "".join(f" {year + step} |" for step in range(1, 5))]
    for _ in range(5):
        lines += [f"| {_subject(random)} |" + "".join(f" {random.randrange(100, 9000)} |" for _ in range(4))]
    return "\n".join([*lines, ""])


def write(folder: Path, count: int, pdf: float = 0.1) -> None:
    """Writes the first documents into a folder; every so many as a PDF."""
    sys.path.insert(0, str(ROOT / "samples"))
    from typeset import typeset

    folder.mkdir(parents=True, exist_ok=True)
    names = municipalities()
    with tempfile.TemporaryDirectory() as aside:
        for number in range(count):
            name, text = document(number, names)
            if Random(-number - 1).random() < pdf:
                source = Path(aside) / f"{name}.md"
                source.write_text(f"% {name}\n{text}", encoding="utf-8")
                typeset(source, folder / f"{name}.pdf")
            else:
                plain = "\n".join(line.lstrip("# ").strip("*") for line in text.split("\n"))
                (folder / f"{name}.txt").write_text(plain, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--pdf", type=float, default=0.1)
    given = parser.parse_args()
    write(given.folder, given.count, given.pdf)
