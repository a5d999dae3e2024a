"""Numbers that name or order something and count nothing: addresses, codes, laws, items, pages, lists, series."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Document
from extract.grammar.dates import MONTHS
from extract.ledger.finders import NUMBER, SERIES, Finder, NumberClass, Span, either, pattern
from extract.ledger.scan import CODES
from extract.outline import outline
from extract.structure.printed import printed_lines

CONTENTS = 4
"""Lines in a row that end with rising numbers, from which on they are contents."""
_ENDING = re.compile(r"(?:^|(?<=\s))(\d{1,3})$")


def _code(name: str) -> Finder:
    return pattern(CODES[name].pattern, ignore_case=name == "web-address")


def _heading_numbers(document: Document) -> Iterator[Span]:
    for section in outline(document).sections:
        at = document.text.find(section.number, section.start, section.heading_end) if section.number else -1
        if at >= 0:
            yield at, at + len(section.number)


def _case_numbers(document: Document) -> Iterator[Span]:
    for section in outline(document).sections:
        if section.case_number:
            for match in re.finditer(re.escape(section.case_number), document.text):
                yield match.span()


def _page_numbers(document: Document) -> Iterator[Span]:
    """The numbers that end lines in a row and rise, as those of contents do, and a page's own in a block alone."""
    run: list[Span] = []
    for line in (*printed_lines(document), None):
        match = _ENDING.search(line.text) if line else None
        span = (line.start + match.start(1), line.start + match.end(1)) if line and match else None
        if line and span and line.alone and line.text.isdecimal() and int(line.text) == line.block.page:
            yield span
        if span and (not run or int(document.text[slice(*run[-1])]) <= int(document.text[slice(*span)])):
            run.append(span)
            continue
        if len(run) >= CONTENTS:
            yield from run
        run = [span] if span else []


