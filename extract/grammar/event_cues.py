"""Words that tell a planned event, a deadline or an entry into force from a past event, a forecast or a meeting."""

from __future__ import annotations

import re

from extract.grammar.dates import MONTHS

SET_IN_FORCE = re.compile(r"(?:træder|trådt) i kraft|ikrafttræd|med virkning|sammenlæg", re.IGNORECASE)
IN_FORCE = re.compile(r"i kraft|ikrafttræd|med virkning|\bgælde\w* fra|\bpr\. |fra og med|sammenlæg", re.IGNORECASE)
DEADLINE = re.compile(
    r"\b(?:senest|inden|frist\w*|deadline|høringsfrist\w*|svarfrist\w*|udløb\w*|ophør\w*|bortfald\w*|udgangen af)\b",
    re.IGNORECASE,
)
DUE = re.compile(r"\b(?:deadline|\w*frist(?:en)?)\b", re.IGNORECASE)
FROM = re.compile(r"\bfra (?:den )?$|\bperioden (?:fra )?(?:den )?$")
PERIOD = re.compile(r"\b(?:perioden (?:fra )?|(?:gælde|løbe)r? (?:i perioden )?fra )(?:den )?$")
JOINT = re.compile(r"\.?\s*(?:og|eller|/|–|-|til(?: og med)?)\s*(?:\w+dag )?(?:den |d\. )?")
ENDING = re.compile(r"\b(?:udløber|ophører|bortfalder|løber (?:frem )?til)\b")
MODAL = re.compile(r"\b(?:enige om,? at [a-zæøå]+es?|ventes|skal|vil|forventes|planlægges)\b")
BROUGHT_UP = re.compile(
    r"\b(?:første|anden|gen)?behandles\b|\b(?:vedtages|godkendes)\b|"
    r"\b(?:vil|skal|forventes at)\b.{0,60}\b(?:godkende|behandle|vedtage|drøfte|beslutte)\b|"
    r"\b(?:fremlæg|forelæg|præsenter)(?:ge|ges|ere|eres|lagt|t)\b|\b(?:fremlagt|forelagt|fremlægger særskilt|"
    r"fremlægger en)\b"
)
PLANNED = re.compile(
    r"\b(?:skal|vil|vil blive|forventes?|forventer|planlæg\w+|planlagt|påtænk\w+|agter|sigtes?|lægges op til|"
    r"står klar|ventes|finder sted|følge[rs] op|gælder|behandler|enige om,? at [a-zæøå]+es?|"
    r"bliver \w+t|begynder|starter|slutter|ibrugtag\w+|indvie\w*|åbner|lukker|overgår|overtager|etablerer|"
    r"opstart\w*|igang\w+)\b|"
    r"\b(?:igangsæt|indfas|tilkendegiv|genoptag|lancer|indlever|ophæv|forelæg|fremlæg|evaluer|etabler|indfør|"
    r"implementer|påbegynd|afslut|gennemfør|offentliggør|"
    r"iværksæt|udarbejd|"
    r"indkald|genbesøg|send|udsend|fremsæt|præsenter|afholdes en række|udrull|opfør|nedlæg|overfør|overdrag|"
    r"færdiggør|genforhandl|opdater|udbetal|flytt|lever|afrapporter|foretag|revider|genbesøg|forhandl|indgå|udbyd|"
    r"udvid|overgå|sænk|fremsend|indsend|indberet|igangsætt|afvikl|omlæg|oprett|nedsæt|ansæt|foregå|træf|byg|anlæg|"
    r"annoncer|vedtag|behandl|indvi|åbn|afgør|aflever|fastlæg|fastsæt|tilrettelæg|afdæk|undersøg|"
    r"analyser|kortlæg|afprøv|test|forlæng|udpeg|install|nedriv|udmeld|tilpass|effektuer|genåbn|omdann|"
    r"afhold(?=es en række))(?:[glt]?e?r?e?s)\b|"
    r"\b(?:tages i (?:brug|anvendelse)|sættes i (?:gang|værk)|gøres status|går i gang|står (?:færdig|klar)|foreligger|"
    r"er (?:helt )?(?:klar|færdig)[te]?\b)|\bgør (?:parterne |partierne |udvalget |byrådet )?status|"
    r"\b(?:udarbejder|vedtager|behandler|gennemfører|evaluerer|fremsætter|indfører|iværksætter|opstarter|udbyder|"
    r"afslutter|"
    r"påbegynder|udsender|åbner|lancerer|fremlægger|offentliggør|forelægger|udsender|inviterer|indkalder|igangsætter|"
    r"påbegynder|deltager|"
    r"præsenterer|afholder|foregår|træder)\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:blev|var|havde|fik|kom|gik|indgik|vedtog|besluttede|godkendte|behandlede|fremlagde|nedsatte|igangsatte|"
    r"offentliggjorde|"
    r"drøftede|viste|udgjorde|faldt|steg|er (?:der )?(?:blevet|indgået|afholdt|vedtaget|nedsat|igangsat|udarbejdet|"
    r"steget|faldet)|"
    r"har (?:[a-zæøåA-ZÆØÅ]+ ){0,5}(?:stillet|sendt|meddelt|anmodet|bedt|ansøgt|søgt|indsendt|fremsendt|oplyst|"
    r"gennemført|udsendt|udgivet|overtaget|opsagt|udpeget|valgt|været|haft|fået|indgået|besluttet|vedtaget|godkendt|"
    r"udarbejdet|fremlagt|"
    r"afholdt|modtaget))\b"
)
FORECAST = re.compile(
    r"\b(?:stige\w*|falde[rt]?|vokse\w*|stigning\w*|udgør\w*|koste[rt]?|beløbe\w*|sammenlignet|fremskriv\w+|"
    r"prognose\w*|skønne\w+|finansieret af|"
    r"budgetter\w+|indtægt\w*|udgift\w*|andelen|(?:mindst|højst|over|under) \d+ (?:pct|procent|%)|normalt|"
    r"\w+-?neutral\w*|hvert år|"
    r"årligt|typisk|hvert andet år|"
    r"vil (?:\w+ )?(?:være|medføre|betyde|have|svare|give)|merudgift\w*|mindreudgift\w*|besparelse\w*|merforbrug|"
    r"mindreforbrug|overskrid\w*|overskredet|forskydning\w*|overføres til 20|i forhold til|niveau\w*|anslås|"
    r"tal\)|PL\)?|regnskab\w*|takst\w*|reguler\w+|effekt på)\b",
    re.IGNORECASE,
)
MEETING = re.compile(
    r"(?<!forud for )(?<!forud for et )\b(?:næste|kommende|ordinære?|ekstraordinær\w*) møde\b(?!.*\bfremlæg)|"
    r"\bmødes?\b.{0,25}\b(?:afholdes|holdes|"
    r"planlægges)|"
    r"\b\w*møde(?:t|r|dato\w*|kalender)?\b.{0,30}\b(?:den|kl\.)|^godkendelse af dagsorden|\breferat\b|formøde|"
    r"dialogmøde",
    re.IGNORECASE,
)
MEETING_ON = re.compile(
    r"(?:møde\w*|forhandlinger|workshops?)(?: \w+)? (?:fra |henholdsvis )?(?:den |d\. )$", re.IGNORECASE
)
STATUS_ON = re.compile(
    r"\b(?:\w*opfølgning|status|\w*regnskab\w*|opgørelse|opgjort|forbrug\w*|likviditet\w*|budget\w*)\b"
    r"[^.,;]{0,30} pr\. (?:den )?$",
    re.IGNORECASE,
)
"""Before the day that figures are made up to."""
PRESENT_CASE = re.compile(r"\b(?:[Nn]ærværende|[Dd]enne|[Mm]ed) sag(?:en)?\b|^datoen\b|flyttes til")
OF_A_NAME = re.compile(
    r"(?:^|(?<=\W))(?:budget\w*|budgettet for|for|år|siden|end|aftale\w*|rammeaftale|økonomi for|version|nr\.|bilag|"
    r"lov|bekendtgørelse\w*|regnskab\w*|"
    r"§|dateret|af|efter|budgetår\w*|BO\d?|plan|strategi|politik|mål|status|kommuneplan|helårsstatus|"
    r"halvårsstatus)\s*(?:\d{4}\s*[-–/]\s*)?$",
    re.IGNORECASE,
)
DATING = re.compile(r"[”\"»] (?:fra|af) (?:den )?$")
"""Before the day that a title in quotes is dated to."""
ONWARDS = re.compile(r",? og frem\b(?! (?:mod|til) (?:og med|den|\d))")
"""After a year: money or duty from then on, no event."""
PASSIVE = re.compile(
    r"\b(?!deres\b|fælles|alles\b|ligeledes|således|særdeles|fremdeles|(?:af)?holdes|ønskes|arbejdes|orienteres|"
    r"indstilles|anbefales|henvises|vurderes|skønnes|"
    r"kaldes|findes|menes|kræves|anses|regnes|udsættes|bemærkes|oplyses|notes\b|bedes|tales)"
    r"[a-zæøå]{3,}(?<!rn)(?<!en)es\b"
)
"""A verb in the passive, which tells of a plan beside a day or a month to come."""
AND_NOUN = re.compile(
    r"(?: i år)? og (?!(?:er|skal|vil|kan|bliver|har|[a-zæøå]+es)\b)(?P<noun>[a-zæøå]{4,}(?: (?:af|til|om|for|på|"
    r"i) [^,.;]{3,50})?) "
    r"(?:(?:i|den|til|senest)\s*)?"
)
"""Between two dates: the name of the event of the second, "… i maj og valg af entreprenør i juni"."""
ENDED = re.compile(r"[.!?:;,)]\W*$")
RELATIVE = re.compile(
    r"(?P<noun>(?:\b(?:[Dd]en|[Dd]et|[Ee]n|[Ee]t) )?[\wæøåÆØÅ-]+(?: 20\d\d(?:-\d+)?)?), (?:som|der) "
    r"(?=(?:skal|vil|forventes|træder|gælder|udløber)\b)"
)
OTHER_END = re.compile(
    rf"(?<=\w) (?:fra|(?:frem )?til(?: og med)?) (?:den |d\. )?\d{{1,2}}\. (?:{'|'.join(MONTHS)})(?: 20\d\d)?$"
)
"""The other end of a period than the one that a milestone is of."""
HAS_BEEN = re.compile(r"\bhar været i (?:\w+ )*høring\b")
HELD = re.compile(r"\b(?:af)?holdes\b", re.IGNORECASE)
GATHERING = re.compile(r"møde|workshop|seminar|samråd|dialog|besøg|høring|forhandling|drøftelse", re.IGNORECASE)
"""What is held and is a meeting, or the course of a case; other events that are held are milestones."""
EACH_YEAR = re.compile(r"\b(?:hvert (?:andet )?år|årligt|hvert forår|hvert efterår)\b", re.IGNORECASE)
"""What comes again and again: a day without its year is then no one day."""
OTHER_YEAR = re.compile(
    r",? (?:i )?(?:det (?:efter)?følgende (?:budget|regnskabs|kalender)?år|året (?:efter|før)|hvert år)\b"
)
"""Behind a day: its year is that of another time, not told here."""
AGREED_TO = re.compile(r".*\b(?:aftale|enighed|beslutning|løfte|forslag) om,? at (?=[a-zæøå]+e\b)")
"""Opens what is agreed to be done by a day; what a comma sets off behind the day is another thing."""
AND = re.compile(r"\.? og ")
WHERE_IF = re.compile(r", (?:hvis|såfremt)\b", re.IGNORECASE)
RUNS = re.compile(r"(?:, (?:som|der))?(?: vil| kan| skal)? (?:gælder?|løber?)$")
"""The verb of a period, of which its first day and its last are told."""
BEHIND = re.compile(r", (?:hvor|der|som) ")
"""Opens a clause about what an event is of."""
GOES_ON = re.compile(r" (?:[–-] (?:19|20)\d\d )?og ")
"""Behind a period: what else is told than that it begins or ends."""
PASSED = (
    (re.compile(r"(?:1\.|første) kvartal"), "03"),
    (re.compile("forår"), "05"),
    (re.compile(r"(?:1\.|første) halvår|(?:2\.|andet) kvartal"), "06"),
    (re.compile("(?<!sen)sommer"), "08"),
    (re.compile(r"(?:3\.|tredje) kvartal"), "09"),
)
"""The parts of a year and the month after which they are those of the next one."""
