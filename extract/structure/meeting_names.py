"""What the head of a meeting's paper names: the body that meets, the paper's title and who publishes it."""

from __future__ import annotations

import re
from collections import Counter

from extract.document import Document
from extract.grammar.deciding_bodies import body_name, find_bodies, spaced_kkr
from extract.structure.printed import PrintedText

Range = tuple[int, int]

LABEL_ALONE = re.compile(
    r"(?:(?:møde)?(?:dato|tid(?:spunkt)?|sted|lokale|forum)|(?:start|slut)tidspunkt|udvalg|møde|råd)\s*:?", re.I
)
_LABEL_BESIDE = re.compile(r"(?:udvalg|mødeforum|forum|møde|råd)\s+(?-i:(?=[A-ZÆØÅ]))", re.I)
"""Such a label of a head in two columns, whose value stands on the same line: "Møde Handicaprådet"."""
_TYPE = re.compile(
    r"(?:ekstraordinær[t]?\s+|åben\s+|foreløbig[t]?\s+|tillægs)?"
    r"(?:dagsorden(?:er)?|(?:beslutnings|møde)?referat(?:er)?|beslutningsprotokol|protokol|mødeindkaldelse|^beslutninger$)\b",
    re.I,
)
_NOT_CALLED = re.compile(
    r"\b(?:dagsord(?:ner|ener)|referater|godkendelse|forretningsorden|bemærkninger|ændringer|punkter)\b", re.I
)
"""Words of a line that only tells of an agenda or of minutes."""
_DECIDES = re.compile(r"\bBeslutning(?:er)?(?:,?\s(?:i|fra|af))?\s$")
_SENTENCE = re.compile(
    r"\s(?:holdt|holder|holdes|afholdt|afholder|afholdes|har|havde|mødtes|mødes|indkalder|indkaldes)\s"
)
_PLACED = re.compile(r"(?:møde)?(?:sted|lokale)\s*:", re.I)
_BODY_LABEL = re.compile(
    r"(?:(?:udvalg|mødeforum|forum|for|møde(?: i)?|råd)\s*:\s*|(?:udvalg|mødeforum|forum)\s*\n\s*"
    r"|(?:udvalg|forum)(?-i:(?=[A-ZÆØÅ])))(?P<name>\S.+)",
    re.I,
)
"""A label with the body beside or below it, also one that a web page prints on to it ("UdvalgKulturudvalget")."""
_MEETING_OF = re.compile(
    r"\b(?:[\wæøå]*møde[t]?|referat|dagsorden|protokol)(?:\s+(?:til|fra|af|for)\s+(?:\w+ært\s+)?møde[t]?)?\s+(?:i|for|af|fra|til)\s+"
    r"(?P<name>(?!møde)[A-ZÆØÅ].{2,80}?)(?=\s+(?:(?:\w+dag\s+)?(?:den|d\.)\s*\d|\w+dag\s+\d|kl\.?\s)|\s*[,–]\s|\s+-\s|\s+\d|$)",
    re.I,
)
_WHEN = re.compile(
    r"(?:\b(?:\w+dag)?(?:,?\s+den|\s+d\.)?\s*)?(?:\d\d?\.?\s+[a-zæøå]+,?\s+\d{4}|\d\d?[-./]\d\d?[-./]\d{4})"
    r"(?:,?\s*(?:kl\.?|-)?\s*\d\d?[.:]\d\d)?(?:\s*[-–]\s*\d\d?[.:]\d\d)?|\(\s*\d{4}\s*[-–]\s*\d{2,4}\s*\)"
)
_CLOCK = re.compile(r"\s*,?\s+kl\.?\s*\d.*$", re.I)
_COMPOUND = re.compile(r"\b(?P<body>byråd|regionsråd|[\wæøå]*(?:bestyrelse|udvalg|råd|nævn))s?møde(?:t)?\b", re.I)
_NAMED_ALONE = re.compile(
    r"[A-ZÆØÅ][\wæøåÆØÅ&, -]{1,70}"
    r"(?:udvalg(?:et)?|råd(?:et)?|nævn(?:et)?|bestyrelse(?:n)?|forum(?:met)?|kommission(?:en)?"
    r"|klynge(?:n)?|samvirke(?:t)?|styregruppe(?:n)?|netværk(?:et)?)"
)
"""A line that is the name of a body and nothing else: "Tryg Havn-udvalget", "Politisk sundhedsklynge"."""
_SITTING = re.compile(r"\d{1,3}\. møde")
_COUNTED = re.compile(r"[\s:,.–-]*\b(?:møde )?nr\.? ?\d[\d/.-]*$|[\s:,.–-]*\b\d{1,3}\. (?:ordinære )?møde$", re.I)
"""Which of the year's meetings it is: "Møde nr. 03-2031"."""
_SEAT = r"(?:(?:[A-ZÆØÅ][\wæøå-]+\s){1,2}Kommune|Region\s[A-ZÆØÅ][a-zæøå]+)"
_SEATED = re.compile(rf"(?:\s+i\s+|\s*[,|•–]\s*|\s+[-(]\s*){_SEAT}\)?(?:\s+den)?$|^{_SEAT}(?:\s*[,:|•–]\s*|\s+-\s+)")
"""Where a body sits, behind its name or before it: "Ældrerådet i Havby Kommune", "Havby Kommune – Ældrerådet"."""
_PARLIAMENT = re.compile(r"\bFolketingets?\b")
_TERM = re.compile(r"\s+(?:(?:19|20)\d\d\s*[-–]\s*(?:19|20)?\d\d|\(\d\d\s*[-–]\s*\d\d\))$")
_AUTHORITY = re.compile(
    r"\b(?:[A-ZÆØÅ][A-ZÆØÅ-]+ +){1,2}KOMMUNE\b|\b[A-ZÆØÅ][a-zæøå]+ Regionskommune\b|"
    r"\b(?:[A-ZÆØÅ][\wæøåÆØÅ-]+ +){1,2}Kommunes?\b|\bRegion +[A-ZÆØÅ][a-zæøå]+\b|\bREGION +[A-ZÆØÅ]+\b"
)


