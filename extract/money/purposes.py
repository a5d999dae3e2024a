"""What a sum of money is for: the phrase behind it ("… til X"), the phrase before it ("X på …") or its label."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.money import purpose_words as lexicon
from extract.money.cues import Cue

_PRICES = (
    r"(?:i )?(?:faste )?(?:(?:19|20)?\d\d[- ](?:pl|p/l|priser|tal|prisniveau|pris- og lønniveau)(?:-niveau)?|"
    r"(?:pl|p/l|prisniveau|pl-niveau)[- ](?:19|20)\d\d)"
)
_BETWEEN = re.compile(
    rf"[\s,]*(?:(?:årligt|årlig|varigt|permanent|i alt|samlet(?: set)?|om året|pr\.? år|"
    rf"og frem(?:efter|adrettet|over)?|nu|også|ekstra|yderligere|netto|brutto|hvert år|"
    rf"ekstraordinært|af(?= (?:hvert år|årligt|om året|varigt|til|i (?:19|20)\d\d)\b)|mere|(?:er |bliver |blev |"
    rf"er blevet )?(?:afsat|reserveret|bevilget|øremærket|tildelt|"
    rf"prioriteret|(?:allerede )?(?:brugt|anvendt|disponeret|udmøntet)|"
    rf"(?:skal |kan |vil )?(?:(?:nemlig|derfor|dermed|således|primært) )?(?:bruges|gå|anvendes)|"
    rf"fordeles|gives|går|anvendes|målrettes|bruges|afsættes|reserveres|bevilges|øremærkes|prioriteres|udmøntes|"
    rf"tilføres)|"
    rf"(?:afsætter|reserverer|prioriterer|bevilger|investerer|tilfører|giver|bruger|sender) "
    rf"(?:vi|man|de|{lexicon.ACTOR})|"
    rf"herefter|derefter|efterfølgende|(?:i )?(?:overslagsårene|de (?:efter)?følgende år)|"
    rf"frem (?:mod|til) (?:19|20)\d\d|(?:fra )?næste år|i (?:hele )?budgetperioden|i (?:puljen|rammen|budgettet)|"
    rf"og (?:der )?(?:meddeles|gives) (?:en )?\w*bevilling|(?:over|i) (?:de (?:næste|kommende) )?(?:\d+|to|tre|fire|"
    rf"fem) år|"
    rf"i (?:både|begge|hvert af årene) {lexicon.YEARS}|i budget(?:tet)?(?: for)? (?:19|"
    rf"20)\d\d(?:[-–]\d+)?(?: og (?:i )?overslagsår(?:ene)?)?|"
    rf"i (?:tilskud|støtte|driftsmidler|anlægsmidler|engangsmidler|anlægsbevilling|alt|gennemsnit|"
    rf"en \w+årig periode|de (?:kommende|næste) (?:\w+ )?år)|"
    rf"med indfasning (?:frem )?(?:mod|til) (?:19|20)\d\d|\([^)]*\)|af (?:puljen|midlerne|"
    rf"rammen)(?: til [\wæøå]+)?|{_PRICES}|{lexicon.YEARS})(?![\wæøå])[\s,]*)*",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:(?:fra|under)\s[^,.;(]{3,60}?\s(?:\([^)]*\)\s)?(?=til\s))?(?:målrettet|øremærket(?: til)?|til dækning af|"
    r"til finansiering af|udgøres af|med (?:aftalen|forliget) om|(?:et|en) (?:[a-zæøå]+ )?(?:løft|ramme|pulje|"
    r"bevilling|tilskud) (?:til|af)|"
    r"til|for at|"
    r"(?<!, )som(?=(?-i: [a-zæøå]))(?! (?:følge|led|de[rnt]|e[nt]|\w*(?:er|es|al|an|il|ev|å[rs])\b)))\s+(?:at\s+)?",
    re.IGNORECASE,
)
_CONCERNS = re.compile(
    r"\b(?:vedrører|omfatter|målrettes)\s+(?:ca\.\s+)?[\d.,]+ (?:mio|mia|mill|t)?[a-zæøå.]*\s?(?:kr\.?|kroner)?$"
)
"""Before a sum and what it is for, which then follows as an object: "Heraf vedrører 2 mio. kr. boliger"."""
_RELATIVE_OPENING = re.compile(
    r"(?:der|som)\s+(?:giver mulighed for|(?:skal\s+)?(?:går|gå|bruges|anvendes|bidrage|øremærkes|"
    r"målrettes)\s+til|(?:skal\s+)?(?:finansierer?|dække[rs]?|understøtte[rs]?|sikrer?|"
    r"styrker?)|(?:[a-zæøåA-ZÆØÅ]+ )?(?:er|har|bliver)(?: \w+)? (?:frigivet|afsat|øremærket|bevilget|målrettet) til)"
    r"\s+(?:at\s+)?",
    re.IGNORECASE,
)
_WIDE_OPENING = re.compile(
    r"(?<!fordeles )(?:på|i|inden for|vedr\.?|vedrørende|for)\s+(?:at\s+)?"
    r"(?!(?:19|20)\d\d|perioden|(?:hele )?budgetperioden|engangsmidler|puljen\b|samme|årene|overslags|"
    r"alt\b|gennemsnit|(?:\d+|to|tre|fire|fem) (?:måneder|år|uger)\b|en \w+ periode|både\b|begge\b|hvert\b|"
    r"budget (?:19|20))",
    re.IGNORECASE,
)
_SUBORDINATE = (
    r"som|der|hvor|hvoraf|hvorfra|heraf|herunder|så|idet|men|jf|og at|at|fordi|da|samt at|hvilket|"
    r"mens|med|og der|finansier\w*|svarende|fordelt|eksklusiv\w*|"
    r"inklusiv\w*|jævnfør|når|hvis|inden|efter|ved"
)
_STOP = re.compile(
    rf"\.(?=\s*$|\s+(?-i:[A-ZÆØÅ])|\n)|[;!?\n\t]|:\s|\s[–-]\s|\s\(|,\s(?=(?:og|{_SUBORDINATE})\b)|"
    rf",?\s(?=(?:jf\.|jævnfør|finansieret|finansieres|svarende til|som led i|som følge af|"
    r"efter (?:§|lov|service)|med afsæt|med henblik|med virkning|med modpost|fordelt (?:med|på|over|således|mellem|"
    r"til|ligeligt)|i (?:19|20)\d\d|"
    r"fra (?:19|20)\d\d|fra og med|frem mod|i perioden|i årene|inden udgangen|"
    r"årligt|næste år|(?:indarbejdes|finansieres|bevilges|afsættes|reserveres|tilføres|søges)\b|under forudsætning|"
    r"under forbehold|løbende|stigende|og der|samt der|og at|heraf|hvoraf|"
    r"som|er|bliver|blev|udgør|skal|kan|vil|har|frem til|pr\. år|om året)\b)|\s(?=§)",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"(?:[\s,:=(–-]|\b(?:varigt|på|med|udgør|udgjorde|udgøres af|er|var|bliver|blev|i alt|samlet(?: set)?|"
    r"til|for|af|og|samt|der|som|udgør i alt|årligt|yderligere|således|dermed|den|beløber sig|"
    r"videreføres|fastholdes|løftes|hæves|forhøjes|øges|forlænges|forudsat|ekstraordinært|forhøjet|løftet|hævet|"
    r"fastsættes|får|fik|fået|(?:blev )?sidste år|summer op|foreslås|bidrager|bidrog|bidrage|"
    r"svarende|opgjort|skal|vil|kan|har været|være|derfor|også|samtidig|desuden|ligeledes|netto|forventes?|at|sker))+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r".*(?:,\s(?:og\s|herunder\s)?(?:at|så|hvor|der|som|mens|men)\s|\benige om,?\sat\s|[:;]\s|\bat\s(?=(?:der|"
    r"de|den|det|kommunerne)\b)|^)",
    re.IGNORECASE | re.DOTALL,
)
_INVERTED = re.compile(
    r"^(?:ved|i|med|på|som|efter|fra|til|for|under|siden|samtidig|derudover|desuden|endvidere|"
    r"herudover|således|samlet|af)\b[^,;]*?\b"
    r"(?:er|bliver|blev|vil|skal|kan|har|var|videreføres|afsættes|udgør|udgjorde)\s+",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"^(?:[\s,.:;•*–-]|{lexicon.YEARS}\b|og frem\b|"
    r"\d+[.)]|[a-z]\)|(?:og|samt|heraf|hvoraf|herudover|derudover|desuden|endvidere|samtidig|"
    r"ligeledes|der|blev|er|bliver|skal|vil|kan|har|med|dette|således|dermed|også|udgør|"
    r"indeholder|indebærer|giver|en|et|at|ekstra|yderligere|i alt)\b)+\s*",
    re.IGNORECASE,
)
_BY_SETTING_ASIDE = re.compile(
    r"\b(?:at|(?:vil|skal|kan)(?: \w+){0,3}?) (?P<aim>[a-zæøå]+e [^,;:]{5,100}?) ved at $", re.IGNORECASE
)
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of the text and the words in it that name a purpose."""

    start: int
    end: int
    words: str


