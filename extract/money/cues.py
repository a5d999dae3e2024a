"""What words make a sum of money public money set aside, lent, cut or spent, and which kind of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.grammar.kept import kept

NOUNS: tuple[tuple[str, str], ...] = (
    (
        "loan-pool",
        r"(?:optag|hjemtag)(?:er|e|es|et) (?:[\wæøå]+ ){0,4}?[\w-]*lån(?:et)?|lån(?:e)?optag(?:er|e|es|et)|"
        r"låne- og [\w-]*pulje\w*|[\w-]*lånepulje\w*|[\w-]*låneordning\w*|vækstlån\w*|[\w-]*låneramme\w*",
    ),
    (
        "pool",
        r"[\w-]*pulje(?:n|r|rne|midler|midlerne)?|pulje|"
        r"(?<!\baf )(?<!\bfra )(?!\w*(?:likvid|kasse|natur))[\w-]*reserven",
    ),
    ("fund", r"[\w-]*fond(?:en)?"),
    (
        "cut",
        r"[\w-]*reduktion(?:en|er)?|[\w-]*besparelse[rn]?(?:ne)?|[\w-]*sanering(?:en|er)?|"
        r"[\w-]*effektivisering(?:en|er|erne)?|[\w-]*nedskæring(?:en|er)?|"
        r"nedjustering(?:en|er)?|omprioriteringsbidrag(?:et)?|spare(?:forslag|blok|krav|mål|bidrag)(?:et|ene|ken|ke|kene)?|"
        r"[\w-]*effektiviserings(?:strategi(?:en)?|forslag(?:et|ene)?|måltal(?:let)?|krav(?:et)?|bidrag(?:et)?|gevinst(?:en|er|erne)?)",
    ),
    (
        "frame",
        r"(?:[\wæøå]{4,}(?:s )?|samlede |samlet )(?<!kommune)(?<!regions)budget(?:tet)?"
        r"(?= (?:er på|på|lyder på|rummer|indeholder) (?:\w+ ){0,2}(?:\d|$))|"
        r"[\w-]*anlægs(?:niveau|måltal)(?:et|let)?|niveau(?:et)?(?= for (?:\w+ ){0,2}\w*(?:anlægs|service)\w*)|"
        r"[\w-]*rammen?|[\w-]*rammebeløb(?:et)?|[\w-]*loft(?:et)?|"
        r"(?<!bliver )(?<!blevet )(?<!blev )[\w-]*løft(?:et)?",
    ),
    (
        "grant",
        r"[\w-]*bevilling(?:en|er|erne)?|[\w-]*tilskud(?:det|dene)?|rådighedsbeløb(?:et|"
        r"ene)?|[\w-]*finansiering(?:en)?|(?<!likvide )(?:pulje|anlægs|drifts|projekt|udviklings|"
        r"tilskuds|stats|satspulje|fonds|dut-|eu-)?midler(?:ne)?|[\w-]*kompensation(?:en)?|"
        r"(?:økonomisk )?støtte|engangsbeløb(?:et)?|udmøntning(?:en)?(?= af (?:de |i alt |samlet )?(?:$|\d))|"
        r"[\w-]*investering(?:en|er|erne)|[\w-]*tilsagn(?:et)?|investeringsmotor",
    ),
    ("expense", r"(?!mer|mindre)[\w-]*udgift(?:en|er|erne)?|[\w-]*omkostning(?:en|er|erne)?|anlægssum(?:men)?"),
)
VERBS: tuple[tuple[str, str], ...] = (
    (
        "grant",
        r"afsæt(?:tes?|ter)|afsatt?e?|bevil(?:l?iges?|liget|ges|get|gede|gede?s|ger)|(?:tillægs|mer)bevilges|reserver(?:es|"
        r"er|ede|et|e)|udmønt(?:es|er|ede|et|e)|"
        r"invester(?:es|er|ede|et|e)|tildel(?:es|er|te|t|e)|tilfør(?:es|er|te|t|tes|e)|prioriter(?:es|er|et|"
        r"ede|e)|øremærk(?:es|er|et|ede|e)|(?<=at )(?:anvende|bruge|give|yde|udmønte)|"
        r"frigør(?:es|er)?|meddeles|(?<=har )modtaget|fået|"
        r"modtager|modtog|får|fik|(?<=vil )give|gives|brug for|behov for|"
        r"(?:renover|bygg|opfør|anlægg|etabler|udbygg|moderniser|ombygg|tilbygg|istandsætt|indkøb)es|"
        r"finansieres|indarbejd(?:es|et)|flyttes|bruges|fordel(?:es|er)|frigiv(?:es|et)|yder|ydes|budgetter(?:es|et)|"
        r"medfinansierer|"
        r"kompenser(?:es|et)|fremrykkes|anvendes|disponeres|"
        r"går?(?= til )|går(?= (?:ca\. |godt |knap |yderligere )?\d)|"
        r"sætte[rs]?|satte?|(?<=er )sat|(?<=\d )sat|(?<=der )sat|"
        r"giver(?= (?:regeringen|staten|kommunen|regionen|ministeriet|byrådet) )|"
        r"doner(?:er|ede|et|es)|(?:(?<=fonden )|(?<=staten )|(?<=regeringen )|"
        r"(?<=ministeriet )|(?<=styrelsen ))(?:giver|gav|har givet)",
    ),
    (
        "cut",
        r"reducer(?:es|er|ede|e)|(?<!en )(?<!et )(?<!de )reduceret|nedbring(?:es|er|e)|nedbragt|"
        r"nedsæt(?:tes|ter|te)|nedsat|sænk(?:es|er|e)|spar(?:es|er|e)|beskær(?:es)?|falder|"
        r"nedjuster(?:es|et)|nedskriv(?:es|er|et|e)|saner(?:es|et)|nulstilles",
    ),
    ("expense", r"anvendte|(?:er|blev|har)(?: der)? anvendt|brugte|(?:har|er|blev)(?: der)? brugt|kostede|har kostet"),
    (
        "lift",
        r"løft(?:es|er|et|e)|støttes|styrk(?:es|er|e)|hæv(?:es|er|et|e)|forhøj(?:es|er|et|e)|(?:for)?øg(?:es|er|et|e)|"
        r"udvid(?:es|et|er|e)|opskriv(?:es|et)|opjuster(?:es|et)|korriger(?:es|et)|"
        r"permanentgøres?|viderefør(?:es|er|e)|forlænges",
    ),
)
BLOCKERS = (
    r"(?:\w*merforbrug\w*|\w*mindreforbrug\w*|afvigelse\w*|\w*overskud\w*|\w*underskud\w*|"
    r"\w*forskel\w*|differen\w+|\w*gennemsnit\w*|kassebeholdning\w*|"
    r"\w*likviditet\w*|\w*gæld\w*|kassetræk\w*|\w*indtægt\w*|\w*provenu\w*|salg\w*|\w*skat\w*|"
    r"\w*takst\w*|\w*(?<!ind)sats(?:en|er|erne)?|\w*gebyr\w*|\w*pris(?:en|er|erne)?|"
    r"\w*husleje\w*|værdi(?:en|er|erne)?|resterer|resterende|restbeløb\w*|restbudget\w*|\w*overskrid\w*|"
    r"\w*overskrevet|udfordring\w*|pres|presset|tab|kurstab|"
    r"afdrag\w*|\w*rente\w*|omsætning\w*|vederlag\w*|honorar\w*|bøde\w*|\w*fradrag\w*|\w*afgift\w*|"
    r"merudgift\w*|mindreudgift\w*|effekt(?:en)?|låneoptag\w*|"
    r"lånoptag\w*|\w*lån(?:et)?|garanti\w*|kommunegaranti|investor\w*|luft|(?:råde|prioriterings|manøvre)rum\w*|"
    r"(?:regions|kommune)?budget(?:tet)?(?! (?:19|20)\d\d)|formue|"
    r"koster|koste|tjente|indbyggere|"
    r"overførs?el\w*|overføres|overført|modregn\w*|refusion\w*|bloktilskud\w*|balance\w*|"
    r"egenkapital\w*|opsparing\w*|kassen|overhold\w*|likvide)"
)
_GOVERNOR = re.compile(
    r"(?:\b(?:til|af|for|på|med|under|om|fra|over|ved|mod|inden for|vedr\.?|vedrørende|i|"
    r"via)\s+(?:(?:en|et|den|det|de|nye?|[a-zæøå-]+(?:e|s|sk|ig|iv))\s+){0,3})$",
    re.IGNORECASE,
)


def _compiled(entries: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(rf"(?<![\w-])(?:{words})(?![\w])", re.IGNORECASE)) for kind, words in entries)


_NOUNS, _VERBS = _compiled(NOUNS), _compiled(VERBS)
_BLOCKER = re.compile(rf"(?<![\w-])(?:{BLOCKERS})(?![\w])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells what a sum is; ``kind`` is "" for words that say it is no funding, "lift" for "forhøjes"."""

    start: int
    end: int
    kind: str
    noun: bool
    governed: bool
    """Whether it hangs on a preposition or an infinitive, and so names what another word is for."""