def meeting_body(lines: list[PrintedText]) -> tuple[str, PrintedText | None]:
    """The body that meets and the line that names it."""
    for line in lines:
        if spaced := spaced_kkr(line.text):
            return spaced, line
        label = _BODY_LABEL.fullmatch(line.text)
        if label:
            return body_name(_TERM.sub("", label["name"])), line
        bare = _lowered(_bare(_unlabelled(line.text)))
        named = next(find_bodies(bare), None)
        if named and named.end - named.start >= 0.8 * len(bare):
            return named.name, line
    for line in lines:
        if _TYPE.search(line.text) or "møde" in line.text.lower():
            named = next(find_bodies(line.text), None)
            if named:
                return named.name, line
    for line in lines:
        compound = _COMPOUND.search(line.text)
        if compound:
            return re.sub(r"(råd|nævn)$", r"\1et", body_name(compound["body"])), line
    return _unknown_body(lines)


def body_of_text(lines: list[PrintedText], text: str) -> str:
    """The body that a paper tells of, where its head names none: the one it names most, and far more than any other.

    The headings of its decisions ("Beslutning i Havneudvalget den 3. maj 2031") go before the rest of its words.
    The numbered sittings ("35. møde") of a paper that tells of Folketinget are Folketinget's.
    """
    if any(_SITTING.fullmatch(line.text) for line in lines) and _PARLIAMENT.search(text):
        return "Folketinget"
    bodies = list(find_bodies(text))
    own = Counter(found.name for found in bodies if _DECIDES.search(text, max(0, found.start - 25), found.start))
    if own:
        return own.most_common(1)[0][0]
    named = [found.name for found in bodies]
    counted = Counter(_stem(name) for name in named).most_common(2)
    if not counted or counted[0][1] < 2 or (len(counted) > 1 and counted[0][1] < 2 * counted[1][1]):
        return ""
    return max((name for name in named if _stem(name) == counted[0][0]), key=len)


def _stem(name: str) -> str:
    """The last word of a body's name without its ending, by which its forms are counted as one."""
    return re.sub(r"(?:et|en|s)$", "", name.rpartition(" ")[2].lower())


def _unlabelled(text: str) -> str:
    """The words below a label, or beside it ("UDVALG", "Møde")."""
    label, *words = re.split(r"[\n\t]", text, maxsplit=1)
    if words and LABEL_ALONE.fullmatch(label):
        return words[0]
    beside = _LABEL_BESIDE.match(text)
    return text[beside.end() :] if beside else text


def _lowered(text: str) -> str:
    """A line in capitals as it would be printed in running text, any other as it is."""
    if not text.isupper() or text.startswith("KKR"):
        return text
    words = text.capitalize().split()
    return " ".join(word if word in ("og", "for", "i", "af", "til") else word.capitalize() for word in words)


def _bare(text: str) -> str:
    """A line without the words that say what the document is, and without its date."""
    bare = re.sub(r"^\W+|\W+$", "", _TYPE.sub("", _WHEN.sub("", _TERM.sub("", _COUNTED.sub("", text))), count=1))
    return _SEATED.sub("", bare)