def behind(text: str, start: int, end: int, wide: bool = False) -> Phrase | None:
    """The purpose in ``text[start:end]``, which follows a sum: behind "til", "målrettet" …

    With ``wide`` also behind "på", "i" and "vedr.", as spending and cuts are told.
    """
    between = _BETWEEN.match(text, start, end)
    place = between.end() if between else start
    opening = _OPENING.match(text, place, end)
    if opening is None and _CONCERNS.search(text[max(0, start - 60) : start]):
        return phrase(text, place, end)
    if opening is None and wide:
        opening = _WIDE_OPENING.match(text, place, end)
    if opening is None:
        return None
    nested = lexicon.NESTED.match(text, opening.end(), end)
    return phrase(text, nested.end() if nested else opening.end(), end)


def by_means(text: str, start: int, end: int) -> Phrase | None:
    """What a saving behind a sum is made by: "… ved at samle rengøringen"."""
    between = _BETWEEN.match(text, start, end)
    means = lexicon.MEANS.match(text, between.end() if between else start, end)
    return phrase(text, means.end(), end) if means else None


def in_relative_clause(text: str, start: int, end: int) -> Phrase | None:
    """The purpose told in a clause behind a sum: "…, der skal gå til X"."""
    between = _BETWEEN.match(text, start, end)
    opening = _RELATIVE_OPENING.match(text, between.end() if between else start, end)
    return phrase(text, opening.end(), end) if opening else None