def cues(text: str, start: int, end: int) -> list[Cue]:
    """The cue words of ``text[start:end]`` in order; where two fit one word the first in the lexicon holds."""
    found: dict[int, Cue] = {}
    for cue in _all(text, start, end):
        if not any(other.start <= cue.start < other.end for other in found.values()):
            found[cue.start] = cue
    return [found[place] for place in sorted(found)]


@kept
def _all(text: str, start: int, end: int) -> Iterator[Cue]:
    for kind, pattern in _NOUNS:
        for match in pattern.finditer(text, start, end):
            yield Cue(
                *match.span(), kind, True, bool(_GOVERNOR.search(text, max(start, match.start() - 60), match.start()))
            )
    for match in _BLOCKER.finditer(text, start, end):
        yield Cue(*match.span(), "", True, bool(_GOVERNOR.search(text, max(start, match.start() - 60), match.start())))
    for kind, pattern in _VERBS:
        for match in pattern.finditer(text, start, end):
            yield Cue(*match.span(), kind, False, text[max(start, match.start() - 3) : match.start()] == "at ")


def governing_cue(found: list[Cue], first: bool = True) -> Cue | None:
    """The cue that says what a sum behind these words is: the nearest that hangs on no other.

    Where all hang on something the last counts for the first sum of a sentence, and none for a later one.
    """
    free = [cue for cue in found if not cue.governed]
    if free:
        return free[-1]
    return found[-1] if found and first else None
