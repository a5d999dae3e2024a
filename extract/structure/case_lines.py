"""Lines that give an agenda item its case number and officer: below its title, above it, or on two lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.structure.printed import PrintedText

_LABEL = (
    r"(?:sags?\s?(?:nr|nummer|id)|sags-id|j(?:ourna)?l?\.?\s?(?:nr|nummer)|acadresag|journalnummer|esdh-sag|"
    r"edoc(?:sag)?(?:snr|\snr)?)"
)
_KLE = r"\d\d\.\d\d\.\d\d-?[A-ZÆØÅ]\d\d-\d+(?:-\d+)?"
_CASE = re.compile(
    r"(?P<kl>SAG-\d{4}-\d+)(?:[ ,/]+(?P<officer>[a-zæøå]{2,6}))?"
    rf"|(?:{_LABEL}\s*[.:]*\s*|sag\s+(?=\d+-\d{{4}}-\d))(?P<own>[A-Z]{{0,5}}-?\d[\w./-]*\w)(?P<rest>(?:[\s,;].*)?)"
    rf"|(?:(?:åbent?|lukket)\s*[-–]\s*)?(?P<kle>{_KLE})|(?:åbent?|lukket)\s*[-–]\s*(?P<other>\d{{2,4}}/\d+)"
    r"|(?P<initials>[A-ZÆØÅ]{2,8})\s*/\s*(?P<journal>\d\d/\d{2,6})",
    re.I,
)
_LABEL_ALONE = re.compile(rf"{_LABEL}\s*[.:]*", re.I)
_VALUES = re.compile(r"(?:[A-ZÆØÅ][\wæøå.-]*(?: [a-zæøå.]+)?:\s*[\w./,-]*\s*){2,}(?:(?:åbent?|lukket)(?: \w+)?)?", re.I)
"""A line of values, each behind its label: "Dok.nr.: 812  Sagsid.: 31/77  Initialer: ab  Åben sag"."""
_STATE = re.compile(r"\s+(?:åbent?|lukket)(?: \w+)?$", re.I)
_AMONG = re.compile(rf"\s(?=(?:{_LABEL})\s*[.:])", re.I)
_VALUE = re.compile(r"[A-Z]{0,5}-?\d[\w./-]*\w")
_TRAILING = re.compile(r"\s+(?P<case>SAG-\d{4}-\d+)(?:\s+(?P<officer>[a-zæøå]{2,6}))?$")
_OFFICER = re.compile(
    r"(?:^|[\s,;])(?:sagsbehandler|sagsansvarlig|sags-?init(?:ialer)?|init(?:ialer)?|sbh)\.?\s*:\s*"
    r"(?P<officer>[^\s,;:](?:[^,;:]{0,39}[^\s,;:])?)(?=\s*(?:[,;]|$|\s\s))",
    re.I,
)
_ABOUT_CASE = re.compile(
    r"(?:dok(?:ument)?|sag|forvaltning|afdeling|besl|åben|lukket|init|sbh|kle)[\w. -]*(?:[:.]|\s|$)", re.I
)
OFFICER_LINES = 3
"""Lines below a case number in which its officer is looked for."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case number, the officer who works on it ("" where none is printed) and the last line that they take."""

    case_number: str
    officer: str
    last: int


def case_line(lines: Sequence[PrintedText], index: int) -> CaseLine | None:
    """The case number that a line gives, alone or with its label on the line above the number."""
    text = lines[index].text
    among = _AMONG.search(text) if _VALUES.fullmatch(text) else None
    text = _STATE.sub("", text[among.end() :]) if among else text
    match = _CASE.fullmatch(text)
    last = index
    if match:
        number = match["kl"] or match["own"] or match["kle"] or match["other"] or match["journal"]
        officer = match["officer"] or match["initials"] or ""
    elif _LABEL_ALONE.fullmatch(text) and index + 1 < len(lines) and _VALUE.fullmatch(lines[index + 1].text):
        number, officer, last = lines[index + 1].text, "", index + 1
    else:
        return None
    beside = _OFFICER.search(match["rest"] or "") if match else None
    if officer or beside:
        return CaseLine(number, officer or (beside["officer"] if beside else ""), last)
    for below in range(last + 1, min(len(lines), last + 1 + OFFICER_LINES)):
        named = _OFFICER.match(lines[below].text)
        if named:
            return CaseLine(number, named["officer"], below)
        if not _ABOUT_CASE.match(lines[below].text):
            break
    return CaseLine(number, "", last)


def trailing_case(title: str) -> tuple[str, str, str] | None:
    """A title without the case number printed behind it, that number and the officer; None where there is none."""
    match = _TRAILING.search(title)
    return (title[: match.start()], match["case"], match["officer"] or "") if match else None