def is_apart(text: str, start: int, end: int) -> bool:
    """Whether the purpose behind a share is set off by a comma, and so is that of the whole ("heraf 2 mio., til X")."""
    between = _BETWEEN.match(text, start, end)
    return bool(between and re.search(r",\s*$", between.group()))


def before(text: str, start: int, end: int, cue: Cue) -> Phrase | None:
    """The purpose in ``text[start:end]``, which ends with a sum: what hangs on the cue, or the subject of its verb."""
    trimmed = _trimmed(text, cue.end, end)
    if cue.noun and trimmed > cue.end:
        linked = lexicon.LINKED.match(text, cue.end, trimmed)
        if linked:
            inner = phrase(text, linked.end(), trimmed)
            if inner and lexicon.GENERIC.fullmatch(text[cue.start : cue.end]):
                return inner
            if inner:
                return _checked(text, cue.start, inner.end)
    if cue.noun:
        return _named_by(text, start, cue)
    by = _BY_SETTING_ASIDE.search(text, start, cue.start)
    if by:
        return _checked(text, by.start("aim"), by.end("aim"))
    # an infinitive has no subject
    return None if text[: cue.start].endswith("at ") else subject(text, start, cue.start)


def _named_by(text: str, start: int, cue: Cue) -> Phrase | None:
    """The cue itself where it names what the money is for: "havnefonden", "administrative besparelser"."""
    if cue.kind == "cut":
        adjectives = lexicon.ADJECTIVES.search(text, start, cue.start)
        named = adjectives or lexicon.NAMED_CUT.match(text, cue.start)
        return _checked(text, adjectives.start() if adjectives else cue.start, cue.end) if named else None
    word = text[cue.start : cue.end]
    generic = cue.kind == "expense" or lexicon.GENERIC.fullmatch(word) or lexicon.SUM_ALONE.fullmatch(word)
    return None if generic else _checked(text, cue.start, cue.end)


def fronted(text: str, start: int, end: int) -> Phrase | None:
    """What stands in front of the verb that ends with ``text[start:end]``: "Til hallen er der afsat 2 mio."."""
    told = lexicon.FRONTED.search(text, start, end)
    return _checked(text, told.start("aim"), told.end("aim")) if told else None


def money_for(text: str, start: int, end: int) -> Phrase | None:
    """What "midler" are said to be for between a verb and the sum: "afsættes flere midler til bede, stigende til …"."""
    told = lexicon.MONEY_FOR.match(text, start, end)
    return phrase(text, told.end(), end) if told else None


