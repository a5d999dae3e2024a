"""Numbers that date, count or measure something: told by the unit, noun or sign beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Document
from extract.grammar.dates import MONTHS
from extract.grammar.spans import find_spans
from extract.ledger.finders import NUMBER, RANGE, YEAR, NumberClass, Span, either, pattern
from extract.ledger.scan import printed_numbers
from extract.outline import outline


def _dates(document: Document) -> Iterator[Span]:
    for number in printed_numbers(document):
        told = not document.text[number.start : number.end].isdecimal()
        if number.form == "date" and told:
            yield number.start, number.end


def _times(document: Document) -> Iterator[Span]:
    for number in printed_numbers(document):
        if number.form == "time":
            yield number.start, number.end


def _heading_years(document: Document) -> Iterator[Span]:
    for section in outline(document).sections:
        for match in re.finditer(_PLAIN_YEAR, document.text[section.start : section.heading_end]):
            yield section.start + match.start(), section.start + match.end()


def _year_spans(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        for span in find_spans(document.text[block.start : block.end]):
            if not span.open and span.to_year != span.from_year:
                yield block.start + span.start, block.start + span.end


_PLAIN_YEAR = rf"(?<![\d.,]){YEAR}(?!\d|[.,]\d)"
_PEOPLE = r"[a-zæøå]*(?:borger|elev|plads|bolig|person)e?r"
_PERCENT = r"\s?(?:%|pct\b\.?|procent(?:point)?\b|procents\b|promille\b|‰)"
_UNIT = (
    r"(?:km/t|km2|km²|km|kilometer|m2|m²|m3|m³|kvm|kvadratmeter|kubikmeter|meter|m|cm|mm|ha|hektar|kWh|MWh|GWh|kW|MW|"
    r"GW|TJ|"
    r"tons?|kg|kilo|gram|g|mg|liter|l|dB|°C|°|grad|grader|MB|GB|µg|mg/l|CO2-ækvivalenter|tons? CO2|point|PE)"
)
_LONG = (
    r"(?:sek(?:under|\.)|min(?:utter|utters|\.)|timer?s?|døgns?|dage?s?|hverdages?|arbejdsdages?|uger?s?|måneder?s?|"
    r"mdr\.?|"
    r"kvartaler|halvår|år|års|årtier|årig\w*|ugers?|generationer|sæsoner)"
)
_BESIDE = r"(?:[-–]\s?(?:og|til|eller)\s)?"
_THING = (
    r"(?:aftale|plan|periode|projekt|kontrakt|indsats|forløb|bevilling|pulje|program|forsøg|uddannelse|strategi|ramme|"
    r"garanti)"
)
"""What has a length in years and no age: "3-årig aftale"."""
_ADJECTIVES = (
    r"(?:(?:[a-zæøå]+(?:e|t|ig|ste)|[a-zæøå]+- (?:og|eller)|af de|ud af de|grå|blå|få|mest|mere|andre|m\.fl\.) ){0,3}"
)
_NO_NOUN = (
    r"(?:der|er|var|eller|hver|over|efter|under|inden|har|skal|kan|vil|men|når|ikke|især|dermed|hvor\w*|mener|"
    rf"mio|mia|kr|kroner|pct|procent|{'|'.join(MONTHS)})\b"
)
_SINGULAR_FORMS = (
    "børn folk mænd år point hold tilbud forslag mål valg fag job krav svar styk styks stk par led træ træer dyr køn "
    "ben hjem tiltag besøg forløb kryds fund tal ord værk værks hegn bud afsnit punkt kapitel sæt spil rum skib lån "
    "kursus greb tegn medlem person elev skole borger plads bolig institution sag bil barn gang leder lærer suppleant "
    "repræsentant mandat råd udvalg net plan plans årsværk årsværks kontor center hus projekt område møde unge ældre "
    "voksne ansatte ledige frivillige pårørende studerende"
)
"""Nouns whose plural ends like the singular, those counted in the singular after "1", and words for people."""
_NOUN = rf"(?!{_NO_NOUN})(?:[a-zæøå][\wæøå-]*?)?(?:(?<=\w\w)(?:er|e|erne|ene)|{'|'.join(_SINGULAR_FORMS.split())})s?\b"
_KRONER = r"(?=\s?(?:mi[ao]|mill|t\.?\s?kr|kr|millioner|milliarder)\b)"
_LED = (
    r"(?: [\wæøåÆØÅ.,-]+){0,7}? (?:på|med|for|til|er|udgør|af)"
    r"(?: (?:i alt|ca\.?|omkring|samlet|yderligere|set|over|godt|knap|netto|mindst|højst))*"
)
"""Between the word that says what a sum is and the sum."""
DIFFERENCES: tuple[NumberClass, ...] = (
    NumberClass(
        "difference",
        "afvigelse",
        "A sum that tells how far accounts are from a budget, or one budget from another.",
        pattern(
            r"\b(?:mer|mindre)-? ?(?:forbrug|udgift|indtægt|udgifts|behov|provenu)\w*"
            rf"{_LED} [-–]?(?P<n>{RANGE}){_KRONER}",
            r"\b\w*(?:afvigelse|overskud|underskud|overskrid|kassetræk|kursgevinst|kurstab|udfordring|ubalance|"
            r"forskydning)\w*"
            rf"{_LED} [-–]?(?P<n>{RANGE}){_KRONER}",
            rf"\bpres(?:set)? på{_LED} [-–]?(?P<n>{RANGE}){_KRONER}",
            rf"(?P<n>{NUMBER})\s?(?:mio|mia|mill)\.? ?(?:kr\.?|kroner) (?:mere|mindre|højere|lavere) end\b",
        ),
    ),
    NumberClass(
        "balance",
        "beholdning",
        "A sum that is owned or owed: cash, debt, a fortune, the value of papers.",
        pattern(
            r"\b(?:\w*kassebeholdning|\w*likviditet|\w*gæld|egenkapital|formue|markedsværdi|lånemasse|hovedstol)\w*"
            rf"{_LED} [-–]?(?P<n>{RANGE}){_KRONER}",
        ),
    ),
)
"""Sums that are no money given; read before the numbers that look like sums are set apart."""
COUNTING: tuple[NumberClass, ...] = (
    NumberClass(
        "time",
        "klokkeslæt",
        'It follows "kl." or is written as 16:30.',
        _times,
    ),
    NumberClass(
        "date",
        "dato",
        "A day, month, season, quarter or half-year that no fact tells and nothing announces.",
        either(
            _dates,
            pattern(
                r"(?<![\d.,/])\d{1,2}[./]\d{1,2}\.?\s?[-–]\s?\d{1,2}[./]\d{1,2}(?:\.?\s?(?:19|20)\d\d)?(?![\d/])",
                rf"\b(?:den|d\.) (?P<n>\d{{1,2}})\.|(?<![\d.,]){NUMBER}\.? (?:{'|'.join(MONTHS)})\b",
            ),
        ),
    ),
    NumberClass(
        "year-span",
        "årsperiode",
        "Two years that something runs over.",
        either(
            _year_spans,
            pattern(rf"(?<![\d.,]){YEAR}\s?[-–/]\s?(?:{YEAR}|\d\d)(?![\d])"),
        ),
    ),
    NumberClass("year-in-title", "årstal i en overskrift", "A year in a heading.", _heading_years),
    NumberClass(
        "year-in-name",
        "årstal i et navn",
        "A year behind a word that years name things with.",
        pattern(
            rf"\b(?:budget|budgetaftale|regnskab|økonomiaftale|aftale|forlig|finanslov|kommuneplan|plan|strategi|"
            rf"politik|vision|"
            rf"årsberetning|rapport|dagsorden|referat|mål|status|indsats|handleplan|handlingsplan|lov|program|"
            rf"overførsler|"
            rf"anlægs\w*|valg\w*|rammeaftale|ØA|FL|KV|EU|Agenda)\w*(?:\s(?:for|fra|af|i|til))?[ -]"
            rf"(?P<n>{YEAR})(?![\d.,]\d|\d)",
            r"(?<=[\"”'»])[^\"”'»\n]{3,80}(?P<n>(?:19|20)\d\d)(?=[\"”'«])",
        ),
    ),
    NumberClass(
        "year",
        "årstal",
        "A year between 1900 and 2099 that no fact tells and nothing announces.",
        pattern(
            rf"{_PLAIN_YEAR}(?! ?(?:%|pct|procent|mio|mia|kr\b|t\.kr|m2|km|(?-i:{_PEOPLE})))",
            r"(?<![\d.,])20\d\d(?='?er)|\b(?P<n>\d0)[’']+er(?:ne)?\b",
        ),
    ),
    NumberClass(
        "age",
        "alder",
        'An age: "12-årige", "over 65 år" or years after "fra" of people.',
        pattern(
            rf"{NUMBER}{_BESIDE}\s?(?:[-–]|til|og)?\s?(?:\d+)?\s?[-–]?\s?"
            rf"(?:årige?s?\b(?! [a-zæøå-]*{_THING})|års(?:område|gruppe|alder)[a-zæøå]*)",
            rf"\b(?:over|under|mellem|fyldte?|er|indtil|ældre end|yngre end|alderen|til de|fra de|blandt de) (?:de )?"
            rf"{RANGE}\s?år\b",
            rf"\b(?:børn|unge|borgere|personer|ældre|elever|alder\w*|medlemmer|kvinder|mænd|voksne|"
            rf"gruppen)[^.\d]{{0,25}}{RANGE}\s?(?:år|\+)",
            r"(?<![\d.,])(?P<n>\d{2})\+(?!\d)",
        ),
    ),
    NumberClass(
        "duration",
        "varighed",
        "A length of time: years, months, weeks, days, hours.",
        pattern(
            rf"{RANGE}{_BESIDE}[\s-]?(?:[a-zæøå]+e )?{_LONG}\b",
            rf"{NUMBER}-(?:års?|måneders|ugers|dages|timers)[a-zæøå]*",
        ),
    ),
    NumberClass(
        "tax-rate",
        "skatteprocent",
        "A percentage or per mille of a tax.",
        pattern(
            rf"(?:\b\w*(?:skat|grundskyld|dækningsafgift|udskrivning|"
            rf"promille)\w*)[^.;\n]{{0,45}}?(?P<n>{NUMBER}){_PERCENT}",
            rf"(?P<n>{NUMBER}){_PERCENT}[^.;\n]{{0,30}}?\w*(?:skat|grundskyld|dækningsafgift)",
            rf"(?P<n>{NUMBER})\s?(?:promille|‰)",
        ),
    ),
    NumberClass(
        "percentage",
        "procent",
        "A percentage of no counted group: % or pct. behind it, or a word that ends in procent before it.",
        pattern(
            rf"(?:{RANGE}|[+-]?{NUMBER}){_PERCENT}",
            rf"\b\w*(?:procent|promille)(?:en|er)?(?: [a-zæøå.]+){{1,4}} (?P<n>{NUMBER})(?! ?(?:mio|mia|kr))",
            rf"{NUMBER}(?=(?:\s?[-–,]\s?| (?:og|til|eller) )\d+(?:,\d+)?{_PERCENT})",
        ),
    ),
    NumberClass(
        "measure",
        "mål i en enhed",
        "A length, area, weight, energy or other physical measure.",
        pattern(
            rf"{RANGE}\s?{_UNIT}(?![\wæøå])",
            r"\b(?:m|km|cm|kvm)(?P<n>[23])\b",
            ignore_case=False,
        ),
    ),
    NumberClass(
        "ratio",
        "forhold",
        "Two numbers with a colon or a stroke between them (1:4, 24/7, 50/50).",
        pattern(
            r"(?<![\d./,-])\d{1,3}\s?[:/]\s?\d{1,3}(?![\d/-]|\.\d)",
        ),
    ),
    NumberClass(
        "count",
        "antal",
        "A noun in the plural, or a word for people, follows: it counts them.",
        pattern(
            rf"{RANGE}{_BESIDE} (?:(?:mio|mia|mill)\.? |millioner |tusinde? )?(?-i:{_ADJECTIVES}{_NOUN})",
            rf"\bantal(?:let)?(?: [a-zæøå]+){{0,4}}?:? (?P<n>{RANGE})(?=[.,;)]|$)",
        ),
    ),
)
"""Told by what stands beside the number; read after sums, claims and coming events are set apart."""
