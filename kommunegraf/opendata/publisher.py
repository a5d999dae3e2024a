"""Who publishes a graph, and on what terms: what a catalogue of open data asks for and no document tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kommunegraf.base import SITE
from kommunegraf.errors import BadParameter
from kommunegraf.releases.licence import ADDRESS

FREQUENCIES: Final = (
    "DAILY",
    "WEEKLY",
    "BIWEEKLY",
    "MONTHLY",
    "QUARTERLY",
    "ANNUAL",
    "CONT",
    "IRREG",
    "NEVER",
    "UNKNOWN",
)
"""How often a data set is renewed, by the codes of the EU's authority table."""
THEMES: Final = {
    "AGRI": ("Landbrug, fiskeri, skovbrug og fødevarer", "Agriculture, fisheries, forestry and food"),
    "ECON": ("Økonomi og finans", "Economy and finance"),
    "EDUC": ("Uddannelse, kultur og sport", "Education, culture and sport"),
    "ENER": ("Energi", "Energy"),
    "ENVI": ("Miljø", "Environment"),
    "GOVE": ("Regeringen og den offentlige sektor", "Government and public sector"),
    "HEAL": ("Sundhed", "Health"),
    "JUST": ("Retfærdighed, retssystem og offentlig sikkerhed", "Justice, legal system and public safety"),
    "REGI": ("Regioner og byer", "Regions and cities"),
    "SOCI": ("Befolkning og samfund", "Population and society"),
    "TECH": ("Videnskab og teknologi", "Science and technology"),
    "TRAN": ("Transport", "Transport"),
}
"""The data themes of the EU, in Danish and English."""
MAIL: Final = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: a name, optionally the address that stands for it, and where to write to.

    ``frequency`` is one of FREQUENCIES, ``themes`` are of THEMES.
    Raises BadParameter where one of them is none of these.
    """

    name: str = "Kommunegraf"
    iri: str = f"{SITE}publisher"
    contact: str = ""
    frequency: str = "IRREG"
    themes: tuple[str, ...] = ("GOVE", "REGI")

    def __post_init__(self) -> None:
        _hold(bool(self.name.strip()), "publisher", self.name)
        _hold(bool(ADDRESS.fullmatch(self.iri)), "publisher-address", self.iri)
        is_reached = MAIL.fullmatch(self.contact) or ADDRESS.fullmatch(self.contact)
        _hold(not self.contact or bool(is_reached), "contact", self.contact)
        _hold(self.frequency in FREQUENCIES, "frequency", self.frequency)
        for theme in self.themes:
            _hold(theme in THEMES, "theme", theme)


def _hold(is_right: bool, name: str, value: str) -> None:
    if not is_right:
        raise BadParameter(
            f"--{name}: «{value}» kan ikke bruges: se docs/open-data.md.",
            f"--{name}: “{value}” cannot be used: see docs/open-data.md.",
        )
