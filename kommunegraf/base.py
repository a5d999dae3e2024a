"""Where every IRI of an entity, a fact or a graph begins; apart from kommunegraf.terms, for workers need no rdflib."""

from __future__ import annotations

from typing import Final

BASE: Final = "https://w3id.org/kommunegraf/id/"
