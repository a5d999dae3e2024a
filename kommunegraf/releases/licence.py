"""The licence of the data: named when a graph is built, told by its catalogue, read there by all that describe it."""

from __future__ import annotations

import re
from typing import Final

from kommunegraf.errors import BadParameter
from kommunegraf.releases.release import Release

DEFAULT: Final = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
"""Creative Commons Attribution 4.0, as the EU's authority table names it. The program has a licence of its own."""
NOTE: Final = "licence"
"""The note of a release's index that holds the licence that was named."""
ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
ASKED: Final = """
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?licence { <dataset/kommunegraf> dct:license ?licence }
"""


def address(written: str) -> str:
    """The address of a licence. Raises BadParameter where it is none."""
    if not ADDRESS.fullmatch(written):
        raise BadParameter(
            f"--licence: «{written}» er ingen adresse; skriv fx {DEFAULT}",
            f"--licence: “{written}” is no address; write for example {DEFAULT}",
        )
    return written


def licence(release: Release) -> str:
    """The address of the licence that a release names, or where it names none, of the usual one."""
    rows = release.store().rows(ASKED).rows
    return rows[0][0] if rows else DEFAULT
