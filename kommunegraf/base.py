"""Where every IRI of an entity, a fact or a graph begins; apart from kommunegraf.terms, for workers need no rdflib.

A municipality that serves its graph under its own domain names that when it builds (see kommunegraf.site). The terms of
the vocabulary stay where they are, the same for everyone.
"""

from __future__ import annotations

import os
from typing import Final

from kommunegraf.site import CANONICAL, VARIABLE

SITE: Final = (os.environ.get(VARIABLE) or CANONICAL).rstrip("/") + "/"
"""The address of the site whose things these are."""
BASE: Final = f"{SITE}id/"
_WRITTEN: Final = f"{CANONICAL}id/"


def own(text: str) -> str:
    """A text of our data files with its things under the base that is in use; patterns of shapes count as text."""
    if BASE == _WRITTEN:
        return text
    escaped = _WRITTEN.replace(".", r"\\."), BASE.replace(".", r"\\.")
    return text.replace(_WRITTEN, BASE).replace(*escaped)