def _unknown_body(lines: list[PrintedText]) -> tuple[str, PrintedText | None]:
    """A body of no known kind: alone on a line, whose meeting it says to be, or what stands beside "Referat"."""
    for line in lines:
        if _NAMED_ALONE.fullmatch(line.text) and not _TYPE.search(line.text):
            return line.text, line
    for line in lines:
        met = _MEETING_OF.search(line.text)
        if met and met["name"].strip().lower() not in ("udvalget", "rådet"):
            return met["name"].strip(), line
    for line in lines:
        rest = re.sub(r"^\W+|\W+$", "", re.sub(r"\bog\b\s*", "", _TYPE.sub("", _WHEN.sub("", line.text))))
        if _TYPE.search(line.text) and re.fullmatch(r"[A-ZÆØÅ][\w &,-]{4,80}", rest):
            return rest, line
    return "", None


def paper_title(lines: list[PrintedText], body_line: PrintedText | None, body: str) -> tuple[str, Range]:
    """The title: the line that says what the document is, and the body's line beside it, in the order printed."""
    sitting = next((line for line in lines if _SITTING.fullmatch(line.text)), None)
    if sitting and body_line is None:
        return sitting.text, (sitting.start, sitting.end)
    if body_line and _PLACED.match(body_line.text):
        body_line = None  # the place tells who meets, and titles nothing
    typed = body_line if body_line and _TYPE.search(body_line.text) else None
    called = [line for line in lines if _TYPE.search(line.text) and len(line.text) < 120]
    called = [line for line in called if not _NOT_CALLED.search(line.text)]
    if typed is None and called:
        typed = next((line for line in called if _TYPE.match(line.text)), called[0])
    alone = typed or body_line
    if alone is None:
        return "", (lines[0].start, lines[0].end)
    if typed is None and body_line and (label := _BODY_LABEL.fullmatch(body_line.text)):
        return label["name"], (body_line.start + label.start("name"), body_line.end)
    if typed is None or body_line is None or typed is body_line or next(find_bodies(typed.text), None):
        return _cased(alone.text, body), (alone.start, alone.end)
    first, second = sorted((typed, body_line), key=lambda line: line.start)
    between = [line.text for line in lines if first.end <= line.start < second.start]
    if first is typed and between == ["til"]:
        return f"{_cased(first.text, body)} til {_cased(second.text, body)}", (first.start, second.end)
    words = [_undated(line.text, body) if line is body_line else line.text for line in (first, second)]
    return " ".join(_cased(text, body) for text in words), (typed.start, typed.end)


def _undated(text: str, body: str) -> str:
    """The body's line up to its day and what follows; the body alone where the line is a sentence."""
    if _SENTENCE.search(text):
        return body
    day = _WHEN.search(text)
    opening = re.sub(r"[\s,–-]*\b(?:\w+dag)?,?$|[\s,–•-]+$", "", text[: day.start()]) if day else ""
    return opening or _WHEN.sub("", text).rstrip(" ,-–•")


def _cased(text: str, body: str) -> str:
    text = _unlabelled(text)
    if spaced_kkr(text):
        return body
    if text.isupper():
        return body if body.upper() == text else " ".join(word.capitalize() for word in text.split())
    label = _BODY_LABEL.fullmatch(text)
    return _CLOCK.sub("", label["name"] if label else text).rstrip(":")


def publisher(document: Document, lines: list[PrintedText], body: str) -> str:
    """The KKR that meets, else the municipality or region: of the head and the running heads, or the one named most."""
    if body.startswith("KKR"):
        return body
    council = re.fullmatch(r"(?P<place>[A-ZÆØÅ][\wæøå-]+(?: [A-ZÆØÅ][\wæøå-]+)?) (?:Byråd|Kommunalbestyrelse)", body)
    if council:
        return f"{council['place']} Kommune"
    head = "\n".join([*(line.text for line in lines), *sorted(set(document.furniture))])
    counted = Counter(_nominative(match.group()) for match in _AUTHORITY.finditer(head))
    if not counted:
        counted = Counter(_nominative(match.group()) for match in _AUTHORITY.finditer(document.text))
    return max(sorted(counted), key=lambda name: counted[name]) if counted else body


def _nominative(name: str) -> str:
    if name.isupper():
        name = re.sub(r"[^\s-]+", lambda word: word.group().capitalize(), name)
    return re.sub(r"(Kommune|Region \w+[^s])s$", r"\1", re.sub(r"\s+", " ", name))