def _wordless(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        words = document.text[block.start : block.end]
        if block.kind != "row" and "%" not in words and not any(map(str.isalpha, words)):
            yield block.start, block.end


_MONTHS = "|".join(MONTHS)
_STREET_ENDS = (
    "vej vejen gade gaden allé alléen alle torv torvet plads pladsen stræde strædet byen vænge vænget boulevard park "
    "parken bakken stien gården haven passagen kaj banke lunden svinget hegnet marken engen skoven vangen toften ageren"
)
_STREET = (
    r"(?=[A-ZÆØÅ])(?:[A-ZÆØÅ][\wé.]* ){0,2}[\wé.]*"
    rf"(?:{'|'.join(f'[{end[0].upper()}{end[0]}]{end[1:]}' for end in _STREET_ENDS.split())})"
)
_NUMBERED = (
    "fase spor trin etape model scenarie scenarium variant alternativ niveau gruppe hold zone område lokale rum stue "
    "bygning blok afdeling plan rute linje bus busserne klasse kategori type mål indsats initiativ forslag tillæg "
    "opgave tema spørgsmål runde valg kreds distrikt del uge ugerne vej perron vejledning opfølgning skitse station "
    "hovedkonto funktion ramme version kvarter delrapport overblik paragraf"
)
"""Last parts of the words for things that come in numbered series."""
NAMING: tuple[NumberClass, ...] = (
    NumberClass("web-address", "netadresse", "It stands in a web or e-mail address.", _code("web-address")),
    NumberClass("mark-up", "opmærkning", "It stands inside an HTML tag.", pattern(r"<[a-z/][^<>\n]{0,120}>")),
    NumberClass("telephone", "telefonnummer", 'Eight digits after "tlf." or in four pairs.', _code("telephone")),
    NumberClass(
        "register-number",
        "register- eller kontonummer",
        "It follows CVR, EAN, P-nr., konto, ISBN, matrikel and the like.",
        _code("register-number"),
    ),
    NumberClass(
        "case-number",
        "sagsnummer",
        'A case number\'s shape (SAG-2031-00417, 27.69.48-G01-2-31, 31/004417), or the words "Sagsnr." before it.',
        either(_code("case-number"), _case_numbers),
    ),
    NumberClass("document-number", "dokumentnummer", 'It follows "Dok.nr." or the like.', _code("document-number")),
    NumberClass(
        "address",
        "adresse",
        "A house number after a street's name, or four digits before a town after a street, a comma or a line's start.",
        pattern(
            rf"\b{_STREET} (?P<n>\d{{1,3}}[A-Za-z]?(?:(?:\s?[-–,]\s?| og )\d{{1,3}}[A-Z]?)*)(?![\d.]\d|\w)",
            r"(?:\d{1,3}[A-Za-z]?(?:, (?:\d+\. ?)?(?:sal|st|tv|th|mf)\.?(?: (?:tv|th|mf)\.?)?)?,?\s|^|[,·|•] )"
            r"(?P<n>[1-9]\d{3}) [A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ]{1,2}\b)?(?=\W|$)",
            r"(?:DK-)(?P<n>\d{4})\b",
            ignore_case=False,
        ),
    ),
    NumberClass(
        "law",
        "lov, paragraf, stykke",
        "It follows §, stk., lov nr., LBK, bekendtgørelse, cirkulære, forordning or a bill's L.",
        pattern(
            r"§+\s*\d+(?:\.\d+)*(?:\s?[a-z]\b)?(?:\s?(?:[-–,]|og|eller|samt|til|jf\.)\s?§*\s*\d+(?:\s?[a-z]\b)?)*"
            r"(?:,?\s*(?:stk|nr|pkt|litra)\.?\s*\d+(?:\s?(?:[-–,]|og|eller)\s?\d+)*)*",
            r"\b(?:stk|litra)\.?\s*\d+(?:\s?(?:[-–,]|og|eller)\s?\d+)*",
            r"\b(?:lov|LBK|BEK|lovbekendtgørelse|bekendtgørelse|vejledning|VEJ|cirkulære|forordning|direktiv|lovforslag|"
            r"aktstykke|beslutningsforslag)\w*(?: \((?:EU|EF)\))?\s*(?:nr\.?|L|B)?\s*\d+(?:/\d+)*",
            r"(?-i:\b[LB] \d{1,3}\b)",
        ),
    ),
    NumberClass(
        "vote-count",
        "stemmetal",
        'A number of votes: before "stemmer" or after "stemte", for or against.',
        pattern(
            rf"{NUMBER} stemmer\b",
            rf"\bstemmer (?:for|imod|mod|hverken)[^.:\d]{{0,20}}: {NUMBER}",
            rf"\bstemmer(?:ne)?\s{NUMBER}(?: stemmer)? (?:for|imod)\b"
            rf"(?:,? (?:og )?{NUMBER}(?: stemmer)? (?:imod|mod|blankt?))*",
        ),
    ),
    NumberClass(
        "item-number",
        "punktnummer",
        'It numbers a section or item, follows "punkt", "pkt." or "sag", or has a letter behind it (1b).',
        either(
            _heading_numbers,
            pattern(rf"\b\w*punkt(?:et|er|erne)?(?: nr\.?)? (?P<n>{SERIES})"),
            pattern(
                rf"\bpkt\.? ?(?P<n>{SERIES})",
                r"(?-i:(?<![\w.,])\d{1,2}[a-h](?!\w))",
                r"\bsag(?: nr\.)? (?P<n>\d{1,3})\b(?! (?:år|uger|dage|måneder))",
            ),
        ),
    ),
    NumberClass(
        "attachment-number",
        "bilagsnummer",
        'It follows "bilag".',
        pattern(rf"\bbilag(?:et|ene)?(?: nr\.?)? ?(?P<n>{SERIES})"),
    ),
    NumberClass(
        "page-number",
        "sidetal",
        'It follows "side" or "s.", closes a line of contents, or stands alone on its own page.',
        either(
            _page_numbers,
            pattern(
                rf"\b(?:side|sider|s\.) ?(?P<n>{SERIES})(?:\s?(?:af|/)\s?\d+)?",
                r"(?:\.{3,}|…+|_{3,})[ .]*(?P<n>\d{1,3})[ \t]*$",
                rf"\b(?:side|s\.) ?\d+\s?(?:af|/)\s?(?P<n>{NUMBER})",
            ),
        ),
    ),
    NumberClass(
        "section-reference",
        "henvisning til afsnit",
        "It follows afsnit, kapitel, artikel or note.",
        pattern(rf"\b(?:afsnit(?:tet)?|kapit(?:el|let)|kap\.|artikel|art\.|note|fodnote|punktform) ?(?P<n>{SERIES})"),
    ),
    NumberClass(
        "figure-number",
        "nummer på figur, tabel eller boks",
        "It follows figur, tabel, boks, kort, graf, diagram or billede.",
        pattern(rf"\b(?:figur|fig\.|tabel|boks|kort|graf|diagram|billede|foto|skema|oversigt) ?(?P<n>{SERIES})"),
    ),
    NumberClass(
        "standalone",
        "løsrevet tal",
        "It stands in a block without a word or %, apart from tables: the label or axis of a figure, a page's number.",
        _wordless,
    ),
    NumberClass(
        "list-number",
        "nummer i en liste",
        "It opens a line and is closed by a stop, a bracket or the end of its cell, or has stops inside (3.4).",
        pattern(
            rf"(?:^|\t|[•▪–-] )[ ]*\(?(?P<n>\d{{1,3}}(?:\.\d{{1,2}}){{0,3}})[.):]+(?=\s|$)(?!\s*(?:{_MONTHS})\b)",
            r"^(?P<n>\d{1,3})\.?(?=\t)",
            r"(?:^|[•▪–-] )[ ]*(?P<n>\d{1,2}(?:\.\d{1,2}){1,3}) (?-i:(?=[A-ZÆØÅ]))",
            r"(?:^|[\s(])\(?(?P<n>\d{1,2})\)(?=\s\w)",
            r"^(?P<n>\d{1,2}\.?\s?[-–,+]\s?\d{1,2})\.?(?=\s[a-zæøå])",
        ),
    ),
    NumberClass(
        "version",
        "version",
        "It follows version, udgave or revision, or the v of one.",
        pattern(rf"\b(?:version|ver\.|udgave|revision|rev\.)\s?(?P<n>{SERIES})", r"\bv\.?(?P<n>\d+\.\d+(?:\.\d+)*)\b"),
    ),
    NumberClass(
        "price-level",
        "prisniveau",
        "A year before or after PL, priser, prisniveau or tal.",
        pattern(
            r"(?<!\d)(?:19|20)?\d\d\s?[-/]?\s?(?:p/?l\b|priser\b|prisniveau|pris-? og løn|tal\b|løn)",
            r"\b(?:p/?l|prisniveau|pl-niveau|priser|pris-? og lønniveau|løn- og prisniveau)(?:et)?[- :]?\s?"
            r"(?:i |fra |for )?(?:19|20)?\d\d\b",
            r"\b(?P<n>1[.]?000)\s?kr\b(?=\.?\)|\.?\t|\.?$)",
        ),
    ),
    NumberClass(
        "numbered-thing",
        "nummereret ting",
        "It numbers a thing of a series: nr., fase, spor, trin, etape, model, scenarie, niveau, gruppe, uge, zone.",
        pattern(
            rf"\b(?:nr\.?|nummer|[\wæøå]*(?:{'|'.join(_NUMBERED.split())}))(?:\s?nr\.)?"
            rf" ?(?P<n>(?!(?:19|20)\d\d\b){SERIES})"
            r"(?!\s?(?:%|pct|procent|mio|mia|kr\b|t\.kr|år\b|uger|dage|måneder|timer))",
            r"\bmatr(?:ikel|\.)?\s?(?:nr\.?|nummer)? ?(?P<n>\d+[a-zæøå]{0,3})\b",
        ),
    ),
    NumberClass(
        "ordinal",
        "ordenstal",
        "A stop follows it, then a word in small letters (1. behandling, 9. klasse, 2.-3. kvartal).",
        pattern(
            rf"(?<![\w.,])(?<!den )(?<!d\. )\d{{1,2}}\.?(?:\s?[-–]\s?|,? (?:og|eller|til) )?(?:\d{{1,2}})?\.\s?[-–]?\s?"
            rf"(?!\s|(?:{_MONTHS})\b)(?=[a-zæøå])",
            r"(?<![\w.,])(?<!den )(?<!d\. )(?P<n>\d{1,2})\.(?=(?:\s?[-–/]|,? (?:og|eller|til)) ?\d{1,2}\.\s?[a-zæøå])",
            ignore_case=False,
        ),
    ),
    NumberClass(
        "name",
        "del af et navn",
        "Letters and digits in one word (CO2, B17, ØA31), or a small number after a capitalised word of a sentence.",
        pattern(
            r"(?<![\w/])[A-ZÆØÅ][A-Za-zÆØÅæøå]{0,7}-?\d+(?:[./-]\d+)*[A-Za-z]*\b(?!\.\d)",
            r"\b\d+[A-ZÆØÅ]{1,4}\d*\b",
            r"\b[A-ZÆØÅ]{2,}[ ](?P<n>\d{1,4}(?:\.\d+)?)\b(?! ?(?:mio|mia|kr|pct|%))",
            r"(?<=[a-zæøå,(] )[A-ZÆØÅ][a-zæøå]+ (?P<n>\d{1,3}(?:-(?:19|20)\d\d)?)"
            r"(?=[.,;:)]?(?:$|\s(?![\d(])(?!\w+er\b|%|mi)))",
            ignore_case=False,
        ),
    ),
    NumberClass(
        "footnote-mark",
        "fodnotemærke",
        "One or two digits set directly behind a word or its stop.",
        pattern(
            r"(?<=[a-zæøå]{3})(?P<n>\d{1,2})(?=[\s.,;:)]|$)",
            r"(?<=[a-zæøå]{2}[.,)”\"»])(?P<n>\d{1,2})(?=\s|$)",
            ignore_case=False,
        ),
    ),
)
"""Told by place and label alone: what they name is never a quantity."""
