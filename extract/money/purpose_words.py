"""The words that tell what money is for: names that say nothing by themselves, and what stands around a purpose."""

from __future__ import annotations

import re

YEARS = (
    r"(?:(?:i|for|fra|i perioden|i årene|i hvert af årene|over perioden)\s+)?(?:(?:fra|"
    r"budget\w*)\s+)?(?:19|20)\d\d(?:\s*(?:[-–/]|til og med|til|og|,)\s*(?:19|"
    r"20)?\d\d)*(?:\s+og frem\w*)?"
)
ACTOR = r"(?-i:[A-ZÆØÅ][\wæøåÆØÅ]+(?: [A-ZÆØÅ][\wæøåÆØÅ]+| [Kk]ommune)?)|[a-zæøå]{4,}(?:en|et|erne|ene)"
"""Who gives money, behind the verb: "2 mio. kr. afsætter Region Nordsø til …"."""
GENERIC = re.compile(
    r"(?:(?:låne)?pulje(?:n|midler|midlerne|r)?|(?:låne)?ramme[nr]?|løft(?:et)?|bevilling(?:en|er|"
    r"erne)?|(?:anlægs|drifts)tilskud(?:det)?|(?:anlægs|tillægs|drifts|udgifts|indtægts|ramme)bevilling(?:en|er|erne)?|kompensation(?:en)?|"
    r"midler(?:ne)?|"
    r"rådighedsbeløb(?:et)?|tilskud(?:det)?|støtte|"
    r"finansiering(?:en)?|beløb(?:et)?|fond(?:en)?|tilsagn(?:et)?|loft(?:et)?|"
    r"lån(?:e)?optag\w*|(?:optag|hjemtag)\w+ .*lån(?:et)?)",
    re.IGNORECASE,
)
FRONTED = re.compile(
    r"(?:^|[.,;:]\s+|\b(?:at|og|samt)\s+)(?:[Tt]il|[Pp]å|[Ii]nden for|[Vv]edr\.|[Vv]edrørende)\s+"
    r"(?!(?:det|dette|formålet|den|denne|disse)\b)(?P<aim>[^,;:.\d]{2,120}?)"
    r"(?:\s+(?:er|bliver|blev|vil|skal|har|kan)\b(?: \w+){0,6}?)?\s*$"
)
"""What money is for, told in front of the verb: "Til hallen er der afsat …", "På skoleområdet afsættes …"."""
MONEY_FOR = re.compile(
    r"\s+(?:der\s+)?(?:(?:flere|yderligere|nye|ekstra)\s+)?(?:penge|midler|ressourcer)\s+til\s+(?:at\s+)?"
)
RECEIVER = re.compile(r"\s+(?P<who>(?!der\b|i\b|årligt\b|varigt\b|yderligere\b|i alt\b)[^,;:.()\d]{4,80}?)\s*")
NAMED_RECEIVER = re.compile(
    r"\s+(?P<who>(?:[a-zæøå]{3,}(?:et|en|erne|ene)|(?-i:[A-ZÆØÅ])[^,;:.()\d]{3,60}?)(?: i (?-i:[A-ZÆØÅ])\w+)?)"
    r"(?: (?:ekstra|yderligere|i alt|samlet))?\s+"
)
_OPENS = r"(?:som|der|hvor|så|at|og|men|mens|idet|herunder|heraf|hvoraf|når|hvis)\b"
"""A word that opens a clause behind a comma, where another only goes on with a row of nouns."""
WITH = re.compile(
    rf"\s+(?:også |desuden )?(?!(?:fra|med|til)\b)(?P<subject>(?:[^,;:]|,(?= (?!{_OPENS})[a-zæøå])){{4,120}}?)"
    r"(?:, (?:herunder|heraf))? (?:med|til)(?: i alt| samlet| yderligere| årligt)?\s*"
)
HUNG_WITH = re.compile(
    r"\s+(?:for|til)\s+(?P<what>(?!i alt\b|\w*formålet\b|det\b|dette\b)[^,;:.()\d]{4,80}?)\s+"
    r"med(?: i alt| samlet| yderligere)?\s*"
)
"""What hangs on a verb in front of the sum: "kompenseres for de tabte billetter med 2 mio. kr."."""
SUM_ALONE = re.compile(
    r"(?:\w*investering(?:en|er|erne)?|engangsbeløb(?:et)?|(?:stats|drifts|anlægs|projekt)midler(?:ne)?|"
    r"økonomisk støtte|engangsbevilling(?:en)?|merbevilling(?:en)?)",
    re.IGNORECASE,
)
"""A word for money that by itself does not tell what for."""
NESTED = re.compile(rf"(?:en |et )?(?:{GENERIC.pattern})\s+til\s+(?:at\s+)?", re.IGNORECASE)
LINKED = re.compile(
    r"\s*(?:til|af|for|på|under|vedr\.?|vedrørende|i|inden for|om|målrettet|over for)\s+(?:at\s+)?", re.IGNORECASE
)
TIMES = re.compile(rf"(?:^|\s)(?:{YEARS})(?=\s|$|,)", re.IGNORECASE)
EMPTY = re.compile(
    r"(?:den|det|de|denne|dette|disse|samlet|samlede|udgifter|udgiften|udgifterne|beløbet|midlerne|puljen|"
    r"rammen|bevillingen|tilskuddet|budgettet|til|hertil|dertil|formålet|projektet|projekterne|opgaven|ca|og|i alt|"
    r"hvilket|der|dem|sagen|parterne|kommunen|kommunerne|byrådet|regeringen|aftalen|reformen|\W|\d)*|"
    r"(?:projektet|initiativet|indsatsen|tiltaget|forslaget|ordningen)(?: [a-zæøå]+es)?",
    re.IGNORECASE,
)
WANTED = re.compile(
    r"(?:.{0,80}?\b(?:ønsker|ønskes|vil|enige om|enighed om|behov for|skal være|fokus på|lægger vægt på|prioriterer)"
    r"(?: [a-zæøå]+)?,? (?:at |(?:et|en) (?:\w+ )?(?:fokus på |løft af |behov for )?)?|Der er |Der )",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"(?:en række )?(?:nye )?(?:initiativer|indsatser|tiltag|formål|projekter|aktiviteter)|de[nt]? [a-zæøå]+|"
    rf"(?:en |et )?(?:{GENERIC.pattern})",
    re.IGNORECASE,
)
RELATIVE = re.compile(r",\s(?:der|som)\s")
"""A word that says nothing without the clause behind it: "initiativer, der …"."""
NAMED_CUT = re.compile(r"(?:spare|effektiviserings|omprioriterings|administrations)\w{4,}", re.IGNORECASE)
"""A cut whose word says what it is: "spareblokke", "effektiviseringsstrategien"."""
MEANS = re.compile(r"(?:ved|gennem|via)\s+(?:at\s+)?", re.IGNORECASE)
ADJECTIVES = re.compile(r"(?:\b[a-zæøå]{3,}(?:ske|ive|lle|ige|ale) )+$")
AMONG = re.compile(r"(?:bl\.a\.|blandt andet|fx|f\.eks\.) (?:at )?|i alt (?=\d)")
"""Before one aim of several, or before how many of it there are."""
SO_CALLED = re.compile(r"(?:den|det|de|en|et) såkaldte? [\"”“»]?", re.IGNORECASE)
