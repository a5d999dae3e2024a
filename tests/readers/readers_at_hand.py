"""What a process that reads has loaded once it has read one file; those that the tests start are copies of one such."""

from __future__ import annotations

import kommunegraf.build
import kommunegraf.terminology.documentation  # noqa: F401, a whole build is run in such processes, too
from extract.extractors import extract
from extract.text import read_text
from kommunegraf.checking.validation import validate
from kommunegraf.graph import document_graph

_DOCUMENT = read_text("x", "x.txt", "0" * 64, "Referat\n\n1. Veje\nBeslutning: Godkendt.\n")
validate(document_graph(_DOCUMENT, list(extract(_DOCUMENT))))