def receiver(text: str, start: int, end: int, named: bool = False) -> Phrase | None:
    """Who is given a sum, between the verb and the sum: "at tilføre skolerne 2 mio. kr.".

    With ``named`` it must be a definite noun or a name.
    """
    told = (lexicon.NAMED_RECEIVER if named else lexicon.RECEIVER).fullmatch(text, start, end)
    return _checked(text, told.start("who"), told.end("who")) if told else None


def hung_between(text: str, start: int, end: int) -> Phrase | None:
    """What hangs on a verb between it and the sum: "kompenseres for de tabte billetter med 2 mio. kr."."""
    told = lexicon.HUNG_WITH.fullmatch(text, start, end)
    return _checked(text, *told.span("what")) if told else None


def inverted(text: str, start: int, end: int) -> Phrase | None:
    """The subject between a verb and a sum: "I alt nedbringes udgiften til kørsel med 2 mio. kr."."""
    told = lexicon.WITH.fullmatch(text, start, end)
    return _checked(text, told.start("subject"), told.end("subject")) if told else None


def subject(text: str, start: int, stop: int) -> Phrase | None:
    """What stands before a verb in its clause, without adverbs and auxiliaries."""
    clause = _CLAUSE.match(text, start, stop)
    opening = clause.end() if clause else start
    for pattern in (_INVERTED, _LEADING):
        leading = pattern.match(text[opening:stop])
        opening += leading.end() if leading else 0
    return _checked(text, opening, _trimmed(text, opening, stop))


def bracketed(text: str, start: int, end: int) -> Phrase | None:
    """What stands before a sum in brackets: of "puljer til skoler (2 mio. kr.)" it is "skoler"."""
    if not text[:end].rstrip().endswith("("):
        return None
    bracket = text.rindex("(", 0, end)
    opening = re.match(
        r".*(?:[,;(]|\b(?:henholdsvis|samt|og|til|for|på|heraf|omfatter|indeholder|består af)\b)",
        text[start:bracket],
        re.IGNORECASE | re.DOTALL,
    )
    return _checked(text, start + (opening.end() if opening else 0), bracket)


def aim(text: str, start: int, end: int) -> Phrase | None:
    """What a clause wants: "at bevare færgen" of "Parterne ønsker at bevare færgen", the whole of any other."""
    wanted = lexicon.WANTED.match(text, start, end)
    return _checked(text, wanted.end() if wanted else start, end)


def label(text: str, start: int, end: int) -> Phrase | None:
    """The purpose of a list item that is nothing but a label and a sum: the label."""
    leading = _LEADING.match(text[start:end])
    opening = start + (leading.end() if leading else 0)
    return _checked(text, opening, _trimmed(text, opening, end))


def phrase(text: str, start: int, end: int) -> Phrase | None:
    """The noun phrase that begins at ``start``, up to where its clause ends."""
    stop = _STOP.search(text, start, end)
    if stop and lexicon.VAGUE.fullmatch(text, start, stop.start()) and lexicon.RELATIVE.match(text, stop.start()):
        stop = _STOP.search(text, stop.end() + 5, end)
    closed = text.find(")", start, end)
    until = min(stop.start() if stop else end, closed if closed >= 0 and "(" not in text[start:closed] else end)
    return _checked(text, start, until)


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a phrase without the words that only lead on to the sum, and without years."""
    while True:
        dangling = _DANGLING.search(text, start, end)
        shorter = dangling.start() if dangling else end
        times = [match for match in lexicon.TIMES.finditer(text, start, shorter) if match.end() == shorter]
        shorter = times[-1].start() if times else shorter
        if shorter == end:
            return end
        end = shorter


def _checked(text: str, start: int, end: int) -> Phrase | None:
    while start < end and text[start] in " ,;:•*–-\"”“'(":
        start += 1
    while end > start and text[end - 1] in " ,;:–-.\"”“'(":
        end -= 1
    if end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        end = cut if cut > start else end
    end -= len(text[start:end]) - len(re.sub(r"[\s,]+(?:og|samt|eller|heraf|hvoraf)$", "", text[start:end]))
    start += len(told.group()) if (told := lexicon.AMONG.match(text[start:end])) else 0
    start += len(named.group()) if (named := lexicon.SO_CALLED.match(text[start:end])) else 0
    words = " ".join(lexicon.TIMES.sub(" ", text[start:end]).split())
    if len(words) < 4 or lexicon.EMPTY.fullmatch(words):
        return None
    return Phrase(start, end, words)
